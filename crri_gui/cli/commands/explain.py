"""`crri explain`: which number the arguments mean, and the answer as text, page, list and JSON."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from crri_gui.cli.request import request_of
from crri_gui.cli.terminal import console
from crri_gui.contract import OUTPUT_TABLES, SEGMENTS
from crri_gui.dashboard.measures import FILTERED_BY
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.as_json import as_dict
from crri_gui.engine.explain.asked import Asked, CustomerAsked, MeasureAsked, OrderAsked, of_cell
from crri_gui.engine.explain.conditions import months_of, of_orders
from crri_gui.engine.explain.customers import about_file, write_list
from crri_gui.engine.explain.document import Block, document, in_text
from crri_gui.engine.explain.explanation import explain
from crri_gui.engine.explain.of_numbers import measure_named
from crri_gui.engine.explain.page import html_page, write_page
from crri_gui.engine.explain.part_rows import with_rows
from crri_gui.engine.explain.raw_lines import RawLine, raw_lines
from crri_gui.engine.explain.words import ENGLISH
from crri_gui.engine.publish.places import refuse_no_file, refuse_place
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.engine.query.dashboard.published_orders import differing_orders
from crri_gui.engine.report import refuse_errors
from crri_gui.engine.results import Results, open_results
from crri_gui.errors import UsageError
from crri_gui.messages import sentence

_MONTHS = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\.(\d{4}-(?:0[1-9]|1[0-2])))?")
# Which column of a measure's rows each option chooses.
_COLUMNS = {
    "month": "order_month",
    "state": "customer_state",
    "payment_type": "payment_type",
    "segment": "segment",
    "cohort": "cohort_month",
}


# By which option a row of a table is told.
_KEYS = {
    "order_id": "order",
    "customer_unique_id": "customer",
    "order_month": "month",
    "cohort_month": "cohort",
}


@dataclass(frozen=True)
class Differing:
    """The orders that a published set has otherwise: how many, and the first of them."""

    count: int
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; money as text."""
        rows = [
            {
                name: str(value) if isinstance(value, Decimal) else value
                for name, value in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]
        return {"count": self.count, "rows": rows}

    def block(self) -> Block:
        """For text and page."""
        rows = tuple(tuple(ENGLISH.number(cell, "money") for cell in row) for row in self.rows)
        numbers = {"published_value", "order_value", "difference"}
        right = frozenset(n for n, name in enumerate(self.columns) if name in numbers)
        title = sentence("explain_page.published_otherwise", count=self.count)
        return Block(title, self.columns if rows else (), rows, right)


@dataclass(frozen=True)
class Answer:
    """The explanation with the raw lines of its largest rows, and what was written of it."""

    explanation: Explanation
    lines: dict[str, tuple[RawLine, ...]]
    text: str
    rows: int
    with_text: bool
    differing: Differing | None = None
    written: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        found = as_dict(self.explanation, self.lines, rows=self.rows, with_text=self.with_text)
        if self.differing is not None:
            found["published_otherwise"] = self.differing.as_dict()
        return {**found, "files": list(self.written)}


def answered(options: argparse.Namespace) -> Answer:
    """Compute, and answer. Raises `UsageError`, and whatever the other commands raise."""
    asked = asked_of(options)
    _refuse_files(options)
    if options.against is not None and not of_orders(asked):
        name = options.number or ("--order" if options.order else "--customer")
        raise UsageError(
            "explain_option_without_effect", option="--against", name=name, options="--rows"
        )
    request = request_of(options)
    if request.cluster is not None:
        raise UsageError("explain_on_cluster")
    # Nothing is published: no key is made for pseudonyms that nobody keeps.
    request = replace(request, looking=True)

    def job(run: RunContext) -> Answer:
        results = open_results(run, request)
        try:
            refuse_errors(results.data.report)
            return _answer(run, results, asked, options)
        finally:
            results.close()

    return console.work(options, job)


def _answer(run: RunContext, results: Results, asked: Asked, options: argparse.Namespace) -> Answer:
    refuse_no_file(*_targets(options))
    refuse_place([results.data.found], *_targets(options))
    _refuse_unknown(run, results, asked)
    explanation = explain(run, results, asked)
    with results.database(run) as db:
        parts = tuple(with_rows(db, part, options.rows) for part in explanation.parts)
        explanation = replace(explanation, parts=parts)
    orders = explanation.largest_orders(options.rows)
    lines = raw_lines(run, results.data, orders) if orders else {}
    shown = {"rows": options.rows, "with_text": options.raw_lines}
    blocks = document(explanation, lines, ENGLISH, inputs=results.data.report.inputs, **shown)
    differing = None
    if options.against is not None and isinstance(asked, MeasureAsked):
        differing = _differing(run, results, options.against, asked, options.rows)
        blocks.insert(-1, differing.block())
    written = []
    if options.html is not None:
        run.commit_point()
        write_page(html_page(blocks), options.html)
        written.append(str(options.html.resolve()))
    if options.customers is not None:
        write_list(run, results, explanation, (), options.customers)
        written.append(str(options.customers.resolve()))
    return Answer(
        explanation, lines, in_text(blocks), **shown, differing=differing, written=tuple(written)
    )


def _differing(
    run: RunContext, results: Results, folder: Path, asked: MeasureAsked, rows: int
) -> Differing:
    """The orders that the published set has otherwise in the months of the measure."""
    with results.database(run) as db:
        table, count = differing_orders(db, folder, months_of(asked))
        found = db.execute(f"SELECT * FROM {table} LIMIT {rows}")
        columns = tuple(column[0] for column in found.description)
        return Differing(count, columns, tuple(found.fetchall()))


def _targets(options: argparse.Namespace) -> list[Path]:
    """The files that are to be written."""
    page, customers = options.html, options.customers
    return [
        *([page] if page is not None else []),
        *([customers, about_file(customers)] if customers is not None else []),
    ]


def _refuse_files(options: argparse.Namespace) -> None:
    """Raise `UsageError` for files that cannot be written, before anything is computed."""
    for path in (options.html, options.customers):
        if path is not None and not path.name:
            raise UsageError("target_is_folder", file=path)
    refuse_no_file(*_targets(options))
    page = options.html
    if page is not None and page.suffix.lower() not in (".html", ".htm"):
        raise UsageError("explain_page_ending", file=page)


def asked_of(options: argparse.Namespace) -> Asked:
    """Which number is meant. Raises `UsageError`."""
    number: str | None = options.number
    if number is None or not number.strip():
        for name in ("order", "customer"):
            value = getattr(options, name)
            if value is not None:
                _refuse_others(options, f"--{name} {value}", [name])
                return OrderAsked(value) if name == "order" else CustomerAsked(value)
        raise UsageError("explain_nothing_asked")
    table, _, column = number.partition(".")
    if any(table == one.name for one in OUTPUT_TABLES):
        return _cell(table, column, options)
    return _measure(number, options)


def _cell(table: str, column: str, options: argparse.Namespace) -> Asked:
    [output] = (one for one in OUTPUT_TABLES if one.name == table)
    if column not in output.column_names:
        raise UsageError(
            "explain_column_unknown", table=table, column=column, columns=output.column_names
        )
    known = [_KEYS[key] for key in output.key]
    _refuse_others(options, f"{table}.{column}", known)
    row = {key: getattr(options, _KEYS[key]) for key in output.key}
    for key in ("order_month", "cohort_month"):
        if row.get(key) is not None:
            first, last = read_months(row[key])
            row[key] = first if first == last else None
    asked = of_cell(table, column, row)
    if asked is None or None in row.values():
        raise UsageError(
            "explain_cell_unknown", table=table, key=output.key, columns=output.column_names
        )
    return asked


def _measure(number: str, options: argparse.Namespace) -> Asked:
    measure = measure_named(number)
    [output] = (one for one in OUTPUT_TABLES if one.name == measure.source)
    reach = FILTERED_BY[measure.source]
    # What no filter of the pages reaches is chosen among the rows of its own table.
    own = [] if reach else [one for one in _COLUMNS.values() if one in output.column_names]
    known = [name for name, column in _COLUMNS.items() if column in (*reach, *own)]
    _refuse_others(options, measure.name, known)
    cell: list[Filter] = []
    months = None if options.month is None else read_months(options.month)
    if months is not None and not reach:
        cell.append(Filter("order_month", "range", months))
        months = None
    if options.cohort is not None:
        cell.append(Filter("cohort_month", "range", read_months(options.cohort)))
    if options.segment:
        for name in options.segment:
            if name not in SEGMENTS:
                raise UsageError(
                    "explain_value_unknown", name="segment", value=name, values=SEGMENTS
                )
        cell.append(Filter("segment", "is", tuple(options.segment)))
    filters = Filters(
        months,
        frozenset(options.payment_type) if options.payment_type else None,
        frozenset(options.state) if options.state else None,
    )
    return MeasureAsked(measure.name, filters, tuple(cell))


def _refuse_others(options: argparse.Namespace, number: str, known: Sequence[str]) -> None:
    """Raise `UsageError` for an option that says nothing of the number."""
    for name in (*_COLUMNS, "order", "customer"):
        if getattr(options, name) not in (None, []) and name not in known:
            raise UsageError(
                "explain_option_without_effect",
                option=_option(name),
                name=number,
                options=[_option(one) for one in known] or "-",
            )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def read_months(text: str) -> tuple[str, str]:
    """The first and the last month. Raises `UsageError`."""
    match = _MONTHS.fullmatch(text.strip())
    if match is None:
        raise UsageError("explain_month_unreadable", value=text)
    first, last = match[1], match[2] or match[1]
    if last < first:
        raise UsageError("explain_months_backwards", first=first, last=last)
    return first, last


def _refuse_unknown(run: RunContext, results: Results, asked: Asked) -> None:
    """Raise `UsageError` for a state, payment type or customer that nobody has: a typing error."""
    if not isinstance(asked, MeasureAsked):
        return
    with results.database(run) as db:
        for one in asked.cell:
            known_one = "SELECT count(*) FROM customer_orders WHERE customer_unique_id = $who"
            if one.column == "customer_unique_id" and not db.scalar(
                known_one, {"who": one.values[0]}
            ):
                raise UsageError("explain_customer_unknown", customer=one.values[0])
        for column, chosen in (
            ("customer_state", asked.filters.states),
            ("payment_type", asked.filters.payment_types),
        ):
            if chosen is None:
                continue
            rows = db.rows(
                f"SELECT DISTINCT coalesce({column}, '') FROM master_orders ORDER BY ALL"
            )
            known = [value for (value,) in rows]
            for value in sorted(chosen - {*known}):
                raise UsageError("explain_value_unknown", name=column, value=value, values=known)
