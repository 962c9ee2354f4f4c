"""What the answer is asked of the engine, as jobs of the worker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import Asked, CustomerAsked, RejectAsked
from crri_gui.engine.explain.customers import Selected, selected, write_list
from crri_gui.engine.explain.document import Block, document
from crri_gui.engine.explain.explanation import explain
from crri_gui.engine.explain.page import html_page, write_page
from crri_gui.engine.explain.raw_lines import RawLine, raw_lines, reject_line
from crri_gui.engine.quality import evidence
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.engine.query.dashboard.published_orders import differing_orders
from crri_gui.errors import Cancelled
from crri_gui.gui.pages.why.words import WindowWords

if TYPE_CHECKING:
    from crri_gui.engine.results import Results

TRACED = 20
"""The rows of each part that a page has, and whose raw lines it names."""


def explaining(results: Results, asked: Asked, run: RunContext) -> Explanation:
    """The explanation of a number."""
    try:
        return explain(run, results, asked)
    except duckdb.ConnectionException as error:
        # These results were given back meanwhile; the answer would be about nothing.
        raise Cancelled from error


def tracing(
    results: Results, orders: Sequence[str], run: RunContext
) -> dict[str, tuple[RawLine, ...]]:
    """The raw lines of orders."""
    return raw_lines(run, results.data, orders)


def tracing_customer(
    results: Results, customer: str, run: RunContext
) -> dict[str, tuple[RawLine, ...]]:
    """The raw lines of a customer's largest orders."""
    found = explaining(results, CustomerAsked(customer), run)
    return raw_lines(run, results.data, found.largest_orders(TRACED))


def tracing_reject(
    results: Results, asked: RejectAsked, run: RunContext
) -> dict[str, tuple[RawLine, ...]]:
    """The raw line that was rejected."""
    return {"": reject_line(run, results.data, asked)}


def blocks_of(
    run: RunContext, results: Results, explanation: Explanation, *, with_text: bool
) -> list[Block]:
    """The whole answer for a page."""
    orders = explanation.largest_orders(TRACED)
    lines = raw_lines(run, results.data, orders) if orders else {}
    return document(
        explanation,
        lines,
        WindowWords(),
        rows=TRACED,
        with_text=with_text,
        inputs=results.data.report.inputs,
    )


def making_page(
    results: Results, explanation: Explanation, with_text: bool, run: RunContext
) -> str:
    """The page of an explanation as HTML."""
    blocks = blocks_of(run, results, explanation, with_text=with_text)
    return html_page(blocks, WindowWords().language)


def writing_page(
    results: Results, explanation: Explanation, with_text: bool, target: Path, run: RunContext
) -> Path:
    """The page, written as HTML; where."""
    text = making_page(results, explanation, with_text, run)
    run.commit_point()
    write_page(text, target)
    return target


def showing_rows(results: Results, rows: str, run: RunContext) -> str:
    """All rows of a part as a table for the grid; its name."""
    with results.database(run) as db:
        return evidence.show_rows(db, rows)


def showing_differing_orders(
    results: Results, folder: Path, months: Filters, run: RunContext
) -> tuple[str, int]:
    """The orders that differ from what is published, as a table: its name; how many."""
    with results.database(run) as db:
        return differing_orders(db, folder, months)


def counting_customers(
    results: Results, asked: Asked, run: RunContext
) -> tuple[Explanation, Selected]:
    """Who is behind a number: what is asked, and how many."""
    explanation = explaining(results, asked, run)
    return explanation, selected(run, results, explanation)


def listing_customers(
    results: Results,
    explanation: Explanation,
    names: Sequence[str],
    target: Path,
    run: RunContext,
) -> Selected:
    """The list of customers, written as CSV with what it is of beside it."""
    return write_list(run, results, explanation, names, target, WindowWords())
