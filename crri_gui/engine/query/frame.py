"""The rows of a SELECT as a frame of pandas, Arrow or polars: how results reach notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, get_args

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.publish.outputs import select
from crri_gui.engine.query.catalog import PERIODS, WHOLE, Field, existing
from crri_gui.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Money = Literal["decimal", "cents", "float"]
"""Amounts exact (`decimal.Decimal`), as whole cents, or rounded to binary floating point."""

_SCALE = re.compile(r"DECIMAL\(\d+,\s*(\d+)\)")


def rows_of_output(db: DuckDB, name: str) -> str:
    """The SELECT of an output's rows in the order and with the columns of its CSV.

    Raises `UsageError` for another name, and for an extension table that the run was not asked for.
    """
    table = next((one for one in OUTPUT_TABLES if one.name == name), None)
    if table is None:
        raise UsageError("output_unknown", name=name, outputs=[one.name for one in OUTPUT_TABLES])
    if name not in existing(db):
        raise UsageError("output_not_asked_for", name=name, group=table.asked_with)
    # A published set has the columns of its files alone, which the quicker order does not know.
    return select(replace(table, order_sql=""), ())


def to_pandas(db: DuckDB, rows: str, fields: Sequence[Field], money: Money) -> pd.DataFrame:
    """The rows as a pandas DataFrame, text as it was given.

    Months are text (YYYY-MM), whole numbers `Int64` (blanks are `pandas.NA`), days and shares
    `float64`. Amounts are `decimal.Decimal`, so that sums stay exact, `Int64` with
    `money="cents"`, or `float64`.
    """
    import pandas as pd

    refuse_other_money(money)
    written = {one.name: _written(one, money) for one in fields}
    exact = {one.name for one in fields if _is_amount(one) and not _is_rounded(one, money)}
    # As numbers they would pass through binary floating point on their way to pandas.
    written |= {name: f"CAST({sql_identifier(name)} AS VARCHAR)" for name in exact}
    db.run.checkpoint()
    found = db.execute(_asked(rows, written)).fetchnumpy()
    columns = {one.name: _column(one, found[one.name], money, exact) for one in fields}
    return pd.DataFrame(columns)


def _column(field: Field, values: Any, money: Money, exact: set[str]) -> Any:
    import numpy as np
    import pandas as pd

    blank = np.ma.getmaskarray(values)
    data = np.ma.getdata(values)
    if field.name in exact:
        texts = zip(data.tolist(), blank.tolist(), strict=True)
        return pd.Series([None if gone else Decimal(text) for text, gone in texts], dtype=object)
    if _is_whole(field, money):
        return pd.arrays.IntegerArray(data.astype("int64"), blank)
    if _is_float(field):
        return np.where(blank, np.nan, data.astype("float64"))
    if field.kind == "flag":
        return pd.arrays.BooleanArray(data.astype(bool), blank)
    if field.kind == "time" and data.dtype.kind == "M":
        return np.where(blank, np.datetime64("NaT"), data)
    objects = data.astype(object)
    objects[blank] = None
    if field.kind in ("text", *PERIODS):
        return pd.array(objects, dtype="string")
    return objects


def to_arrow(
    db: DuckDB, rows: str, fields: Sequence[Field], money: Money, said: Mapping[str, str]
) -> pa.Table:
    """The rows as an Arrow table; amounts are decimals, 64-bit cents or doubles.

    `said` are the table's metadata. Raises `UsageError` where pyarrow is not installed.
    """
    refuse_other_money(money)
    refuse_missing("pyarrow")
    written = {one.name: _written(one, money) for one in fields}
    db.run.checkpoint()
    # As a relation: from a result that is fetched, every row would be copied once more.
    made: pa.Table = db.con.sql(_asked(rows, written)).to_arrow_table()
    return made.replace_schema_metadata(dict(said))


def to_polars(db: DuckDB, rows: str, fields: Sequence[Field], money: Money) -> pl.DataFrame:
    """The rows as a polars DataFrame, with the types of `to_arrow`.

    Raises `UsageError` where polars or pyarrow, by which the rows get there, is not installed.
    """
    refuse_missing("polars")
    table = to_arrow(db, rows, fields, money, {})
    import polars as pl

    made = pl.from_arrow(table)
    assert isinstance(made, pl.DataFrame)
    return made


def amounts(values: Sequence[Any], money: Money) -> Any:
    """Exact amounts (None is blank) as a column of pandas, in the form of `to_pandas`."""
    import pandas as pd

    refuse_other_money(money)
    if money == "float":
        return pd.array([None if one is None else float(one) for one in values], dtype="float64")
    if money == "cents":
        cents = [None if one is None else int(one * 100) for one in values]
        return pd.array(cents, dtype="Int64")
    return pd.array(list(values), dtype=object)


def refuse_other_money(money: str) -> None:
    """Raise `UsageError` for a form of amounts that there is not."""
    if money not in get_args(Money):
        raise UsageError("money_form_unknown", form=money, forms=get_args(Money))


def refuse_missing(package: str) -> None:
    """Raise `UsageError` where a package that not everybody needs is not installed."""
    if find_spec(package) is None:
        raise UsageError("package_missing", package=package)


def _asked(rows: str, written: Mapping[str, str]) -> str:
    columns = ", ".join(f"{sql} AS {sql_identifier(name)}" for name, sql in written.items())
    return f"SELECT {columns} FROM ({rows})"


def _written(field: Field, money: Money) -> str:
    name = sql_identifier(field.name)
    if _is_amount(field):
        if money == "float":
            return f"CAST({name} AS DOUBLE)"
        return f"CAST({name} * 100 AS BIGINT)" if _in_cents(field, money) else name
    if _is_whole(field, money):
        return f"CAST({name} AS BIGINT)"
    return f"CAST({name} AS DOUBLE)" if _is_float(field) else name


def _is_amount(field: Field) -> bool:
    """Whether it is exact beyond whole numbers: money, or another sum of decimals in a query."""
    if not field.type.startswith("DECIMAL"):
        return False
    return field.kind == "money" or (field.about is None and _scale(field) > 0)


def _is_rounded(field: Field, money: Money) -> bool:
    """Whether an amount is a plain number; one with digits below the cent is no whole cents."""
    return money == "float" or _in_cents(field, money)


def _in_cents(field: Field, money: Money) -> bool:
    return money == "cents" and _is_amount(field) and _scale(field) <= 2


def _scale(field: Field) -> int:
    found = _SCALE.fullmatch(field.type)
    return int(found[1]) if found else 0


def _is_whole(field: Field, money: Money) -> bool:
    return _in_cents(field, money) or (field.kind in WHOLE and "INT" in field.type)


def _is_float(field: Field) -> bool:
    return field.is_number and not (field.kind in WHOLE and "INT" in field.type)
