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


def _from_csv(table: ModelTable) -> list[tuple[str, str]]:
    # A forward slash at the end of the folder is no harm to Windows, a missing one would be.
    path = f"#{m_text(PARAMETER)} & {m_text(chr(92) + table.file_name)}"
    return [
        (
            "Source",
            f'Csv.Document(File.Contents({path}), [Delimiter = ",", Encoding = 65001, '
            "QuoteStyle = QuoteStyle.Csv])",
        ),
        ("Headers", "Table.PromoteHeaders(Source, [PromoteAllScalars = true])"),
    ]


def _from_parquet(table: ModelTable) -> list[tuple[str, str]]:
    """All parts of the table's folder below each other, as they are published and to come."""
    path = f"#{m_text(PARAMETER)} & {m_text(chr(92) + table.name)}"
    return [
        ("Files", f'Table.SelectRows(Folder.Files({path}), each [Extension] = ".parquet")'),
        ("Parts", "List.Transform(Files[Content], each Parquet.Document(_))"),
        (
            "Headers",
            "if List.IsEmpty(Parts) then error Error.Record("
            f'"No Parquet", {m_text(f"The folder {table.name} holds no Parquet file.")}, '
            '"Publish it again with CRRI.") else Table.Combine(Parts)',
        ),
    ]


def query(table: ModelTable, form: Form = "csv") -> list[str]:
    """The M expression that reads a table, published in that form, line by line."""
    source = table.file_name if form == "csv" else table.name
    names = _list([m_text(column.name) for column in table.from_file])
    types = [f"{{{m_text(c.name)}, {_M_TYPES[c.type]}}}" for c in table.from_file]
    nullable = [m_text(c.name) for c in table.from_file if c.nullable]
    steps = [
        *(_from_csv if form == "csv" else _from_parquet)(table),
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
