"""When a refresh runs and with which command: the same for every system."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crri_gui.errors import UsageError
from crri_gui.refresh.record import key_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_PREFIX = "crri-"


@dataclass(frozen=True)
class Plan:
    """A refresh of `output_dir` at a time of the machine's clock, on days of the week (0 Monday).

    `command` are program and arguments, with whole paths. `environment` is a file of NAME=VALUE
    lines that the system reads before, where it can; it holds the secrets, and is the user's.
    """

    output_dir: Path
    command: tuple[str, ...]
    at: dt.time
    days: tuple[int, ...]
    environment: Path | None = None

    @property
    def name(self) -> str:
        """What the task is called: the same whenever this folder is scheduled."""
        return name_of(self.output_dir)


def name_of(output_dir: Path) -> str:
    """What the task of an output folder is called."""
    return _PREFIX + key_of(output_dir)[:8]


def parse_time(text: str) -> dt.time:
    """HH:MM. Raises `UsageError`."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise UsageError("schedule_time_unknown", value=text)
    return dt.time(int(found[1]), int(found[2]))


def parse_days(text: str) -> tuple[int, ...]:
    """`daily`, days with commas, or from one to another: mon-fri. Raises `UsageError`."""
    if text == "daily":
        return tuple(range(7))
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise UsageError("schedule_days_unknown", value=text)
        begin, end = DAYS.index(first), DAYS.index(last if dash else first)
        days |= {day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)}
    return tuple(sorted(days))


def days_text(days: Sequence[int]) -> str:
    """The days as `parse_days` reads them."""
    if len(days) == 7:
        return "daily"
    first, last = days[0], days[-1]
    if len(days) > 2 and list(days) == list(range(first, last + 1)):
        return f"{DAYS[first]}-{DAYS[last]}"
    return ",".join(DAYS[day] for day in days)


def next_run(plan: Plan, now: dt.datetime) -> dt.datetime:
    """The first moment after `now`, by the same clock, at which the plan runs."""
    for ahead in range(8):
        day = now.date() + dt.timedelta(days=ahead)
        moment = dt.datetime.combine(day, plan.at, tzinfo=now.tzinfo)
        if day.weekday() in plan.days and moment > now:
            return moment
    raise AssertionError("a plan has a day")
