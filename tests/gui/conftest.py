"""A real window over a real engine; the settings lie in a temporary folder."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.results import Results, open_results
from crri_gui.gui.i18n import languages
from crri_gui.gui.shell.garbage import Collector
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.sample.shop import make_shop

Told = list[tuple[str, bool]]
WAIT = 20_000  # milliseconds: a test that waits so long has failed


@pytest.fixture(scope="session")
def frozen(qapp: QApplication) -> None:
    """What all imports have made lives on: no collection of a test has to look at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def garbage(frozen: None) -> Iterator[None]:
    """As in the application: no worker's thread takes Qt's objects apart."""
    collector = Collector()
    collector.start()
    yield
    # What was closed goes now: the next test's style sheet would be put on it, too.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.freeze()  # modules that this test was the first to import
    collector.stop()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder of 600 orders; not to be written to."""
    folder = tmp_path_factory.mktemp("shop")
    make_shop(folder, 600, 3)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a first start."""
    return Settings(tmp_path / "settings")


@pytest.fixture
def session(qapp: QApplication, settings: Settings) -> Iterator[Session]:
    """A session that has done nothing yet; it must leave no thread behind."""
    before = set(threading.enumerate())
    made = Session(settings, Appearance("light"))
    yield made
    made.close()
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert left == []


@pytest.fixture(scope="session")
def computed() -> Iterator[dict[Path, Results]]:
    """What was computed, by raw folder: the results of one shop serve many windows."""
    results: dict[Path, Results] = {}
    yield results
    for one in results.values():
        one.close()


@pytest.fixture
def listening(qapp: object) -> Iterator[None]:
    """A screen reader is there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def told(listening: None, monkeypatch: pytest.MonkeyPatch) -> Told:
    """What is announced, and whether it breaks in on what is being said."""
    said: Told = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
            said.append((event.message(), urgent))

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    return said


@pytest.fixture
def portuguese(qapp: object) -> Iterator[None]:
    """The window's sentences and numbers in Brazilian Portuguese."""
    translators = languages.install("pt_BR")
    yield
    languages.remove(translators)
    QLocale.setDefault(QLocale("en_US"))


@pytest.fixture
def with_results(
    session: Session, shop: Path, computed: dict[Path, Results], qtbot: QtBot
) -> Session:
    """A session with the results of the shop."""
    show_computed(session, shop, computed, qtbot)
    return session


@pytest.fixture
def window(session: Session, settings: Settings, qtbot: QtBot) -> Iterator[Window]:
    """The window of the session, shown; it must close without leaving another behind."""
    memory, handlers = start_logging(settings.folder / "logs")
    made = Window(session, memory)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        # `mouseDClick` of another test never lets go, and what is clicked is not scrolled to.
        QTest.mouseRelease(made, Qt.MouseButton.LeftButton)
    yield made
    made.close_unasked()  # a test may leave a run behind
    made.deleteLater()
    stop_logging(handlers)
    left = [other for other in QApplication.topLevelWidgets() if other.isVisible()]
    assert left == []


def show_computed(
    session: Session, folder: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    """Choose the folder, and have results of it that were computed for another test or are now.

    For a folder that no test changes. The session closes what it is given, not the tables.
    """
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(folder)
    assert session.request is not None
    if folder not in computed:
        computed[folder] = open_results(RunContext(), session.request)
    shared = computed[folder]
    assert session.request == shared.request
    own = Results(shared.request, shared.data, shared.totals, shared.timings, ExitStack())
    session.take_results(own)


def compute(session: Session, folder: Path, qtbot: QtBot) -> None:
    """Choose the folder and run, as a user would through the pages."""
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(folder)
    with qtbot.waitSignal(session.run_changed, timeout=WAIT):
        session.run()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
