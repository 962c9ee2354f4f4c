"""The application: Qt, the settings, the language, the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from crri_gui import __version__
from crri_gui.gui.i18n import languages
from crri_gui.gui.shell.garbage import Collector
from crri_gui.gui.shell.interrupts import Interrupts
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings, settings_folder
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.theme.style import ICONS
from crri_gui.gui.widgets.problems import ExceptionHook, versions

log = logging.getLogger(__name__)
ICON = ICONS / "crri.svg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; returns the exit code of the application."""
    application = make_application(sys.argv[:1] if arguments is None else arguments)
    collector = Collector()
    collector.start()
    settings = Settings(settings_folder())
    translators = languages.install(settings.text("window/language", "system"))
    memory, handlers = start_logging(settings.folder / "logs")
    hook = ExceptionHook()
    hook.install()
    appearance = Appearance(
        settings.text("window/theme", "system"), settings.number("window/text_size", 100)
    )
    session = Session(settings, appearance)
    window = Window(session, memory)
    interrupts = Interrupts()
    interrupts.came.connect(window.close_unasked)
    hook.raised.connect(window.show_problem)
    # The window stands first; what takes longer comes behind it.
    painted = _FirstPaint(window, window.resume, _log_start)
    window.installEventFilter(painted)
    window.show()
    try:
        return application.exec()
    finally:
        interrupts.remove()
        collector.stop()
        hook.remove()
        languages.remove(translators)
        stop_logging(handlers)


class _FirstPaint(QObject):
    """Does something once a window has been painted: a timer alone would ring before that."""

    def __init__(self, window: Window, *later: Callable[[], object]) -> None:
        super().__init__(window)
        self._later = later

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the first picture."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            for one in self._later:
                QTimer.singleShot(0, one)
        return False


def _log_start() -> None:
    log.info("CRRI started: %s", versions().replace("\n", ", "))


def make_application(arguments: Sequence[str]) -> QApplication:
    """Qt's application object with CRRI's names."""
    QCoreApplication.setOrganizationName("CRRI")
    QCoreApplication.setApplicationName("CRRI")
    QCoreApplication.setApplicationVersion(__version__)
    application = QApplication(list(arguments))
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(ICON)))
    font = application.font()
    if sys.platform == "linux":
        font.setFamilies(["Inter", font.family()])
    # Other forms of "+", "-" and "(" beside digits are no characters in text copied from a PDF.
    font.setFeature(QFont.Tag("calt"), 0)
    application.setFont(font)
    return application
