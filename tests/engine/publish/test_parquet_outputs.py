"""`--format parquet`: the same five tables as folders of Parquet, for very large ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from crri_gui.cli.main import main
from crri_gui.engine.compare_run import compare_with_published
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.publish import outputs
from crri_gui.engine.publish.published import rows_of
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode, ReconciliationError, UsageError
from tests.effort import some, tries
from tests.shops import ALWAYS, Shop, publish

pytestmark = pytest.mark.long

TABLES = [table.name for table in ALWAYS]


def publish_parquet(raw: Path, out: Path) -> None:
    run_and_publish(RunContext(), Request(raw), Target(out, "parquet"))


def small_shop() -> Shop:
    shop = Shop().add("o1", "u1", "2017-01-31", "10.50", score=4).add("o2", "u1", "2017-02-01", "1")
    # Text that a spreadsheet would run as a formula is written as in the CSV, so that keys join.
    return shop.add("=o3", "u2", "2017-02-03", "2.25", state="RJ")


def test_it_holds_what_the_csvs_hold(sample_shop: Path, tmp_path: Path) -> None:
    here = publish(sample_shop, tmp_path / "csv")
    publish_parquet(sample_shop, tmp_path / "parquet")
    manifest = json.loads((tmp_path / "parquet" / "manifest.json").read_text("utf-8"))
    assert manifest["format"] == "parquet" and here.manifest["format"] == "csv"
    assert manifest["totals"] == here.manifest["totals"]
    assert rows_of(manifest) == {
        name.removesuffix(".csv") if name != "rejects.csv" else name: rows
        for name, rows in rows_of(here.manifest).items()
    }
    for table in TABLES:
        copy = tmp_path / f"{table}.csv"
        # Written as text by another statement than ours: every value, in the same order.
        files = f"{tmp_path}/parquet/{table}/*.parquet"
        duckdb.execute(f"COPY (FROM '{files}') TO '{copy}' (HEADER true)")
        assert copy.read_text("utf-8") == (here.folder / f"{table}.csv").read_text("utf-8"), table


def test_orders_have_a_file_a_month_and_its_mark_leaves_out_who_came_back(tmp_path: Path) -> None:
    """Whoever reads only the months whose mark is another one has what a whole reading has."""

    def published(shop: Shop, name: str) -> dict[str, str]:
        request = Request(shop.write(tmp_path / "raw"), extensions=frozenset({"star"}))
        target = Target(tmp_path / name, "parquet")
        manifest = run_and_publish(RunContext(), request, target).manifest
        return {name: of["mark"] for name, of in manifest["files"].items() if "mark" in of}

    def repeaters(name: str) -> list[tuple[str, int]]:
        files = f"{tmp_path}/{name}/master_orders/2017-01.parquet"
        sql = f"SELECT order_id, is_repeat_customer FROM '{files}' ORDER BY 1"
        return duckdb.execute(sql).fetchall()

    shop = Shop().add("o1", "z", "2017-01-31", "10.50").add("o2", "u1", "2017-02-01", "1")
    first = published(shop, "first")
    months = ("2017-01", "2017-02")
    names = {f"{t}/{m}.parquet" for t in ("master_orders", "order_details") for m in months}
    assert first.keys() == names
    # One of the first month comes back, and somebody is new: 1 where there was 0, in old rows.
    shop.add("o3", "z", "2017-03-05", "7").add("o4", "a", "2017-03-06", "2")
    second = published(shop, "second")
    assert (repeaters("first"), repeaters("second")) == ([("o1", 0)], [("o1", 1)])
    assert {name: second[name] for name in names} == first
    assert second.keys() - names == {
        "master_orders/2017-03.parquet",
        "order_details/2017-03.parquet",
    }
    # Whatever else changes in a month is seen.
    shop.order_items[0] = ("o1", 1, "10.51", "0.00")
    third = published(shop, "third")
    assert {name for name in second if third[name] != second[name]} == {
        "master_orders/2017-01.parquet"
    }


def test_types_are_those_of_the_contract(tmp_path: Path) -> None:
    publish_parquet(small_shop().write(tmp_path / "raw"), tmp_path / "out")
    described = duckdb.execute(f"DESCRIBE FROM '{tmp_path}/out/master_orders/*.parquet'").fetchall()
    assert {name: kind for name, kind, *_ in described} == {
        "order_id": "VARCHAR",
        "customer_unique_id": "VARCHAR",
        "order_month": "VARCHAR",
        "order_value": "DECIMAL(18,2)",
        "payment_type": "VARCHAR",
        "delivery_days": "DECIMAL(18,2)",
        "review_score": "DECIMAL(18,1)",
        "customer_state": "VARCHAR",
        "is_repeat_customer": "BIGINT",
    }
    rows = duckdb.execute(
        f"SELECT order_id FROM '{tmp_path}/out/master_orders/*.parquet'"
    ).fetchall()
    assert ("'=o3",) in rows


def test_a_folder_keeps_its_form(tmp_path: Path) -> None:
    """Whatever reads the files would be left with nothing, or with old numbers."""
    raw = small_shop().write(tmp_path / "raw")
    before = publish(raw, tmp_path / "csv").bytes()
    with pytest.raises(UsageError, match="holds the outputs as CSVs") as refused:
        publish_parquet(tmp_path / "not looked for", tmp_path / "csv")
    assert "another folder" in refused.value.remedy
    assert {p.name: p.read_bytes() for p in sorted((tmp_path / "csv").glob("*.csv"))} == before
    publish_parquet(raw, tmp_path / "parquet")
    with pytest.raises(UsageError, match="holds the outputs as folders of Parquet"):
        publish(raw, tmp_path / "parquet")


def test_it_is_compared_with_what_would_be_published(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    publish_parquet(raw, tmp_path / "out")
    _, comparison = compare_with_published(RunContext(), Request(raw), tmp_path / "out")
    assert comparison.unchanged
    shop = small_shop().add("o4", "u3", "2017-03-01", "5.00")
    _, comparison = compare_with_published(
        RunContext(), Request(shop.write(tmp_path / "raw")), tmp_path / "out"
    )
    assert comparison.months_added == ("2017-03",)
    (orders,) = (change for change in comparison.tables if change.table == "master_orders")
    assert (orders.rows_before, orders.rows_after, orders.broken) == (3, 4, ())


def test_what_was_done_to_the_folders_by_hand_is_told(tmp_path: Path) -> None:
    raw, out = small_shop().write(tmp_path / "raw"), tmp_path / "out"
    publish_parquet(raw, out)
    customers = out / "rfm_customers"
    shutil.copy(customers / "part-0.parquet", customers / "part-1.parquet")
    shutil.rmtree(out / "ops_metrics")
    (out / "cohort_retention" / "part-0.parquet").write_bytes(b"no table")
    _, comparison = compare_with_published(RunContext(), Request(raw), out)
    assert set(comparison.edited) == {
        "ops_metrics/part-0.parquet is missing, although it was published.",
        "cohort_retention/part-0.parquet was edited by hand since: it is not what was published.",
        "rfm_customers/part-1.parquet is extra: the manifest does not name it.",
    }
    orders, _, cohorts, rfm, ops, *_ = comparison.tables
    assert orders.identical
    assert cohorts.rows_before is None
    assert "cannot be read" in cohorts.broken[0]
    # Every customer is there twice: the second of each goes.
    assert rfm.rows_go.count == rfm.rows_after
    assert rfm.columns == ()
    assert (ops.rows_before, ops.broken) == (None, ())


def test_nothing_new_a_restore_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, out = small_shop().write(tmp_path / "raw"), tmp_path / "out"
    arguments = ["run", "--input-dir", str(raw), "--output-dir", str(out), "--format", "parquet"]
    assert main([*arguments, "--json"]) == ExitCode.DONE
    said = json.loads(capsys.readouterr().out)
    assert rows_of(said["manifest"])["master_orders"] == 3
    assert main([*arguments, "--if-changed", "--quiet"]) == ExitCode.UNCHANGED
    orders = out / "master_orders"
    first = {path.name: path.read_bytes() for path in orders.iterdir()}
    small_shop().add("o4", "u3", "2017-03-01", "5.00").write(raw)
    assert main([*arguments, "--if-changed", "--quiet"]) == ExitCode.DONE
    assert {path.name for path in orders.iterdir()} == {*first, "2017-03.parquet"}
    assert main(["restore", "--output-dir", str(out), "--quiet"]) == ExitCode.DONE
    assert {path.name: path.read_bytes() for path in orders.iterdir()} == first
    capsys.readouterr()
    assert main(["powerbi", "--output-dir", str(out)]) == ExitCode.USAGE
    assert "folders of Parquet; the project reads CSVs" in capsys.readouterr().err


def test_a_file_added_to_a_folder_is_a_change(tmp_path: Path) -> None:
    """Whoever reads the folder counts its rows twice until it is published again."""
    raw, out = small_shop().write(tmp_path / "raw"), tmp_path / "out"
    publish_parquet(raw, out)
    part = out / "master_orders" / "2017-01.parquet"
    (part.parent / "2017-01 copy.parquet").write_bytes(part.read_bytes())
    again = Target(out, "parquet", if_changed=True)
    assert not run_and_publish(RunContext(), Request(raw), again).unchanged
    names = {path.name for path in part.parent.iterdir()}
    assert names == {"2017-01.parquet", "2017-02.parquet"}
    assert run_and_publish(RunContext(), Request(raw), again).unchanged


@pytest.mark.parametrize("form", some(["csv", "parquet"], "parquet"))
def test_what_is_gone_or_not_described_is_published_again(
    tmp_path: Path, form: outputs.Form
) -> None:
    raw, out = small_shop().write(tmp_path / "raw"), tmp_path / "out"
    again = Target(out, form, if_changed=True)
    manifest = run_and_publish(RunContext(), Request(raw), again).manifest
    for name in list(manifest["files"])[:: tries(4, 1)]:
        (out / name).unlink()
        assert not run_and_publish(RunContext(), Request(raw), again).unchanged
        assert (out / name).exists()
    for edited in ("[]", "null", '{"rejects.csv": 3}', '{"rejects.csv": {}}'):
        (out / "manifest.json").write_text(json.dumps({**manifest, "files": json.loads(edited)}))
        assert not run_and_publish(RunContext(), Request(raw), again).unchanged
    assert run_and_publish(RunContext(), Request(raw), again).unchanged


@pytest.fixture
def large() -> duckdb.DuckDBPyConnection:
    """The five tables, with more orders than one row group and one processor take."""
    con = duckdb.connect()
    con.execute(
        """CREATE TABLE master_orders AS SELECT 'o' || hash(range) AS order_id,
             'u' || range AS customer_unique_id, '2017-' || lpad((1 + range % 12)::VARCHAR, 2, '0')
             AS order_month, range::DECIMAL(18, 2) AS order_value, NULL::VARCHAR AS payment_type,
             range AS delivery_days, NULL::DOUBLE AS review_score, 'SP' AS customer_state,
             0 AS is_repeat_customer,
             make_timestamp(2017, 1 + range % 12, 3, 0, 0, 0) AS purchased_at
           FROM range(400_000)"""
    )
    for table in ALWAYS[1:]:
        columns = ", ".join(f"1 AS {column.name}" for column in table.columns)
        con.execute(f"CREATE TABLE {table.name} AS SELECT {columns}")
    return con


def test_rows_are_in_order_and_the_bytes_always_the_same(
    large: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for number, setting in enumerate(("threads = 2", "threads = 1")):
        large.execute(f"SET preserve_insertion_order = false; SET {setting}")
        (tmp_path / str(number)).mkdir()
        rows = outputs.write(DuckDB(RunContext(), large), tmp_path / str(number), (), "parquet")
        months = {name: n for name, n in rows.items() if name.startswith("master_orders/")}
        assert len(months) == 12 and sum(months.values()) == 400_000
        outputs.read_back(DuckDB(RunContext(), large), tmp_path / str(number), (), "parquet")
    files = [*(tmp_path / "0" / "master_orders").iterdir()]
    for first in files:
        second = tmp_path / "1" / "master_orders" / first.name
        assert first.read_bytes() == second.read_bytes()
        found = duckdb.execute("SELECT order_month, order_id FROM read_parquet(?)", [str(first)])
        together = found.fetchall()
        assert together == sorted(together)
        assert {f"{month}.parquet" for month, _ in together} == {first.name}


def test_what_was_not_written_as_meant_is_noticed(
    large: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    outputs.write(DuckDB(RunContext(), large), tmp_path, (), "parquet")
    file = tmp_path / "master_orders" / "2017-03.parquet"
    file.rename(tmp_path / "whole.parquet")
    columns = ", ".join(ALWAYS[0].column_names)
    for rows, says in (
        (f"SELECT {columns} FROM '{{}}' LIMIT 33333", "rows 33333 instead of 33334"),
        ("SELECT * REPLACE (order_value::DOUBLE AS order_value) FROM '{}'", "content"),
    ):
        duckdb.execute(f"COPY ({rows.format(tmp_path / 'whole.parquet')}) TO '{file}'")
        with pytest.raises(ReconciliationError, match=says) as noticed:
            outputs.read_back(DuckDB(RunContext(), large), tmp_path, (), "parquet")
        assert noticed.value.file == "master_orders/2017-03.parquet"
