"""Results that are closed, forgotten or interrupted leave nothing behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import crri_gui as crri
from crri_gui.contract import THE_FIVE
from tests.effort import exhaustive


def test_a_query_sees_the_columns_of_the_csvs_alone(results: crri.Results) -> None:
    for name in THE_FIVE:
        asked = results.sql(f"FROM {name.name} LIMIT 1")
        assert asked.columns == name.column_names == results[name.name].columns
    with pytest.raises(crri.UsageError, match="is_late"):
        results.sql("SELECT is_late FROM master_orders")
    # Own names beside them.
    own = "WITH big AS (FROM master_orders WHERE order_value >= 60) SELECT count(*) AS n FROM big"
    assert results.sql(own).columns == ("n",)


def test_closed_results_say_so(small_raw: Path) -> None:
    with crri.open(small_raw).run() as opened:
        table = opened["monthly_revenue"]
    for ask in (table.to_pandas, lambda: opened.measure("AOV"), lambda: opened["rejects"]):
        with pytest.raises(crri.UsageError, match="closed"):
            ask()
    assert "400.00" in repr(opened)


@exhaustive
def test_results_that_nobody_holds_give_their_room_back(
    small_raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened = crri.open(small_raw).run()
    table = opened["monthly_revenue"]
    del opened
    gc.collect()
    assert len(table) == 4 and list(tmp_path.glob("crri-*"))  # a table holds its results
    del table
    gc.collect()
    assert not list(tmp_path.glob("crri-*"))


def test_a_process_that_ends_leaves_nothing_behind(small_raw: Path, tmp_path: Path) -> None:
    asked = f"import crri_gui as crri; results = crri.open({str(small_raw)!r}).run()"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", asked], env=environment, check=True)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Ctrl-C as Python answers it: a test that ran a command here may have left another answer."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupted_cell_ends_the_question_and_the_next_is_answered(
    results: crri.Results, interrupts: None
) -> None:
    """Without the interrupt the query would take days."""
    endless = results.sql("SELECT sum(a.range * b.range) FROM range(9000000) a, range(9000000) b")
    threading.Timer(0.2, signal.raise_signal, [signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        endless.to_pandas()
    assert results.measure("Total Orders") == 7
