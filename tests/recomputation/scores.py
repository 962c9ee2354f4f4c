"""Recency, frequency and monetary scores."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from tests.recomputation.choices import Choices
from tests.recomputation.orders import Order


def recencies(
    orders: list[Order], by_customer: dict[str, list[Order]], choices: Choices
) -> dict[str, int]:
    """Whole days from each customer's last order to the snapshot."""
    if not orders:
        return {}
    newest = max(order.purchased for order in orders)
    last_orders = {customer: history[-1].purchased for customer, history in by_customer.items()}
    if choices.snapshot == "last_order":
        return {customer: (newest - last).days for customer, last in last_orders.items()}
    if choices.snapshot == "day_after":
        day = newest.date() + timedelta(days=1)
    else:
        day = date.fromisoformat(choices.snapshot)
    return {customer: (day - last.date()).days for customer, last in last_orders.items()}


def mid_rank_scores(values: Iterable[int], levels: int) -> dict[int, int]:
    """Score of each distinct value, the largest scoring highest.

    With L values below and E equal, the mid-rank is L + (E + 1) / 2, so that
    (mid-rank - 0.5) / n is (2L + E) / 2n.
    """
    counts = Counter(values)
    n = sum(counts.values())
    scores = {}
    below = 0
    for value, equal in sorted(counts.items()):
        scores[value] = min(levels, 1 + levels * (2 * below + equal) // (2 * n))
        below += equal
    return scores


def recency_scores(days: Iterable[int], levels: int) -> dict[int, int]:
    """Mid-rank scores with the fewest days scoring highest."""
    negated = mid_rank_scores((-value for value in days), levels)
    return {-value: score for value, score in negated.items()}


def quartile_scores(values: Iterable[int]) -> dict[int, int]:
    """Score of each distinct value by interpolated quartiles; a bin holds its right edge."""
    ordered = sorted(values)
    if not ordered:
        return {}
    cuts = []
    for quarter in (1, 2, 3):
        whole, rest = divmod(quarter * (len(ordered) - 1), 4)
        lower = ordered[whole]
        upper = ordered[min(whole + 1, len(ordered) - 1)]
        cuts.append(lower + Fraction(rest, 4) * (upper - lower))
    return {value: 1 + sum(value > cut for cut in cuts) for value in set(ordered)}


def frequency_scores(frequency: dict[str, int], choices: Choices) -> dict[str, int]:
    """Frequency score of each customer."""
    if choices.frequency_score == "fixed":
        return {customer: min(count, 4) for customer, count in frequency.items()}
    if choices.frequency_score == "first":
        in_order = sorted(frequency, key=lambda customer: (frequency[customer], customer))
        by_rank = quartile_scores(range(1, len(in_order) + 1))
        return {customer: by_rank[rank] for rank, customer in enumerate(in_order, start=1)}
    scores = mid_rank_scores(frequency.values(), 4)
    return {customer: scores[count] for customer, count in frequency.items()}
