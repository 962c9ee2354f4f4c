"""Measures that stand below the titles of charts, and say there what an export lacks.

They are made from the descriptions of the pages, so that Power BI says what the window says.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from crri_gui.dashboard.page import Chart, Need
from crri_gui.dashboard.pages import PAGES

FOLDER = "Notes"


@dataclass(frozen=True)
class Note:
    """The measure below a chart's title: its `name`, and the DAX of its text.

    `otherwise` is what it says where the data lacks nothing.
    """

    name: str
    description: str
    dax: str
    otherwise: str


def note_name(chart: Chart) -> str:
    """The measure's name."""
    return f"Note on {chart.title}"


def notes(extensions: Collection[str] | None = None) -> tuple[Note, ...]:
    """The notes of all charts that an export may lack what they are made of.

    They are those of pages over these groups of extension tables; None: all.
    """
    made = [page for page in PAGES if page.is_with(extensions)]
    charts = [chart for page in made for chart in page.power_bi_charts]
    return tuple(
        Note(
            note_name(chart),
            f"What stands below the title of {chart.title}: what the data lacks for it, else the "
            "chart's own note.",
            _dax(chart.needs, chart.subtitle),
            chart.subtitle,
        )
        for chart in charts
        if chart.needs is not None
    )


def _dax(need: Need, otherwise: str) -> str:
    column = f"{need.table}[{need.column}]"
    return "\n".join(
        (
            "VAR Known =",
            f"    COUNTROWS ( FILTER ( ALL ( {need.table} ), NOT ( ISBLANK ( {column} ) ) ) )",
            "RETURN",
            f"    IF ( Known > 0, {_text(otherwise)}, {_text(need.missing)} )",
        )
    )


def _text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else "BLANK ()"
