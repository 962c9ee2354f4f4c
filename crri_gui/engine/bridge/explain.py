"""The steps from their figures to ours: found among all that the data knows, and told as such."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from itertools import combinations, product
from typing import Any

from crri_gui.engine.bridge.beside import Beside, beside
from crri_gui.engine.bridge.figures import NAMES, Figures, Theirs
from crri_gui.engine.bridge.groups import (
    CLOCK,
    EARLIER,
    GUEST_CUSTOMERS,
    GUESTS_AS_ONE,
    PAID,
    Orders,
)
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.shop_report import ShopReport
from crri_gui.engine.pipeline import Examined, Request, examined
from crri_gui.engine.report import refuse_errors
from crri_gui.engine.results import Results
from crri_gui.messages import Sentence, sentence

# With more steps than this nobody would believe the explanation.
_MOST_STEPS = 6
# Steps that leave more than this share of a figure explain nothing of it.
_TOO_FAR = Decimal("0.05")
_LABELS = {
    "void": "bridge_step.void",
    "open": "bridge_step.open",
    "returned": "bridge_step.returned",
    "unknown": "bridge_step.unknown",
    "sale": "bridge_step.sale",
    "guests": "bridge_step.guests",
    "no_customer": "bridge_step.no_customer",
    "lost": "bridge_step.lost",
    "outside": "bridge_step.outside",
    "clock": "bridge_step.clock",
    "clock_utc": "bridge_step.clock_utc",
    "guest_customers": "bridge_step.guest_customers",
    "guests_no_customers": "bridge_step.guests_no_customers",
    "guests_as_one": "bridge_step.guests_as_one",
    "earlier": "bridge_step.earlier",
    "discounts": "bridge_step.discounts",
    "refunds": "bridge_step.refunds",
    "shipping": "bridge_step.shipping",
    "tax": "bridge_step.tax",
    PAID: "bridge_step.paid",
    "items_cancellations": "bridge_step.items_cancellations",
    "items_refunds": "bridge_step.items_refunds",
    "items_adjustments": "bridge_step.items_adjustments",
    "items_movements": "bridge_step.items_movements",
    "items_unfinished": "bridge_step.items_unfinished",
}


@dataclass(frozen=True)
class Step:
    """One step from their figures towards ours.

    `change` is what it does to them, `count` the orders or rows that it is about. `called` is the
    word of the shop's own report, by language; empty where it has none.
    """

    key: str
    label: Sentence
    called: dict[str, str]
    change: Figures
    count: int


@dataclass(frozen=True)
class Bridge:
    """The way from their figures to ours.

    `theirs` plus the changes of `steps` plus `rest` is `ours`, for each figure that they say.
    `others` is how many other choices of as many steps explain as much; `unused` are the steps
    that the data knows and the explanation does without, each as if it were the only one.
    `figure` is what the shop's `report` calls a revenue of these parts. Not `covered` are days
    that lie before or after all orders of the data.
    """

    theirs: Theirs
    ours: Figures
    steps: tuple[Step, ...]
    rest: Figures
    others: int
    unused: tuple[Step, ...]
    said: tuple[Sentence, ...]
    report: dict[str, str] = field(default_factory=dict)
    figure: dict[str, str] = field(default_factory=dict)
    covered: bool = True

    @property
    def exact(self) -> bool:
        """Whether nothing of what they say stays unexplained."""
        return self.covered and not any(getattr(self.rest, name) for name in self.theirs.given)

    def running(self) -> list[Figures]:
        """Their figures, what they are after each step, and after the rest: the last is ours.

        A figure that they do not say begins as the steps have it.
        """
        made = [self.ours - self.rest]
        for step in reversed(self.steps):
            made.insert(0, made[0] - step.change)
        return [*made, self.ours]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        said = {k: v for k, v in asdict(self.theirs).items() if v is not None}
        return {
            "theirs": {k: v if isinstance(v, int) else str(v) for k, v in said.items()},
            "ours": _plain(self.ours),
            "steps": [_step(step) for step in self.steps],
            "unexplained": {k: v for k, v in _plain(self.rest).items() if k in self.theirs.given},
            "explained": self.exact,
            "other_explanations": self.others,
            "unused": [_step(step) for step in self.unused],
            "report": self.report.get("en", ""),
            "figure": self.figure.get("en", ""),
            "said": list(self.said),
        }


def bridge_to(run: RunContext, request: Request, theirs: Theirs) -> Bridge:
    """Compute and explain; nothing is written. Raises as `run_and_publish` does."""
    # A key of pseudonyms would be left beside the raw files.
    request = replace(request, looking=True)
    with examined(run, request) as data:
        refuse_errors(data.report)
        return explain(run, data, request, theirs)


def bridge_of(run: RunContext, results: Results, theirs: Theirs) -> Bridge:
    """`bridge_to` for what is computed already. Raises `Cancelled`."""
    return explain(run, results.data, results.request, theirs)


def explain(run: RunContext, data: Examined, request: Request, theirs: Theirs) -> Bridge:
    """The best explanation that the data has of the difference."""
    with data.database(run).cursor() as db:
        orders = Orders(db, request.definitions, theirs, _zone(data, request))
        # Of rows that became no orders it is not known on which day they were.
        whole = theirs.since is None and theirs.until is None
        more = beside(db, data.loaded) if whole else []
        covered = db.row(
            "SELECT cast(min(first_at) AS date), cast(max(last_at) AS date) FROM raw_months"
        )
    report = data.found.source.layout.report if data.found.source else None
    turned, others = _best(run, orders, more, theirs)
    told = _told(orders, more, theirs, turned, others, report)
    if _meet(theirs, *covered):
        return told
    return replace(told, said=_of_no_days(*covered), covered=False)


def _meet(theirs: Theirs, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether a day of their report is one that the data covers, by any clock."""
    if first is None or last is None:
        return True
    day = dt.timedelta(days=1)
    return (theirs.until or last) >= first - day and (theirs.since or first) <= last + day


def _of_no_days(first: dt.date, last: dt.date) -> tuple[Sentence, ...]:
    """That the data knows nothing of their days: its zeros are no figures of them."""
    return (sentence("bridge_said.not_covered", first=first, last=last),)


def _zone(data: Examined, request: Request) -> str | None:
    """The time zone of the orders' times, where it is known."""
    source = data.found.source
    if source is not None and source.layout.utc:
        return source.layout.zone or "UTC"
    return request.conventions.applied_zone


Turned = tuple[str, ...]


def _best(
    run: RunContext, orders: Orders, more: Sequence[Beside], theirs: Theirs
) -> tuple[Turned, int]:
    """The choice of steps that explains the most figures, else leaves the least; the fewest."""
    best: tuple[Any, ...] | None = None
    chosen: Turned = ()
    others = 0
    for turned, rests in _choices(run, orders, more, theirs):
        exact = sum(not rest for rest in rests)
        share = sum(
            min(abs(rest) / max(abs(Decimal(getattr(theirs, name))), Decimal(1)), _TOO_FAR)
            for name, rest in zip(theirs.given, rests, strict=True)
        )
        # A hundredth of a per cent less is not worth a step more.
        quality = (-exact, round(share, 4), len(turned))
        if best is None or (*quality, share) < best:
            best, chosen, others = (*quality, share), turned, 0
        elif quality == best[:3] and exact == len(rests):
            others += 1
    return chosen, others


def _choices(
    run: RunContext, orders: Orders, more: Sequence[Beside], theirs: Theirs
) -> Iterator[tuple[Turned, list[Decimal]]]:
    """Every choice of steps, with what it leaves of each figure that they say."""
    money = theirs.revenue is not None
    parts = list(_subsets(orders.parts)) if money else [()]
    besides = list(_subsets([one.key for one in more if one.orders or (one.money and money)]))
    by_key = {one.key: one for one in more}
    for keys in _subsets(orders.keys):
        run.checkpoint()
        groups = orders.chosen(keys)
        count = sum(orders.groups[n].orders for n in groups)
        persons = _persons(orders, theirs, groups, keys)
        revenues = {one: orders.revenue(groups, one) if money else Decimal(0) for one in parts}
        for rows in besides:
            added = sum((by_key[key].money for key in rows), Decimal(0))
            found = {"orders": Decimal(count + sum(by_key[key].orders for key in rows))}
            for (one, revenue), (who, known, came_back) in product(revenues.items(), persons):
                turned = (*one, *who, *rows, *keys)
                if len(turned) <= _MOST_STEPS:
                    found |= {
                        "revenue": revenue + added,
                        "customers": Decimal(known),
                        "repeat_customers": Decimal(came_back),
                    }
                    yield turned, [Decimal(getattr(theirs, n)) - found[n] for n in theirs.given]


def _persons(
    orders: Orders, theirs: Theirs, groups: list[int], keys: Turned
) -> list[tuple[Turned, int, int]]:
    """What guests may be and what makes a repeat customer, which change no other figure.

    Each with the customers and the repeat customers; those that nobody asks about are 0.
    """
    asked = (theirs.customers is not None, theirs.repeat_customers is not None)
    guests = [key for key in orders.guests if asked[0] or (asked[1] and key == GUESTS_AS_ONE)]
    ways = product([(), *((key,) for key in guests)], _subsets(orders.earlier if asked[1] else []))
    return [
        (
            (*who, *again),
            orders.customers(groups, who) if asked[0] else 0,
            orders.repeat_customers(groups, (*who, *again, *keys)) if asked[1] else 0,
        )
        for who, again in ways
    ]


def _subsets(keys: Sequence[str]) -> Iterable[Turned]:
    for size in range(min(len(keys), _MOST_STEPS) + 1):
        yield from combinations(keys, size)


def _told(
    orders: Orders,
    more: Sequence[Beside],
    theirs: Theirs,
    turned: Turned,
    others: int,
    report: ShopReport | None,
) -> Bridge:
    ours = orders.figures(())
    steps = tuple(
        _made(orders, more, report, key, turned[place + 1 :]) for place, key in enumerate(turned)
    )
    begins = _figures(orders, more, turned)
    rest = Figures(
        *(
            type(getattr(begins, name))(getattr(begins, name) - getattr(theirs, name))
            if name in theirs.given
            else type(getattr(begins, name))(0)
            for name in NAMES
        )
    )
    rows = (one.key for one in more)
    known = [*orders.parts, *orders.guests, *orders.earlier, *rows, *orders.keys]
    alone = [_made(orders, more, report, key, ()) for key in known if key not in turned]
    unused = tuple(s for s in alone if any(getattr(s.change, name) for name in theirs.given))
    parts = orders.parts_of_ours.symmetric_difference(set(orders.parts).intersection(turned))
    figure = report.figure(parts) if report and theirs.revenue is not None else {}
    exact = not any(getattr(rest, name) for name in theirs.given)
    return Bridge(
        theirs,
        ours,
        steps,
        rest,
        others,
        unused,
        tuple(
            _said(
                *(theirs, steps),
                exact=exact,
                others=others,
                paid_is_ours=PAID in orders.parts_of_ours,
            )
        ),
        dict(report.title) if report else {},
        dict(figure) if exact else {},
    )


def _said(
    theirs: Theirs, steps: Sequence[Step], *, exact: bool, others: int, paid_is_ours: bool
) -> Iterator[Sentence]:
    if not exact:
        yield sentence("bridge_said.unexplained")
    elif not steps:
        yield sentence("bridge_said.equal")
    elif theirs.revenue is not None:
        yield sentence("bridge_said.explained")
    else:
        yield sentence("bridge_said.counts_alone")
    if exact and steps and others:
        yield sentence("bridge_said.others", count=others)
    if any(step.key == PAID for step in steps):
        yield sentence("bridge_said.paid_of_ours" if paid_is_ours else "bridge_said.paid")
    if any(step.key == "refunds" for step in steps):
        yield sentence("bridge_said.refunds")


def _figures(orders: Orders, more: Sequence[Beside], turned: Turned) -> Figures:
    made = orders.figures(turned)
    rows = [one for one in more if one.key in turned]
    return Figures(
        made.orders + sum(one.orders for one in rows),
        made.revenue + sum((one.money for one in rows), Decimal(0)),
        made.customers,
        made.repeat_customers,
    )


def _made(
    orders: Orders, more: Sequence[Beside], report: ShopReport | None, key: str, left: Turned
) -> Step:
    """The step `key`, after which those of `left` are still to be gone."""
    change = _figures(orders, more, left) - _figures(orders, more, (key, *left))
    name = key.removesuffix(" counted")
    if key == CLOCK:
        name = orders.clock
    elif key == GUEST_CUSTOMERS and orders.guests_are_customers:
        name = "guests_no_customers"
    called = dict(report.steps.get(name, {})) if report else {}
    rows = next((one for one in more if one.key == key), None)
    if rows is not None:
        return Step(key, rows.label, called, change, rows.rows)
    if key in orders.parts:
        count = sum(orders.groups[n].with_part[key] for n in orders.chosen(left))
    elif key in (GUEST_CUSTOMERS, GUESTS_AS_ONE):
        count = orders.orders_of_guests(orders.chosen(left))
    elif key == EARLIER:
        count = abs(change.repeat_customers)
    else:
        differing = set(orders.chosen(left)) ^ set(orders.chosen((key, *left)))
        count = sum(orders.groups[n].orders for n in differing)
    return Step(key, sentence(_LABELS[name]), called, change, count)


def _plain(figures: Figures) -> dict[str, Any]:
    return {**asdict(figures), "revenue": str(figures.revenue.quantize(Decimal("0.01")))}


def _step(step: Step) -> dict[str, Any]:
    return {
        "step": step.key,
        "label": step.label,
        "called": step.called.get("en", ""),
        "count": step.count,
        **_plain(step.change),
    }
