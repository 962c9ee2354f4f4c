"""What these results say otherwise than the published set, in one look at its months."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from crri_gui.definitions import OPTIONS
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.workspace import scratch
from crri_gui.engine.publish.reading import read_columns
from crri_gui.engine.publish.release import is_whole, read_manifest
from crri_gui.errors import OutputError


@dataclass(frozen=True)
class Published:
    """A folder that may hold a published set, and the definitions of the results beside it."""

    folder: Path
    definitions: dict[str, Any]


@dataclass(frozen=True)
class PublishedChange:
    """Revenue and orders of the published months and of these results, all of them.

    `date` is the day of the publication (UTC), `restated` the months that both have with another
    revenue or number of orders, `added` and `removed` those that one of them has. `moved` is by how
    much revenue differs in all months, whatever the direction, `restated_by` in the restated ones.
    `same_meaning`: both were made by the same definitions.
    """

    date: str
    revenue_before: Decimal
    revenue: Decimal
    orders_before: int
    orders: int
    restated: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: Decimal
    restated_by: Decimal
    same_meaning: bool


def published_change(db: DuckDB, published: Published) -> PublishedChange | None:
    """How the results differ from the published set.

    None where nothing is published, or what is there is not whole, cannot be read, or has no month
    in common with the results: whoever publishes is told why, and here is nothing to compare.
    """
    try:
        manifest = read_manifest(published.folder)
    except OutputError:
        return None
    if manifest is None or not is_whole(manifest):
        return None
    before = _months(db, published.folder)
    months = "SELECT order_month, revenue, orders FROM monthly_revenue"
    after = {month: (revenue, orders) for month, revenue, orders in db.rows(months)}
    both = before.keys() & after.keys()
    if not both:
        return None
    none = (Decimal(0), 0)
    moved = {
        month: abs(after.get(month, none)[0] - before.get(month, none)[0])
        for month in before.keys() | after.keys()
    }
    return PublishedChange(
        date=str(manifest.get("created", ""))[:10],
        revenue_before=sum((revenue for revenue, _ in before.values()), Decimal(0)),
        revenue=sum((revenue for revenue, _ in after.values()), Decimal(0)),
        orders_before=sum(orders for _, orders in before.values()),
        orders=sum(orders for _, orders in after.values()),
        restated=tuple(sorted(month for month in both if before[month] != after[month])),
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        moved=sum(moved.values(), Decimal(0)),
        restated_by=sum((moved[month] for month in both), Decimal(0)),
        same_meaning=_of_sales(manifest.get("definitions"))
        == _of_sales(json.loads(json.dumps(published.definitions))),
    )


def _months(db: DuckDB, folder: Path) -> dict[str, tuple[Decimal, int]]:
    """Revenue and orders of each published month; none where they cannot be read."""
    with scratch() as work:
        wanted = ("order_month", "revenue", "orders")
        if not read_columns(db, folder, "monthly_revenue", wanted, "published", Path(work)):
            return {}
        return {
            month: (revenue, orders)
            for month, revenue, orders in db.rows("FROM published")
            if None not in (month, revenue, orders)
        }


def _of_sales(definitions: Any) -> Any:
    """Without what only extension tables use, which one of two sets may lack."""
    if not isinstance(definitions, dict):
        return definitions
    apart = {name for name, option in OPTIONS.items() if option.extension}
    return {name: value for name, value in definitions.items() if name not in apart}
