"""A comparison of two sets of outputs as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from decimal import Decimal

from crri_gui.contract import SEGMENTS
from crri_gui.engine.compare.comparison import OTHER_SEGMENT, Comparison, TableChange
from crri_gui.engine.compare.differences import Key, Rows
from crri_gui.engine.compare.schema_drift import shown
from crri_gui.messages import sentence
from crri_gui.messages.formatting import month_in_words

_SEGMENTS_SHOWN = (*SEGMENTS, OTHER_SEGMENT)
_WIDTH = 96


def describe(comparison: Comparison) -> str:
    """The comparison for a terminal: what is alarming first, then small aligned tables."""
    alarms = [
        *(() if comparison.published_whole else comparison.notes),
        *(
            f"This looks like another shop than the published one, or like a part of it. {why}"
            for why in comparison.other_shop
        ),
        *comparison.edited,
        *(
            f"{change.table}: {said}"
            for change in comparison.tables
            for said in (*change.broken, *change.outside)
        ),
    ]
    alarms += comparison.going
    if comparison.months_removed:
        alarms.append(f"Months go: {_listed(comparison.months_removed)}.")
    blocks = [["Red flags", *(f"  ! {alarm}" for alarm in alarms)]] if alarms else []
    if comparison.published_whole and comparison.notes:
        blocks.append(list(comparison.notes))
    if all(change.identical for change in comparison.tables):
        same = "all tables are the same, byte for byte."
        blocks.append([f"{'Nothing changes' if comparison.unchanged else 'Tables'}: {same}"])
    else:
        blocks += _tables_block(comparison) + _months_block(comparison) + _moves_block(comparison)
        blocks += _values_block(comparison)
        for change in comparison.tables:
            blocks += _rows_block(change) + _form_block(change)
    return "\n\n".join("\n".join(block) for block in blocks)


def _tables_block(comparison: Comparison) -> list[list[str]]:
    rows = [["", "published", "computed", "change"]]
    for change in comparison.tables:
        first = [f"{change.table} rows", *_step(change.rows_before, change.rows_after)]
        if change.rows_before == change.rows_after:
            # Totals may agree where values differ, and some outputs have none.
            first[-1] = _state(change)
        rows.append(first)
        rows += [[f"{change.table} {t.name}", *_step(t.before, t.after)] for t in change.totals]
    return [_aligned(rows)]


def _state(change: TableChange) -> str:
    if change.identical:
        return "same file"
    if change.same_content:
        return "only written differently"
    moved = change.rows_come.count + change.rows_go.count
    counts = [sentence("values", count=change.values)] if change.values else []
    counts += [sentence("rows", count=moved)] if moved else []
    if not counts:
        return "columns differ"
    return sentence("counts_differ", counts=counts, count=change.values + moved)


def _values_block(comparison: Comparison) -> list[list[str]]:
    """Every column with values that differ, and examples, the greatest difference first."""
    rows = [["values that differ", "count", "greatest", "for example", "published", "computed"]]
    for table in comparison.tables:
        for column in table.columns:
            greatest = "" if column.greatest is None else f"{column.greatest:,f}"
            first = [f"{table.table}.{column.column}", f"{column.values:,}", greatest]
            for example in column.examples:
                values = [_cell(example.before), _cell(example.after)]
                rows.append([*first, key_text(example.key), *values])
                first = ["", "", ""]
    return [_aligned(rows)] if len(rows) > 1 else []


def _rows_block(change: TableChange) -> list[list[str]]:
    block: list[str] = []
    if change.rows_before is not None:
        sides: list[tuple[Rows, str, str]] = [
            (change.rows_come, "rows_come", "rows_come.examples"),
            (change.rows_go, "rows_go", "rows_go.examples"),
        ]
        for rows, all_of_them, some in sides:
            if rows.count:
                message = some if rows.count > len(rows.examples) else all_of_them
                keys = [key_text(key) for key in rows.examples]
                block.append(sentence(message, table=change.table, count=rows.count, keys=keys))
    return [block] if block else []


def _form_block(change: TableChange) -> list[list[str]]:
    head = f"{change.table}: written differently" + (
        ", and says the same." if change.same_content else " as well."
    )
    return [[head, *(f"  - {said}" for said in change.form)]] if change.form else []


def _cell(text: str | None) -> str:
    return "blank" if text is None else shown(text)[1:-1]


def key_text(key: Key) -> str:
    """The key of a row in a few characters."""
    return ", ".join(_cell(value) for value in key.values())


def _months_block(comparison: Comparison) -> list[list[str]]:
    blocks = []
    if comparison.months_added:
        blocks.append(textwrap.wrap(f"Months come: {_listed(comparison.months_added)}.", _WIDTH))
    if comparison.months_restated:
        rows = [["revenue restated", "published", "computed", "change"]]
        rows += [
            [month, *_step(was, becomes)] for month, was, becomes in comparison.months_restated
        ]
        blocks.append(_aligned(rows))
    return blocks


def _listed(months: Sequence[str]) -> str:
    return ", ".join(map(month_in_words, months))


def _moves_block(comparison: Comparison) -> list[list[str]]:
    """The migration matrix: from the segment at the left to the one at the top."""
    block = []
    if moves := comparison.segment_moves:
        before = [name for name in _SEGMENTS_SHOWN if any(name == pair[0] for pair in moves)]
        rows = [["customers: published \\ computed", *SEGMENTS]]
        rows += [[was, *(f"{moves.get((was, to), 0):,}" for to in SEGMENTS)] for was in before]
        block += _aligned(rows)
    if comparison.customers_added or comparison.customers_removed:
        block.append(
            f"Customers: {comparison.customers_added:,} new, {comparison.customers_removed:,} gone."
        )
    return [block] if block else []


def _step(before: Decimal | int | None, after: Decimal | int) -> tuple[str, str, str]:
    if before is None:
        return "-", f"{after:,}", "new"
    return f"{before:,}", f"{after:,}", f"{after - before:+,}" if after != before else "same"


def _aligned(rows: list[list[str]]) -> list[str]:
    """Lines with the first column to the left and the others to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
