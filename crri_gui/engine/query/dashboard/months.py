"""Which months may be compared: those that are complete, and what the latest is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crri_gui.dashboard.measures.comparing import SETTLED_SHARE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.quality.period import flagged_months
from crri_gui.engine.query.dashboard.cells import sums_of
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, calendar_of


@dataclass(frozen=True)
class Compared:
    """The latest complete month, and the complete ones that it is compared with.

    `before` is the last complete month before it, which is not always the calendar's;
    `year_before` the same month of the year before. None where there is no such month.
    """

    month: str
    before: str | None
    year_before: str | None


def complete_months(db: DuckDB) -> tuple[str, ...]:
    """The calendar without partial and stray months; one in which nobody bought is complete."""
    flagged = flagged_months(db)
    return tuple(month for month in calendar_of(db, NO_FILTERS) if month not in flagged)


def settled_months(db: DuckDB, months: Sequence[str]) -> tuple[str, ...]:
    """Those of the months of whose orders nearly all are delivered (`SETTLED_SHARE`)."""
    settled = {
        month
        for month, orders, delivered in db.rows(
            f"SELECT order_month, sum(orders), sum(delivered) FROM {sums_of(db, 'master_orders')} "
            "WHERE order_month BETWEEN $first AND $last GROUP BY 1",
            {"first": min(months, default=""), "last": max(months, default="")},
        )
        if delivered >= SETTLED_SHARE * orders
    }
    return tuple(month for month in months if month in settled)


def compared(months: Sequence[str], filters: Filters) -> Compared | None:
    """The latest of the months that the filters leave, and those before it, filtered or not.

    None where the filters leave none of them.
    """
    reached = [month for month in months if _is_within(month, filters)]
    if not reached:
        return None
    latest = reached[-1]
    before = [month for month in months if month < latest]
    year_before = f"{int(latest[:4]) - 1}{latest[4:]}"
    return Compared(
        latest,
        before[-1] if before else None,
        year_before if year_before in months else None,
    )


def _is_within(month: str, filters: Filters) -> bool:
    return filters.months is None or filters.months[0] <= month <= filters.months[1]
