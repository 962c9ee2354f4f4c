"""What of the totals changes, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.messages import Sentence, sentence


@dataclass(frozen=True, kw_only=True)
class Totals:
    """The totals of a set of outputs.

    `revenue` is in the currency of the raw data, to the cent; `months` are those of the calendar.
    `late` is a share, `delivery` in days, `review` a score of 1 to 5; None is blank, or not asked.
    """

    revenue: Decimal
    orders: int
    customers: int
    months: int
    late: float | None = None
    delivery: float | None = None
    review: float | None = None


@dataclass(frozen=True, kw_only=True)
class Moves:
    """What happens to single orders and customers that the totals may not show.

    `come` and `go` are orders that count on one side only. Of customers on both sides, `segment`
    are those of another segment, `score` those of another RFM score in the same segment, `recency`
    those of another recency and the same score. `restated` are months on both sides with other
    revenue, where they are asked for.
    """

    come: int = 0
    go: int = 0
    restated: int = 0
    segment: int = 0
    score: int = 0
    recency: int = 0


NO_MOVES = Moves()


def change_sentence(before: Totals, after: Totals, moves: Moves = NO_MOVES) -> Sentence:
    """What changes from one set of totals to the other, the money first."""
    parts = [*_orders(before, after, moves), *_rates(before, after), *_customers(moves)]
    gain = after.revenue - before.revenue
    if not gain:
        if not parts:
            return sentence("change.nothing")
        return sentence("change.totals", parts=(sentence("change.same_revenue"), *parts))
    if before.revenue <= 0:
        money = sentence("change.revenue", amount=gain)
    elif abs(share := 100 * gain / before.revenue) < Decimal("0.05"):
        money = sentence("change.revenue_slightly", amount=gain)
    else:
        money = sentence("change.revenue_by", amount=gain, percent=share)
    return sentence("change.totals", parts=(money, *parts))


def _orders(before: Totals, after: Totals, moves: Moves) -> Iterator[Sentence]:
    orders, customers = after.orders - before.orders, after.customers - before.customers
    months = after.months - before.months
    if moves.come and moves.go:
        yield sentence("change.orders_both", come=moves.come, go=moves.go)
    elif orders:
        name = "change.more_orders" if orders > 0 else "change.fewer_orders"
        yield sentence(name, count=abs(orders))
    if customers:
        name = "change.more_customers" if customers > 0 else "change.fewer_customers"
        yield sentence(name, count=abs(customers))
    if months:
        name = "change.more_months" if months > 0 else "change.fewer_months"
        yield sentence(name, count=abs(months))
    if moves.restated:
        yield sentence("change.restated", count=moves.restated)


def _rates(before: Totals, after: Totals) -> Iterator[Sentence]:
    rates = (
        (sentence("change.late"), _percent(before.late), _percent(after.late), " %"),
        (sentence("change.delivery"), before.delivery, after.delivery, ""),
        (sentence("change.review"), before.review, after.review, ""),
    )
    for name, was, becomes, unit in rates:
        if was == becomes:
            continue
        if was is None:
            yield sentence("change.rate_comes", name=name, after=becomes, unit=unit)
        elif becomes is None:
            yield sentence("change.rate_goes", name=name)
        elif round(was, 2) == round(becomes, 2):
            yield sentence("change.rate_slightly", name=name)
        else:
            yield sentence("change.rate", name=name, before=was, after=becomes, unit=unit)


def _customers(moves: Moves) -> Iterator[Sentence]:
    """Of segment, score and recency the one that matters most: it moves the others."""
    if moves.segment:
        yield sentence("change.segment", count=moves.segment)
    elif moves.score:
        yield sentence("change.score", count=moves.score)
    elif moves.recency:
        yield sentence("change.recency", count=moves.recency)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
