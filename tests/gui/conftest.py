"""A real window over a real engine; the settings lie in a temporary folder."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.gui.i18n import languages
from crri_gui.gui.shell.garbage import Collector
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.sample.shop import make_shop

WAIT = 20_000  # milliseconds: a test that waits so long has failed


@pytest.fixture(autouse=True)
def garbage(qapp: QApplication) -> Iterator[None]:
    """As in the application: no worker's thread takes Qt's objects apart."""
    collector = Collector()
    collector.start()
    yield
    gc.collect()
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


@pytest.fixture
def portuguese(qapp: object) -> Iterator[None]:
    """The window's sentences and numbers in Brazilian Portuguese."""
    translators = languages.install("pt_BR")
    yield
    languages.remove(translators)
    QLocale.setDefault(QLocale("en_US"))


@pytest.fixture
def with_results(session: Session, shop: Path, qtbot: QtBot) -> Session:
    """A session that has computed the shop."""
    compute(session, shop, qtbot)
    return session


@pytest.fixture
def window(session: Session, settings: Settings, qtbot: QtBot) -> Iterator[Window]:
    """The window of the session, shown; it must close without leaving another behind."""
    memory, handlers = start_logging(settings.folder / "logs")
    made = Window(session, memory)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    stop_logging(handlers)
    left = [other for other in QApplication.topLevelWidgets() if other.isVisible()]
    assert left == []


def compute(session: Session, folder: Path, qtbot: QtBot) -> None:
    """Choose the folder and run, as a user would through the pages."""
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(folder)
    with qtbot.waitSignal(session.run_changed, timeout=WAIT):
        session.run()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
