"""The tables of the model: the contract's columns, and the few that Power Query adds to them.

A month is text, sorted by a number YYYYMM; both are made from the file's text, so no column is
sorted by what was computed from itself in DAX (which Power BI refuses as circular).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from crri_gui.contract import (
    NEVER,
    OUTPUT_TABLES,
    SEGMENTS,
    Column,
    ColumnType,
    OutputTable,
    Relationship,
    tables_with,
)
from crri_gui.definitions import Shop

MEASURE_TABLE = "KPI_Measures"
FORMATS: dict[str, str] = {
    "text": "",
    "integer": "#,0",
    "money": "#,0.00",
    "number": "#,0.00",
    "percent": "0.00%",
    "code": "0",
    "date": "yyyy-mm-dd",
}
"""The format string of each kind of value; a percentage is a share, 0 to 1."""


def formats(shop: Shop) -> dict[str, str]:
    """`FORMATS` with amounts as the shop shows them: each letter of its sign stands for itself."""
    if shop.currency_symbol == "" and shop.money_decimals == Shop().money_decimals:
        return FORMATS
    amount = "#,0" + (f".{'0' * shop.money_decimals}" if shop.money_decimals else "")
    sign = "".join(f"\\{letter}" for letter in shop.currency_symbol)
    if sign:
        # The sign of the number stands before that of the currency.
        amount = f"{sign}\\ {amount};-{sign}\\ {amount}"
    return FORMATS | {"money": amount}


ModelType = ColumnType | Literal["date"]


@dataclass(frozen=True)
class ModelColumn:
    """A column of the model.

    `format` is a key of `FORMATS`. `made` is the M expression of a row that makes it, over the
    file's columns ([name]); None for a column of the file. `nullable`: blank in some rows.
    """

    name: str
    type: ModelType
    description: str
    format: str
    made: str | None = None
    nullable: bool = False
    hidden: bool = False
    key: bool = False
    sort_by: str | None = None


@dataclass(frozen=True)
class ModelTable:
    """A table of the model: its description, its columns in order, whether it is the date table.

    As folders of Parquet, one `by_month` has a file a month.
    """

    name: str
    description: str
    columns: tuple[ModelColumn, ...]
    is_date_table: bool = False
    by_month: bool = False

    @property
    def file_name(self) -> str:
        """The CSV it is read from."""
        return f"{self.name}.csv"

    @property
    def from_file(self) -> tuple[ModelColumn, ...]:
        """The columns that the CSV must have."""
        return tuple(column for column in self.columns if column.made is None)

    @property
    def made(self) -> tuple[ModelColumn, ...]:
        """The columns that Power Query adds."""
        return tuple(column for column in self.columns if column.made is not None)


def relationships(tables: Collection[ModelTable]) -> tuple[Relationship, ...]:
    """The relations between these tables."""
    names = {table.name for table in tables}
    return tuple(one for one in RELATIONSHIPS if {one.many_table, one.one_table} <= names)


def tables_read(extensions: Collection[str] | None) -> tuple[ModelTable, ...]:
    """The tables of a model that reads these groups of extension tables; None: all."""
    if extensions is None:
        return TABLES
    return tuple(BY_NAME[table.name] for table in tables_with(extensions))


RELATIONSHIPS: tuple[Relationship, ...] = tuple(
    relation for table in OUTPUT_TABLES for relation in table.power_bi.relations
)


def description(column: Column) -> str:
    """What a column means, its unit and when it is blank, in one line."""
    blank = "" if column.blank == NEVER else f" Blank: {column.blank}."
    return f"{column.meaning} Unit: {column.unit}.{blank}"


def _format(column: Column) -> str:
    if column.code:
        return "code"
    if column.type == "number" and column.unit.startswith("share"):
        return "percent"
    return _type(column)


def _type(column: Column) -> ModelType:
    return "date" if column.is_date else column.type


def _month_columns(name: str) -> list[ModelColumn]:
    """The number that a month is sorted by."""
    return [
        ModelColumn(
            f"{name}_key",
            "integer",
            f"{name} as a number YYYYMM, for sorting.",
            "code",
            made=f'Int64.From(Text.Remove([{name}], "-"), "en-US")',
            hidden=True,
        )
    ]


def _month_text(name: str, of: Column) -> ModelColumn:
    return ModelColumn(
        f"{name}_txt",
        "text",
        f"{of.meaning} As text for rows and columns of a matrix, sorted by {name}_key.",
        "text",
        made=f"[{name}]",
        sort_by=f"{name}_key",
    )


def _months_since_first() -> ModelColumn:
    """How old a cohort is in a month, so that all cohorts begin in the same column."""

    def number(part: str) -> str:
        return f'Int64.From({part}, "en-US")'

    years = (number(f"Text.Start([{name}], 4)") for name in ("order_month", "cohort_month"))
    months = (number(f"Text.End([{name}], 2)") for name in ("order_month", "cohort_month"))
    return ModelColumn(
        "months_since_first",
        "integer",
        "Calendar months from cohort_month to order_month: 0 in the cohort's first month. Unit: "
        "months.",
        "code",
        made=f"12 * ({' - '.join(years)}) + {' - '.join(months)}",
    )


def _segment_columns() -> list[ModelColumn]:
    """The segments in the order of their value: as a number, and as text that sorts itself."""
    places = {name: place for place, name in enumerate(SEGMENTS, 1)}
    names = ", ".join(f'"{name}"' for name in places)
    order = f"List.PositionOf({{{names}}}, [segment]) + 1"
    labels = ", ".join(f'"{place}. {name}"' for name, place in places.items())
    return [
        ModelColumn(
            "segment_order",
            "integer",
            "Place of the segment from low to high value, for sorting.",
            "code",
            made=order,
            hidden=True,
        ),
        ModelColumn(
            "segment_ordered",
            "text",
            f"segment with its place before it ({labels.replace(chr(34), '')}), so that it sorts "
            "by value.",
            "text",
            made=f'Text.From({order}, "en-US") & ". " & [segment]',
        ),
    ]


MOVED = ("(new)", *SEGMENTS)
"""What a customer may have been before a move, from nobody to the best."""


def _moved_column(name: str) -> ModelColumn:
    """A segment before or after a move, with its place before it."""
    names = ", ".join(f'"{value}"' for value in MOVED)
    place = f"List.PositionOf({{{names}}}, [{name}])"
    return ModelColumn(
        f"{name}_ordered",
        "text",
        f"{name} with its place before it, so that it sorts by value.",
        "text",
        made=f'Text.From({place}, "en-US") & ". " & [{name}]',
    )


def _table(table: OutputTable) -> ModelTable:
    # A table has one key in the model: where relations end, which a refresh then holds unique.
    ends = {one.one_column for one in RELATIONSHIPS if one.one_table == table.name}
    key = tuple(sorted(ends)) or table.key
    columns: list[ModelColumn] = []
    added: list[ModelColumn] = []
    for column in table.columns:
        sort_by = f"{column.name}_key" if column.is_month else None
        if column.name == "segment":
            sort_by = "segment_order"
        columns.append(
            ModelColumn(
                column.name,
                _type(column),
                description(column),
                _format(column),
                nullable=column.blank != NEVER,
                hidden=column.name in table.power_bi.hidden,
                key=key == (column.name,),
                sort_by=sort_by,
            )
        )
        if column.is_month:
            added += _month_columns(column.name)
            if column.name in table.power_bi.matrix:
                added.append(_month_text(column.name, column))
        if column.name == "segment":
            added += _segment_columns()
        if column.name in ("from_segment", "to_segment"):
            added.append(_moved_column(column.name))
    if table.name == "cohort_retention":
        added.append(_months_since_first())
    return ModelTable(
        table.name,
        f"{table.grain[:1].upper()}{table.grain[1:]}.",
        (*columns, *added),
        is_date_table=table.power_bi.date_table,
        by_month=table.by_month,
    )


TABLES: tuple[ModelTable, ...] = tuple(_table(table) for table in OUTPUT_TABLES)
BY_NAME: dict[str, ModelTable] = {table.name: table for table in TABLES}
