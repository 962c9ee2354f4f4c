"""Remedies in the words of the window: the engine names the command line's options.

A remedy is translated as a whole first: the options in it are the same in every language.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from crri_gui.gui.i18n.words import of_engine, translate_message
from crri_gui.gui.state import steps
from crri_gui.messages import Sentence

PLACES: tuple[tuple[str, str, str], ...] = (
    (r"`crri check --rejects FILE`", "the export of the rejects ({page})", "checks"),
    (r"--max-rejected-money", "the limit of rejected money ({page})", "definitions"),
    (r"--max-rejected-rows", "the limit of rejected rows ({page})", "definitions"),
    (
        r"--table [^\s.]+=FOLDER, or a pattern such as --table \S+",
        "the folder of its files ({page})",
        "source",
    ),
    (r"--table [^\s.]+=none", "leave the table out ({page})", "source"),
    (r"--table( [^\s.,;:]+(\.\w+)?)?", "another file for the table ({page})", "source"),
    (r"--(date-order|decimal) \S+=[\w ]+", "the choice ({page})", "source"),
    (r"--zone (?P<zone>[\w/]+)", "{zone} ({page})", "source"),
    (r"--set (?P<option>\w+)=\S*?(?=\.?(\s|;|$))", "{option} ({page})", "definitions"),
    (r"--memory-limit", "the memory limit of the command line", "run"),
    (r"--force", "“Replace my changes…” ({page})", "publish"),
    (r"--temp-dir", "the variable TMPDIR", "run"),
    (r"\(--backups\)", "({page})", "publish"),
)


def in_window(remedy: str) -> str:
    """The remedy as somebody before the window can follow it."""
    if isinstance(remedy, Sentence):
        return translate_message(remedy)
    remedy = of_engine(remedy)
    for pattern, place, step in PLACES:

        def put(match: re.Match[str], place: str = place, step: str = step) -> str:
            words = QCoreApplication.translate("remedies", place)
            return words.format(page=steps.title(step), **match.groupdict())

        remedy = re.sub(pattern, put, remedy)
    return remedy
