"""`crri history`: what became of the last refreshes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from crri_gui.cli.terminal import streams
from crri_gui.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from crri_gui.refresh.record import Record

CALLED = {"powerbi": "Power BI service", "webhook": "Webhook", "mail": "Mail"}
"""The steps, as they are called in messages."""


def history(options: argparse.Namespace) -> ExitCode:
    """The last refreshes, the newest first."""
    from crri_gui.cli.terminal import console
    from crri_gui.refresh import record

    if options.last < 1:
        raise UsageError("history_last_below_1")
    every = record.of_all() if options.output_dir is None else record.of_folder(options.output_dir)
    found = every[: options.last]
    if options.json:
        console.print_json({"exit_code": 0, "refreshes": [facts(one) for one in found]})
    else:
        streams.say("\n".join(map(line, found)) or "No refresh is recorded.")
    return ExitCode.DONE


def facts(one: Record) -> dict[str, Any]:
    """A refresh as plain JSON values."""
    return {
        "started": one.started,
        "ended": one.ended,
        "input_dir": one.input_dir,
        "output_dir": one.output_dir,
        "ending": one.ending,
        "exit_code": one.exit_code,
        "totals": one.totals,
        "said": None if one.said is None else one.said["en"],
        "steps": {
            name: {"state": step.state, "said": None if step.said is None else step.said["en"]}
            for name, step in one.steps.items()
        },
    }


_ENDINGS = {
    "started": "did not end",
    "published": "published",
    "unchanged": "nothing new",
    "not_published": "not published",
}


def line(one: Record) -> str:
    """When, what became of it, and where; below it what went wrong."""
    when = one.started[:16].replace("T", " ")
    code = "" if one.exit_code is None else f" (exit code {one.exit_code})"
    lines = [f"{when} UTC  {_ENDINGS[one.ending]}{code}  {one.output_dir}"]
    if one.said is not None:
        lines.append(f"    {one.said['en']}")
    for name, step in one.steps.items():
        why = "" if step.said is None else f": {step.said['en']}"
        lines.append(f"    {CALLED.get(name, name)}: {step.state}{why}")
    return "\n".join(lines)
