"""What a measure is made of: the rows whose amounts add up to it, or to both sides of a rate.

Whoever asks why a number is what it is gets these rows, and they must give the number to the
cent: `tests/engine/explain/test_explain.py` adds them up for every measure under several filters.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Literal

Grain = Literal["orders", "customers", "cohort months"]
How = Literal["sum", "ratio", "growth", "shown"]


@dataclass(frozen=True)
class Part:
    """Rows that add up: `title` says of what, `sql` selects the key of each and its `amount`.

    The key is `order_id`, `customer_unique_id` or, of cohort months, `cohort_month, order_month`.
    As in the measure's SQL, `selected` are the rows that the filters leave and `any_month` those
    without the filter of months.
    """

    title: str
    of: Grain
    sql: str

    def __post_init__(self) -> None:
        """Take the indentation away that comes from the code around the text."""
        object.__setattr__(self, "sql", inspect.cleandoc(self.sql))


@dataclass(frozen=True)
class MadeOf:
    """The parts of a measure, and how they give it.

    "sum": the one part's amounts. "ratio": the first part's sum by the second's; "growth": the
    same less 1. "shown": what the number depends on, which no such rule gives.
    """

    how: How
    parts: tuple[Part, ...]


def total(part: Part) -> MadeOf:
    """The sum of one part."""
    return MadeOf("sum", (part,))


def ratio(above: Part, below: Part) -> MadeOf:
    """One part by another."""
    return MadeOf("ratio", (above, below))


_CUSTOMERS = "SELECT DISTINCT customer_unique_id, 1 AS amount FROM selected"

ORDERS = Part("Orders", "orders", "SELECT order_id, 1 AS amount FROM selected")
REVENUE = Part("Order values", "orders", "SELECT order_id, order_value AS amount FROM selected")
CUSTOMERS = Part(
    "Customers who ordered",
    "customers",
    f"{_CUSTOMERS} WHERE customer_unique_id IS NOT NULL",
)
REPEATERS = Part(
    "Customers with two or more counted orders",
    "customers",
    f"{_CUSTOMERS} WHERE is_repeat_customer = 1",
)
ORDERS_OF_CUSTOMERS = Part(
    "Orders of known customers",
    "orders",
    "SELECT order_id, 1 AS amount FROM selected WHERE is_repeat_customer IS NOT NULL",
)
REVENUE_OF_CUSTOMERS = Part(
    "Order values of known customers",
    "orders",
    "SELECT order_id, order_value AS amount FROM selected WHERE is_repeat_customer IS NOT NULL",
)
REVENUE_OF_REPEATERS = Part(
    "Order values of customers with two or more counted orders",
    "orders",
    "SELECT order_id, order_value AS amount FROM selected WHERE is_repeat_customer = 1",
)
