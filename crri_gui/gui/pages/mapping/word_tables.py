"""Words of the file and what they mean: classes of orders, rows that are no sales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QWidget

from crri_gui.gui.widgets.basics import GAP, RIGHT, clear, fit_into_page, label
from crri_gui.gui.widgets.basics import column as below
from crri_gui.gui.widgets.combo_box import ComboBox

# In heights of a line: what a row needs with a mark at its end.
_ROOM = 34


@dataclass(frozen=True)
class Line:
    """A word with its count and money, what it means, and a mark where somebody is to look.

    `fixed` says that the meaning is no choice: it comes of another column.
    """

    word: str
    count: str
    money: str
    given: str
    mark: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Words:
    """The words of a column: its key, what the header calls it, and what each word can mean."""

    column: str
    name: str
    lines: Sequence[Line]
    choices: Mapping[str, str]
    lead: str


class WordTable(QFrame):
    """A grid of words with their counts, and a chooser of what each means."""

    chosen = Signal(str, str)
    """A word, and what it means."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._heads = heads
        self.title = label("", "heading", wrap=True)
        self.lead = label("", "muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(3, 1)
        self._boxes: dict[str, QComboBox] = {}
        self._labels: dict[str, list[QLabel]] = {}
        layout = below(self.title, self.lead, self._grid, None, spacing=6)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def show_lines(self, lines: Sequence[Line], choices: Mapping[str, str], name: str) -> None:
        """Show the words; a chooser that has the focus keeps it while the words are the same.

        `name` names the chooser of a word for those who do not see it: "{word} counts as".
        """
        if list(self._boxes) != [line.word for line in lines]:
            self._make(lines, choices, name)
        for line in lines:
            texts = (line.count, line.money, line.mark)
            for shown, text in zip(self._labels[line.word], texts, strict=True):
                shown.setText(text)
            self._labels[line.word][2].setVisible(bool(line.mark))
            box = self._boxes[line.word]
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(line.given))
            box.blockSignals(False)
            box.setEnabled(not line.fixed)

    def _make(self, lines: Sequence[Line], choices: Mapping[str, str], name: str) -> None:
        clear(self._grid)
        self._boxes.clear()
        self._labels.clear()
        for across, head in enumerate(self._heads):
            made = label(head, "muted")
            if across in (1, 2):
                made.setAlignment(RIGHT)
            self._grid.addWidget(made, 0, across)
        for place, word in enumerate((line.word for line in lines), 1):
            shown = word or self.tr("(blank)")
            box = ComboBox(name.format(word=shown))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(9)
            fit_into_page(box)
            for value, text in choices.items():
                box.addItem(text, value)
            box.activated.connect(partial(self._picked, word))
            spoken = label(shown, wrap=True)
            spoken.setBuddy(box)
            self._grid.addWidget(spoken, 2 * place, 0)
            self._labels[word] = [label(), label(), label("", "state_warning")]
            for across, made in enumerate(self._labels[word][:2], 1):
                made.setAlignment(RIGHT)
                self._grid.addWidget(made, 2 * place, across)
            self._grid.addWidget(box, 2 * place, 3)
            self._grid.addWidget(self._labels[word][2], *self._place_of_mark(place))
            self._boxes[word] = box

    def _place_of_mark(self, place: int) -> tuple[int, int]:
        """Beside its chooser, or below it where the text is too large for that."""
        wide = self.width() >= _ROOM * self.fontMetrics().height()
        return (2 * place, 4) if wide else (2 * place + 1, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The marks go where there is room."""
        super().resizeEvent(event)
        for place, labels in enumerate(self._labels.values(), 1):
            self._grid.addWidget(labels[2], *self._place_of_mark(place))

    @property
    def boxes(self) -> tuple[QComboBox, ...]:
        """The choosers, from top to bottom."""
        return tuple(self._boxes.values())

    def box(self, word: str) -> QComboBox:
        """The chooser of a word."""
        return self._boxes[word]

    def _picked(self, word: str, _: int) -> None:
        self.chosen.emit(word, str(self._boxes[word].currentData()))


class WordTables(QWidget):
    """A table of words for each column that has some."""

    chosen = Signal(str, str, str)
    """A column, a word of it, and what that means."""

    def __init__(self, title: str, heads: Sequence[str]) -> None:
        super().__init__()
        self._title, self._heads = title, heads
        self._of: list[tuple[str, WordTable]] = []
        self._layout = below(spacing=GAP)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._layout)

    def show_columns(self, columns: Sequence[Words], name: str) -> None:
        """Show the words of these columns; `name` as for `WordTable.show_lines`.

        Which column they are of is said where there are several.
        """
        there = [one for one in columns if one.lines]
        if [column for column, _ in self._of] != [one.column for one in there]:
            clear(self._layout)
            self._of = [(one.column, self._made(one.column)) for one in there]
        for one, (_, table) in zip(there, self._of, strict=True):
            title = self.tr("{title} ({column})").format(title=self._title, column=one.name)
            table.title.setText(title if len(there) > 1 else self._title)
            table.lead.setText(one.lead)
            table.show_lines(one.lines, one.choices, name)
        self.setVisible(bool(there))

    def _made(self, column: str) -> WordTable:
        table = WordTable(self._heads)
        table.chosen.connect(partial(self.chosen.emit, column))
        self._layout.addWidget(table)
        return table

    @property
    def boxes(self) -> tuple[QComboBox, ...]:
        """The choosers, from top to bottom."""
        return tuple(box for _, table in self._of for box in table.boxes)

    def box(self, word: str, column: str = "") -> QComboBox:
        """The chooser of a word of this column, or of the first."""
        return next(table for of, table in self._of if column in ("", of)).box(word)
