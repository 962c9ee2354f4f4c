"""What a field can be set to in a given export, the likeliest first, for who lists the choices."""

from __future__ import annotations

import re

from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Column, Export
from crri_gui.engine.mapping.fields import Field
from crri_gui.engine.mapping.persons import Type
from crri_gui.engine.mapping.sample import Sample

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
# More pieces than that are hardly a quantity.
_PIECES = 1_000
_PRODUCTS = 6


def choices(export: Export, draft: Draft, field: Field) -> tuple[str, ...]:
    """Values of a field as `edited` takes them; any column can be chosen where columns can.

    Columns whose values fit come first, then the others. Amounts are single columns, and products
    of what may be a quantity and what may be a price. A time can be a date and a clock joined.
    """
    if field.holds in ("choice", "flag"):
        return field.choices
    if field.holds == "list":
        words = export.column(draft.value("currency"))
        return tuple(word.upper() for word, _ in words.words) if words is not None else ()
    if field.holds == "text":
        return ()
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
    return (*(one.key for one in numbers), *products[:_PRODUCTS])


def is_of_rows(export: Export, draft: Draft, value: str) -> bool:
    """Whether an amount is rather one of each row than one of the whole order."""
    order = export.column(draft.value("order"))
    if "*" in value:
        return True
    sample = Sample(export, order)
    columns = [one for one in re.split(r"[^\w]+", value) if export.column(one) is not None]
    return any(map(sample.varies, columns))


def spelled(export: Export, value: str) -> str:
    """A value with the names of the header in place of those of a mapping."""

    def name(found: re.Match[str]) -> str:
        column = export.column(found[0])
        return column.name if column is not None and column.name else found[0]

    return re.sub(r"\w+", name, value)
