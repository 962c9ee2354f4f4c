"""How many orders an export holds, for who wants to say it before anything is computed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.read import ROWS, orders_of, read_part
from crri_gui.engine.adapt.rows import PLACE, RowSql, currency_of, is_other_currency
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.scratch import scratch_database
from crri_gui.engine.discover.sources import Source


def orders_in(
    run: RunContext,
    source: Source,
    folder: Path,
    *,
    conventions: Conventions = Conventions({}, {}),
    temp_dir: Path | None = None,
) -> int:
    """How many orders with a time the rows of an export name, whether they count or not.

    Only what tells that is read: a run reads all of it, and may refuse some of the orders. Writes
    nothing beside the raw files. Raises `InputError` where they cannot be read, `Cancelled`.
    """
    layout = source.layout
    told = replace(
        layout,
        customer=(),
        amounts={},
        status=(),
        item=None,
        product=None,
        category=None,
        row_id=None,
        state=None,
        payment_type=None,
        items=None,
        payments=None,
        customers=None,
        currency=layout.currency if layout.only_currencies else None,
        leave_out=tuple(replace(rule, refund_of=None) for rule in layout.leave_out),
    )
    part = orders_of(replace(source, layout=told))
    with run.stage("read"), scratch_database(run, temp_dir) as (db, work):
        read_part(db, folder, part, work, conventions)
        return int(db.scalar(_counted(RowSql(source, part.names, part.header))))


def _counted(sql: RowSql) -> str:
    """SELECT of the number; an order is in the currency that its first row names."""
    taken = f"count({sql.names[sql.layout.time[0]]}) > 0"
    if sql.layout.only_currencies and sql.source.has(sql.layout.currency):
        currency = currency_of(sql.layout.currency, sql.names)
        first = f"arg_min(nullif({currency}, ''), {PLACE})"
        taken += f" AND NOT coalesce({is_other_currency(first, sql.layout)}, false)"
    return f"""SELECT count(*) FROM (SELECT 1 FROM {ROWS} WHERE {sql.fate()} IS NULL
                                     GROUP BY {sql.order()} HAVING {taken})"""
