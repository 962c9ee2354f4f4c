"""Rows that say the same thing twice, and rows that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.quality.evidence import keep_rows
from crri_gui.raw_tables import RawTable

_EXAMPLES = 5
# Two rows of one payment or review key are still two payments, or the later answer counts.
# For the others no rule could choose without inventing a number.
_CONFLICTS_BEARABLE = ("order_payments", "order_reviews")
_MONEY = {"order_items": ("price", "freight_value"), "order_payments": ("payment_value",)}


@dataclass(frozen=True)
class Removed:
    """Identical rows beyond the first that were taken out of a table: how many, how much.

    `amounts` are in the order of the table's money columns, in cents' precision. `kept` is a
    SELECT of the rows with their `copies`, `MOST_ROWS` at most.
    """

    rows: int
    amounts: tuple[Decimal, ...]
    kept: str = ""


def remove_duplicates(
    db: Database, table: RawTable, files: Sequence[str]
) -> tuple[Removed, list[Finding]]:
    """Keep one of each set of identical rows; report keys whose rows contradict each other.

    `files` are the labels of the files that the table was read from.
    """
    name, key, file = table.name, ", ".join(table.key), label_of(files)
    amounts = _MONEY.get(name, ())
    nothing = Removed(0, tuple(Decimal(0) for _ in amounts))
    # Equal keys have equal hashes, and hashes are counted faster than keys.
    if not _one(db, f"SELECT count(*) - count(DISTINCT hash({key})) FROM {name}"):
        return nothing, []
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {key} FROM {name} "
        f"GROUP BY ALL HAVING count(*) > 1",
    )
    if not _one(db, "SELECT count(*) FROM repeated"):
        return nothing, []
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE distinct_rows AS SELECT t.*, count(*) AS copies "
        f"FROM {name} t SEMI JOIN repeated USING ({key}) GROUP BY ALL",
    )
    extra = ", ".join(f"coalesce(sum((copies - 1) * {column}), 0)" for column in amounts)
    row = db.row(
        f"SELECT sum(copies - 1){', ' + extra if extra else ''} FROM distinct_rows",
    )
    removed = Removed(int(row[0] or 0), tuple(Decimal(amount) for amount in row[1:]))
    findings = []
    if removed.rows:
        db.execute(f"DELETE FROM {name} t USING repeated r WHERE {_equal(table, 't', 'r')}")
        db.execute(f"INSERT INTO {name} SELECT * EXCLUDE (copies) FROM distinct_rows")
        kept = keep_rows(
            db,
            f"duplicate_rows_{name}",
            f"SELECT * FROM distinct_rows WHERE copies > 1 ORDER BY {key}",
        )
        removed = replace(removed, kept=kept)
        findings.append(
            finding(
                "duplicate_rows",
                table=name,
                file=file,
                count=removed.rows,
                money=removed.amounts[0] if removed.amounts else None,
                examples=_examples(db, table, "SELECT * FROM distinct_rows WHERE copies > 1"),
                rows=kept,
            )
        )
    conflicting = f"SELECT {key} FROM distinct_rows GROUP BY {key} HAVING count(*) > 1"
    conflicts = _one(db, f"SELECT count(*) FROM ({conflicting})")
    if conflicts:
        # In files that overlap, two rows of one payment are rather two versions of it.
        several_payments = len(files) > 1 and name == "order_payments"
        bearable = name in _CONFLICTS_BEARABLE and not several_payments
        money = ""
        if amounts:
            money = (
                f"SELECT sum({amounts[0]}) FROM distinct_rows SEMI JOIN ({conflicting}) "
                f"USING ({key})"
            )
        findings.append(
            finding(
                "duplicate_keys.counted" if bearable else "duplicate_keys.refused",
                "warning" if bearable else "error",
                key=key,
                table=name,
                file=file,
                column=table.key[0],
                count=conflicts,
                money=_money(db, money) if money else None,
                examples=_examples(db, table, conflicting),
                rows=keep_rows(
                    db,
                    f"duplicate_keys_{name}",
                    f"SELECT * FROM distinct_rows SEMI JOIN ({conflicting}) USING ({key}) "
                    f"ORDER BY {key}",
                ),
            )
        )
    return removed, findings


def _equal(table: RawTable, left: str, right: str) -> str:
    return " AND ".join(f"{left}.{column} = {right}.{column}" for column in table.key)


def _one(db: Database, sql: str) -> int:
    return int(db.scalar(sql) or 0)


def _money(db: Database, sql: str) -> Decimal:
    return Decimal(db.scalar(sql) or 0)


def _examples(db: Database, table: RawTable, rows: str) -> tuple[str, ...]:
    key = ", ".join(table.key)
    found = db.execute(f"SELECT {key} FROM ({rows}) ORDER BY {key} LIMIT {_EXAMPLES}").fetchall()
    return tuple(" / ".join(_shown(part) for part in row) for row in found)


def _shown(part: object) -> str:
    return str(int(part)) if isinstance(part, Decimal) else str(part)
