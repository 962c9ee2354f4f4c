"""How soon the dashboard stands over a large shop: python tests/benchmarks/dashboard.py RAW_DIR

Runs the engine as the window does, opens every page in turn, twice, filters each, and prints how
long it takes until its numbers are drawn, and the longest time in which the window's thread
answered nobody. Fails when a page takes more than a second. Offscreen without a screen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance

PAGE_SECONDS = 1.0


def main() -> None:
    """Measure every page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("raw", type=Path, metavar="RAW_DIR")
    options = parser.parse_args()
    application = make_application(["crri-gui"])
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Settings(Path(folder)), Appearance("light"))
        session.problem.connect(lambda error: sys.exit(str(error)))
        beats: list[float] = []
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: beats.append(time.perf_counter()))
        timer.start(4)

        def until_idle() -> None:
            application.processEvents()
            while session.worker.busy or session.queries.busy:
                application.processEvents()
                time.sleep(0.001)
            application.processEvents()

        def measured(what: str, act: Callable[[], object]) -> float:
            began = time.perf_counter()
            beats[:] = [began]
            act()
            until_idle()
            ended = time.perf_counter()
            block = max(
                after - before for before, after in zip(beats, [*beats[1:], ended], strict=True)
            )
            print(f"| {what} | {ended - began:.2f} s | {block * 1000:.0f} ms |", flush=True)
            return ended - began

        session.choose_folder(options.raw)
        until_idle()
        session.run()
        until_idle()
        if session.results is None:
            sys.exit("The run has no results.")
        print(f"{session.results.totals['orders']:,} orders\n")
        print("| | until drawn | longest block |\n|---|---:|---:|")
        page = DashboardPage(session)
        session.appearance.dress(page)
        page.resize(1090, 730)
        slowest = measured(f"{PAGE_KEYS[0]}, with the page", page.show)
        some = Filters(("2017-03", "2018-02"), frozenset({"boleto"}))
        first, *others = page.keys
        for again in ("", ", again", ", by month and payment"):
            if "by" in again:
                filtered = measured(f"{first}{again}", lambda: page.filter_bar.set_filters(some))
                slowest = max(slowest, filtered)
            for key in (*others, first):
                act = partial(page._bar.setCurrentIndex, PAGE_KEYS.index(key))
                slowest = max(slowest, measured(f"{key}{again}", act))
        page.close()
        session.close()
    if slowest > PAGE_SECONDS:
        sys.exit(f"A page took {slowest:.2f} s.")


if __name__ == "__main__":
    main()
