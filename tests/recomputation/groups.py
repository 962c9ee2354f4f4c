"""Orders by customer and by month, and the calendar."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.recomputation.choices import Choices
from tests.recomputation.orders import Order, last_day_of_month
from tests.recomputation.reading import BLANK, month_of


def orders_by_customer(orders: list[Order]) -> dict[str, list[Order]]:
    """Each customer's orders, oldest first."""
    groups: dict[str, list[Order]] = defaultdict(list)
    for order in sorted(orders, key=lambda order: (order.purchased, order.order_id)):
        groups[order.customer].append(order)
    return dict(sorted(groups.items()))


def calendar(orders: list[Order], raw: list[datetime], choices: Choices) -> list[str]:
    """The months that the outputs tell of, none skipped; `raw` are all orders' purchase times.

    From the first counted order on, to the end of the raw data; months at that end without a
    counted order and with less than a twentieth of the median month's orders do not matter. A
    window from..to has all of its months that the raw data reaches.
    """
    if not orders:
        return []
    raw_orders = Counter(month_of(when) for when in raw)
    counted = Counter(order.month for order in orders)
    if isinstance(choices.window, tuple):
        month = max(choices.window[0], min(raw_orders))
        last = min(choices.window[1], max(raw_orders))
    else:
        usual = sorted(raw_orders.values())[len(raw_orders) // 2]
        month = min(counted)
        last = max(m for m, n in raw_orders.items() if counted[m] or 20 * n >= usual)
        if choices.window == "complete" and max(raw) < datetime.combine(
            last_day_of_month(max(raw).date()), datetime.min.time()
        ):
            last = min(last, before(month_of(max(raw))))
    months = []
    while month <= last:
        months.append(month)
        year, number = map(int, month.split("-"))
        month = f"{year + number // 12:04d}-{number % 12 + 1:02d}"
    return months


def before(month: str) -> str:
    """The calendar month before."""
    return month_of(date.fromisoformat(f"{month}-01") - timedelta(days=1))


def orders_by_month(orders: list[Order], months: list[str]) -> dict[str, list[Order]]:
    """Orders of every calendar month, empty months included."""
    groups: dict[str, list[Order]] = {month: [] for month in months}
    for order in orders:
        groups[order.month].append(order)
    return groups


def ratio(numerator: int | Fraction, denominator: int) -> float:
    """Double nearest to the quotient, blank over nothing."""
    return float(Fraction(numerator) / denominator) if denominator else BLANK
