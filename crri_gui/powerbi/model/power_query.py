"""Power Query: how each table is read from its files, whatever the language of the Windows.

Every query stands alone, so that its steps can be followed in Power Query's editor. Columns are
matched by name; a file that lacks one fails the refresh with the column's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crri_gui.errors import UsageError
from crri_gui.powerbi.model.schema import ModelTable, ModelType

if TYPE_CHECKING:
    from crri_gui.engine.publish.outputs import Form

PARAMETER = "Data Folder"
CULTURE = "en-US"
RANGE = ("RangeStart", "RangeEnd")
"""The parameters of an incremental refresh, by the names that Power BI knows."""
_M_TYPES: dict[ModelType, str] = {
    "text": "type text",
    "integer": "Int64.Type",
    "money": "Currency.Type",  # fixed decimal: cents are added exactly
    "number": "type number",
    "date": "type date",
}
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')


def m_text(value: str) -> str:
    """`value` as a text literal of M: quotes doubled, "#(" escaped; a backslash is a backslash."""
    return '"' + value.replace("#(", "#(#)(").replace('"', '""') + '"'


def m_value(literal: str) -> str:
    """The text that a literal of M stands for; `ValueError` when it is none."""
    match = _LITERAL.fullmatch(literal)
    if match is None:
        raise ValueError(f"not a text literal of M: {literal}")
    return match[1].replace('""', '"').replace("#(#)", "#")


def folder_text(folder: str) -> str:
    """The folder as the parameter holds it: without a separator at its end.

    Raises `UsageError` for a text that no folder can have.
    """
    if not folder.strip() or any(ord(letter) < 32 for letter in folder):
        raise UsageError("folder_not_for_power_bi", folder=folder)
    return folder.rstrip("\\/") or folder[:1]


def parameter(folder: str | None) -> str:
    """The expression of the parameter that holds the folder of the CSVs; None: not known yet."""
    value = "null" if folder is None else m_text(folder_text(folder))
    return f'{value} meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'


def _list(items: list[str]) -> str:
    return "{" + ", ".join(items) + "}"


def data_file(name: str) -> str:
    """The M expression of the path of a file or folder beside the tables."""
    # A forward slash at the end of the folder is no harm to Windows, a missing one would be.
    return f"#{m_text(PARAMETER)} & {m_text(chr(92) + name)}"


def month_of(name: str) -> str:
    """The M expression of the month that a file's name begins with, of an M expression."""
    wrong = '"A file is named by no month.", "Publish the set again with CRRI."'
    return (
        f"try #datetime(Int64.From(Text.Start({name}, 4)), "
        f"Int64.From(Text.Range({name}, 5, 2)), 1, 0, 0, 0) "
        f'otherwise error Error.Record("No month", {wrong})'
    )


def _from_csv(table: ModelTable) -> list[tuple[str, str]]:
    path = data_file(table.file_name)
    return [
        (
            "Source",
            f'Csv.Document(File.Contents({path}), [Delimiter = ",", Encoding = 65001, '
            "QuoteStyle = QuoteStyle.Csv])",
        ),
        ("Headers", "Table.PromoteHeaders(Source, [PromoteAllScalars = true])"),
    ]


def _from_parquet(table: ModelTable, *, in_range: bool) -> list[tuple[str, str]]:
    """All parts of the table's folder below each other, as they are published and to come.

    With `in_range`, those whose name begins with a month of the range; there may be none.
    """
    path = data_file(table.name)
    steps = [("Files", f'Table.SelectRows(Folder.Files({path}), each [Extension] = ".parquet")')]
    combined = "Table.Combine(Parts)"
    if in_range:
        start, end = RANGE
        steps += [
            (
                "Months",
                f'Table.AddColumn(Files, "Month", each {month_of("[Name]")}, type datetime)',
            ),
            ("Chosen", f"Table.SelectRows(Months, each [Month] >= {start} and [Month] < {end})"),
        ]
        combined = f"if List.IsEmpty(Parts) then #table(Needed, {{}}) else {combined}"
    return [
        *steps,
        (
            "Parts",
            f"List.Transform({steps[-1][0]}[Content], each Parquet.Document(_))",
        ),
        (
            "Headers",
            "if Table.IsEmpty(Files) then error Error.Record("
            f'"No Parquet", {m_text(f"The folder {table.name} holds no Parquet file.")}, '
            f'"Publish it again with CRRI.") else {combined}',
        ),
    ]


def query(table: ModelTable, form: Form = "csv", *, in_range: bool = False) -> list[str]:
    """The M expression that reads a table, published in that form, line by line.

    Of folders of Parquet with a file a month, those `in_range` of an incremental refresh.
    """
    source = table.file_name if form == "csv" else table.name
    names = _list([m_text(column.name) for column in table.from_file])
    types = [f"{{{m_text(c.name)}, {_M_TYPES[c.type]}}}" for c in table.from_file]
    nullable = [m_text(c.name) for c in table.from_file if c.nullable]
    steps = [
        *(_from_csv(table) if form == "csv" else _from_parquet(table, in_range=in_range)),
        ("Needed", names),
        ("Missing", "List.Difference(Needed, Table.ColumnNames(Headers))"),
        (
            "Columns",
            "if List.IsEmpty(Missing) then Table.SelectColumns(Headers, Needed) else error "
            f'Error.Record("Missing column", {m_text(f"{source} has no column ")} & '
            'Text.Combine(Missing, ", "), "Publish it again with CRRI.")',
        ),
    ]
    if nullable and form == "csv":
        steps.append(
            (
                "Blanks",
                f'Table.ReplaceValue(Columns, "", null, Replacer.ReplaceValue, {_list(nullable)})',
            )
        )
    # The culture keeps 12.34 a twelve and a bit on a Brazilian or German Windows.
    steps.append(
        (
            "Types",
            f"Table.TransformColumnTypes({steps[-1][0]}, {_list(types)}, {m_text(CULTURE)})",
        )
    )
    for column in table.made:
        steps.append(
            (
                f'#"{column.name}"',
                f"Table.AddColumn({steps[-1][0]}, {m_text(column.name)}, each {column.made}, "
                f"{_M_TYPES[column.type]})",
            )
        )
    lines = ["let"]
    last = len(steps) - 1
    lines += [f"    {n} = {e}{'' if i == last else ','}" for i, (n, e) in enumerate(steps)]
    return [*lines, "in", f"    {steps[-1][0]}"]
