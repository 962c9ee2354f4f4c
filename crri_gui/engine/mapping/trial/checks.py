"""What shows that a mapping is wrong, where the data can show it."""

from __future__ import annotations

import re
from decimal import Decimal
from statistics import mode
from typing import Literal

from crri_gui.engine.adapt.stage import Adapted
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.layouts.money import Amount
from crri_gui.engine.layouts.synonyms.names import likeness, meaning_of
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.table import Column

_MOST = 0.9
_FEW = 3
# So many different numbers of pieces are in a column of quantities, hardly more.
_FEW_PIECES = 30
_MANY_PIECES = 100
# Small whole numbers that are no pieces.
_NO_PIECES = ("order", "customer_id", "product", "phone", "rows", "unit_price", "shipping", "state")
# What parts an amount, or means something to a shell between quotes.
_UNSAFE = re.compile(r"""[*"$`\\!]|\s[-+]\s""")


def checks_of(db: DuckDB, export: Export, adapted: Adapted) -> list[Finding]:
    """Warnings on an amount of a row taken for that of an order or the other way round, on a
    quantity that is forgotten or counted twice, refunds that count as sales, and customers."""
    order = export.column(adapted.source.layout.order)
    sample = Sample(export, order)
    repeated = _repeated(db, export, adapted)
    return [
        *_order_of_rows(export, sample, order, adapted),
        *repeated,
        *_of_rows(db, export, adapted, "goods"),
        *_of_rows(db, export, adapted, "paid"),
        # What is of the order is no price of a piece.
        *([] if repeated else _quantities(export, sample, adapted)),
        *_negative(db, adapted),
        *_refund_words(export, adapted),
        *_never_repeats(db, export, adapted),
    ]


def _label(adapted: Adapted) -> str:
    return label_of([file.label for file in adapted.files])


def _order_of_rows(
    export: Export, sample: Sample, order: Column | None, adapted: Adapted
) -> list[Finding]:
    """The order is another in every row, while a column that is called an order repeats."""
    if order is None or order.distinct < len(export.rows) or not adapted.source.can("item_goods"):
        return []
    for other in export.columns:
        repeats = 1 < other.distinct < len(export.rows) * _MOST and other.filled > 0.98
        if other.key != order.key and repeats and likeness(other.key, "order") > 0.6:
            if likeness(other.key, "order") <= likeness(other.key, "customer_id"):
                continue
            return [
                finding(
                    "order_of_rows",
                    column=order.name,
                    other=other.name,
                    key=other.key,
                    file=_label(adapted),
                )
            ]
    return []


def _repeated(db: DuckDB, export: Export, adapted: Adapted) -> list[Finding]:
    """Amounts of rows that are the same in all rows of an order are those of the order."""
    amount = adapted.source.layout.amounts.get("item_goods")
    if amount is None or amount.quantities:
        return []
    several, same, much = db.row(
        """SELECT count(*), count(*) FILTER (low = high),
                  coalesce(sum(total - high) FILTER (low = high), 0)
           FROM (SELECT min(item_goods) AS low, max(item_goods) AS high, sum(item_goods) AS total
                 FROM crri_rows WHERE fate IS NULL AND is_item AND item_goods IS NOT NULL
                 GROUP BY order_id HAVING count(*) > 1)"""
    )
    if same < max(_FEW, several * _MOST):
        return []
    return [_of_column(export, adapted, "goods_repeated", several, same, much)]


def _of_rows(
    db: DuckDB, export: Export, adapted: Adapted, amount: Literal["goods", "paid"]
) -> list[Finding]:
    """Amounts of orders that differ from row to row are those of rows."""
    if not adapted.source.can(amount) or adapted.source.layout.order_fields == "every_row":
        # In every row they have to be the same, which is an error of its own.
        return []
    several, differ = db.row(
        f"""SELECT count(*), count(*) FILTER (low <> high)
            FROM (SELECT min({amount}) AS low, max({amount}) AS high FROM crri_rows
                  WHERE fate IS NULL AND {amount} IS NOT NULL
                  GROUP BY order_id HAVING count(*) > 1)"""
    )
    if differ < max(_FEW, several * 0.1):
        return []
    if amount == "paid":
        value = _written(export, adapted.source.layout.amounts["paid"])
        return [
            finding(
                "paid_of_rows",
                several=several,
                value=value,
                column=value,
                count=differ,
                file=_label(adapted),
            )
        ]
    return [_of_column(export, adapted, "goods_of_rows", several, differ, None)]


def _of_column(
    export: Export, adapted: Adapted, code: str, several: int, count: int, money: Decimal | None
) -> Finding:
    amounts = adapted.source.layout.amounts
    value = _written(export, amounts.get("goods") or amounts["item_goods"])
    return finding(
        code,
        several=several,
        value=value,
        column=value,
        count=count,
        money=None if money is None else Decimal(money).quantize(Decimal("0.01")),
        file=_label(adapted),
    )


def _written(export: Export, amount: Amount) -> str:
    """The amount in the names of the header, as `edited` takes it and a shell between quotes."""

    def name(key: str) -> str:
        column = export.column(key)
        if column is None or normalised(column.name) != key or _UNSAFE.search(column.name):
            return key
        return column.name

    return amount.text(name)


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


def _quantities(export: Export, sample: Sample, adapted: Adapted) -> list[Finding]:
    """A price of one piece that is not multiplied, and one of a row that is."""
    amount = adapted.source.layout.amounts.get("item_goods")
    if amount is None:
        return []
    price = next((one for one in amount.columns if one not in amount.quantities), None)
    if price is None:
        return []
    named = _quantity(export, amount.quantities)
    likely = named or _pieces(export, sample, adapted)
    quantity = likely or _ones(export, sample)
    found = export.column(price)
    if quantity is None or found is None:
        return []
    more = sum((pieces or 0) > 1 for pieces in sample.numbers(quantity.key))
    products = [c for c in export.columns if likeness(c.key, "product") > 0.5 and c.distinct > 1]
    for product in sorted(products, key=lambda one: -likeness(one.key, "product")):
        is_piece = sample.is_unit_price(price, quantity.key, product.key)
        if is_piece is None:
            continue
        if is_piece == bool(amount.quantities) or (named is None and not is_piece):
            return []
        code = "quantity_forgotten" if is_piece else "quantity_twice"
        return [_of_quantity(code, export, adapted, found, quantity, more)]
    if likely is None:
        return []
    if not amount.quantities and more and likeness(price, "line_total") < 0.6:
        code = "quantity_forgotten.by_name"
        return [_of_quantity(code, export, adapted, found, quantity, more)]
    return []


def _of_quantity(
    code: str, export: Export, adapted: Adapted, price: Column, quantity: Column, count: int
) -> Finding:
    amount = adapted.source.layout.amounts["item_goods"]
    if code == "quantity_twice":
        right = _without_quantity(amount, quantity.key)
    else:
        right = _with_quantity(amount, price.key, quantity.key)
    return finding(
        code,
        quantity=quantity.name,
        value=_written(export, right),
        column=price.name,
        count=count,
        file=_label(adapted),
    )


def _quantity(export: Export, used: tuple[str, ...]) -> Column | None:
    if used:
        return export.column(used[0])
    named = [
        (likeness(column.key, "quantity"), column)
        for column in export.columns
        if column.type in ("whole", "money") and likeness(column.key, "quantity") > 0.4
    ]
    return max(named, key=lambda one: one[0])[1] if named else None


def _pieces(export: Export, sample: Sample, adapted: Adapted) -> Column | None:
    """A column that nothing else reads and whose values may be a number of pieces.

    They are small, begin with one, differ between the rows of an order and do not count them.
    """
    known = adapted.source.layout.kinds
    for column in export.columns:
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


def _ones(export: Export, sample: Sample) -> Column | None:
    """A column that may be a quantity if a product's price shows it: 1 most often."""
    for column in export.columns:
        if column.type != "whole" or not 1 < column.distinct <= _FEW_PIECES:
            continue
        values = [value for value in sample.numbers(column.key) if value is not None]
        if values and min(values) == 1 and mode(values) == 1:
            return column
    return None


def _negative(db: DuckDB, adapted: Adapted) -> list[Finding]:
    orders, money = db.row(
        """SELECT count(*), coalesce(sum(worth), 0) FROM crri_orders
           WHERE worth < 0 AND class IS DISTINCT FROM 'void'"""
    )
    if not orders:
        return []
    money = Decimal(money).quantize(Decimal("0.01"))
    return [finding("negative_sales", count=orders, money=money, file=_label(adapted))]


def _refund_words(export: Export, adapted: Adapted) -> list[Finding]:
    """Words for refunds in a column that the mapping does not look at."""
    layout = adapted.source.layout
    known = {rule.column for rule in layout.leave_out}
    known |= {rule.column for rule in layout.status}
    found = []
    for column in export.columns:
        if column.key in known or likeness(column.key, "rows") < 0.3:
            continue
        words = [(w, n) for w, n in column.words if meaning_of(w, ("refunds",)) is not None]
        if words:
            found.append(
                finding(
                    "refunds_among_sales",
                    words=[word for word, _ in words],
                    key=column.key,
                    column=column.name,
                    count=sum(rows for _, rows in words),
                    file=_label(adapted),
                )
            )
    return found


def _never_repeats(db: DuckDB, export: Export, adapted: Adapted) -> list[Finding]:
    first = next(iter(adapted.source.layout.customer), None)
    if first is None:
        return []
    customers, orders = db.row(
        """SELECT count(DISTINCT customer_unique_id), count(customer_unique_id) FROM customers"""
    )
    if orders < 20 or customers < orders:
        return []
    column = export.column(first.columns[0])
    name = column.name if column is not None else first.columns[0]
    return [finding("customer_never_repeats", column=name, file=_label(adapted))]
