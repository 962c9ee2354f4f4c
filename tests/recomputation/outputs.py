"""The rows of each output."""

from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pandas as pd

from tests.recomputation.choices import Choices
from tests.recomputation.groups import calendar, orders_by_customer, orders_by_month, ratio
from tests.recomputation.orders import Order, counted_orders, delivery_hundredths, is_late
from tests.recomputation.reading import BLANK, REPEAT_DAYS, Rows, money, read
from tests.recomputation.scores import (
    frequency_scores,
    mid_rank_scores,
    quartile_scores,
    recencies,
    recency_scores,
)

COLUMNS = {
    "master_orders": (
        "order_id",
        "customer_unique_id",
        "order_month",
        "order_value",
        "payment_type",
        "delivery_days",
        "review_score",
        "customer_state",
        "is_repeat_customer",
    ),
    "monthly_revenue": (
        "order_month",
        "revenue",
        "orders",
        "customers",
        "aov",
        "mom_growth_pct",
    ),
    "cohort_retention": (
        "cohort_month",
        "order_month",
        "active_customers",
        "cohort_size",
        "retention_rate",
    ),
    "rfm_customers": (
        "customer_unique_id",
        "recency",
        "frequency",
        "monetary",
        "RFM_score",
        "segment",
    ),
    "ops_metrics": (
        "order_month",
        "avg_delivery_days",
        "avg_review_score",
        "late_delivery_rate",
    ),
    "named_segments": ("customer_unique_id", "R5", "F5", "named_segment"),
    "repeat_rates": ("days", "customers_observed", "customers_repeated", "rate"),
}

# One line per recency score from 5 down to 1; frequency scores 1 to 5 from left to right.
NAMED_SEGMENTS = {
    5: (
        "Recent Customers",
        "Potential Loyalists",
        "Potential Loyalists",
        "Champions",
        "Champions",
    ),
    4: ("Promising", "Potential Loyalists", "Potential Loyalists", "Loyal", "Loyal"),
    3: ("About To Sleep", "About To Sleep", "Needing Attention", "Loyal", "Loyal"),
    2: ("Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them"),
    1: ("Lost", "Lost", "At Risk", "At Risk", "Can't Lose Them"),
}


def recompute(folder: Path, choices: Choices) -> dict[str, pd.DataFrame]:
    """All outputs for a folder of Olist files."""
    raw = [datetime.fromisoformat(r["order_purchase_timestamp"]) for r in read(folder, "orders")]
    orders = counted_orders(folder, choices)
    by_customer = orders_by_customer(orders)
    months = calendar(orders, raw, choices)
    rows = {
        "master_orders": master_rows(orders, by_customer, choices),
        "monthly_revenue": revenue_rows(orders, months),
        "cohort_retention": cohort_rows(by_customer, months),
        "rfm_customers": rfm_rows(orders, by_customer, choices),
        "ops_metrics": ops_rows(orders, months, choices),
        "named_segments": named_rows(orders, by_customer, choices),
        "repeat_rates": repeat_rows(orders, by_customer),
    }
    return {
        name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in COLUMNS.items()
    }


def master_rows(orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices) -> Rows:
    """One row per order."""
    rows: Rows = []
    for order in orders:
        hundredths = delivery_hundredths(order, choices)
        rows.append(
            (
                order.order_id,
                order.customer,
                order.month,
                money(order.cents),
                order.payment_type,
                BLANK if hundredths is None else ratio(hundredths, 100),
                BLANK if order.review is None else float(order.review),
                order.state,
                int(len(by_customer[order.customer]) >= 2),
            )
        )
    return rows


def revenue_rows(orders: list[Order], months: list[str]) -> Rows:
    """One row per calendar month."""
    rows: Rows = []
    previous = 0
    for month, group in orders_by_month(orders, months).items():
        cents = sum(order.cents for order in group)
        rows.append(
            (
                month,
                money(cents),
                len(group),
                len({order.customer for order in group}),
                ratio(cents, 100 * len(group)),
                ratio(100 * (cents - previous), previous) if previous > 0 else BLANK,
            )
        )
        previous = cents
    return rows


def cohort_rows(by_customer: dict[str, list[Order]], months: list[str]) -> Rows:
    """One row for each cohort and each observed month from its first on."""
    sizes: Counter[str] = Counter()
    active: Counter[tuple[str, str]] = Counter()
    for history in by_customer.values():
        cohort = history[0].month
        sizes[cohort] += 1
        for month in {order.month for order in history}:
            active[cohort, month] += 1
    return [
        (cohort, month, active[cohort, month], size, ratio(active[cohort, month], size))
        for cohort, size in sorted(sizes.items())
        for month in months
        if month >= cohort
    ]


def ops_rows(orders: list[Order], months: list[str], choices: Choices) -> Rows:
    """One row per calendar month."""
    rows: Rows = []
    for month, group in orders_by_month(orders, months).items():
        days = [delivery_hundredths(order, choices) for order in group]
        known_days = [hundredths for hundredths in days if hundredths is not None]
        scores = [order.review for order in group if order.review is not None]
        judged = [
            order
            for order in group
            if choices.late_over == "all"
            or (order.delivered is not None and order.estimated is not None)
        ]
        rows.append(
            (
                month,
                ratio(sum(known_days), 100 * len(known_days)),
                ratio(sum(scores, Fraction(0)), len(scores)),
                ratio(sum(is_late(order, choices) for order in judged), len(judged)),
            )
        )
    return rows


def rfm_rows(orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices) -> Rows:
    """One row per customer."""
    recency = recencies(orders, by_customer, choices)
    frequency = {customer: len(history) for customer, history in by_customer.items()}
    cents = {
        customer: sum(order.cents for order in history) for customer, history in by_customer.items()
    }

    if choices.value_score == "quartiles":
        r_of = {days: 5 - score for days, score in quartile_scores(recency.values()).items()}
        m_of = quartile_scores(cents.values())
    else:
        r_of = recency_scores(recency.values(), 4)
        m_of = mid_rank_scores(cents.values(), 4)
    f_of = frequency_scores(frequency, choices)

    rows: Rows = []
    for customer in by_customer:
        score = r_of[recency[customer]] + f_of[customer] + m_of[cents[customer]]
        if score >= choices.high_value_from:
            segment = "High Value"
        elif score >= choices.mid_value_from:
            segment = "Mid Value"
        else:
            segment = "Low Value"
        rows.append(
            (
                customer,
                recency[customer],
                frequency[customer],
                money(cents[customer]),
                score,
                segment,
            )
        )
    return rows


def named_rows(orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices) -> Rows:
    """Named segment of every customer."""
    recency = recencies(orders, by_customer, choices)
    r_of = recency_scores(recency.values(), 5)
    f_of = mid_rank_scores((len(history) for history in by_customer.values()), 5)
    rows: Rows = []
    for customer, history in by_customer.items():
        r, f = r_of[recency[customer]], f_of[len(history)]
        rows.append((customer, r, f, NAMED_SEGMENTS[r][f - 1]))
    return rows


def repeat_rows(orders: list[Order], by_customer: dict[str, list[Order]]) -> Rows:
    """Share of customers, observed for N days, who came back within them."""
    newest = max((order.purchased for order in orders), default=datetime.min)
    rows: Rows = []
    for days in REPEAT_DAYS:
        span = timedelta(days=days)
        observed = repeated = 0
        for history in by_customer.values():
            limit = history[0].purchased + span
            if limit > newest:
                continue
            observed += 1
            if len(history) >= 2 and history[1].purchased <= limit:
                repeated += 1
        rows.append((days, observed, repeated, ratio(repeated, observed)))
    return rows
