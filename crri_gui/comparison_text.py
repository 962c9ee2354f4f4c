"""A comparison of two sets of outputs as text for a terminal."""

from __future__ import annotations

import textwrap
from decimal import Decimal

from crri_gui.contract import SEGMENTS
from crri_gui.engine.compare import OTHER_SEGMENT, Comparison

_SEGMENTS_SHOWN = (*SEGMENTS, OTHER_SEGMENT)


def describe(comparison: Comparison) -> str:
    """The comparison for a terminal: what is alarming first, then small aligned tables."""
    alarms = [
        *(() if comparison.published_whole else comparison.notes),
        *(f"{change.table}: {said}" for change in comparison.tables for said in change.broken),
    ]
    if comparison.months_removed:
        alarms.append(f"Months go: {', '.join(comparison.months_removed)}.")
    blocks = [["Red flags", *(f"  ! {alarm}" for alarm in alarms)]] if alarms else []
    if comparison.published_whole and comparison.notes:
        blocks.append(list(comparison.notes))
    if comparison.unchanged:
        blocks.append(["Nothing changes: all files are the same, byte for byte."])
    else:
        blocks += _tables_block(comparison) + _months_block(comparison) + _moves_block(comparison)
    return "\n\n".join("\n".join(block) for block in blocks)


def _tables_block(comparison: Comparison) -> list[list[str]]:
    rows = [["", "published", "computed", "change"]]
    for change in comparison.tables:
        first = [f"{change.table} rows", *_step(change.rows_before, change.rows_after)]
        if change.rows_before == change.rows_after:
            # Totals may agree where values differ, and some outputs have none.
            first[-1] = "same file" if change.identical else "content differs"
        rows.append(first)
        rows += [[f"{change.table} {t.name}", *_step(t.before, t.after)] for t in change.totals]
    return [_aligned(rows)]


def _months_block(comparison: Comparison) -> list[list[str]]:
    blocks = []
    if comparison.months_added:
        blocks.append(textwrap.wrap(f"Months come: {', '.join(comparison.months_added)}.", 96))
    if comparison.months_restated:
        rows = [["revenue restated", "published", "computed", "change"]]
        rows += [
            [month, *_step(was, becomes)] for month, was, becomes in comparison.months_restated
        ]
        blocks.append(_aligned(rows))
    return blocks


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
