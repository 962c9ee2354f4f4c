"""A plan as an agent of macOS (launchd.plist(5)). Never loaded on a macOS by us."""

from __future__ import annotations

import datetime as dt
import plistlib
from pathlib import Path
from typing import Any

from crri_gui.refresh.schedule.plan import Plan


def label(name: str) -> str:
    """What launchd calls the agent."""
    return f"io.crri.{name}"


def agent(plan: Plan, logs: Path) -> bytes:
    """The property list; what the command says goes to a file in the folder `logs`."""
    intervals = [
        {"Weekday": (day + 1) % 7, "Hour": plan.at.hour, "Minute": plan.at.minute}
        for day in plan.days
    ]
    log = str(logs / f"{plan.name}.log")
    made: dict[str, Any] = {
        "Label": label(plan.name),
        "ProgramArguments": list(plan.command),
        "StartCalendarInterval": intervals,
        "StandardOutPath": log,
        "StandardErrorPath": log,
        "ProcessType": "Background",
    }
    return plistlib.dumps(made)


def found(data: bytes) -> tuple[dt.time, tuple[int, ...]] | None:
    """When an agent of ours runs; None where it is not as CRRI writes it."""
    try:
        intervals = plistlib.loads(data)["StartCalendarInterval"]
        moments = {(one["Hour"], one["Minute"]) for one in intervals}
        days = tuple(sorted((one["Weekday"] - 1) % 7 for one in intervals))
        [(hour, minute)] = moments
        return dt.time(hour, minute), days
    except (plistlib.InvalidFileException, KeyError, TypeError, ValueError):
        return None
