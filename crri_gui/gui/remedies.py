"""Remedies in the words of the window: the engine names the command line's options."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QObject


class Remedies(QObject):
    """Says where in the window an option of the command line is."""

    def spoken(self, remedy: str) -> str:
        """The remedy without options of the command line."""
        for pattern, place in (
            (r"`crri check --rejects FILE`", self.tr("“Export the rejects…” on the Checks page")),
            (r"--max-rejected-money", self.tr("the limit of rejected money (Definitions)")),
            (r"--max-rejected-rows", self.tr("the limit of rejected rows (Definitions)")),
            (r"--table [^\s.]+=none", self.tr("“Go without it” (Source)")),
            (r"--table( [^\s.,;:]+(\.\w+)?)?", self.tr("“Use another file…” (Source)")),
            (r"--(date-order|decimal) \S+=[\w ]+", self.tr("the chooser of the table (Source)")),
            (r"--set (\w+)=[^\s;]*[^\s;.]\.{0,4}", self.tr("{option} (Definitions)")),
            (r"--memory-limit", self.tr("the memory limit of the command line")),
            (r"--force", self.tr("“Replace my changes…”")),
            (r"--temp-dir", self.tr("the variable TMPDIR")),
        ):
            remedy = re.sub(pattern, partial(_named, place), remedy)
        return remedy


def _named(place: str, match: re.Match[str]) -> str:
    return place.format(option=match[1]) if "{option}" in place else place


def in_window(remedy: str) -> str:
    """The remedy as somebody before the window can follow it."""
    return Remedies().spoken(remedy)
