"""The five CSVs: written as the contract says, then read back and compared with what was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path

import duckdb

from crri_gui.contract import OUTPUT_TABLES, Column, OutputTable
from crri_gui.engine.findings import Finding
from crri_gui.engine.progress import Run
from crri_gui.engine.rejects import FORMULA_STARTS
from crri_gui.engine.sniff import literal
from crri_gui.errors import OutputError, ReconciliationError

_HEADER_DIFFERS = "the header differs"
_RISKY = f"ascii({{0}}) IN ({', '.join(str(ord(start)) for start in FORMULA_STARTS)})"


def select(table: OutputTable, risky: Collection[str]) -> str:
    """The table's rows as they are written: contract columns in order, text made safe, sorted.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; `risky` are
    the columns in which `risky_columns` found any.
    """
    columns = ", ".join(
        f"{_safe(column)} AS {_quoted(column.name)}"
        if column.name in risky
        else _quoted(column.name)
        for column in table.columns
    )
    return f"SELECT {columns} FROM {table.name} ORDER BY {_order(table)}"


def selects(risky: Collection[str]) -> dict[str, str]:
    """`select` for every output table, by name."""
    return {table.name: select(table, risky) for table in OUTPUT_TABLES}


def _order(table: OutputTable) -> str:
    key = ", ".join(_quoted(name) for name in table.key)
    if table.name == "master_orders":
        # By month first, so that a new month is added at the end of the file. Its number says
        # the same as its text and is sorted in two thirds of the time.
        return f"year(purchased_at) * 12 + month(purchased_at), {key}"
    return key


def _quoted(name: str) -> str:
    return f'"{name}"'


def _safe(column: Column) -> str:
    name = _quoted(column.name)
    return f"CASE WHEN {_RISKY.format(name)} THEN '''' || {name} ELSE {name} END"


def formula_findings(run: Run, con: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Text cells that are written with an apostrophe because they look like formulas.

    One finding a column (`Finding.column`): these are the risky columns of `select`.
    """
    names = ("order_id", "customer_unique_id", "payment_type", "customer_state")
    counted = ", ".join(f"count(*) FILTER ({_RISKY.format(name)})" for name in names)
    counts = run.execute(con, f"SELECT {counted} FROM master_orders").fetchone()
    assert counts is not None
    if not any(counts):
        return []
    first = ", ".join(f"min({name}) FILTER ({_RISKY.format(name)})" for name in names)
    examples = run.execute(con, f"SELECT {first} FROM master_orders").fetchone()
    assert examples is not None
    return [
        Finding(
            "formula_text",
            "warning",
            f"{count:,} values of {name} begin like a spreadsheet formula; they are written with "
            "an apostrophe before them, so that they stay text.",
            table="master_orders",
            column=name,
            count=count,
            examples=(example,),
            rows=f"SELECT * FROM master_orders WHERE {_RISKY.format(name)}",
        )
        for name, count, example in zip(names, counts, examples, strict=True)
        if count
    ]


def write_csvs(
    run: Run, con: duckdb.DuckDBPyConnection, folder: Path, risky: Collection[str]
) -> dict[str, int]:
    """Write the five CSVs into `folder`; their rows by table. `OutputError` when it is full."""
    tasks = [partial(_write, run, table, folder, risky) for table in OUTPUT_TABLES]
    rows = run.side_by_side(con, "Writing the five CSVs", tasks)
    return {table.name: count for table, count in zip(OUTPUT_TABLES, rows, strict=True)}


def _write(
    run: Run,
    table: OutputTable,
    folder: Path,
    risky: Collection[str],
    con: duckdb.DuckDBPyConnection,
) -> int:
    try:
        result = run.execute(
            con,
            f"COPY ({select(table, risky)}) TO $path "
            "(FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '')",
            {"path": str(folder / table.file_name)},
        ).fetchone()
    except duckdb.IOException as error:
        raise OutputError(
            f"The table cannot be written: {str(error).splitlines()[0]}",
            file=folder / table.file_name,
            remedy="Free space on that drive, or choose another output folder.",
        ) from error
    assert result is not None
    return int(result[0])


def read_back(
    run: Run, con: duckdb.DuckDBPyConnection, folder: Path, risky: Collection[str]
) -> None:
    """Read the written CSVs by the contract and compare rows, blanks and totals with the tables.

    Raises `ReconciliationError` when a file does not hold what was computed.
    """
    tasks = [partial(_read_back, run, table, folder, risky) for table in OUTPUT_TABLES]
    run.side_by_side(con, "Reading back the five CSVs", tasks)


def _read_back(
    run: Run,
    table: OutputTable,
    folder: Path,
    risky: Collection[str],
    con: duckdb.DuckDBPyConnection,
) -> None:
    path = folder / table.file_name
    measures = _measures(table)
    # The sums do not need the rows in order, so the sort is left out.
    rows = select(table, risky).rsplit(" ORDER BY ", 1)[0]
    sql = f"SELECT {', '.join(measures.values())} FROM "
    described = run.execute(con, f"DESCRIBE {rows}").fetchall()
    types = ", ".join(f"'{name}': '{kind}'" for name, kind, *_ in described)
    meant = run.execute(con, f"{sql} ({rows})").fetchone()
    try:
        written = run.execute(
            con,
            f"{sql} read_csv($path, auto_detect=false, header=true, delim=',', quote='\"', "
            f"escape='\"', columns={{{types}}}, hive_partitioning=false)",
            {"path": literal(path)},
        ).fetchone()
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise ReconciliationError(
            f"The written file cannot be read back: {str(error).splitlines()[0]}",
            file=path.name,
            remedy="Run again; if it persists, check the drive and report it.",
        ) from error
    with path.open(encoding="utf-8") as file:
        header = tuple(file.readline().rstrip("\n").split(","))
    assert meant is not None
    assert written is not None
    if header != table.column_names or written != meant:
        raise ReconciliationError(
            "The written file does not hold what was computed: "
            f"{_differences(measures, written, meant) or _HEADER_DIFFERS}.",
            file=path.name,
            remedy="Run again; if it persists, check the drive and report it.",
        )


def _measures(table: OutputTable) -> dict[str, str]:
    """What is compared, by the name it has in a message: blanks, totals, and every value."""
    measures = {"rows": "count(*)"}
    for column in table.columns:
        name = _quoted(column.name)
        measures[f"filled {column.name}"] = f"count({name})"
        if column.type in ("money", "integer"):
            measures[f"total {column.name}"] = f"sum({name})"
    values = ", ".join(_quoted(name) for name in table.column_names)
    # A sum, so that the order of the rows does not matter.
    measures["content"] = f"sum(hash({values})::HUGEINT)"
    return measures


def _differences(
    names: Iterable[str], written: tuple[object, ...], meant: tuple[object, ...]
) -> str:
    return "; ".join(
        f"{name} {found} instead of {expected}"
        for name, found, expected in zip(names, written, meant, strict=True)
        if found != expected
    )


def totals(run: Run, con: duckdb.DuckDBPyConnection) -> Mapping[str, int | Decimal | str]:
    """The figures of the summary: revenue, orders, customers, first and last month."""
    row = run.execute(
        con,
        """SELECT coalesce(sum(revenue), 0), coalesce(sum(orders), 0)::BIGINT, min(order_month),
                  max(order_month), (SELECT count(*) FROM rfm_customers),
                  (SELECT count(*) FROM rfm_customers WHERE frequency >= 2)
           FROM monthly_revenue""",
    ).fetchone()
    assert row is not None
    names = ("revenue", "orders", "first_month", "last_month", "customers", "repeat_customers")
    return dict(zip(names, row, strict=True))
