"""What is said of a file's columns, in the names that the file gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.statement import Line, Statement
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.messages import Sentence, sentence
from crri_gui.raw_tables import RAW_BY_NAME

SOURCE = "source"
"""What the one table is called that an export's files are read into."""
PREFIX = "crri_c"
_READ_AS = re.compile(rf"(?:\b{SOURCE}\.)?\b({PREFIX}\d+)\b")
_TABLE, _COLUMN = ("table", "parent"), ("column", "key", "name", "table_column")
# What is said otherwise of an amount of an export: it has a column, and its file is no raw table.
_AMOUNTS = {"prices": "price", "freight": "freight_value", "payments": "payment_value"}


def in_read_names(found: Finding, names: Mapping[str, str]) -> Finding:
    """The finding on columns that were read under other names; `names` are those of the file."""
    return replace(
        found,
        message=_renamed(found.message, names),
        remedy=_renamed(found.remedy, names),
        column=names.get(found.column or "", found.column),
    )


def reject_in_own_names(reject: Reject, names: Mapping[str, str], table: str) -> Reject:
    """The same of a rejected row, which counts among those of a raw table."""
    return replace(reject, table=table, column=names.get(reject.column, reject.column))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Sentence):
        values = {key: _renamed(part, names) for key, part in value.values.items()}
        if "table_column" in values and values.get("table") == SOURCE:
            values["table_column"] = values["column"]
        return Sentence(value.name, value.part, values)
    if isinstance(value, str):
        return _READ_AS.sub(lambda found: names.get(found[1], found[1]), names.get(value, value))
    if isinstance(value, list | tuple):
        return type(value)(_renamed(part, names) for part in value)
    return value


@dataclass(frozen=True)
class Tax:
    """What is paid beside goods and shipping: its column and sum, over orders that have items.

    Of `orders_without` the total is something else than goods, shipping and tax.
    """

    column: str
    amount: Decimal
    orders_without: int


@dataclass(frozen=True)
class OwnWords:
    """What the raw tables' columns are called in the files that they were made of.

    `columns` has them by their names in the raw tables, `files` is what the files are called
    together. `per_order` says that goods are told of whole orders, which count as one item each.
    """

    columns: Mapping[str, str]
    files: str
    per_order: bool
    tax: Tax | None = None

    def finding(self, found: Finding) -> Finding:
        """The finding without the raw tables, which whoever exported the files does not have."""
        # It is on the outputs, whose columns are those of the contract.
        if found.table is not None and found.table not in (*RAW_BY_NAME, SOURCE):
            return found
        # Its columns have their own names already, which may be those of another raw column.
        if found.table == SOURCE:
            return replace(found, table=None)
        on_tables = found.table in RAW_BY_NAME
        return replace(
            found,
            message=self._said(found.message),
            remedy=self._said(found.remedy),
            table=None,
            file=found.file or (self.files if on_tables else None),
            column=self.columns.get(found.column or "", found.column),
            rows="SELECT * FROM rejects" if found.code == "rejected_rows" else found.rows,
        )

    def _said(self, text: Any) -> Any:
        if not isinstance(text, Sentence):
            return text
        amount = text.name.removeprefix("money_of.")
        if amount in _AMOUNTS and amount != text.name:
            return self.columns.get(_AMOUNTS[amount], text)
        values = {}
        for key, value in text.values.items():
            values[key] = self._said(value)
            if key in _TABLE and value in RAW_BY_NAME:
                values[key] = self.files
            elif key in _COLUMN and isinstance(value, str):
                _, _, column = value.rpartition(".")
                values[key] = self.columns.get(column, value)
                # As a part of an option it may hold blanks.
                if key == "name" and text.part == "remedy":
                    values[key] = f'"{values[key]}"'
        return Sentence(text.name, text.part, values)

    def statements(self, made: Sequence[Statement]) -> list[Statement]:
        """The statements in the words of the export; none on an amount that it does not have."""
        return [
            self._statement(one)
            for one in made
            if one.code not in _AMOUNTS or _AMOUNTS[one.code] in self.columns
        ]

    def _statement(self, made: Statement) -> Statement:
        if made.code == "orders":
            return replace(
                made,
                title=sentence("statement.orders_of_export"),
                total=replace(made.total, label=sentence("statement_total.orders_of_export")),
            )
        if made.code not in _AMOUNTS:
            return made
        column = self.columns[_AMOUNTS[made.code]]
        as_read = any(line.at_least is not None for line in made.lines)
        total = "statement_total.of_export_as_read" if as_read else "statement_total.of_export"
        title = (
            sentence("statement.payments_of_export", column=column)
            if made.code == "payments"
            else sentence("statement.of_export", column=column)
        )
        return replace(
            made,
            title=title,
            total=replace(made.total, label=sentence(total, column=column)),
            lines=self._lines(made.lines),
            counted="orders" if made.code == "payments" or self.per_order else "items",
        )

    def _lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines; what was paid beyond goods and shipping is tax where the export says so."""
        made = []
        for line in lines:
            name = line.label.name if isinstance(line.label, Sentence) else ""
            if name == "payment_line.goods":
                goods = [self.columns[c] for c in ("price", "freight_value") if c in self.columns]
                line = replace(line, label=sentence("payment_line.goods_of_export", columns=goods))
            elif name.startswith("payment_line.differing") and self.tax is not None:
                tax = self.tax
                label = sentence("payment_line.tax_of_export", column=tax.column)
                made.append(Line(label, tax.amount, 0))
                label = sentence("payment_line.differing", count=tax.orders_without)
                line = replace(line, label=label, amount=line.amount - tax.amount, rows="")
            made.append(line)
        return tuple(made)


def header_of(source: Source) -> dict[str, str]:
    """The columns of the files as their headers write them, by their normalised names."""
    return header_in(source.files)


def header_in(files: Sequence[Sniffed]) -> dict[str, str]:
    """The same of these files."""
    return {normalised(name): name.strip() for file in files for name in file.header}


def _of_files_beside(source: Source) -> dict[str, str]:
    """What payments and customers are called in files of their own, where there are any."""
    columns = {}
    if source.is_worth_items and (items := source.layout.items) is not None:
        header = header_in(source.items)
        columns["price"] = items.goods.text(header.__getitem__)
        columns["order_item_id"] = header[items.order]
    if source.payments and (payments := source.layout.payments) is not None:
        header = header_in(source.payments)
        columns["payment_value"] = header[payments.amount]
        if payments.payment_type in header:
            columns["payment_type"] = header[payments.payment_type]
    if source.customers and (customers := source.layout.customers) is not None:
        header = header_in(source.customers)
        if customers.state in header and not source.has(source.layout.state):
            columns["customer_state"] = header[customers.state]
    return columns


def own_words(source: Source, files: str, tax: Tax | None) -> OwnWords:
    """The words of an export for what the raw tables call by names of their own."""
    layout, header = source.layout, header_of(source)
    statuses = [rule.column for rule in layout.status if rule.words]
    identities = [column for one in layout.customer for column in one.columns]
    of_columns: dict[str, Sequence[str | None]] = {
        "order_id": [layout.order],
        "customer_id": [layout.order],
        "order_item_id": [layout.order],
        "order_purchase_timestamp": [layout.time[0]],
        "order_status": statuses[-1:] or [rule.column for rule in layout.status][-1:],
        "customer_unique_id": identities,
        "customer_state": [layout.state],
        "payment_type": [layout.payment_type],
    }
    columns = {}
    for name, named in of_columns.items():
        there = [header[column] for column in named if column and source.has(column)]
        if there:
            columns[name] = " / ".join(dict.fromkeys(there))
    for name, amounts in {
        "price": ("goods", "item_goods"),
        "freight_value": ("shipping", "item_shipping"),
        "payment_value": ("paid", "item_paid"),
    }.items():
        for amount in amounts:
            if source.can(amount):
                columns[name] = layout.amounts[amount].text(lambda column: header[column])
    columns |= _of_files_beside(source)
    return OwnWords(columns, files, source.can("goods"), tax)
