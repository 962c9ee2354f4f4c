"""What changes for dashboards when the outputs just computed replace the published ones.

The published files may come from anywhere and be in any state, so they are read as text and
judged value by value. Whatever is wrong with them is said in the result and never raised.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.contract import OUTPUT_TABLES, SEGMENTS, OutputTable
from crri_gui.engine import outputs, workspace
from crri_gui.engine.faults import header_faults, shown, typed, value_faults
from crri_gui.engine.prepare import readable, unify_line_ends
from crri_gui.engine.progress import Run
from crri_gui.engine.publish import is_whole, read_manifest
from crri_gui.engine.sniff import Sniffed, literal, sniff
from crri_gui.errors import InputError, OutputError

OTHER_SEGMENT = "other"

# The same name means the same in every table: `customers` are always different people, never
# monthly counts added up.
_CUSTOMERS = "nullif(count(DISTINCT customer_unique_id), 0)"
_TOTALS: dict[str, dict[str, str]] = {
    "master_orders": {
        "order_value": "sum(order_value)",
        "orders": "nullif(count(DISTINCT order_id), 0)",
        "customers": _CUSTOMERS,
    },
    "monthly_revenue": {"revenue": "sum(revenue)", "orders": "sum(orders)"},
    "cohort_retention": {"customers": "sum(cohort_size) FILTER (order_month = cohort_month)"},
    "rfm_customers": {
        "monetary": "sum(monetary)",
        "orders": "sum(frequency)",
        "customers": _CUSTOMERS,
    },
    "ops_metrics": {},
}


@dataclass(frozen=True)
class Total:
    """A sum over a table; `before` is None where the published file has nothing to add up."""

    name: str
    before: Decimal | None
    after: Decimal


@dataclass(frozen=True)
class TableChange:
    """One output, published (before) against computed (after).

    `rows_before` is None when there is no published file that can be read. `broken` are
    sentences on what a Power BI refresh would choke on or silently change. `identical`: the
    two files are the same, byte for byte.
    """

    table: str
    rows_before: int | None
    rows_after: int
    totals: tuple[Total, ...]
    broken: tuple[str, ...]
    identical: bool


@dataclass(frozen=True)
class Comparison:
    """Everything that publishing would change.

    `months_restated` holds (month, revenue before, revenue after). `segment_moves` counts the
    customers of both sets by (segment before, segment after), those who stay included; what is
    no segment is `OTHER_SEGMENT`. `customers_added` and `customers_removed` are None when the
    published customers cannot be read.
    """

    tables: tuple[TableChange, ...]
    months_added: tuple[str, ...]
    months_removed: tuple[str, ...]
    months_restated: tuple[tuple[str, Decimal | None, Decimal], ...]
    segment_moves: dict[tuple[str, str], int]
    customers_added: int | None
    customers_removed: int | None
    published_whole: bool
    notes: tuple[str, ...]

    @property
    def unchanged(self) -> bool:
        """Whether every file is the same, byte for byte."""
        return all(change.identical for change in self.tables)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; amounts and other totals as text, so that no cent is lost."""
        values = {"unchanged": self.unchanged, **asdict(self)}
        names = ("month", "revenue_before", "revenue_after")
        values["months_restated"] = [
            dict(zip(names, month, strict=True)) for month in self.months_restated
        ]
        values["segment_moves"] = [
            {"before": before, "after": after, "customers": customers}
            for (before, after), customers in self.segment_moves.items()
        ]
        plain: dict[str, Any] = _plain(values)
        return plain


def compare(run: Run, published: Path, fresh: Path) -> Comparison:
    """Compare the five files in `published` with those in `fresh`; neither folder is changed.

    Raises `InputError` when a file of `fresh` cannot be read, and `Cancelled`.
    """
    whole, notes = _published_state(published)
    with (
        workspace.scratch() as name,
        # Without a folder of its own DuckDB would spill into the working directory.
        duckdb.connect(config={"temp_directory": str(Path(name) / "spill")}) as con,
        run.attached(con),
    ):
        found = _Comparer(run, con, Path(name), notes)
        for number, table in enumerate(OUTPUT_TABLES):
            run.report(f"Comparing {table.name}", within=number / len(OUTPUT_TABLES))
            there = published / table.file_name
            if outputs.form_of(published) == "parquet":
                there = Path(name) / table.file_name
                outputs.write_as_csv(run, con, table, published / table.name, there)
            found.add(table, there, fresh / table.file_name)
    if not any(change.rows_before is not None or change.broken for change in found.tables):
        notes.append("No output is published there.")
    return Comparison(
        tuple(found.tables),
        tuple(found.months_added),
        tuple(found.months_removed),
        tuple(found.months_restated),
        found.segment_moves,
        found.customers_added,
        found.customers_removed,
        whole,
        tuple(notes),
    )


def _published_state(published: Path) -> tuple[bool, list[str]]:
    """Whether the published set is whole as far as its manifest says, and what to say on it."""
    try:
        manifest = read_manifest(published)
    except OutputError as error:
        return False, [f"{error.what} {error.remedy}"]
    if manifest is None:
        return True, ["There is no manifest: not published by CRRI."]
    if is_whole(manifest):
        return True, []
    return False, [
        "The published set is not whole: run any crri command on the folder to finish or undo "
        "the publication that was interrupted."
    ]


@dataclass
class _Side:
    """One file of the two: which of the contract's columns it has, and what is in it."""

    broken: list[str] = field(default_factory=list)
    rows: int | None = None
    columns: frozenset[str] = frozenset()
    totals: list[int | Decimal | None] = field(default_factory=list)


class _Comparer:
    """Takes one output after another; its two sides are the views `before` and `after`."""

    def __init__(
        self, run: Run, con: duckdb.DuckDBPyConnection, work: Path, notes: list[str]
    ) -> None:
        self.run, self.con, self.work, self.notes = run, con, work, notes
        self.tables: list[TableChange] = []
        self.months_added: list[str] = []
        self.months_removed: list[str] = []
        self.months_restated: list[tuple[str, Decimal | None, Decimal]] = []
        self.segment_moves: dict[tuple[str, str], int] = {}
        self.customers_added: int | None = None
        self.customers_removed: int | None = None

    def add(self, table: OutputTable, published: Path, fresh: Path) -> None:
        """Compare one output; raises `InputError` when the fresh file cannot be read."""
        after = self._read(table, fresh, "after")
        if after.rows is None:
            what = after.broken[0] if after.broken else "The computed file is missing."
            raise InputError(what, file=fresh, remedy="Compute the outputs again.")
        identical = _same_bytes(self.run, published, fresh)
        before = after if identical else self._read(table, published, "before")
        if before.rows is None and before.broken:
            # Where nothing is published, all is new; where it is damaged, nobody knows.
            self.notes.append(f"The published {table.file_name} cannot be compared.")
        else:
            if identical:
                self._sql("CREATE VIEW before AS FROM after")
            elif before.rows is None:
                before.columns = after.columns
                self._sql("CREATE VIEW before AS FROM after LIMIT 0")
            if table.name == "monthly_revenue":
                self._months(before.columns)
            elif table.name == "rfm_customers":
                self._segments(before.columns)
        sums = before.totals or [None] * len(after.totals)
        totals = tuple(
            Total(name, None if was is None else Decimal(was), Decimal(becomes or 0))
            for name, was, becomes in zip(_TOTALS[table.name], sums, after.totals, strict=True)
        )
        broken = tuple(before.broken)
        self.tables.append(
            TableChange(table.name, before.rows, after.rows, totals, broken, identical)
        )
        for name in ("before", "after"):
            self._sql(f"DROP VIEW IF EXISTS {name}")
            self._sql(f"DROP TABLE IF EXISTS {name}_text")

    def _sql(self, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        return self.run.execute(self.con, sql, parameters).fetchall()

    def _read(self, table: OutputTable, path: Path, name: str) -> _Side:
        """Read a file into the view `name`, typed; there is none where it cannot be read."""
        side = _Side()
        if not _is_there(path):
            return side
        try:
            file = sniff(path)[0]
            side.columns = frozenset(table.column_names).intersection(file.header)
            if not side.columns:
                side.broken.append(f"The file has none of the columns of {table.name}.")
                return side
            self._scan(table, file, readable(self.run, file, self.work), f"{name}_text")
        except InputError as error:
            side.broken.append(error.what)
            return side
        except duckdb.Error as error:
            side.broken.append(f"The file cannot be read: {str(error).splitlines()[0]}")
            return side
        if name == "before":
            side.broken += [*header_faults(table, file), *self._faults(table, side.columns)]
        columns = ", ".join(f'{typed(column)} AS "{column.name}"' for column in table.columns)
        self._sql(f"CREATE VIEW {name} AS SELECT {columns} FROM {name}_text")
        sums = ", ".join(["count(*)", *_TOTALS[table.name].values()])
        [(side.rows, *side.totals)] = self._sql(f"SELECT {sums} FROM {name}")
        return side

    def _scan(self, table: OutputTable, file: Sniffed, source: Path, target: str) -> None:
        """Read the contract's columns as text into `target`, blank where the file has none.

        They are taken by their places, so that no name of the file gets into a statement.
        """
        places = {name: f"c{place}" for place, name in reversed([*enumerate(file.header)])}
        chosen = ", ".join(
            f'{places.get(name, "NULL::VARCHAR")} AS "{name}"' for name in table.column_names
        )
        columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(file.header)))
        statement = f"""CREATE TABLE {target} AS SELECT {chosen} FROM read_csv(
            $path, auto_detect=false, header=true, delim=$delimiter, quote='"', escape='"',
            columns={{{columns}}}, null_padding=false, strict_mode=true, compression='none',
            hive_partitioning=false, store_rejects=true, rejects_limit=0,
            rejects_table='refused', rejects_scan='scans')"""
        for attempt in (1, 2):
            self._sql("DROP TABLE IF EXISTS refused")
            self._sql("DROP TABLE IF EXISTS scans")
            try:
                self._sql(statement, {"path": literal(source), "delimiter": file.delimiter})
                return
            except duckdb.InvalidInputException:
                # The reader refuses a file that mixes line ends; a refresh does not.
                if attempt == 2:
                    raise
                source = unify_line_ends(self.run, source, self.work)

    def _faults(self, table: OutputTable, columns: frozenset[str]) -> list[str]:
        """What is wrong with the rows in `before_text`, a sentence each."""
        [(refused, first)] = self._sql(
            "SELECT count(DISTINCT line_byte_position), min(line) FROM refused"
        )
        checks = [
            (column.name, condition, words)
            for column in table.columns
            if column.name in columns
            for condition, words in value_faults(column)
        ]
        counts = [
            f'count(*) FILTER ({sql}), min("{name}") FILTER ({sql})' for name, sql, _ in checks
        ]
        key = ", ".join(f'"{name}"' for name in table.key)
        filled = " AND ".join(f'"{name}" IS NOT NULL' for name in table.key)
        repeats = f"count(*) FILTER ({filled}) - count(DISTINCT ({key})) FILTER ({filled})"
        [(repeated, *found)] = self._sql(f"SELECT {', '.join([repeats, *counts])} FROM before_text")
        said = []
        if refused:
            said.append(f"{_rows(refused)} cannot be read, the first as record {first:,}.")
        for (name, _, words), count, example in zip(checks, found[::2], found[1::2], strict=True):
            if count:
                rows = _rows(count)
                where = f"{rows}, for example {shown(example)}" if example else rows
                said.append(words.format(name, where))
        if repeated:
            said.append(f"The key ({', '.join(table.key)}) repeats in {_rows(repeated)}.")
        return said

    def _months(self, columns: frozenset[str]) -> None:
        if not columns.issuperset(("order_month", "revenue")):
            self.notes.append("Months are not compared: order_month or revenue is missing.")
            return
        side = """(SELECT order_month, sum(revenue) AS revenue FROM {}
                   WHERE order_month IS NOT NULL GROUP BY ALL)"""
        for month, is_new, is_gone, was, becomes in self._sql(
            f"""SELECT order_month, b.order_month IS NULL, a.order_month IS NULL,
                       b.revenue, a.revenue
                FROM {side.format("before")} AS b
                FULL JOIN {side.format("after")} AS a USING (order_month) ORDER BY 1"""
        ):
            if is_new:
                self.months_added.append(month)
            elif is_gone:
                self.months_removed.append(month)
            elif was != becomes:
                self.months_restated.append((month, was, becomes))

    def _segments(self, columns: frozenset[str]) -> None:
        if not columns.issuperset(("customer_unique_id", "segment")):
            self.notes.append("Customers are not compared: their id or segment is missing.")
            return
        # Where a damaged file has a customer twice, the first segment by name counts.
        side = """(SELECT customer_unique_id AS customer, min(
                       CASE WHEN list_contains($segments, segment) THEN segment ELSE $other END
                   ) AS segment
                   FROM {} WHERE customer_unique_id IS NOT NULL GROUP BY ALL)"""
        counts = self._sql(
            f"""SELECT b.segment, a.segment, count(*) FROM {side.format("before")} AS b
                FULL JOIN {side.format("after")} AS a USING (customer) GROUP BY ALL""",
            {"segments": list(SEGMENTS), "other": OTHER_SEGMENT},
        )
        self.customers_added = sum(n for was, _, n in counts if was is None)
        self.customers_removed = sum(n for _, becomes, n in counts if becomes is None)
        moves = {(was, becomes): n for was, becomes, n in counts}
        named = (*SEGMENTS, OTHER_SEGMENT)
        pairs = [(was, becomes) for was in named for becomes in named]
        self.segment_moves = {pair: moves[pair] for pair in pairs if pair in moves}


def _is_there(path: Path) -> bool:
    """Whether there is something to read; what cannot be looked at is there, and unreadable."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _same_bytes(run: Run, one: Path, other: Path) -> bool:
    try:
        if one.stat().st_size != other.stat().st_size:
            return False
        with one.open("rb") as first, other.open("rb") as second:
            while chunk := first.read(1 << 22):
                run.checkpoint()
                if chunk != second.read(1 << 22):
                    return False
    except OSError:
        return False
    return True


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Decimal) else value
