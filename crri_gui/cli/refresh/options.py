"""The options of `crri refresh`, `digest` and `history` that no other command has."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_steps(command: argparse.ArgumentParser) -> None:
    """What follows the publication."""
    command.add_argument(
        "--steps",
        type=Path,
        metavar="FILE",
        help="what follows a publication, a TOML file: Power BI service, webhook, mail "
        "(without it nothing does)",
    )


def add_digest(command: argparse.ArgumentParser) -> None:
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


def add_history(command: argparse.ArgumentParser) -> None:
    """Which refreshes are listed."""
    command.add_argument(
        "--output-dir", type=Path, metavar="DIR", help="of this folder alone (default: of all)"
    )
    command.add_argument(
        "--last", type=int, default=20, metavar="N", help="how many (default: %(default)s)"
    )
