"""The queries of a dataflow: those of the Power BI project, and one that checks the revenue."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from crri_gui.powerbi.model.power_query import CULTURE, PARAMETER, m_text, parameter, query
from crri_gui.powerbi.model.schema import BY_NAME, tables_read

if TYPE_CHECKING:
    from crri_gui.engine.publish.outputs import Form

CHECK = "Published revenue"
_MONTHS = "monthly_revenue"


def queries(
    folder: str, extensions: Collection[str], form: Form = "csv"
) -> list[tuple[str, list[str]]]:
    """Each query's name and its M expression, line by line; `folder` as the gateway sees it.

    They read the tables of a set with these groups of extension tables. Raises `UsageError` for a
    text that no folder can have.
    """
    made = [(PARAMETER, [parameter(folder)])]
    made += [(table.name, query(table, form)) for table in tables_read(extensions)]
    return [*made, (CHECK, _check(form))]


def dataflow(folder: str, extensions: Collection[str], form: Form = "csv") -> str:
    """The recipe: what to do, then the queries."""
    intro = f"""\
// The published set as a dataflow.
// 1. New, Dataflow Gen2 (or Dataflow). For each part below: Get data, Blank query; paste the text
//    under the name, give the query that name, and choose the gateway that sees the folder.
// 2. "{PARAMETER}" is a parameter: the one place where the folder stands.
// 3. "{CHECK}" fails the refresh where the revenue that is read is not, to the cent, the one
//    that CRRI published: then a file was edited, or a publication was under way.
// 4. Let the dataflow refresh at least half an hour after CRRI.
"""
    parts = [f"// {name}\n" + "\n".join(lines) for name, lines in queries(folder, extensions, form)]
    return "\n\n".join([intro.rstrip("\n"), *parts]) + "\n"


def _check(form: Form) -> list[str]:
    """One row, the day and the revenue of the set, or an error. It stands alone, as all do."""
    path = f"#{m_text(PARAMETER)} & {m_text(chr(92) + 'manifest.json')}"
    months = [f"        {line}" for line in query(BY_NAME[_MONTHS], form)]
    return [
        "let",
        f"    Manifest = Json.Document(File.Contents({path}), 65001),",
        f"    Published = Currency.From(Manifest[totals][revenue], {m_text(CULTURE)}),",
        "    Months =",
        *months[:-1],
        f"{months[-1]},",
        # Cents are added as decimals; as binary fractions their sum could miss by a breath.
        "    Sum = List.Sum({0} & Months[revenue], Precision.Decimal),",
        '    Row = {Text.From(Manifest[created], "en-US"), Published},',
        "    Checked =",
        "        if Currency.From(Sum) = Published",
        "        then #table(type table [created = text, revenue = Currency.Type], {Row})",
        '        else error Error.Record("Other revenue",',
        '            "The months add up to " & Text.From(Sum, "en-US") & ", where "',
        '                & Text.From(Published, "en-US") & " is published.",',
        '            "Refresh again when no publication is under way; else publish again.")',
        "in",
        "    Checked",
    ]
