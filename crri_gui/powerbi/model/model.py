"""The semantic model: tables, measures, relationships and settings, described once.

The description is a tree of plain values in the shape of Microsoft's Tabular Model Scripting
Language: as JSON it is the model of the template (`template.py`), and `tmdl.py` writes the same
tree as the text files of the project. Properties are in the order in which TMDL has them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crri_gui.dashboard.measures import MEASURES, Measure
from crri_gui.definitions import NO_SHOP, Shop
from crri_gui.powerbi.model.calculation_group import calculation_group
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures, pages_with
from crri_gui.powerbi.model.hidden.publication import (
    COLUMNS,
    DESCRIPTION,
    MONTH_STATE,
    MONTH_STATE_DAX,
    MONTH_STATE_DESCRIPTION,
    PUBLICATION,
    publication_query,
)
from crri_gui.powerbi.model.hidden.told import Told
from crri_gui.powerbi.model.ids import guid
from crri_gui.powerbi.model.incremental import (
    RefreshWindow,
    partition_query,
    range_parameters,
    refresh_policy,
    restated,
)
from crri_gui.powerbi.model.language import ENGLISH, Language
from crri_gui.powerbi.model.portuguese import culture
from crri_gui.powerbi.model.power_query import CULTURE, PARAMETER, RANGE, parameter, query
from crri_gui.powerbi.model.schema import (
    MEASURE_TABLE,
    ModelColumn,
    ModelTable,
    formats,
    relationships,
    tables_read,
)

if TYPE_CHECKING:
    from crri_gui.engine.publish.outputs import Form

Json = dict[str, Any]

IGNORED_RULES: dict[str, str] = {
    "RELATIONSHIP_COLUMNS_SHOULD_BE_OF_INTEGER_DATA_TYPE": (
        "The contract relates months and customers by their text; there are few months."
    ),
    "MODEL_SHOULD_HAVE_A_DATE_TABLE": (
        "The grain is the month; the tables of months have every month, and growth is computed "
        "from the month's key."
    ),
    "ENSURE_TABLES_HAVE_RELATIONSHIPS": (
        "cohort_retention is of all orders: a filter of orders must not change who came back."
    ),
    "FIRST_LETTER_OF_OBJECTS_MUST_BE_CAPITALIZED": (
        "Columns keep the names of the CSV contract, on which other reports rely."
    ),
    "AVOID_FLOATING_POINT_DATA_TYPES": (
        "Money is fixed decimal; days, scores and rates are no money."
    ),
    "PERCENTAGE_FORMATTING": "Retention is read with two decimals.",
    "INTEGER_FORMATTING": "Money has cents, and days and scores two decimals.",
    "HIDE_FOREIGN_KEYS": "Slicers and axes are made of master_orders[order_month].",
    "HIDE_FACT_TABLE_COLUMNS": (
        "Existing reports use these columns; implicit measures are off, so none is summed by "
        "mistake."
    ),
    "UNNECESSARY_COLUMNS": "Every column of the contract is there, also where no page uses it.",
    "REDUCE_USAGE_OF_CALCULATED_TABLES": (
        "KPI_Measures has no rows worth refreshing; it only holds the measures."
    ),
}
"""Tabular Editor's best-practice rules that the model breaks on purpose, and why."""

_TYPES = {
    "text": "string",
    "integer": "int64",
    "money": "decimal",
    "number": "double",
    "date": "dateTime",
}


def database(
    data_folder: str | None,
    shop: Shop = NO_SHOP,
    extensions: Collection[str] | None = None,
    say: Language = ENGLISH,
    form: Form = "csv",
    window: RefreshWindow | None = None,
) -> Json:
    """The model that reads the CSVs in `data_folder`; None: Power BI asks for it when opened.

    Amounts are written as the shop shows them, sentences in the language `say`. `extensions` are
    the groups of extension tables that it reads; None: all. In the `form` "parquet" it reads a
    folder a table; with a `window`, a service reads the months of orders there that have changed.

    Raises `UsageError` when the folder is a text that no folder can have.
    """
    written, tables = formats(shop), tables_read(extensions)
    pages = pages_with(extensions)
    told = hidden_measures(pages, shop, say)
    return {
        "name": guid("database"),
        "compatibilityLevel": 1600,
        "model": {
            "culture": CULTURE,
            "defaultPowerBIDataSourceVersion": "powerBI_V3",
            "discourageImplicitMeasures": True,
            "sourceQueryCulture": CULTURE,
            "dataAccessOptions": {"legacyRedirects": True, "returnErrorValuesAsNull": True},
            "annotations": _annotations(tables, RANGE if window else ()),
            "tables": [
                *(_table(table, written, form, window) for table in tables),
                _publication(written),
                _measure_table(tables, told, written),
                calculation_group(pages, told, say),
            ],
            "cultures": [{"name": CULTURE}, culture(tables)],
            "expressions": [_folder(data_folder), *(range_parameters() if window else ())],
            "relationships": _relationships(tables),
        },
    }


def _annotations(tables: Sequence[ModelTable], parameters: Sequence[str]) -> list[Json]:
    names = [table.name for table in tables]
    order = [PARAMETER, *parameters, *names, PUBLICATION, MEASURE_TABLE]
    return [
        # Automatic date tables would be made for no column; off, as the checklist says.
        _annotation("__PBI_TimeIntelligenceEnabled", "0"),
        _annotation("PBI_QueryOrder", json.dumps(order)),
        _annotation(
            "BestPracticeAnalyzer_IgnoreRules", json.dumps({"RuleIDs": sorted(IGNORED_RULES)})
        ),
        _annotation(
            "CRRI_IgnoredRulesWithReasons", json.dumps(dict(sorted(IGNORED_RULES.items())))
        ),
    ]


def _annotation(name: str, value: str) -> Json:
    return {"name": name, "value": value}


def _folder(data_folder: str | None) -> Json:
    return {
        "name": PARAMETER,
        "description": "The folder that holds the five CSVs. Another one: Transform data, Edit "
        "parameters; or `crri powerbi --repoint DIR`.",
        "kind": "m",
        "expression": parameter(data_folder),
        "lineageTag": guid("expression", PARAMETER),
        "annotations": [_annotation("PBI_ResultType", "Text")],
    }


def _relationships(tables: Sequence[ModelTable]) -> list[Json]:
    return [
        {
            "name": guid(
                "relationship", one.many_table, one.many_column, one.one_table, one.one_column
            ),
            "fromTable": one.many_table,
            "fromColumn": one.many_column,
            "toTable": one.one_table,
            "toColumn": one.one_column,
        }
        for one in relationships(tables)
    ]


def _column(
    table: str, column: ModelColumn, written: Mapping[str, str], dax: list[str] | None = None
) -> Json:
    """A column that is read, or one that is computed by `dax`."""
    made: Json = {
        **({"type": "calculated"} if dax else {}),
        "name": column.name,
        "description": column.description,
        **({"expression": dax} if dax else {}),
        "dataType": _TYPES[column.type],
    }
    if column.hidden:
        made["isHidden"] = True
    if column.key:
        made["isKey"] = True
    if column.hidden and not column.name.endswith(("_key", "_order")):
        # No pivot table of Excel needs it either; a column that others are sorted by must stay.
        made["isAvailableInMdx"] = False
    if written[column.format]:
        made["formatString"] = written[column.format]
    made |= {
        "lineageTag": guid("column", table, column.name),
        "summarizeBy": "none",
        **({} if dax else {"sourceColumn": column.name}),
    }
    if column.sort_by:
        made["sortByColumn"] = column.sort_by
    made["annotations"] = [_annotation("SummarizationSetBy", "User")]
    return made


def _month_state() -> Json:
    """Whether a month is complete, computed when Power BI has read both files."""
    return {
        "type": "calculated",
        "name": MONTH_STATE,
        "description": MONTH_STATE_DESCRIPTION,
        "expression": MONTH_STATE_DAX.split("\n"),
        "dataType": "string",
        "lineageTag": guid("column", "monthly_revenue", MONTH_STATE),
        "summarizeBy": "none",
        "annotations": [_annotation("SummarizationSetBy", "User")],
    }


def _publication(written: Mapping[str, str]) -> Json:
    return {
        "name": PUBLICATION,
        "description": DESCRIPTION,
        "isHidden": True,
        "lineageTag": guid("table", PUBLICATION),
        "columns": [_column(PUBLICATION, column, written) for column in COLUMNS],
        "partitions": [
            {
                "name": PUBLICATION,
                "mode": "import",
                "source": {"type": "m", "expression": publication_query()},
            }
        ],
        "annotations": [_annotation("PBI_ResultType", "Table")],
    }


def _table(
    table: ModelTable, written: Mapping[str, str], form: Form, window: RefreshWindow | None
) -> Json:
    by_month = window if table.by_month else None
    columns = [
        _column(table.name, column, written, restated(table, column) if by_month else None)
        for column in table.columns
    ]
    return {
        "name": table.name,
        "description": table.description,
        "lineageTag": guid("table", table.name),
        **({"dataCategory": "Time"} if table.is_date_table else {}),
        **({"refreshPolicy": refresh_policy(table, by_month)} if by_month else {}),
        "columns": [*columns, _month_state()] if table.name == "monthly_revenue" else columns,
        "partitions": [
            {
                "name": table.name,
                "mode": "import",
                "source": {
                    "type": "m",
                    "expression": partition_query(table) if by_month else query(table, form),
                },
            }
        ],
        "annotations": [_annotation("PBI_ResultType", "Table")],
    }


def measure_description(measure: Measure) -> str:
    """What a measure means, its unit and when it is blank, in one line."""
    return f"{measure.in_power_bi} Unit: {measure.unit}. Blank: {measure.blank}."


def _measure(measure: Measure, written: Mapping[str, str]) -> Json:
    return {
        "name": measure.name,
        "description": measure_description(measure),
        "expression": measure.dax.split("\n"),
        "formatString": written[measure.format],
        "displayFolder": measure.folder,
        "lineageTag": guid("measure", measure.name),
    }


def _told(told: Told) -> Json:
    made: Json = {
        "name": told.name,
        "description": told.description,
        "expression": told.dax.split("\n"),
    }
    if told.format:
        made["formatString"] = told.format
    return made | {
        "isHidden": True,
        "displayFolder": told.folder,
        "lineageTag": guid("measure", told.name),
    }


def _measure_table(
    tables: Sequence[ModelTable], hidden: Sequence[Told], written: Mapping[str, str]
) -> Json:
    names = {table.name for table in tables}
    over = [one for one in MEASURES if one.source in names]
    files = ", ".join(table.file_name for table in tables)
    return {
        "name": MEASURE_TABLE,
        "description": f"The measures of the dashboard, over {files}.",
        "lineageTag": guid("table", MEASURE_TABLE),
        "measures": [*(_measure(one, written) for one in over), *map(_told, hidden)],
        "columns": [
            {
                "type": "calculatedTableColumn",
                "name": "Value",
                "description": "Only there because a table needs a column; the table holds "
                "measures.",
                "isHidden": True,
                "isAvailableInMdx": False,
                "lineageTag": guid("column", MEASURE_TABLE, "Value"),
                "summarizeBy": "none",
                "isNameInferred": True,
                "sourceColumn": "[Value]",
                "annotations": [_annotation("SummarizationSetBy", "User")],
            }
        ],
        "partitions": [
            {
                "name": MEASURE_TABLE,
                "mode": "import",
                "source": {"type": "calculated", "expression": 'ROW ( "Value", BLANK () )'},
            }
        ],
    }
