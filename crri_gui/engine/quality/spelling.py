"""States, payment types and statuses that differ in case alone are one."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.raw_tables import RAW_BY_NAME


def unify_case(db: Database, loaded: Sequence[Loaded]) -> list[Finding]:
    """Write each text of the raw tables as it is written most often; a note for each column.

    Power BI does not tell case apart: what is two states here would be one there.
    """
    parts: dict[str, list[Loaded]] = {}
    for file in loaded:
        parts.setdefault(file.table.name, []).append(file)
    findings = []
    for table, files in parts.items():
        for column in RAW_BY_NAME[table].columns:
            if column.kind == "text" and not _known_to_differ(files, column.name):
                label = label_of([file.label for file in files])
                findings += _unify(db, table, column.name, label)
    return findings


def _known_to_differ(files: Sequence[Loaded], column: str) -> bool:
    """Whether it is known from reading that no two values differ in case alone."""
    if not all(column in file.texts for file in files):
        return False
    values = frozenset().union(*(file.texts[column] for file in files))
    return len({value.lower() for value in values}) == len(values)


def _unify(db: Database, table: str, column: str, file: str) -> list[Finding]:
    db.execute(
        f"""CREATE OR REPLACE TEMP TABLE spellings AS
            SELECT v, n, first_value(v) OVER (
                PARTITION BY lower(v) ORDER BY n DESC, v DESC) AS usual
            FROM (SELECT {column} AS v, count(*) AS n FROM {table}
                  WHERE {column} IS NOT NULL GROUP BY ALL)""",
    )
    rows = db.execute(
        "SELECT v, usual, n FROM spellings WHERE v <> usual ORDER BY n DESC, v"
    ).fetchall()
    if not rows:
        return []
    db.execute(
        f"""UPDATE {table} SET {column} = s.usual FROM spellings s
            WHERE {column} = s.v AND s.v <> s.usual""",
    )
    count = sum(row[2] for row in rows)
    return [
        finding(
            "text_case_unified",
            spelling=rows[0][0],
            usual=rows[0][1],
            table=table,
            file=file,
            column=column,
            count=count,
            examples=tuple(f"{row[0]} / {row[1]}" for row in rows[:5]),
        )
    ]
