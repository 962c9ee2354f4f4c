"""How a grid of millions of rows behaves: `python tests/benchmarks/grid.py --rows 10000000`.

Opens the Tables page's pane over a made-up table under the offscreen platform, and prints for
each thing a user does how long it takes, and the longest time during it in which the window's
thread answered nobody. Fails where anything that is asked does.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import duckdb
import psutil
from PySide6.QtCore import QObject, QTimer

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.browse import Filter, View
from crri_gui.gui.grid.pane import TablePane
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance

if TYPE_CHECKING:
    from crri_gui.engine.results import Results

_TABLE = """
CREATE TABLE master_orders AS
SELECT md5(i::VARCHAR) AS order_id, md5((i % 7000000)::VARCHAR) AS customer_unique_id,
       strftime(TIMESTAMP '2016-01-01' + to_seconds(i * 9), '%Y-%m') AS order_month,
       ((i * 7919) % 100000 / 100)::DECIMAL(18, 2) AS order_value,
       ['boleto', 'credit_card', 'voucher'][1 + i % 3] AS payment_type,
       CASE WHEN i % 50 > 0 THEN (i % 500 / 10)::DOUBLE END AS delivery_days,
       (i % 5 + 1)::DECIMAL(3, 1) AS review_score, ['SP', 'RJ', 'MG'][1 + i % 3] AS customer_state,
       i % 2 AS is_repeat_customer, TIMESTAMP '2016-01-01' + to_seconds(i * 9) AS purchased_at,
       i % 2 AS is_late
FROM range({rows}) t(i)
"""


class Made:
    """What the grid asks of results, over a table that no run has made."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.request = Request(folder, Definitions())
        self.cursor = con.cursor
        self.close = con.interrupt
        self._con = con

    @contextmanager
    def database(self, run: RunContext) -> Iterator[DuckDB]:
        """As of `Results`."""
        with DuckDB(run, self._con).cursor() as db:
            yield db


class Pulse(QObject):
    """Beats as often as it can; `longest` is the longest pause between two beats, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def start(self) -> None:
        """Count from now."""
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def main() -> None:
    """Make the table, do things, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    rows = parser.parse_args().rows
    application = make_application(["grid"])
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        began = time.perf_counter()
        con.execute(_TABLE.format(rows=rows))
        print(f"{rows:,} rows made in {time.perf_counter() - began:.1f} s")
        session = Session(Settings(Path(folder)), Appearance("light"))
        session.problem.connect(lambda error: sys.exit(str(error)))
        session.results = cast("Results", Made(con, Path(folder)))
        pane = TablePane(session)
        session.appearance.dress(pane)
        pane.resize(1100, 760)
        pane.show()
        pane.browser.take(session.results)
        measure(application, session, pane, rows)
        session.close()


def measure(application: Any, session: Session, pane: TablePane, rows: int) -> None:
    """One line for each thing a user does."""
    pulse, browser, grid = Pulse(), pane.browser, pane.grid

    def until(settled: Callable[[], bool]) -> None:
        end = time.perf_counter() + 300
        while not settled() and time.perf_counter() < end:
            application.processEvents()
            time.sleep(0.001)  # an event loop at rest takes no processor from the question

    def idle() -> bool:
        return not browser.busy and not session.queries.busy and not pane._pause.isActive()

    def timed(what: str, do: Callable[[], object], settled: Callable[[], bool] = idle) -> None:
        until(idle)
        pulse.start()
        began = time.perf_counter()
        do()
        application.processEvents()
        until(settled)
        spent = time.perf_counter() - began
        print(f"{what:42} {spent:8.3f} s   longest block {pulse.longest * 1000:6.0f} ms")

    def shown() -> bool:
        return not browser.busy

    def again() -> None:
        browser._known.clear()
        pane._want_profiles()

    timed("open, as it is", lambda: browser.open(View("master_orders")), shown)
    timed("profile the columns in sight", again)
    steps: list[float] = []
    model = pane.model
    for _ in range(100):
        place = random.Random(len(steps)).randrange(rows)
        began = time.perf_counter()
        grid.verticalScrollBar().setValue(place * grid.rowHeight(0))
        application.processEvents()
        steps.append(time.perf_counter() - began)
    print(
        f"{'100 jumps to a random row':42} {statistics.median(steps):8.3f} s   "
        f"slowest {max(steps) * 1000:6.0f} ms"
    )
    steps = []
    for wheel in range(300):
        began = time.perf_counter()
        grid.verticalScrollBar().setValue(wheel * 3 * grid.rowHeight(0))
        application.processEvents()
        steps.append(time.perf_counter() - began)
    print(
        f"{'300 steps of the wheel':42} {statistics.median(steps):8.3f} s   "
        f"slowest {max(steps) * 1000:6.0f} ms"
    )
    grid.setCurrentIndex(model.index(0, 3))
    timed("select all, and its sum", grid.selectAll)
    grid.setCurrentIndex(model.index(0, 0))
    timed("select all, in a column of keys", grid.selectAll)
    timed("select a column, and its sum", lambda: grid.select_column(3))
    timed("go to the last row", lambda: grid.setCurrentIndex(model.index(rows - 1, 2)))
    timed("find what is not there", lambda: browser.find("no such thing", 0))
    half = Filter("order_value", "range", (500, None))
    few = Filter("customer_unique_id", "contains", ("abcd",))
    by_value = (("order_value", True),)
    timed("filter to half", lambda: browser.set_filters((half,)), shown)
    timed("profile the columns in sight", again)
    timed("filter to few", lambda: browser.set_filters((few,)), shown)
    timed("sort all", lambda: browser.open(View("master_orders", (), by_value)), shown)
    timed("profile the columns in sight", again)
    timed("list the values of a column of keys", lambda: browser.list_values("order_id", ""))
    timed("a record beside the grid", lambda: pane.tools.record.setChecked(True))
    peak = psutil.Process().memory_info().rss
    print(f"memory at the end {peak / 2**30:.1f} GB")


if __name__ == "__main__":
    main()
