"""Times of different clocks: points in time, and offsets from UTC that do not agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import duckdb

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.values.parse import through
from crri_gui.engine.values.times import TimeReading
from crri_gui.errors import UsageError
from crri_gui.messages import sentence

# Summer time is no other clock.
MOST_MINUTES = 60
"""How far apart the offsets of one clock may be."""
_MONTHS = 6


class Clock(NamedTuple):
    """The offsets from UTC, in minutes, that the times of a column name; `plain` are the times
    of a day that name none."""

    low: int | None
    high: int | None
    plain: int


def refuse_unknown_zone(con: duckdb.DuckDBPyConnection, zone: str | None) -> None:
    """Raise `UsageError` for a zone that nobody knows; None is no zone."""
    known = "SELECT 1 FROM pg_timezone_names() WHERE name = $zone"
    if zone is not None and not con.execute(known, {"zone": zone}).fetchone():
        raise UsageError("time_zone_unknown", zone=zone)


def read_clocks(
    db: DuckDB,
    relation: str,
    table: str,
    readings: Mapping[str, TimeReading],
    conventions: Conventions,
) -> tuple[dict[str, Clock], list[Finding]]:
    """The clock of each column of a file, and errors that ask for the shop's zone.

    Points in time have no clock of their own; offsets more than a summer-time hour apart put
    orders into other months and deliveries on other days. `clock_findings` compares columns.
    """
    if conventions.zone is not None:
        return {}, []
    findings: list[Finding] = []
    clocks: dict[str, Clock] = {}
    for column, reading in readings.items():
        value, source = f"{column}_v", through(reading.reading.steps[:-1], column, relation)
        last = reading.reading.steps[-1]
        rows = f"(SELECT {last} AS {value}, {reading.offset} AS o FROM {source})"
        row = db.row(
            f"""SELECT min(o), max(o), mode(o), count(o),
                       count(*) FILTER (o IS NULL AND {value} <> date_trunc('day', {value}))
                FROM {rows} WHERE {value} IS NOT NULL""",
        )
        low, high, usual, count, plain = row
        if low is None:
            clocks[column] = Clock(None, None, plain)
            continue
        full = f"{table}.{column}"
        if reading.instants:
            moved = (
                f"o IS NOT NULL AND strftime({value} - INTERVAL 12 HOUR, '%Y-%m') <> "
                f"strftime({value} + INTERVAL 14 HOUR, '%Y-%m')"
            )
            number, months = _months(db, f"FROM {rows} WHERE {moved}", value)
            findings.append(
                finding(
                    "zone_needed",
                    name=full,
                    moved=number,
                    from_months=months,
                    table=table,
                    column=column,
                    count=count,
                )
            )
            continue
        clocks[column] = Clock(low, high, plain)
        if high - low > MOST_MINUTES:
            there = f"strftime({value} + to_minutes(({usual} - o)::BIGINT), '%Y-%m')"
            number, months = _months(
                db, f"FROM {rows} WHERE strftime({value}, '%Y-%m') <> {there}", value
            )
            findings.append(
                finding(
                    "offsets_differ.in_column",
                    name=full,
                    low=_named(low),
                    high=_named(high),
                    moved=number,
                    from_months=months,
                    table=table,
                    column=column,
                    count=count,
                )
            )
    return clocks, findings


def clock_findings(clocks: Sequence[tuple[str, str, str, Clock]]) -> list[Finding]:
    """An error when the times of a table, in any of its files, are of different clocks.

    `clocks` are (table, column, file, clock). Whole days without an offset have no clock.
    """
    findings = []
    for table in dict.fromkeys(clock[0] for clock in clocks):
        own = [clock for clock in clocks if clock[0] == table]
        named = [c for c in own if c[3].low is not None]
        if not named:
            continue
        lows = [c[3].low for c in named if c[3].low is not None]
        highs = [c[3].high for c in named if c[3].high is not None]
        plain = [c for c in own if c[3].plain]
        if max(highs) - min(lows) <= MOST_MINUTES and not plain:
            continue
        listed = [
            sentence("clock.with_offset", column=c[1], offset=_named(c[3].low or 0), file=c[2])
            for c in named
        ]
        listed += [sentence("clock.without_offset", column=c[1], file=c[2]) for c in plain]
        findings.append(
            finding(
                "offsets_differ.in_order",
                clocks=list(dict.fromkeys(listed)),
                table=table,
                column=named[0][1],
            )
        )
    return findings


def _months(db: DuckDB, moved: str, value: str) -> tuple[int, list[str]]:
    """How many values would move, and what to say behind it of the months that they would leave."""
    rows = db.rows(
        f"SELECT strftime({value}, '%Y-%m') AS month, count(*) {moved} GROUP BY ALL ORDER BY ALL",
    )
    if not rows:
        return 0, []
    name = "moved_months.first" if len(rows) > _MONTHS else "moved_months"
    shown = sentence(name, months=[month for month, _ in rows[:_MONTHS]])
    # The empty text makes the blank before it.
    return sum(count for _, count in rows), ["", shown]


def _named(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
