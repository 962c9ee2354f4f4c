"""The foot of the page Definitions: what the changes do to the numbers, Apply and Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from crri_gui.definitions import Definitions
from crri_gui.errors import CrriError
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.basics import button, label, row

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.effect import AtHand, Effect
    from crri_gui.engine.results import Results

_SIDE_BY_SIDE = 90  # letters, from which on sentence and buttons stand beside each other
_PAUSE = 120  # milliseconds in which another change may come


class Effects(QObject):
    """What definitions would change of the session's results, asked one after the other.

    In the lane of short questions: a newer question takes the place of one that is not answered.
    """

    told = Signal()
    """Something more is known."""
    at_hand = Signal(object)
    """What of the data the definitions are about, once it is known."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._of: Results | None = None
        self._known: dict[Definitions, Effect] = {}
        self._problem: CrriError | None = None
        self._wanted: tuple[Definitions, ...] = ()
        self._data: AtHand | None = None
        self._prepared = False
        self._task: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)

    @property
    def problem(self) -> CrriError | None:
        """Why nothing can be told."""
        return self._problem

    def of(self, definitions: Definitions) -> Effect | None:
        """What these change; None while it is not known."""
        return self._known.get(definitions)

    def want(self, definitions: Sequence[Definitions]) -> None:
        """Find out what these change, the first one first."""
        results = self._session.results
        if results is not self._of:
            self._of, self._known, self._data = results, {}, None
            self._prepared = False
        self._problem = None
        self._wanted = tuple(definitions) if results is not None else ()
        if results is not None:
            self._pause.start()

    def rest(self) -> None:
        """Ask nothing more until something is wanted again: others wait for the lane."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()

    def _ask(self) -> None:
        results = self._session.results
        if results is None or results is not self._of:
            return
        if self._data is None:
            told = partial(self._data_told, results)
            self._submit(results, partial(_at_hand, results), told)
            return
        if not self._prepared:
            told = partial(self._is_prepared, results)
            self._submit(results, partial(_prepare, results), told)
            return
        missing = next((one for one in self._wanted if one not in self._known), None)
        if missing is not None:
            told = partial(self._effect_told, results, missing)
            self._submit(results, partial(_effect, results, missing), told)

    def _submit(
        self,
        results: Results,
        job: Callable[[RunContext], object],
        done: Callable[..., None],
    ) -> None:
        self._task = self._session.queries.submit(
            job,
            done,
            partial(self._failed, results),
            title=self.tr("Finding out what definitions change"),
            replaces="definitions effect",
        )

    def _data_told(self, results: Results, data: AtHand) -> None:
        if results is self._of:
            self._data = data
            self.at_hand.emit(data)
            self._ask()

    def _is_prepared(self, results: Results, _: object) -> None:
        if results is self._of:
            self._prepared = True
            self._ask()

    def _effect_told(self, results: Results, definitions: Definitions, effect: Effect) -> None:
        if results is self._of:
            self._known[definitions] = effect
            self.told.emit()
            self._ask()

    def _failed(self, results: Results, error: CrriError) -> None:
        if results is self._of:
            self._problem = error
            self.told.emit()


def _at_hand(results: Results, run: RunContext) -> AtHand:
    from crri_gui.engine.effect import at_hand

    return at_hand(run, results)


def _prepare(results: Results, run: RunContext) -> None:
    from crri_gui.engine.effect import prepare

    prepare(run, results)


def _effect(results: Results, definitions: Definitions, run: RunContext) -> Effect:
    from crri_gui.engine.effect import effect

    return effect(run, results, definitions)


class EffectBar(QFrame):
    """A line that is always there: what changes, and the buttons for it."""

    def __init__(
        self,
        apply: Callable[[], object],
        discard: Callable[[], object],
        undo: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.text = label("", "", wrap=True)
        self.apply = button(self.tr("&Apply"), apply, "primary")
        self.discard = button(self.tr("Discard"), discard, name=self.tr("Discard the changes"))
        self.undo = button(self.tr("Undo"), undo, name=self.tr("Undo what was applied"))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(24, 10, 24, 10)
        self._layout.addWidget(self.text, 1)
        self._layout.addLayout(row(None, self.undo, self.discard, self.apply))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons stand below the sentence."""
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def show_state(
        self, text: str, *, pending: bool, can_apply: bool, can_undo: bool, refused: bool
    ) -> None:
        """What is said, and which buttons there are."""
        if pending and text != self.text.text():
            announce(self, text, urgent=refused)
        self.text.setText(text)
        self.text.setObjectName("state_error" if refused else "strong" if pending else "muted")
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)
        self.apply.setEnabled(can_apply)
        self.discard.setVisible(pending)
        self.undo.setVisible(can_undo and not pending)
