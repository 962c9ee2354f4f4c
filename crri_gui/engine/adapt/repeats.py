"""Rows of an export that are there again, where each is known to be one thing."""

from __future__ import annotations

from decimal import Decimal

from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.adapt.rows import OVERLAP, REPEATED, RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding


def leave_repeated(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Leave out rows that repeat another of their file in all that is read, and tell of them.

    Only where every row has an id of its own: items of an order may be equal. Their fate is
    `REPEATED`.
    """
    row_id = sql.layout.row_id
    if row_id is None or not sql.source.has(row_id):
        return []
    again = db.rows(
        f"""UPDATE crri_rows r SET fate = {REPEATED} FROM (
                SELECT crri_file, crri_record FROM {ROWS} s WHERE {sql.names[row_id]} IS NOT NULL
                QUALIFY row_number() OVER (
                    PARTITION BY crri_file, hash({sql.said()}) ORDER BY crri_record) > 1
            ) again
            WHERE r.crri_file = again.crri_file AND r.crri_record = again.crri_record
            AND r.fate IS DISTINCT FROM {OVERLAP}
            RETURNING r.order_id, coalesce(r.goods, r.item_goods, 0)"""
    )
    if not again:
        return []
    examples = tuple(dict.fromkeys(order for order, _ in again))[:5]
    return [
        finding(
            "rows_repeated_left_out",
            column=sql.header[row_id],
            count=len(again),
            money=sum((Decimal(money) for _, money in again), Decimal(0)),
            examples=examples,
            file=label,
        )
    ]
