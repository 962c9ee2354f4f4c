"""A plan as a service and a timer of the user's systemd (systemd.service(5), systemd.timer(5))."""

from __future__ import annotations

import datetime as dt
import re

from crri_gui.refresh.schedule.plan import DAYS, Plan

_CALENDAR = re.compile(r"^OnCalendar=([A-Za-z,]+) \*-\*-\* (\d\d):(\d\d):00$", re.MULTILINE)
_SUCCESS = "10"


def service(plan: Plan) -> str:
    """The unit that runs the refresh once."""
    command = " ".join(_word(part) for part in plan.command)
    environment = ""
    if plan.environment is not None:
        environment = f"EnvironmentFile={_path(str(plan.environment))}\n"
    return f"""[Unit]
Description=CRRI: refresh {_path(str(plan.output_dir))}

[Service]
Type=oneshot
{environment}ExecStart={command}
# Nothing new is no failure.
SuccessExitStatus={_SUCCESS}
"""


def timer(plan: Plan) -> str:
    """The unit that starts it; what the machine has slept through is made up for."""
    days = ",".join(DAYS[day].capitalize() for day in plan.days)
    return f"""[Unit]
Description=CRRI: when to refresh {_path(str(plan.output_dir))}

[Timer]
OnCalendar={days} *-*-* {plan.at:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target
"""


def found(text: str) -> tuple[dt.time, tuple[int, ...]] | None:
    """When a timer of ours starts; None where it is not as CRRI writes it."""
    match = _CALENDAR.search(text)
    if match is None:
        return None
    days = [day.lower() for day in match[1].split(",")]
    if not set(days) <= set(DAYS):
        return None
    return dt.time(int(match[2]), int(match[3])), tuple(sorted(DAYS.index(day) for day in days))


def _word(text: str) -> str:
    """One word of ExecStart=: quoted, and without systemd's own signs."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_path(escaped)}"'


def _path(text: str) -> str:
    """A path in a unit: % begins a specifier there."""
    return text.replace("%", "%%")
