"""The clock of another report: which day it puts an order on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from crri_gui.engine.bridge.figures import Theirs
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.values.clocks import refuse_unknown_zone
from crri_gui.errors import UsageError

_UTC = "UTC"


@dataclass(frozen=True)
class Clock:
    """Another clock: the time that it shows, as SQL of the time in the raw data, and its step."""

    step: Literal["clock", "clock_utc"]
    shifted: Callable[[str], str]


def clock_of(db: DuckDB, theirs: Theirs, zone: str | None) -> Clock:
    """Their clock; `zone` is that of the raw data, None where it is not known.

    Where nothing was said of theirs, it may be UTC, which is that of many reports and exports.
    Raises `UsageError` for a zone that nobody knows, or that cannot be compared with the data's.
    """
    if isinstance(theirs.clock, int):
        minutes = theirs.clock
        return Clock("clock", lambda time: f"{time} + INTERVAL ({minutes}) MINUTE")
    if theirs.clock is not None:
        refuse_unknown_zone(db.con, theirs.clock)
        if zone is None:
            raise UsageError("their_clock_beside_unknown", zone=theirs.clock)
        return Clock("clock", _between(zone, theirs.clock))
    if zone is None:
        return Clock("clock", lambda time: time)
    return Clock("clock_utc", _between(zone, _UTC))


def _between(ours: str, theirs: str) -> Callable[[str], str]:
    here, there = sql_literal(ours), sql_literal(theirs)
    return lambda time: f"timezone({there}, timezone({here}, {time}))"
