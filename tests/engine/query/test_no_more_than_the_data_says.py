"""Sentences about odd but possible shops claim no more than their orders carry."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.changes import what_changed
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from tests.dashboard_shop import opened
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

    assert told(whole_months([JAN, FEB], order), tmp_path) == [
        "Revenue of Feb 2020 -50.0 % against Jan 2020 (-150).",
        "Customers who had bought before, within the month of their first order too: "
        "revenue of -150 in Feb 2020, 0 in Jan 2020.",
    ]
