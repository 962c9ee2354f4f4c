"""Times of different clocks: points in time, and offsets from UTC that do not agree."""

from __future__ import annotations

import duckdb

from crri_gui.conventions import Conventions
from crri_gui.engine.findings import Finding
from crri_gui.engine.parse import through
from crri_gui.engine.progress import Run
from crri_gui.engine.times import TimeReading


def offset_findings(
    run: Run,
    con: duckdb.DuckDBPyConnection,
    relation: str,
    table: str,
    readings: dict[str, TimeReading],
    conventions: Conventions,
) -> list[Finding]:
    """Errors that ask for the shop's zone where times of one table are not of one clock.

    Instants have no clock of their own; offsets more than a summer-time hour apart, within a
    column or between columns, put orders into other months and deliveries on other days.
    """
    if conventions.zone is not None or not readings:
        return []
    findings: list[Finding] = []
    clocks: dict[str, tuple[int, int]] = {}
    for column, reading in readings.items():
        value, source = f"{column}_v", through(reading.reading.steps[:-1], column, relation)
        rows = (
            f"(SELECT {reading.reading.steps[-1]} AS {value}, {reading.offset} AS o FROM {source})"
        )
        row = run.execute(
            con, f"SELECT min(o), max(o), mode(o), count(o) FROM {rows} WHERE {value} IS NOT NULL"
        ).fetchone()
        assert row is not None
        low, high, usual, count = row
        if low is None:
            continue
        full = f"{table}.{column}"
        if reading.instants:
            moved = (
                f"strftime({value} - INTERVAL 12 HOUR, '%Y-%m') <> "
                f"strftime({value} + INTERVAL 14 HOUR, '%Y-%m')"
            )
            number, months = _months(run, con, f"FROM {rows} WHERE {moved}", value)
            findings.append(
                _ask_zone(
                    "zone_needed",
                    f"{full} holds points in time (UTC), not the shop's clock. {number:,} of "
                    f"{count:,} lie so close to the end of a month that the zone decides which "
                    f"month they count in{months}.",
                    table,
                    column,
                    count,
                )
            )
            continue
        clocks[column] = (low, high)
        if high - low > 60:
            there = f"strftime({value} + to_minutes(({usual} - o)::BIGINT), '%Y-%m')"
            number, months = _months(
                run, con, f"FROM {rows} WHERE strftime({value}, '%Y-%m') <> {there}", value
            )
            findings.append(
                _ask_zone(
                    "offsets_differ",
                    f"The times in {full} are of different clocks: offsets from {_clock_name(low)} "
                    f"to {_clock_name(high)}. On one clock {number:,} of {count:,} would be in "
                    f"another month{months}.",
                    table,
                    column,
                    count,
                )
            )
    if not findings and clocks:
        low, high = min(c[0] for c in clocks.values()), max(c[1] for c in clocks.values())
        if high - low > 60:
            listed = ", ".join(f"{column} {_clock_name(c[0])}" for column, c in clocks.items())
            findings.append(
                _ask_zone(
                    "offsets_differ",
                    f"The times of an order are of different clocks: {listed}. Days between them "
                    "and late deliveries would be wrong by hours.",
                    table,
                    next(iter(clocks)),
                    0,
                )
            )
    return findings


def _months(run: Run, con: duckdb.DuckDBPyConnection, moved: str, value: str) -> tuple[int, str]:
    """How many values would move, and from which months they would, in parentheses."""
    rows = run.rows(
        con,
        f"SELECT strftime({value}, '%Y-%m') AS month, count(*) {moved} GROUP BY ALL ORDER BY ALL",
    )
    if not rows:
        return 0, ""
    shown = ", ".join(month for month, _ in rows[:6]) + (", ..." if len(rows) > 6 else "")
    return sum(count for _, count in rows), f" ({shown})"


def _ask_zone(code: str, message: str, table: str, column: str, count: int) -> Finding:
    return Finding(
        code,
        "error",
        message,
        table=table,
        column=column,
        count=count,
        remedy="Name the shop's time zone, such as --zone America/Sao_Paulo, or take every time "
        "as it is written: --zone written.",
    )


def _clock_name(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
