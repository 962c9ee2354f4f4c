"""Which orders count, and what one row of each holds."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from tests.recomputation.choices import Choices
from tests.recomputation.reading import SECONDS_A_DAY, cents_of, moment, month_of, read


@dataclass
class Order:
    """One counted order with everything about it already reduced to one value."""

    order_id: str
    customer: str
    state: str
    purchased: datetime
    delivered: datetime | None
    estimated: datetime | None
    cents: int
    payment_type: str
    review: Fraction | None

    @property
    def month(self) -> str:
        """Purchase month."""
        return month_of(self.purchased)


def counted_orders(folder: Path, choices: Choices) -> list[Order]:
    """Orders that count, sorted by month and order_id."""
    customers: dict[str, tuple[str, str]] = {}
    for row in read(folder, "customers"):
        if row["customer_id"] in customers:
            raise ValueError(f"customer_id {row['customer_id']} twice")
        customers[row["customer_id"]] = (row["customer_unique_id"], row["customer_state"])

    raw = read(folder, "orders")
    if len({row["order_id"] for row in raw}) != len(raw):
        raise ValueError("an order_id twice")
    bought = [datetime.fromisoformat(row["order_purchase_timestamp"]) for row in raw]
    begins, ends = min(bought, default=datetime.min), max(bought, default=datetime.min)

    payments = read(folder, "order_payments")
    values = order_values(folder, payments, choices)
    types = payment_types(payments)
    reviews = review_scores(folder)

    counted = []
    for row in raw:
        purchased = datetime.fromisoformat(row["order_purchase_timestamp"])
        if not status_counts(row["order_status"], choices):
            continue
        if not in_window(purchased, begins, ends, choices):
            continue
        if row["customer_id"] not in customers:
            continue
        customer, state = customers[row["customer_id"]]
        order_id = row["order_id"]
        counted.append(
            Order(
                order_id=order_id,
                customer=customer,
                state=state,
                purchased=purchased,
                delivered=moment(row["order_delivered_customer_date"]),
                estimated=moment(row["order_estimated_delivery_date"]),
                cents=values.get(order_id, 0),
                payment_type=types.get(order_id, "not_defined"),
                review=reviews.get(order_id),
            )
        )
    if choices.review_blank == "median":
        fill_reviews(counted)
    return sorted(counted, key=lambda order: (order.month, order.order_id))


def status_counts(status: str, choices: Choices) -> bool:
    """Whether orders of this status count."""
    if choices.statuses == "all":
        return True
    if choices.statuses == "delivered":
        return status == "delivered"
    if choices.statuses == "default":
        return status not in ("canceled", "unavailable")
    return status in choices.statuses


def in_window(purchased: datetime, first: datetime, last: datetime, choices: Choices) -> bool:
    """Whether the purchase month is inside the window; `first` and `last` are the raw data's."""
    if isinstance(choices.window, tuple):
        return choices.window[0] <= month_of(purchased) <= choices.window[1]
    if choices.window == "complete":
        day = purchased.date()
        return first.date() <= day.replace(day=1) and last.date() >= last_day_of_month(day)
    return True


def last_day_of_month(day: date) -> date:
    """Last day of the month that holds the day."""
    some_day_of_next_month = day.replace(day=28) + timedelta(days=4)
    return some_day_of_next_month.replace(day=1) - timedelta(days=1)


# --- one row per order ------------------------------------------------------------------------


def order_values(
    folder: Path, payments: list[dict[str, str]], choices: Choices
) -> Mapping[str, int]:
    """Cents of every order that has any."""
    cents: Counter[str] = Counter()
    if choices.order_value == "payments":
        for row in payments:
            cents[row["order_id"]] += cents_of(row["payment_value"])
        return cents
    for row in read(folder, "order_items"):
        cents[row["order_id"]] += cents_of(row["price"])
        if choices.order_value == "items_freight":
            cents[row["order_id"]] += cents_of(row["freight_value"])
    return cents


def payment_types(payments: list[dict[str, str]]) -> dict[str, str]:
    """Type that paid the most of each order; of equals, the one that paid first."""
    paid: dict[str, Counter[str]] = defaultdict(Counter)
    first_seen: dict[tuple[str, str], int] = {}
    for row in payments:
        order_id, kind = row["order_id"], row["payment_type"]
        sequential = int(row["payment_sequential"])
        paid[order_id][kind] += cents_of(row["payment_value"])
        earlier = first_seen.get((order_id, kind), sequential)
        first_seen[order_id, kind] = min(earlier, sequential)
    chosen = {}
    for order_id, amounts in paid.items():
        ranked = [(-cents, first_seen[order_id, kind], kind) for kind, cents in amounts.items()]
        chosen[order_id] = min(ranked)[2]
    return chosen


def review_scores(folder: Path) -> dict[str, Fraction]:
    """Score of the latest answered review; of equals, of the largest review_id."""
    latest: dict[str, tuple[datetime, str, str]] = {}
    for row in read(folder, "order_reviews"):
        answered = moment(row["review_answer_timestamp"]) or datetime.min
        candidate = (answered, row["review_id"], row["review_score"])
        order_id = row["order_id"]
        latest[order_id] = max(latest.get(order_id, candidate), candidate)
    return {order_id: Fraction(int(score)) for order_id, (_, _, score) in latest.items() if score}


def fill_reviews(orders: list[Order]) -> None:
    """Give orders without a review the median score."""
    known = [order.review for order in orders if order.review is not None]
    if not known:
        return
    median = Fraction(statistics.median(known))
    for order in orders:
        if order.review is None:
            order.review = median


def delivery_hundredths(order: Order, choices: Choices) -> int | None:
    """Delivery time in hundredths of a day, None if not delivered."""
    if order.delivered is None:
        return None
    seconds = (order.delivered - order.purchased) // timedelta(seconds=1)
    if choices.delivery_days == "whole":
        return seconds // SECONDS_A_DAY * 100
    return (seconds * 100 + SECONDS_A_DAY // 2) // SECONDS_A_DAY


def is_late(order: Order, choices: Choices) -> bool:
    """Whether the order came late; False when that cannot be known."""
    if choices.late == "days":
        hundredths = delivery_hundredths(order, choices)
        return hundredths is not None and hundredths > choices.late_after_days * 100
    if order.delivered is None or order.estimated is None:
        return False
    if choices.late == "timestamp":
        return order.delivered > order.estimated
    return order.delivered.date() > order.estimated.date()
