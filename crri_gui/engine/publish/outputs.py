"""The outputs: written as the contract says, read back and compared with what was meant."""

from __future__ import annotations

import errno
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import duckdb

from crri_gui.contract import OUTPUT_TABLES, Column, OutputTable, tables_with
from crri_gui.engine.core import durable
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.formula_text import risky_sql
from crri_gui.engine.core.sql_text import sql_identifier, sql_literal
from crri_gui.engine.discover.sniff import literal_path
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.errors import OutputError, ReconciliationError
from crri_gui.messages import Sentence, sentence

Form = Literal["csv", "parquet"]
"""One CSV a table, which Power BI reads; or a folder with Parquet a table."""

# One file a statement: DuckDB writes the rows of several in an order that differs from run to run,
# and readers divide a large one by its row groups.
_PART = "part-0.parquet"

CALLED: dict[Form, str] = {"csv": "form_csv", "parquet": "form_parquet"}
_AS: dict[Form, str] = {
    "csv": "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR ''",
    "parquet": "FORMAT parquet",
}
_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "money": "DECIMAL(18,2)"}
_ALWAYS = tables_with(())
_NO_TYPES: Mapping[str, str] = MappingProxyType({})


def select(
    table: OutputTable,
    risky: Collection[str],
    types: Mapping[str, str] = _NO_TYPES,
    month: str | None = None,
) -> str:
    """The table's rows as they are written: `rows_written`, sorted."""
    rows = rows_written(table, risky, types, month)
    return f"{rows} ORDER BY {table.order_sql or _names(table.order)}"


def rows_written(
    table: OutputTable,
    risky: Collection[str],
    types: Mapping[str, str] = _NO_TYPES,
    month: str | None = None,
) -> str:
    """The table's rows in any order: contract columns as they are written, text made safe.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; `risky` are
    the columns in which `risky_columns` found any. `types` are those that columns get, by name.
    With a `month`, only its rows.
    """
    written = {
        column.name: _safe(column) if column.name in risky else sql_identifier(column.name)
        for column in table.columns
    }
    written |= {name: f"CAST({written[name]} AS {kind})" for name, kind in types.items()}
    columns = ", ".join(f"{value} AS {sql_identifier(name)}" for name, value in written.items())
    rows = table.name if month is None else _of_month(table, month)
    return f"SELECT {columns} FROM {rows}"


def _of_month(table: OutputTable, month: str) -> str:
    return f"{table.name} WHERE order_month = {sql_literal(month)}"


def selects(risky: Collection[str], tables: Sequence[OutputTable]) -> dict[str, str]:
    """`select` for each of the tables, by name."""
    return {table.name: select(table, risky) for table in tables}


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(sql_identifier, columns))


def _safe(column: Column) -> str:
    name = sql_identifier(column.name)
    return f"CASE WHEN {risky_sql(name)} THEN '''' || {name} ELSE {name} END"


def formula_findings(db: DuckDB, tables: Sequence[OutputTable]) -> list[Finding]:
    """Text cells of the tables that are written with an apostrophe because they look like formulas.

    One finding a column (`Finding.column`): these are the risky columns of `select`.
    """
    found: dict[str, Finding] = {}
    looked_at: set[str] = set()
    for table in tables:
        # The five are made of the same orders: a column of the same name holds the same text.
        known = looked_at if table.five else found.keys()
        names = [c.name for c in table.columns if c.is_raw_text and c.name not in known]
        found |= {str(one.column): one for one in _risky_values(db, table.name, names)}
        looked_at.update(names)
    return list(found.values())


def _risky_values(db: DuckDB, table: str, names: Sequence[str]) -> list[Finding]:
    if not names:
        return []
    risky = {name: risky_sql(sql_identifier(name)) for name in names}
    counted = ", ".join(f"count(*) FILTER ({condition})" for condition in risky.values())
    counts = db.row(f"SELECT {counted} FROM {table}")
    if not any(counts):
        return []
    first = ", ".join(
        f"min({sql_identifier(name)}) FILTER ({condition})" for name, condition in risky.items()
    )
    examples = db.row(f"SELECT {first} FROM {table}")
    return [
        finding(
            "formula_text",
            table=table,
            column=name,
            count=count,
            examples=(example,),
            rows=f"SELECT * FROM {table} WHERE {risky[name]}",
        )
        for name, count, example in zip(names, counts, examples, strict=True)
        if count
    ]


def place(table: OutputTable, form: Form) -> str:
    """What of the output folder holds the table: the name of its CSV, or of its folder."""
    return table.file_name if form == "csv" else table.name


def parts(db: DuckDB, table: OutputTable, form: Form) -> dict[str, str | None]:
    """The names of the table's files in the output folder, and the month that each holds."""
    if form == "csv":
        return {table.file_name: None}
    months = db.rows(f"SELECT DISTINCT order_month FROM {table.name}") if table.by_month else []
    by_month: dict[str, str | None] = {_part_of(table, m): str(m) for (m,) in sorted(months)}
    return by_month or {f"{table.name}/{_PART}": None}


def _part_of(table: OutputTable, month: str) -> str:
    return f"{table.name}/{month}.parquet"


def marks(db: DuckDB, tables: Sequence[OutputTable]) -> dict[str, str]:
    """A mark for each file of a month, by its name, that is another where its rows are others.

    `restated` columns make no difference.
    """
    found: dict[str, str] = {}
    for table in tables:
        if table.by_month:
            names = [name for name in table.column_names if name not in table.power_bi.restated]
            rows = db.rows(
                f"SELECT order_month, sum(hash({_names(names)})::HUGEINT) FROM {table.name} "
                "GROUP BY order_month"
            )
            found |= {_part_of(table, month): str(mark) for month, mark in rows}
    return found


def form_of(folder: Path) -> Form | None:
    """In which form outputs are in the folder; None where there are none."""
    if any((folder / table.file_name).exists() for table in OUTPUT_TABLES):
        return "csv"
    if any(any((folder / table.name).glob("*.parquet")) for table in OUTPUT_TABLES):
        return "parquet"
    return None


def write(
    db: DuckDB,
    folder: Path,
    risky: Collection[str],
    form: Form = "csv",
    tables: Sequence[OutputTable] = _ALWAYS,
) -> dict[str, int]:
    """Write the tables into `folder`; the rows of each file by its name there.

    Raises `OutputError` when the drive is full.
    """
    tasks = [partial(_write, table, folder, risky, form) for table in tables]
    written = db.side_by_side(sentence("writing_tables"), tasks)
    return {name: rows for files in written for name, rows in files.items()}


def _types(db: DuckDB, table: OutputTable, form: Form) -> dict[str, str]:
    """The types of the columns in a form that has types: not those that an engine computes in."""
    if form == "csv":
        return {}
    described = db.execute(f"DESCRIBE {select(table, ())}").fetchall()
    computed = {name: str(kind) for name, kind, *_ in described}
    return {
        column.name: _TYPES.get(column.type)
        or re.sub(r"^DECIMAL\(\d+,", "DECIMAL(18,", computed[column.name])
        for column in table.columns
    }


def _write(
    table: OutputTable,
    folder: Path,
    risky: Collection[str],
    form: Form,
    db: DuckDB,
) -> dict[str, int]:
    types = _types(db, table, form)
    return {
        name: _write_part(db, folder / name, select(table, risky, types, month), form)
        for name, month in parts(db, table, form).items()
    }


def _write_part(db: DuckDB, target: Path, rows: str, form: Form) -> int:
    try:
        target.parent.mkdir(exist_ok=True)
        result = db.execute(
            f"COPY ({rows}) TO $path ({_AS[form]})", {"path": str(target)}, writes=target
        ).fetchone()
    except (duckdb.IOException, OSError) as error:
        if durable.is_full(error):
            if HOME not in target.parts:
                raise durable.temporary_full() from error
            raise durable.explain(OSError(errno.ENOSPC, str(error)), target) from error
        raise OutputError(
            "table_not_written", reason=str(error).splitlines()[0], file=target
        ) from error
    assert result is not None
    return int(result[0])


def write_as_csv(db: DuckDB, table: OutputTable, source: Path, target: Path) -> None:
    """Write a published folder of Parquet as the CSV that holds the same."""
    db.execute(
        f"COPY (SELECT {_names(table.column_names)} "
        "FROM read_parquet($files, hive_partitioning=false) "
        f"ORDER BY {_names(table.order)}) TO $path ({_AS['csv']})",
        {"files": f"{literal_path(source)}/*.parquet", "path": str(target)},
    )


def read_back(
    db: DuckDB,
    folder: Path,
    risky: Collection[str],
    form: Form = "csv",
    tables: Sequence[OutputTable] = _ALWAYS,
) -> None:
    """Read the written files by the contract and compare rows, blanks and totals with the tables.

    Raises `ReconciliationError` when a file does not hold what was computed.
    """
    tasks = [partial(_read_back, table, folder, risky, form) for table in tables]
    db.side_by_side(sentence("reading_back_tables"), tasks)


def _read_back(
    table: OutputTable,
    folder: Path,
    risky: Collection[str],
    form: Form,
    db: DuckDB,
) -> None:
    types = _types(db, table, form)
    for name, month in parts(db, table, form).items():
        rows = rows_written(table, risky, types, month)
        _read_part(db, table, folder, name, rows, form)


def _read_part(
    db: DuckDB, table: OutputTable, folder: Path, name: str, rows: str, form: Form
) -> None:
    path = folder / name
    measures = _measures(table)
    described = db.execute(f"DESCRIBE {rows}").fetchall()
    meant = db.row(f"SELECT {', '.join(measures.values())} FROM ({rows})")
    try:
        if form == "csv":
            header, written = _measured_csv(db, path, measures, described)
        else:
            header, written = _measured_parquet(db, path, measures, described)
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise ReconciliationError(
            "written_file_unreadable", reason=str(error).splitlines()[0], file=name
        ) from error
    if header != table.column_names or written != meant:
        differences = _differences(measures, written, meant)
        raise ReconciliationError(
            "written_file_differs",
            differences=differences or [sentence("written_header_differs")],
            file=name,
        )


def _measured_csv(
    db: DuckDB,
    path: Path,
    measures: Mapping[str, str],
    described: Iterable[tuple[Any, ...]],
) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    types = ", ".join(f"'{name}': '{kind}'" for name, kind, *_ in described)
    written = db.execute(
        f"SELECT {', '.join(measures.values())} FROM read_csv($path, auto_detect=false, "
        f"header=true, delim=',', quote='\"', escape='\"', columns={{{types}}}, "
        "hive_partitioning=false)",
        {"path": literal_path(path)},
    ).fetchone()
    with path.open(encoding="utf-8") as file:
        header = tuple(file.readline().rstrip("\n").split(","))
    assert written is not None
    return header, written


def _measured_parquet(
    db: DuckDB,
    path: Path,
    measures: Mapping[str, str],
    described: Iterable[tuple[Any, ...]],
) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    files = {"file": literal_path(path)}
    source = "FROM read_parquet($file, hive_partitioning=false)"
    columns = db.execute(f"DESCRIBE SELECT * {source}", files).fetchall()
    # A type that the files have otherwise makes a header that is not the contract's.
    meant = {name: kind for name, kind, *_ in described}
    header = tuple(name for name, kind, *_ in columns if meant.get(name) == kind)
    written = db.row(f"SELECT {', '.join(measures.values())} {source}", files)
    return header, written


def _measures(table: OutputTable) -> dict[str, str]:
    """What is compared, by the name it has in a message: blanks, totals, and every value."""
    measures = {"rows": "count(*)"}
    for column in table.columns:
        name = sql_identifier(column.name)
        measures[f"filled {column.name}"] = f"count({name})"
        if column.type in ("money", "integer"):
            measures[f"total {column.name}"] = f"sum({name})"
    # A sum, so that the order of the rows does not matter.
    measures["content"] = f"sum(hash({_names(table.column_names)})::HUGEINT)"
    return measures


def _differences(
    names: Iterable[str], written: tuple[object, ...], meant: tuple[object, ...]
) -> list[Sentence]:
    return [
        sentence("written_measure_differs", measure=name, written=found, computed=expected)
        for name, found, expected in zip(names, written, meant, strict=True)
        if found != expected
    ]


def totals(db: DuckDB) -> Mapping[str, int | Decimal | str]:
    """The figures of the summary: revenue, orders, customers, first and last month."""
    row = db.row(
        """SELECT coalesce(sum(revenue), 0), coalesce(sum(orders), 0)::BIGINT, min(order_month),
                  max(order_month), (SELECT count(*) FROM rfm_customers),
                  (SELECT count(*) FROM rfm_customers WHERE frequency >= 2)
           FROM monthly_revenue""",
    )
    names = ("revenue", "orders", "first_month", "last_month", "customers", "repeat_customers")
    return dict(zip(names, row, strict=True))
