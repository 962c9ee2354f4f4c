"""The measures and queries as text, for people with a .pbix of their own."""

from __future__ import annotations

from crri_gui.dashboard.measures import MEASURES
from crri_gui.powerbi.model.model import measure_description
from crri_gui.powerbi.model.power_query import PARAMETER, parameter, query
from crri_gui.powerbi.model.schema import FORMATS, TABLES


def measures_text() -> str:
    """Every measure as Name = DAX, with what it means and its format above it."""
    parts = [
        "// The measures of CRRI. Paste each into a new measure of a table KPI_Measures.\n"
        "// They need the columns of queries.pq, the sort keys among them."
    ]
    for measure in MEASURES:
        indented = measure.dax.replace("\n", "\n    ")
        parts.append(
            f"// {measure_description(measure)}\n"
            f"// Format: {FORMATS[measure.format]}  Folder: {measure.folder}\n"
            f"{measure.name} =\n    {indented}"
        )
    return "\n\n".join(parts) + "\n"


def queries_text(data_folder: str) -> str:
    """The parameter and every table's query, to paste into Power Query's advanced editor."""
    parts = [
        "// The queries of CRRI. Make a blank query of each name and paste its text into the\n"
        "// advanced editor.",
        f"// {PARAMETER}\n{parameter(data_folder)}",
    ]
    parts += [f"// {table.name}\n" + "\n".join(query(table)) for table in TABLES]
    return "\n\n".join(parts) + "\n"
