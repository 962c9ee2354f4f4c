"""Why a measure, or a count of rows, is what it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.dashboard.measures import BY_NAME, Measure
from crri_gui.dashboard.measures.made_of import Grain, How, Part
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import written_out
from crri_gui.engine.explain.answer import (
    Explanation,
    InStatement,
    gives,
    in_statements,
    of_money,
    options_in_force,
)
from crri_gui.engine.explain.asked import CustomersAsked, MeasureAsked, RowsAsked, reaching
from crri_gui.engine.explain.conditions import conditions_of, filters_of
from crri_gui.engine.explain.left_out import LeftOut, orders_left_out, rows_left_out
from crri_gui.engine.explain.lines_left_out import places_of
from crri_gui.engine.explain.part_rows import (
    PartRows,
    part_rows,
    parts_of,
    rows_of_view,
    selected_orders,
    value_of,
)
from crri_gui.engine.query.browse import condition
from crri_gui.engine.query.catalog import fields, source
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.results import Results
from crri_gui.errors import UsageError
from crri_gui.messages import sentence

_KEYS: dict[str, Grain] = {"order_id": "orders", "customer_unique_id": "customers"}


def of_measure(db: DuckDB, results: Results, asked: MeasureAsked) -> Explanation:
    """The measure, and what gives it. Raises `UsageError` where its table was not made."""
    measure = measure_named(asked.measure)
    if measure.source not in {table.name for table in results.data.tables}:
        [group] = (one.asked_with for one in OUTPUT_TABLES if one.name == measure.source)
        raise UsageError("explain_measure_not_made", name=measure.name, group=group)
    filters, definitions = reaching(measure.name, asked.filters), results.request.definitions
    value = value_of(db, measure, asked)
    parts = parts_of(db, measure, asked)
    how: How = measure.made_of.how if measure.made_of is not None else "shown"
    selected = selected_orders(db, measure, asked)
    title, unit, form = measure.name, measure.unit, measure.format
    if asked.part is not None:
        [part] = parts
        value, how, title = part.total, "sum", part.title
        unit, form = part.of, "integer"
    return Explanation(
        asked=asked,
        title=title,
        value=value,
        form=form,
        unit=unit,
        meaning=measure.meaning,
        blank=measure.blank,
        how=how,
        parts=parts,
        adds_up=gives(how, [part.total for part in parts], [part.count for part in parts], value),
        conditions=conditions_of(filters, asked.cell),
        options=options_in_force(definitions),
        statements=_statements_of(results, measure),
        left_out=(
            *_orders_without(db, parts, selected),
            *orders_left_out(db, definitions, filters),
            *rows_left_out(results.data.report.statements, partial(places_of, db.run, results)),
        ),
        selected=selected,
    )


def measure_named(name: str) -> Measure:
    """The measure, whatever the case of its letters. Raises `UsageError` when there is none."""
    for known, measure in BY_NAME.items():
        if known.casefold() == name.strip().casefold():
            return measure
    raise UsageError("explain_measure_unknown", name=name, measures=sorted(BY_NAME))


def of_rows(db: DuckDB, results: Results, asked: RowsAsked) -> Explanation:
    """How many rows a view has, and of which orders or customers."""
    view, definitions = asked.view, results.request.definitions
    by_name = {one.name: one for one in fields(db, view.table)}
    chosen, values = condition(view.filters, by_name, source(view.table))
    chosen = written_out(chosen, values)
    count = db.scalar(f"SELECT count(*) FROM {source(view.table)} WHERE {chosen}")
    key = next((key for key in _KEYS if key in by_name), None)
    parts: tuple[PartRows, ...] = ()
    if key is not None:
        part = Part(sentence("explain_rows"), _KEYS[key], "")
        parts = (part_rows(db, part, rows_of_view(source(view.table), chosen, key)),)
    output = next((one for one in OUTPUT_TABLES if one.name == view.table), None)
    how: How = "sum" if parts and parts[0].total == count else "shown"
    return Explanation(
        asked=asked,
        title=view.about or (output.title if output is not None else view.table),
        value=count,
        form="integer",
        unit="rows",
        meaning=output.grain if output is not None else "",
        blank="",
        how=how,
        parts=parts,
        adds_up=True,
        conditions=conditions_of(NO_FILTERS, view.filters),
        options=options_in_force(definitions),
        statements=in_statements(results, [_KEYS[key]] if key is not None else []),
        left_out=(
            *orders_left_out(db, definitions, filters_of(view.filters)),
            *rows_left_out(results.data.report.statements, partial(places_of, db.run, results)),
        ),
    )


def of_customers(db: DuckDB, results: Results, asked: CustomersAsked) -> Explanation:
    """What the customers of a view are worth, and who they are: their money, orders, number."""
    view, definitions = asked.view, results.request.definitions
    by_name = {one.name: one for one in fields(db, view.table)}
    chosen, values = condition(view.filters, by_name, source(view.table))
    rows = f"FROM {source(view.table)} WHERE {written_out(chosen, values)}"
    money, orders, customers = (
        part_rows(
            db,
            Part(title, "customers", ""),
            f"SELECT customer_unique_id, {amount} AS amount {rows}",
        )
        for title, amount in (
            (sentence("explain_customers.money"), "monetary"),
            (sentence("explain_customers.orders"), "frequency"),
            (sentence("explain_customers.number"), "1"),
        )
    )
    return Explanation(
        asked=asked,
        title=asked.title or sentence("explain_customers.title"),
        value=money.total,
        form="money",
        unit="",
        meaning=sentence("explain_customers", customers=customers.count, orders=int(orders.total)),
        blank="",
        how="sum",
        parts=(money, customers, orders),
        adds_up=True,
        conditions=conditions_of(NO_FILTERS, view.filters),
        options=options_in_force(definitions),
        statements=in_statements(results, (*of_money(results), "customers")),
        left_out=(
            *orders_left_out(db, definitions, NO_FILTERS),
            *rows_left_out(results.data.report.statements, partial(places_of, db.run, results)),
        ),
    )


def _statements_of(results: Results, measure: Measure) -> tuple[InStatement, ...]:
    codes: list[str] = []
    for part in measure.made_of.parts if measure.made_of is not None else ():
        if "order_value" in part.sql or "monetary" in part.sql:
            codes += of_money(results)
        codes.append("customers" if part.of != "orders" else "orders")
    return in_statements(results, codes)


def _orders_without(db: DuckDB, parts: Sequence[PartRows], selected: str) -> list[LeftOut]:
    """The selected orders that lack what a mean is of: a delivery date, a score, a customer.

    What they are worth says nothing of days and scores, so it is not told.
    """
    if len(parts) != 2 or not selected or {part.of for part in parts} != {"orders"}:
        return []
    [_, below] = parts
    if not below.counts:
        return []
    count = db.scalar(
        f"SELECT count(*) FROM ({selected}) AS s "
        f"ANTI JOIN ({below.select}) AS b ON s.order_id = b.order_id"
    )
    label = sentence("explain_left_out_without", part=below.title)
    return [LeftOut(label, int(count), "orders", None)] if count else []
