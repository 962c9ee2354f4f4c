"""The words of columns that decide what a row or an order is, counted over all rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.read import Part, read_part
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.scratch import scratch_database
from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.rows.table import Column, Table, profiled
from crri_gui.errors import InputError

_INTO = "crri_words"
# Any column of words may hold a rare one that decides, if it is not called as one of these; one
# that is blank in the first rows, if it is called as one of those.
_NEVER = ("state", "product", "category", "name", "customer_id", "order", "discount")
_DECIDING = ("status", "rows", "cancelled")
# More than these are no words; of a column that was blank so far so many values tell what it is.
_MOST_WORDS = 200
_LOOKED_AT = 1_000


def with_all_words(run: RunContext, folder: Path, table: Table, temp_dir: Path | None) -> Table:
    """The table with the words of its deciding columns as all rows have them, not the first alone.

    A column that is blank in the first rows is what its later ones say. One scan of the files, and
    none where the first rows are all. Raises `Cancelled`.
    """
    columns = [one for one in table.columns if _may_decide(one)]
    if table.whole or not columns:
        return table
    part = Part(table.title, table.files, {one.key: "text" for one in columns}, _INTO, "orders")
    try:
        with run.stage("read"), scratch_database(run, temp_dir) as (db, work):
            read_part(db, folder, part, work, Conventions({}, {}))
            names = part.names
            found = {one.key: _counted(db, one, names[one.key]) for one in columns}
    except InputError:
        # A file that cannot be read whole can be mapped by its first rows; the run says what it is.
        return table
    return replace(table, columns=tuple(found.get(one.key, one) for one in table.columns))


def _may_decide(column: Column) -> bool:
    decides = max(likeness(column.key, says) for says in _DECIDING)
    if not column.key or column.type != "word":
        return column.type == "blank" and decides > 0
    return decides >= max(likeness(column.key, says) for says in _NEVER)


def _counted(db: DuckDB, column: Column, name: str) -> Column:
    if column.type == "blank":
        rows, filled = db.row(f"SELECT count(*), count(nullif(trim({name}), '')) FROM {_INTO}")
        values = db.rows(
            f"""SELECT trim({name}) FROM {_INTO} WHERE trim({name}) <> ''
                ORDER BY crri_file, crri_record LIMIT {_LOOKED_AT}"""
        )
        if not values:
            return column
        column = replace(
            profiled(column.key, column.name, [value for (value,) in values]), filled=filled / rows
        )
        if column.type != "word":
            return column
    words = db.rows(
        f"""SELECT trim({name}) AS word, count(*) FROM {_INTO} WHERE word <> ''
            GROUP BY word ORDER BY 2 DESC, 1 LIMIT {_MOST_WORDS + 1}"""
    )
    return column if len(words) > _MOST_WORDS else column.with_words(words)
