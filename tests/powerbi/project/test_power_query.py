"""The queries that read the published files, and the texts in them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from crri_gui.errors import UsageError
from crri_gui.powerbi.model.power_query import folder_text, m_text, m_value
from crri_gui.powerbi.model.schema import (
    TABLES,
)
from crri_gui.powerbi.project.project import MODEL, project_files
from tests.powerbi.model_text import partition
from tests.powerbi.project.whole_project import FILES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_queries_match_columns_by_name_and_types_by_the_culture_of_the_files(table: Any) -> None:
    query = partition(FILES, table.name)
    needed = re.search(r"Needed = \{(.*)\},", query)
    assert needed is not None
    assert needed[1].replace('"', "").split(", ") == [c.name for c in table.from_file]
    assert "List.Difference(Needed, Table.ColumnNames(Headers))" in query
    assert f'"{table.file_name} has no column " & Text.Combine(Missing, ", ")' in query
    assert "Encoding = 65001" in query
    types = dict(
        re.findall(
            r'\{"(\w+)", (type text|type number|type date|Int64\.Type|Currency\.Type)\}', query
        )
    )
    words = {
        "text": "type text",
        "date": "type date",
        "integer": "Int64.Type",
        "money": "Currency.Type",
    }
    assert types == {c.name: words.get(c.type, "type number") for c in table.from_file}
    assert query.count('"en-US")') >= 1
    blanks = re.search(r"Replacer\.ReplaceValue, \{(.*)\}\)", query)
    assert set((blanks[1] if blanks else "").replace('"', "").split(", ")) - {""} == {
        c.name for c in table.from_file if c.nullable
    }
    for column in table.made:
        assert "Table.AddColumn(" in query and f'"{column.name}", each ' in query
    # Every step but the last is followed by a comma, and the last is what comes out.
    steps = re.findall(r'^    (\w+|#"\w+") = ', query, re.MULTILINE)
    assert query.split("\nin\n")[1].strip() == steps[-1]
    assert len(set(steps)) == len(steps)


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (r"C:\Data", r"C:\Data"),
        ("C:\\Data\\", r"C:\Data"),
        (r"\\server\share\Ação d'Ávila", r"\\server\share\Ação d'Ávila"),
        ('/odd/a "quoted" name/#(tab)', '/odd/a "quoted" name/#(tab)'),
        ("/", "/"),
        (r"D:\a b\#(cr) & co", r"D:\a b\#(cr) & co"),
    ],
)
def test_any_folder_survives_as_a_text_of_m(given: str, held: str) -> None:
    literal = m_text(folder_text(given))
    assert m_value(literal) == held
    expressions = project_files(given, None)[f"{MODEL}/definition/expressions.tmdl"].decode()
    assert f"expression 'Data Folder' = {literal} meta [" in expressions
    # Between "#(" and ")" M would read an escape.
    assert not re.search(r"#\((?!#\))", literal)


@pytest.mark.parametrize("folder", ["", "  ", "C:\\a\nb"])
def test_a_text_that_is_no_folder_is_refused(folder: str) -> None:
    with pytest.raises(UsageError, match="folder that Power BI can read"):
        project_files(folder, None)
