"""A statement of the reconciliation, as an accountant would write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract, translate_message
from crri_gui.gui.widgets.basics import RIGHT, column, label, line, row
from crri_gui.gui.widgets.pressing import PushButton
from crri_gui.gui.widgets.why import Why

if TYPE_CHECKING:
    from crri_gui.engine.core.statement import Line, Statement

_NO_LINE = ("", -1)
_MARGIN = 12
_FEW = 24
"""A card is as wide as so many digits at least."""


def alike(statements: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """The statements, those together that say of several tables that each holds the same total."""
    groups: dict[object, list[Statement]] = {}
    for statement in statements:
        total, rest = statement.total, tuple((x.label, x.amount) for x in statement.lines[1:])
        said = (statement.kind, total.label, total.amount, total.count, rest)
        is_as_others = statement.is_of_all and statement.holds
        groups.setdefault(said if is_as_others else statement.code, []).append(statement)
    yield from map(tuple, groups.values())


class StatementCard(QFrame):
    """Its lines, the total they must add up to, and whether they do.

    Of several statements that are alike each gives its first line, what is below is of all.
    `rows_wanted` carries the SELECT of a line's orders, and what they are.
    """

    rows_wanted = Signal(str, str)
    why = Signal(object)
    """Which of its numbers somebody asks about."""

    def __init__(self, statement: Statement, *others: Statement) -> None:
        super().__init__()
        self._places = [
            *((one.lines[0], (one.code, 0)) for one in (statement, *others) if one.lines),
            *((one, (statement.code, n)) for n, one in enumerate(statement.lines) if n),
            (statement.total, (statement.code, None)),
        ]
        lines = [entry for entry, _ in self._places[:-1]]
        self._cells: dict[QWidget, tuple[str, int | None]] = {}
        Why(self, self._number, self.why.emit)
        self.setObjectName("card")
        holds = statement.holds
        if not holds:
            verdict = label(self.tr("✕ does not add up"), "state_error")
        elif not statement.to_the_cent:
            verdict = label(self.tr("▲ amounts that cannot be read"), "state_warning")
        else:
            verdict = label(self.tr("✓ adds up"), "state_ok")
        entries = (*lines, statement.total)
        self._money = any(entry.amount or entry.at_least is not None for entry in entries)
        self._counts = any(entry.count for entry in entries)
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        self._rows: list[list[QWidget]] = []
        self._narrow: bool | None = None
        self._add_heads(statement.unit)
        for entry in lines:
            self._add(entry)
        self._rows.append([line()])
        self._add(statement.total, bold=True)
        if not holds:
            self._add(self._difference(statement), bold=True)
        self._lay(narrow=False)
        title = translate_message(statement.title)
        if others:
            title = self._title_of_several(statement)
        layout = column(row(label(title, "heading", wrap=True), verdict), grid, spacing=8)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.setLayout(layout)
        self.setAccessibleName(f"{title}: {verdict.text()}")

    def _title_of_several(self, statement: Statement) -> str:
        if statement.kind == "customers":
            return self.tr("Customers: each table holds all of them")
        return self.tr("Order value: each table holds all of it")

    def _add_heads(self, unit: str) -> None:
        heads = [self.tr("Amount")] if self._money else []
        heads += [of_contract(unit)] if self._counts else []
        self._rows.append([QWidget(), *(label(text, "muted") for text in heads)])

    def minimumSizeHint(self) -> QSize:
        """No wider than its longest name alone: beside its figures it need not have room."""
        least = max(cells[0].minimumSizeHint().width() for cells in self._rows)
        margins = self.contentsMargins()
        around = 2 * _MARGIN + margins.left() + margins.right()
        return QSize(least + around, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Figures stand below the names of their lines where there is no room beside them."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """So do they when a text becomes longer or larger."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        gaps = self._grid.horizontalSpacing()
        columns = zip_longest(*(cells for cells in self._rows if len(cells) > 1))
        needed = sum(
            gaps + max(_whole(cell) for cell in cells if cell is not None) for cells in columns
        )
        # The grid has its new width only after the card.
        room = self.contentsRect().width() - 2 * _MARGIN
        self._lay(narrow=room < needed - gaps)
        for cells in self._rows:
            if isinstance(name := cells[0], _Name):
                name.fit(room)

    def _lay(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        grid, place = self._grid, 0
        columns = max(map(len, self._rows))
        for cells in self._rows:
            for across, cell in enumerate(cells):
                grid.removeWidget(cell)
                side = Qt.AlignmentFlag.AlignLeft if across == 0 else RIGHT
                if len(cells) == 1:
                    grid.addWidget(cell, place, 0, 1, columns)
                elif across == 0:
                    grid.addWidget(cell, place, 0, 1, columns if narrow else 1, side)
                else:
                    grid.addWidget(cell, place + narrow, across, side)
            place += 2
        self.updateGeometry()

    def _about(self, entry: Line) -> str:
        return self.tr("Orders of the line “{line}”").format(line=translate_message(entry.label))

    def _difference(self, statement: Statement) -> Line:
        from crri_gui.engine.core.statement import Line

        return Line(self.tr("difference"), statement.difference, statement.count_difference)

    def _add(self, entry: Line, *, bold: bool = False) -> None:
        at = self._place_of(entry)
        do = partial(self._ask, at)
        tip = self.tr("Why this number? (Ctrl+I)")
        if entry.rows:
            do = partial(self.rows_wanted.emit, entry.rows, self._about(entry))
            tip = self.tr("Show the orders; Ctrl+I: why this number?")
        name: QWidget = label(translate_message(entry.label))
        if at is not _NO_LINE:
            name = _Name(translate_message(entry.label), tip)
            name.clicked.connect(do)
        cells = [name]
        if self._money:
            worth = numbers.money(Decimal(entry.amount))
            if entry.at_least is not None and not entry.at_least:
                worth = self.tr("unknown")
            elif entry.at_least is not None:
                worth = self.tr("at least {amount}").format(amount=numbers.money(entry.at_least))
            cells.append(_figure(worth))
        if self._counts:
            cells.append(_figure(numbers.integer(entry.count)))
        self._rows.append(cells)
        for cell in cells:
            font = cell.font()
            font.setBold(bold)
            cell.setFont(font)
            if at is not _NO_LINE:
                self._cells[cell] = at
        figures = (
            f"{head.text()} {figure.text()}"
            for head, figure in zip(self._rows[0][1:], cells[1:], strict=True)
            if isinstance(head, QLabel) and isinstance(figure, QLabel)
        )
        name.setAccessibleName(f"{translate_message(entry.label)}: {', '.join(figures)}")

    def _place_of(self, entry: Line) -> tuple[str, int | None]:
        """Its statement and number there, None for the total; the difference has none."""
        return next((at for one, at in self._places if one is entry), _NO_LINE)

    def _number(self, place: QPoint | None) -> object | None:
        """The number of the line at a place, else of the line that the keyboard is in."""
        cell = self.focusWidget() if place is None else self.childAt(place)
        return self._asked(self._cells[cell]) if cell in self._cells else None

    def _asked(self, at: tuple[str, int | None]) -> object:
        from crri_gui.engine.explain.asked import LineAsked

        return LineAsked(*at)

    def _ask(self, at: tuple[str, int | None]) -> None:
        self.why.emit(self._asked(at))


class _Name(PushButton):
    """The name of a line, in several lines where it is longer than its card is wide."""

    def __init__(self, text: str, tip: str) -> None:
        super().__init__(text)
        self._text = text
        self._widths: tuple[int, int] | None = None
        self._fitted = -1
        self.setObjectName("link")
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Fixed)  # a button's own is never narrower

    def changeEvent(self, event: QEvent) -> None:
        """Other letters are measured again."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths, self._fitted = None, -1

    def _measured(self) -> tuple[int, int]:
        """The width of all its words in one line, and what the style leaves beside them."""
        if self._widths is None:
            metrics = self.fontMetrics()
            shown = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text())
            around = self.sizeHint().width() - shown.width()
            self._widths = metrics.horizontalAdvance(self._text) + around, around
        return self._widths

    def whole(self) -> int:
        """The width that it has in one line."""
        return self._measured()[0]

    def minimumSizeHint(self) -> QSize:
        """Some words, or all where they are few."""
        few = self.fontMetrics().horizontalAdvance("0" * _FEW)
        return QSize(min(few, self.whole()), super().minimumSizeHint().height())

    def fit(self, width: int) -> None:
        """Break it for this width."""
        if width == self._fitted:
            return
        self._fitted = width
        room = width - self._measured()[1]
        lines = [""]
        for word in self._text.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if self.fontMetrics().horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        if (text := "\n".join(lines).strip()) != self.text():
            self.setText(text)


def _whole(cell: QWidget) -> int:
    return cell.whole() if isinstance(cell, _Name) else cell.sizeHint().width()


def _figure(text: str) -> QLabel:
    made = label(text)
    made.setAlignment(RIGHT)
    return made
