"""What stands around a grid: the search field, the foot, the choice of columns, empty states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crri_gui.engine.query.browse import Statistics
from crri_gui.engine.query.catalog import Field
from crri_gui.gui.grid import cell_text
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted, of_contract
from crri_gui.gui.widgets.announcing import announce, spoken
from crri_gui.gui.widgets.basics import button, column, label, row, tip
from crri_gui.gui.widgets.beside import Beside
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.pressing import ToolButton


def tool(text: str, name: str) -> QToolButton:
    """A small button; `name` says in full what it does."""
    made = ToolButton()
    made.setText(text)
    made.setAccessibleName(spoken(text, name))
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def named_clear_button(edit: QLineEdit, name: str) -> None:
    """A button in the field that empties it, with a name."""
    edit.setClearButtonEnabled(True)
    for made in edit.findChildren(QToolButton):
        made.setAccessibleName(name)


class FindField(QWidget):
    """Enter looks on, Shift+Enter back, Escape leaves."""

    wanted = Signal(str, bool)
    """The text, and whether backwards."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Find (Ctrl+F)"))
        self.edit.setAccessibleName(self.tr("Find in the rows"))
        named_clear_button(self.edit, self.tr("Clear the search"))
        self.edit.setMinimumWidth(100)
        self.edit.setMaximumWidth(260)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._changed)
        before = tool("▲", self.tr("Find the previous one (Shift+F3)"))
        after = tool("▼", self.tr("Find the next one (F3)"))
        before.clicked.connect(self.before)
        after.clicked.connect(self.after)
        self.answer = label("", "muted")
        # With large text the tools need the room.
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = row(self.edit, before, after, self.answer, spacing=4)
        layout.setStretch(0, 1)
        layout.addStretch(0)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def start(self) -> None:
        """Type here."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def after(self) -> None:
        """The next one."""
        self._want(backwards=False)

    def before(self) -> None:
        """The previous one."""
        self._want(backwards=True)

    def _want(self, *, backwards: bool) -> None:
        text = self.edit.text()
        if text:
            self.wanted.emit(text, backwards)
        else:
            self.start()

    def tell(self, text: str) -> None:
        """What came of it."""
        self.answer.setText(text)
        announce(self, text)

    def _changed(self) -> None:
        self.answer.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._want(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


class Toolbar(QWidget):
    """The search field, and what can be done with the table."""

    def __init__(self) -> None:
        super().__init__()
        self.search = FindField()
        self.filter = tool(self.tr("Filter"), self.tr("Filter the current column (Ctrl+Shift+F)"))
        self.columns = tool(self.tr("Columns"), self.tr("Choose the columns to show"))
        self.explain = tool(
            self.tr("What is this?"), self.tr("What does the current column mean? (Ctrl+Shift+I)")
        )
        self.record = tool(self.tr("Record"), self.tr("Show the whole row (Ctrl+D)"))
        self.record.setCheckable(True)
        self.export = tool(self.tr("Export…"), self.tr("Export what is seen (Ctrl+E)"))
        tools = QWidget()
        flow = Flow(6)
        for made in (self.filter, self.columns, self.explain, self.record, self.export):
            flow.addWidget(made)
        tools.setLayout(flow)
        layout = column(Beside(self.search, tools, shares=(1, 0)), spacing=0)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)


class Foot(QWidget):
    """How many rows there are, and what the selected cells add up to."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = label("", "muted")
        self.selection = label("")
        self.selection.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.selection.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # What does not fit is cut off, rather than make the window wider.
        self.selection.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(16)
        layout.addWidget(self.rows)
        layout.addWidget(self.selection, 1)

    def show_rows(self, rows: int, total: int, offered: int) -> None:
        """Rows that pass the filters, of all, and how many of them can be scrolled to."""
        if rows == total:
            text = counted(self.tr("{rows:,} {rows|row|rows}"), rows=rows)
        else:
            text = counted(
                self.tr("{rows:,} of {total:,} {total|row|rows}"), rows=rows, total=total
            )
        if offered < rows:
            text = self.tr("{text}; the first {offered} can be scrolled to").format(
                text=text, offered=numbers.integer(offered)
            )
        self.rows.setText(text)

    def show_busy(self) -> None:
        """Another view is made ready."""
        self.rows.setText(self.tr("Sorting and filtering…"))

    def show_selection(self, text: str) -> None:
        """What is selected, in words."""
        self.selection.setText(text)
        self.selection.setToolTip(tip(text))

    def tell_selection(self, rows: int, columns: int, field: Field, statistics: Statistics) -> None:
        """So many cells are selected; the statistics are of those of one column."""
        facts = self.in_words(field, statistics)
        if columns > 1:
            chosen = counted(
                self.tr("{rows:,} {rows|row|rows} × {columns:,} {columns|column|columns} selected"),
                rows=rows,
                columns=columns,
            )
            facts = f"{chosen}  ·  {facts}"
        self.show_selection(facts)

    def in_words(self, field: Field, statistics: Statistics) -> str:
        """What a column's selected cells add up to."""
        show = cell_text.formatter(field)
        distinct = numbers.integer(statistics.distinct)
        if statistics.approximate:
            distinct = self.tr("about {count}").format(count=distinct)
        parts = [
            self.tr("{column}: {count} filled").format(
                column=field.name, count=numbers.integer(statistics.filled)
            ),
            self.tr("{count} distinct").format(count=distinct),
        ]
        # A sum or a mean of keys, years or scores would say nothing.
        if field.is_number and field.kind != "code" and statistics.filled:
            if field.kind != "share":
                parts.append(self.tr("sum {value}").format(value=show(statistics.total)))
            mean = statistics.average
            shown = numbers.percent(mean, 2) if field.kind == "share" else numbers.number(mean, 2)
            parts.append(self.tr("average {value}").format(value=shown))
        if statistics.filled and field.kind not in ("text", "flag"):
            parts.append(
                self.tr("{low} to {high}").format(
                    low=show(statistics.smallest), high=show(statistics.largest)
                )
            )
        return "  ·  ".join(parts)


class ColumnBox(QFrame):
    """Which columns are shown; at least one is."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Columns to show"))
        self._standard: list[str] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Columns to show"))
        self.list.itemChanged.connect(self._changed)
        layout = column(
            label(self.tr("Columns"), "heading"),
            self.list,
            row(
                button(self.tr("Standard"), self._choose_standard, "link"),
                button(self.tr("All"), self._choose_all, "link"),
                None,
                button(self.tr("Close"), self.hide),
            ),
            spacing=8,
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def open_at(
        self, place: QPoint, fields: tuple[Field, ...], chosen: list[str], standard: list[str]
    ) -> None:
        """Show it, its top right corner at `place` (on the screen)."""
        self._standard = standard
        self.list.blockSignals(True)
        self.list.clear()
        for field in fields:
            item = QListWidgetItem(field.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(of_contract(field.about.meaning) if field.about else "")
            on = field.name in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        high = self.list.sizeHintForRow(0) * min(len(fields), 14) + 8
        self.list.setFixedHeight(high)
        self.adjustSize()
        self.move(place.x() - self.width(), place.y())
        self.show()
        self.list.setFocus()

    def checked(self) -> list[str]:
        """The names that are checked."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    def _changed(self, item: QListWidgetItem) -> None:
        if not self.checked():
            item.setCheckState(Qt.CheckState.Checked)
            return
        self.chosen.emit(self.checked())

    def _choose_standard(self) -> None:
        self._check(set(self._standard))

    def _choose_all(self) -> None:
        self._check({self.list.item(place).text() for place in range(self.list.count())})

    def _check(self, names: set[str]) -> None:
        self.list.blockSignals(True)
        for place in range(self.list.count()):
            item = self.list.item(place)
            on = item.text() in names
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.chosen.emit(self.checked())


class NothingHere(QWidget):
    """Over a grid without rows: why there are none, and what to do about it."""

    def __init__(self, over: QWidget, beside: QWidget, do: Callable[[], object]) -> None:
        super().__init__(over)
        self._beside = beside
        self.text = label("", "heading", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = button(self.tr("Clear filters"), do, "primary")
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self.text)
        layout.addSpacing(6)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        for watched in (over, beside):
            watched.installEventFilter(self)
        self.hide()

    def tell(self, text: str, *, filtered: bool) -> None:
        """Say it; the button is for filters that let nothing through."""
        self.text.setText(text)
        self.button.setVisible(filtered)
        self._fit()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as what it lies over, but for the column that does not scroll."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        over = self.parentWidget()
        assert over is not None
        self.setGeometry(over.rect().adjusted(self._beside.width(), 0, 0, 0))
