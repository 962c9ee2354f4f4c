"""Incremental refresh: a service reads the months of orders that have changed, and no others."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from build_scripts import readers
from crri_gui.cli.main import main
from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode
from crri_gui.powerbi.model.incremental import (
    RESTATED,
    RefreshWindow,
    partition_query,
    polling_query,
    refresh_window,
)
from crri_gui.powerbi.model.schema import TABLES
from crri_gui.powerbi.project.project import EXPRESSIONS, MODEL, project_files
from crri_gui.powerbi.project.refresh import renew
from crri_gui.powerbi.project.writing import RECORD
from tests.powerbi.test_oracles import needs_readers, verdict, written
from tests.shops import Shop

pytestmark = pytest.mark.long

BY_MONTH = [table for table in TABLES if table.by_month]


def first_orders() -> Shop:
    """A new customer in each of two months."""
    return Shop().add("o1", "z", "2017-01-31", "10.00").add("o2", "u", "2017-02-01", "1.00")


def published(shop: Shop, folder: Path, form: Any) -> dict[str, Any]:
    request = Request(shop.write(folder.parent / "raw"), extensions=frozenset({"star"}))
    return dict(run_and_publish(RunContext(), request, Target(folder, form)).manifest)


def powerbi(out: Path, *more: str) -> int:
    return main(["powerbi", "--output-dir", str(out), "--quiet", *more])


def table_text(out: Path, table: str) -> str:
    return (out / MODEL / "definition" / "tables" / f"{table}.tmdl").read_text("utf-8")


def test_it_is_written_once_asked_for_until_whole_folders_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    published(first_orders(), out, "parquet")
    assert powerbi(out, "--incremental-refresh") == ExitCode.DONE
    for table in OUTPUT_TABLES:
        if table.asked_with in ("", "star"):
            assert ("refreshPolicy" in table_text(out, table.name)) == table.by_month
    assert [table.name for table in BY_MONTH] == ["master_orders", "order_details"]
    for name in ("RangeStart", "RangeEnd"):
        assert f"expression {name} = #datetime(" in (out / EXPRESSIONS).read_text("utf-8")
    # It is remembered, and nothing of it is out of date.
    before = (out / RECORD).read_bytes()
    assert powerbi(out) == ExitCode.DONE
    assert (out / RECORD).read_bytes() == before
    assert not renew(RunContext(), out, command="test")
    assert powerbi(out, "--parquet") == ExitCode.DONE
    assert "refreshPolicy" not in table_text(out, "master_orders")
    # A set of an older CRRI says of no month whether it has changed.
    told = json.loads((out / "manifest.json").read_bytes())
    for file in told["files"].values():
        file.pop("mark", None)
    (out / "manifest.json").write_text(json.dumps(told))
    assert powerbi(out, "--incremental-refresh") == ExitCode.USAGE
    assert "has a mark" in capsys.readouterr().err


def test_the_window_holds_the_first_month_for_years() -> None:
    # December of the fifth year after the publication's: 8 years and a month after the first.
    window = refresh_window("2015-12", "2018-01-15T10:00:00+00:00")
    assert window == RefreshWindow(months=12 * 9, years=14)
    assert window.months >= 12 * (2023 - 2015) + 1
    assert window.years > window.months / 12
    assert refresh_window("2018-03", "2018-01-15") == refresh_window("2018-01", "2018-12-31")


def test_what_new_orders_restate_is_computed_and_the_rest_is_read() -> None:
    restated = {
        (table.name, name)
        for table in OUTPUT_TABLES
        if table.by_month
        for name in table.power_bi.restated
    }
    assert restated == RESTATED.keys()
    for table in BY_MONTH:
        text = "\n".join(partition_query(table))
        for column in table.from_file:
            assert (f'"{column.name}"' in text) == ((table.name, column.name) not in restated)


def test_an_old_order_whose_customer_came_back_later_is_of_a_repeat_customer(
    tmp_path: Path,
) -> None:
    """The trap: the service keeps the month of the old order, in whose file the flag was 0."""
    pytest.importorskip("pbix_mcp.dax.engine", reason="no DAX engine: pip install pbix-mcp")
    from build_scripts.dax_model import DaxModel

    shop = first_orders()
    before = published(shop, tmp_path / "before", "parquet")
    shop.add("o4", "z", "2017-03-05", "7.00")
    after = published(shop, tmp_path / "after", "parquet")
    published(shop, tmp_path / "csv", "csv")
    marks = [
        {n: of["mark"] for n, of in one["files"].items() if "mark" in of} for one in (before, after)
    ]
    kept = {name for name, mark in marks[0].items() if mark == marks[1][name]}
    assert kept == {
        f"{table.name}/{month}.parquet" for table in BY_MONTH for month in ("2017-01", "2017-02")
    }
    for name in kept:
        same = (tmp_path / "before" / name).read_bytes() == (tmp_path / "after" / name).read_bytes()
        assert same == (name != "master_orders/2017-01.parquet"), name
    # What the service holds then: the former file of a month that it was not to read again.
    for table in BY_MONTH:
        files = [
            str(tmp_path / ("before" if name in kept else "after") / name)
            for name in after["files"]
            if name.startswith(f"{table.name}/")
        ]
        target = tmp_path / "csv" / f"{table.name}.csv"
        duckdb.read_parquet(files).order("order_id").write_csv(str(target), header=True)
    # Read alone, only the new order is of a repeat customer: 7 of 18.
    model = DaxModel(tmp_path / "csv", frozenset({"star"}))
    assert model.by_dax("Revenue from Repeat Customers %", {}) == pytest.approx(7 / 18)
    # As it is computed of rfm_customers, which is read whole.
    orders = model.tables["master_orders"]
    ids, flag = (orders["columns"].index(name) for name in ("order_id", "is_repeat_customer"))
    dax = RESTATED["master_orders", "is_repeat_customer"]
    model.measures["computed"] = f"MAXX ( master_orders, {dax} )"
    guest = [*orders["rows"][0]]
    guest[ids], guest[orders["columns"].index("customer_unique_id")] = "of a guest", None
    orders["rows"].append(guest)
    for row in orders["rows"]:
        row[flag] = model.by_dax("computed", {"master_orders.order_id": [row[ids]]})
    assert {row[ids]: row[flag] for row in orders["rows"]} == {
        "o1": 1,
        "o2": 0,
        "o4": 1,
        "of a guest": None,
    }
    orders["rows"].remove(guest)
    assert model.by_dax("Revenue from Repeat Customers %", {}) == pytest.approx(17 / 18)


@needs_readers
def test_microsofts_readers_accept_it_and_m_parses(tmp_path: Path) -> None:
    window = refresh_window("2016-09", "2018-10")
    files = project_files(r"C:\Data", None, extensions=("star",), form="parquet", window=window)
    done = verdict(written(tmp_path / "project", files))
    assert done.returncode == 0, done.stdout
    assert '"errorCount":0,"warningCount":0' in done.stdout
    parser = readers.CACHE / "node_modules" / "@microsoft" / "powerquery-parser"
    script = tmp_path / "parse.cjs"
    script.write_text(
        f"const pq = require({str(parser)!r});\n"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n"
        "Promise.all(texts.map(text => pq.TaskUtils.tryLexParse(pq.DefaultSettings, text)))"
        ".then(done => console.log(JSON.stringify(done.map(pq.TaskUtils.isParseStageOk))));\n"
    )
    queries = [one(table) for table in BY_MONTH for one in (partition_query, polling_query)]
    texts = ["\n".join(lines) for lines in queries]
    broken = [text.replace(",", "", 1) for text in texts]
    told = subprocess.run(
        ["node", str(script)],
        input=json.dumps([*texts, *broken]),
        text=True,
        capture_output=True,
        check=True,
    ).stdout
    assert json.loads(told) == [True] * len(texts) + [False] * len(broken)
