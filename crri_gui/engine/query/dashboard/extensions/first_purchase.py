"""What the first order tells: who comes back within 90 and 180 days, and what they bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.contract import NO_PAYMENT
from crri_gui.engine.core.database import DuckDB
from crri_gui.messages import Sentence, sentence
from crri_gui.models.intervals import wilson

_BY_CHANCE = 0.05
"""How often a sentence is said of a dimension that tells nothing."""
ALL = "all"
"""The dimension of all customers, whose only value has the same name."""
_SAID_OF = {
    "customer_state": "first_purchase.customer_state",
    "payment_type": "first_purchase.payment_type",
    "product": "first_purchase.product",
    "product_category": "first_purchase.product_category",
}


@dataclass(frozen=True)
class Group:
    """Customers by something of their first order, observed for `days` days after it.

    `dimension` is payment_type, customer_state, product_category, product, or `ALL`. Of the
    customers, `repeated` ordered again in that time; `low` and `high` are the ends of Wilson's 95 %
    interval of their rate. `revenue` is that of all their orders in that time, the first included.
    """

    dimension: str
    value: str
    days: int
    customers: int
    repeated: int
    rate: float
    low: float
    high: float
    revenue: Decimal
    revenue_per_customer: float


@dataclass(frozen=True)
class FirstPurchase:
    """Every group of at least 100 customers, the largest first within its dimension and days."""

    groups: tuple[Group, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What there are groups by."""
        return tuple(dict.fromkeys(one.dimension for one in self.groups if one.dimension != ALL))

    def of_what_it_held(self) -> FirstPurchase:
        """The groups by products and categories, beside all customers."""
        held = (ALL, "product", "product_category")
        return FirstPurchase(tuple(one for one in self.groups if one.dimension in held))

    def of(self, dimension: str, days: int) -> tuple[Group, ...]:
        """The groups by this dimension and horizon."""
        return tuple(one for one in self.groups if (one.dimension, one.days) == (dimension, days))

    def all_customers(self, days: int) -> Group | None:
        """Everybody who was observed that long; None under 100 of them."""
        return next(iter(self.of(ALL, days)), None)


def first_purchase(db: DuckDB) -> FirstPurchase:
    """Of all customers observed long enough: what --with value tells, and --with repeat.

    Products and categories are read where the latter was asked for.
    """
    there = {name for (name,) in db.rows("SELECT table_name FROM duckdb_tables()")}
    named = [name for name in ("first_purchase", "first_products") if name in there]
    # Both tell of all customers.
    told = " UNION ".join(
        "SELECT dimension, value, days, customers, repeated, repeat_rate, "
        "cast(rate_low AS double) AS low, cast(rate_high AS double) AS high, revenue, "
        f"revenue_per_customer FROM {name}{' WHERE dimension <> $all' if number else ''}"
        for number, name in enumerate(named)
    )
    if not named:
        return FirstPurchase(())
    rows = db.rows(
        f"SELECT * FROM ({told}) ORDER BY dimension, days, customers DESC, value",
        {"all": ALL} if len(named) > 1 else None,
    )
    return FirstPurchase(tuple(Group(*row) for row in rows))


def first_purchase_sentences(told: FirstPurchase, days: int = 90) -> Iterator[Sentence]:
    """Of each dimension the largest group that clearly comes back otherwise than all others do.

    Clearly: the rate of all customers lies outside an interval of the group that is wide enough for
    as many groups as are looked at. Of seventy categories, three or four are outside their 95 %
    intervals by chance alone. Orders without a payment are a group, but paid by nothing.
    """
    everybody = told.all_customers(days)
    if everybody is None:
        return
    for dimension in told.dimensions:
        groups = told.of(dimension, days)
        for group in (one for one in groups if one.value != NO_PAYMENT):
            level = 1 - _BY_CHANCE / len(groups)
            low, high = wilson(group.repeated, group.customers, level)
            if not low <= everybody.rate <= high:
                yield sentence(
                    _SAID_OF[dimension],
                    value=group.value,
                    days=days,
                    rate=100 * group.rate,
                    low=100 * group.low,
                    high=100 * group.high,
                    others=100 * everybody.rate,
                )
                break
