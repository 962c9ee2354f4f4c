"""The fields of a mapping, those that are needed first."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import BY_NAME, FIELDS, OF_ROWS, Field
from crri_gui.errors import UsageError
from crri_gui.gui.pages.mapping.field_row import FieldRow
from crri_gui.gui.widgets.basics import column, label, line


class FieldsPane(QFrame):
    """Every field with its chooser; scrolls in itself, so that the columns stay beside it."""

    edited = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.rows: dict[str, FieldRow] = {}
        self._heads: dict[str, tuple[QWidget, ...]] = {}
        inside = column(spacing=2)
        inside.setContentsMargins(0, 0, 8, 0)
        for title, group in self._groups():
            heads = (*([line()] if inside.count() else []), label(title, "strong"))
            for head in heads:
                inside.addWidget(head)
            self._heads[group[0][0].section] = heads
            for fields in group:
                row = FieldRow(fields)
                row.edited.connect(self.edited)
                for field in fields:
                    self.rows[field.name] = row
                inside.addWidget(row)
        inside.addStretch(1)
        holder = QWidget()
        holder.setObjectName("fields")
        holder.setLayout(inside)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(holder)
        layout = column(label(self.tr("What CRRI needs to know"), "heading"), self.area, spacing=6)
        layout.setStretchFactor(self.area, 1)
        layout.setContentsMargins(16, 14, 8, 14)
        self.setLayout(layout)

    def _groups(self) -> Iterator[tuple[str, list[tuple[Field, ...]]]]:
        of_orders = [one for one in FIELDS if not one.section]
        columns = [one for one in of_orders if one.holds in ("column", "columns", "identities")]
        columns += [one for one in of_orders if one.holds == "amount"]
        needed = [one for one in of_orders if one.required]
        more = [one for one in columns if not one.required]
        rest = [one for one in of_orders if one not in columns]
        yield self.tr("Needed"), list(_pairs(needed))
        yield self.tr("If the file has it"), list(_pairs(more))
        titles = {
            "items": self.tr("Items"),
            "payments": self.tr("Payments"),
            "customers": self.tr("Customers"),
        }
        for section, title in titles.items():
            yield title, [(one,) for one in FIELDS if one.section == section]
        yield self.tr("How it is read"), list(_pairs(rest))

    def show_draft(self, export: Export, draft: Draft) -> None:
        """Show the values of a draft."""
        for row in dict.fromkeys(self.rows.values()):
            section, holds = row.fields[0].section, row.fields[0].holds
            if section:
                # What a file says can be chosen once the file is.
                named = holds == "file" or bool(draft.value(section))
                row.setVisible(bool(export.further) and named)
                for head in self._heads[section]:
                    head.setVisible(bool(export.further))
            row.show_draft(export, draft)

    def refuse(self, name: str, error: UsageError) -> None:
        """Say at the field why its value is none."""
        self.rows[name].refuse(error)


def _pairs(fields: list[Field]) -> Iterator[tuple[Field, ...]]:
    """Fields alone, and those of an order with the same of a row."""
    for one in fields:
        of_row = BY_NAME.get(OF_ROWS + one.name)
        if of_row is not None:
            yield one, of_row
        elif not one.name.startswith(OF_ROWS):
            yield (one,)
