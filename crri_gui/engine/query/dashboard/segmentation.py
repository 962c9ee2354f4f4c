"""The numbers of the page Customer Segmentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.pages.segmentation import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.asking import Number, ask, card_values, measures
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters

if TYPE_CHECKING:
    import numpy as np

POINTS_SHOWN = 50_000
"""The most customers that the scatter chart draws."""
OF_ONE_SEGMENT = "High Value share of revenue"
"""The card whose measure is of one segment instead of all."""


@dataclass(frozen=True)
class Segment:
    """A value segment."""

    name: str
    customers: int
    revenue: float
    share_of_customers: float | None
    share_of_revenue: float | None


@dataclass(frozen=True)
class NamedCell:
    """A cell of the grid of the eleven named segments; scores are 1 to 5."""

    recency: int
    frequency: int
    segment: str
    customers: int
    revenue: float
    share_of_revenue: float | None


@dataclass(frozen=True)
class Points:
    """The scatter: customers with equal orders, money and segment are one point.

    Arrays of equal length, in an order that has nothing to do with the values: frequency
    (orders), monetary (money), segment (its place in `SEGMENTS`), customers of the point; and
    one of those customers. `shown` of `total` customers are in it.
    """

    frequency: np.ndarray[Any, Any]
    monetary: np.ndarray[Any, Any]
    segment: np.ndarray[Any, Any]
    customers: np.ndarray[Any, Any]
    example: np.ndarray[Any, Any]
    shown: int
    total: int


@dataclass(frozen=True)
class Segmentation:
    """Page 3, over all customers."""

    cards: dict[str, Number | None]
    segments: tuple[Segment, ...]
    grid: tuple[NamedCell, ...]
    points: Points


def segmentation(
    db: DuckDB,
    _: Filters = NO_FILTERS,
    points_shown: int = POINTS_SHOWN,
) -> Segmentation:
    """Page 3, Customer Segmentation: over all customers, whatever the filters of orders."""
    cards = card_values(db, PAGE, NO_FILTERS)
    total = int(cards["Customers"] or 0)
    asked = measures("Customers", "Segment Revenue", "Segment Share of Revenue")
    found = {name: rest for name, *rest in ask(db, NO_FILTERS, asked, "segment")}
    in_all = sum(revenue for _, revenue, _ in found.values())
    segments = []
    for name in SEGMENTS:
        customers, revenue, share = found.get(name, (0, 0, 0.0 if in_all > 0 else None))
        of_customers = customers / total if total else None
        segments.append(Segment(name, customers, float(revenue), of_customers, share))
        if name == "High Value":
            cards[OF_ONE_SEGMENT] = share
    grid = db.rows(
        "SELECT recency_of_5, frequency_of_5, named_segment, customers, "
        "cast(revenue AS double) AS revenue, "
        "CASE WHEN sum(revenue) OVER () > 0 "
        "THEN cast(revenue AS double) / cast(sum(revenue) OVER () AS double) END "
        "FROM named_segments ORDER BY recency_of_5 DESC, frequency_of_5",
    )
    return Segmentation(
        cards,
        tuple(segments),
        tuple(NamedCell(*row) for row in grid),
        _points(db, total, points_shown),
    )


def _points(db: DuckDB, total: int, most: int) -> Points:
    # hash() depends on the value alone: the same customers are drawn whenever one looks.
    ((distinct,),) = db.rows(
        "SELECT count(*) FROM "
        "(SELECT DISTINCT frequency, monetary, segment FROM rfm_customers) AS points",
    )
    rows, shown = "rfm_customers", total
    if distinct > most:
        rows = (
            "(FROM rfm_customers ORDER BY hash(customer_unique_id), customer_unique_id LIMIT $most)"
        )
        shown = most
    sql = f"""
        SELECT frequency, monetary, segment, customers, example FROM (
            SELECT
                cast(frequency AS double) AS frequency,
                cast(monetary AS double) AS monetary,
                list_position($segments, segment) - 1 AS segment,
                count(*) AS customers,
                min(customer_unique_id) AS example
            FROM {rows} AS customers
            GROUP BY ALL
        ) AS points
        ORDER BY hash(example), example"""
    values: dict[str, Any] = {"segments": list(SEGMENTS)}
    if distinct > most:
        values["most"] = most
    arrays: dict[str, Any] = dict(db.execute(sql, values).fetchnumpy())
    return Points(
        arrays["frequency"],
        arrays["monetary"],
        arrays["segment"],
        arrays["customers"],
        arrays["example"],
        shown,
        total,
    )
