"""The measures and queries as text, for people with a .pbix of their own."""

from __future__ import annotations

from collections.abc import Collection

from crri_gui.dashboard.measures import MEASURES
from crri_gui.powerbi.model.hidden.publication import (
    MONTH_STATE,
    MONTH_STATE_DAX,
    MONTH_STATE_DESCRIPTION,
    PUBLICATION,
    publication_query,
)
from crri_gui.powerbi.model.model import measure_description
from crri_gui.powerbi.model.power_query import PARAMETER, parameter, query
from crri_gui.powerbi.model.schema import FORMATS, tables_read


def measures_text(extensions: Collection[str] | None = None) -> str:
    """Every measure as Name = DAX, with what it means and its format above it.

    They are those over the tables with these groups of extension tables; None: all.
    """
    names = {table.name for table in tables_read(extensions)}
    parts = [
        "// The measures of CRRI. Paste each into a new measure of a table KPI_Measures.\n"
        "// They need the columns of queries.pq, the sort keys among them, and one in DAX.",
        f"// A new column of monthly_revenue: {MONTH_STATE_DESCRIPTION}\n{MONTH_STATE} =\n    "
        + MONTH_STATE_DAX.replace("\n", "\n    "),
    ]
    for measure in (one for one in MEASURES if one.source in names):
        indented = measure.dax.replace("\n", "\n    ")
        parts.append(
            f"// {measure_description(measure)}\n"
            f"// Format: {FORMATS[measure.format]}  Folder: {measure.folder}\n"
            f"{measure.name} =\n    {indented}"
        )
    return "\n\n".join(parts) + "\n"


def queries_text(data_folder: str, extensions: Collection[str] | None = None) -> str:
    """The parameter and every table's query, to paste into Power Query's advanced editor."""
    parts = [
        "// The queries of CRRI. Make a blank query of each name and paste its text into the\n"
        "// advanced editor.",
        f"// {PARAMETER}\n{parameter(data_folder)}",
    ]
    parts += [f"// {table.name}\n" + "\n".join(query(table)) for table in tables_read(extensions)]
    parts.append(f"// {PUBLICATION}\n" + "\n".join(publication_query()))
    return "\n\n".join(parts) + "\n"
