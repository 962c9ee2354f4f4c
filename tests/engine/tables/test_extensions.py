"""Extension tables: asked for, kept while dashboards read them, and nothing to do with the five."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import crri_gui
from crri_gui.cli.comparison_text import describe
from crri_gui.cli.main import main
from crri_gui.contract import EXTENSIONS, described, tables_with
from crri_gui.definitions import (
    Definitions,
    read_amounts,
    read_definitions,
    read_extensions,
    to_toml,
)
from crri_gui.engine.compare_run import compare_with_published
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Examined, Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode, UsageError
from tests.shops import ALWAYS, Shop, publish, read_csv

CSV = "monthly_new_returning.csv"
ASKED = frozenset({"new_returning"})
SQL_GROUPS = frozenset(
    group for group, tables in EXTENSIONS.items() if not any(one.in_python for one in tables)
)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = Shop().add("a", "u1", "2017-01-01", "10.00").add("b", "u2", "2017-01-31", "20.00")
    shop.add("c", "u1", "2017-02-28", "7.25").add("d", "u3", "2017-02-03", "2.50", state="RJ")
    return shop.write(tmp_path_factory.mktemp("raw"))


def crri(*command: object) -> int:
    return main([*map(str, command), "--quiet"])


def run(raw: Path, out: Path, *options: object) -> int:
    return crri("run", "--input-dir", raw, "--output-dir", out, *options)


def manifest(out: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return made


def test_without_a_word_there_are_none_and_the_manifest_says_nothing_of_them(
    raw: Path, tmp_path: Path
) -> None:
    assert run(raw, tmp_path) == ExitCode.DONE
    assert {path.name for path in tmp_path.glob("*.csv")} == {
        "rejects.csv",
        *(table.file_name for table in ALWAYS),
    }
    made = manifest(tmp_path)
    assert "with" not in made and "figures" not in made
    assert not {"margin", "cac", "movement_days"} & made["definitions"].keys()


def test_all_of_them_change_no_byte_of_the_others(raw: Path, tmp_path: Path) -> None:
    before = publish(raw, tmp_path / "before")
    after = publish(raw, tmp_path / "after", {"extensions": SQL_GROUPS})
    for table in ALWAYS:
        name = table.file_name
        assert (after.folder / name).read_bytes() == (before.folder / name).read_bytes()
    assert after.manifest["with"] == sorted(SQL_GROUPS)
    assert set(after.manifest["figures"]) == {
        name for table in tables_with(SQL_GROUPS) for name in table.beside
    }
    assert all(one["holds"] for one in after.manifest["reconciliation"])
    for name in ("repeat_rates", "named_segments", "totals"):
        assert after.manifest[name] == before.manifest[name]


def test_what_is_published_is_kept_until_somebody_says_otherwise(raw: Path, tmp_path: Path) -> None:
    assert run(raw, tmp_path, "--with", "new_returning,movement") == ExitCode.DONE
    # A nightly run that knows nothing of them leaves no dashboard with an old table, or none.
    assert run(raw, tmp_path, "--if-changed") == ExitCode.UNCHANGED
    assert run(raw, tmp_path) == ExitCode.DONE
    assert manifest(tmp_path)["with"] == ["movement", "new_returning"]
    # Who names some has those alone; the others leave with the former set.
    assert run(raw, tmp_path, "--with", "new_returning", "--if-changed") == ExitCode.DONE
    assert (tmp_path / CSV).exists() and not (tmp_path / "segment_movement.csv").exists()
    assert run(raw, tmp_path, "--with", "none") == ExitCode.DONE
    assert not (tmp_path / CSV).exists() and "with" not in manifest(tmp_path)
    assert crri("restore", "--output-dir", tmp_path) == ExitCode.DONE
    assert (tmp_path / CSV).exists() and manifest(tmp_path)["with"] == ["new_returning"]


def test_it_is_told_that_a_table_goes(raw: Path, tmp_path: Path) -> None:
    target = Target(tmp_path)
    run_and_publish(RunContext(), Request(raw, extensions=ASKED), target)
    outcome = run_and_publish(RunContext(), Request(raw, extensions=frozenset()), target)
    assert outcome.messages == (
        f"{CSV} is not asked for and leaves the set: only its backup has it. A dashboard that "
        "reads it fails until it is asked for again.",
    )


def test_a_comparison_tells_what_comes_and_what_goes(raw: Path, tmp_path: Path) -> None:
    publish(raw, tmp_path, {"extensions": ASKED})

    def compared(extensions: frozenset[str] | None) -> Any:
        request = Request(raw, extensions=extensions)
        return compare_with_published(RunContext(), request, tmp_path)[1]

    assert compared(None).unchanged and compared(ASKED).unchanged
    fewer = compared(frozenset())
    assert not fewer.unchanged and fewer.tables_gone == ("monthly_new_returning",)
    assert [CSV in said for said in fewer.going] == [True]
    assert CSV in describe(fewer) and "Nothing changes" not in describe(fewer)
    more = compared(frozenset({"new_returning", "movement"}))
    assert not more.unchanged and more.tables_gone == ()
    [new] = [one for one in more.tables if one.rows_before is None]
    assert new.table == "segment_movement"


def test_keys_of_tables_may_hold_numbers(raw: Path, tmp_path: Path) -> None:
    asked = frozenset({"value"})
    publish(raw, tmp_path / "out", {"extensions": asked})
    more = tmp_path / "more"
    shutil.copytree(raw, more)
    for name, line in (
        ("orders", "e,c-e,delivered,2017-03-05 12:00:00,,"),
        ("customers", "c-e,u1,SP"),
        ("order_items", "e,1,4.00,0"),
    ):
        with (more / f"olist_{name}_dataset.csv").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    request = Request(more, extensions=asked)
    changed = compare_with_published(RunContext(), request, tmp_path / "out")[1]
    # March is new: the third month of January's cohort, the second of February's.
    assert "cohort_ltv: 2 rows come: 2017-01, 2; 2017-02, 1" in describe(changed)


def test_options_that_only_they_use_change_nothing_else(raw: Path, tmp_path: Path) -> None:
    assert run(raw, tmp_path) == ExitCode.DONE
    made = manifest(tmp_path)["fingerprint"]
    options = ("--if-changed", "--margin", "30", "--cac", "45", "--movement-days", "30")
    assert run(raw, tmp_path, *options) == ExitCode.UNCHANGED
    assert run(raw, tmp_path, "--with", "value", *options) == ExitCode.DONE
    assert manifest(tmp_path)["fingerprint"] != made
    assert manifest(tmp_path)["definitions"]["margin"] == 30
    assert "movement_days" not in manifest(tmp_path)["definitions"]
    assert run(raw, tmp_path, *options) == ExitCode.UNCHANGED
    assert run(raw, tmp_path, "--if-changed", "--margin", "31", "--cac", "45") == ExitCode.DONE


def test_costs_may_stand_in_a_csv(raw: Path, tmp_path: Path) -> None:
    costs = tmp_path / "cac.csv"
    costs.write_text("month,cac\n2017-01,30\n2017-02,12.50\n", encoding="utf-8")
    assert run(raw, tmp_path / "out", "--with", "value", "--cac", costs) == ExitCode.DONE
    wanted = ["2017-01=30", "2017-02=12.50"]
    assert manifest(tmp_path / "out")["definitions"]["cac"] == wanted
    for wrong, line in (("2017-01,30\n2017-01,31\n", 2), ("2017-13,30\n", 1), ("month,cac\n", 1)):
        costs.write_text(wrong, encoding="utf-8")
        with pytest.raises(UsageError, match=f"Line {line} "):
            read_amounts(costs)


@pytest.mark.parametrize("option", ["--margin=101", "--margin=a lot", "--cac=x", "--cac=2017-1=4"])
def test_values_that_cannot_be_are_refused(raw: Path, tmp_path: Path, option: str) -> None:
    assert run(raw, tmp_path, "--with", "value", option) == ExitCode.USAGE


def test_an_unknown_group_is_refused_with_those_there_are(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raw, tmp_path, "--with", "values") == ExitCode.USAGE
    assert "movement, new_returning" in capsys.readouterr().err


def test_the_file_of_definitions_may_ask_for_them(raw: Path, tmp_path: Path) -> None:
    file = tmp_path / "definitions.toml"
    chosen = Definitions(margin=32.5, cac=("2017-01=45", "2017-02=50.5"))
    file.write_text(to_toml(chosen, extensions=ASKED), encoding="utf-8")
    assert read_definitions(file) == chosen and read_extensions(file) == ASKED
    out = tmp_path / "out"
    assert run(raw, out, "--definitions", file) == ExitCode.DONE
    assert manifest(out)["with"] == ["new_returning"]
    file.write_text(to_toml(chosen), encoding="utf-8")
    assert read_extensions(file) is None


def test_they_are_in_parquet_and_workbook(raw: Path, tmp_path: Path) -> None:
    options = ("--with", "new_returning", "--format", "parquet", "--excel")
    assert run(raw, tmp_path, *options) == ExitCode.DONE
    assert (tmp_path / "monthly_new_returning" / "part-0.parquet").is_file()
    book = openpyxl.load_workbook(tmp_path / "crri_outputs.xlsx")
    assert book["monthly_new_returning"].max_row == 3
    assert "segment_movement" not in book.sheetnames
    explained = {row[0] for row in book["definitions"].values}
    assert "monthly_new_returning" in explained and "segment_movement" not in explained
    assert run(raw, tmp_path, "--with", "none", *options[2:]) == ExitCode.DONE
    assert not list(tmp_path.glob("monthly_new_returning/*.parquet"))


def test_the_power_bi_project_reads_what_the_set_has(raw: Path, tmp_path: Path) -> None:
    assert run(raw, tmp_path) == ExitCode.DONE
    assert crri("powerbi", "--output-dir", tmp_path) == ExitCode.DONE
    [model] = tmp_path.glob("*.SemanticModel")
    tables = model / "definition" / "tables"
    assert not (tables / "monthly_new_returning.tmdl").exists()
    assert run(raw, tmp_path, "--with", "new_returning") == ExitCode.DONE
    assert crri("powerbi", "--output-dir", tmp_path) == ExitCode.DONE
    text = (tables / "monthly_new_returning.tmdl").read_text(encoding="utf-8")
    assert "column returning_revenue" in text
    relations = (model / "definition" / "relationships.tmdl").read_text(encoding="utf-8")
    assert "fromColumn: monthly_new_returning.order_month" in relations


PYTHON = '''
"""A table that is counted in Python."""


def compute(db, values):
    db.execute("CREATE TABLE state_counts (state VARCHAR, customers INTEGER)")
    db.executemany(
        "INSERT INTO state_counts VALUES (?, ?)",
        db.rows("SELECT customer_state, count(*) FROM master_orders GROUP BY ALL"),
    )
    db.execute("CREATE TABLE state_model AS SELECT 'counted' AS verdict, $margin AS margin",
               {"margin": values["margin"]})
'''
DESCRIBED = """
title = "Counts by state"
grain = "one row per state"
one_row_per = "state"
answers = "how many orders there are"
with = "counts"
offered = false
key = ["state"]
needs = ["master_orders"]
beside = ["state_model"]

[[columns]]
name = "state"
type = "text"
unit = "state"
meaning = "The state."
source = "master_orders.customer_state"

[[columns]]
name = "customers"
type = "integer"
unit = "orders"
meaning = "Counted orders."
source = "master_orders.order_id"
"""


@pytest.mark.long
def test_a_table_may_be_computed_in_python(raw: Path, tmp_path: Path) -> None:
    source = Path(crri_gui.__file__).parent
    copy = tmp_path / "copy"
    shutil.copytree(source, copy / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    tables = copy / source.name / "engine" / "tables"
    (tables / "state_counts.py").write_text(PYTHON, encoding="utf-8")
    (tables / "state_counts.toml").write_text(DESCRIBED, encoding="utf-8")
    out = tmp_path / "out"
    where = ["--input-dir", str(raw), "--output-dir", str(out)]
    command = [sys.executable, "-m", "crri_gui", "run", *where]
    done = subprocess.run(
        [*command, "--with", "counts", "--json"],
        env={**os.environ, "PYTHONPATH": str(copy)},
        cwd=copy,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert read_csv(out / "state_counts.csv") == [
        {"state": "RJ", "customers": "1"},
        {"state": "SP", "customers": "3"},
    ]
    wanted = [{"verdict": "counted", "margin": "unknown"}]
    assert manifest(out)["figures"] == {"state_model": wanted}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("needs = [", 'needs = ["cohort_ltv", '), "another group"),
        (("[[columns]]", '[reconcile]\ncustomers = "count(*)"\n[[columns]]'), "after what adds"),
    ],
)
def test_a_description_that_cannot_be_is_refused(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    source = Path(crri_gui.__file__).parent / "engine" / "tables"
    for file in (*source.glob("*.toml"), *source.glob("*.sql")):
        shutil.copy(file, tmp_path)
    (tmp_path / "state_counts.toml").write_text(DESCRIBED.replace(*change, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        described(tmp_path)


def test_a_run_that_publishes_has_forgotten_all_rows_but_those_it_writes(
    tmp_path: Path, raw: Path
) -> None:
    """Nobody can look at the rows behind a number any more, and sorting needs the memory."""
    left: set[str] = set()

    def look(_: Request, data: Examined, __: Path) -> None:
        found = data.database(RunContext()).rows(
            "SELECT table_name FROM duckdb_columns() "
            "WHERE schema_name = 'main' AND column_name IN ('order_id', 'customer_unique_id')"
        )
        left.update(name for (name,) in found)

    everything = Request(raw, extensions=frozenset(EXTENSIONS))
    run_and_publish(RunContext(), everything, Target(tmp_path / "out"), look=look)
    assert left == {
        table.name
        for table in tables_with(EXTENSIONS)
        if {"order_id", "customer_unique_id"} & set(table.column_names)
    }
