"""The generated model over published CSVs, computed by an independent DAX engine.

The engine is that of pbix-mcp, which evaluates DAX without Power BI. What Power Query adds to the
tables is made here in SQL.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import duckdb

from build_scripts.report_files import MADE
from crri_gui.dashboard.measures import MEASURES
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures, pages_with
from crri_gui.powerbi.model.hidden.publication import MONTH_STATE, PUBLICATION, told_lines
from crri_gui.powerbi.model.schema import MEASURE_TABLE, relationships, tables_read

ALWAYS: frozenset[str] = frozenset()
dax: Any = importlib.import_module("pbix_mcp.dax.engine")  # it has no types


_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(18, 2)",
    "date": "DATE",
}


class DaxModel:
    """The five CSVs twice: for the DAX engine, with what Power Query adds, and for SQL."""

    def __init__(self, folder: Path, extensions: frozenset[str] = ALWAYS) -> None:
        self.con = duckdb.connect()
        self.read = tables_read(extensions)
        self.tables: dict[str, Any] = {}
        for table in self.read:
            path = str(folder / table.file_name)
            types = {c.name: _TYPES.get(c.type, "DOUBLE") for c in table.from_file}
            self.con.execute(
                f"CREATE TABLE {table.name} AS SELECT * FROM read_csv('{path}', columns={types})"
            )
        self._add_columns()
        self._add_publication(folder)
        money: dict[str, list[str]] = {}
        for table in self.read:
            result = self.con.execute(f"SELECT * FROM {table.name}")
            names = [str(column[0]) for column in result.description]
            added = [MONTH_STATE] if table.name == "monthly_revenue" else []
            assert names == [*(column.name for column in table.columns), *added]
            money[table.name] = [c.name for c in table.columns if c.type == "money"]
            plain = [
                [float(v) if n in money[table.name] else v for n, v in zip(names, row, strict=True)]
                for row in result.fetchall()
            ]
            self.tables[table.name] = {"columns": names, "rows": plain}
        self.tables[MEASURE_TABLE] = {"columns": ["Value"], "rows": [[None]]}
        dax.mark_currency_columns(self.tables, money)
        names_read = {table.name for table in self.read}
        over = [measure for measure in MEASURES if measure.source in names_read]
        self.measures = {measure.name: measure.dax for measure in over}
        self.measures |= {
            told.name: told.dax for told in hidden_measures(pages_with(extensions), Shop())
        }
        self.relationships = [
            {
                "FromTable": one.many_table,
                "FromColumn": one.many_column,
                "ToTable": one.one_table,
                "ToColumn": one.one_column,
                "IsActive": 1,
            }
            for one in relationships(self.read)
        ]

    def _add_columns(self) -> None:
        key = "cast(replace({}, '-', '') AS BIGINT)"
        for table in self.read:
            for column in table.made:
                # What is not in the list is a month's number YYYYMM.
                sql = MADE.get(column.name, key.format(column.name.removesuffix("_key")))
                kind = "BIGINT" if column.type == "integer" else "VARCHAR"
                self.con.execute(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")
                self.con.execute(f"UPDATE {table.name} SET {column.name} = {sql}")

    def by_dax(self, measure: str, context: dict[str, list[Any]]) -> Any:
        """The measure's value in the independent engine; None is blank."""
        found = self.said_by_dax(measure, context)
        return None if found is None else float(found)

    def said_by_dax(self, measure: str, context: dict[str, list[Any]]) -> Any:
        """What the measure is in the independent engine, a text or a number; None is blank."""
        return dax.evaluate_measure(
            measure,
            self.tables,
            self.measures,
            filter_context=context,
            relationships=self.relationships,
        )

    def _add_publication(self, folder: Path) -> None:
        """What Power Query reads of the manifest, and the column that DAX computes of it."""
        manifest = folder / "manifest.json"
        read = json.loads(manifest.read_bytes()) if manifest.is_file() else {}
        lines = told_lines(read)
        self.tables[PUBLICATION] = {"columns": ["kind", "name", "value"], "rows": lines}
        orders = {name: value for kind, name, value in lines if kind == "total"}.get("orders")
        (there,) = self.con.execute("SELECT count(*) FROM master_orders").fetchone() or (0,)
        flags = read.get("flagged_months", {}) if orders == str(there) else None
        self.con.execute(f"ALTER TABLE monthly_revenue ADD COLUMN {MONTH_STATE} VARCHAR")
        for (month,) in self.con.execute("SELECT order_month FROM monthly_revenue").fetchall():
            state = "unknown" if flags is None else flags.get(month, "complete")
            self.con.execute(
                f"UPDATE monthly_revenue SET {MONTH_STATE} = ? WHERE order_month = ?",
                [state, month],
            )
