"""The five CSVs: written as the contract says, then read back and compared with what was meant."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import duckdb

from crri_gui.contract import OUTPUT_TABLES, Column, OutputTable
from crri_gui.engine.findings import Finding
from crri_gui.engine.progress import Run
from crri_gui.errors import OutputError, ReconciliationError

_READ_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(18, 2)",
    "number": "DOUBLE",
}
_RISKY = "left({0}, 1) IN ('=', '+', '-', '@', chr(9), chr(13))"


def select(table: OutputTable) -> str:
    """The table's rows as they are written: contract columns in order, text made safe, sorted.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    columns = ", ".join(f"{_safe(column)} AS {_quoted(column.name)}" for column in table.columns)
    order = ", ".join(_quoted(name) for name in _order(table))
    return f"SELECT {columns} FROM {table.name} ORDER BY {order}"


def selects() -> dict[str, str]:
    """`select` for every output table, by name."""
    return {table.name: select(table) for table in OUTPUT_TABLES}


def _order(table: OutputTable) -> tuple[str, ...]:
    # Orders by month, so that a new month is added at the end of the file.
    return ("order_month", *table.key) if table.name == "master_orders" else table.key


def _quoted(name: str) -> str:
    return f'"{name}"'


def _safe(column: Column) -> str:
    name = _quoted(column.name)
    if column.type != "text":
        return name
    return f"CASE WHEN {_RISKY.format(name)} THEN '''' || {name} ELSE {name} END"


def formula_findings(run: Run, con: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Text cells that are written with an apostrophe because they look like formulas."""
    findings = []
    for name in ("order_id", "customer_unique_id", "payment_type", "customer_state"):
        condition = _RISKY.format(name)
        row = run.execute(
            con, f"SELECT count(*), min({name}) FROM master_orders WHERE {condition}"
        ).fetchone()
        if row and row[0]:
            findings.append(
                Finding(
                    "formula_text",
                    "warning",
                    f"{row[0]:,} values of {name} begin like a spreadsheet formula; they are "
                    "written with an apostrophe before them, so that they stay text.",
                    table="master_orders",
                    column=name,
                    count=row[0],
                    examples=(row[1],),
                )
            )
    return findings


def write_csvs(run: Run, con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write the five CSVs into `folder`; their rows by table. `OutputError` when it is full."""
    rows = {}
    for number, table in enumerate(OUTPUT_TABLES):
        run.report(f"Writing {table.file_name}", within=number / len(OUTPUT_TABLES))
        try:
            result = run.execute(
                con,
                f"COPY ({select(table)}) TO $path "
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
        rows[table.name] = int(result[0])
        run.report(f"Wrote {table.file_name}", rows=rows[table.name], within=(number + 1) / 5)
    return rows


def read_back(run: Run, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Read the written CSVs by the contract and compare rows, blanks and totals with the tables.

    Raises `ReconciliationError` when a file does not hold what was computed.
    """
    for number, table in enumerate(OUTPUT_TABLES):
        run.report(f"Reading back {table.file_name}", within=number / len(OUTPUT_TABLES))
        path = folder / table.file_name
        measures = ", ".join(_measure(column) for column in table.columns)
        types = ", ".join(f"'{c.name}': '{_READ_TYPES[c.type]}'" for c in table.columns)
        with path.open(encoding="utf-8") as file:
            header = tuple(file.readline().rstrip("\n").split(","))
        # The sums do not need the rows in order, so the sort is left out.
        meant_rows = select(table).rsplit(" ORDER BY ", 1)[0]
        meant = run.execute(con, f"SELECT count(*), {measures} FROM ({meant_rows})").fetchone()
        try:
            written = run.execute(
                con,
                f"SELECT count(*), {measures} FROM read_csv($path, auto_detect=false, "
                f"header=true, delim=',', quote='\"', escape='\"', columns={{{types}}})",
                {"path": str(path)},
            ).fetchone()
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            raise ReconciliationError(
                f"The written file cannot be read back: {str(error).splitlines()[0]}",
                file=path.name,
                remedy="Run again; if it persists, check the drive and report it.",
            ) from error
        if header != table.column_names or written != meant:
            raise ReconciliationError(
                "The written file does not hold what was computed: "
                + _differences(table, written or (), meant or ()),
                file=path.name,
                remedy="Run again; if it persists, check the drive and report it.",
            )


def _measure(column: Column) -> str:
    name = _quoted(column.name)
    if column.type == "text":
        return f"count({name}), sum(length({name})), min({name}), max({name})"
    # Doubles are summed as decimals: exact, so in any order the same.
    return f"count({name}), sum(cast({name} AS DECIMAL(38, 12)))"


def _differences(table: OutputTable, written: tuple[object, ...], meant: tuple[object, ...]) -> str:
    names = ["rows"]
    for column in table.columns:
        names += [column.name] * (4 if column.type == "text" else 2)
    return (
        "; ".join(
            f"{name} {found} instead of {expected}"
            for name, found, expected in zip(names, written, meant, strict=False)
            if found != expected
        )
        or "the header differs"
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
