"""Incremental refresh: a published model reads the months of orders that have changed, no others.

A service asks each month for its mark (`engine/publish/outputs.py`), which manifest.json tells, and
reads its file where the mark is another one. So a month that is restated is read again however old
it is. Columns that new orders restate in all months are no part of the mark: DAX computes them,
anew with every refresh, of a table that is read whole.

Months beyond the window are not asked any more, and those beyond what is kept are dropped. So the
window reaches from the first month to years behind the publication for which the model was made.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from crri_gui.powerbi.model.ids import guid
from crri_gui.powerbi.model.power_query import RANGE, data_file, month_of, query
from crri_gui.powerbi.model.schema import ModelColumn, ModelTable

Json = dict[str, Any]

SPARE_YEARS = 5
"""For so long after its publication a model asks all its months; it keeps them twice as long."""
RESTATED: dict[tuple[str, str], str] = {
    ("master_orders", "is_repeat_customer"): """\
IF (
    NOT ( ISBLANK ( master_orders[customer_unique_id] ) ),
    IF ( RELATED ( rfm_customers[frequency] ) >= 2, 1, 0 )
)"""
}
"""The DAX of columns that new orders restate, by table and column."""


@dataclass(frozen=True)
class RefreshWindow:
    """How many months are asked for their marks, and for how many years months are kept."""

    months: int
    years: int


def refresh_window(first_month: str, published: str) -> RefreshWindow:
    """The window of a set with that first month, published at that time (both begin with YYYY-MM).

    It changes once a year, and with it the model.
    """
    years = max(int(published[:4]) - int(first_month[:4]), 0) + 1
    return RefreshWindow(12 * (years + SPARE_YEARS), years + 2 * SPARE_YEARS)


def as_it_is_read(table: ModelTable) -> ModelTable:
    """The table without the columns that are computed instead."""
    kept = tuple(one for one in table.columns if (table.name, one.name) not in RESTATED)
    return replace(table, columns=kept)


def restated(table: ModelTable, column: ModelColumn) -> list[str] | None:
    """The DAX of a column that is computed instead of read; None of those that are read."""
    dax = RESTATED.get((table.name, column.name))
    return None if dax is None else dax.split("\n")


def partition_query(table: ModelTable) -> list[str]:
    """The M expression that reads the months of a range."""
    return query(as_it_is_read(table), "parquet", in_range=True)


def refresh_policy(table: ModelTable, window: RefreshWindow) -> Json:
    """The policy as the Tabular Model Scripting Language has it."""
    return {
        "policyType": "basic",
        "rollingWindowGranularity": "year",
        "rollingWindowPeriods": window.years,
        "incrementalGranularity": "month",
        "incrementalPeriods": window.months,
        "pollingExpression": polling_query(table),
        "sourceExpression": partition_query(table),
    }


def polling_query(table: ModelTable) -> list[str]:
    """The M expression of the marks of a range's months; where they are others, it is read anew."""
    begins, first = f'"{table.name}/"', len(table.name) + 1
    text = f"""
        let
            Files = Json.Document(File.Contents({data_file("manifest.json")}), 65001)[files],
            Named = List.Select(Record.FieldNames(Files), each Text.StartsWith(_, {begins})),
            MonthOf = (name) => {month_of(f"Text.Range(name, {first})")},
            InRange = List.Select(
                Named, each MonthOf(_) >= {RANGE[0]} and MonthOf(_) < {RANGE[1]}
            ),
            Marks = List.Transform(
                List.Sort(InRange), each Record.Field(Record.Field(Files, _), "mark")
            )
        in
            Text.Combine({{Text.From(List.Count(Marks), "en-US")}} & Marks, " ")
        """
    return inspect.cleandoc(text).split("\n")


def range_parameters() -> Sequence[Json]:
    """The two parameters that a service sets for each partition; Desktop reads all months."""
    return [
        {
            "name": name,
            "description": "Which months of orders are read: from RangeStart until before "
            "RangeEnd. The service sets both; here they leave out nothing.",
            "kind": "m",
            "expression": f"#datetime({year}, 1, 1, 0, 0, 0) "
            'meta [IsParameterQuery=true, Type="DateTime", IsParameterQueryRequired=true]',
            "lineageTag": guid("expression", name),
            "annotations": [{"name": "PBI_ResultType", "value": "DateTime"}],
        }
        for name, year in zip(RANGE, (1900, 2200), strict=True)
    ]
