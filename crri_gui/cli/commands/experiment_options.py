"""The options of `crri experiment`; read with the help, so nothing of the engine is imported."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

ONLY_WITH = {
    "size": ("rate", "target", "power"),
    "assign": ("output", "seed", "segment", "state", "month"),
    "result": ("assignment", "since", "until"),
}
"""The options that only one of the three has."""


def add_experiment(command: argparse.ArgumentParser) -> None:
    """What is wanted, and what each of the three takes."""
    command.add_argument(
        "what",
        choices=tuple(ONLY_WITH),
        help="size: how many customers it takes; assign: who gets what, as a CSV; result: what "
        "came of it",
    )
    percent = _between(0, 100, "percentage")
    command.add_argument(
        "--rate",
        type=percent,
        metavar="PERCENT",
        help="size: how many customers buy as it is (default: the shop's own rate of customers who "
        "buy again within 90 days, with --input-dir)",
    )
    command.add_argument(
        "--target",
        type=percent,
        metavar="PERCENT",
        help="size: how many are to buy with the treatment; or give --per-arm",
    )
    command.add_argument(
        "--per-arm",
        type=_whole(1),
        metavar="N",
        help="size: how many customers each arm has, to see which rate they can show; assign: at "
        "most so many",
    )
    command.add_argument(
        "--power",
        type=percent,
        metavar="PERCENT",
        help="size: how surely the difference is found if it is there (default: 80)",
    )
    command.add_argument(
        "--confidence",
        type=percent,
        default=95.0,
        metavar="PERCENT",
        help="size and result: how surely none is found if there is none (default: 95)",
    )
    command.add_argument(
        "--output", type=Path, metavar="FILE", help="assign: the CSV to write; it must not exist"
    )
    command.add_argument(
        "--seed",
        type=_whole(0),
        metavar="N",
        help="assign: another number is another draw; the same one is the same (default: 1)",
    )
    command.add_argument(
        "--segment",
        action="append",
        default=[],
        metavar="SEGMENT",
        help="assign: customers in this value segment, or in this one of the eleven; may be given "
        "several times",
    )
    command.add_argument(
        "--state",
        action="append",
        default=[],
        metavar="STATE",
        help="assign: customers with an order in this state; may be given several times",
    )
    command.add_argument(
        "--month",
        metavar="MONTH",
        help="assign: who ordered in this month, 2018-05, or in several, 2018-01..2018-05",
    )
    command.add_argument(
        "--assignment", type=Path, metavar="FILE", help="result: the CSV that assign has written"
    )
    command.add_argument(
        "--from", dest="since", metavar="DAY", help="result: the first day that counts: 2018-06-01"
    )
    command.add_argument(
        "--to",
        dest="until",
        metavar="DAY",
        help="result: the last day that counts (default: the last day of the data)",
    )


def _between(low: float, high: float, what: str) -> Callable[[str], float]:
    """A number within ends that it cannot reach."""

    def read(text: str) -> float:
        try:
            value = float(text.strip().removesuffix("%"))
        except ValueError:
            value = low
        if not low < value < high:
            raise argparse.ArgumentTypeError(f"{text!r} is no {what} between {low:g} and {high:g}")
        return value

    return read


def _whole(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} on")
        return int(text)

    return read
