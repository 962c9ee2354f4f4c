"""Columns of an output as somebody has published it, in whatever form: typed, or nothing."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from crri_gui.contract import OUTPUT_TABLES, Column, ColumnType, OutputTable
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier, sql_literal
from crri_gui.engine.discover.sniff import Sniffed, literal_path, sniff
from crri_gui.engine.ingest.transcode import ensure_utf8, unify_line_ends
from crri_gui.engine.publish import outputs
from crri_gui.errors import InputError

# How the text {0} of a column is read, by kind. A month written as a date is the same month;
# 4.0 is a whole number, 4.5 is not, and a plain cast would round it.
_TYPED = {
    "text": "{0}",
    "segment": "{0}",
    "month": "CASE WHEN {0} SIMILAR TO '[0-9]{{4}}-(0[1-9]|1[0-2])(-.*)?' THEN left({0}, 7) END",
    "money": "try_cast({0} AS DECIMAL(18, 2))",
    "integer": "CASE WHEN try_cast({0} AS DECIMAL(18, 4)) % 1 = 0 "
    "THEN try_cast({0} AS DECIMAL(18, 4))::BIGINT END",
    "number": "CASE WHEN isfinite(try_cast({0} AS DOUBLE)) THEN try_cast({0} AS DOUBLE) END",
}

# As CRRI writes them, which needs no care.
_OF_OUR_OWN: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(18, 2)",
    "number": "DOUBLE",
}


def as_published(folder: Path, table: OutputTable, form: outputs.Form = "csv") -> str:
    """The SELECT of a table that CRRI has published in a folder, in the types of the contract.

    It fails on a file that was written otherwise; `read_columns` reads those too.
    """
    if form == "parquet":
        files = sql_literal(f"{literal_path(folder / table.name)}/*.parquet")
        columns = ", ".join(
            f"CAST({sql_identifier(column.name)} AS {_OF_OUR_OWN[column.type]}) "
            f"AS {sql_identifier(column.name)}"
            for column in table.columns
        )
        return f"SELECT {columns} FROM read_parquet({files}, hive_partitioning = false)"
    types = {column.name: _OF_OUR_OWN[column.type] for column in table.columns}
    return (
        f"SELECT * FROM read_csv({sql_literal(literal_path(folder / table.file_name))}, "
        "header = true, delim = ',', "
        f"""quote = '"', escape = '"', auto_detect = false, columns = {types})"""
    )


def kind_of(column: Column) -> str:
    """The kind of a column's values: its type, "month" or "segment"."""
    if column.name == "segment":
        return "segment"
    return "month" if column.is_month else column.type


def typed(column: Column, text: str | None = None) -> str:
    """The value that the text stands for, in SQL; NULL where it stands for none.

    `text` is where the text is, by default in a column of that name.
    """
    return _TYPED[kind_of(column)].format(text or f'"{column.name}"')


def read_columns(
    db: DuckDB, folder: Path, name: str, wanted: Collection[str], view: str, work: Path
) -> bool:
    """Read columns of the output `name` in a folder into a temporary view; whether it could be.

    What cannot be read says nothing. `work` is a folder for copies in UTF-8.
    """
    [table] = (table for table in OUTPUT_TABLES if table.name == name)
    text = f"{view}_{name}"
    try:
        if outputs.form_of(folder) == "parquet":
            names = ", ".join(f'"{column}"::VARCHAR AS "{column}"' for column in wanted)
            db.execute(
                f"CREATE OR REPLACE TEMP TABLE {text} AS SELECT {names} "
                "FROM read_parquet($files, hive_partitioning=false)",
                {"files": f"{literal_path(folder / name)}/*.parquet"},
            )
        else:
            if not (folder / table.file_name).is_file():
                return False
            file = sniff(folder / table.file_name)[0]
            if not set(wanted) <= set(file.header):
                return False
            scan(db, file, wanted, text, work)
    except (InputError, duckdb.Error):
        return False
    columns = [column for column in table.columns if column.name in wanted]
    values = ", ".join(f'{typed(column)} AS "{column.name}"' for column in columns)
    db.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT {values} FROM {text}")
    return True


def scan(
    db: DuckDB,
    file: Sniffed,
    wanted: Collection[str],
    target: str,
    work: Path,
) -> None:
    """Read these columns as text into the temporary table `target`, blank where the file has none.

    They are taken by their places, so that no name of the file gets into a statement. What the
    reader refuses is in the table `refused`. Raises `InputError` and DuckDB's errors.
    """
    source = ensure_utf8(db.run, file, work)
    places = {name: f"c{place}" for place, name in reversed([*enumerate(file.header)])}
    chosen = ", ".join(f'{places.get(name, "NULL::VARCHAR")} AS "{name}"' for name in wanted)
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(file.header)))
    statement = f"""CREATE OR REPLACE TEMP TABLE {target} AS SELECT {chosen} FROM read_csv(
        $path, auto_detect=false, header=true, delim=$delimiter, quote='"', escape='"',
        columns={{{columns}}}, null_padding=false, strict_mode=true, compression='none',
        hive_partitioning=false, store_rejects=true, rejects_limit=0,
        rejects_table='refused', rejects_scan='scans')"""
    for attempt in (1, 2):
        db.execute("DROP TABLE IF EXISTS refused")
        db.execute("DROP TABLE IF EXISTS scans")
        try:
            db.execute(statement, {"path": literal_path(source), "delimiter": file.delimiter})
            return
        except duckdb.InvalidInputException:
            # The reader refuses a file that mixes line ends; a refresh does not.
            if attempt == 2:
                raise
            source = unify_line_ends(db.run, source, work)
