"""What the four dashboard pages show, as plain values; `dashboard` fills them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Number = int | float | Decimal


@dataclass(frozen=True)
class Filters:
    """Which orders a page is over; None is no filter.

    `months` are the first and the last, both included. A payment type or state that is
    blank in the data is "" here.
    """

    months: tuple[str, str] | None = None
    payment_types: frozenset[str] | None = None
    states: frozenset[str] | None = None


NO_FILTERS = Filters()


@dataclass(frozen=True)
class Choices:
    """What there is to filter by (types and states by their orders), and how far the data goes."""

    months: tuple[str, ...]
    payment_types: tuple[str, ...]
    states: tuple[str, ...]
    orders: int
    customers: int
    first_order: datetime | None
    last_order: datetime | None


@dataclass(frozen=True)
class MonthRevenue:
    """A calendar month, zeros where no order is selected; growth is a share, None from nothing."""

    month: str
    revenue: float
    orders: int
    customers: int
    growth: float | None


@dataclass(frozen=True)
class StateRevenue:
    """A state; `state` is "" where it is blank in the data."""

    state: str
    revenue: float
    orders: int
    customers: int


@dataclass(frozen=True)
class Executive:
    """Page 1. `by_state` is over the months and payment types only: it is the filter of states.

    `on_one_day` of the repeat customers have all their orders on one day.
    """

    cards: dict[str, Number | None]
    by_month: tuple[MonthRevenue, ...]
    by_state: tuple[StateRevenue, ...]
    on_one_day: int


@dataclass(frozen=True)
class Cohort:
    """A cohort: `active` by observed order month, from its own month on."""

    month: str
    size: int
    active: dict[str, int]


@dataclass(frozen=True)
class RepeatWithin:
    """Of the customers observed for `days` days, those who ordered again within them."""

    days: int
    observed: int
    repeated: int
    rate: float | None


@dataclass(frozen=True)
class MonthRepeat:
    """A calendar month: its active customers and their Repeat Rate, None without orders.

    Of the `observed` customers whose first order is of the month, all watched for 90 days,
    `repeated` ordered again within them; None where the data ends before.
    """

    month: str
    rate: float | None
    customers: int
    observed: int
    repeated: int
    rate_within: float | None


@dataclass(frozen=True)
class Retention:
    """Page 2. The filters act on `cards`, `by_month` and `on_one_day` (see `Executive`).

    Months of `tiny_months` and `tiny_cohorts` are too small to be read by their rates; those
    of `tiny` under the filters.
    """

    cards: dict[str, Number | None]
    months: tuple[str, ...]
    cohorts: tuple[Cohort, ...]
    by_month: tuple[MonthRepeat, ...]
    within: tuple[RepeatWithin, ...]
    on_one_day: int
    tiny: frozenset[str]
    tiny_months: frozenset[str]
    tiny_cohorts: frozenset[str]


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


@dataclass(frozen=True)
class MonthOperations:
    """A calendar month; None where there is nothing to average.

    `late_rate` is of the `judged` orders; `overdue` ones are not delivered, and would be late.
    """

    month: str
    delivery_days: float | None
    late_rate: float | None
    review_score: float | None
    orders: int
    judged: int
    overdue: int


@dataclass(frozen=True)
class PaymentOrders:
    """A payment type; "" where it is blank in the data."""

    payment_type: str
    orders: int
    revenue: float


@dataclass(frozen=True)
class Operations:
    """Page 4, filtered by month only; `tiny` months are too small to be read by their rates."""

    cards: dict[str, Number | None]
    by_month: tuple[MonthOperations, ...]
    by_payment_type: tuple[PaymentOrders, ...]
    overdue: int
    tiny: frozenset[str]
