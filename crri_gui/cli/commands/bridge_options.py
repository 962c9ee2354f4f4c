"""The options of `crri bridge`; read with the help, so nothing of the engine is imported."""

from __future__ import annotations

import argparse


def add_theirs(command: argparse.ArgumentParser) -> None:
    """What the other report says, of which days, by which clock."""
    command.add_argument(
        "--theirs",
        action="append",
        required=True,
        metavar="FIGURES",
        help="what the other report says, any of orders, revenue, customers and repeat_customers, "
        "for example orders=2000,revenue=12345.60",
    )
    days = command.add_mutually_exclusive_group()
    days.add_argument("--month", metavar="MONTH", help="the report is about this month: 2024-03")
    days.add_argument("--from", dest="since", metavar="DAY", help="its first day: 2024-03-01")
    command.add_argument("--to", dest="until", metavar="DAY", help="its last day: 2024-03-31")
    command.add_argument(
        "--their-clock",
        metavar="CLOCK",
        help="how far the report's clock is ahead of the times in the files, such as -3 or +05:30 "
        "(--their-clock=-05:30 below zero), or its time zone, such as America/Sao_Paulo, where "
        "that of the files is known",
    )
