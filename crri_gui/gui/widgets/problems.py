"""Problems as the user meets them: a bar with cause and remedy, a report that can be copied."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

import PySide6
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crri_gui import __version__
from crri_gui.errors import CrriError
from crri_gui.gui.widgets.basics import MARGIN, Notice, button
from crri_gui.gui.widgets.keys import named

log = logging.getLogger(__name__)


def versions() -> str:
    """What runs here, for reports and About."""
    import platform

    import duckdb

    return (
        f"CRRI {__version__}\nDuckDB {duckdb.__version__}\nQt for Python {PySide6.__version__}\n"
        f"Python {platform.python_version()}\n{platform.platform()}"
    )


def report(error: CrriError) -> str:
    """Everything about a problem that helps to mend it."""
    details = getattr(error, "details", "")
    chain = "" if details else "".join(traceback.format_exception(error))
    return f"{error}\n\n{versions()}\n\n{details or chain}"


class ProblemBar(Notice):
    """The last problem, until it is put away; its details can be copied.

    It lies over the foot of a page, so that nothing moves away from under the mouse.
    """

    def __init__(self, around: QWidget) -> None:
        super().__init__("error")
        self._error: CrriError | None = None
        self._around = around
        self.setParent(around)
        around.installEventFilter(self)
        self.offer(button(self.tr("Copy details"), self._copy))
        close = self.tr("Close this message ({key})").format(key=named("Esc"))
        self.offer(button(self.tr("Close"), self.hide, name=close, tip=close))

    def show_problem(self, error: CrriError) -> None:
        """Say what happened, where, and what to do."""
        self._error = error
        self.tell_problem(error)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        """The text has another size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _place(self) -> None:
        inside = self.layout()
        if self.isHidden() or inside is None:
            return
        room = self._around.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        high = min(
            max(inside.totalHeightForWidth(room.width()), self.sizeHint().height()), room.height()
        )
        self.setGeometry(room.left(), room.bottom() + 1 - high, room.width(), high)
        self.raise_()

    def _copy(self) -> None:
        if self._error is not None:
            QGuiApplication.clipboard().setText(report(self._error))


class ExceptionHook(QObject):
    """Takes what a slot raises: it is logged and shown, and the window goes on."""

    raised = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._former = sys.excepthook

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self._hook

    def remove(self) -> None:
        """As it was before."""
        sys.excepthook = self._former

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._former(kind, error, trace)
            return
        from crri_gui.gui.state.worker import UnexpectedError

        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("Unexpected failure in the window:\n%s", details)
        self.raised.emit(UnexpectedError(self.tr("showing the window"), details))
