"""A plan as a line of a crontab, and a crontab with or without it (crontab(5))."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from itertools import pairwise

from crri_gui.refresh.schedule.plan import Plan

_MARK = "# CRRI refresh"
_LINE = re.compile(r"(\d+) (\d+) \* \* ([\d,]+) (.+)")


def lines(plan: Plan) -> list[str]:
    """A comment that says whose line it is, and the line: minute, hour, days, command."""
    days = ",".join(str((day + 1) % 7) for day in plan.days)  # Sunday is 0
    # In a crontab % ends a command's line, also within quotation marks.
    command = shlex.join(plan.command).replace("%", r"\%")
    if plan.environment is not None:
        file = shlex.quote(str(plan.environment)).replace("%", r"\%")
        command = f"set -a; . {file}; set +a; {command}"
    return [_mark(plan.name), f"{plan.at.minute} {plan.at.hour} * * {days} {command}"]


def _mark(name: str) -> str:
    return f"{_MARK} {name}"


def with_plan(crontab: str, plan: Plan) -> str:
    """The crontab with this plan in the place of the former one; all other lines as they are."""
    kept = without(crontab, plan.name)
    end = "" if not kept or kept.endswith("\n") else "\n"
    return kept + end + "\n".join(lines(plan)) + "\n"


def without(crontab: str, name: str) -> str:
    """The crontab without the lines of a plan; all others as they are."""
    kept = []
    skip = 0
    for line in crontab.splitlines(keepends=True):
        if line.strip() == _mark(name):
            skip = 2
        if skip:
            skip -= 1
            continue
        kept.append(line)
    return "".join(kept)


def found(crontab: str, name: str) -> tuple[dt.time, tuple[int, ...]] | None:
    """When a plan of that name runs by the crontab; None where it is not there."""
    every = crontab.splitlines()
    for mark, line in pairwise(every):
        match = _LINE.fullmatch(line.strip())
        if mark.strip() == _mark(name) and match is not None:
            days = tuple(sorted((int(day) - 1) % 7 for day in match[3].split(",")))
            return dt.time(int(match[2]), int(match[1])), days
    return None
