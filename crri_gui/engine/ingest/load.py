"""Raw files into typed tables: one file per table, or several that are its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.run_context import threads
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.ingest.csv_reader import TYPES, gone, size_of
from crri_gui.engine.ingest.load_file import FileLoader
from crri_gui.engine.ingest.loading import Loaded, label_in
from crri_gui.errors import InputError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_BY_NAME, RawTable

# Text of this size is read by one processor; two such files are read at a time.
_SMALL_PART = 64 << 20
_ASKED = {
    "date_order_ambiguous": "date_order",
    "date_system_ambiguous": "date_order",
    "decimal_ambiguous": "decimal",
}


def load(
    db: DuckDB,
    folder: Path,
    files: Mapping[str, Sequence[Sniffed]],
    work: Path,
    conventions: Conventions,
) -> list[Loaded]:
    """Read the files of the tables that feed outputs into tables of the same names.

    A table or column that no file has is made empty or blank; so is `order_refunds`. Raises
    `InputError` for a table without rows.
    """
    sizes = {name: sum(map(size_of, parts)) for name, parts in files.items()}
    total = sum(sizes.values()) or 1

    def read(
        own: DuckDB,
        table: RawTable,
        file: Sniffed,
        into: str,
        chosen: Conventions,
    ) -> Loaded:
        alone = len(files[table.name]) == 1
        try:
            return FileLoader(own, folder, file, work, chosen, table, into, alone).load()
        except OSError as error:
            raise gone(file) from error

    def whole(name: str) -> Loaded:
        """The one file of a table."""
        with db.cursor() as own:
            return read(own, RAW_BY_NAME[name], files[name][0], name, conventions)

    tables = [table for table in RAW_BY_NAME.values() if table.columns]
    alone = [table.name for table in tables if len(files.get(table.name, ())) == 1]
    small = all(files[name][0].bytes < _SMALL_PART for name in alone)
    loaded: list[Loaded] = []
    done = 0
    with threads("crri-table", small=small) as pool:
        # A large one is read by all processors, and waits for its turn.
        futures = {name: pool.submit(whole, name) for name in alone if small}
        for table in tables:
            name, parts = table.name, files.get(table.name, ())
            begins, done = done / total, done + sizes.get(name, 0)
            if name in alone:
                label = label_in(folder, parts[0])
                db.run.report(
                    sentence("reading_file", file=label), within=begins, until=done / total
                )
                loaded.append(futures[name].result() if small else whole(name))
            elif parts:
                labels = [label_in(folder, file) for file in parts]
                share = (begins, done / total)
                loaded += _load_parts(db, table, parts, labels, conventions, read, share)
            else:
                columns = ", ".join(f"{c.name} {TYPES[c.kind]}" for c in table.columns)
                db.execute(f"CREATE TABLE {name} ({columns})")
                continue
            rows = sum(file.accepted for file in loaded if file.table is table)
            db.run.report(sentence("read_table", table=name), rows=rows, within=done / total)
    # Only exports in other layouts tell of refunds.
    db.execute("CREATE TABLE order_refunds (order_id VARCHAR, refunded DECIMAL(18, 4))")
    return loaded


_Read = Callable[[DuckDB, RawTable, Sniffed, str, Conventions], Loaded]


def _load_parts(
    db: DuckDB,
    table: RawTable,
    parts: Sequence[Sniffed],
    labels: Sequence[str],
    conventions: Conventions,
    read: _Read,
    share: tuple[float, float],
) -> list[Loaded]:
    """Read the parts, several at a time where they are small, and put them into one table."""

    def one(number: int, chosen: Conventions) -> Loaded:
        with db.cursor() as own:
            return read(own, table, parts[number], _part(number), chosen)

    def _part(number: int) -> str:
        return f"{table.name}_part_{number}"

    begins, ends = share
    small = max(file.bytes for file in parts) < _SMALL_PART
    loaded: list[Loaded] = []
    with threads("crri-part", small=small) as pool:
        futures = [pool.submit(one, number, conventions) for number in range(len(parts))]
        for number, future in enumerate(futures):
            within = begins + (ends - begins) * number / len(parts)
            db.run.report(sentence("reading_file", file=labels[number]), within=within)
            loaded.append(future.result())
    for number, file in enumerate(loaded):
        chosen, findings = _infer_from_siblings(file, loaded, conventions)
        if findings:
            loaded[number] = again = one(number, chosen)
            again.findings += findings
    loaded[0].findings += _differences(table, loaded)
    if not any(file.accepted or file.rejects for file in loaded):
        raise InputError(
            "no_file_with_rows", files=len(loaded), table=table.name, file=loaded[0].file.label
        )
    db.execute(f"ALTER TABLE {_part(0)} RENAME TO {table.name}")
    for number in range(1, len(loaded)):
        db.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM {_part(number)}")
        db.execute(f"DROP TABLE {_part(number)}")
    return loaded


def _infer_from_siblings(
    file: Loaded, loaded: Sequence[Loaded], conventions: Conventions
) -> tuple[Conventions, list[Finding]]:
    """What the other parts say of columns that one part alone leaves open, if they agree."""
    findings = []
    chosen = {"date_order": dict(conventions.date_order), "decimal": dict(conventions.decimal)}
    for asked in file.findings:
        kind, column = _ASKED.get(asked.code), asked.column
        if kind is None or column is None:
            continue
        told = {
            other.detected_conventions[column]
            for other in loaded
            if column in other.detected_conventions
        }
        if len(told) == 1:
            (value,) = told
            chosen[kind][f"{file.table.name}.{column}"] = value
            findings.append(
                finding(
                    "convention_of_other_parts",
                    value=value,
                    option=kind.replace("_", "-"),
                    table=file.table.name,
                    file=file.label,
                    column=column,
                )
            )
    return (
        replace(conventions, date_order=chosen["date_order"], decimal=chosen["decimal"]),
        findings,
    )


def _differences(table: RawTable, loaded: Sequence[Loaded]) -> list[Finding]:
    """Columns that the parts write in different ways, each of them for sure."""
    findings = []
    for column in table.columns:
        told = {
            file.detected_conventions[column.name]: file.label
            for file in loaded
            if column.name in file.detected_conventions
        }
        if len(told) > 1:
            findings.append(
                finding(
                    "conventions_differ",
                    ways=[
                        sentence("convention_of_file", value=value, file=label)
                        for value, label in sorted(told.items())
                    ],
                    table=table.name,
                    column=column.name,
                )
            )
    return findings
