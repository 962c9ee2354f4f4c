"""A way through the whole window without anybody at it, for `crri --self-test`."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QEventLoop, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.errors import CrriError
from crri_gui.gui.i18n import languages
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.shell.garbage import Collector
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance

SECONDS = 60
"""The longest that one thing may take."""


class Stuck(Exception):
    """Something did not come, or came wrong; the text says what."""


def tour(home: Path, raw: Path, target: Path) -> int:
    """Open every page over the raw folder, in both themes and both languages, and publish.

    Settings go to `home`, the outputs to `target`. Returns how many views were painted. Raises
    `Stuck`, or what a slot raised: an exception of a slot does not come back by itself.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    failures: list[BaseException] = []

    def hook(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        failures.append(error)

    def message(kind: QtMsgType, _: object, text: str) -> None:
        bad = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if bad or text.startswith("Could not parse"):
            failures.append(Stuck(f"Qt says: {text}"))

    former, sys.excepthook = sys.excepthook, hook
    application = make_application(["crri"])
    before = qInstallMessageHandler(message)
    collector = Collector()
    collector.start()
    target.mkdir(parents=True)
    try:
        return sum(
            _through(language, home, raw, target, failures) for language in languages.LANGUAGES
        )
    finally:
        collector.stop()
        qInstallMessageHandler(before)
        sys.excepthook = former
        application.quit()


def _through(
    language: str, home: Path, raw: Path, target: Path, failures: list[BaseException]
) -> int:
    """One window from its start to its end."""
    translators = languages.install(language)
    if len(translators) != 2 * (language != "en"):
        raise Stuck(f"the texts for {language} are not all here")
    memory, handlers = start_logging(home / "logs")
    session = Session(Settings(home), Appearance("light"))
    session.problem.connect(failures.append)
    window = Window(session, memory)
    window.resize(1280, 800)
    window.show()

    def until(ready: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + SECONDS
        while not ready() or session.worker.busy or session.queries.busy:
            if failures:
                raise failures[0]
            if time.monotonic() > deadline:
                raise Stuck(f"{what}: nothing came within {SECONDS} s")
            _wait(10)
        _wait(10)
        if failures:
            raise failures[0]

    try:
        session.open_folder(raw)

        def problem() -> CrriError | None:
            return session.find_problem or session.run_problem

        until(lambda: session.results is not None or problem() is not None, "the run")
        if (error := problem()) is not None:
            raise error
        session.set_target(target)
        views = 0
        for theme in ("light", "dark"):
            session.appearance.choose(theme)
            views += _look_at_pages(window, until)
        publish = window.page("publish")
        assert isinstance(publish, PublishPage)
        publish.publish.click()
        until(lambda: session.is_published, "publishing")
        return views
    finally:
        window.close_unasked()
        window.deleteLater()
        session.deleteLater()
        stop_logging(handlers)
        languages.remove(translators)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def _look_at_pages(window: Window, until: Callable[[Callable[[], bool], str], None]) -> int:
    views = 0
    for step in steps.STEPS:
        window.show_page(step)
        until(lambda: True, step)
        page = window.page(step)
        if isinstance(page, DashboardPage):
            tabs = page.findChild(QTabBar)
            assert tabs is not None
            for key in page.keys:
                tabs.setCurrentIndex(PAGE_KEYS.index(key))
                until(lambda: True, f"{step}, {key}")
                _painted(page, f"{step}, {key}")
                views += 1
        else:
            _painted(page, step)
            views += 1
    for topic in ("source", "numbers", "keys"):
        window.show_help(topic)
        until(lambda: True, f"help on {topic}")
        views += 1
    for other in QApplication.topLevelWidgets():
        if other is not window and other.parent() is window:
            _painted(other, "help")
            other.close()
    return views


def _painted(widget: QWidget, what: str) -> None:
    """Paint it, and refuse a blank: one that has fewer colours than any page of ours."""
    image = widget.grab().toImage()
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    if len(colours) < 4:
        raise Stuck(f"{what} is blank")


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
