"""The figures beside the extension tables, from the tables or from a manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from crri_gui.engine.core.database import DuckDB

Figures = Mapping[str, Sequence[Mapping[str, Any]]]
"""The rows of each table of figures, as a manifest has them."""


def money(value: Any) -> Decimal:
    """An amount of a figure, which a manifest writes as a text."""
    return Decimal(str(value))


def optional(value: Any) -> Decimal | None:
    """The same where there may be none."""
    return None if value is None else money(value)


def share(value: Any) -> float | None:
    """A share or an index; None where there is none."""
    return None if value is None else float(value)


def figures(db: DuckDB, *tables: str) -> Figures | None:
    """The rows of these tables; None where the run was not asked for them."""
    known = {name for (name,) in db.rows("SELECT table_name FROM duckdb_tables()")}
    if not known.issuperset(tables):
        return None
    return {table: _rows(db, table) for table in tables}


def _rows(db: DuckDB, table: str) -> list[dict[str, Any]]:
    columns = [name for (name, *_) in db.rows(f"DESCRIBE {table}")]
    return [
        dict(zip(columns, row, strict=True))
        for row in db.rows(f"SELECT * FROM {table} ORDER BY ALL")
    ]
