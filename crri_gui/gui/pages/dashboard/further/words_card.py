"""What a page says in sentences, above its charts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.widgets.announcing import spoken
from crri_gui.gui.widgets.basics import button, clear, column, label, row
from crri_gui.messages import Sentence


class WordsCard(QFrame):
    """Sentences, one below the other; hidden where there are none."""

    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.heading = self.tr("In words")
        self._told: tuple[Sentence, ...] = ()
        self._copy = button(self.tr("Copy"), self.copy, "link")
        self._list = QVBoxLayout()
        self._list.setSpacing(3)
        self._head = label("", "heading")
        layout = column(row(self._head, None, self._copy), self._list, spacing=3)
        layout.setContentsMargins(16, 8, 12, 10)
        self.setLayout(layout)
        self.name(self.heading)
        self.hide()

    def name(self, heading: str) -> None:
        """Stand under another heading."""
        self.heading = heading
        self._head.setText(heading)
        name = self.tr("all sentences of “{heading}”").format(heading=heading)
        self._copy.setAccessibleName(spoken(self._copy.text(), name))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What they say, in the window's language."""
        return tuple(map(translate_message, self._told))

    def tell(self, told: Sequence[Sentence | None]) -> None:
        """Show these; None is nothing to say."""
        self._told = tuple(one for one in told if one is not None)
        clear(self._list)
        for text in self.sentences:
            self._list.addWidget(label(text, wrap=True))
        self.setAccessibleName(self.heading)
        self.setAccessibleDescription(" ".join(self.sentences))
        self.setVisible(bool(self._told))

    def copy(self) -> None:
        """All sentences, one a line."""
        QGuiApplication.clipboard().setText("\n".join(self.sentences))
        self.copied.emit()
