"""The options of `crri explain`; read with the help, so nothing of the engine is imported."""

from __future__ import annotations

import argparse
from pathlib import Path


def _how_many(text: str) -> int:
    """A number of rows, 0 or more."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of rows: give 0, 1 or more")
    return int(text)


def add_explain(command: argparse.ArgumentParser) -> None:
    """Which number is meant, and how it is answered."""
    command.add_argument(
        "number",
        nargs="?",
        metavar="NUMBER",
        help='a measure, such as "Total Revenue", or a column, such as monthly_revenue.revenue; '
        "not needed with --order or --customer",
    )
    command.add_argument(
        "--month",
        metavar="MONTH",
        help="only this month, 2018-05, or these, 2018-01..2018-05 (default: all)",
    )
    for name, what in (
        ("--state", "only customers in this state"),
        ("--payment-type", "only orders paid by this type"),
        ("--segment", "only customers in this value segment"),
    ):
        command.add_argument(
            name,
            action="append",
            default=[],
            metavar=name.rpartition("-")[2].upper(),
            help=f"{what}; may be given several times",
        )
    command.add_argument(
        "--cohort", metavar="MONTH", help="only customers who first bought in this month"
    )
    command.add_argument("--order", metavar="ID", help="trace this order")
    command.add_argument("--customer", metavar="ID", help="trace this customer's orders")
    command.add_argument(
        "--rows",
        type=_how_many,
        default=10,
        metavar="N",
        help="the largest rows to show and to trace to the raw files (default: %(default)s)",
    )
    command.add_argument(
        "--raw-lines",
        action="store_true",
        help="show the raw lines themselves, not only where they stand: they may hold names and "
        "addresses, which nothing published does",
    )
    command.add_argument(
        "--against",
        type=Path,
        metavar="DIR",
        help="list the orders that are published in this folder in another month or with another "
        "value, and those that only one side has",
    )
    command.add_argument(
        "--html", type=Path, metavar="FILE", help="write the answer as a page, for an auditor"
    )
    command.add_argument(
        "--customers",
        type=Path,
        metavar="FILE",
        help="write the customers behind the number as a CSV, and what it is of as .about.txt",
    )
