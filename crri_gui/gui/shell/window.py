"""The main window: the rail, the pages, what runs now, and the log."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.shell.log_drawer import LogDrawer, Memory
from crri_gui.gui.shell.menus import Menus
from crri_gui.gui.shell.rail import Rail
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import is_folder
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.basics import button, label, question
from crri_gui.gui.widgets.problems import ProblemBar

_SAID_MILLISECONDS = 8_000
_USUAL = QSize(1440, 900)


class Window(QMainWindow):
    """The application's one window."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle(
            self.tr("CRRI: Customer Revenue && Retention Intelligence").replace("&&", "&")
        )
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 480)
        self.problems = ProblemBar()
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self.rail = Rail(session)
        self.log_drawer = LogDrawer(memory)
        self.log_drawer.hide()
        self._lay_out()
        self._make_status_bar()
        Menus(self, self, session)
        self._connect()
        self._restore()
        self.show_page("source")

    # Pages

    def show_page(self, step: str, argument: object = None) -> None:
        """Show a step; `argument` is what the page is to show there."""
        if step == "help":
            self.show_help(argument if isinstance(argument, str) else self.step)
            return
        page = self.page(step)
        if argument is not None and hasattr(page, "show_view"):
            page.show_view(argument)
        self._stack.setCurrentWidget(page)
        self.rail.show_step(step)
        self._show_name()

    def _show_name(self) -> None:
        """The window's title: the step, and the shop where it has a name."""
        parts = (steps.title(self.step), self.session.shop.value.shop_name, "CRRI")
        self.setWindowTitle(" – ".join(filter(None, parts)))

    @property
    def step(self) -> str:
        """The step that is shown."""
        current = self._stack.currentWidget()
        return next((step for step, page in self._pages.items() if page is current), "source")

    def page(self, step: str) -> QWidget:
        """The page of a step; made when it is first wanted, so that the window is there soon."""
        if step not in self._pages:
            self._pages[step] = _make_page(step, self.session)
            self._stack.addWidget(self._pages[step])
        return self._pages[step]

    def show_help(self, topic: str) -> None:
        """The help on a step, a column, a measure or an option."""
        from crri_gui.gui.shell.help import show_help

        show_help(self, self.session, topic)

    def toggle_log(self) -> None:
        """Show the log, or hide it."""
        self.log_drawer.setVisible(not self.log_drawer.isVisible())

    def _explain(self, name: str) -> None:
        self.show_help(name)

    # What runs now

    def _task_started(self, task: Task) -> None:
        self._doing.setText(task.title)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._cancel.show()

    def _task_progressed(self, task: Task) -> None:
        progress = task.progress
        if progress is None:
            return
        self._progress.setRange(0, 1000)
        self._progress.setValue(int(progress.fraction * 1000))
        elapsed = numbers.seconds(progress.elapsed)
        self._doing.setText(
            self.tr("{title}: {doing} ({elapsed})").format(
                title=task.title, doing=translate_message(progress.doing), elapsed=elapsed
            )
        )

    def _task_ended(self, _: Task) -> None:
        self._doing.setText("")
        self._progress.hide()
        self._cancel.hide()

    def _cancel_work(self) -> None:
        self.session.worker.cancel()

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, _SAID_MILLISECONDS)

    # Closing and remembering

    def closeEvent(self, event: QCloseEvent) -> None:
        """A run is not thrown away unasked; cancelled, it leaves nothing behind."""
        if self.session.worker.busy and not self._agrees_to_cancel():
            event.ignore()
            return
        settings = self.session.settings
        settings.put("window/geometry", self.saveGeometry())
        settings.put("window/splitter", self._splitter.saveState())
        settings.put("window/log", self.log_drawer.isVisibleTo(self))
        self.session.close()
        event.accept()
        for other in QApplication.topLevelWidgets():
            if other is not self and other.parent() is self:
                other.close()

    def close_unasked(self) -> None:
        """Cancel what runs and close: somebody else ends the application."""
        self.session.worker.stop()
        self.close()

    def _agrees_to_cancel(self) -> bool:
        asked = question(
            self,
            self.tr("Work in progress"),
            self.tr("CRRI is still at work. Cancel it and close?"),
            self.tr("What is published stays as it is."),
        )
        close = asked.addButton(
            self.tr("Cancel the work and close"), QMessageBox.ButtonRole.DestructiveRole
        )
        stay = asked.addButton(self.tr("Go on working"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(stay)
        asked.setEscapeButton(stay)
        asked.exec()
        return asked.clickedButton() is close

    def _restore(self) -> None:
        settings = self.session.settings
        if not self.restoreGeometry(settings.state("window/geometry")):
            self._fit_screen()
        self._splitter.restoreState(QByteArray(settings.state("window/splitter")))
        self.log_drawer.setVisible(settings.flag("window/log"))
        if settings.note:
            QTimer.singleShot(0, self._say_note)

    def _say_note(self) -> None:
        self._say(self.session.settings.note)

    def _fit_screen(self) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        if room.width() > _USUAL.width() and room.height() > _USUAL.height():
            self.resize(_USUAL)
        else:
            # With its frame a window as large as the screen would stand out of it.
            self.setWindowState(Qt.WindowState.WindowMaximized)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder, or a file of it."""
        if _folder_of(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the folder."""
        folder = _folder_of(event.mimeData().urls())
        if folder is not None:
            event.acceptProposedAction()
            self.session.choose_folder(folder)
            self.show_page("source")

    # Making

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("page")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.problems)
        inside.addWidget(self._stack, 1)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(content)
        self._splitter.addWidget(self.log_drawer)
        self._splitter.setCollapsible(0, False)
        self._splitter.setSizes([700, 180])
        outer = QWidget()
        layout = QVBoxLayout(outer)
        layout.setContentsMargins(0, 0, 0, 0)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.rail)
        across.addWidget(self._splitter)
        across.setStretchFactor(1, 1)
        across.setCollapsible(0, False)
        across.setCollapsible(1, False)
        across.setHandleWidth(1)
        layout.addWidget(across)
        self.setCentralWidget(outer)

    def _make_status_bar(self) -> None:
        self._doing = label()
        self._doing.setAccessibleName(self.tr("What runs now"))
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setFixedWidth(180)
        self._progress.setTextVisible(False)
        self._cancel = button(self.tr("Cancel"), self._cancel_work)
        for widget in (self._doing, self._progress, self._cancel):
            self.statusBar().addPermanentWidget(widget)
        self._progress.hide()
        self._cancel.hide()

    def _connect(self) -> None:
        session = self.session
        self.rail.chosen.connect(self.show_page)
        session.go.connect(self.show_page)
        session.explain.connect(self._explain)
        session.said.connect(self._say)
        session.shop.changed.connect(self._show_name)
        session.problem.connect(self.problems.show_problem)
        session.worker.started.connect(self._task_started)
        session.worker.progressed.connect(self._task_progressed)
        session.worker.ended.connect(self._task_ended)


def _make_page(step: str, session: Session) -> QWidget:
    if step == "source":
        from crri_gui.gui.pages.source import SourcePage

        return SourcePage(session)
    if step == "checks":
        from crri_gui.gui.pages.checks import ChecksPage

        return ChecksPage(session)
    if step == "definitions":
        from crri_gui.gui.pages.definitions import DefinitionsPage

        return DefinitionsPage(session)
    if step == "run":
        from crri_gui.gui.pages.run import RunPage

        return RunPage(session)
    if step == "tables":
        from crri_gui.gui.pages.tables import TablesPage

        return TablesPage(session)
    if step == "dashboard":
        from crri_gui.gui.pages.dashboard.page import DashboardPage

        return DashboardPage(session)
    from crri_gui.gui.pages.publish.page import PublishPage

    return PublishPage(session)


def _folder_of(urls: list[QUrl]) -> Path | None:
    for url in urls:
        path = Path(url.toLocalFile())
        for folder in (path, path.parent):
            if url.isLocalFile() and is_folder(folder):
                return folder
    return None
