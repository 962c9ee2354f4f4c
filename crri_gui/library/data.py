"""What computed results and a published set can both be asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, overload

import duckdb

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.dashboard.measures import BY_NAME, MEASURES
from crri_gui.definitions.option_types import MonthRange
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.sql_text import sql_identifier, written_out
from crri_gui.engine.query.browse import Filter, condition
from crri_gui.engine.query.catalog import existing, fields_of
from crri_gui.engine.query.dashboard.asking import Number
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, calendar_of
from crri_gui.engine.query.dashboard.grouped import measure_by
from crri_gui.engine.query.frame import Money, amounts, refuse_other_money, rows_of_output
from crri_gui.errors import UsageError
from crri_gui.library.table import Table
from crri_gui.library.working import ask

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
Where = Mapping[str, str | Iterable[str | None] | None]
_BESIDE = ("rejects", "order_facts")
"""Tables beside the outputs that have a meaning of their own."""


def measures() -> pd.DataFrame:
    """Every measure of the dashboards: a frame by name with `meaning`, `unit`, `blank`, `table`.

    Money measures are in the currency of the raw data, shares are 0 to 1; `blank` says when there
    is no number, `table` which output it is over.

    >>> crri.measures().loc["Repeat Rate", "unit"]
    'share of customers'
    """
    import pandas as pd

    rows = [(one.name, one.meaning, one.unit, one.blank, one.source) for one in MEASURES]
    names = ["name", "meaning", "unit", "blank", "table"]
    return pd.DataFrame(rows, columns=names).set_index("name")


class Data(ABC):
    """The tables of a run or of a published set, by name, and what they can be asked.

    `definitions` are those that they were made under, by name; `fingerprint` is a hash of the
    content of the raw files and the definitions: equal ones are equal numbers.
    """

    def __init__(self, definitions: Mapping[str, Any], fingerprint: str) -> None:
        self.definitions = dict(definitions)
        self.fingerprint = fingerprint

    @abstractmethod
    def _database(self, run: RunContext) -> AbstractContextManager[DuckDB]:
        """The tables, on a connection that the run can interrupt."""

    @contextmanager
    def _database_for_query(self, run: RunContext) -> Iterator[DuckDB]:
        with self._database(run) as db, _refusing():
            yield db

    def _ask(self, question: Callable[[DuckDB], T]) -> T:
        return ask(self._database, question)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names that `[...]` takes: the outputs, then the tables beside them."""
        there = self._ask(existing)
        outputs = (table.name for table in OUTPUT_TABLES)
        return tuple(name for name in (*outputs, *_BESIDE) if name in there)

    def __getitem__(self, name: str) -> Table:
        """An output by its name, or `rejects`: rows and columns of its CSV.

        >>> results["monthly_revenue"].columns[:3]
        ('order_month', 'revenue', 'orders')
        >>> len(results["master_orders"])
        7

        Raises `UsageError` for another name, and for an extension table that was not asked for.
        """
        return self._ask(lambda db: self._table(db, name))

    def __contains__(self, name: object) -> bool:
        return name in self.tables

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def _table(self, db: DuckDB, name: str) -> Table:
        if name in _BESIDE and name in existing(db):
            rows = f"SELECT * FROM {name}"
        else:
            rows = rows_of_output(db, name)
        return self._made(name, rows, fields_of(db, rows, name))

    def _made(self, name: str, rows: str, fields: Sequence[Any]) -> Table:
        return Table(name, rows, fields, self._database, self._said)

    @property
    def _said(self) -> dict[Hashable, Any]:
        return {"definitions": self.definitions, "fingerprint": self.fingerprint}

    @overload
    def measure(
        self, name: str, by: None = None, where: Where | None = None, *, money: Money = "decimal"
    ) -> Number | None: ...

    @overload
    def measure(
        self,
        name: str,
        by: str | Sequence[str],
        where: Where | None = None,
        *,
        money: Money = "decimal",
    ) -> pd.DataFrame: ...

    def measure(
        self,
        name: str,
        by: str | Sequence[str] | None = None,
        where: Where | None = None,
        *,
        money: Money = "decimal",
    ) -> pd.DataFrame | Number | None:
        """A measure of the dashboards (`crri.measures()`), of all orders or of some.

        Without `by` it is one number, `None` where it is blank. With `by`, a column or several, a
        DataFrame of those columns and the measure, a row for each of their values, sorted; by
        `order_month`, every month of the calendar has a row. `where` limits the orders:
        `order_month` ("2018-05", "2018-01..2018-05", or a list of months), `customer_state` and
        `payment_type` (a value or a list; None is blank). Sums of money are as
        `money` says (see `Table.to_pandas`), what was divided is a float; shares are 0 to 1.

        >>> results.measure("Total Revenue")
        Decimal('400.00')
        >>> in_sp = {"customer_state": "SP", "order_month": "2020-01"}
        >>> results.measure("Total Revenue", where=in_sp)
        Decimal('150.00')
        >>> results.measure("Total Orders", by="payment_type")
          payment_type  Total Orders
        0       boleto             2
        1         card             4
        2      voucher             1

        Raises `UsageError` for an unknown measure, column or value of a month, and where a
        condition does not reach the measure, whose number would be of all orders.
        """
        refuse_other_money(money)
        columns = [by] if isinstance(by, str) else list(by or ())
        rows = self._ask(lambda db: measure_by(db, _filters(db, where or {}), name, columns))
        if by is None:
            [value] = amounts(rows[0], money) if _is_exact(rows) else rows[0]
            found: Number | None = value
            return found
        return self._measured(rows, columns, name, money)

    def _measured(
        self, rows: Sequence[tuple[Any, ...]], columns: Sequence[str], name: str, money: Money
    ) -> pd.DataFrame:
        import pandas as pd

        made = pd.DataFrame.from_records(rows, columns=[*columns, name])
        measure = BY_NAME[name]
        if _is_exact(rows):
            made[name] = amounts([row[-1] for row in rows], money)
        else:
            made[name] = made[name].astype("Int64" if measure.format == "integer" else "float64")
        for column in columns:
            if made[column].map(lambda value: isinstance(value, str)).any():
                made[column] = made[column].astype("string")
        attrs: dict[Hashable, Any] = {
            "measure": name,
            "meanings": {name: measure.meaning},
            "units": {name: measure.unit},
            **self._said,
        }
        made.attrs = attrs
        return made

    def customers(self, **conditions: Any) -> Table:
        """The customers of `rfm_customers` that meet all conditions, each `column=value`.

        A value is one value, a list of values, or for numbers a pair (from, to), both included,
        with `None` for no bound.

        >>> results.customers(segment="High Value").to_pandas()["customer_unique_id"].tolist()
        ['u3']
        >>> len(results.customers(monetary=(100, None), frequency=[2, 3]))
        2

        Raises `UsageError` for an unknown column, or a value of another type.
        """
        return self._ask(lambda db: self._customers(db, conditions))

    def _customers(self, db: DuckDB, conditions: Mapping[str, Any]) -> Table:
        name = "rfm_customers"
        fields = {one.name: one for one in fields_of(db, rows_of_output(db, name), name)}
        for column in conditions:
            if column not in fields:
                raise UsageError("grid_column_unknown", name=column, table=name, column=column)
        filters = [_condition(column, value) for column, value in conditions.items()]
        rows = f"({rows_of_output(db, name)})"
        sql, values = condition(filters, fields, rows)
        rows = f"SELECT * FROM {rows} WHERE {written_out(sql, values)}"
        return self._made(name, rows, tuple(fields.values()))

    def sql(self, query: str) -> Table:
        """The rows of a query in DuckDB's SQL, which can read and never change anything.

        The tables are `tables`, the outputs with the columns of their CSVs. Amounts stay exact as
        long as they are added; a division makes a float.

        >>> results.sql("SELECT sum(order_value) AS worth FROM master_orders").to_pandas()
            worth
        0  400.00

        Raises `UsageError` for what is not one query, or one that DuckDB refuses; its reason is in
        the message.
        """
        return self._ask(lambda db: self._queried(db, query))

    def _queried(self, db: DuckDB, query: str) -> Table:
        with _refusing():
            statements = db.con.extract_statements(query)
            if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
                raise UsageError("query_is_no_select")
            # On lines of their own: the query may end with a comment.
            rows = f"{_as_published(db)} SELECT * FROM (\n{query.strip().rstrip(';')}\n)"
            fields = fields_of(db, rows)
        return Table("query", rows, fields, self._database_for_query, self._said)


def _as_published(db: DuckDB) -> str:
    """The outputs by their names, without the columns that only the engine needs."""
    there = existing(db)
    named = (
        f"{table.name} AS (SELECT {', '.join(map(sql_identifier, table.column_names))} "
        f"FROM main.{table.name})"
        for table in OUTPUT_TABLES
        if table.name in there
    )
    return f"WITH {', '.join(named)}"


@contextmanager
def _refusing() -> Iterator[None]:
    """What DuckDB objects to in a query is told to whoever wrote it."""
    try:
        yield
    except duckdb.Error as error:
        raise UsageError("query_refused", reason=str(error).strip()) from error


def _is_exact(rows: Sequence[tuple[Any, ...]]) -> bool:
    """Whether the measure is a sum of money, which no division has rounded."""
    return any(isinstance(row[-1], Decimal) for row in rows)


def _condition(column: str, value: Any) -> Filter:
    if isinstance(value, tuple):
        return Filter(column, "range", value)
    return Filter(column, "is", tuple(value) if isinstance(value, list | set) else (value,))


def _filters(db: DuckDB, conditions: Where) -> Filters:
    """The conditions as the dashboards' filters. Raises `UsageError`."""
    filters = NO_FILTERS
    for column, said in conditions.items():
        values = (said,) if said is None or isinstance(said, str) else tuple(said)
        chosen = frozenset("" if value is None else value for value in values)
        if column == "order_month":
            filters = _in_months(db, filters, values)
        elif column == "customer_state":
            filters = replace(filters, states=chosen)
        elif column == "payment_type":
            filters = replace(filters, payment_types=chosen)
        else:
            columns = ("order_month", "customer_state", "payment_type")
            raise UsageError("condition_unknown", name=column, columns=columns)
    return filters


def _in_months(db: DuckDB, filters: Filters, values: Sequence[str | None]) -> Filters:
    months: set[str] = set()
    for value in values:
        text = value or ""
        span = MonthRange.months(text if ".." in text else f"{text}..{text}")
        if span is None or span[0] > span[1]:
            raise UsageError("condition_no_month", value=text)
        first, last = span
        inside = [month for month in calendar_of(db, NO_FILTERS) if first <= month <= last]
        # A month without data is asked for all the same, and has no number.
        months |= {first, last, *inside}
    if not months:
        raise UsageError("condition_no_month", value="")
    span = (min(months), max(months))
    left_out = {m for m in calendar_of(db, replace(filters, months=span)) if m not in months}
    return replace(filters, months=span, left_out=frozenset(left_out))
