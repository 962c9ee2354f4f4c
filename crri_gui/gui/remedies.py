"""Remedies in the words of the window: the engine names the command line's options.

The engine's sentences are English, so what is put into them is English too, but for the names
of the pages, which are those in the rail.
"""

from __future__ import annotations

import re

from crri_gui.gui import steps

_PLACES: tuple[tuple[str, str, str], ...] = (
    (r"`crri check --rejects FILE`", "the export of the rejects ({page})", "checks"),
    (r"--max-rejected-money", "the limit of rejected money ({page})", "definitions"),
    (r"--max-rejected-rows", "the limit of rejected rows ({page})", "definitions"),
    (r"--table [^\s.]+=none", "leave the table out ({page})", "source"),
    (r"--table( [^\s.,;:]+(\.\w+)?)?", "another file for the table ({page})", "source"),
    (r"--(date-order|decimal) \S+=[\w ]+", "the choice ({page})", "source"),
    (r"--set (?P<option>\w+)=\S*?(?=\.?(\s|;|$))", "{option} ({page})", "definitions"),
    (r"--memory-limit", "the memory limit of the command line", "run"),
    (r"--temp-dir", "the variable TMPDIR", "run"),
)


def in_window(remedy: str) -> str:
    """The remedy as somebody before the window can follow it."""
    for pattern, place, step in _PLACES:

        def put(match: re.Match[str], place: str = place, step: str = step) -> str:
            return place.format(page=steps.title(step), **match.groupdict())

        remedy = re.sub(pattern, put, remedy)
    return remedy
