"""A table of results: its schema with meanings, and its rows as a frame of one's choice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from crri_gui.engine.query.catalog import Field
from crri_gui.engine.query.frame import Money, to_arrow, to_pandas, to_polars
from crri_gui.library.working import Tables, ask

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_SHOWN = 5


class Table:
    """The rows of an output, of a selection, or of a query; none is read until it is asked for.

    `name` says what it is, `columns` are its columns in order, `len()` its rows. What it is shown
    as tells type, unit and meaning of every column, and the first rows.
    """

    def __init__(
        self,
        name: str,
        rows: str,
        fields: Sequence[Field],
        tables: Tables,
        said: Mapping[Hashable, Any],
    ) -> None:
        self.name = name
        self._rows = rows
        self._fields = tuple(fields)
        self._tables = tables
        self._said = said

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self._fields)

    @property
    def meanings(self) -> dict[str, str]:
        """What each column means, by name; "" where nothing is known, as in a query's."""
        return {one.name: one.about.meaning if one.about else "" for one in self._fields}

    @property
    def units(self) -> dict[str, str]:
        """The unit of each column, by name; "" where it has none."""
        return {one.name: one.about.unit if one.about else "" for one in self._fields}

    def to_pandas(self, *, money: Money = "decimal") -> pd.DataFrame:
        """The rows as a pandas DataFrame, in the order of the published file.

        Amounts are `decimal.Decimal` (`money="decimal"`, exact), whole cents as `Int64`
        (`"cents"`, exact and quick; Decimal where digits are below the cent) or `float64`
        (`"float"`, quick, and rounds: a sum may be a cent off). Months are text (YYYY-MM), whole
        numbers `Int64`, days and shares `float64`; blanks are `None`, `pandas.NA` or `NaN`. `attrs`
        of the frame hold the `table`, the `meanings` and `units` of its columns, the `definitions`
        it was made under and the `fingerprint` of the raw content and definitions.

        >>> months = results["monthly_revenue"].to_pandas()
        >>> months["revenue"].sum()
        Decimal('400.00')
        >>> int(results["monthly_revenue"].to_pandas(money="cents")["revenue"].sum())
        40000
        >>> months.attrs["definitions"]["order_value"]
        'items'

        Raises `UsageError` for another form of money, or when the results are closed.
        """
        rows, fields = self._rows, self._fields
        made = ask(self._tables, lambda db: to_pandas(db, rows, fields, money))
        made.attrs = self._attrs()
        return made

    def to_arrow(self, *, money: Money = "decimal") -> pa.Table:
        """The rows as an Arrow table; needs pyarrow (`pip install pyarrow`).

        Amounts are decimals of two places, `int64` cents or `double`. The schema's metadata hold
        what `attrs` of `to_pandas` do, as JSON. Raises `UsageError` as `to_pandas` does, and where
        pyarrow is not installed.
        """
        import json

        said = {str(name): json.dumps(value) for name, value in self._attrs().items()}
        rows, fields = self._rows, self._fields
        return ask(self._tables, lambda db: to_arrow(db, rows, fields, money, said))

    def to_polars(self, *, money: Money = "decimal") -> pl.DataFrame:
        """The rows as a polars DataFrame; needs polars and pyarrow.

        Types as in `to_arrow`. Raises `UsageError` as it does, and where polars is not installed.
        """
        rows, fields = self._rows, self._fields
        return ask(self._tables, lambda db: to_polars(db, rows, fields, money))

    def __len__(self) -> int:
        count = f"SELECT count(*) FROM ({self._rows})"
        return int(ask(self._tables, lambda db: db.scalar(count)))

    def __repr__(self) -> str:
        rows = [(one.name, one.type, self.units[one.name]) for one in self._fields]
        wide = [max(len(row[place]) for row in rows) for place in range(2)]
        schema = [
            f"  {name:{wide[0]}}  {kind:{wide[1]}}  {unit}".rstrip() for name, kind, unit in rows
        ]
        return "\n".join([self._title(), *schema, "", repr(self._first())])

    def _repr_html_(self) -> str:
        """The same for notebooks, with the meanings."""
        cells = "".join(
            f"<tr><td><code>{escape(one.name)}</code></td><td>{escape(one.type)}</td>"
            f"<td>{escape(self.units[one.name])}</td>"
            f'<td style="text-align:left">{escape(self.meanings[one.name])}</td></tr>'
            for one in self._fields
        )
        return (
            f"<p><b>{escape(self._title())}</b></p>"
            f"<details><summary>Columns</summary><table><thead><tr><th>Column</th><th>Type</th>"
            f"<th>Unit</th><th>Meaning</th></tr></thead><tbody>{cells}</tbody></table></details>"
            f"{self._first().to_html(na_rep='')}"
        )

    def _title(self) -> str:
        count = len(self)
        return f"{self.name}: {count:,} row{'' if count == 1 else 's'}"

    def _first(self) -> pd.DataFrame:
        rows = f"SELECT * FROM ({self._rows}) LIMIT {_SHOWN}"
        return ask(self._tables, lambda db: to_pandas(db, rows, self._fields, "decimal"))

    def _attrs(self) -> dict[Hashable, Any]:
        return {
            "table": self.name,
            "meanings": self.meanings,
            "units": self.units,
            **self._said,
        }
