"""Pictures of every page, in both themes, at several sizes, as they are on a real screen.

    python build_scripts/screenshots.py [--raw FOLDER] [--output FOLDER] [--only PAGE ...]
    python build_scripts/screenshots.py --guide

Linux only: a virtual screen (Xvfb) with a window manager (openbox) is started for each size. The
pictures are to be looked at; the best of them stand in the README. With --guide those of
resources/guide are made anew: light, small, with few colours.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crri_gui.gui.shell.window import Window
    from crri_gui.gui.state.session import Session

ROOT = Path(__file__).resolve().parent.parent
# It is started as a script.
sys.path.insert(0, str(ROOT))
SIZES = (("1280x800", 1), ("1920x1080", 1), ("1920x1080", 2))
THEMES = ("light", "dark")
SECONDS = 60
GUIDE = ROOT / "resources" / "guide" / "pictures"
GUIDE_PAGES = (
    *("source", "mapping", "checks", "definitions", "tables", "publish"),
    *("dashboard-executive", "dashboard-retention", "dashboard-value", "dashboard-movement"),
    *("dashboard-new_returning", "dashboard-repeat", "dashboard-predicted", "experiments"),
)


@contextmanager
def screen(size: str) -> Iterator[str]:
    """A virtual screen with a window manager; its name."""
    display = f":{90 + os.getpid() % 400}"
    server = subprocess.Popen(
        ["Xvfb", display, "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    socket = Path("/tmp/.X11-unix") / f"X{display[1:]}"
    try:
        _wait(socket.exists, "Xvfb did not start")
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env={**os.environ, "DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield display
        finally:
            manager.terminate()
            manager.wait()
    finally:
        server.terminate()
        server.wait()


def _wait(ready: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + 10
    while not ready():
        if time.monotonic() > deadline:
            raise SystemExit(otherwise)
        time.sleep(0.05)


@contextmanager
def somebodys_folder() -> Iterator[Path]:
    """A folder as a person has one: its name is seen in the pictures."""
    home = Path(tempfile.gettempdir()) / "Ana"
    home.mkdir()
    try:
        yield home
    finally:
        shutil.rmtree(home)


def photograph(
    raw: Path, home: Path, output: Path, theme: str, name: str, only: Sequence[str]
) -> None:
    """In a process of its own: the window over the raw folder, a picture a page.

    What is made for it beside the raw folder lies in `home`.
    """
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from crri_gui.contract import EXTENSIONS
    from crri_gui.definitions import Definitions, with_values
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.run import Target, run_and_publish
    from crri_gui.gui.i18n import languages
    from crri_gui.gui.pages.dashboard.page import DashboardPage
    from crri_gui.gui.pages.dashboard.page_choice import PageChoice
    from crri_gui.gui.pages.experiment.dialog import open_experiments
    from crri_gui.gui.shell.app import make_application
    from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
    from crri_gui.gui.shell.window import Window
    from crri_gui.gui.state import steps
    from crri_gui.gui.state.session import Session
    from crri_gui.gui.state.settings import Settings
    from crri_gui.gui.theme.appearance import Appearance

    def wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + SECONDS
        while not ready() and time.monotonic() < deadline:
            wait(20)

    def idle() -> bool:
        return not session.worker.busy and not session.queries.busy

    def take(page: str, of: QWidget | None = None) -> None:
        if only and page not in only:
            return
        until(idle)
        wait(300)
        shown = QApplication.primaryScreen().grabWindow((of or window).winId())
        shown.save(str(output / f"{name}-{theme}-{page}.png"))

    application = make_application(["crri-gui"])
    with tempfile.TemporaryDirectory() as folder:
        translators = languages.install("en")
        memory, handlers = start_logging(Path(folder) / "logs")
        session = Session(Settings(Path(folder)), Appearance(theme))
        session.set_definitions(Definitions(margin=30.0, cac="45"))
        session.set_extensions(frozenset(EXTENSIONS))
        window = Window(session, memory)
        window.showMaximized()
        wait(500)
        take("empty")
        _map_an_export(home / "Till export", session, window, until)
        take("mapping")
        session.choose_folder(raw)
        until(lambda: session.found is not None and session.target is not None)
        target = home / "Sales dashboard"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        (target / "Customer_Revenue_Retention_Intelligence.pbip").touch()
        # A former set by other definitions, so that there is something to compare with.
        former = with_values(Definitions(), {"statuses": "delivered"}, "--set")
        run_and_publish(RunContext(), Request(raw, definitions=former), Target(target))
        session.set_target(target)
        session.run()
        until(lambda: not session.running)
        for step in steps.STEPS:
            window.show_page(step)
            page = window.page(step)
            if isinstance(page, DashboardPage):
                until(idle)
                pages = page.findChild(PageChoice)
                assert isinstance(pages, PageChoice)
                for number in filter(pages.bar.isTabVisible, range(pages.bar.count())):
                    pages.bar.setCurrentIndex(number)
                    take(f"dashboard-{pages.current}")
            else:
                take(step)
        experiments = open_experiments(window, session)
        take("experiments", experiments)
        experiments.close()
        until(idle)  # else the window asks before it closes
        window.close()
        stop_logging(handlers)
        languages.remove(translators)
    application.quit()


def _map_an_export(
    folder: Path, session: Session, window: Window, until: Callable[[Callable[[], bool]], None]
) -> None:
    """An export that CRRI does not know, with what it cannot know of it chosen."""
    from crri_gui.gui.pages.source import SourcePage

    folder.mkdir(exist_ok=True)
    lines = ["Beleg;wann;Kd;Artikel;Anz;Betrag netto;Zustand"]
    for number in range(240):
        state = ("abgeschlossen", "versendet", "storniert", "abgeholt")[number * 7 % 11 % 4]
        day = f"{1 + number % 28:02}.{1 + number // 28:02}.2024"
        for item in range(1 + number % 3):
            goods = ("Vase;1;49,00", "Teller;4;12,90", "Tasse;2;7,50")[(number + item) % 3]
            who = f"K{number * 37 % 90:03}" if number % 19 else ""
            lines.append(f"B{1000 + number};{day};{who};{goods};{state}")
    (folder / "kasse.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    session.choose_folder(folder)
    source = window.page("source")
    assert isinstance(source, SourcePage)
    until(lambda: source.mapping is not None and source.mapping.mapping.draft is not None)
    page = source.mapping
    assert page is not None
    page.fields.rows["goods"].choose("anz * betrag_netto")
    page.fields.rows["customer"].choose("kd")
    until(lambda: page.mapping.usable)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raw", type=Path, help="raw folder (default: a sample shop)")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--only", nargs="*", default=[], metavar="PAGE")
    parser.add_argument("--guide", action="store_true", help="the pictures of resources/guide")
    parser.add_argument(
        "--here", nargs=3, metavar=("HOME", "THEME", "NAME"), help=argparse.SUPPRESS
    )
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    if options.here:
        home, theme, name = options.here
        photograph(options.raw, Path(home), options.output, theme, name, options.only)
        return 0
    for program in ("Xvfb", "openbox"):
        if shutil.which(program) is None:
            print(f"{program} is missing: see SYSTEM_PACKAGES in develop.py.")
            return 1
    with somebodys_folder() as home, tempfile.TemporaryDirectory() as folder:
        raw = options.raw or _sample(home / "Shop exports")
        if options.guide:
            shown = Path(folder)
            with screen("1280x800") as display:
                _photograph_at(display, 1, raw, home, shown, "light", "guide", GUIDE_PAGES)
            GUIDE.mkdir(parents=True, exist_ok=True)
            for page in GUIDE_PAGES:
                _save_small(shown / f"guide-light-{page}.png", GUIDE / f"{page}.png")
            print(f"{len(GUIDE_PAGES)} pictures in {GUIDE}")
            return 0
        for size, scale in SIZES:
            with screen(size) as display:
                for theme in THEMES:
                    name = size if scale == 1 else f"{size}-{100 * scale}%"
                    where = (raw, home, options.output)
                    _photograph_at(display, scale, *where, theme, name, options.only)
    pictures = sorted(options.output.glob("*.png"))
    print(f"{len(pictures)} pictures in {options.output}")
    return 0


def _photograph_at(
    display: str,
    scale: int,
    raw: Path,
    home: Path,
    output: Path,
    theme: str,
    name: str,
    only: Sequence[str],
) -> None:
    subprocess.run(
        [
            *[sys.executable, __file__, "--here", str(home), theme, name],
            *["--raw", str(raw), "--output", str(output)],
            *(["--only", *only] if only else []),
        ],
        check=True,
        env={
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(scale),
            "LC_ALL": "C.UTF-8",
        },
    )


def _save_small(source: Path, target: Path) -> None:
    """The picture with the 256 colours that it uses most."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    picture = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(picture.constBits()).cast("I"))
    colours = [colour for colour, _ in counted.most_common(256)]
    few = picture.convertToFormat(
        QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither
    )
    # Of a PNG the quality 0 is the smallest file.
    if not few.save(str(target), quality=0):
        raise SystemExit(f"{target} cannot be written.")


def _sample(folder: Path) -> Path:
    from crri_gui.sample.shop import make_shop

    make_shop(folder, 20_000, 1)
    return folder


if __name__ == "__main__":
    sys.exit(main())
