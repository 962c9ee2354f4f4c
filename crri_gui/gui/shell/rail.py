"""The rail at the left: the steps, each with its state, free to move between."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import column, label
from crri_gui.gui.widgets.pressing import PushButton


class Rail(QFrame):
    """One button a step; arrow keys move, Alt and the number go there from anywhere."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._session = session
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        name = label("CRRI", "title")
        full = label(
            self.tr("Customer Revenue &\nRetention Intelligence").replace("&&", "&"), "muted"
        )
        for number, step in enumerate(steps.STEPS, 1):
            made = PushButton(steps.title(step))
            made.setCheckable(True)
            # One of several, of which Tab stops at the one that is shown.
            made.setAutoExclusive(True)
            made.setToolTip(
                self.tr("{step} (Alt+{number})").format(step=steps.title(step), number=number)
            )
            made.clicked.connect(self._clicked)
            group.addButton(made)
            self._buttons[step] = made
        layout = column(name, full, *self._buttons.values(), None, spacing=4)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.insertSpacing(2, 14)
        self.setLayout(layout)
        for signal in (
            session.request_changed,
            session.found_changed,
            session.run_changed,
            session.results_changed,
            session.target_changed,
            session.publication.changed,
            session.draft.changed,
            session.appearance.changed,
        ):
            signal.connect(self.refresh)
        session.published.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the states anew."""
        theme = self._session.appearance.theme
        size = round(steps.SIZE * self._session.appearance.text_size / 100)
        for step, made in self._buttons.items():
            state = steps.state_of(self._session, step)
            made.setIconSize(QSize(size, size))
            made.setIcon(steps.icon(state, theme, 2 * size / steps.SIZE))
            made.setAccessibleName(
                self.tr("{step}: {state}").format(step=steps.title(step), state=steps.spoken(state))
            )

    def show_step(self, step: str) -> None:
        """Mark the step that is shown."""
        if step in self._buttons:
            self._buttons[step].setChecked(True)
            if any(made.hasFocus() for made in self._buttons.values()):
                self._buttons[step].setFocus()
            policy = Qt.FocusPolicy
            for other, made in self._buttons.items():
                made.setFocusPolicy(policy.StrongFocus if other == step else policy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the ends; the arrows are the button group's."""
        first, *_, last = steps.STEPS
        step = {Qt.Key.Key_Home: first, Qt.Key.Key_End: last}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._buttons[step].setFocus()
        self._buttons[step].click()

    def _clicked(self) -> None:
        sender = self.sender()
        for step, made in self._buttons.items():
            if made is sender:
                self.chosen.emit(step)
