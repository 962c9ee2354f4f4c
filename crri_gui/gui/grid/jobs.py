"""The grids' questions as jobs of the worker. Each takes a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from crri_gui.engine.core.run_context import Run
from crri_gui.engine.query import browse, export, profile
from crri_gui.engine.query.browse import Grid, View
from crri_gui.errors import Cancelled

if TYPE_CHECKING:
    from crri_gui.engine.results import Results

T = TypeVar("T")
Ranges = Sequence[tuple[int, int]]


def _asking(
    results: Results, question: Callable[[Run, duckdb.DuckDBPyConnection], T]
) -> Callable[[Run], T]:
    def job(run: Run) -> T:
        try:
            with closing(results.cursor()) as con, run.attached(con):
                return question(run, con)
        except duckdb.ConnectionException as error:
            # These results were given back meanwhile; the answer would be about nothing.
            raise Cancelled from error

    return job


def opening(results: Results, view: View, kept: Sequence[Grid]) -> Callable[[Run], Grid]:
    """Make a view ready; those that nobody looks at any more are given back."""

    def question(run: Run, con: duckdb.DuckDBPyConnection) -> Grid:
        browse.close_others(con, kept)
        return browse.open_grid(run, con, view)

    return _asking(results, question)


def finding(
    results: Results,
    grid: Grid,
    text: str,
    columns: Sequence[str],
    start: int,
    **options: Any,
) -> Callable[[Run], tuple[int, str] | None]:
    """Where the text is next."""
    return _asking(
        results,
        lambda run, con: browse.find(run, con, grid, text, columns, start, **options),
    )


def listing(
    results: Results, view: View, column: str, search: str
) -> Callable[[Run], tuple[list[tuple[Any, int]], int]]:
    """The values of a column."""
    return _asking(results, lambda run, con: browse.values_of(run, con, view, column, search))


def measuring(
    results: Results, grid: Grid, column: str, ranges: Ranges
) -> Callable[[Run], tuple[str, browse.Statistics]]:
    """The column, and what its selected cells add up to."""
    return _asking(
        results,
        lambda run, con: (column, browse.statistics(run, con, grid, column, ranges)),
    )


def copying(
    results: Results, grid: Grid, columns: Sequence[str], ranges: Ranges, decimal_sign: str
) -> Callable[[Run], str]:
    """Selected cells as text."""
    return _asking(
        results, lambda run, con: export.clip(run, con, grid, columns, ranges, decimal_sign)
    )


def exporting(
    results: Results, grid: Grid, columns: Sequence[str], target: Path
) -> Callable[[Run], int]:
    """What is seen, into a file."""
    definitions = results.request.definitions
    return _asking(
        results,
        lambda run, con: export.export_grid(run, con, grid, columns, target, definitions),
    )


def profiling(results: Results, grid: Grid, column: str) -> Callable[[Run], profile.Profile]:
    """A column at a glance."""
    return _asking(results, lambda run, con: profile.profile(run, con, grid, column))
