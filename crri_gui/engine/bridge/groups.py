"""The orders in groups that no step divides, so that any choice of steps is a sum of groups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.definitions import Definitions
from crri_gui.engine.adapt.refused import RULED_OUT
from crri_gui.engine.bridge.clocks import Clock, clock_of
from crri_gui.engine.bridge.figures import Figures, Theirs
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.quality.period import ORDERS_OF_FACTS, analysis_period
from crri_gui.engine.quality.reconcile import cents

PAID = "paid"
"""What was paid beyond goods, shipping and tax, or short of them."""
PARTS = ("discounts", "refunds", "shipping", "tax", PAID)
_TAKEN_OFF = "refunds"
ITEMS = {
    reason: f"items_{reason}"
    for reason in ("cancellations", "refunds", "adjustments", "movements", "unfinished")
}
"""The parts that are items which the layout leaves out of orders that have others, by reason."""
_FLAGS = ("guests", "no_customer", "lost", "outside")
CLOCK = "clock"
GUEST_CUSTOMERS = "guest_customers"
"""Whether each guest's order counts as one by a customer of its own."""
GUESTS_AS_ONE = "guests_as_one"
"""Whether all guests are one customer, who comes back with a second order."""
EARLIER = "earlier"
"""Whether an order before the days in question makes a repeat customer."""
_PAYMENTS = "SELECT count(paid) FROM order_facts"
# Olist's statuses have no classes of their own.
_OLIST = """CASE WHEN lower(f.order_status) IN ('canceled', 'unavailable') THEN 'void'
                 WHEN lower(f.order_status) IN ('created', 'approved', 'invoiced', 'processing')
                 THEN 'open' ELSE 'sale' END"""


@dataclass(frozen=True)
class Group:
    """Orders of one kind.

    `steps` are the keys of the steps that they fall under; `here` and `there` whether our clock
    and theirs puts them into the days in question, `before_here` and `before_there` before these.
    `value` is what they are worth before anything is taken off or added, `parts` the sum of each
    part, and `with_part` how many have it; of items that are left out, how many these are.
    """

    steps: frozenset[str]
    here: bool
    there: bool
    before_here: bool
    before_there: bool
    orders: int
    value: Decimal
    parts: dict[str, Decimal]
    with_part: dict[str, int]


class Orders:
    """All orders, in groups; what they add up to when some steps are turned round.

    Our figures are those of no step. A step turns round whether its orders count, or whether its
    part is in the revenue, whether guests are customers, or which of these have come back. Steps
    on orders by their status have a key such as "void" where they do not count, and "open counted"
    where they do. `zone` is that of the times of the orders, where it is known.
    """

    def __init__(
        self, db: DuckDB, definitions: Definitions, theirs: Theirs, zone: str | None = None
    ) -> None:
        self._guests_count = definitions.guests != "left_out"
        self.guests_are_customers = definitions.guests == "each"
        self.parts_of_ours = _parts_of(definitions)
        clock = clock_of(db, theirs, zone)
        self.clock = clock.step
        left = _left_items(db)
        self._names = (*PARTS, *left)
        facts = _facts(db, definitions, theirs, clock, left)
        rows = _rows(db, facts, left)
        self.groups: list[Group] = []
        place: dict[int, int] = {}
        for code, name, counts, flags, days, orders, worth, parts, having in rows:
            steps = [flag for flag, there_is in zip(_FLAGS, flags, strict=True) if there_is]
            if name != "sale" or not counts:
                steps.append(f"{name} counted" if counts else name)
            place[code] = len(self.groups)
            self.groups.append(
                Group(
                    frozenset(steps),
                    days[0],
                    days[1],
                    days[2],
                    days[3],
                    orders,
                    Decimal(worth),
                    {n: _signed(n, Decimal(p)) for n, p in zip(self._names, parts, strict=True)},
                    {n: int(count) for n, count in zip(self._names, having, strict=True)},
                )
            )
        if PAID not in self.parts:
            self.parts_of_ours -= {PAID}
        # Of each group no more is known than one order, or several.
        self._customers = [
            ({place[code]: orders for code, orders in held}, customers)
            for held, customers in _customers(db, facts)
        ]

    @property
    def keys(self) -> list[str]:
        """The steps on orders under which there are any."""
        inside = [group for group in self.groups if group.here or group.there]
        found = sorted({key for group in inside for key in group.steps})
        # Another clock was told of, and so comes first where two steps explain as much.
        clock = any(group.here != group.there for group in self.groups)
        return [CLOCK, *found] if clock else found

    @property
    def guests(self) -> list[str]:
        """The steps on what guests are among the customers, where there are any: one at most."""
        inside = (group for group in self.groups if group.here or group.there)
        orders = sum(group.orders for group in inside if "guests" in group.steps)
        # One guest alone is one customer in either way.
        return [GUEST_CUSTOMERS, GUESTS_AS_ONE][: min(orders, 2)]

    @property
    def earlier(self) -> list[str]:
        """The step on what a repeat customer is, where there are orders before the days."""
        return [EARLIER] if any(group.before_here for group in self.groups) else []

    @property
    def parts(self) -> list[str]:
        """The parts that are not zero."""
        return [n for n in self._names if any(group.parts[n] for group in self.groups)]

    def chosen(self, turned: Collection[str]) -> list[int]:
        """The numbers of the groups that count when these steps are turned round."""
        return [
            n
            for n, group in enumerate(self.groups)
            if (group.there if CLOCK in turned else group.here) and self._counts(group, turned)
        ]

    def _before(self, turned: Collection[str]) -> list[int]:
        return [
            n
            for n, group in enumerate(self.groups)
            if (group.before_there if CLOCK in turned else group.before_here)
            and self._counts(group, turned)
        ]

    def _counts(self, group: Group, turned: Collection[str]) -> bool:
        return all(self._usual(key) != (key in turned) for key in group.steps)

    def _usual(self, key: str) -> bool:
        return self._guests_count if key == "guests" else key.endswith(" counted")

    def revenue(self, chosen: Collection[int], turned: Collection[str]) -> Decimal:
        """What the groups are worth, with the parts that are then in it."""
        parts = self.parts_of_ours.symmetric_difference(set(self._names).intersection(turned))
        groups = [self.groups[n] for n in chosen]
        return cents(
            sum((one.value + sum(one.parts[part] for part in parts) for one in groups), Decimal(0))
        )

    def customers(self, chosen: Collection[int], turned: Collection[str]) -> int:
        """How many customers have an order in these groups."""
        wanted = set(chosen)
        known = sum(count for held, count in self._customers if not wanted.isdisjoint(held))
        guests = self.orders_of_guests(chosen)
        if GUESTS_AS_ONE in turned:
            return known + min(guests, 1)
        return known if self.guests_are_customers == (GUEST_CUSTOMERS in turned) else known + guests

    def repeat_customers(self, chosen: Collection[int], turned: Collection[str]) -> int:
        """How many customers have two orders or more in these groups.

        With `EARLIER` turned, how many of those who have one had another, before it or beside it.
        A guest comes back only where all guests are one.
        """
        wanted = set(chosen)
        known = wanted.union(self._before(turned)) if EARLIER in turned else wanted
        guests = GUESTS_AS_ONE in turned and self.orders_of_guests(wanted) > 0
        return int(guests and self.orders_of_guests(known) > 1) + sum(
            count
            for held, count in self._customers
            if not wanted.isdisjoint(held)
            and sum(orders for n, orders in held.items() if n in known) > 1
        )

    def orders_of_guests(self, chosen: Collection[int]) -> int:
        """How many orders of these groups are by nobody who is told apart."""
        return sum(self.groups[n].orders for n in chosen if "guests" in self.groups[n].steps)

    def figures(self, turned: Collection[str]) -> Figures:
        """All figures when these steps are turned round."""
        chosen = self.chosen(turned)
        return Figures(
            sum(self.groups[n].orders for n in chosen),
            self.revenue(chosen, turned),
            self.customers(chosen, turned),
            self.repeat_customers(chosen, turned),
        )


def _parts_of(definitions: Definitions) -> frozenset[str]:
    """Those of `PARTS` that are in our revenue."""
    value = definitions.order_value
    parts = ["refunds"] if definitions.refunds == "net" else []
    parts += ["shipping"] if value != "items" else []
    return frozenset([*parts, "tax", PAID] if value == "payments" else parts)


def _signed(part: str, amount: Decimal) -> Decimal:
    return -amount if part == _TAKEN_OFF else amount


def in_layout(db: DuckDB) -> bool:
    """Whether the raw data is an export in a layout of its own."""
    count = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'crri_orders'"
    return bool(db.scalar(count))


def _left_items(db: DuckDB) -> list[str]:
    """The parts that are items left out of orders."""
    if not in_layout(db):
        return []
    there = {reason for (reason,) in db.rows(f"SELECT reason FROM {RULED_OUT} WHERE of_order")}
    return [part for reason, part in ITEMS.items() if reason in there]


def _facts(
    db: DuckDB, definitions: Definitions, theirs: Theirs, clock: Clock, left: Sequence[str]
) -> str:
    """A SELECT of every order with what decides about it; `code` is that of its group."""
    name, tax, discounts, joined = _OLIST, "0", "0", ""
    if in_layout(db):
        name = "coalesce(s.class, 'unknown')"
        tax = "coalesce(s.tax, s.item_tax, 0)"
        discounts = "coalesce(s.discount, s.item_discount, 0)"
        joined = "LEFT JOIN crri_orders s ON f.order_id = s.order_id"
    if left:
        joined += f" LEFT JOIN ({_left_of_orders()}) l ON f.order_id = l.order_id"
    items = "".join(f", coalesce({p}, 0) AS {p}, coalesce({p}_rows, 0) AS {p}_rows" for p in left)
    first, last = analysis_period(db, definitions, ORDERS_OF_FACTS)
    # The value of an order without the parts that our definitions have put into it.
    bare = "f.order_value"
    # Where no order has a payment, nothing is known of what was paid.
    goods = f"coalesce(f.price, 0) + coalesce(f.freight, 0) + {tax}"
    paid = f"(coalesce(f.paid, 0) - ({goods}))" if db.scalar(_PAYMENTS) else "0"
    of_ours = (("refunds", "f.refunded"), ("shipping", "f.freight"), ("tax", tax), (PAID, paid))
    for part, sum_of in of_ours:
        if part in _parts_of(definitions):
            bare += f" {'+' if part == _TAKEN_OFF else '-'} coalesce({sum_of}, 0)"
    lost = "f.purchased_at IS NULL"
    there = clock.shifted("f.purchased_at")
    return f"""
        SELECT *, hash(name, counts, guest, no_customer, lost, outside, here, there, before_here,
                       before_there) AS code
        FROM (
            SELECT f.customer_unique_id, {bare} AS worth,
                   {name} AS name, coalesce(f.status_counts, {lost}) AS counts,
                   f.is_guest AND NOT {lost} AS guest,
                   f.customer_unique_id IS NULL AND NOT f.is_guest AND NOT {lost} AS no_customer,
                   {lost} AS lost,
                   NOT {lost} AND f.order_month NOT BETWEEN '{first}' AND '{last}' AS outside,
                   {_within("f.purchased_at", theirs)} AS here,
                   {_within(there, theirs)} AS there,
                   {_before("f.purchased_at", theirs)} AS before_here,
                   {_before(there, theirs)} AS before_there,
                   {discounts} AS discounts, coalesce(f.refunded, 0) AS refunds,
                   coalesce(f.freight, 0) AS shipping, {tax} AS tax, {paid} AS {PAID}{items}
            FROM order_facts f {joined})"""


def _left_of_orders() -> str:
    """A SELECT of the items that are left out of each order, by reason."""
    parts = ", ".join(
        f"sum(goods) FILTER (reason = '{reason}') AS {part}, "
        f"sum(rows) FILTER (reason = '{reason}') AS {part}_rows"
        for reason, part in ITEMS.items()
    )
    return f"SELECT order_id, {parts} FROM {RULED_OUT} WHERE of_order GROUP BY order_id"


def _within(clock: str, theirs: Theirs) -> str:
    day = f"CAST({clock} AS DATE)"
    limits = [f"{day} >= DATE '{theirs.since}'"] if theirs.since else []
    limits += [f"{day} <= DATE '{theirs.until}'"] if theirs.until else []
    return f"coalesce({' AND '.join(limits)}, false)" if limits else "true"


def _before(clock: str, theirs: Theirs) -> str:
    """Whether an order was placed before the days, where that is asked for."""
    if theirs.since is None or theirs.repeat_customers is None:
        return "false"
    return f"coalesce(CAST({clock} AS DATE) < DATE '{theirs.since}', false)"


def _rows(
    db: DuckDB, facts: str, left: Sequence[str]
) -> list[tuple[int, str, bool, list[bool], list[bool], int, Decimal, list[Decimal], list[int]]]:
    sums = ", ".join(f"sum({part})" for part in (*PARTS, *left))
    counts = [f"count(*) FILTER ({part} <> 0)" for part in PARTS]
    having = ", ".join([*counts, *(f"sum({part}_rows)" for part in left)])
    return db.rows(
        f"""SELECT code, name, counts, [guest, no_customer, lost, outside] AS flags,
                   [here, there, before_here, before_there] AS days,
                   count(*), sum(worth), [{sums}], [{having}]
            FROM ({facts}) WHERE here OR there OR before_here OR before_there
            GROUP BY ALL ORDER BY ALL"""
    )


def _customers(db: DuckDB, facts: str) -> list[tuple[list[tuple[int, int]], int]]:
    """Of each set of groups, how many customers, but guests, have orders in just these.

    Each group with 1 or, for several orders, 2.
    """
    return db.rows(
        f"""SELECT held, count(*) FROM (
                SELECT list_sort(list((code, orders))) AS held
                FROM (SELECT customer_unique_id, code, least(count(*), 2) AS orders
                      FROM ({facts})
                      WHERE (here OR there OR before_here OR before_there)
                        AND customer_unique_id IS NOT NULL AND NOT guest
                      GROUP BY ALL)
                GROUP BY customer_unique_id)
            GROUP BY held ORDER BY held"""
    )
