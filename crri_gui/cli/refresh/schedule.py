"""`crri schedule install|show|remove`: the system's own task for a refresh; and recipes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from crri_gui.cli.refresh.history import facts, line
from crri_gui.cli.terminal import streams
from crri_gui.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from crri_gui.refresh.schedule.plan import Plan
    from crri_gui.refresh.schedule.system import Kind, Scheduled

_LAST = 5
"""So many of the last refreshes are shown; `crri history` has the others."""
_FILES = ("steps", "definitions", "mapping", "environment_file")


def schedule(options: argparse.Namespace) -> ExitCode:
    """Install, show or remove the task of an output folder, or say a recipe for it."""
    if options.action == "recipe":
        from crri_gui.cli.refresh.recipe import recipe

        return recipe(options)
    from crri_gui.refresh.schedule import system

    if options.action == "install":
        plan, kind = _plan(options), options.by
        if options.print:
            streams.say(_printed(plan, kind))
            return ExitCode.DONE
        found: Scheduled | None = system.install(plan, kind)
        options.done = system.told(found)
    elif options.action == "remove":
        was = system.remove(options.output_dir)
        found = None
        options.done = "The task is removed." if was else system.told(None)
    else:
        return _show(options)
    if options.json:
        from crri_gui.cli.terminal import console

        console.print_json({"exit_code": 0, "schedule": _facts(found)})
    else:
        streams.say(options.done)
    return ExitCode.DONE


def _show(options: argparse.Namespace) -> ExitCode:
    """The task, when it runs next, and what became of the last refreshes of that folder."""
    from crri_gui.refresh import record
    from crri_gui.refresh.schedule import system

    found = system.find(options.output_dir)
    last = record.of_folder(options.output_dir)[:_LAST]
    options.done = system.told(found)
    if options.json:
        from crri_gui.cli.terminal import console

        refreshes = [facts(one) for one in last]
        console.print_json({"exit_code": 0, "schedule": _facts(found), "refreshes": refreshes})
    else:
        streams.say("\n".join([options.done, *map(line, last)]))
    return ExitCode.DONE


def _printed(plan: Plan, kind: Kind | None) -> str:
    from crri_gui.refresh.schedule import system

    here = (*system.kinds(), "cron")
    return system.text_of(kind or here[0], plan).rstrip("\n")


def _facts(found: Scheduled | None) -> dict[str, Any] | None:
    from crri_gui.refresh.schedule.plan import days_text

    if found is None:
        return None
    return {
        "by": found.kind,
        "name": found.name,
        "at": f"{found.at:%H:%M}",
        "days": days_text(found.days),
        "next": found.next.isoformat(),
    }


def _plan(options: argparse.Namespace) -> Plan:
    """What is to run. Raises `UsageError` for what would fail at six in the morning."""
    from crri_gui.refresh.schedule.command import refresh_command
    from crri_gui.refresh.schedule.plan import Plan, parse_days, parse_time

    at, days = parse_time(options.at), parse_days(options.days)
    if options.input_dir is None:
        raise UsageError("schedule_without_input")
    if not options.input_dir.exists():
        raise UsageError("schedule_file_missing", option="input-dir", file=options.input_dir)
    for name in _FILES:
        file = getattr(options, name)
        if file is not None and not file.is_file():
            raise UsageError("schedule_file_missing", option=name.replace("_", "-"), file=file)
    if options.steps is not None:
        from crri_gui.refresh.steps.config import read_steps

        read_steps(options.steps)
    command = refresh_command(
        options.input_dir,
        options.output_dir,
        steps=options.steps,
        definitions=options.definitions,
        mapping=options.mapping,
    )
    environment = options.environment_file
    return Plan(
        options.output_dir.resolve(),
        command,
        at,
        days,
        None if environment is None else environment.resolve(),
    )
