"""What changed, in sentences: each leads to its rows, and can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from crri_gui.engine.query.dashboard.changes import Change
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.widgets.basics import button, clear, column, label, row
from crri_gui.gui.widgets.pressing import PushButton

_RING = 6


class _Sentence(PushButton):
    """A button whose text wraps; its own menu and Ctrl+C copy it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sentence = text
        self.setObjectName("sentence")
        self.setAccessibleName(text)
        self.setToolTip(self.tr("Opens the rows behind it; Ctrl+C copies the sentence"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        told = label(text, wrap=True)
        told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_RING, 5, _RING, 5)  # high enough to be hit
        layout.addWidget(told)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """With the lines that it takes."""
        inside = self.layout()
        assert inside is not None
        return inside.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """Of the text, not of the button's own, which is empty."""
        inside = self.layout()
        assert inside is not None
        return inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """A line."""
        return QSize(80, self.fontMetrics().height() + 10)

    def copy(self) -> None:
        """The sentence, for a message or a slide."""
        QGuiApplication.clipboard().setText(self.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open or copy."""
        menu = QMenu(self)
        menu.addAction(self.tr("Show the rows in Tables")).triggered.connect(self.click)
        menu.addAction(self.tr("Copy the sentence")).triggered.connect(self.copy)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())


class ChangeList(QFrame):
    """The sentences of the first page; hidden where there are none."""

    chosen = Signal(object)
    """A `Change`: its rows are to be shown."""
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.changes: tuple[Change, ...] = ()
        self._note = label("", "muted", wrap=True)
        self.heading = self.tr("What changed")
        name = self.tr("all sentences of “{heading}”").format(heading=self.heading)
        copy = button(self.tr("Copy"), self.copy, "link", name=name)
        heading = label(self.heading, "heading")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        head = row(heading, spacing=8)
        head.addWidget(self._note, 1)
        head.addWidget(copy)
        # The ring of the focus stands around a sentence: its text begins below the heading.
        head.setContentsMargins(_RING, 0, 0, 0)
        layout = column(head, self._list, spacing=2)
        layout.setContentsMargins(16 - _RING, 8, 12, 8)
        self.setLayout(layout)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What they say, in the window's language."""
        return tuple(translate_message(change.text) for change in self.changes)

    def tell(self, changes: Sequence[Change], note: str = "") -> None:
        """Show these; `note` says which months are not compared, and why."""
        self.changes = tuple(changes)
        clear(self._list)
        for change, text in zip(self.changes, self.sentences, strict=True):
            made = _Sentence(text)
            made.clicked.connect(partial(self._choose, change))
            self._list.addWidget(made)
        self._note.setText("; ".join(part for part in (self.tr("most money first"), note) if part))
        self.setVisible(bool(self.changes))

    def _choose(self, change: Change, _: bool = False) -> None:
        self.chosen.emit(change)

    def copy(self) -> None:
        """All sentences, one a line."""
        QGuiApplication.clipboard().setText("\n".join(self.sentences))
        self.copied.emit()
