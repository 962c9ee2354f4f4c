"""An output as a pandas DataFrame: the form in which results reach notebooks and models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.publish.outputs import select
from crri_gui.engine.query.catalog import existing
from crri_gui.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Decimals = Literal["exact", "float"]


def frame(db: DuckDB, name: str, *, decimals: Decimals = "exact") -> pd.DataFrame:
    """The rows of an output in the order and with the columns of its CSV, text as it was given.

    Months are text (YYYY-MM), whole numbers `Int64` (blanks are `pandas.NA`). Money, days and
    shares are `decimal.Decimal`, so that sums stay exact to the cent; with `decimals="float"`
    they are `float64`, which is quicker and rounds. Raises `UsageError` for another name, and for
    an extension table that the run was not asked for.
    """
    import pandas as pd

    table = next((one for one in OUTPUT_TABLES if one.name == name), None)
    if table is None:
        raise UsageError("output_unknown", name=name, outputs=[one.name for one in OUTPUT_TABLES])
    if name not in existing(db):
        raise UsageError("output_not_asked_for", name=name, group=table.asked_with)
    rows = db.rows(select(table, ()))
    made = pd.DataFrame.from_records(rows, columns=[column.name for column in table.columns])
    for column in table.columns:
        if column.type == "integer":
            made[column.name] = made[column.name].astype("Int64")
        elif column.type == "text":
            made[column.name] = made[column.name].astype("string")
        elif decimals == "float":
            made[column.name] = made[column.name].astype("float64")
        else:
            made[column.name] = made[column.name].astype("object")
    return made
