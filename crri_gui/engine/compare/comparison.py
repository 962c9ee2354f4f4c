"""What changes for dashboards when the outputs just computed replace the published ones.

The published files may come from anywhere and be in any state, so they are read as text and
judged value by value. Whatever is wrong with them is said in the result and never raised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb

from crri_gui.contract import OUTPUT_TABLES, SEGMENTS, OutputTable, tables_with
from crri_gui.engine.compare import text_table
from crri_gui.engine.compare.differences import ColumnChange, Differences, Rows, differences
from crri_gui.engine.compare.edited import edited_since
from crri_gui.engine.compare.other_shop import Kinship, MonthRow, months_of, other_shop
from crri_gui.engine.compare.text_table import Side
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.scratch import scratch_database
from crri_gui.engine.publish import outputs
from crri_gui.engine.publish.release import is_whole, read_manifest
from crri_gui.errors import InputError, OutputError
from crri_gui.messages import sentence

OTHER_SEGMENT = "other"
_ALWAYS = tables_with(())


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
    sentences on what a Power BI refresh would choke on or silently change, `outside` on published
    values that cannot be. `identical`: the two files are the same, byte for byte. `rows_come`,
    `rows_go` and `columns` are where they differ in what they say, `form` sentences on where they
    differ only in how it is written; `compared`: all columns were compared.
    """

    table: str
    rows_before: int | None
    rows_after: int
    totals: tuple[Total, ...]
    broken: tuple[str, ...]
    outside: tuple[str, ...]
    identical: bool
    compared: bool
    rows_come: Rows
    rows_go: Rows
    columns: tuple[ColumnChange, ...]
    form: tuple[str, ...]

    @property
    def values(self) -> int:
        """How many values differ in rows that are on both sides."""
        return sum(column.values for column in self.columns)

    @property
    def same_content(self) -> bool:
        """Whether both files say the same; they may be written differently."""
        moved = self.rows_come.count or self.rows_go.count or self.values
        return self.identical or (self.compared and not moved)


@dataclass(frozen=True)
class Comparison:
    """Everything that publishing would change.

    `months_restated` holds (month, revenue before, revenue after). `segment_moves` counts the
    customers of both sets by (segment before, segment after), those who stay included; what is
    no segment is `OTHER_SEGMENT`. `customers_added` and `customers_removed` are None when the
    published customers cannot be read. `edited` are sentences on published files that are not
    what their manifest says, `other_shop` the reasons to think that they are of another shop.
    `tables_gone` are published extension tables that are not asked for.
    """

    tables: tuple[TableChange, ...]
    months_added: tuple[str, ...]
    months_removed: tuple[str, ...]
    months_restated: tuple[tuple[str, Decimal | None, Decimal], ...]
    segment_moves: dict[tuple[str, str], int]
    customers_added: int | None
    customers_removed: int | None
    published_whole: bool
    edited: tuple[str, ...]
    other_shop: tuple[str, ...]
    notes: tuple[str, ...]
    tables_gone: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether every table is the same, byte for byte, and nothing was edited by hand."""
        same = all(change.identical for change in self.tables)
        return same and not self.edited and not self.tables_gone

    @property
    def going(self) -> tuple[str, ...]:
        """A sentence on each table that goes."""
        return tuple(sentence("published_table_goes", file=f"{t}.csv") for t in self.tables_gone)

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


def compare(
    run: RunContext,
    published: Path,
    fresh: Path,
    meaning: Mapping[str, Any] | None = None,
    memory_limit: str | None = None,
    temp_dir: Path | None = None,
    *,
    tables: Sequence[OutputTable] = _ALWAYS,
) -> Comparison:
    """Compare the outputs in `published` with the `tables` in `fresh`; neither folder is changed.

    `meaning` is what the manifest of the fresh ones would say of definitions and conventions.
    Raises `InputError` when a file of `fresh` cannot be read, and `Cancelled`.
    """
    manifest, whole, notes = _published_state(published)
    run.report(sentence("comparing_with_manifest"))
    edited = edited_since(run, published, manifest) if manifest and whole else ()
    with scratch_database(run, temp_dir, memory_limit) as (db, work):
        found = _Comparer(db, work, notes)
        for number, table in enumerate(tables):
            doing = sentence("comparing_table", table=table.name)
            run.report(doing, within=number / len(tables))
            found.add(table, published, fresh / table.file_name)
    if not any(change.rows_before is not None or change.broken for change in found.tables):
        notes.append(sentence("nothing_published"))
    gone = _published_beside(published, manifest, tables)
    kin = Kinship(*found.customers, found.months)
    return Comparison(
        tuple(found.tables),
        tuple(month for month, was, _ in found.months if was is None),
        tuple(month for month, _, becomes in found.months if becomes is None),
        tuple(
            (month, was, becomes)
            for month, was, becomes in found.months
            if was is not None and becomes is not None and was != becomes
        ),
        found.segment_moves,
        found.customers_added,
        found.customers_removed,
        whole,
        edited,
        other_shop(kin, manifest if whole else None, meaning or {}),
        tuple(notes),
        gone,
    )


def _published_beside(
    published: Path, manifest: Mapping[str, Any] | None, tables: Sequence[OutputTable]
) -> tuple[str, ...]:
    """The outputs of the published set that are not among the tables, and would go."""
    described = (manifest or {}).get("files")
    there = {PurePosixPath(name).parts[0] for name in described or ()}
    return tuple(
        table.name
        for table in OUTPUT_TABLES
        if table not in tables and not there.isdisjoint((table.name, table.file_name))
    )


def _published_state(published: Path) -> tuple[dict[str, Any] | None, bool, list[str]]:
    """The manifest, whether the set is whole as far as it says, and what to say on it."""
    try:
        manifest = read_manifest(published)
    except OutputError as error:
        return None, False, [sentence("manifest_unusable", what=error.what, advice=error.remedy)]
    if manifest is None:
        return None, True, [sentence("no_manifest")]
    if is_whole(manifest):
        return manifest, True, []
    return manifest, False, [sentence("published_set_not_whole")]


class _Comparer:
    """Takes one output after another; its two sides are the views `before` and `after`."""

    def __init__(self, db: DuckDB, work: Path, notes: list[str]) -> None:
        self.db, self.work, self.notes = db, work, notes
        self.tables: list[TableChange] = []
        self.months: list[MonthRow] = []
        self.segment_moves: dict[tuple[str, str], int] = {}
        self.customers_added: int | None = None
        self.customers_removed: int | None = None
        self.customers: tuple[int | None, int | None, int | None] = (None, None, None)

    def add(self, table: OutputTable, folder: Path, fresh: Path) -> None:
        """Compare one output; raises `InputError` when the fresh file cannot be read."""
        after = self._read(table, fresh, "after")
        if after.rows is None:
            if not after.broken:
                raise InputError("computed_file_missing", file=fresh)
            raise InputError("computed_file_unusable", fault=after.broken[0], file=fresh)
        published, damage = self._published(table, folder)
        identical = not damage and _same_bytes(self.db.run, published, fresh)
        if identical:
            before = after
        elif damage:
            before = Side(broken=[damage])
        else:
            before = self._read(table, published, "before")
        found = Differences()
        if before.rows is None and before.broken:
            # Where nothing is published, all is new; where it is damaged, nobody knows.
            self.notes.append(sentence("published_file_not_comparable", file=table.file_name))
        else:
            if identical:
                self._sql("CREATE VIEW before AS FROM after")
            elif before.rows is None:
                before.columns = after.columns
                self._sql("CREATE VIEW before AS FROM after LIMIT 0")
            elif before.columns.issuperset(table.key):
                found = differences(self.db, table, before, published)
            if table.name == "monthly_revenue":
                self._months(before.columns)
            elif table.name == "rfm_customers":
                self._segments(before.columns)
        sums = before.totals or [None] * len(after.totals)
        totals = tuple(
            Total(name, None if was is None else Decimal(was), Decimal(becomes or 0))
            for name, was, becomes in zip(table.totals, sums, after.totals, strict=True)
        )
        self.tables.append(
            TableChange(
                table.name,
                before.rows,
                after.rows,
                totals,
                tuple(before.broken),
                (*before.outside, *found.outside),
                identical,
                before.complete,
                found.rows_come,
                found.rows_go,
                found.columns,
                found.form,
            )
        )
        for name in ("before", "after"):
            self._sql(f"DROP VIEW IF EXISTS {name}")
            self._sql(f"DROP TABLE IF EXISTS {name}_text")

    def _sql(self, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, parameters).fetchall()

    def _read(self, table: OutputTable, path: Path, name: str) -> Side:
        sums = table.totals.values()
        judged = name == "before"
        return text_table.read(self.db, table, path, name, self.work, sums, judged=judged)

    def _published(self, table: OutputTable, folder: Path) -> tuple[Path, str | None]:
        """The published CSV, or what a folder of Parquet holds as one; and what is wrong there."""
        if outputs.form_of(folder) != "parquet" or not (folder / table.name).is_dir():
            return folder / table.file_name, None
        copy = self.work / table.file_name
        try:
            outputs.write_as_csv(self.db, table, folder / table.name, copy)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            return copy, sentence("published_folder_unreadable", reason=reason)
        return copy, None

    def _months(self, columns: frozenset[str]) -> None:
        if not columns.issuperset(("order_month", "revenue")):
            self.notes.append(sentence("months_not_comparable"))
            return
        self.months = months_of(self.db)

    def _segments(self, columns: frozenset[str]) -> None:
        if not columns.issuperset(("customer_unique_id", "segment")):
            self.notes.append(sentence("customers_not_comparable"))
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
        common = sum(n for was, becomes, n in counts if was is not None and becomes is not None)
        self.customers = (common + self.customers_removed, common + self.customers_added, common)
        moves = {(was, becomes): n for was, becomes, n in counts}
        named = (*SEGMENTS, OTHER_SEGMENT)
        pairs = [(was, becomes) for was in named for becomes in named]
        self.segment_moves = {pair: moves[pair] for pair in pairs if pair in moves}


def _same_bytes(run: RunContext, one: Path, other: Path) -> bool:
    try:
        # A pipe in its place would be waited for.
        if not one.is_file() or one.stat().st_size != other.stat().st_size:
            return False
        with one.open("rb") as first, other.open("rb") as second:
            while chunk := first.read(1 << 22):
                run.checkpoint()
                if chunk != second.read(1 << 22):
                    return False
    except OSError:
        return False
    return True


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return format(value, "f") if isinstance(value, Decimal) else value
