"""The semantic model: tables, measures, relationships and settings, as TMDL files."""

from __future__ import annotations

import json

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.measures import MEASURES, Measure
from crri_gui.powerbi import tmdl
from crri_gui.powerbi.ids import guid
from crri_gui.powerbi.queries import CULTURE, PARAMETER, parameter, query
from crri_gui.powerbi.tables import (
    FORMATS,
    MEASURE_TABLE,
    RELATIONSHIPS,
    TABLES,
    ModelColumn,
    ModelTable,
)

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

_NO_TIME_INTELLIGENCE = "annotation __PBI_TimeIntelligenceEnabled = 0"


def model_files(data_folder: str) -> dict[str, bytes]:
    """The files below NAME.SemanticModel/definition, reading the CSVs in `data_folder`.

    Raises `UsageError` when the folder is a text that no folder can have.
    """
    files = {
        "database.tmdl": tmdl.text(["database", "\tcompatibilityLevel: 1600"]),
        "model.tmdl": tmdl.text(_model()),
        "expressions.tmdl": tmdl.text(_expressions(data_folder)),
        "relationships.tmdl": tmdl.text(_relationships()),
        f"cultures/{CULTURE}.tmdl": tmdl.text([f"cultureInfo {CULTURE}"]),
        f"tables/{MEASURE_TABLE}.tmdl": tmdl.text(_measure_table()),
    }
    for table in TABLES:
        files[f"tables/{table.name}.tmdl"] = tmdl.text(_table(table))
    return files


def _model() -> list[str]:
    order = [PARAMETER, *(table.name for table in TABLES), MEASURE_TABLE]
    rules = json.dumps({"RuleIDs": sorted(IGNORED_RULES)})
    reasons = json.dumps(dict(sorted(IGNORED_RULES.items())))
    return [
        "model Model",
        f"\tculture: {CULTURE}",
        "\tdefaultPowerBIDataSourceVersion: powerBI_V3",
        "\tdiscourageImplicitMeasures",
        f"\tsourceQueryCulture: {CULTURE}",
        "\tdataAccessOptions",
        "\t\tlegacyRedirects",
        "\t\treturnErrorValuesAsNull",
        "",
        # Automatic date tables would be made for no column; off, as the checklist says.
        _NO_TIME_INTELLIGENCE,
        "",
        f"annotation PBI_QueryOrder = {json.dumps(order)}",
        "",
        f"annotation BestPracticeAnalyzer_IgnoreRules = {rules}",
        "",
        f"annotation CRRI_IgnoredRulesWithReasons = {reasons}",
        "",
        *(f"ref table {tmdl.name(table.name)}" for table in TABLES),
        f"ref table {MEASURE_TABLE}",
        "",
        f"ref cultureInfo {CULTURE}",
    ]


def _expressions(data_folder: str) -> list[str]:
    return [
        *tmdl.described(
            "The folder that holds the five CSVs. Another one: Transform data, Edit parameters; or "
            "`crri powerbi --repoint DIR`."
        ),
        f"expression {tmdl.name(PARAMETER)} = {parameter(data_folder)}",
        f"\tlineageTag: {guid('expression', PARAMETER)}",
        "",
        "\tannotation PBI_ResultType = Text",
    ]


def _relationships() -> list[str]:
    lines: list[str] = []
    for one in RELATIONSHIPS:
        ends = (one.many_table, one.many_column, one.one_table, one.one_column)
        lines += [
            f"relationship {guid('relationship', *ends)}",
            f"\tfromColumn: {tmdl.name(one.many_table)}.{tmdl.name(one.many_column)}",
            f"\ttoColumn: {tmdl.name(one.one_table)}.{tmdl.name(one.one_column)}",
            "",
        ]
    return lines


def _column(table: str, column: ModelColumn) -> list[str]:
    properties = [f"dataType: {tmdl.data_type(column.type)}"]
    if column.hidden:
        properties.append("isHidden")
    if column.key:
        properties.append("isKey")
    if column.hidden and not column.name.endswith(("_key", "_order")):
        # No pivot table of Excel needs it either; a column that others are sorted by must stay.
        properties.append("isAvailableInMdx: false")
    if FORMATS[column.format]:
        properties.append(f"formatString: {FORMATS[column.format]}")
    properties += [
        f"lineageTag: {guid('column', table, column.name)}",
        "summarizeBy: none",
        f"sourceColumn: {column.name}",
    ]
    if column.sort_by:
        properties.append(f"sortByColumn: {tmdl.name(column.sort_by)}")
    return [
        *tmdl.described(column.description),
        f"column {tmdl.name(column.name)}",
        *tmdl.indented([*properties, "", "annotation SummarizationSetBy = User"]),
        "",
    ]


def _table(table: ModelTable) -> list[str]:
    body = [f"lineageTag: {guid('table', table.name)}", ""]
    for column in table.columns:
        body += _column(table.name, column)
    body += [
        f"partition {tmdl.name(table.name)} = m",
        "\tmode: import",
        "\tsource =",
        *tmdl.indented(query(table), 3),
        "",
        "annotation PBI_ResultType = Table",
    ]
    return [
        *tmdl.described(table.description),
        f"table {tmdl.name(table.name)}",
        *tmdl.indented(body),
    ]


def measure_description(measure: Measure) -> str:
    """What a measure means, its unit and when it is blank, in one line."""
    return f"{measure.meaning} Unit: {measure.unit}. Blank: {measure.blank}."


def _measure(measure: Measure) -> list[str]:
    dax = measure.dax.split("\n")
    head = f"measure {tmdl.name(measure.name)} ="
    properties = [
        f"formatString: {FORMATS[measure.format]}",
        f"displayFolder: {measure.folder}",
        f"lineageTag: {guid('measure', measure.name)}",
    ]
    body = [f"{head} {dax[0]}"] if len(dax) == 1 else [head, *tmdl.indented(dax, 2)]
    return [
        *tmdl.described(measure_description(measure)),
        *body,
        *tmdl.indented(properties),
        "",
    ]


def _measure_table() -> list[str]:
    body = [f"lineageTag: {guid('table', MEASURE_TABLE)}", ""]
    for measure in MEASURES:
        body += _measure(measure)
    body += [
        *tmdl.described("Only there because a table needs a column; the table holds measures."),
        "column Value",
        "\tisHidden",
        "\tisAvailableInMdx: false",
        f"\tlineageTag: {guid('column', MEASURE_TABLE, 'Value')}",
        "\tsummarizeBy: none",
        "\tisNameInferred",
        "\tsourceColumn: [Value]",
        "",
        "\tannotation SummarizationSetBy = User",
        "",
        f"partition {MEASURE_TABLE} = calculated",
        "\tmode: import",
        '\tsource = ROW ( "Value", BLANK () )',
    ]
    tables = ", ".join(table.file_name for table in OUTPUT_TABLES)
    return [
        *tmdl.described(f"The measures of the dashboard, over {tables}."),
        f"table {MEASURE_TABLE}",
        *tmdl.indented(body),
    ]
