"""Every sentence of the script, worked out again in plain Python on shops that set traps.

The arithmetic here starts from the raw rows and shares nothing with the engine.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.presentation_facts import collect
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.messages.formatting import month_in_words
from crri_gui.powerbi.project.placement import write_project
from crri_gui.powerbi.project.presentation import PRESENTATION, megabytes
from tests.dashboard_shop import trap_shop
from tests.shops import Shop, publish_copy, publish_shop, read_csv

pytestmark = pytest.mark.long


def told(shop: Shop, folder: Path, **options: Any) -> list[str]:
    """The sentences of the script of this shop."""
    publish_shop(shop, folder, **options)
    return script(folder / "out")


def script(out: Path) -> list[str]:
    write_project(RunContext(), out, command="test")
    lines = (out / PRESENTATION).read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("- ") for line in lines if line.startswith("- ")]


def one(sentences: list[str], words: str) -> str:
    (found,) = [sentence for sentence in sentences if words in sentence]
    return found


def no(sentences: list[str], words: str) -> bool:
    return not any(words in sentence for sentence in sentences)


class Facts:
    """The counted orders of a shop, by hand."""

    def __init__(self, shop: Shop) -> None:
        customer = {row[0]: (row[1], row[2]) for row in shop.customers}
        worth: dict[Any, Decimal] = defaultdict(Decimal)
        for order, _, price, _ in shop.order_items:
            worth[order] += Decimal(str(price))
        scores = {row[1]: int(str(row[2])) for row in shop.order_reviews}
        paid = {row[0]: str(row[2]) for row in shop.order_payments}
        self.orders: list[dict[str, Any]] = []
        self.raw_end = max(dt.datetime.fromisoformat(str(row[3])) for row in shop.orders)
        for order, key, status, at, delivered, estimated in shop.orders:
            if status == "canceled":
                continue
            who, state = customer[key]
            self.orders.append(
                {
                    "who": who,
                    "state": state,
                    "at": dt.datetime.fromisoformat(str(at)),
                    "month": str(at)[:7],
                    "worth": worth[order],
                    "delivered": dt.datetime.fromisoformat(str(delivered)) if delivered else None,
                    "due": dt.datetime.fromisoformat(str(estimated)) if estimated else None,
                    "score": scores.get(order),
                    "paid": paid[order],
                }
            )
        self.by_customer: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one_order in sorted(self.orders, key=lambda order: order["at"]):
            self.by_customer[one_order["who"]].append(one_order)
        self.repeaters = {w: o for w, o in self.by_customer.items() if len(o) > 1}
        self.revenue = sum(order["worth"] for order in self.orders)


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Facts]:
    """What is told of the shop of traps, and the shop."""
    shop = trap_shop()
    return told(shop, tmp_path_factory.mktemp("traps")), Facts(shop)


Traps = tuple[list[str], Facts]


@pytest.mark.parametrize(
    ("extensions", "size"),
    [
        # Ids a and bb of orders: 22 + 24 bytes; u1, of master_orders and rfm_customers: 2 x 24.
        (frozenset[str](), 46 + 48),
        # In the details of orders and of customers once more.
        (frozenset({"star"}), 2 * 46 + 3 * 24),
    ],
)
def test_the_memory_of_ids_by_hand(tmp_path: Path, extensions: frozenset[str], size: int) -> None:
    shop = Shop().add("a", "u1", "2020-01-05", 1).add("bb", "u1", "2020-02-05", 1)
    request = Request(shop.write(tmp_path / "raw"), extensions=extensions)
    outcome = run_and_publish(RunContext(), request, Target(tmp_path / "out"))
    facts = collect(RunContext(), tmp_path / "out", outcome.manifest)
    assert facts is not None and facts.memory_of_ids == size


@pytest.mark.parametrize(
    ("size", "said"),
    [(94, "under 0.1 MB"), (2_460_000, "2.5 MB"), (1_234_567_890, "1,235 MB")],
)
def test_an_estimate_has_few_digits(size: int, said: str) -> None:
    assert megabytes(size) == said


def test_the_first_sentences(traps: Traps) -> None:
    said, facts = traps
    orders, customers = len(facts.orders), len(facts.by_customer)
    assert one(said, "the shop took") == (
        f"From Oct 2023 to Aug 2024 the shop took {facts.revenue:,.2f} with {orders:,} orders of "
        f"{customers:,} customers: {facts.revenue / orders:,.2f} an order."
    )
    assert "From Jul 2024 on no order was counted." in said
    months: Counter[str] = Counter()
    for order in facts.orders:
        months[order["month"]] += order["worth"]
    (month, money), _ = months.most_common(2)
    assert (
        one(said, "best month") == f"The best month was {month_in_words(month)} with {money:,.2f}."
    )
    states: Counter[str] = Counter()
    for order in facts.orders:
        states[order["state"]] += order["worth"]
    (state, money) = states.most_common(1)[0]
    assert f"{state} alone brings {money / facts.revenue:.1%} of the revenue." in said


def test_who_came_back(traps: Traps) -> None:
    said, facts = traps
    repeaters, customers = len(facts.repeaters), len(facts.by_customer)
    assert f"{repeaters / customers:.1%} of the customers ordered more than once." in said
    one_day = sum(
        len({order["at"].date() for order in orders}) == 1 for orders in facts.repeaters.values()
    )
    assert 0 < one_day < repeaters
    assert (
        f"Of these {repeaters}, {one_day} ({one_day / repeaters:.1%}) bought on one day only: they "
        "may be split baskets."
    ) in said
    last = max(order["at"] for order in facts.orders)
    watched = [o for o in facts.by_customer.values() if (last - o[0]["at"]).days >= 90]
    again = [o for o in watched if len(o) > 1 and (o[1]["at"] - o[0]["at"]).days < 90]
    assert one(said, "observed for 90 days").startswith(
        f"Of the {len(watched)} customers observed for 90 days, {len(again) / len(watched):.1%} "
        "ordered again within them. In Repeat Rate by month late customers have had less time"
    )
    money = sum(order["worth"] for orders in facts.repeaters.values() for order in orders)
    assert f"Repeat customers bring {money / facts.revenue:.1%} of the revenue." in said


def test_retention_is_of_customers_not_of_cohorts(traps: Traps) -> None:
    said, facts = traps
    months = [f"2023-{m}" for m in (10, 11, 12)] + [f"2024-{m:02d}" for m in range(1, 9)]
    active = seen = 0
    of_months = Counter(order["month"] for order in facts.orders)
    usual = sorted(of_months.values())[len(of_months) // 2]
    stray = {month for month, orders in of_months.items() if orders < 0.05 * usual}
    sizes: Counter[str] = Counter()
    for orders in facts.by_customer.values():
        first = orders[0]["month"]
        sizes[first] += 1
        later = [month for month in months if month > first and month not in stray]
        seen += len(later)
        active += len({order["month"] for order in orders} & set(later))
    assert one(said, "In a month after their first") == (
        f"In a month after their first, {active / seen:.2%} of the customers order again, each "
        "cohort counted by its size."
    )
    # The cohort of one comes back in four of its six later months: a mean of rates would show it.
    rates = [
        sum(month in {o["month"] for o in orders} for orders in cohort) / len(cohort)
        for first in sizes
        for cohort in [[o for o in facts.by_customer.values() if o[0]["month"] == first]]
        for month in months
        if month > first
    ]
    assert statistics.mean(rates) > 2 * active / seen
    assert one(said, "Cohorts have") == (
        "Cohorts have from 1 (Feb 2024) to 30 (Oct 2023) customers; rates of small ones jump."
    )
    assert min(sizes.values()) == 1 and max(sizes.values()) == 30


def test_segments(traps: Traps, tmp_path: Path) -> None:
    said, facts = traps
    rfm = read_csv(publish_copy(trap_shop(), tmp_path / "out") / "rfm_customers.csv")
    high = {row["customer_unique_id"] for row in rfm if row["segment"] == "High Value"}
    money = sum(order["worth"] for order in facts.orders if order["who"] in high)
    assert (
        f"The High Value segment is {len(high) / len(rfm):.1%} of the customers and brings "
        f"{money / facts.revenue:.1%} of the revenue."
    ) in said
    spent = {who: sum(o["worth"] for o in orders) for who, orders in facts.by_customer.items()}
    once = statistics.mean(float(s) for w, s in spent.items() if w not in facts.repeaters)
    more = statistics.mean(float(s) for w, s in spent.items() if w in facts.repeaters)
    assert (
        f"Who ordered once spent {once:,.2f} on average, who ordered more often {more:,.2f}, "
        f"{more / once:.1f} times as much."
    ) in said


def test_deliveries(traps: Traps) -> None:
    said, facts = traps
    arrived = [order for order in facts.orders if order["delivered"]]
    days = [(o["delivered"] - o["at"]).total_seconds() / 86400 for o in arrived]
    assert f"What was delivered took {statistics.mean(days):.1f} days on average." in said
    assert no(said, "It got")  # always ten days; the open orders are no improvement
    judged = [order for order in arrived if order["due"]]
    late = [order for order in judged if order["delivered"].date() > order["due"].date()]
    assert 0 < len(late) < len(judged) < len(arrived)
    assert (
        f"{len(late) / len(judged):.1%} came late: {len(late)} of the {len(judged)} orders that "
        "can be judged."
    ) in said
    overdue = [
        order
        for order in facts.orders
        if not order["delivered"] and order["due"] and facts.raw_end.date() > order["due"].date()
    ]
    assert f"Beside them, {len(overdue)} overdue orders have no delivery date." in said
    assert len(overdue) > 1


def test_reviews_and_payments(traps: Traps) -> None:
    said, facts = traps
    scored = [order for order in facts.orders if order["score"]]
    mean = statistics.mean(order["score"] for order in scored)
    assert f"The mean review score is {mean:.2f} of 5." in said
    assert no(said, "are rated")  # all took ten days
    (kind, count) = Counter(order["paid"] for order in facts.orders).most_common(1)[0]
    assert f"{count / len(facts.orders):.1%} of the orders are paid by {kind}." in said


def monthly(days: dict[str, list[int | None]]) -> Shop:
    """Orders on the first of a month that took so many days; None: has not arrived."""
    shop = Shop()
    for month, took in days.items():
        for number, length in enumerate(took):
            at = dt.datetime.fromisoformat(f"{month}-01T00:00:00")
            arrived = "" if length is None else str(at + dt.timedelta(days=length))
            shop.add(f"{month}{number}", f"u{month}{number}", str(at), 1, delivered=arrived)
    return shop


def year_and(quarter: dict[str, list[int | None]]) -> dict[str, list[int | None]]:
    """Months of 2023 of 20 days, slower in autumn, and what the year after brought."""
    former: dict[str, list[int | None]] = {f"2023-{m:02}": [20] * 6 for m in range(1, 9)}
    return former | {f"2023-{m:02}": [40] * 6 for m in range(9, 13)} | quarter


def test_faster_is_said_of_the_same_months_of_two_years(tmp_path: Path) -> None:
    # 95 % of the deliveries take 40 days or less: from May on the end lies less far back.
    new: dict[str, list[int | None]] = {f"2024-{m:02}": [10] * 6 for m in range(1, 5)}
    young: dict[str, list[int | None]] = {f"2024-{m:02}": [1] * 6 for m in range(5, 8)}
    said = told(monthly(year_and(new | young)), tmp_path)
    assert one(said, "It got") == (
        "It got faster: half of the orders of Jan 2024 to Apr 2024 arrived within 10.0 days, of "
        "those of the same months a year before (Jan 2023 to Apr 2023) within 20.0."
    )
    assert said[said.index(one(said, "It got")) + 1] == (
        "May 2024 to Jul 2024 are left out of that: some of their orders can still be on the way."
    )
    # As fast as a year before: that autumn was slower is no trend.
    same: dict[str, list[int | None]] = {f"2024-{m:02}": [20] * 6 for m in range(1, 8)}
    assert no(told(monthly(year_and(same)), tmp_path / "b"), "It got")
    # Half of them never came: nobody knows within which time half of them do.
    none: dict[str, list[int | None]] = {f"2024-{m:02}": [10] * 2 + [None] * 4 for m in range(1, 8)}
    assert no(told(monthly(year_and(none)), tmp_path / "c"), "It got")
    # Without a year to compare with nothing is said.
    assert no(told(monthly({**new, **young}), tmp_path / "d"), "It got")


def test_open_orders_are_no_improvement(tmp_path: Path) -> None:
    # Always 5 or 55 days by turns; of the last months only the quick ones have arrived.
    days: dict[str, list[int | None]] = {
        f"{year}-{m:02}": [5, 55] * 5 for year in (2023, 2024) for m in range(1, 7)
    }
    days |= {f"2023-{m:02}": [5, 55] * 5 for m in range(7, 13)}
    days |= {f"2024-0{m}": [5, None] * 5 for m in (7, 8)}
    assert no(told(monthly(days), tmp_path), "It got")


def test_one_order_a_month_shows_no_trend_and_few_reviews_no_difference(tmp_path: Path) -> None:
    """Each month's order took a day less than the one before, and was liked more."""
    shop = Shop()
    for number in range(9):
        day, came = (f"2024-{number + 1:02}-{day}" for day in (10, 20 - number))
        score = 1 + number // 2
        shop.add(f"{number}", f"u{number}", day, 1, delivered=f"{came} 12:00:00", score=score)
    said = told(shop, tmp_path)
    assert no(said, "It got") and no(said, "are rated")


def test_quick_deliveries_that_are_liked_more_are_told(tmp_path: Path) -> None:
    """Of 40 orders of five days 30 are rated 5 and 10 rated 1; of 40 of ten days half of them."""
    shop = Shop()
    for number in range(80):
        quick = number < 40
        came = f"2024-01-{6 if quick else 11:02} 12:00:00"
        score = 5 if number % 4 < (3 if quick else 2) else 1
        shop.add(f"{number}", f"u{number}", "2024-01-01", 1, delivered=came, score=score)
    # (3 x 5 + 1) / 4 and (5 + 1) / 2 are 1 apart; 1.96 standard errors of 0.43 are 0.84.
    assert "Deliveries faster than half of them are rated 4.00, others 3.00." in told(
        shop, tmp_path
    )


def test_one_is_not_several_nearly_all_not_all_and_equals_have_no_first(tmp_path: Path) -> None:
    shop = Shop().add("1", "a", "2024-01-05", 5, delivered="2024-01-07", estimated="2024-01-09")
    said = told(shop, tmp_path)
    assert said[1] == "In Jan 2024 the shop took 5.00 with 1 order of 1 customer: 5.00 an order."
    assert "0.0% came late: 0 of the 1 order that can be judged." in said
    shop = Shop()
    for number in range(3000):
        state, kind = ("RJ", "boleto") if number == 7 else ("SP", "card")
        shop.add(f"{number}", f"u{number}", "2024-01-05", 5, state=state, paid=[(kind, 5)])
    said = told(shop, tmp_path / "b")
    assert "SP alone brings 99.97% of the revenue." in said
    assert "99.97% of the orders are paid by card." in said
    shop = Shop()
    for number in range(4):
        state, kind = (("RJ", "boleto"), ("SP", "card"))[number % 2]
        at = f"2024-{1 + number // 2:02}-05"
        shop.add(f"{number}", f"u{number % 2}", at, 5, state=state, paid=[(kind, 5)])
    said = told(shop, tmp_path / "c")
    assert "100.0% of the customers ordered more than once." in said
    assert no(said, "alone brings") and no(said, "are paid by")
    assert no(said, "raise the repeat rate")


def test_shares_of_nothing_or_less_are_not_told(tmp_path: Path) -> None:
    shop = Shop()
    for number, (who, month, worth) in enumerate(
        [("a", "01", -100), ("a", "02", -50), ("b", "03", 50), ("c", "04", 60)]
    ):
        shop.add(str(number), who, f"2024-{month}-01", worth, state="SP" if worth > 50 else "RJ")
    said = told(shop, tmp_path)
    assert one(said, "the shop took").startswith("From Jan 2024 to Apr 2024 the shop took -40.00")
    assert no(said, "of the revenue") and no(said, "times as much")
    # Above 0 in all, but SP holds more than all of it: no part of a whole.
    shop.add("5", "d", "2024-04-02", 50, state="SP")
    assert no(told(shop, tmp_path / "b"), "alone brings")


def test_equal_months_have_no_best_one(tmp_path: Path) -> None:
    shop = Shop().add("1", "a", "2024-01-01", 5).add("2", "b", "2024-02-01", 5)
    assert no(told(shop, tmp_path), "best month")
    assert no(told(Shop().add("1", "a", "2024-01-01", 5), tmp_path / "b"), "best month")


def test_a_late_rate_is_of_counted_orders(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(10):
        due = "2024-01-10" if number == 0 else ""
        shop.add(f"a{number}", f"a{number}", "2024-01-01", 1, delivered="2024-01-20", estimated=due)
        kept, due = "2024-02-03", "2024-02-10"
        shop.add(f"b{number}", f"b{number}", "2024-02-01", 1, delivered=kept, estimated=due)
    said = told(shop, tmp_path)
    assert "9.1% came late: 1 of the 11 orders that can be judged." in said  # not 50 %
    assert no(said, "overdue")
    # Over all orders it is 1 of 20, by option.
    assert "5.0% came late: 1 of the 20 orders that can be judged." in told(
        shop, tmp_path / "b", late_over="all"
    )


@pytest.mark.parametrize("damage", ["missing", "of others", "odd"])
def test_what_the_manifest_does_not_vouch_for_is_left_out(tmp_path: Path, damage: str) -> None:
    publish_copy(trap_shop(), tmp_path / "out")
    path = tmp_path / "out" / "manifest.json"
    manifest = json.loads(path.read_bytes())
    if damage == "missing":
        for name in ("deliveries", "repeat_customers", "repeat_rates"):
            del manifest[name]
    elif damage == "of others":
        manifest["deliveries"][0]["judged"] += 1
        manifest["repeat_customers"]["customers"] += 1
        manifest["repeat_rates"] = []
    else:
        manifest["deliveries"] = 7
    path.write_text(json.dumps(manifest), encoding="utf-8")
    said = script(tmp_path / "out")
    assert no(said, "came late") and no(said, "overdue") and no(said, "on one day")
    assert no(said, "90 days")
    assert one(said, "of the customers ordered more than once")
