"""What shows that a mapping is wrong, where the data can show it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.layouts.synonyms.names import likeness, meaning_of
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import written_amount
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.table import Column
from crri_gui.engine.mapping.trial.quantities import quantities

_MOST = 0.9
_FEW = 3


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
        *_quantities_of_items(db, export, adapted),
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
        value = written_amount(export, adapted.source.layout.amounts["paid"])
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
    value = written_amount(export, amounts.get("goods") or amounts["item_goods"])
    return finding(
        code,
        several=several,
        value=value,
        column=value,
        count=count,
        money=None if money is None else Decimal(money).quantize(Decimal("0.01")),
        file=_label(adapted),
    )


def _quantities(export: Export, sample: Sample, adapted: Adapted) -> list[Finding]:
    layout = adapted.source.layout
    amount = layout.amounts.get("item_goods")
    if amount is None:
        return []
    return quantities(export, sample, amount, "item_goods", layout.kinds, _label(adapted))


def _quantities_of_items(db: DuckDB, export: Export, adapted: Adapted) -> list[Finding]:
    """The same of a file of items, unless they add up to what the orders say themselves."""
    items = adapted.source.layout.items
    table = export.beside(items.recognise) if items is not None else None
    if items is None or table is None or not adapted.source.items:
        return []
    both, agreeing = db.row(
        """SELECT count(lines), count(*) FILTER (abs(goods - lines + coalesce(discount, 0)) < 0.05)
           FROM crri_orders WHERE class IS DISTINCT FROM 'void' AND goods IS NOT NULL"""
    )
    if both and agreeing >= both * _MOST:
        return []
    sample = Sample(table, table.column(items.order))
    label = label_of([file.label for file in adapted.beside.items])
    return quantities(table, sample, items.goods, "items.goods", items.kinds, label)


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
