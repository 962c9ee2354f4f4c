"""The contract: which raw tables are read, which tables come out, and what every column means.

The raw tables are described in `raw_tables.py`, each output in `engine/tables/NAME.toml`, beside
the statements that make it. Nowhere else is a column named, typed and explained, and nowhere else
are the outputs listed. The readers, the writers, the read-back check, the workbook, the help
texts, the documentation and the Power BI model are made from it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

ColumnType = Literal["text", "integer", "money", "number"]
FilterColumn = Literal["order_month", "payment_type", "customer_state"]


NEVER = "never"


@dataclass(frozen=True)
class Column:
    """A column of an output: its type, unit, meaning, when it is blank, and where it comes from.

    `least` and `most` are the ends of its range, where it has any. `own_words`: CRRI words its
    text, so that it is never what somebody has written into the raw files. `measure` is the measure
    of the dashboards that says the same of one row, or whose part of that number does. `code`: its
    numbers are keys, years or scores, written without separators.
    """

    name: str
    type: ColumnType
    unit: str
    meaning: str
    blank: str
    source: str
    least: int | None = None
    most: int | None = None
    own_words: bool = False
    measure: str = ""
    measure_part: int | None = None
    code: bool = False

    @property
    def is_month(self) -> bool:
        """Whether it holds months as YYYY-MM."""
        return self.unit.startswith("month,")

    @property
    def is_date(self) -> bool:
        """Whether it holds days as YYYY-MM-DD."""
        return self.unit.startswith("date,")

    @property
    def is_raw_text(self) -> bool:
        """Whether its text may be anything that the raw files hold."""
        return self.type == "text" and not self.is_month and not self.own_words


@dataclass(frozen=True)
class ColumnSum:
    """A sum over the table, by its `name`, that is what the query `facts` finds, to the cent.

    `column` is the column, or several that are added; `of` says which of the counted orders the
    facts are.
    """

    name: str
    column: str
    of: str
    facts: str


@dataclass(frozen=True)
class Reconciliation:
    """What must add up to the facts that an output was made from; empty where nothing does.

    `revenue` is the column whose sum is the revenue of the counted orders, `orders` the
    expression that counts these orders, `customers` the one that counts their customers.
    `without_guests` says that orders whose customer nobody knows are not in the table. `sums` are
    further ones.
    """

    revenue: str = ""
    orders: str = ""
    customers: str = ""
    without_guests: bool = False
    sums: tuple[ColumnSum, ...] = ()


@dataclass(frozen=True)
class Relationship:
    """Many rows of one table belong to one of another; filters flow to the many."""

    many_table: str
    many_column: str
    one_table: str
    one_column: str


@dataclass(frozen=True)
class InPowerBi:
    """What the Power BI model knows of a table beyond its columns.

    `hidden` columns are not shown, months of `matrix` come as text too. `relations` are those of
    this table with others. `date_table`: it is the model's date table, its key the days. `restated`
    columns of old rows change with new ones, so that who reads only the months that have changed
    takes them from elsewhere.
    """

    hidden: tuple[str, ...] = ()
    matrix: tuple[str, ...] = ()
    restated: tuple[str, ...] = ()
    date_table: bool = False
    relations: tuple[Relationship, ...] = ()


@dataclass(frozen=True)
class OutputTable:
    """An output table: its grain, columns in file order, unique key and what else is known of it.

    `title` is its name in the window; `one_row_per` and `answers` say in few words what it holds.
    `five` are the tables that dashboards rely on; any other is an extension, published beside
    them: always, or where `asked_with`, the name of its group, is asked for. `offered` are those
    that the window computes until somebody says otherwise. `beside` are tables of figures that it
    leaves too, which the manifest tells. `in_python`: a module computes it, after all statements.
    Tables are listed by `place`, those without one last, by name. `needs` are the tables
    that its statements read. Rows are written in the order of the columns `order`, which
    `order_sql` says faster over the computed table. As Parquet, a table `by_month` has a file for
    each `order_month` of the computed table. `totals` are what a comparison adds up, as
    SQL by name. `sample_rows` is how many rows the self-test's shop has. Measures are over the
    rows of the table `measured`, and reached by the filters `filters`.
    """

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    title: str = ""
    one_row_per: str = ""
    answers: str = ""
    five: bool = False
    asked_with: str = ""
    offered: bool = True
    in_python: bool = False
    beside: tuple[str, ...] = ()
    place: int | None = None
    needs: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    order_sql: str = ""
    by_month: bool = False
    totals: Mapping[str, str] = field(default_factory=dict, hash=False)
    reconcile: Reconciliation = Reconciliation()
    sample_rows: int | None = None
    measured: str = ""
    filters: tuple[FilterColumn, ...] = ()
    power_bi: InPowerBi = InPowerBi()

    @property
    def file_name(self) -> str:
        """The name of the CSV that dashboards point at."""
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        """The header, in order."""
        return tuple(column.name for column in self.columns)


_DESCRIPTIONS = Path(__file__).with_name("engine") / "tables"

if TYPE_CHECKING:
    OUTPUT_TABLES: tuple[OutputTable, ...]
    """Every output, in the order in which they are listed."""
    THE_FIVE: tuple[OutputTable, ...]
    """The outputs that existing dashboards rely on: their names, columns and types stay."""
    EXTENSIONS: dict[str, tuple[OutputTable, ...]]
    """The tables that are only made when their group is asked for, by that group."""
else:

    def __getattr__(name: str) -> Any:
        # Read when they are asked for: most commands' options need none of them.
        if name == "OUTPUT_TABLES":
            return described(_DESCRIPTIONS)
        if name == "THE_FIVE":
            return tuple(table for table in described(_DESCRIPTIONS) if table.five)
        if name == "EXTENSIONS":
            groups: dict[str, tuple[OutputTable, ...]] = {}
            for table in described(_DESCRIPTIONS):
                if table.asked_with:
                    groups[table.asked_with] = (*groups.get(table.asked_with, ()), table)
            return groups
        raise AttributeError(name)


def tables_with(groups: Collection[str]) -> tuple[OutputTable, ...]:
    """The outputs of a run that is asked for these groups of `EXTENSIONS`."""
    return tuple(
        table
        for table in described(_DESCRIPTIONS)
        if not table.asked_with or table.asked_with in groups
    )


@cache
def described(folder: Path) -> tuple[OutputTable, ...]:
    """The tables described in a folder, a file NAME.toml each.

    Raises `ValueError` where a description is wrong, which is a mistake of a programmer.
    """
    import tomllib

    files = sorted(folder.glob("*.toml"))
    texts = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
    tables = []
    for name in texts:
        try:
            in_python = not (folder / f"{name}.sql").is_file()
            tables.append(_table(name, texts, in_python=in_python))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{name}.toml describes no output table: {error}") from error
    return tuple(sorted(tables, key=lambda table: (table.place is None, table.place, table.name)))


def _table(name: str, texts: Mapping[str, dict[str, Any]], *, in_python: bool) -> OutputTable:
    text = dict(texts[name])
    listed = tuple(_column(column, texts) for column in text.pop("columns"))
    power_bi = text.pop("power_bi", {})
    relations = tuple(
        Relationship(*_end(one["many"], texts), *_end(one["one"], texts))
        for one in power_bi.pop("relations", ())
    )
    date_table = power_bi.pop("date_table", False)
    measures = {"rows": name, "filters": (), **text.pop("measures", {})}
    known = {column.name for column in listed}
    key = tuple(text.pop("key"))
    order = tuple(text.pop("order", key))
    flags = {flag: tuple(names) for flag, names in power_bi.items()}
    codes = flags.pop("codes", ())
    for named in (*key, *order, *codes, *(one for names in flags.values() for one in names)):
        if named not in known:
            raise ValueError(f"it has no column {named}")
    needs = tuple(text.pop("needs"))
    asked_with = text.pop("with", "")
    for other in needs:
        if other not in texts:
            raise ValueError(f"there is no table {other}, which it needs")
        if texts[other].get("with", asked_with) != asked_with:
            raise ValueError(f"it needs {other}, which is of another group")
    adding_up = text.pop("reconcile", {})
    sums = tuple(ColumnSum(**one) for one in adding_up.pop("sums", ()))
    reconcile = Reconciliation(**adding_up, sums=sums)
    if in_python and reconcile != Reconciliation():
        raise ValueError("it is made after what adds up, so it has nothing to reconcile")
    if bool(reconcile.revenue) != bool(reconcile.orders):
        raise ValueError("it reconciles revenue and orders together, or neither")
    return OutputTable(
        name,
        columns=tuple(replace(one, code=one.name in codes) for one in listed),
        key=key,
        order=order,
        needs=needs,
        reconcile=reconcile,
        asked_with=asked_with,
        in_python=in_python,
        beside=tuple(text.pop("beside", ())),
        measured=measures["rows"],
        filters=tuple(measures["filters"]),
        power_bi=InPowerBi(relations=relations, date_table=date_table, **flags),
        **text,
    )


def _end(text: str, texts: Mapping[str, dict[str, Any]]) -> tuple[str, str]:
    """The table and the column at an end of a relation."""
    table, _, column = text.partition(".")
    if column not in {_column(one, texts).name for one in texts[table]["columns"]}:
        raise ValueError(f"it is related to {text}, which is no column")
    return table, column


def _column(text: Mapping[str, Any], texts: Mapping[str, dict[str, Any]]) -> Column:
    """A column; one that is `like` that of another table is described there."""
    if "like" in text:
        table, _, name = text["like"].partition(".")
        [text] = (other for other in texts[table]["columns"] if other.get("name") == name)
    if text["type"] not in get_args(ColumnType):
        raise ValueError(f"{text['name']} has no type {text['type']}")
    return Column(**{"blank": NEVER, **text})


SEGMENTS: tuple[str, ...] = ("Low Value", "Mid Value", "High Value")
"""The value segments, from low to high."""

NAMED_SEGMENTS: dict[str, tuple[tuple[int, int], ...]] = {
    "Champions": ((5, 4), (5, 5)),
    "Loyal": ((3, 4), (3, 5), (4, 4), (4, 5)),
    "Potential Loyalists": ((4, 2), (4, 3), (5, 2), (5, 3)),
    "Recent Customers": ((5, 1),),
    "Promising": ((4, 1),),
    "Needing Attention": ((3, 3),),
    "About To Sleep": ((3, 1), (3, 2)),
    "At Risk": ((1, 3), (1, 4), (2, 3), (2, 4)),
    "Can't Lose Them": ((1, 5), (2, 5)),
    "Hibernating": ((2, 1), (2, 2)),
    "Lost": ((1, 1), (1, 2)),
}
"""The eleven named segments: the cells (recency score, frequency score), five points each."""

REPEAT_RATE_DAYS: tuple[int, ...] = (7, 30, 60, 90, 180, 365)
"""The horizons of the N-day repeat rate, in days of 24 hours after the first order."""
NO_PAYMENT = "not_defined"
"""The payment type of an order without a payment: none, so no sentence says it was paid by it."""
REPEAT_BY_MONTH_DAYS = 90
"""The horizon of the rate that is drawn beside Repeat Rate by month."""
