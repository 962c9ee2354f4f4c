"""The rows of an export as its files have them, for whoever looks at the results."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.engine.adapt.own_names import header_of
from crri_gui.engine.adapt.persons.masking import masked_sql
from crri_gui.engine.adapt.persons.pseudonyms import published
from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.adapt.rows import RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier, sql_literal
from crri_gui.engine.discover.sources import Source

TABLE = "source_rows"


def keep_rows(db: DuckDB, sql: RowSql, labels: Sequence[str], secret: str | None) -> None:
    """Make the table `source_rows`: the file, the number of the row in it, and what it says.

    Columns have the names of the header. Customers are told by what is published of them.
    """
    files = " ".join(f"WHEN {n} THEN {sql_literal(label)}" for n, label in enumerate(labels))
    who = {
        " + ".join(sql.header[column] for column in one.columns): published(value, one.kind, secret)
        for one, value in sql.identities()
    }
    personal = {column for one, _ in sql.identities() for column in one.columns}
    words = {
        sql.header[column]: masked_sql(name) if sql.layout.kinds[column] == "text" else name
        for column, name in sql.names.items()
        if column not in personal or column == sql.layout.order
    }
    columns = ", ".join(
        f"{value} AS {sql_identifier(name)}" for name, value in (words | who).items()
    )
    db.execute(
        f"""CREATE TABLE {TABLE} AS
            SELECT CASE crri_file {files} END AS crri_file, crri_record + 1 AS crri_row, {columns}
            FROM {ROWS} ORDER BY {ROWS}.crri_file, crri_record"""
    )


def rows_of_orders(source: Source, rows: str) -> str:
    """A SELECT of the rows of the orders that are in a SELECT with `order_id`."""
    order = sql_identifier(header_of(source)[source.layout.order])
    return f"SELECT * FROM {TABLE} WHERE {order} IN (SELECT order_id FROM ({rows}))"
