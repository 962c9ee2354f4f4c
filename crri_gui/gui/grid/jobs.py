"""The grids' questions as jobs of the worker. Each takes a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query import browse, export, profile, text_search
from crri_gui.engine.query.browse import Grid, View
from crri_gui.errors import Cancelled

if TYPE_CHECKING:
    from crri_gui.engine.results import Results

T = TypeVar("T")
Ranges = Sequence[tuple[int, int]]


def _ask(results: Results, question: Callable[[DuckDB], T], run: RunContext) -> T:
    try:
        with results.database(run) as db:
            return question(db)
    except duckdb.ConnectionException as error:
        # These results were given back meanwhile; the answer would be about nothing.
        raise Cancelled from error


def opening(results: Results, view: View, kept: Sequence[Grid]) -> Callable[[RunContext], Grid]:
    """Make a view ready; those that nobody looks at any more are given back."""

    def question(db: DuckDB) -> Grid:
        browse.close_others(db, kept)
        return browse.open_grid(db, view)

    return partial(_ask, results, question)


def finding(
    results: Results,
    grid: Grid,
    text: str,
    columns: Sequence[str],
    start: int,
    **options: Any,
) -> Callable[[RunContext], tuple[int, str] | None]:
    """Where the text is next."""
    return partial(
        _ask,
        results,
        lambda db: text_search.find(db, grid, text, columns, start, **options),
    )


def listing(
    results: Results, view: View, column: str, search: str
) -> Callable[[RunContext], tuple[list[tuple[Any, int]], int]]:
    """The values of a column."""
    return partial(_ask, results, lambda db: browse.values_of(db, view, column, search))


def measuring(
    results: Results, grid: Grid, column: str, ranges: Ranges
) -> Callable[[RunContext], tuple[str, browse.Statistics]]:
    """The column, and what its selected cells add up to."""
    return partial(
        _ask,
        results,
        lambda db: (column, browse.statistics(db, grid, column, ranges)),
    )


def copying(
    results: Results, grid: Grid, columns: Sequence[str], ranges: Ranges, decimal_sign: str
) -> Callable[[RunContext], str]:
    """Selected cells as text."""
    return partial(_ask, results, lambda db: export.clip(db, grid, columns, ranges, decimal_sign))


def exporting(
    results: Results, grid: Grid, columns: Sequence[str], target: Path
) -> Callable[[RunContext], int]:
    """What is seen, into a file."""
    definitions = results.request.definitions
    return partial(
        _ask,
        results,
        lambda db: export.export_grid(db, grid, columns, target, definitions),
    )


def profiling(results: Results, grid: Grid, column: str) -> Callable[[RunContext], profile.Profile]:
    """A column at a glance."""
    return partial(_ask, results, lambda db: profile.profile(db, grid, column))
