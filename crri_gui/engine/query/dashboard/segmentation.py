"""The numbers of the page Customer Segmentation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from crri_gui.contract import NAMED_SEGMENTS, SEGMENTS
from crri_gui.dashboard.pages.segmentation import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.asking import Number, ask, card_values, measures
from crri_gui.engine.query.dashboard.cells import kept
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters

if TYPE_CHECKING:
    import numpy as np

POINTS_SHOWN = 50_000
"""The most customers that the scatter chart draws."""
OF_ONE_SEGMENT = "High Value share of revenue"
"""The card whose measure is of one segment instead of all."""
SPENDING_SHARES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
"""The shares of customers whose greatest spending is told: from the least spender to the most."""
_ORDER_COUNTS: tuple[tuple[int, int | None], ...] = (
    (1, 1),
    (2, 2),
    (3, 3),
    (4, 4),
    (5, 9),
    (10, 19),
    (20, 49),
    (50, None),
)


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
class NamedSegment:
    """One of the eleven named segments; what is of nobody is None.

    `average_order` is revenue / orders, `recency` the days since the last order that half of its
    customers do not exceed; `values` are its customers by value segment, as in `SEGMENTS`.
    """

    name: str
    customers: int
    orders: int
    revenue: Decimal
    share_of_customers: float | None
    share_of_revenue: float | None
    average_order: float | None
    recency: int | None
    values: tuple[int, ...]


@dataclass(frozen=True)
class Spending:
    """What customers of `least` to `most` orders (None: no end) have spent in all.

    `shares` of them spent at most the amounts of the same places in `amounts`: see
    `SPENDING_SHARES`.
    """

    least: int
    most: int | None
    customers: int
    revenue: Decimal
    amounts: tuple[Decimal, ...]


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
    named: tuple[NamedSegment, ...]
    spending: tuple[Spending, ...]
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
        _named(db),
        _spending(db),
        _points(db, total, points_shown),
    )


def _named(db: DuckDB) -> tuple[NamedSegment, ...]:
    rows = db.rows(f"FROM {kept(db, 'segments_by_name', _segments_by_name)}")
    found = {
        name: (customers, orders, revenue, recency, values)
        for name, customers, orders, revenue, recency, *values in rows
    }
    people = sum(customers for customers, *_ in found.values())
    in_all = sum((revenue for _, _, revenue, *_ in found.values()), Decimal(0))
    nobody = (0, 0, Decimal(0), None, (0,) * len(SEGMENTS))
    made = []
    for name in NAMED_SEGMENTS:
        customers, orders, revenue, recency, values = found.get(name, nobody)
        made.append(
            NamedSegment(
                name,
                customers,
                orders,
                revenue,
                customers / people if people else None,
                float(revenue / in_all) if in_all > 0 else None,
                float(revenue / orders) if orders else None,
                recency,
                tuple(values),
            )
        )
    return tuple(made)


def _segments_by_name() -> str:
    # A score has one value segment: whatever the thresholds, the customers themselves say which.
    by_value = (f"count(*) FILTER (segment = '{name}') AS \"{name}\"" for name in SEGMENTS)
    return f"""
        SELECT
            n.named_segment,
            count(*) AS customers,
            cast(sum(s.frequency) AS bigint) AS orders,
            sum(s.monetary) AS revenue,
            quantile_disc(s.recency, 0.5) AS recency,
            {", ".join(by_value)}
        FROM rfm_scored AS s
        INNER JOIN named_segment_cells AS n
            ON s.recency_of_5 = n.recency_of_5 AND s.frequency_of_5 = n.frequency_of_5
        INNER JOIN (SELECT DISTINCT "RFM_score" AS score, segment FROM rfm_customers) AS v
            ON s.rfm_score = v.score
        GROUP BY n.named_segment"""


def _spending(db: DuckDB) -> tuple[Spending, ...]:
    """By the number of orders; only numbers that customers have."""
    found = db.rows(f"FROM {kept(db, 'spending', _spending_by_orders)} ORDER BY least")
    ends = dict(_ORDER_COUNTS)
    return tuple(
        Spending(least, ends[least], customers, revenue, tuple(amounts))
        for least, customers, revenue, amounts in found
    )


def _spending_by_orders() -> str:
    which = " ".join(
        f"WHEN frequency >= {least} THEN {least}" for least, _ in reversed(_ORDER_COUNTS)
    )
    return f"""
        SELECT
            CASE {which} END AS least,
            count(*) AS customers,
            sum(monetary) AS revenue,
            quantile_disc(monetary, {list(SPENDING_SHARES)}) AS amounts
        FROM rfm_customers
        GROUP BY least"""


def _points(db: DuckDB, total: int, most: int) -> Points:
    points = kept(db, f"points_{most}", partial(_points_drawn, db, most))
    # hash() depends on the value alone: the same customers are drawn whenever one looks.
    arrays: dict[str, Any] = dict(
        db.execute(f"FROM {points} ORDER BY hash(example), example").fetchnumpy()
    )
    return Points(
        arrays["frequency"],
        arrays["monetary"],
        arrays["segment"],
        arrays["customers"],
        arrays["example"],
        int(arrays["customers"].sum()),
        total,
    )


def _points_drawn(db: DuckDB, most: int) -> str:
    distinct = db.scalar(
        "SELECT count(*) FROM "
        "(SELECT DISTINCT frequency, monetary, segment FROM rfm_customers) AS points",
    )
    rows = "rfm_customers"
    if distinct > most:
        rows = f"""(
            FROM rfm_customers ORDER BY hash(customer_unique_id), customer_unique_id LIMIT {most}
        )"""
    places = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(SEGMENTS))
    return f"""
        SELECT
            cast(frequency AS double) AS frequency,
            cast(monetary AS double) AS monetary,
            CASE segment {places} END AS segment,
            count(*) AS customers,
            min(customer_unique_id) AS example
        FROM {rows} AS customers
        GROUP BY ALL"""
