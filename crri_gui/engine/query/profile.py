"""A column at a glance: how much of it is filled, how many values it has, and how they lie."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.query.browse import Grid, blank_as_null
from crri_gui.engine.query.catalog import PERIODS, WHOLE, Field

BINS = 16
EXACT_UP_TO = 1_000_000
_COUNTED = 50_000  # distinct values, at most, that are counted in any table
_MONTHS = 60


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram: a value, or the values from `low` to `high`.

    `low` belongs to it; `high` does not, except in the last bar. `high` None: and everything
    above. Both None stand for all other values.
    """

    count: int
    low: Any
    high: Any


@dataclass(frozen=True)
class Profile:
    """Of one column of a view. `distinct` is about right where `approximate`; a mean is a number's.

    `bars` are empty where there is nothing to see: no value, or a different one in every row.
    """

    column: str
    rows: int
    filled: int
    distinct: int
    approximate: bool
    smallest: Any = None
    largest: Any = None
    mean: float | None = None
    bars: tuple[Bar, ...] = ()

    @property
    def blank(self) -> int:
        """Rows without a value."""
        return self.rows - self.filled

    @property
    def filled_share(self) -> float:
        """From 0 to 1; 1 for a view without rows."""
        return self.filled / self.rows if self.rows else 1.0


def profile(db: DuckDB, grid: Grid, column: str) -> Profile:
    """Look at one column of the view. Raises `UsageError` when there is no such column."""
    field = grid.field(column)
    value = blank_as_null(field)
    approximate = grid.rows > EXACT_UP_TO
    distinct = f"approx_count_distinct({value})" if approximate else f"count(DISTINCT {value})"
    spread = "NULL, NULL"
    if field.is_number:
        spread = f"avg({value}), approx_quantile({value}, 0.98)"
    row = db.row(
        f"SELECT count({value}), {distinct}, min({value}), max({value}), {spread} "
        f"FROM {grid.source}",
    )
    filled, different, smallest, largest, mean, high = row
    # An estimate of as many as there are is as many as there are.
    different = min(different, filled)
    if approximate and different <= _COUNTED:
        # The estimate may be a quarter off; few values are soon counted.
        counted = db.execute(f"SELECT count(DISTINCT {value}) FROM {grid.source}").fetchone()
        different, approximate = counted[0] if counted else 0, False
    bars: tuple[Bar, ...] = ()
    if filled:
        if field.is_number and different > BINS:
            bars = _ranges(db, grid, field, float(smallest), float(largest), float(high))
        elif field.kind == "time":
            bars = _periods(db, grid, field)
        elif different <= _MONTHS if field.kind in PERIODS else different <= BINS:
            bars = _values(db, grid, field)
        elif field.kind not in PERIODS and different < filled / 2:
            bars = _most_frequent(db, grid, field, filled)
    return Profile(column, grid.rows, filled, different, approximate, smallest, largest, mean, bars)


def _ranges(
    db: DuckDB,
    grid: Grid,
    field: Field,
    low: float,
    high: float,
    usual: float,
) -> tuple[Bar, ...]:
    """Bars of equal width; a long tail is gathered in the last one, or one bar would hold all."""
    tail = low < usual < low + (high - low) / 2
    top = usual if tail else high
    if field.kind in WHOLE:
        width = float(math.ceil((top - low + 1) / BINS))
        bins = math.ceil((top - low + 1) / width)
    else:
        bins, width = BINS, (top - low) / BINS or 1.0
    name = f"{sql_identifier(field.name)}::DOUBLE"
    rows = db.rows(
        f"""SELECT least(floor(({name} - $low) / $width), {bins - 1})::INTEGER AS bin, count(*)
            FROM {grid.source} WHERE {sql_identifier(field.name)} IS NOT NULL GROUP BY 1""",
        {"low": low, "width": width},
    )
    counts = dict(rows)
    bars = [
        Bar(counts.get(bin, 0), low + bin * width, low + (bin + 1) * width) for bin in range(bins)
    ]
    if tail:
        bars[-1] = Bar(bars[-1].count, bars[-1].low, None)
    return tuple(bars)


def _periods(db: DuckDB, grid: Grid, field: Field) -> tuple[Bar, ...]:
    name = sql_identifier(field.name)
    ends = db.row(f"SELECT epoch(min({name})), epoch(max({name})) FROM {grid.source}")
    low, high = (float(end) for end in ends)
    width = (high - low) / BINS or 1.0
    rows = db.rows(
        f"""SELECT least(floor((epoch({name}) - $low) / $width), {BINS - 1})::INTEGER AS bin,
                count(*), min({name}), max({name})
            FROM {grid.source} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 1""",
        {"low": low, "width": width},
    )
    found = {bin: Bar(count, first, last) for bin, count, first, last in rows}
    return tuple(found.get(bin, Bar(0, None, None)) for bin in range(BINS))


def _values(db: DuckDB, grid: Grid, field: Field) -> tuple[Bar, ...]:
    """One bar a value: numbers, months and days in their order, others by their frequency."""
    value = blank_as_null(field)
    # Positions, not names: a column may have any name.
    order = "1" if field.is_number or field.kind in PERIODS else "2 DESC, 1"
    rows = db.rows(
        f"""SELECT {value}, count(*) FROM {grid.source}
            WHERE {value} IS NOT NULL GROUP BY 1 ORDER BY {order}""",
    )
    return tuple(Bar(number, value, value) for value, number in rows)


def _most_frequent(db: DuckDB, grid: Grid, field: Field, filled: int) -> tuple[Bar, ...]:
    value = blank_as_null(field)
    rows = db.rows(
        f"""SELECT {value}, count(*) FROM {grid.source}
            WHERE {value} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1
            LIMIT {BINS - 1}""",
    )
    bars = [Bar(number, value, value) for value, number in rows]
    others = filled - sum(bar.count for bar in bars)
    return (*bars, Bar(others, None, None)) if others else tuple(bars)
