"""Every option of the definitions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields, replace
from typing import Any

from crri_gui.definitions.option_types import (
    Amounts,
    Choice,
    Date,
    IntRange,
    MonthRange,
    Option,
    OptionalPercent,
    TextList,
)
from crri_gui.errors import UsageError

_ORDERS = "Which orders count"
_WORTH = "What an order is worth"
_DELIVERY = "Delivery and reviews"
_IDENTITY = "Customers and ids"
_SCORES = "Scores and segments"
FURTHER = "Further tables"
"""The group of the options that extension tables alone use."""


def _option(option: Option) -> Any:
    return field(default=option.default, metadata={"option": option})


@dataclass(frozen=True)
class Definitions:
    """What the numbers mean.

    A value that its option does not permit raises `UsageError`.
    """

    statuses: str | tuple[str, ...] = _option(
        TextList(
            title="Statuses that count",
            group=_ORDERS,
            meaning="Which orders count, by their status. What is left out is reported with count "
            "and money. In the exports of shop systems each status word is of a class: sale, open, "
            "returned or void. There canceled means void, and delivered means sale; a list may "
            "name words or classes.",
            default="except_canceled",
            labels=(
                "All but canceled and unavailable",
                "Delivered only",
                "All",
                "Those that are ticked",
            ),
            named={
                "except_canceled": "every status except canceled and unavailable",
                "delivered": "delivered only",
                "all": "every status",
            },
            own="only those listed: statuses=delivered,shipped (in TOML a list of texts)",
            example="delivered, shipped",
        )
    )
    order_value: str = _option(
        Choice(
            title="Value of an order",
            group=_WORTH,
            meaning="What an order is worth, in exact cents.",
            default="items",
            labels=(
                "Prices of its items",
                "Prices and freight",
                "What was paid",
            ),
            named={
                "items": "sum of item prices",
                "items_freight": "sum of item prices and freight",
                "payments": "sum of payments",
            },
        )
    )
    refunds: str = _option(
        Choice(
            title="Refunds",
            group=_WORTH,
            meaning="Whether refunded money is taken off the order that it belongs to. Only "
            "layouts that say which order a refund is for have any.",
            default="gross",
            labels=(
                "Not taken off",
                "Taken off their order",
            ),
            named={
                "gross": "not taken off",
                "net": "taken off, in the month of the order: published months may change later",
            },
        )
    )
    window: str = _option(
        MonthRange(
            title="Analysis period",
            group=_ORDERS,
            meaning="Which months are looked at; orders outside it count nowhere.",
            default="all",
            labels=(
                "All months",
                "Complete months only",
                "From one month to another",
            ),
            named={
                "all": "all months from the first counted order to the end of the raw data",
                "complete": "only months whose first and last day the data covers",
            },
            own="from one month to another, both included",
            example="2017-01..2018-08",
        )
    )
    delivery_days: str = _option(
        Choice(
            title="Days to delivery",
            group=_DELIVERY,
            meaning="How the days from purchase to delivery are counted.",
            default="fractional",
            labels=(
                "Days with decimals",
                "Full days",
            ),
            named={"fractional": "days with two decimals, half up", "whole": "full days (floor)"},
        )
    )
    late: str = _option(
        Choice(
            title="Late delivery",
            group=_DELIVERY,
            meaning="When a delivery is late.",
            default="after_date",
            labels=(
                "On a later day than estimated",
                "Later than the estimated time",
                "After a number of days",
            ),
            named={
                "after_date": "delivered on a later calendar date than estimated",
                "after_timestamp": "delivered later than the estimated timestamp",
                "after_days": "delivery_days is more than late_after_days",
            },
        )
    )
    late_after_days: int = _option(
        IntRange(
            title="Late after days",
            group=_DELIVERY,
            meaning="After how many days a delivery is late.",
            default=10,
            low=0,
            high=3650,
            own="a whole number of days, 0 or more",
            used_when=("late", "after_days"),
        )
    )
    late_over: str = _option(
        Choice(
            title="Late rate is a share of",
            group=_DELIVERY,
            meaning="Which orders the late rate is a share of.",
            default="dated",
            labels=(
                "Orders with both dates",
                "All counted orders",
            ),
            named={
                "dated": "orders with both a delivery and an estimated date",
                "all": "all counted orders of the month",
            },
        )
    )
    id_case: str = _option(
        Choice(
            title="Ids that differ only in case",
            group=_IDENTITY,
            meaning="What to make of ids that differ only in upper and lower case (A1 and a1). "
            "Power BI takes them for one.",
            default="ask",
            labels=(
                "Not decided: an error",
                "The same",
                "Different ones",
            ),
            named={
                "ask": "not decided: where there are any, it is an error that asks",
                "same": "the same, written as it is written most often",
                "distinct": "different ones",
            },
        )
    )
    guests: str = _option(
        Choice(
            title="Orders without a customer",
            group=_IDENTITY,
            meaning="How orders of guests, who cannot be told apart, are counted. Olist's files "
            "have none.",
            default="apart",
            labels=(
                "In revenue, not among customers",
                "Each a customer of its own",
                "Left out",
            ),
            named={
                "apart": "they count in orders and revenue, and in no figure of customers",
                "each": "each is a customer of its own",
                "left_out": "they count nowhere",
            },
        )
    )
    review_blank: str = _option(
        Choice(
            title="Orders without a review",
            group=_DELIVERY,
            meaning="What is taken as the score of an order without a review.",
            default="blank",
            labels=(
                "No score",
                "The median score",
            ),
            named={
                "blank": "no score is taken",
                "median": "the median score of the counted orders",
            },
        )
    )
    snapshot: str = _option(
        Date(
            title="Recency looks back from",
            group=_SCORES,
            meaning="The date from which recency looks back.",
            default="day_after",
            labels=(
                "The day after the last order",
                "The time of the last order",
                "A date of your own",
            ),
            named={
                "day_after": "the day after the last counted order",
                "last_order": "the last counted order's timestamp",
            },
            own="a date of your own, not before the last counted order",
        )
    )
    value_score: str = _option(
        Choice(
            title="Recency and monetary scores",
            group=_SCORES,
            meaning="How recency and monetary are scored 1 to 4.",
            default="mid_rank",
            labels=(
                "Four equal groups, ties together",
                "Cut at the quartiles",
            ),
            named={
                "mid_rank": "1 + floor(4 x (mid-rank - 0.5) / n), at most 4",
                "quartiles": "by the quartiles as cut points, a value on a cut belonging below it",
            },
        )
    )
    frequency_score: str = _option(
        Choice(
            title="Frequency score",
            group=_SCORES,
            meaning="How frequency is scored 1 to 4.",
            default="mid_rank",
            labels=(
                "Like recency and monetary",
                "1, 2, 3, 4 and more orders",
                "By place in the list",
            ),
            named={
                "mid_rank": "the same as recency and monetary by mid-rank",
                "fixed": "1 / 2 / 3 / 4 and more orders",
                "first_come": "ranked one by one, ties in the order of customer_unique_id, then "
                "quartiles (equal customers may get unequal scores)",
            },
        )
    )
    high_value_from: int = _option(
        IntRange(
            title="High Value from score",
            group=_SCORES,
            meaning="From which score on, of 3 to 12, a customer is High Value.",
            default=10,
            low=3,
            high=12,
            own="3 to 12, above that of Mid Value",
        )
    )
    mid_value_from: int = _option(
        IntRange(
            title="Mid Value from score",
            group=_SCORES,
            meaning="From which score on, of 3 to 12, a customer is Mid Value.",
            default=7,
            low=3,
            high=12,
            own="3 to 12",
        )
    )

    margin: str | float = _option(
        OptionalPercent(
            title="Margin",
            group=FURTHER,
            meaning="What of the revenue is left after the costs of the goods, in percent. Only "
            "the table of customer value uses it.",
            default="unknown",
            labels=(
                "Not known",
                "Of revenue",
            ),
            named={"unknown": "not known: the value of customers is told as revenue"},
            own="a percentage of revenue, 0 to 100, with at most two decimals",
            example="30",
            extension="value",
        )
    )
    cac: str | tuple[str, ...] = _option(
        Amounts(
            title="Cost of a new customer",
            group=FURTHER,
            meaning="What it costs to win a customer (CAC). With the margin it tells after how "
            "many months a customer has paid that back. Only the table of customer value uses it.",
            default="unknown",
            labels=(
                "Not known",
                "An amount",
            ),
            named={"unknown": "not known: no payback is told"},
            own="an amount for all customers, or one for each month of first orders",
            example="45, or 2017-01=45, 2017-02=50.50",
            extension="value",
        )
    )
    movement_days: int = _option(
        IntRange(
            title="Days between the two dates",
            group=FURTHER,
            meaning="With how many days before the date from which recency looks back segments are "
            "compared. Under 180 days, customers who wait can be told from those who have lapsed. "
            "Only the table of segment movement uses it.",
            default=90,
            low=7,
            high=730,
            own="a whole number of days, 7 to 730",
            extension="movement",
        )
    )

    def __post_init__(self) -> None:
        for name, option in OPTIONS.items():
            option.check(getattr(self, name))
        if self.mid_value_from >= self.high_value_from:
            raise UsageError(
                "value_thresholds_crossed", mid=self.mid_value_from, high=self.high_value_from
            )

    @property
    def months(self) -> tuple[str, str] | None:
        """First and last month of a from..to window, else None."""
        return MonthRange.months(self.window)

    def as_dict(self, extensions: Collection[str] | None = None) -> dict[str, Any]:
        """Every option by name, as plain JSON and TOML values.

        Of the options that extension tables alone use, only those of these groups; None: all.
        """
        return {
            name: option.to_plain(getattr(self, name))
            for name, option in OPTIONS.items()
            if extensions is None or not option.extension or option.extension in extensions
        }


OPTIONS: dict[str, Option] = {
    made.name: replace(made.metadata["option"], name=made.name) for made in fields(Definitions)
}
"""Every option by its name, in the order of the fields."""
