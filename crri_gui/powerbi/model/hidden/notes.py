"""Measures that stand below the titles of charts, and say there what an export lacks.

They are made from the descriptions of the pages, so that Power BI says what the window says.
"""

from __future__ import annotations

from collections.abc import Iterable

from crri_gui.dashboard.page import Chart, Need, Page
from crri_gui.powerbi.model.hidden.told import Told, text
from crri_gui.powerbi.model.language import ENGLISH, Language

FOLDER = "Notes"


def note_name(chart: Chart) -> str:
    """The measure's name."""
    return f"Note on {chart.title}"


def below_title(chart: Chart, say: Language = ENGLISH) -> str:
    """What stands below a chart's title, which says what it shows: its name, and its own note."""
    return f"{say(chart.title)}. {say(chart.subtitle)}" if chart.subtitle else say(chart.title)


def notes(pages: Iterable[Page], say: Language) -> tuple[Told, ...]:
    """The notes of all charts that an export may lack what they are made of."""
    charts = [chart for page in pages for chart in page.power_bi_charts]
    return tuple(
        Told(
            note_name(chart),
            f"What stands below the title of {chart.title}: its name, and what the data lacks for "
            "it.",
            _dax(chart.needs, below_title(chart, say), say),
            FOLDER,
        )
        for chart in charts
        if chart.needs is not None
    )


def _dax(need: Need, otherwise: str, say: Language) -> str:
    column = f"{need.table}[{need.column}]"
    return "\n".join(
        (
            "VAR Known =",
            f"    COUNTROWS ( FILTER ( ALL ( {need.table} ), NOT ( ISBLANK ( {column} ) ) ) )",
            "RETURN",
            f"    IF ( Known > 0, {text(otherwise)}, {text(say(need.missing))} )",
        )
    )
