"""The fields of a mapping: those that are needed first, then those of most files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import BY_NAME, FIELDS, OF_ROWS, Field
from crri_gui.errors import UsageError
from crri_gui.gui.pages.mapping.field_row import FieldRow
from crri_gui.gui.widgets.basics import column, label, line
from crri_gui.gui.widgets.pressing import PushButton

# What nearly every figure is made of, after what is needed.
_WHO_AND_WHAT = ("customer", "status")
# What many files have; the rest is asked for by those who need it.
_USUAL = ("state", "payment_type", "product", "category", "paid", "shipping", "tax", "currency")
_COLUMNS = ("column", "columns", "identities", "amount")
# In heights of a line: what two fields need beside each other.
_ROOM = 26


class FieldsPane(QFrame):
    """Every field with its chooser, as high as all of them: the page scrolls, and nothing else."""

    edited = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.rows: dict[str, FieldRow] = {}
        self._heads: dict[str, tuple[QWidget, ...]] = {}
        layout = column(label(self.tr("What CRRI needs to know"), "heading"), spacing=2)
        layout.addSpacing(4)
        for title, group in self._wide_groups():
            layout.addWidget(label(title, "strong"))
            for fields in group:
                layout.addWidget(self._row(fields))
            layout.addWidget(line())
        layout.addWidget(label(self.tr("If the file has it"), "strong"))
        usual = [fields for fields in _of_orders() if fields[0].name in _USUAL]
        usual.sort(key=lambda fields: _USUAL.index(fields[0].name))
        self._usual = _Pairs([self._row(fields, compact=True) for fields in usual])
        layout.addWidget(self._usual)
        self.more = PushButton()
        self.more.setObjectName("link")
        self.more.setCheckable(True)
        self.more.setToolTip(self.tr("How dates are read, discounts, rows that are no sales, …"))
        self.more.toggled.connect(self._unfold)
        layout.addWidget(line())
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        shown = {one.name for fields in usual for one in fields}
        rest = [fields for fields in _of_orders() if not shown & {one.name for one in fields}]
        rest = [fields for fields in rest if fields[0].name not in self.rows]
        self._rest = _Pairs([self._row(fields, compact=True) for fields in rest])
        layout.addWidget(self._rest)
        titles = {
            "items": self.tr("Items"),
            "payments": self.tr("Payments"),
            "customers": self.tr("Customers"),
        }
        for section, title in titles.items():
            heads = (line(), label(title, "strong"))
            for head in heads:
                layout.addWidget(head)
            self._heads[section] = heads
            for field in FIELDS:
                if field.section == section:
                    layout.addWidget(self._row((field,)))
        layout.addStretch(1)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self._unfold(open_=False)

    def _row(self, fields: tuple[Field, ...], *, compact: bool = False) -> FieldRow:
        row = FieldRow(fields, compact=compact)
        row.edited.connect(self.edited)
        for field in fields:
            self.rows[field.name] = row
        return row

    def _wide_groups(self) -> Iterator[tuple[str, list[tuple[Field, ...]]]]:
        pairs = list(_of_orders())
        yield self.tr("Needed"), [fields for fields in pairs if fields[0].required]
        who = [fields for fields in pairs if fields[0].name in _WHO_AND_WHAT]
        yield self.tr("Who bought, and which orders count"), who

    def show_draft(self, export: Export, draft: Draft) -> None:
        """Show the values of a draft; what is unfolded stays, and what a column fills is shown."""
        rows = [*dict.fromkeys(self.rows.values())]
        for row in rows:
            section, holds = row.fields[0].section, row.fields[0].holds
            if section:
                # What a file says can be chosen once the file is.
                named = holds == "file" or bool(draft.value(section))
                row.setVisible(bool(export.further) and named)
                for head in self._heads[section]:
                    head.setVisible(bool(export.further))
            row.show_draft(export, draft)
        filled = [row.field for row in self._rest.rows if draft.value(row.field.name)]
        if any(field.holds in _COLUMNS for field in filled):
            self.more.setChecked(True)

    def reveal(self, name: str) -> FieldRow:
        """The row of a field, which is unfolded."""
        row = self.rows[name]
        if row in self._rest.rows:
            self.more.setChecked(True)
        return row

    def fold(self) -> None:
        """Hide again what only some need."""
        self.more.setChecked(False)

    def refuse(self, name: str, error: UsageError) -> None:
        """Say at the field why its value is none."""
        self.reveal(name).refuse(error)

    def _unfold(self, open_: bool) -> None:
        self._rest.setVisible(open_)
        text = self.tr("▾ Fewer fields")
        if not open_:
            text = self.tr("▸ {count} more fields")
        self.more.setText(text.format(count=len(self._rest.rows)))


class _Pairs(QWidget):
    """Fields two in a row, where there is room for that."""

    def __init__(self, rows: Sequence[FieldRow]) -> None:
        super().__init__()
        self.rows = rows
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._arrange(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """By what the text needs."""
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= _ROOM * self.fontMetrics().height() else 1)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, row in enumerate(self.rows):
            self._grid.addWidget(row, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, across - 1)


def _of_orders() -> Iterator[tuple[Field, ...]]:
    """The fields of the orders' file, amounts of an order with the same of a row."""
    return _pairs([one for one in FIELDS if not one.section])


def _pairs(fields: list[Field]) -> Iterator[tuple[Field, ...]]:
    """Fields alone, and those of an order with the same of a row."""
    for one in fields:
        of_row = BY_NAME.get(OF_ROWS + one.name)
        if of_row is not None:
            yield one, of_row
        elif not one.name.startswith(OF_ROWS):
            yield (one,)
