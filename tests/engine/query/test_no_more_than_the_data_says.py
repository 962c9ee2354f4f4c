"""Sentences about odd but possible shops claim no more than their orders carry."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from crri_gui.dashboard.pages import PAGES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.experiment import figures_of
from crri_gui.engine.experiment_words import days_sentence
from crri_gui.engine.query.dashboard.changes import what_changed
from crri_gui.engine.query.dashboard.directions import Direction, directions
from crri_gui.engine.query.dashboard.extensions.concentration import (
    concentration,
    concentration_sentence,
)
from crri_gui.engine.query.dashboard.extensions.first_purchase import (
    first_purchase,
    first_purchase_sentences,
)
from crri_gui.engine.query.dashboard.extensions.movement import movement
from crri_gui.engine.query.dashboard.extensions.new_returning import (
    new_returning,
    returning_sentence,
)
from crri_gui.engine.query.dashboard.extensions.stability import stability_sentences
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from tests.dashboard_shop import opened, small_shop
from tests.shops import Shop

JAN, FEB, MAR, APR = (f"2020-0{number}" for number in range(1, 5))


def whole_months(
    months: Sequence[str], order: Callable[[str, int], dict[str, Any]], orders: int = 30
) -> Shop:
    """So many orders in each month, the first and the last on its first and its last day.

    `order` says how the order of a month and number is: `price` (10), `customer` (one of its own),
    and what `Shop.add` takes.
    """
    shop = Shop()
    for month in months:
        last = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
        for number in range(orders):
            said = order(month, number)
            price, customer = said.pop("price", 10), said.pop("customer", f"{month}/{number}")
            day = 1 if number == 0 else last if number == orders - 1 else 1 + number % last
            shop.add(f"{month}/{number}", customer, f"{month}-{day:02}", price, **said)
    return shop


def told(shop: Shop, folder: Path) -> list[str]:
    """What changed, sentence by sentence."""
    with opened(shop.write(folder)) as results, results.database(RunContext()) as db:
        return [str(change.text) for change in what_changed(db, NO_FILTERS)]


def test_nothing_is_the_largest_where_another_has_changed_as_much(tmp_path: Path) -> None:
    def order(month: str, number: int) -> dict[str, Any]:
        kind, state = [("card", "SP"), ("boleto", "RJ")][number % 2]
        return {"price": 10 if month == JAN else 12, "state": state, "paid": [(kind, 10)]}

    assert told(whole_months([JAN, FEB], order, 60), tmp_path) == [
        "Revenue of Feb 2020 +20.0 % against Jan 2020 (+120)."
    ]


def test_what_is_not_known_is_no_payment_type_and_explains_no_less(tmp_path: Path) -> None:
    """Orders without state and payment grow from 10 to 20 each; one of SP and one of RJ do, too."""

    def order(month: str, number: int) -> dict[str, Any]:
        state = ("SP", "RJ", "", "")[number % 4]
        grown = month == FEB and (not state or number < 1)
        paid = [(("card", "boleto")[number % 2], 10)] if state else []
        return {"price": 20 if grown else 10, "state": state, "paid": paid}

    # 60 orders without: +600; SP +10. Cards are of SP alone: 30 orders a month.
    assert told(whole_months([JAN, FEB], order, 120), tmp_path) == [
        "Revenue of Feb 2020 +50.8 % against Jan 2020 (+610).",
        "Revenue paid by card in Feb 2020 +3.3 % against Jan 2020 (+10), "
        "the largest change of a payment type between these months.",
    ]


def test_nearly_nothing_is_not_nothing_and_nearly_all_is_not_all(tmp_path: Path) -> None:
    """One order of a million in February; 30 cents more in April than in March."""

    def order(month: str, number: int) -> dict[str, Any]:
        huge = month == FEB and number == 3
        return {"price": 999_971 if huge else "1.01" if month == APR else 1}

    months = [JAN, FEB, MAR]
    assert told(whole_months(months, order), tmp_path / "march") == [
        "Revenue of Mar 2020 -99.997 % against Feb 2020 (-999,970)."
    ]
    assert told(whole_months([MAR, APR], order), tmp_path / "april") == [
        "Revenue of Apr 2020 +1.0 % against Mar 2020 (+0.3)."
    ]


def test_a_month_of_canceled_orders_has_orders_and_none_that_counts(tmp_path: Path) -> None:
    def order(month: str, _: int) -> dict[str, Any]:
        return {"status": "canceled" if month == FEB else "delivered"}

    assert told(whole_months([JAN, FEB], order), tmp_path / "february") == [
        "Feb 2020 has no counted order; the revenue of Jan 2020 was 300.00."
    ]
    assert told(whole_months([JAN, FEB, MAR], order), tmp_path / "march") == [
        "Revenue of Mar 2020 300.00; Feb 2020 has no counted order."
    ]


def test_refunds_are_no_share_of_a_month(tmp_path: Path) -> None:
    """Who came back in February only gave back: -150 of the 150 that are left of 300."""

    def order(month: str, number: int) -> dict[str, Any]:
        back = number % 2 == 0
        of = {"customer": f"u{number}"} if back else {}
        return {"price": -10 if back and month == FEB else 20 if month == FEB else 10, **of}

    shop = whole_months([JAN, FEB], order)
    assert told(shop, tmp_path / "changes") == [
        "Revenue of Feb 2020 -50.0 % against Jan 2020 (-150).",
        "Customers who had bought before, within the month of their first order too: "
        "revenue of -150 in Feb 2020, 0 in Jan 2020.",
    ]
    asked = {"extensions": frozenset({"new_returning"})}
    with (
        opened(shop.write(tmp_path / "raw"), **asked) as results,
        results.database(RunContext()) as db,
    ):
        assert returning_sentence(new_returning(db)) == (
            "Returning customers (15, first order in an earlier month) have a revenue of "
            "-150.00 in Feb 2020."
        )


def best(shop: Shop, folder: Path) -> tuple[str | None, set[float | None]]:
    """What is said of the best tenth, and the shares of all the best."""
    asked = {"extensions": frozenset({"value"})}
    with (
        opened(shop.write(folder), **asked) as results,
        results.database(RunContext()) as db,
    ):
        found = concentration(db)
    assert found is not None
    return concentration_sentence(found), {one.share for one in found.top}


def test_a_tenth_of_few_customers_is_counted(tmp_path: Path) -> None:
    def shop(*worth: int) -> Shop:
        made = Shop()
        for number, price in enumerate(worth):
            made.add(f"o{number}", f"u{number}", "2020-01-10", price)
        return made

    one = "The best 1 of 3 customers brings 50.0 % of the revenue."
    assert best(shop(10, 20, 30), tmp_path / "three")[0] == one
    assert best(shop(10), tmp_path / "one")[0] is None
    # 100 of the 60 that are left when 40 went back: more than all.
    assert best(shop(100, -40), tmp_path / "refund")[0] is None
    # Of less than nothing there are no shares.
    assert best(shop(10, -40), tmp_path / "less") == (None, {None})


def test_segments_of_few_customers_have_not_shifted_clearly(tmp_path: Path) -> None:
    asked = {"extensions": frozenset({"movement"})}
    with (
        opened(small_shop().write(tmp_path / "raw"), **asked) as results,
        results.database(RunContext()) as db,
    ):
        found = movement(db)
    assert found is not None and found.psi is not None and found.psi > 0.25
    assert [*stability_sentences(found)] == []


def test_a_first_order_without_a_payment_was_paid_by_no_type(tmp_path: Path) -> None:
    """Of 120 customers whose first order has no payment all come back, of 120 with one nobody."""
    shop = Shop()
    for number in range(240):
        paid = [] if number < 120 else [("card", 10)]
        shop.add(f"a{number}", f"u{number}", "2020-01-10", 10, paid=paid)
        if number < 120:
            shop.add(f"b{number}", f"u{number}", "2020-02-10", 10)
    shop.add("last", "u", "2020-06-10", 10)
    asked = {"extensions": frozenset({"value"})}
    with (
        opened(shop.write(tmp_path / "raw"), **asked) as results,
        results.database(RunContext()) as db,
    ):
        said = [str(one) for one in first_purchase_sentences(first_purchase(db))]
    assert said == [
        "Of customers whose first order was paid by card, 0.0 % ordered again within 90 days "
        "(0.0 to 3.1 %), against 50.0 % overall."
    ]


def test_an_experiment_fills_by_the_days_that_the_data_covers(tmp_path: Path) -> None:
    def days(shop: Shop, name: str) -> str:
        with (
            opened(shop.write(tmp_path / name)) as results,
            results.database(RunContext()) as db,
        ):
            return days_sentence(figures_of(db), 100)

    ten = Shop()
    for number in range(20):
        ten.add(f"o{number}", f"u{number}", f"2020-01-{1 + number // 2:02}", 10)
    # Twenty customers in ten days fill two arms of a hundred in a hundred days.
    assert days(ten, "ten days") == (
        "In the last 10 days, 20 different customers ordered: both arms are full after about 100 "
        "days."
    )
    # Sales stopped in April, and canceled orders go on until September.
    stopped = whole_months(
        [f"2020-{month:02}" for month in range(1, 10)],
        lambda month, _: {"status": "canceled" if month > APR else "delivered"},
        3,
    )
    assert (
        days(stopped, "stopped")
        == "In the last 90 days no known customer ordered: the arms do not fill."
    )


def test_a_rate_of_few_orders_is_compared_with_no_month_however_many_orders_it_has(
    tmp_path: Path,
) -> None:
    """Forty orders a month are delivered; twelve can be judged and are reviewed, one is late."""

    def order(month: str, number: int) -> dict[str, Any]:
        judged = number < 12
        return {
            "delivered": f"{month[:5]}{int(month[5:]) + 1:02}-{9 if number else 12:02} 12:00:00",
            "estimated": f"{month[:5]}{int(month[5:]) + 1:02}-10 00:00:00" if judged else "",
            "score": 5 if judged else None,
        }

    asked = {"extensions": frozenset({"star"})}
    shop = whole_months([JAN, FEB, MAR], order, 40)
    with (
        opened(shop.write(tmp_path / "raw"), **asked) as results,
        results.database(RunContext()) as db,
    ):
        found: dict[str, Direction] = {}
        for page in PAGES:
            if page.key in ("operations", "customers_orders"):
                found |= directions(db, page, NO_FILTERS)
    few = {name: [step.few for step in one.steps] for name, one in found.items()}
    assert few == {
        "Avg Delivery Days": [False],
        "Late Delivery Rate": [True],
        "Avg Review Score": [True],
        "Total Orders": [False],
        "First-Time Buyers": [False],
        "Late Order Rate": [True],
    }
    assert all((step.change is None) == step.few for one in found.values() for step in one.steps)
