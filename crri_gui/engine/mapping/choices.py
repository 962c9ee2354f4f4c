"""What a field can be set to in a given export, the likeliest first, for who lists the choices."""

from __future__ import annotations

import re

from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.beside.proposal import kind_of_key
from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import Field
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Column, Table
from crri_gui.engine.mapping.sections import table_in

_FITTING: dict[str, tuple[Type, ...]] = {
    "time": ("date",),
    "status": ("word",),
    "rows": ("word",),
    "currency": ("word",),
    "state": ("word",),
    "payment_type": ("word",),
    "cancelled": ("date", "word"),
    "customer": ("email", "phone", "whole", "text"),
}
_FITTING_BESIDE: dict[str, tuple[Type, ...]] = {
    "items.rows": ("word",),
    "payments.amount": ("money",),
    "payments.payment_type": ("word",),
    "payments.rows": ("word",),
    "payments.currency": ("word",),
    "payments.time": ("date",),
    "customers.customer": ("email", "phone", "whole", "text"),
    "customers.state": ("word",),
}
# More pieces than that are hardly a quantity.
_PIECES = 1_000
_PRODUCTS = 6


def choices(export: Export, draft: Draft, field: Field) -> tuple[str, ...]:
    """Values of a field as `edited` takes them; any column can be chosen where columns can.

    Columns whose values fit come first, then the others. Amounts are single columns, products of
    what may be a quantity and what may be a price, and these less another amount. A time can be a
    date and a clock joined.
    """
    if field.holds in ("choice", "flag"):
        return field.choices
    if field.holds == "list":
        words = export.column(draft.value("currency"))
        return tuple(word.upper() for word, _ in words.words) if words is not None else ()
    if field.holds == "text":
        return ()
    if field.holds == "file":
        return tuple(table.title for table in export.further)
    if field.section:
        return _of_section(export, draft, field)
    named = [column for column in export.columns if column.key]
    if field.holds == "amount":
        return _amounts(draft, named)
    fitting = _FITTING.get(field.name, ())
    own = field.name in ("order", "time")
    free = [one for one in named if own or not _is_taken(draft, one)]
    first = [column.key for column in free if column.type in fitting]
    joined = []
    if field.holds == "columns":
        clocks = [column.key for column in named if column.type == "clock"]
        joined = [f"{date}, {clock}" for date in first for clock in clocks]
    return tuple(dict.fromkeys((*joined, *first, *(column.key for column in named))))


def _of_section(export: Export, draft: Draft, field: Field) -> tuple[str, ...]:
    """The columns of the file that the field is about, or of the orders that meet it."""
    table = table_in(export, draft.text, field.section)
    if table is None:
        return ()
    columns = export.columns if field.table == "" else table.columns
    fitting = _FITTING_BESIDE.get(field.name, ())
    named = [column for column in columns if column.key]
    if field.holds == "amount":
        return _amounts(draft, [one for one in named if one.key != draft.value("items.order")])
    first = [column for column in named if column.type in fitting]
    keys = dict.fromkeys(column.key for column in (*first, *named))
    if field.holds != "identities":
        return tuple(keys)
    kinds = {column.key: kind_of_key(column) for column in named}
    return tuple(f"{key}:{kinds[key]}" for key in keys)


def _is_taken(draft: Draft, column: Column) -> bool:
    """Whether it is the order's number or its time, which is hardly anything else."""
    return column.key in (draft.value("order"), *draft.value("time").split(", "))


def _amounts(draft: Draft, named: list[Column]) -> tuple[str, ...]:
    free = [one for one in named if not _is_taken(draft, one)]
    numbers = [one for one in free if one.type in ("money", "whole")]
    numbers.sort(key=lambda one: one.type != "money")
    pieces = [one for one in numbers if one.type == "whole" and one.distinct < _PIECES]
    pieces.sort(key=lambda one: (-likeness(one.key, "quantity"), one.distinct))
    prices = [one for one in numbers if one.type == "money"] or numbers
    products = [
        f"{piece.key} * {price.key}" for piece in pieces[:2] for price in prices if piece != price
    ]
    # A discount stands in a column of its own.
    less = [
        f"{product} - {off.key}"
        for product in products[: len(prices)]
        for off in prices
        if f"* {off.key}" not in product and off.type == "money"
    ]
    return (*(one.key for one in numbers), *products[:_PRODUCTS], *less[:_PRODUCTS])


def is_of_rows(export: Export, draft: Draft, value: str) -> bool:
    """Whether an amount is rather one of each row than one of the whole order."""
    order = export.column(draft.value("order"))
    if "*" in value:
        return True
    sample = Sample(export, order)
    columns = [one for one in re.split(r"[^\w]+", value) if export.column(one) is not None]
    return any(map(sample.varies, columns))


def spelled(table: Table, value: str) -> str:
    """A value with the names of the header in place of those of a mapping."""

    def name(found: re.Match[str]) -> str:
        column = table.column(found[0])
        return column.name if column is not None and column.name else found[0]

    return re.sub(r"\w+", name, value)
