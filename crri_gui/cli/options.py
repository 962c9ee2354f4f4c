"""The commands of the command line with their options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from crri_gui import __version__
from crri_gui.cli.commands.bridge_options import add_theirs
from crri_gui.cli.commands.experiment_options import add_experiment
from crri_gui.cli.commands.explain_options import add_explain
from crri_gui.cli.commands.notebook import add_notebook
from crri_gui.cli.commands.powerbi import add_powerbi_options
from crri_gui.cli.extension_options import add_extensions
from crri_gui.cli.parser import Parser, add_command
from crri_gui.cli.refresh.options import add_refresh_commands
from crri_gui.definitions import LIMITS, OPTIONS, PRESET_MEANING, PRESETS, SHOP
from crri_gui.errors import EXIT_MEANING
from crri_gui.raw_tables import RAW_TABLES
from crri_gui.sample import layouts


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """What the arguments ask for: one of the commands, or the self-test. Raises `SystemExit`."""
    top = parser()
    options = top.parse_args(arguments)
    if options.self_test and options.command:
        top.error("--self-test stands alone, without a command")
    if not options.self_test and not options.command:
        top.error("the following arguments are required: COMMAND")
    return options


def parser() -> argparse.ArgumentParser:
    """The commands with their options."""
    top = Parser(
        prog="crri",
        description="Customer Revenue & Retention Intelligence: a folder of raw shop exports "
        "becomes five CSVs a dashboard can trust.",
        epilog="Exit codes: "
        + "; ".join(f"{int(code)} {meaning}" for code, meaning in EXIT_MEANING.items())
        + ".",
    )
    top.add_argument("--version", action="version", version=f"crri {__version__}")
    top.add_argument(
        "--self-test",
        action="store_true",
        help="test this installation on the sample shop, in a temporary folder, and stop",
    )
    top.set_defaults(command=None)
    commands = top.add_subparsers(metavar="COMMAND")

    run = add_command(
        commands, "run", help="compute the five CSVs and publish them, all or nothing"
    )
    _add_run(run)
    run.add_argument(
        "--if-changed",
        action="store_true",
        help="do nothing when inputs and definitions are as before",
    )

    add_refresh_commands(commands, _add_run, partial(_add_input, required=False), _add_output)

    check = add_command(commands, "check", help="findings and reconciliation only; writes nothing")
    _add_input(check)
    add_extensions(check)
    check.add_argument("--rejects", type=Path, metavar="FILE", help="write the rejected rows here")

    who = add_command(
        commands,
        "who",
        help="list whom the customers' ids of an export stand for, for your eyes only",
    )
    _add_input(who)
    who.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="the CSV to write; not among published or raw files",
    )

    compare = add_command(
        commands, "compare", help="compute without publishing and compare with what is published"
    )
    _add_input(compare)
    add_extensions(compare)
    compare.add_argument(
        "--output-dir", type=Path, required=True, metavar="DIR", help="folder of published CSVs"
    )
    compare.add_argument(
        "--exit-code",
        action="store_true",
        help="end with 11 when publishing would change something, with 0 when it would not",
    )

    bridge = add_command(
        commands,
        "bridge",
        help="explain by which steps the figures of another report lead to these",
    )
    _add_input(bridge)
    add_theirs(bridge)

    explain = add_command(
        commands,
        "explain",
        help="why a number is what it is: its rows, their raw lines, what it leaves out",
    )
    add_explain(explain)
    _add_input(explain)
    add_extensions(explain)

    experiment = add_command(
        commands,
        "experiment",
        help="how many customers an experiment takes, who gets what, what came of it",
    )
    add_experiment(experiment)
    _add_input(experiment, required=False)

    mapping = add_command(
        commands, "map", help="show which column of an export says what, change it and keep it"
    )
    _add_map(mapping)

    restore = add_command(commands, "restore", help="bring a former published set back")
    restore.add_argument(
        "--output-dir", type=Path, required=True, metavar="DIR", help="folder of published CSVs"
    )
    restore.add_argument("--backup", metavar="ID", help="which one (default: the newest)")
    restore.add_argument("--list", action="store_true", help="list the backups and stop")
    _add_backups(restore)
    _add_output(restore)

    powerbi = add_command(
        commands,
        "powerbi",
        help="write a Power BI project beside the published CSVs, or repoint it",
    )
    add_powerbi_options(powerbi)
    _add_output(powerbi)

    notebook = add_command(
        commands, "notebook", help="write a Jupyter notebook that analyses a raw folder in Python"
    )
    add_notebook(notebook)
    _add_definitions(notebook)
    _add_output(notebook)

    demo = add_command(commands, "demo", help="make the sample shop and run it")
    demo.add_argument(
        "--output-dir",
        type=Path,
        default=Path("crri-demo"),
        metavar="DIR",
        help="where raw and published files go (default: %(default)s)",
    )
    demo.add_argument(
        "--orders", type=int, default=10_000, metavar="N", help="orders (default: %(default)s)"
    )
    demo.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another seed is another shop"
    )
    demo.add_argument(
        "--layout",
        choices=layouts.names(),
        metavar="NAME",
        help="write the raw files as the export of another shop's software: "
        + ", ".join(layouts.names()),
    )
    demo.add_argument("--excel", action="store_true", help="write crri_outputs.xlsx too")
    _add_output(demo)

    definitions = add_command(commands, "definitions", help="print what every number means")
    _add_definitions(definitions)
    definitions.add_argument(
        "--format",
        choices=("text", "toml", "json", "markdown"),
        default="text",
        help="toml is what --definitions reads (default: %(default)s)",
    )
    definitions.add_argument("--output", type=Path, metavar="FILE", help="write it to a file")
    return top


def _add_run(command: argparse.ArgumentParser) -> None:
    """What is computed and where it is published."""
    _add_input(command)
    add_extensions(command)
    _add_target(command)
    _add_shop(command)


def _add_map(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--input-dir", type=Path, required=True, metavar="DIR", help="folder of raw exports"
    )
    command.add_argument(
        "--file", metavar="NAME", help="the file that is meant, where several may be the export"
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help='another column for a field, for example order=Reference, "item_goods=Qty * Price", '
        '"customer=Email, Phone", status.shipped=sale; FIELD= takes it away',
    )
    _add_mapping(command, "keep the mapping there instead of crri.toml beside the raw files")
    command.add_argument(
        "--anew",
        action="store_true",
        help="as CRRI recognises the export, whatever was kept of it",
    )
    command.add_argument(
        "--write", action="store_true", help="keep it: runs then use it without asking"
    )
    _add_conventions(command)
    _add_output(command)


def _add_mapping(command: argparse._ActionsContainer, what: str) -> None:
    command.add_argument("--mapping", type=Path, metavar="FILE", help=what)


def _add_definitions(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("definitions")
    presets = "; ".join(f"{name}: {meaning}" for name, meaning in PRESET_MEANING.items())
    group.add_argument("--preset", choices=tuple(PRESETS), help=presets)
    group.add_argument(
        "--definitions", type=Path, metavar="FILE", help="definitions from a TOML file"
    )
    group.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=f"one definition, for example late=after_days: {', '.join(OPTIONS)}; what each "
        "decides, and its values: `crri definitions`",
    )


def _add_input(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    names = ", ".join(table.name for table in RAW_TABLES)
    group = command.add_argument_group("raw files")
    group.add_argument(
        "--input-dir",
        required=required,
        metavar="DIR",
        help="folder of raw exports; with --engine spark also a URL, such as s3a://bucket/raw",
    )
    _add_definitions(command)
    group.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="TABLE=FILE",
        help="take this file (FILE#SHEET in a workbook), a folder or pattern of files that are its "
        f"parts, or none, for a table: {names}",
    )
    _add_mapping(
        group,
        "how exports are read, where it is not the crri.toml beside them; the key of pseudonyms "
        "lies beside this file then",
    )
    _add_conventions(command)
    for limit in LIMITS.values():
        group.add_argument(
            limit.name,
            type=limit.parse,
            default=limit.default,
            metavar="PERCENT",
            help=f"{limit.meaning[0].lower()}{limit.meaning[1:-1]} "
            f"(default: {limit.to_text(limit.default)})",
        )
    _add_place(command)
    _add_output(command)


def _add_conventions(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("how values are read")
    group.add_argument(
        "--date-order",
        action="append",
        default=[],
        metavar="[TABLE.COLUMN=]dmy|mdy|...",
        help="day or month first (dmy, mdy), year first in two digits (ymd), or the date system of "
        "serial numbers (excel1900, excel1904), where the data does not say",
    )
    group.add_argument(
        "--zone",
        metavar="ZONE",
        help="the shop's time zone, such as America/Sao_Paulo, for times with offsets from UTC; "
        "written: take all as they are written",
    )
    group.add_argument(
        "--decimal",
        action="append",
        default=[],
        metavar="[TABLE.COLUMN=]point|comma",
        help="the decimal sign, where the data does not say",
    )


def _add_place(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("where it is computed")
    group.add_argument(
        "--memory-limit", metavar="SIZE", help="for example 2GB (default: 60%% of the machine)"
    )
    group.add_argument("--temp-dir", type=Path, metavar="DIR", help="where to spill to disk")
    group.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="where it is computed: here, or on an Apache Spark cluster (default: %(default)s)",
    )
    group.add_argument(
        "--master",
        metavar="URL",
        help="the cluster of --engine spark, for example spark://host:7077",
    )
    group.add_argument(
        "--stage-dir",
        type=Path,
        metavar="DIR",
        help="a folder that this machine and all workers see under the same path, for what "
        "goes to the cluster and comes back (default: the temporary folder)",
    )


def _add_output(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what is written to the terminal")
    group.add_argument("--json", action="store_true", help="one JSON document on stdout")
    group.add_argument("--quiet", action="store_true", help="no progress, no summary of a run")


def _add_backups(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--backups", type=int, default=3, metavar="N", help="former sets to keep (default: 3)"
    )


def _add_shop(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("the shop")
    for name, option in SHOP.items():
        group.add_argument(
            f"--{name.replace('_', '-')}",
            type=option.parse,
            metavar=name.rpartition("_")[2].upper(),
            help=f"{option.meaning[0].lower()}{option.meaning[1:-1]}; {option.own}"
            + (f" (default: {option.default})" if option.default else ""),
        )


def _add_target(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("publication")
    group.add_argument(
        "--output-dir", type=Path, required=True, metavar="DIR", help="where dashboards read"
    )
    group.add_argument(
        "--format",
        choices=("csv", "parquet"),
        default="csv",
        help="csv is what Power BI and other dashboards read; parquet makes a folder of files a "
        "table, for readers of very large ones (default: %(default)s)",
    )
    group.add_argument("--excel", action="store_true", help="write crri_outputs.xlsx too")
    group.add_argument(
        "--replace-other-shop",
        action="store_true",
        help="publish also where another shop is published: almost no customer in "
        "common, most months gone, or restated under the same definitions (without it that ends "
        "with 9)",
    )
    # Version 0.1 had them, and a nightly run that names them must not end for it.
    group.add_argument("--incremental", action="store_true", help=argparse.SUPPRESS)
    group.add_argument("--cache-dir", type=Path, help=argparse.SUPPRESS)
    group.add_argument("--cache-limit", help=argparse.SUPPRESS)
    _add_backups(group)
