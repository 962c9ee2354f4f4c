"""The log: in files that rotate, and in a drawer of the window."""

from __future__ import annotations

import logging
import logging.handlers
from collections import deque
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from crri_gui.gui.widgets.basics import button, column, label, monospaced, row

_FORMAT = "%(asctime)s %(levelname)s %(message)s"
_KEPT = 2_000
_FILE_BYTES = 1_000_000
_FILES = 4


class Memory(logging.Handler):
    """The last lines of the log. Filled from any thread, emptied by the drawer."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter(_FORMAT))
        self.lines: deque[str] = deque(maxlen=_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(self.format(record))


def start_logging(folder: Path) -> tuple[Memory, list[logging.Handler]]:
    """Log to `folder/crri.log`, rotating, and to memory; the handlers are to be removed again."""
    memory = Memory()
    handlers: list[logging.Handler] = [memory]
    logger = logging.getLogger("crri_gui")
    logger.setLevel(logging.INFO)
    problem = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = logging.handlers.RotatingFileHandler(
            folder / "crri.log",
            maxBytes=_FILE_BYTES,
            backupCount=_FILES,
            encoding="utf-8",
            # Names of files need not be text.
            errors="backslashreplace",
        )
        file.setFormatter(logging.Formatter(_FORMAT))
        handlers.append(file)
    except OSError as error:
        problem = f"No log file can be written in {folder}: {error.strerror}."
    for handler in handlers:
        logger.addHandler(handler)
    if problem:
        logger.warning(problem)
    return memory, handlers


def stop_logging(handlers: list[logging.Handler]) -> None:
    """Close what `start_logging` opened."""
    logger = logging.getLogger("crri_gui")
    for handler in handlers:
        logger.removeHandler(handler)
        handler.close()


class LogDrawer(QFrame):
    """Shows the log; it is filled when it is first opened, and looks for new lines while it is."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("card")
        self._memory = memory
        self._shown = ""
        self._text: QPlainTextEdit | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(400)
        self._timer.timeout.connect(self._look)

    def showEvent(self, event: QShowEvent) -> None:
        """Start looking."""
        super().showEvent(event)
        if self._text is None:
            self._text = self._make()
        self._look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking."""
        super().hideEvent(event)
        self._timer.stop()

    def _make(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Log"))
        text.setTabChangesFocus(True)
        monospaced(text)
        copy = button(self.tr("Copy the log"), self._copy)
        layout = column(row(label(self.tr("Log"), "heading"), None, copy), text, spacing=6)
        layout.setContentsMargins(12, 8, 12, 8)
        self.setLayout(layout)
        return text

    def _look(self) -> None:
        text = "\n".join(self._memory.lines)
        if self._text is not None and text != self._shown:
            self._shown = text
            self._text.setPlainText(text)
            bar = self._text.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._memory.lines))
