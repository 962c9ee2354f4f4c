"""One order of an export: its rows, and what they become."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.items import ITEM_ROWS, ITEMS, items_of
from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.rows.persons import is_of_person, masked
from crri_gui.engine.mapping.rows.table import Column, shown

_UNFOLDED_ROWS = 6


@dataclass(frozen=True)
class UnfoldedItems:
    """The rows of a file of items that are of one order, as they are read.

    `columns` and `rows` as those of `Unfolded`; `places` are the file and the line of each row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Unfolded:
    """One order: its rows as they are read, and what they become.

    `columns` are the mapped columns as the header names them, `rows` their values as text, those
    that tell of a person masked; `becomes` are names of `field_of_mapping` and values. `items` are
    those of a file of its own, where the mapping names one.
    """

    order: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    becomes: tuple[tuple[str, str], ...]
    items: UnfoldedItems | None = None


def unfolded(
    db: DuckDB, export: Export, adapted: Adapted, names: Mapping[str, str], counts: str
) -> Unfolded | None:
    """An order of several rows or items, where there is one; of these the first that counts.

    `db` holds what `adapt` has left of the export, in whose rows columns have these `names`;
    `counts` is a condition on its orders.
    """
    several, joined = "source_rows", ""
    if adapted.source.items:
        several = "coalesce(items, 0)"
        joined = f"""LEFT JOIN (SELECT order_id AS of_order, count(*) AS items FROM {ITEMS}
                                WHERE fate IS NULL GROUP BY order_id) ON order_id = of_order"""
    row = db.rows(
        f"""SELECT order_id FROM crri_orders {joined} WHERE {counts}
            ORDER BY {several} BETWEEN 2 AND {_UNFOLDED_ROWS} DESC, {several} = 0, {several}, place
            LIMIT 1"""
    )
    if not row:
        return None
    [(order,)] = row
    layout = adapted.source.layout
    persons = {column for one in layout.customer for column in one.columns if one.kind != "id"}
    persons |= {one.key for one in export.columns if is_of_person(one.key, one.type)}
    headers = {column.key: column.name for column in export.columns}
    rows = db.rows(
        f"""SELECT {_as_text(names)} FROM {ROWS} s JOIN crri_rows r
            ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record
            WHERE r.order_id = $order ORDER BY r.place LIMIT {_UNFOLDED_ROWS}""",
        {"order": order},
    )
    return Unfolded(
        str(order),
        tuple(headers.get(column, column) for column in names),
        _values(rows, names, export.columns, persons),
        _becomes(db, adapted, order),
        _items(db, export, adapted, order),
    )


def _items(db: DuckDB, export: Export, adapted: Adapted, order: str) -> UnfoldedItems | None:
    """The items of an order in the files of their own."""
    items = adapted.source.layout.items
    table = export.beside(items.recognise) if items is not None else None
    if table is None or not adapted.source.items:
        return None
    part = items_of(adapted.source)
    found = db.rows(
        f"""SELECT i.crri_file, i.crri_record, {_as_text(part.names)}
            FROM {ITEMS} i JOIN {ITEM_ROWS} s
            ON s.crri_file = i.crri_file AND s.crri_record = i.crri_record
            WHERE i.order_id = $order AND i.fate IS NULL ORDER BY i.place LIMIT {_UNFOLDED_ROWS}""",
        {"order": order},
    )
    lines: dict[tuple[int, int], int] = {}
    for number in {one[0] for one in found}:
        records = sorted(record for of, record, *_ in found if of == number)
        in_file = adapted.beside.items_read[number].lines_of(records)
        lines |= {(number, record): line for record, line in in_file.items()}
    labels = [file.loaded.label for file in adapted.beside.items_read]
    persons = {one.key for one in table.columns if is_of_person(one.key, one.type)}
    return UnfoldedItems(
        tuple(part.header[column] for column in part.names),
        _values([one[2:] for one in found], part.names, table.columns, persons),
        tuple((labels[number], lines.get((number, record), 0)) for number, record, *_ in found),
    )


def _as_text(names: Mapping[str, str]) -> str:
    """The columns of rows `s`, as SQL."""
    return ", ".join(f"CAST(s.{name} AS VARCHAR)" for name in names.values())


def _values(
    rows: Sequence[Sequence[object]],
    names: Mapping[str, str],
    columns: Sequence[Column],
    persons: Collection[str],
) -> tuple[tuple[str, ...], ...]:
    """Values as they may be shown."""
    types = {column.key: column.type for column in columns}
    return tuple(
        tuple(
            masked(_shown(value)) if column in persons else shown(_shown(value), types[column])
            for column, value in zip(names, one, strict=True)
        )
        for one in rows
    )


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    # Amounts are read with four digits.
    return re.sub(r"^(-?\d+\.\d\d)00$", r"\1", text)


def _becomes(db: DuckDB, adapted: Adapted, order: str) -> tuple[tuple[str, str], ...]:
    values = db.row(
        """SELECT o.placed, c.customer_unique_id, o.status, o.class,
                  (SELECT sum(price) FROM order_items WHERE order_id = o.order_id),
                  coalesce(o.shipping, o.item_shipping), coalesce(o.tax, o.item_tax),
                  coalesce(p.paid, o.paid), o.refund, o.state, coalesce(p.types, o.payment_type),
                  o.currency
           FROM crri_orders o LEFT JOIN customers c ON c.customer_id = o.order_id
           LEFT JOIN (SELECT order_id, sum(payment_value) AS paid,
                             string_agg(DISTINCT payment_type, ', ' ORDER BY payment_type) AS types
                      FROM order_payments GROUP BY order_id) p ON p.order_id = o.order_id
           WHERE o.order_id = $order""",
        {"order": order},
    )
    placed, customer, status, given, *rest = values
    names = ("goods", "shipping", "tax", "paid", "refund", "state", "payment_type", "currency")
    if adapted.source.layout.persons == "plain":
        customer = masked(customer or "")
    told = [("order", str(order)), ("time", str(placed)), ("customer", customer or "")]
    if adapted.source.layout.status:
        told.append(("status", f"{status or ''} ({given or '?'})"))
    for name, value in zip(names, rest, strict=True):
        if value is not None:
            told.append((name, f"{value:,.2f}" if isinstance(value, Decimal) else str(value)))
    return tuple(told)
