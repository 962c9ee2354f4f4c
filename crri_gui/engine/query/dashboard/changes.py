"""What changed, in sentences: the latest complete month against former ones and the published set.

Each sentence is a function that finds its own numbers, and says nothing where the data does not
carry it: months of few orders are told without percentages, months whose deliveries are still
under way not by their rate of late ones, and partial months not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.dashboard.measures.comparing import FEW_ORDERS
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_literal, written_out
from crri_gui.engine.quality.period import flagged_months
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.cells import are_of_a_run, cells_of
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, where
from crri_gui.engine.query.dashboard.months import (
    Compared,
    Months,
    PartOfMonth,
    Sums,
    compared,
    complete_months,
    is_within,
    settled_months,
)
from crri_gui.engine.query.dashboard.published_change import Published, published_change
from crri_gui.messages import Sentence, sentence

SENTENCES = 5
_LOOK_BACK = 12
"""Deliveries of so many months before are looked at."""


@dataclass(frozen=True)
class Change:
    """A sentence, the money that it is about, and the rows behind it.

    `stake` is in the currency of the raw data: by how much the money that is told of has moved.
    `rows` are a view, or a SELECT where no view can say which rows they are; of the published
    set, the set whose orders are to be held against these (`published_orders`).
    """

    key: str
    text: Sentence
    stake: Decimal
    rows: View | str | Published


def what_changed(
    db: DuckDB, filters: Filters, published: Published | None = None
) -> tuple[Change, ...]:
    """Up to five sentences, most money first; one that says why, where there is none to say.

    The published set is compared as a whole, so only where nothing is filtered. That its months
    are restated is always told: who looks at it would find other numbers there.
    """
    held = compared(complete_months(db), filters)
    found = [*_of_months(db, filters, held)]
    if filters != Filters(left_out=filters.left_out):
        published = None
    of_published = [*_against_published(db, published)]
    if held is None:
        found.append(_nothing(sentence("changes_without_month")))
    elif held.before is None and held.year_before is None:
        found.append(_nothing(sentence("changes_of_first_month", month=held.month)))
    restated = sum(change.stake > 0 for change in of_published)
    found.sort(key=lambda change: -change.stake)
    short = [*_short(db, filters, held)]
    shown = [*found[: SENTENCES - restated - len(short)], *of_published]
    shown = sorted(shown, key=lambda change: -change.stake)[: SENTENCES - len(short)]
    return (*shown, *short)


def _short(db: DuckDB, filters: Filters, held: Compared | None) -> Iterator[Change]:
    """The latest month of the filters, where it is not the one compared because it is short."""
    months = [month for month, why in flagged_months(db).items() if why == "short"]
    later = [m for m in months if is_within(m, filters) and (held is None or m > held.month)]
    if later:
        text = sentence("short_month_not_compared", month=later[-1])
        rows = View("monthly_revenue", (Filter("order_month", "is", (later[-1],)),))
        yield Change("short month", text, Decimal(0), rows)


def _nothing(why: Sentence) -> Change:
    return Change("nothing", why, Decimal(0), View("monthly_revenue"))


def _of_months(db: DuckDB, filters: Filters, held: Compared | None) -> Iterator[Change]:
    if held is None:
        return
    months = Months(db, filters, held)
    for tell in _SENTENCES:
        yield from tell(months)


# Revenue


def _against_before(months: Months) -> Iterator[Change]:
    """Revenue against the month before, and the state that moved most in the same direction."""
    if months.before is not None:
        state, driver = _driver(months, months.before)
        yield _revenue(months, "month", months.before, driver, state)


def _against_year_before(months: Months) -> Iterator[Change]:
    """Revenue against the same month a year before, and whether orders or their value made it."""
    if months.year_before is None:
        return
    now, then = months.of(months.month), months.of(months.year_before)
    if not then.orders:
        return
    why: Sentence | str = ""
    if min(now.orders, then.orders) >= FEW_ORDERS and then.revenue > 0:
        worth = now.revenue / now.orders / (then.revenue / then.orders) - 1
        why = sentence(
            "change_by_orders_and_value",
            orders=_percent(now.orders, then.orders),
            value=100 * worth,
        )
    yield _revenue(months, "year", months.year_before, why)


def _revenue(
    months: Months, key: str, former: str, why: Sentence | str, state: str | None = None
) -> Change:
    now, then = months.of(months.month), months.of(former)
    difference = now.revenue - then.revenue
    told = {"month": months.month, "before": former, "now": now.revenue, "then": then.revenue}
    if not now.orders:
        text = (
            sentence("revenue_change.none", **told)
            if then.orders
            else sentence("revenue_change.still_none", **told)
        )
    elif not then.orders:
        text = sentence("revenue_change.after_none", **told)
    elif min(now.orders, then.orders) < FEW_ORDERS:
        text = sentence("revenue_change.few", orders=now.orders, orders_then=then.orders, **told)
    elif then.revenue <= 0:
        text = sentence("revenue_change.from_nothing", **told)
    else:
        growth = _percent(now.revenue, then.revenue)
        text = sentence("revenue_change", growth=growth, difference=difference, why=why, **told)
    of_state = () if state is None else (Filter("customer_state", "is", (state,)),)
    rows = months.rows(months.month, former, more=of_state)
    return Change(f"revenue against {key}", text, abs(difference), rows)


def _driver(months: Months, before: str) -> tuple[str | None, Sentence | str]:
    """The state that explains most of the change of revenue, and the words for it.

    None where no one state does: states are not known, there is but one, others explain as much,
    orders without a state do; or the months have few orders.
    """
    now, then = months.of(months.month), months.of(before)
    difference = now.revenue - then.revenue
    moved = _moves(months, "customer_state", before)
    if len(moved.keys() - {""}) < 2 or not difference or min(now.orders, then.orders) < FEW_ORDERS:
        return None, ""
    sign = 1 if difference > 0 else -1
    state = _first({name: sign * by for name, by in moved.items()})
    if not state:
        return None, ""
    share = moved[state] / difference
    if share > 1:
        others = difference - moved[state]
        return state, sentence(
            "change_of_state_alone", state=state, difference=moved[state], others=others
        )
    return state, sentence("change_explained_by_state", state=state, share=100 * share)


def _first(moved: dict[str, Decimal]) -> str:
    """Which has the most; "" where several have as much, or nothing is known of what has it."""
    most = max(moved.values())
    names = [name for name, by in moved.items() if by == most]
    return names[0] if len(names) == 1 and most > 0 else ""


def _moves(months: Months, column: PartOfMonth, former: str) -> dict[str, Decimal]:
    """By how much the revenue of each state or payment type has changed, and of "" without."""
    now, then = months.by(column, months.month), months.by(column, former)
    return {
        name: now.get(name, Sums()).revenue - then.get(name, Sums()).revenue
        for name in sorted(now.keys() | then.keys())
    }


# Parts of it


def _payment_type(months: Months) -> Iterator[Change]:
    """The payment type whose revenue changed most against the month before."""
    if months.before is not None:
        yield from _largest_part(months, "payment_type", months.before)


def _state_of_year(months: Months) -> Iterator[Change]:
    """The state whose revenue changed most against the month a year before."""
    if months.year_before is not None:
        yield from _largest_part(months, "customer_state", months.year_before)


def _largest_part(months: Months, column: PartOfMonth, former: str) -> Iterator[Change]:
    """Only where both months have enough of its orders, and no other part has changed as much."""
    moved = {name: by for name, by in _moves(months, column, former).items() if name}
    if len(moved) < 2 or not (name := _first({one: abs(by) for one, by in moved.items()})):
        return
    now = months.by(column, months.month).get(name, Sums())
    then = months.by(column, former).get(name, Sums())
    if min(now.orders, then.orders) < FEW_ORDERS or then.revenue <= 0:
        return
    text = sentence(
        "payment_type_change" if column == "payment_type" else "state_change",
        name=name,
        month=months.month,
        before=former,
        growth=_percent(now.revenue, then.revenue),
        difference=moved[name],
    )
    rows = months.rows(months.month, former, more=(Filter(column, "is", (name,)),))
    yield Change(f"{column} against {former}", text, abs(moved[name]), rows)


def _returning(months: Months) -> Iterator[Change]:
    """Revenue of customers who had bought before, in the month and in the one before."""
    # Its share of the month is a percentage, too. Who came back is not known of a published set.
    if months.before is None or not are_of_a_run(months.db):
        return
    condition, values = where("master_orders", months.filters)
    pair = (months.before, months.month)
    found = dict(
        months.db.rows(
            f"SELECT order_month, sum(order_value) FROM {cells_of(months.db, 'master_orders')} "
            f"WHERE purchased_at > first_at AND {condition} "
            "AND list_contains($pair, order_month) GROUP BY 1",
            {**values, "pair": list(pair)},
        )
    )
    then, now = (found.get(month, Decimal(0)) for month in pair)
    month, former = months.of(months.month), months.of(months.before)
    if not found or min(month.orders, former.orders) < FEW_ORDERS or month.revenue <= 0:
        return
    # Where refunds outweigh sales, it is no part of the month.
    is_part = 0 <= now <= month.revenue
    text = sentence(
        "returning_customers_change" if is_part else "returning_customers_change.no_part",
        month=months.month,
        before=months.before,
        now=now,
        then=then,
        share=100 * now / month.revenue,
    )
    literal = written_out(condition, values)
    rows = (
        "SELECT m.* FROM master_orders AS m INNER JOIN customer_orders AS c "
        "ON m.customer_unique_id = c.customer_unique_id AND m.purchased_at > c.first_at "
        f"WHERE m.is_repeat_customer = 1 AND {literal} "
        f"AND m.order_month IN ({', '.join(map(sql_literal, pair))}) "
        "ORDER BY m.order_month DESC, m.purchased_at"
    )
    yield Change("returning customers", text, abs(now - then), rows)


# Deliveries


def _late(months: Months) -> Iterator[Change]:
    """The rate of late deliveries, of the latest months whose orders are nearly all delivered.

    It is known of months as a whole, so nothing is said where states or types are filtered, and
    nothing of a published set, which does not say which orders were late.
    """
    if months.filters != NO_FILTERS or not are_of_a_run(months.db):
        return
    complete = [month for month in complete_months(months.db) if month <= months.month]
    held = compared(settled_months(months.db, complete[-_LOOK_BACK:]), NO_FILTERS)
    if held is None or held.before is None:
        return
    found = {
        month: rest
        for month, *rest in months.db.rows(
            "SELECT order_month, late, judged, overdue FROM month_operations "
            "WHERE order_month IN ($month, $before)",
            {"month": held.month, "before": held.before},
        )
    }
    late, judged, overdue = found[held.month]
    late_then, judged_then, _ = found[held.before]
    if min(judged, judged_then) < FEW_ORDERS or late * judged_then == late_then * judged:
        return
    worth = months.db.scalar(
        "SELECT coalesce(sum(order_value), 0) FROM master_orders "
        "WHERE order_month = $month AND is_late IS NOT NULL",
        {"month": held.month},
    )
    moved = abs(Decimal(late) / judged - Decimal(late_then) / judged_then)
    text = sentence(
        "late_change",
        month=held.month,
        before=held.before,
        then=100 * late_then / judged_then,
        now=100 * late / judged,
        late=late,
        judged=judged,
        overdue=sentence("late_and_overdue", count=overdue) if overdue else "",
    )
    late_ones = (Filter("is_late", "is", (1,)),)
    rows = months.rows(held.month, held.before, more=late_ones)
    yield Change("late deliveries", text, (worth * moved).quantize(Decimal("0.01")), rows)


# The published set


def _against_published(db: DuckDB, published: Published | None) -> Iterator[Change]:
    if published is None or (found := published_change(db, published)) is None:
        return
    difference = found.revenue - found.revenue_before
    by = found.restated_by if found.moved != abs(difference) else Decimal(0)
    meaning = "" if found.same_meaning else sentence("published_by_other_definitions")
    if not (found.restated or found.added or found.removed):
        text = sentence("published_same", date=found.date, meaning=meaning)
        yield Change("published set", text, Decimal(0), View("monthly_revenue"))
        return
    more = found.orders - found.orders_before
    told = {
        "date": found.date,
        "difference": difference,
        "orders": sentence("published_orders", orders=more)
        if more
        else sentence("published_orders.same"),
        "restated": len(found.restated),
        "moved": sentence("published_months_moved", moved=by) if by else "",
        "added": len(found.added),
        "removed": _gone(found.removed),
        "meaning": meaning,
    }
    if found.revenue_before > 0:
        growth = _percent(found.revenue, found.revenue_before)
        text = sentence("published_differs", growth=growth, **told)
    else:
        text = sentence("published_differs.from_nothing", **told)
    yield Change("published set", text, found.moved, published)


def _gone(months: Sequence[str]) -> Sentence | str:
    return sentence("published_months_gone", count=len(months)) if months else ""


def _percent(now: Decimal | int, then: Decimal | int) -> Decimal:
    return 100 * (Decimal(now) - Decimal(then)) / Decimal(then)


_SENTENCES: tuple[Callable[[Months], Iterator[Change]], ...] = (
    _against_before,
    _against_year_before,
    _late,
    _returning,
    _payment_type,
    _state_of_year,
)
