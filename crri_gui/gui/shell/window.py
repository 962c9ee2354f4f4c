"""The main window: the rail, the strip, the pages and the log; where a run leads to."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenuBar,
    QProgressBar,
    QStackedWidget,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from crri_gui.errors import CrriError
from crri_gui.gui.i18n import languages, numbers
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.shell.dressing import Dressing
from crri_gui.gui.shell.drop_hint import DropHint, accepted_folder
from crri_gui.gui.shell.interrupts import agrees_to_close
from crri_gui.gui.shell.landing import Landing
from crri_gui.gui.shell.log_drawer import LogDrawer, Memory
from crri_gui.gui.shell.menus import Menus
from crri_gui.gui.shell.page_of import make_page
from crri_gui.gui.shell.rail import Rail
from crri_gui.gui.shell.strip import Strip
from crri_gui.gui.shell.trail import Trail
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.basics import button, label
from crri_gui.gui.widgets.problems import ProblemBar
from crri_gui.gui.widgets.splitter import PlainSplitter

_SAID_MILLISECONDS = 8_000
_USUAL = QSize(1440, 900)
_FIRST = next(iter(steps.STEPS))


class Window(QMainWindow):
    """The application's one window."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self.session = session
        self._memory = memory
        self._landing = Landing(session, self)
        self._landing.show.connect(self.show_page)
        self._language: str | None = None
        self._dressing = Dressing(self, session.appearance)
        self.drop_hint = DropHint(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 480)
        self._build()
        self._connect()
        self._restore()
        self.show_page(_FIRST)

    def _build(self) -> None:
        """Everything that is seen, in the language of now; what was there goes."""
        self._pages: dict[str, QWidget] = {}
        self._content = QWidget()
        self.problems = ProblemBar(self._content)
        self._stack = QStackedWidget()
        self._trail = Trail()
        self.strip = Strip(self.session)
        self.rail = Rail(self.session)
        self.rail.chosen.connect(self.show_page)
        self.log_drawer = LogDrawer(self._memory)
        self.log_drawer.hide()
        self._lay_out()
        self._make_status_bar()
        self._menus = Menus(self, self, self.session)
        bars = (self.menuBar(), self.statusBar(), self.rail, self.strip, self.problems)
        self._dressing.take_frame((*bars, self.log_drawer, self.drop_hint))

    # Pages

    def show_page(self, step: str, argument: object = None) -> None:
        """Show a step; `argument` is what the page is to show there."""
        if step == "help":
            self.show_help(argument if isinstance(argument, str) else self.step)
            return
        # Who goes somewhere during a run is not fetched from there.
        self._landing.leads = "stay"
        page = self.page(step)
        if self._stack.count() and step != self.step:
            self.problems.hide()  # it belongs to the page on which it came up
            self._trail.leave(self.step, for_rows=step == "tables" and argument is not None)
        if argument is not None and hasattr(page, "show_view"):
            page.show_view(argument)
        self._dressing.take_page(page)
        self._stack.setCurrentWidget(page)
        self.rail.show_step(step)
        self.strip.show_step(step)
        self._show_name()

    def _show_name(self) -> None:
        """The window's title: the step, and the shop where it has a name."""
        parts = (steps.title(self.step), self.session.shop.value.shop_name, "CRRI")
        self.setWindowTitle(" – ".join(filter(None, parts)))

    def back(self) -> None:
        """The page that was shown before, with the keyboard where it was."""
        self._trail.back(self.show_page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing within uses it: closes a message, leaves rows somebody came for."""
        escapes = event.key() == Qt.Key.Key_Escape
        if escapes and self.problems.isVisible():
            self.problems.hide()
        elif escapes and self._trail.visiting:
            self.back()
        else:
            super().keyPressEvent(event)

    @property
    def step(self) -> str:
        """The step that is shown."""
        current = self._stack.currentWidget()
        return next((step for step, page in self._pages.items() if page is current), _FIRST)

    def page(self, step: str) -> QWidget:
        """The page of a step; made when it is first wanted, so that the window is there soon."""
        if step not in self._pages:
            self._pages[step] = make_page(step, self.session)
            self._stack.addWidget(self._pages[step])
        return self._pages[step]

    def show_help(self, topic: str) -> None:
        """The help on a step, a column, a measure or an option."""
        from crri_gui.gui.shell.help.window import show_help

        show_help(self, self, self.session, topic)

    def toggle_log(self) -> None:
        """Show the log, or hide it."""
        self.log_drawer.setVisible(not self.log_drawer.isVisible())

    def _explain(self, name: str) -> None:
        self.show_help(name)

    def _why(self, asked: object) -> None:
        from crri_gui.gui.pages.why.dialog import show_why

        show_why(self, self.session, asked)

    def _list_customers(self, asked: object) -> None:
        from crri_gui.gui.pages.why.customer_list import show_customer_list

        show_customer_list(self, self.session, asked)

    def toggle_stages(self) -> None:
        """Unfold the stages of the run, or fold them."""
        self.strip.unfold.toggle()

    def show_problem(self, error: CrriError) -> None:
        """Say over the foot of the page what happened and what to do."""
        self.problems.show_problem(error)

    def compute(self) -> None:
        """Compute what is chosen; what stands in the way is shown."""
        self._landing.compute()

    # What runs now

    def _task_started(self, task: Task) -> None:
        if task is self.session.task:
            return  # The strip tells of it.
        self._doing.setText(task.title)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._cancel.show()

    def _task_progressed(self, task: Task) -> None:
        progress = task.progress
        if progress is None or task is self.session.task:
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
        if self._language is not None:
            QTimer.singleShot(0, self._build_anew)

    def _cancel_work(self) -> None:
        self.session.worker.cancel()

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, _SAID_MILLISECONDS)
        announce(self, text)

    # Another language

    def speak(self, language: str) -> None:
        """Say everything in this language from now on: a key of `LANGUAGES`, or "system"."""
        self.session.settings.put("window/language", language)
        self._language = language
        # Behind the menu that asked, which goes too.
        QTimer.singleShot(0, self._build_anew)

    def _build_anew(self) -> None:
        worker = self.session.worker
        if self._language is None or (worker.busy and not self.session.running):
            return  # Pages wait for the end of such work; it is done then.
        languages.install(self._language)
        self._language = None
        step, drawer = self.step, self.log_drawer.isVisibleTo(self)
        unfolded, leads = self.strip.unfold.isChecked(), self._landing.leads
        sizes = self._splitter.saveState()
        unfinished = {
            name: page.unfinished()
            for name, page in self._pages.items()
            if hasattr(page, "unfinished")
        }
        self._close_dialogs()
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        self._menus.deleteLater()
        self.setMenuBar(QMenuBar())
        self.setStatusBar(QStatusBar())
        self._build()
        self._splitter.restoreState(sizes)
        self.log_drawer.setVisible(drawer)
        self.strip.unfold.setChecked(unfolded)
        self.show_page(step)
        for name, kept in unfinished.items():
            page = self.page(name)
            if kept is not None and hasattr(page, "take_up"):
                page.take_up(kept)
        self._landing.leads = leads

    # Closing and remembering

    def resume(self) -> None:
        """Take up where the last session ended."""
        self._landing.resuming = True
        self.session.resume()
        page = self.session.settings.text("window/page")
        if self.session.request is not None and page in steps.STEPS:
            self.show_page(page)

    def changeEvent(self, event: QEvent) -> None:
        """Who comes back from another window may have changed the raw files there."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.raw.look()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A run is not thrown away unasked; cancelled, it leaves nothing behind."""
        unasked = self._landing.resuming and self.session.running
        worker = self.session.worker
        if worker.busy and not unasked and not agrees_to_close(self, worker):
            event.ignore()
            return
        settings = self.session.settings
        settings.put("window/geometry", self.saveGeometry())
        settings.put("window/splitter", self._splitter.saveState())
        settings.put("window/log", self.log_drawer.isVisibleTo(self))
        settings.put("window/page", self.step)
        self.session.close()
        event.accept()
        self._close_dialogs()

    def _close_dialogs(self) -> None:
        for other in QApplication.topLevelWidgets():
            if other is not self and other.parent() is self:
                other.close()
                other.deleteLater()

    def close_unasked(self) -> None:
        """Cancel what runs and close: somebody else ends the application."""
        self.session.worker.stop()
        self.close()

    def _restore(self) -> None:
        settings = self.session.settings
        if not self.restoreGeometry(settings.state("window/geometry")):
            self._fit_screen()
        self._splitter.restoreState(QByteArray(settings.state("window/splitter")))
        self.log_drawer.setVisible(settings.flag("window/log"))
        if settings.note:
            QTimer.singleShot(0, self, lambda: self._say(settings.note))

    def _fit_screen(self) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        if room.width() > _USUAL.width() and room.height() > _USUAL.height():
            self.resize(_USUAL)
        else:
            # With its frame a window as large as the screen would stand out of it.
            self.setWindowState(Qt.WindowState.WindowMaximized)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder, or a file of it: what it would be dropped on stands out."""
        folder = accepted_folder(event)
        if folder is not None:
            self.drop_hint.offer(folder)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It is taken elsewhere."""
        self.drop_hint.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the folder."""
        self.drop_hint.hide()
        folder = accepted_folder(event)
        if folder is not None:
            self.session.open_folder(folder)

    # Making

    def _lay_out(self) -> None:
        content = self._content
        content.setObjectName("page")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.strip)
        inside.addWidget(self._stack, 1)
        self._splitter = PlainSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(content)
        self._splitter.addWidget(self.log_drawer)
        self._splitter.setCollapsible(0, False)
        self._splitter.setSizes([700, 180])
        outer = QWidget()
        layout = QVBoxLayout(outer)
        layout.setContentsMargins(0, 0, 0, 0)
        across = PlainSplitter(Qt.Orientation.Horizontal)
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
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setFixedWidth(180)
        self._progress.setTextVisible(False)
        self._cancel = button(self.tr("Cancel"), self._cancel_work, "link")  # low, so is the bar
        for widget in (self._doing, self._progress, self._cancel):
            self.statusBar().addPermanentWidget(widget)
        self._progress.hide()
        self._cancel.hide()

    def _connect(self) -> None:
        session = self.session
        session.go.connect(self.show_page)
        session.explain.connect(self._explain)
        session.why.connect(self._why)
        session.list_customers.connect(self._list_customers)
        session.said.connect(self._say)
        session.shop.changed.connect(self._show_name)
        session.problem.connect(self.show_problem)
        session.worker.started.connect(self._task_started)
        session.worker.progressed.connect(self._task_progressed)
        session.worker.ended.connect(self._task_ended)
