"""A shop of seven orders whose dashboard can be worked out by hand, and its open results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crri_gui.engine.examine import Request
from crri_gui.engine.progress import Run
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


@contextmanager
def opened(raw: Path) -> Iterator[Results]:
    """The results of a raw folder under the default definitions."""
    results = open_results(Run(), Request(raw))
    try:
        yield results
    finally:
        results.close()
