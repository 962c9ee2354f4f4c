"""The words of an export's columns and what a mapping makes of them, counted over all rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.read import ROWS, orders_of
from crri_gui.engine.adapt.rows import word_of
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.layouts.layout import Identity
from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.row_rules import reason_of
from crri_gui.engine.mapping.sections import table_in
from crri_gui.engine.quality.reconcile import cents


@dataclass(frozen=True)
class Word:
    """A status word: its orders and their goods, and its class; None where it has none yet.

    Which classes count, the definitions say (`counted.class_counts`).
    `proposed` says that CRRI has chosen the class, and nobody has confirmed it. `column` holds the
    word; where several have words, what has no class in one is decided by the next, `decided_by`.
    """

    word: str
    orders: int
    money: Decimal
    status_class: str | None
    proposed: bool
    column: str = ""
    decided_by: str = ""


@dataclass(frozen=True)
class RowWord:
    """A word of a column that says what a row is, its rows, and what they are or why left out.

    `field` is the one that names the column: rows, items.rows or payments.rows.
    """

    column: str
    word: str
    rows: int
    reason: str
    field: str = "rows"


def names_of_rows(adapted: Adapted, compared: Sequence[Identity]) -> Mapping[str, str]:
    """What the columns of the rows are called as they are read with identities `compared`."""
    layout = adapted.source.layout
    read = replace(layout, customer=(*layout.customer, *compared))
    names = orders_of(replace(adapted.source, layout=read)).names
    return {column: name for column, name in names.items() if column in layout.kinds}


def status_words(
    db: DuckDB, draft: Draft, adapted: Adapted, names: Mapping[str, str]
) -> tuple[Word, ...]:
    """The status words of the orders, by their column, the most frequent first."""
    status = adapted.source.layout.status
    columns = [rule.column for rule in status if rule.filled is None and rule.column in names]
    if len(columns) < 2:
        found = [(columns[0] if columns else "", row) for row in _deciding(db)] if status else []
    else:
        found = [(one, row) for one in columns for row in _of_column(db, word_of(one, names))]
    words = []
    for column, (word, orders, goods, known) in found:
        place = columns.index(column) if len(columns) > 1 else -1
        decided_by = columns[place + 1] if 0 <= place < len(columns) - 1 else ""
        given = draft.class_of(word or "", column) or known
        if word or not decided_by:
            proposed = bool(given) and (word or "").lower() in draft.proposed_words
            words.append(
                Word(word or "", orders, cents(goods), given, proposed, column, decided_by)
            )
    return tuple(words)


def _deciding(db: DuckDB) -> list[tuple[str | None, int, Decimal, str | None]]:
    return db.rows(
        """SELECT status, count(*), sum(worth), class FROM crri_orders
           GROUP BY ALL ORDER BY 2 DESC, 1"""
    )


def _of_column(db: DuckDB, word: str) -> list[tuple[str | None, int, Decimal, str | None]]:
    return db.rows(
        f"""SELECT w.word, count(*), sum(o.worth), NULL FROM crri_orders o JOIN (
                SELECT r.order_id, arg_min(nullif(trim({word}), ''), r.place) AS word
                FROM {ROWS} s JOIN crri_rows r
                ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record
                WHERE r.fate IS NULL GROUP BY r.order_id
            ) w ON o.order_id = w.order_id
            GROUP BY ALL ORDER BY 2 DESC, 1"""
    )


def row_words(
    db: DuckDB, export: Export, draft: Draft, names: Mapping[str, str]
) -> tuple[RowWord, ...]:
    """The words of the columns that say what each row is, where these are few."""
    made = []
    for column in draft.value("rows").split(", "):
        found = export.column(column)
        if found is None or not found.words or column not in names:
            continue
        counted = db.rows(
            f"""SELECT trim({word_of(column, names)}) AS word, count(*) FROM {ROWS} s
                WHERE word <> '' GROUP BY ALL ORDER BY 2 DESC, 1"""
        )
        made += [RowWord(column, w, rows, draft.reason_of(column, w)) for w, rows in counted]
    for section in ("items", "payments"):
        table = table_in(export, draft.text, section)
        if table is None:
            continue
        rules = draft.text[section].get("leave_out", ())
        for found in filter(None, map(table.column, draft.value(f"{section}.rows").split(", "))):
            made += [
                RowWord(found.key, w, rows, reason_of(rules, found.key, w), f"{section}.rows")
                for w, rows in found.words
            ]
    return tuple(made)
