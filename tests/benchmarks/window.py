"""The window's times, by hand: how soon it stands, and whether a run ever blocks it.

    python tests/benchmarks/window.py start [--rounds N]
    python tests/benchmarks/window.py run RAW_DIR
    python tests/benchmarks/window.py style RAW_DIR
    python tests/benchmarks/window.py package EXECUTABLE [--rounds N] [--cold]

start  seconds from the start of the process to the first painted window, and the share of them
       that a bare window of Qt alone takes.
run    the longest time between two beats of a 5 ms timer in the window's thread during a run, while
       Tables and Dashboard are opened for the first time, and during a run with both of them open;
       and when Cancel answers.
style  seconds for another theme and another size of text, on each page and each page of the
       dashboard while all are made and drawn, until the window is painted anew; and until a page
       that was hidden meanwhile is.

package  seconds from the start of the packaged application to its first window on a virtual screen
       (Linux: Xvfb, openbox, xdotool); --cold empties the cache of files before each start,
       which only root may.

On Linux without a screen: QT_QPA_PLATFORM=offscreen, or under xvfb-run for real painting.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
a = QApplication([])
class W(QMainWindow):
    def paintEvent(self, e):
        super().paintEvent(e)
        QTimer.singleShot(0, a.quit)
w = W(); w.resize(1280, 800); w.show(); a.exec()
print(time.time())
"""
OURS = """
import time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from crri_gui.gui.shell import app, window
class Painted(QObject):
    def eventFilter(self, o, e):
        if e.type() == QEvent.Type.Paint and isinstance(o, window.Window):
            print(time.time(), flush=True)
            QTimer.singleShot(50, QApplication.closeAllWindows)
            QApplication.instance().removeEventFilter(self)
        return False
seen = Painted()
made = app.make_application
def make(arguments):
    a = made(arguments)
    a.installEventFilter(seen)
    return a
app.make_application = make
app.main(["crri-gui"])
"""


def start(rounds: int) -> None:
    """Interleaved starts of a bare window and of ours."""
    seconds: dict[str, list[float]] = {"bare": [], "crri": []}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(rounds):
            for name, code in (("bare", BARE), ("crri", OURS)):
                began = time.time()
                done = subprocess.run(
                    [sys.executable, "-c", code],
                    capture_output=True,
                    text=True,
                    check=True,
                    env={**os.environ, "CRRI_HOME": home},
                )
                seconds[name].append(float(done.stdout.split()[0]) - began)
    bare, ours = (statistics.median(seconds[name]) for name in ("bare", "crri"))
    print(f"first paint: {ours:.2f} s (bare Qt window {bare:.2f} s, ratio {ours / bare:.2f})")


def run(raw: Path) -> None:
    """Beats of a timer while the engine runs."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from crri_gui.gui.shell.app import make_application
    from crri_gui.gui.shell.log_drawer import start_logging
    from crri_gui.gui.shell.window import Window
    from crri_gui.gui.state.session import Session
    from crri_gui.gui.state.settings import Settings
    from crri_gui.gui.theme.appearance import Appearance

    application = make_application(["crri-gui"])
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Settings(Path(folder)), Appearance("light"))
        memory, _ = start_logging(Path(folder) / "logs")
        window = Window(session, memory)
        window.show()
        loop = QEventLoop()
        session.found_changed.connect(loop.quit)
        session.choose_folder(raw)
        loop.exec()

        beats: list[float] = []
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: beats.append(time.perf_counter()))
        timer.start(5)

        def measured(what: str, act: Callable[[], object]) -> None:
            beats[:] = [time.perf_counter()]
            began = time.perf_counter()
            act()
            waiting = QEventLoop()

            def look() -> None:
                if not (session.worker.busy or session.queries.busy):
                    waiting.quit()

            every = QTimer()
            every.timeout.connect(look)
            every.start(20)
            waiting.exec()
            gaps = sorted(after - before for before, after in itertools.pairwise(beats))
            late = sum(gap > 1 / 60 for gap in gaps)
            print(
                f"{what}: {time.perf_counter() - began:.1f} s; longest block {gaps[-1] * 1000:.0f} "
                f"ms; {late} of {len(gaps)} beats later than a frame of 60 Hz; "
                f"99.9 % within {gaps[int(len(gaps) * 0.999)] * 1000:.0f} ms",
                flush=True,
            )

        measured("first run", window.compute)
        for step in ("tables", "dashboard"):
            measured(f"{step} opened", partial(window.show_page, step))
        measured("second run, results open", window.compute)

        waits = []
        for part in (0.1, 0.3, 0.5, 0.7, 0.9):
            session.run()
            task = session.task
            pause = QEventLoop()
            total = sum(session.results.timings.values()) if session.results else 1.0
            QTimer.singleShot(int(total * part * 1000), pause.quit)
            pause.exec()
            asked = time.perf_counter()
            session.cancel()
            while session.running:
                application.processEvents()
            waits.append(time.perf_counter() - asked)
            assert task is not None
        print("cancel answers within " + ", ".join(f"{wait:.2f}" for wait in waits) + " s")
        window.close()


def style(raw: Path) -> None:
    """Themes and sizes of text while every page is there."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QTabBar, QWidget

    from crri_gui.gui.shell.app import make_application
    from crri_gui.gui.shell.log_drawer import start_logging
    from crri_gui.gui.shell.window import Window
    from crri_gui.gui.state import steps
    from crri_gui.gui.state.session import Session
    from crri_gui.gui.state.settings import Settings
    from crri_gui.gui.theme.appearance import Appearance

    application = make_application(["crri-gui"])
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Settings(Path(folder)), Appearance("light"))
        memory, _ = start_logging(Path(folder) / "logs")
        window = Window(session, memory)
        window.resize(1280, 800)
        window.show()

        def settled() -> None:
            ends = time.perf_counter() + 0.3
            while session.worker.busy or session.queries.busy or time.perf_counter() < ends:
                application.processEvents()
                time.sleep(0.001)

        def seconds(act: Callable[[], object]) -> float:
            began = time.perf_counter()
            act()
            application.processEvents()
            window.grab()  # once more than a user waits for, but surely all of it
            took = time.perf_counter() - began
            settled()
            return took

        def places() -> Iterator[tuple[str, Callable[[], None]]]:
            """Every page by name, with the way to it, the dashboard's among them."""
            for step in steps.STEPS:
                window.show_page(step)
                settled()
                bars = window.page(step).findChildren(QTabBar) if step == "dashboard" else []
                if not bars:
                    yield step, partial(window.show_page, step)
                for bar in bars:
                    for number in range(bar.count()):
                        if bar.isTabVisible(number):
                            yield bar.tabText(number), partial(go, step, bar, number)

        def go(step: str, bar: QTabBar, number: int) -> None:
            window.show_page(step)
            bar.setCurrentIndex(number)

        def measure() -> None:
            """Within the application's own loop: outside of it Qt tells no widget of a font."""
            session.open_folder(raw)
            settled()
            ways = dict(places())
            for show in ways.values():
                show()
                settled()
            print(f"{len(window.findChildren(QWidget)):,} widgets\n")
            print("| | another theme | larger text | shown after both |\n|---|---:|---:|---:|")
            looks = session.appearance
            *_, away = ways
            for name, show in ways.items():
                show()
                settled()
                theme = seconds(lambda: looks.choose("dark"))
                size = seconds(lambda: looks.set_text_size(125))
                ways[away]()
                settled()
                looks.choose("light")
                looks.set_text_size(100)
                settled()
                shown = seconds(show)
                away = name
                print(f"| {name} | {theme:.2f} s | {size:.2f} s | {shown:.2f} s |", flush=True)
            window.close()
            application.quit()

        QTimer.singleShot(0, measure)
        application.exec()
        session.close()


def package(executable: Path, rounds: int, *, cold: bool) -> None:
    """Starts of the packaged application, each with a home of its own."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from build_scripts.screenshots import screen

    seconds = []
    with screen("1280x800") as display, tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            if cold:
                os.sync()
                Path("/proc/sys/vm/drop_caches").write_text("3")
            home = Path(folder) / str(number)
            env = {**os.environ, "DISPLAY": display, "CRRI_HOME": str(home), "LC_ALL": "C.UTF-8"}
            env.pop("QT_QPA_PLATFORM", None)
            search = ["xdotool", "search", "--onlyvisible", "--name", "CRRI$"]
            began = time.perf_counter()
            process = subprocess.Popen([executable], env=env)
            while not subprocess.run(search, env=env, capture_output=True, text=True).stdout:
                time.sleep(0.002)
            seconds.append(time.perf_counter() - began)
            process.terminate()
            process.wait()
    shown = ", ".join(f"{one:.2f}" for one in seconds)
    print(f"first window: median {statistics.median(seconds):.2f} s of {shown}")


def main() -> None:
    """Choose what to measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start").add_argument("--rounds", type=int, default=7)
    commands.add_parser("run").add_argument("raw", type=Path)
    commands.add_parser("style").add_argument("raw", type=Path)
    packaged = commands.add_parser("package")
    packaged.add_argument("executable", type=Path)
    packaged.add_argument("--rounds", type=int, default=5)
    packaged.add_argument("--cold", action="store_true")
    options = parser.parse_args()
    if options.command == "start":
        start(options.rounds)
    elif options.command == "package":
        package(options.executable, options.rounds, cold=options.cold)
    elif options.command == "style":
        style(options.raw)
    else:
        run(options.raw)


if __name__ == "__main__":
    main()
