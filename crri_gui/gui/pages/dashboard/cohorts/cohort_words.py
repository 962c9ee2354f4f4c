"""What is said about cohorts, in the words of their grain."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crri_gui.engine.query.dashboard.cohorts import PER_CUSTOMER, Activity, Grain, Metric, Period
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard

translate = QCoreApplication.translate


def metric_name(metric: Metric) -> str:
    """The name of a metric."""
    return {
        "retention": of_dashboard("Retention Rate"),
        "customers": of_dashboard("Active Customers"),
        "orders": of_dashboard("Total Orders"),
        "revenue": of_dashboard("Total Revenue"),
        "revenue_per_customer": translate("CohortMatrix", "Revenue per customer"),
    }[metric]


def grain_name(grain: Grain) -> str:
    """The name of a grain."""
    return {
        "week": translate("CohortMatrix", "By week"),
        "month": translate("CohortMatrix", "By month"),
        "quarter": translate("CohortMatrix", "By quarter"),
    }[grain]


def first_period(grain: Grain) -> str:
    """A cohort's own period."""
    return {
        "week": translate("CohortMatrix", "first week"),
        "month": translate("CohortMatrix", "first month"),
        "quarter": translate("CohortMatrix", "first quarter"),
    }[grain]


def partial_period(grain: Grain) -> str:
    """What a folded corner means."""
    return {
        "week": translate("CohortMatrix", "partial or stray week"),
        "month": translate("CohortMatrix", "partial or stray month"),
        "quarter": translate("CohortMatrix", "partial or stray quarter"),
    }[grain]


def note(metric: Metric, *, aligned: bool) -> str:
    """What the numbers are, in a few short sentences."""
    what = {
        "retention": translate(
            "CohortMatrix", "Customers who ordered in the period, in % of their cohort."
        ),
        "customers": translate("CohortMatrix", "Customers who ordered in the period."),
        "orders": translate("CohortMatrix", "Orders of the period."),
        "revenue": translate("CohortMatrix", "Revenue of the period."),
        "revenue_per_customer": translate(
            "CohortMatrix", "Revenue of the period / all customers of the cohort."
        ),
    }[metric]
    together = ""
    if aligned and metric in PER_CUSTOMER:
        together = translate(
            "CohortMatrix",
            "All cohorts: those observed that long in a whole, usual period, each by its size.",
        )
    elif aligned:
        together = translate(
            "CohortMatrix",
            "All cohorts: the sum of those observed that long in a whole, usual period.",
        )
    rest = translate(
        "CohortMatrix",
        "No filter acts on cohorts; what is under 5 % of the usual size has no colour.",
    )
    return " ".join(part for part in (what, together, rest) if part)


def flag(grain: Grain, period: Period) -> str:
    """Why a period is to be read with care, or nothing."""
    if period.partial:
        return {
            "week": translate("CohortMatrix", "partial: the data does not cover the whole week"),
            "month": translate("CohortMatrix", "partial: the data does not cover the whole month"),
            "quarter": translate(
                "CohortMatrix", "partial: the data does not cover the whole quarter"
            ),
        }[grain]
    if period.thin:
        return translate("CohortMatrix", "stray: under 5 % of the usual orders")
    return ""


def facts(size: int, activity: Activity, later: int) -> tuple[str, ...]:
    """Every metric of a cell; of a first period, in which all ordered, there is no interval."""
    return (
        translate("CohortMatrix", "{active} of {size} customers active").format(
            active=numbers.integer(activity.customers), size=numbers.integer(size)
        ),
        translate("CohortMatrix", "Retention Rate {share}").format(
            share=numbers.percent(activity.customers / size, 2)
        ),
        *([_interval(size, activity)] if later else []),
        translate("CohortMatrix", "Orders {count}, revenue {amount}").format(
            count=numbers.integer(activity.orders), amount=numbers.money(activity.revenue)
        ),
        translate("CohortMatrix", "Revenue per customer of the cohort {amount}").format(
            amount=numbers.money(activity.revenue / size)
        ),
    )


def _interval(size: int, activity: Activity) -> str:
    ends = activity.interval(size)
    if ends is None:
        return translate("CohortMatrix", "too few customers to tell")
    low, high = (numbers.percent(end, 2) for end in ends)
    return translate("CohortMatrix", "95 % interval {low} to {high}").format(low=low, high=high)


def nobody(grain: Grain) -> str:
    """What a dot means: orders within the first period are no return."""
    return {
        "week": translate("CohortMatrix", "observed, nobody came back in that later week"),
        "month": translate("CohortMatrix", "observed, nobody came back in that later month"),
        "quarter": translate("CohortMatrix", "observed, nobody came back in that later quarter"),
    }[grain]


def all_cohorts() -> str:
    """The row of all cohorts together."""
    return translate("CohortMatrix", "All cohorts")


def all_left_out(grain: Grain, count: int) -> str:
    """How many cohorts the row of all leaves out at that distance, or nothing."""
    if not count:
        return ""
    return translate("CohortMatrix", "left out: {count} in a {period}").format(
        count=numbers.integer(count), period=partial_period(grain)
    )


def all_in_partial(grain: Grain, count: int) -> str:
    """How many of the cohorts that the row of all takes are looked at in such a period."""
    return translate("CohortMatrix", "{count} of them in a {period}").format(
        count=numbers.integer(count), period=partial_period(grain)
    )


def customers(count: int) -> str:
    """So many customers, in words."""
    if count == 1:
        return translate("CohortMatrix", "1 customer")
    return translate("CohortMatrix", "{count} customers").format(count=numbers.integer(count))


def period_name(grain: Grain, key: str) -> str:
    """The name of a week, month or quarter."""
    if grain == "month":
        return numbers.month(key)
    year, _, number = key.partition("-")
    if grain == "week":
        return translate("CohortMatrix", "W{week} {year}").format(week=number[1:], year=year)
    return translate("CohortMatrix", "Q{quarter} {year}").format(quarter=number[1:], year=year)


def periods_later(grain: Grain, count: int) -> str:
    """How long after its first period a cohort is looked at."""
    if count == 1:
        return {
            "week": translate("CohortMatrix", "1 week later"),
            "month": translate("CohortMatrix", "1 month later"),
            "quarter": translate("CohortMatrix", "1 quarter later"),
        }[grain]
    return {
        "week": translate("CohortMatrix", "{count} weeks later"),
        "month": translate("CohortMatrix", "{count} months later"),
        "quarter": translate("CohortMatrix", "{count} quarters later"),
    }[grain].format(count=count)


def since_first(grain: Grain) -> str:
    """What the columns of an aligned matrix count."""
    return {
        "week": translate("CohortMatrix", "Weeks since the first order"),
        "month": translate("CohortMatrix", "Months since the first order"),
        "quarter": translate("CohortMatrix", "Quarters since the first order"),
    }[grain]
