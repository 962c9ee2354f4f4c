"""A shop of seven orders whose dashboard can be worked out by hand, and its open results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from tests.shops import Shop


def small_shop() -> Shop:
    """Four customers in January, February and April 2020; nothing happens in March.

    | order | customer | bought at noon | state | paid by | worth | days | late | score |
    |-------|----------|----------------|-------|---------|-------|------|------|-------|
    | o1    | u1       | 10 January     | SP    | card    | 100   | 5    | no   | 5     |
    | o2    | u1       | 20 January     | SP    | boleto  | 50    | 10   | yes  | 2     |
    | o3    | u2       | 31 January     | RJ    | card    | 30    | 1    | no   |       |
    | o4    | u3       | 5 February     | SP    | card    | 40    | 2    | no   | 4     |
    | o5    | u2       | 10 February    | RJ    | boleto  | 20    | 10   | yes  | 3     |
    | o7    | u4       | 20 February    | SP    | voucher | 100   |      |      |       |
    | o6    | u3       | 30 April       |       | card    | 60    |      |      |       |
    """
    shop = Shop()
    card, boleto, voucher = "card", "boleto", "voucher"
    for order, customer, day, worth, state, kind, delivered, estimated, score in (
        ("o1", "u1", "01-10", 100, "SP", card, "01-15", "01-20", 5),
        ("o2", "u1", "01-20", 50, "SP", boleto, "01-30", "01-25", 2),
        ("o3", "u2", "01-31", 30, "RJ", card, "02-01", "02-20", None),
        ("o4", "u3", "02-05", 40, "SP", card, "02-07", "02-20", 4),
        ("o5", "u2", "02-10", 20, "RJ", boleto, "02-20", "02-15", 3),
        ("o7", "u4", "02-20", 100, "SP", voucher, "", "", None),
        ("o6", "u3", "04-30", 60, "", card, "", "", None),
    ):
        shop.add(
            order,
            customer,
            f"2020-{day}",
            worth,
            state=state,
            paid=[(kind, worth)],
            delivered=f"2020-{delivered} 12:00:00" if delivered else "",
            estimated=f"2020-{estimated} 00:00:00" if estimated else "",
            score=score,
        )
    return shop


def trap_shop() -> Shop:
    """A shop on which a rate averaged, a month forgotten or a basket split shows at once.

    Thirty new customers a month from 2023-10 on (their first order is on the 2nd, so October
    begins incomplete) pay 10 each, in 2023-12 they are all refunds of 10; those numbered 0 to 2
    come back after 60 days, 3 to 5 buy twice in one hour. 2024-02 has one single customer, who
    returns in every later month. From 2024-07 on all orders are canceled. Deliveries take ten
    days, in 2024-05 the even ones and in 2024-06 all are still open; of each month's first order
    of ten days is said to be late, the rest in time, but only every third order has an estimate.
    """
    shop = Shop()
    for place, month in enumerate(
        (
            "2023-10",
            "2023-11",
            "2023-12",
            "2024-01",
            "2024-02",
            "2024-03",
            "2024-04",
            "2024-05",
            "2024-06",
        )
    ):
        for number in range(1 if month == "2024-02" else 30):
            customer = f"{month}/{number}"
            open_ = month == "2024-06" or (month == "2024-05" and number % 2 == 0)
            bought = dt.datetime.fromisoformat(f"{month}-02T12:00:00")
            times = [bought]
            if month == "2024-02":
                times = [bought.replace(month=later) for later in (2, 3, 4, 5, 6)]
            elif number < 3:
                times.append(bought + dt.timedelta(days=60))
            elif number < 6:
                times.append(bought + dt.timedelta(hours=1))
            for again, at in enumerate(times):
                if f"{at:%Y-%m}" > "2024-06":
                    continue
                dated = (number + place) % 3 == 0
                due = at + dt.timedelta(days=5 if number == 0 else 20)
                shop.add(
                    f"{customer}/{again}",
                    customer,
                    f"{at:%Y-%m-%d %H:%M:%S}",
                    -10 if month == "2023-12" else 10 + place + number % 7,
                    state="SP" if number % 2 else "RJ",
                    paid=[("boleto" if number % 4 == 0 else "card", 10)],
                    delivered="" if open_ else f"{at + dt.timedelta(days=10):%Y-%m-%d %H:%M:%S}",
                    estimated=f"{due:%Y-%m-%d} 00:00:00" if dated else "",
                    status="shipped" if open_ else "delivered",
                    score=None if open_ else 1 + number % 5,
                )
    for month in ("2024-07", "2024-08"):
        for number in range(8):
            shop.add(f"x{month}{number}", f"x{month}", f"{month}-31", 5, status="canceled")
    return shop


def changing_shop() -> Shop:
    """A shop whose August 2020 is compared with July 2020 and August 2019 by hand.

    Every order is of a customer of its own, but where said, and delivered in time.

    | month     | orders | what                                                                 |
    |-----------|--------|----------------------------------------------------------------------|
    | 2019-08   | 50     | SP, card, 5 each: 250                                                |
    | 2020-07   | 40     | 30 SP, card, 10 each: 300; 10 RJ, boleto, 20 each: 200. One of RJ is |
    |           |        | by a customer of 2019-08; 4 are late                                 |
    | 2020-08   | 40     | 30 SP, card, 8 each: 240; 10 RJ, boleto, 16 each: 160. Five of SP    |
    |           |        | are by customers of 2020-07; two of SP are not delivered though      |
    |           |        | overdue, 19 of the others are late                                   |
    | 2020-09   | 1      | on the 2nd, so this month is not complete                            |

    The months between have 40 orders of SP, card, 10 each.
    """
    shop = Shop()

    def add(
        month: str, number: int, price: int, state: str, customer: str = "", **how: str
    ) -> None:
        day = 1 + number % 31 if month[5:] in ("07", "08") else 1 + number % 28
        order = f"{month}/{state}/{number}"
        after = dt.date.fromisoformat(f"{month}-{day:02}")
        due = after + dt.timedelta(days=3 if how.get("came") in ("late", "open") else 9)
        came = after + dt.timedelta(days=5)
        shop.add(
            order,
            customer or f"u{order}",
            f"{after}",
            price,
            state=state,
            paid=[("card" if state == "SP" else "boleto", price)],
            delivered="" if how.get("came") == "open" else f"{came} 12:00:00",
            estimated=f"{due} 00:00:00",
        )

    for number in range(50):
        add("2019-08", number, 5, "SP")
    between = [f"2019-{month:02}" for month in range(9, 13)]
    between += [f"2020-{month:02}" for month in range(1, 7)]
    for month in between:
        for number in range(40):
            add(month, number, 10, "SP")
    for number in range(30):
        came = "late" if number < 4 else ""
        add("2020-07", number, 10, "SP", came=came)
        came = "open" if number < 2 else "late" if number < 21 else ""
        former = f"u2020-07/SP/{number}" if number < 5 else ""
        add("2020-08", number, 8, "SP", former, came=came)
    for number in range(10):
        add("2020-07", number, 20, "RJ", "u2019-08/SP/0" if number == 0 else "")
        add("2020-08", number, 16, "RJ")
    add("2020-09", 1, 7, "SP")
    return shop


@contextmanager
def opened(raw: Path, **request: Any) -> Iterator[Results]:
    """The results of a raw folder, under the default definitions where no others are given."""
    results = open_results(RunContext(), Request(raw, **request))
    try:
        yield results
    finally:
        results.close()
