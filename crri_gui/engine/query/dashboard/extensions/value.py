"""What customers bring over time, by cohort and of all cohorts, and after how long it pays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.extensions.model_figures import (
    Figures,
    figures,
    money,
    optional,
)
from crri_gui.messages import Sentence, sentence

TABLES = ("ltv_curve", "ltv_payback", "ltv_first_cohort")

_YEAR = 12


@dataclass(frozen=True)
class CurvePoint:
    """What a customer brings in a month since the first order, over all cohorts observed then.

    `month` 0 is that of the first order. `revenue_per_customer` is that of the month alone, the
    cumulated ones are its sums; the margin is None without one.
    """

    month: int
    cohorts: int
    customers: int
    revenue: Decimal
    revenue_per_customer: Decimal
    cumulative_revenue_per_customer: Decimal
    cumulative_margin_per_customer: Decimal | None


@dataclass(frozen=True)
class CohortValue:
    """A row of cohort_ltv."""

    cohort_month: str
    month: int
    order_month: str
    complete: bool
    cohort_size: int
    active_customers: int
    orders: int
    revenue: Decimal
    cumulative_revenue: Decimal
    cumulative_revenue_per_customer: float
    cumulative_margin_per_customer: float | None


@dataclass(frozen=True)
class FirstCohort:
    """The first complete cohort against the usual size, the median of the five after it.

    `left_out` of all cohorts, since it holds older customers too.
    """

    cohort_month: str
    customers: int
    usual: int
    left_out: bool


@dataclass(frozen=True)
class Payback:
    """Whether the margin of a customer reaches what winning one costs.

    `cohort_month` is None for all cohorts. `month` is the first month since the first order in
    which it does, None where it does not within the `observed_months`.
    """

    cohort_month: str | None
    customers: int
    cost: Decimal
    observed_months: int
    month: int | None


@dataclass(frozen=True)
class Value:
    """The page of customer value; `margin` is a percentage, None where it is not known.

    `payback` is that of all cohorts, None without a margin or a cost.
    """

    curve: tuple[CurvePoint, ...]
    cohorts: tuple[CohortValue, ...]
    first_cohort: FirstCohort | None
    payback: Payback | None
    payback_by_cohort: tuple[Payback, ...]
    margin: float | None

    def by_month(self, month: int) -> CurvePoint | None:
        """The point of a month, or of the last one before it."""
        return next((one for one in reversed(self.curve) if one.month <= month), None)


def value(db: DuckDB, definitions: Definitions) -> Value:
    """The numbers of cohort_ltv and of what stands beside it (--with value)."""
    found = figures(db, *TABLES)
    assert found is not None
    margin = None if isinstance(definitions.margin, str) else float(definitions.margin)
    return replace(
        from_figures(found, margin),
        cohorts=tuple(
            CohortValue(cohort, month, order_month, bool(complete), *numbers)
            for cohort, month, order_month, complete, *numbers in db.rows(
                "SELECT * FROM cohort_ltv ORDER BY cohort_month, months_since_first"
            )
        ),
    )


def from_figures(found: Figures, margin: float | None) -> Value:
    """The same from the rows of `TABLES`, without the cohorts."""
    paid = sorted(
        (
            Payback(
                row["cohort_month"],
                int(row["customers"]),
                money(row["cost"]),
                int(row["observed_months"]),
                None if row["payback_month"] is None else int(row["payback_month"]),
            )
            for row in found["ltv_payback"]
        ),
        key=lambda one: one.cohort_month or "",
    )
    return Value(
        tuple(
            CurvePoint(
                int(row["months_since_first"]),
                int(row["cohorts"]),
                int(row["customers"]),
                money(row["revenue"]),
                money(row["revenue_per_customer"]),
                money(row["cumulative_revenue_per_customer"]),
                optional(row["cumulative_margin_per_customer"]),
            )
            for row in sorted(found["ltv_curve"], key=lambda row: int(row["months_since_first"]))
        ),
        (),
        next(
            (
                FirstCohort(
                    row["cohort_month"],
                    int(row["cohort_size"]),
                    int(row["usual_size"]),
                    row["left_out"] == 1,
                )
                for row in found["ltv_first_cohort"]
            ),
            None,
        ),
        next((one for one in paid if one.cohort_month is None), None),
        tuple(one for one in paid if one.cohort_month is not None),
        margin,
    )


def value_sentence(told: Value) -> Sentence | None:
    """What a customer brings in the first month and by month 12; None without a whole cohort."""
    last = told.by_month(_YEAR)
    if last is None or told.curve[0].month != 0:
        return None
    first = told.curve[0].cumulative_revenue_per_customer
    if last.month == 0:
        return sentence("customer_value.first_month", first=first)
    return sentence(
        "customer_value", first=first, last=last.cumulative_revenue_per_customer, month=last.month
    )


def payback_sentence(told: Value) -> Sentence | None:
    """After how many months a customer has paid back its cost; None without cost or margin."""
    paid = told.payback
    if paid is None or told.margin is None:
        return None
    cost = int(paid.cost) if paid.cost == int(paid.cost) else paid.cost
    values = {"cost": cost, "margin": f"{told.margin:g}", "months": paid.observed_months}
    if paid.month is None:
        return sentence("payback_not_reached", **values)
    if paid.month == 0:
        return sentence("payback_reached.at_once", **values)
    return sentence("payback_reached", month=paid.month, **values)


def first_cohort_sentence(told: Value) -> Sentence | None:
    """That the first cohort is left out, and why; None where it is not."""
    first = told.first_cohort
    if first is None or not first.left_out:
        return None
    return sentence(
        "first_cohort_left_out",
        month=first.cohort_month,
        customers=first.customers,
        usual=first.usual,
    )
