"""Results kept open: the rows behind what is said, several looks at once, publishing later."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crri_gui.engine.compare_run import compare_results
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.quality.evidence import show_rows
from crri_gui.engine.report import InputRefused
from crri_gui.engine.results import Results, open_results
from crri_gui.engine.run import (
    ChangedMeanwhile,
    Target,
    examine_only,
    publish_results,
    published_state,
    run_and_publish,
)
from crri_gui.errors import UsageError
from tests.effort import exhaustive
from tests.shops import ALWAYS, Shop, shop_of_everything


@pytest.fixture
def dirty(tmp_path: Path) -> Iterator[Results]:
    """A shop with something of everything."""
    results = open_results(RunContext(), Request(shop_of_everything().write(tmp_path / "raw")))
    yield results
    results.close()


def test_every_finding_about_rows_shows_just_them(dirty: Results) -> None:
    expected = {
        "customer_missing": {"orphan"},
        "order_missing_items": {"gone"},
        "delivered_before_purchase": {"early"},
        "negative_amount": {"refund"},
        "status_unknown": {"strange"},
        "items_missing": {"unpaid goods"},
        "formula_text": {"=risky"},
        "duplicate_rows": {"o001"},
    }
    shown = {}
    for finding in dirty.data.report.findings:
        if finding.code in expected:
            with dirty.cursor() as con:
                table = show_rows(DuckDB(RunContext(), con), finding.rows)
                if finding.code == "delivered_before_purchase":
                    names = [row[0] for row in con.execute(f"DESCRIBE {table}").fetchall()]
                    about = ["order_id", "purchased_at", "delivered_at", "delivery_days"]
                    assert names[:4] == about and len({*names}) == len(names)
                shown[finding.code] = {
                    row[0] for row in con.execute(f"SELECT order_id FROM {table}").fetchall()
                }
    assert shown == expected


def test_every_select_of_a_finding_or_a_line_can_be_run(dirty: Results) -> None:
    selects = [finding.rows for finding in dirty.data.report.findings]
    selects += [line.rows for s in dirty.data.report.statements for line in s.lines]
    with dirty.cursor() as con:
        for select in filter(None, selects):
            show_rows(DuckDB(RunContext(), con), select)


def test_a_line_of_the_orders_statement_shows_as_many_orders_as_it_counts(dirty: Results) -> None:
    [orders] = [s for s in dirty.data.report.statements if s.code == "orders"]
    with dirty.cursor() as con:
        for line in orders.lines:
            table = show_rows(DuckDB(RunContext(), con), line.rows)
            counted = con.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert counted == (line.count,), line.label
    assert {line.label for line in orders.lines} == {
        "counted orders",
        "left out by status: canceled",
        "orders whose customer is missing",
    }


def test_the_rejects_are_a_table(dirty: Results) -> None:
    with dirty.cursor() as con:
        rows = con.execute('SELECT table_name, "column", value, reason FROM rejects').fetchall()
    assert rows == [("order_items", "price", "ten", "is not an amount")]


def test_publishing_results_is_the_same_as_a_run_into_the_folder(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2017-01-02", "10.50").add("o2", "u1", "2017-02-03", "20.00")
    raw = shop.write(tmp_path / "raw")
    run_and_publish(RunContext(), Request(raw), Target(tmp_path / "by run"))
    results = open_results(RunContext(), Request(raw))
    try:
        outcome = publish_results(RunContext(), results, Target(tmp_path / "by results"), ())
        _, comparison = compare_results(RunContext(), results, tmp_path / "by run")
    finally:
        results.close()
    for table in ALWAYS:
        one, other = (tmp_path / by / table.file_name for by in ("by run", "by results"))
        assert one.read_bytes() == other.read_bytes()
    assert comparison.unchanged
    assert outcome.manifest["timings_seconds"].keys() >= {"read", "compute", "write"}


def test_results_with_errors_are_looked_at_and_never_published(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2017-01-02", "10.50")
    shop.customers.append(("c-o1", "another", "RJ"))
    results = open_results(RunContext(), Request(shop.write(tmp_path / "raw")))
    try:
        assert results.data.report.errors
        with pytest.raises(InputRefused, match="contradict"):
            publish_results(RunContext(), results, Target(tmp_path / "out"), ())
    finally:
        results.close()
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").glob("*.csv"))


def test_results_are_not_published_among_the_raw_files(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2017-01-02", "10.50").write(tmp_path / "raw")
    before = sorted(raw.iterdir())
    results = open_results(RunContext(), Request(raw))
    try:
        with pytest.raises(UsageError, match="holds raw files"):
            publish_results(RunContext(), results, Target(raw), ())
    finally:
        results.close()
    assert sorted(raw.iterdir()) == before


@exhaustive
def test_what_was_published_after_the_look_is_not_replaced(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2017-01-02", "10.50").write(tmp_path / "raw")
    target = Target(tmp_path / "out", replace_other_shop=True)
    run_and_publish(RunContext(), Request(raw), target)
    seen = published_state(target.output_dir)
    other = Shop().add("o2", "u2", "2017-01-02", "7.00").write(tmp_path / "other")
    results = open_results(RunContext(), Request(raw))
    try:
        run_and_publish(RunContext(), Request(other), target)
        with pytest.raises(ChangedMeanwhile):
            publish_results(RunContext(), results, target, seen)
        assert "o2" in (target.output_dir / "master_orders.csv").read_text()
        publish_results(RunContext(), results, target, published_state(target.output_dir))
    finally:
        results.close()
    assert "o1" in (target.output_dir / "master_orders.csv").read_text()


def test_closing_gives_the_temporary_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = Shop().add("o1", "u1", "2017-01-02", "10.50").write(tmp_path / "raw")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    results = open_results(RunContext(), Request(raw))
    assert list(tmp_path.glob("crri-*"))
    results.close()
    assert not list(tmp_path.glob("crri-*"))


def test_the_stages_of_a_part_make_the_whole_progress() -> None:
    seen: list[Progress] = []
    run = RunContext(seen.append, stages=("write", "verify"))
    with run.stage("write"):
        run.report("Writing", within=0.0)
        run.report("Wrote", within=1.0)
    with run.stage("verify"):
        run.report("Read back", within=1.0)
    # Their usual shares are 0.14 and 0.05: the first makes 14/19 of this whole.
    assert [round(p.fraction, 6) for p in seen] == [0.0, round(14 / 19, 6), 1.0]


def test_a_killed_comparison_leaves_a_folder_that_the_next_run_finds(tmp_path: Path) -> None:
    """The folder of `scratch`, in which a comparison reads what is published."""
    raw = Shop().add("o1", "u1", "2017-01-02", 10).write(tmp_path / "raw")
    temp = tmp_path / "temp"
    temp.mkdir()
    held = (
        "import sys, time; from pathlib import Path\n"
        "from crri_gui.engine.core.workspace import scratch\n"
        "with scratch(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(temp)], stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "held\n"
        assert list(temp.iterdir())
        killed.kill()
    examine_only(RunContext(), Request(raw, temp_dir=temp))
    assert not list(temp.iterdir())
