"""Words of the file and what they mean: classes of orders, rows that are no sales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from crri_gui.gui.widgets.basics import GAP, RIGHT, button, clear, fit_into_page, label
from crri_gui.gui.widgets.basics import column as below
from crri_gui.gui.widgets.combo_box import ComboBox

# In heights of a line: what a row needs with a mark at its end.
_ROOM = 34


@dataclass(frozen=True)
class Line:
    """A word with its count and money, what it means, and a mark where somebody is to look.

    `choices` are what it can mean, with their texts. `fixed` says that the meaning is no choice: it
    comes of another column.
    """

    word: str
    count: str
    money: str
    given: str
    choices: Mapping[str, str]
    mark: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Words:
    """The words of a column: its key, what the header calls it, and what there is to say of them.

    `link` leads to where more is decided; empty where there is no such place.
    """

    column: str
    name: str
    lines: Sequence[Line]
    lead: str
    link: str = ""


class WordTable(QFrame):
    """A grid of words with their counts, and a chooser of what each means."""

    chosen = Signal(str, str)
    """A word, and what it means."""
    followed = Signal()
    """The link."""

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
        self._grid.setColumnStretch(3, 2)
        self.link = button("", self.followed.emit, "link")
        self._boxes: dict[str, QComboBox] = {}
        self._labels: dict[str, list[QLabel]] = {}
        layout = below(self.title, self.lead, self.link, self._grid, None, spacing=6)
        layout.setAlignment(self.link, Qt.AlignmentFlag.AlignLeft)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def show_lines(self, lines: Sequence[Line], name: str) -> None:
        """Show the words; a chooser that has the focus keeps it while the words are the same.

        `name` names the chooser of a word for those who do not see it: "{word} means".
        """
        if list(self._boxes) != [line.word for line in lines]:
            self._make(lines, name)
        for line in lines:
            texts = (line.count, line.money, line.mark)
            for shown, text in zip(self._labels[line.word], texts, strict=True):
                shown.setText(text)
            self._labels[line.word][2].setVisible(bool(line.mark))
            box = self._boxes[line.word]
            box.blockSignals(True)
            self._offer(box, line.choices)
            box.setCurrentIndex(box.findData(line.given))
            box.blockSignals(False)
            box.setEnabled(not line.fixed)

    def _offer(self, box: QComboBox, choices: Mapping[str, str]) -> None:
        """These choices, where others stand there: what has the focus keeps it."""
        shown = {box.itemData(place): box.itemText(place) for place in range(box.count())}
        if shown == choices:
            return
        box.clear()
        for value, text in choices.items():
            box.addItem(text, value)
        box.setMinimumContentsLength(max(map(len, choices.values())))

    def _make(self, lines: Sequence[Line], name: str) -> None:
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
            fit_into_page(box)
            box.activated.connect(partial(self._picked, word))
            spoken = label(shown, wrap=True)
            spoken.setBuddy(box)
            self._grid.addWidget(spoken, 3 * place, 0)
            self._labels[word] = [label(), label(), label("", "state_warning")]
            for across, made in enumerate(self._labels[word][:2], 1):
                made.setAlignment(RIGHT)
                self._grid.addWidget(made, 3 * place, across)
            self._boxes[word] = box
        self._arrange()

    def _arrange(self) -> None:
        """Choosers and marks beside the words, or below them where the text is too large."""
        wide = self.width() >= _ROOM * self.fontMetrics().height()
        self._grid.setColumnStretch(3, 2 if wide else 0)
        head = self._grid.itemAtPosition(0, 3)
        if head is not None and (shown := head.widget()) is not None:
            shown.setVisible(wide)
        for place, (word, box) in enumerate(self._boxes.items(), 1):
            mark = self._labels[word][2]
            if wide:
                self._grid.addWidget(box, 3 * place, 3)
                self._grid.addWidget(mark, 3 * place, 4)
            else:
                self._grid.addWidget(box, 3 * place + 1, 0, 1, 4)
                self._grid.addWidget(mark, 3 * place + 2, 0, 1, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What each word means goes where there is room."""
        super().resizeEvent(event)
        self._arrange()

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
    followed = Signal()
    """The link of one of the tables."""

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
            table.link.setText(one.link)
            table.link.setVisible(bool(one.link))
            table.show_lines(one.lines, name)
        self.setVisible(bool(there))

    def _made(self, column: str) -> WordTable:
        table = WordTable(self._heads)
        table.chosen.connect(partial(self.chosen.emit, column))
        table.followed.connect(self.followed)
        self._layout.addWidget(table)
        return table

    @property
    def boxes(self) -> tuple[QComboBox, ...]:
        """The choosers, from top to bottom."""
        return tuple(box for _, table in self._of for box in table.boxes)

    @property
    def links(self) -> tuple[QPushButton, ...]:
        """Those that are shown, from top to bottom."""
        return tuple(table.link for _, table in self._of if table.link.text())

    def box(self, word: str, column: str = "") -> QComboBox:
        """The chooser of a word of this column, or of the first."""
        return next(table for of, table in self._of if column in ("", of)).box(word)
