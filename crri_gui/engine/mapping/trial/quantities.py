"""A quantity that the goods of rows forget, or count twice, as far as the rows show it."""

from __future__ import annotations

from collections.abc import Collection
from statistics import mode

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.layouts.money import Amount
from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.fields import written_amount
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.table import Column, Table

# So many different numbers of pieces are in a column of quantities, hardly more.
_FEW_PIECES = 30
_MANY_PIECES = 100
# Small whole numbers that are no pieces.
_NO_PIECES = ("order", "customer_id", "product", "phone", "rows", "unit_price", "shipping", "state")


def quantities(
    table: Table, sample: Sample, amount: Amount, field: str, known: Collection[str], file: str
) -> list[Finding]:
    """A price of one piece that is not multiplied, and one of a row that is.

    `amount` is what a row of the table is worth, as `field` of the mapping says; `known` are the
    columns that are read, `file` what the files are called.
    """
    price = next((one for one in amount.columns if one not in amount.quantities), None)
    if price is None:
        return []
    named = _quantity(table, amount.quantities)
    likely = named or _pieces(table, sample, known)
    quantity = likely or _ones(table, sample)
    found = table.column(price)
    if quantity is None or found is None:
        return []
    more = sum((pieces or 0) > 1 for pieces in sample.numbers(quantity.key))

    def told(code: str) -> list[Finding]:
        if code == "quantity_twice":
            right = _without_quantity(amount, quantity.key)
        else:
            right = _with_quantity(amount, price, quantity.key)
        return [
            finding(
                code,
                quantity=quantity.name,
                field=field,
                value=written_amount(table, right),
                column=found.name,
                count=more,
                file=file,
            )
        ]

    products = [c for c in table.columns if likeness(c.key, "product") > 0.5 and c.distinct > 1]
    for product in sorted(products, key=lambda one: -likeness(one.key, "product")):
        is_piece = sample.is_unit_price(price, quantity.key, product.key)
        if is_piece is None:
            continue
        if is_piece == bool(amount.quantities) or (named is None and not is_piece):
            return []
        return told("quantity_forgotten" if is_piece else "quantity_twice")
    if likely is None:
        return []
    if not amount.quantities and more and likeness(price, "line_total") < 0.6:
        return told("quantity_forgotten.by_name")
    return []


def _with_quantity(amount: Amount, price: str, quantity: str) -> Amount:
    """The amount with the quantity before the price, which it lacks."""
    terms = [
        (sign, (quantity, *factors) if price in factors else factors)
        for sign, factors in amount.terms
    ]
    return Amount(tuple(terms))


def _without_quantity(amount: Amount, quantity: str) -> Amount:
    terms = [(sign, tuple(f for f in factors if f != quantity)) for sign, factors in amount.terms]
    return Amount(tuple((sign, factors) for sign, factors in terms if factors))


def _quantity(table: Table, used: tuple[str, ...]) -> Column | None:
    if used:
        return table.column(used[0])
    named = [
        (likeness(column.key, "quantity"), column)
        for column in table.columns
        if column.type in ("whole", "money") and likeness(column.key, "quantity") > 0.4
    ]
    return max(named, key=lambda one: one[0])[1] if named else None


def _pieces(table: Table, sample: Sample, known: Collection[str]) -> Column | None:
    """A column that nothing else reads and whose values may be a number of pieces.

    They are small, begin with one, differ between the rows of an order and do not count them.
    """
    for column in table.columns:
        if column.type != "whole" or not 1 < column.distinct <= _FEW_PIECES:
            continue
        if column.key in known or any(likeness(column.key, says) > 0.3 for says in _NO_PIECES):
            continue
        values = [value for value in sample.numbers(column.key) if value is not None]
        if min(values) != 1 or max(values) > _MANY_PIECES or sample.counts_rows(column.key):
            continue
        if sample.varies(column.key) if sample.several else mode(values) == 1:
            return column
    return None


def _ones(table: Table, sample: Sample) -> Column | None:
    """A column that may be a quantity if a product's price shows it: 1 most often."""
    for column in table.columns:
        if column.type != "whole" or not 1 < column.distinct <= _FEW_PIECES:
            continue
        values = [value for value in sample.numbers(column.key) if value is not None]
        if sample.counts_rows(column.key):
            continue
        if values and min(values) == 1 and mode(values) == 1:
            return column
    return None
