"""`crri refresh`, `watch`, `digest`, `history` and `schedule` with their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crri_gui.cli.extension_options import add_extensions
from crri_gui.cli.parser import add_command

Add = Callable[[argparse.ArgumentParser], None]


def add_refresh_commands(commands: Any, add_run: Add, add_input: Add, add_output: Add) -> None:
    """The commands; `add_run` adds the options of `crri run`, the others a part of them."""
    refresh = add_command(
        commands,
        "refresh",
        help="publish what is new, then refresh the report and send what changed",
    )
    _add_steps(refresh)
    add_run(refresh)

    watch = add_command(
        commands,
        "watch",
        help="refresh whenever the raw folder has changed and settled, until stopped",
    )
    _add_watch(watch)
    _add_steps(watch)
    add_run(watch)

    digest = add_command(
        commands, "digest", help="what changed since the last publication, in a few lines"
    )
    _add_digest(digest)
    add_input(digest)
    add_extensions(digest)

    history = add_command(commands, "history", help="the last refreshes, and what became of them")
    _add_history(history)
    add_output(history)

    schedule = add_command(
        commands,
        "schedule",
        help="the system's own task for a refresh: install, show, remove; recipes",
    )
    _add_schedule(schedule)
    add_output(schedule)


def _add_steps(command: argparse.ArgumentParser) -> None:
    """What follows the publication."""
    command.add_argument(
        "--steps",
        type=Path,
        metavar="FILE",
        help="what follows a publication, a TOML file: Power BI service, webhook, mail "
        "(without it nothing does)",
    )


def _add_digest(command: argparse.ArgumentParser) -> None:
    """What is compared, and how it is told."""
    command.add_argument(
        "--output-dir",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder of published CSVs; without --input-dir what the last refresh changed there, "
        "with it what publishing would change",
    )
    command.add_argument(
        "--html", type=Path, metavar="FILE", help="write it as a page too, over what is there"
    )
    command.add_argument(
        "--language", choices=("en", "pt_BR"), default="en", help="(default: %(default)s)"
    )


def _add_history(command: argparse.ArgumentParser) -> None:
    """Which refreshes are listed."""
    command.add_argument(
        "--output-dir", type=Path, metavar="DIR", help="of this folder alone (default: of all)"
    )
    command.add_argument(
        "--last", type=int, default=20, metavar="N", help="how many (default: %(default)s)"
    )


def _add_schedule(command: argparse.ArgumentParser) -> None:
    """What to do with the system's task, and what it runs when."""
    command.add_argument(
        "action", choices=("install", "show", "remove", "recipe"), metavar="ACTION"
    )
    command.add_argument(
        "--output-dir", type=Path, required=True, metavar="DIR", help="where the refresh publishes"
    )
    command.add_argument(
        "--input-dir",
        type=Path,
        metavar="DIR",
        help="with install and the recipe of power-automate: the folder of raw exports",
    )
    command.add_argument(
        "--steps", type=Path, metavar="FILE", help="with install: what follows, as of `refresh`"
    )
    command.add_argument(
        "--definitions",
        type=Path,
        metavar="FILE",
        help="with install: definitions from a TOML file",
    )
    command.add_argument(
        "--mapping", type=Path, metavar="FILE", help="with install: how exports are read"
    )
    command.add_argument(
        "--at", default="06:15", metavar="HH:MM", help="by this machine's clock (default: 06:15)"
    )
    command.add_argument(
        "--days",
        default="daily",
        metavar="DAYS",
        help="daily, or days with commas or a dash: mon-fri (default: daily)",
    )
    command.add_argument(
        "--by",
        choices=("systemd", "cron", "windows", "launchd"),
        help="the system's scheduler (default: the first of these that is here)",
    )
    command.add_argument(
        "--environment-file",
        type=Path,
        metavar="FILE",
        help="a file of NAME=VALUE lines with the secrets, for systemd and cron",
    )
    command.add_argument(
        "--print", action="store_true", help="with install: say the task, and install nothing"
    )
    command.add_argument(
        "--for",
        dest="recipe",
        choices=("power-automate", "fabric-notebook", "dataflow"),
        help="with recipe: what is to be set up around the published set",
    )
    command.add_argument(
        "--seen-as",
        metavar="DIR",
        help="with recipe: the output folder as the gateway or the Lakehouse sees it",
    )
    command.add_argument(
        "--write", type=Path, metavar="FILE", help="with recipe: a new file (default: say it)"
    )


def _add_watch(command: argparse.ArgumentParser) -> None:
    """How a folder is watched."""
    command.add_argument(
        "--every",
        type=float,
        default=15.0,
        metavar="SECONDS",
        help="how often the raw folder is looked at (default: 15)",
    )
    command.add_argument(
        "--settle",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="how long nothing may change before it is read (default: 60)",
    )
