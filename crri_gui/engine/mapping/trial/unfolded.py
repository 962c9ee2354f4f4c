"""One order of an export: its rows, and what they become."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.adapt.stage import Adapted
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.rows.persons import is_of_person, masked
from crri_gui.engine.mapping.rows.table import shown

_UNFOLDED_ROWS = 6
_COUNTED = "class IS DISTINCT FROM 'void'"


@dataclass(frozen=True)
class Unfolded:
    """One order: its rows as they are read, and what they become.

    `columns` are the mapped columns as the header names them, `rows` their values as text, those
    that tell of a person masked; `becomes` are names of `field_of_mapping` and values.
    """

    order: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    becomes: tuple[tuple[str, str], ...]


def unfolded(
    db: DuckDB, export: Export, adapted: Adapted, names: Mapping[str, str]
) -> Unfolded | None:
    """An order of several rows, where there is one; of these the first that counts.

    `db` holds what `adapt` has left of the export, in whose rows columns have these `names`.
    """
    row = db.rows(
        f"""SELECT order_id FROM crri_orders WHERE {_COUNTED}
            ORDER BY source_rows BETWEEN 2 AND {_UNFOLDED_ROWS} DESC, source_rows, place LIMIT 1"""
    )
    if not row:
        return None
    [(order,)] = row
    layout = adapted.source.layout
    persons = {column for one in layout.customer for column in one.columns if one.kind != "id"}
    persons |= {one.key for one in export.columns if is_of_person(one.key, one.type)}
    types = {column.key: column.type for column in export.columns}
    headers = {column.key: column.name for column in export.columns}
    listed = ", ".join(f"CAST(s.{name} AS VARCHAR)" for name in names.values())
    rows = db.rows(
        f"""SELECT {listed} FROM {ROWS} s JOIN crri_rows r
            ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record
            WHERE r.order_id = $order ORDER BY r.place LIMIT {_UNFOLDED_ROWS}""",
        {"order": order},
    )
    return Unfolded(
        str(order),
        tuple(headers.get(column, column) for column in names),
        tuple(
            tuple(
                masked(_shown(value)) if column in persons else shown(_shown(value), types[column])
                for column, value in zip(names, one, strict=True)
            )
            for one in rows
        ),
        _becomes(db, adapted, order),
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
