"""The rows of a part of a number: what each contributes, and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from crri_gui.dashboard.measures import RELATIONS, Measure
from crri_gui.dashboard.measures.made_of import Grain, Part
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier, sql_literal, written_out
from crri_gui.engine.explain.asked import MeasureAsked
from crri_gui.engine.query.browse import condition
from crri_gui.engine.query.catalog import fields
from crri_gui.engine.query.dashboard.filters import where

Number = int | float | Decimal
SHOWN = 200
"""The largest rows of a part, which an explanation holds."""
# The orders of the rows that are selected, by their source.
_SELECTED_ORDERS = {
    "master_orders": "SELECT order_id FROM selected",
    "monthly_revenue": """
        SELECT o.order_id FROM master_orders AS o
        WHERE o.order_month IN (SELECT order_month FROM selected)""",
    "cohort_retention": """
        SELECT o.order_id
        FROM master_orders AS o
        INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
        INNER JOIN selected AS s
            ON s.cohort_month = strftime(c.first_at, '%Y-%m') AND s.order_month = o.order_month""",
}
# What is known of a row beside its amount, and by what rows of equal amounts are ordered.
# The amount is called what it is, so a column of the same name is not there twice.
_OF_ORDERS = """
    SELECT r.order_id, r.amount AS {name}, f.* EXCLUDE (order_id)
    FROM ({rows}) AS r
    INNER JOIN (
        SELECT order_id, order_value, purchased_at, delivered_at, delivery_days, order_status,
               customer_unique_id, customer_state, payment_type, price, freight, paid
        FROM order_facts
    ) AS f ON r.order_id = f.order_id
    ORDER BY abs(r.amount) DESC NULLS LAST, f.order_value DESC, r.order_id"""
_OF_CUSTOMERS = """
    SELECT r.customer_unique_id, r.amount AS {name}, c.order_value, c.orders, c.first_at, c.last_at,
           s.segment
    FROM ({rows}) AS r
    INNER JOIN customer_orders AS c ON r.customer_unique_id = c.customer_unique_id
    LEFT JOIN rfm_customers AS s ON r.customer_unique_id = s.customer_unique_id
    ORDER BY abs(r.amount) DESC NULLS LAST, c.order_value DESC, r.customer_unique_id"""
_OF_COHORT_MONTHS = """
    SELECT r.cohort_month, r.order_month, r.amount AS {name}, c.active_customers, c.cohort_size
    FROM ({rows}) AS r INNER JOIN cohort_retention AS c
        ON r.cohort_month = c.cohort_month AND r.order_month = c.order_month
    ORDER BY r.amount DESC NULLS LAST, r.cohort_month, r.order_month"""
_OF_FACTS = ("order_value", "delivery_days", "price", "freight", "paid")
_ONE = "1_for_each_"
_DETAILS: dict[Grain, str] = {
    "orders": _OF_ORDERS,
    "customers": _OF_CUSTOMERS,
    "cohort months": _OF_COHORT_MONTHS,
}


@dataclass(frozen=True)
class PartRows:
    """A part with its rows, those with the largest amounts first.

    `amount` is the column of what is added up. `total` are the amounts of all `count` rows added
    up, exact for money and counts; `rows` the first `SHOWN` of them, in `columns`; `select` is a
    SELECT of all in that order.
    """

    title: str
    of: Grain
    total: Number
    count: int
    columns: tuple[str, ...]
    amount: str
    rows: tuple[tuple[Any, ...], ...]
    select: str

    @property
    def column_of_amounts(self) -> int:
        """Which of the columns has the amounts."""
        return self.columns.index(self.amount)

    @property
    def counts(self) -> bool:
        """Whether each row adds 1: none of them is the largest."""
        return self.amount.startswith(_ONE)

    @property
    def keys(self) -> tuple[str, ...]:
        """The order or customer of each row that is held."""
        return () if self.of == "cohort months" else tuple(str(row[0]) for row in self.rows)


def parts_of(db: DuckDB, measure: Measure, asked: MeasureAsked) -> tuple[PartRows, ...]:
    """The parts of a measure under what is asked; of one that does not tell, none."""
    made_of = measure.made_of
    if made_of is None:
        return ()
    parts = made_of.parts if asked.part is None else made_of.parts[asked.part : asked.part + 1]
    return tuple(
        part_rows(db, part, f"{selection(db, measure, asked)} {part.sql}") for part in parts
    )


def value_of(db: DuckDB, measure: Measure, asked: MeasureAsked) -> Number | None:
    """The measure itself, by the statement that the dashboard asks."""
    value: Number | None = db.scalar(
        f"{selection(db, measure, asked)} SELECT {measure.sql} FROM selected"
    )
    return value


def part_rows(db: DuckDB, part: Part, rows: str) -> PartRows:
    """The rows of a SELECT with a part's key and `amount`."""
    count, total = db.row(f"SELECT count(*), coalesce(sum(amount), 0) FROM ({rows}) AS r")
    name = _name_of_amounts(rows, part.of)
    select = _DETAILS[part.of].format(rows=rows, name=sql_identifier(name))
    if part.of == "orders" and name in _OF_FACTS:
        select = select.replace("EXCLUDE (order_id)", f"EXCLUDE (order_id, {name})")
    found = db.execute(f"{select} LIMIT {SHOWN}")
    columns = tuple(column[0] for column in found.description)
    return PartRows(
        part.title, part.of, total, count, columns, name, tuple(found.fetchall()), select
    )


def _name_of_amounts(rows: str, of: Grain) -> str:
    """The column that a SELECT adds up; of one that counts, what each row counts for."""
    [*_, (amount, _)] = re.findall(r"([\w.]+(\(.*?\))?)\s+AS amount\b", rows) or [("", "")]
    name = amount.rpartition(".")[2]
    if name == "1":
        return f"{_ONE}{of.removesuffix('s').replace(' ', '_')}"
    return name if name.isidentifier() and name.casefold() != "end" else "amount"


def with_rows(db: DuckDB, part: PartRows, count: int) -> PartRows:
    """The part with so many of its largest rows, where that is more than it holds."""
    if count <= len(part.rows) or len(part.rows) == part.count:
        return part
    return replace(part, rows=tuple(db.rows(f"{part.select} LIMIT {count}")))


def selection(db: DuckDB, measure: Measure, asked: MeasureAsked) -> str:
    """The CTEs `any_month` and `selected` with all values in them, so that they can be kept."""
    source = measure.source
    relation = f"({RELATIONS[source]}) AS rows"
    chosen, values = where(source, asked.filters)
    wider, more = where(source, asked.filters, months=False)
    if asked.cell:
        by_name = {field.name: field for field in fields(db, _table(source))}
        of_cell, bound = condition(asked.cell, by_name, _rows(relation, chosen))
        of_any, _ = condition(asked.cell, by_name, _rows(relation, wider))
        chosen, wider = f"{chosen} AND {of_cell}", f"{wider} AND {of_any}"
        values |= bound
    return written_out(
        f"WITH any_month AS (SELECT * FROM {relation} WHERE {wider}), "
        f"selected AS (SELECT * FROM {relation} WHERE {chosen})",
        values | more,
    )


def _rows(relation: str, chosen: str) -> str:
    return f"(SELECT * FROM {relation} WHERE {chosen})"


def selected_orders(db: DuckDB, measure: Measure, asked: MeasureAsked) -> str:
    """SELECT of the orders that the filters leave; "" where they choose among customers."""
    orders = _SELECTED_ORDERS.get(measure.source)
    return f"{selection(db, measure, asked)} {orders}" if orders else ""


def _table(source: str) -> str:
    return RELATIONS[source].rpartition(" ")[2]


def rows_of_orders(ids: Sequence[str], amount: str = "1") -> str:
    """SELECT of these orders; `amount` is an expression over `order_facts`."""
    listed = ", ".join(map(sql_literal, ids))
    return f"SELECT order_id, {amount} AS amount FROM order_facts WHERE order_id IN ({listed})"


def rows_of_view(view_source: str, chosen: str, key: str) -> str:
    """SELECT of the orders or customers that the rows of a view are of, each once."""
    name = sql_identifier(key)
    return (
        f"SELECT DISTINCT {name} AS {key}, 1 AS amount FROM {view_source} "
        f"WHERE ({chosen}) AND {name} IS NOT NULL"
    )
