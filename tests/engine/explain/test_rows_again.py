"""Rows that are there again, or were rejected, are named by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.explain.asked import (
    LineAsked,
    MeasureAsked,
    OrderAsked,
)
from crri_gui.engine.explain.document import document, in_text
from crri_gui.engine.explain.words import ENGLISH
from crri_gui.engine.results import Results
from tests.dashboard_shop import opened
from tests.engine.explain.asking import ITEMS, ORDERS, answer, line_named
from tests.shops import Shop


@pytest.fixture(scope="module")
def repeated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Three orders; an item of o1 is there three times, one of o2 and the order o3 twice."""
    shop = Shop().add("o1", "u1", "2020-01-02", 10, 5, freight=1)
    shop.add("o2", "u2", "2020-01-03", "7.50").add("o3", "u3", "2020-02-04", 3)
    # Line 6 and on, behind the header and the items 10, 5, 7.50 and 3.
    shop.order_items += [("o1", 1, "10.00", 1), ("o1", 1, 10, 1), ("o2", 1, "7.5", 0)]
    shop.orders.append(shop.orders[2])
    with opened(shop.write(tmp_path_factory.mktemp("repeated") / "raw")) as results:
        yield results


@pytest.mark.parametrize(
    ("statement", "value", "orders", "rows"),
    [
        # Twice 10 of o1, and 7.50 of o2.
        (
            "prices",
            Decimal("27.50"),
            {"o1": Decimal(20), "o2": Decimal("7.50")},
            {f"{ITEMS}:6": 2, f"{ITEMS}:7": 2, f"{ITEMS}:8": 4},
        ),
        (
            "freight",
            Decimal(2),
            {"o1": Decimal(2), "o2": Decimal(0)},
            {f"{ITEMS}:6": 2, f"{ITEMS}:7": 2, f"{ITEMS}:8": 4},
        ),
        ("orders", 1, {"o3": 1}, {f"{ORDERS}:5": 4}),
    ],
)
def test_duplicate_rows_of_a_statement_are_listed_by_file_and_line(
    repeated: Results,
    statement: str,
    value: Decimal | int,
    orders: dict[str, Decimal | int],
    rows: dict[str, int],
) -> None:
    found = answer(repeated, LineAsked(statement, line_named(repeated, statement, "duplicates")))
    assert (found.value, found.adds_up) == (value, True)
    [part] = found.parts
    assert {row[0]: row[part.column_of_amounts] for row in part.rows} == orders
    file = ORDERS if statement == "orders" else ITEMS
    assert dict(found.facts) == {
        place: f"it says the same as {file}:{line}, which counts" for place, line in rows.items()
    }


def test_how_many_duplicate_rows_are_not_named_is_said(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(52):
        shop.add(f"o{number:02}", f"u{number}", "2020-01-02", 10)
    shop.order_items += shop.order_items
    with opened(shop.write(tmp_path / "raw")) as results:
        found = answer(results, LineAsked("prices", line_named(results, "prices", "duplicates")))
    assert found.value == 520 and len(found.facts) == 51
    assert found.facts[-1] == ("…", "and 2 more")


def test_duplicate_rows_are_named_among_what_a_number_leaves_out(repeated: Results) -> None:
    found = answer(repeated, MeasureAsked("Total Revenue"))
    again = {str(one.label): one for one in found.left_out}
    items = again["duplicate rows (Item prices: raw file against counted orders)"]
    assert (items.count, items.amount) == (3, Decimal("27.50"))
    assert items.where == (f"{ITEMS}:6", f"{ITEMS}:7", f"{ITEMS}:8")
    assert again["duplicate rows (Orders: raw file against counted orders)"].where == (
        f"{ORDERS}:5",
    )
    text = in_text(document(found, {}, ENGLISH, rows=0, with_text=False))
    assert f"{ITEMS}:6; {ITEMS}:7; {ITEMS}:8" in text


def test_an_order_names_its_own_duplicate_rows(repeated: Results) -> None:
    o2 = answer(repeated, OrderAsked("o2"))
    assert [str(one.label) for one in o2.left_out] == [
        f"duplicate row ({ITEMS}:8): it says the same as {ITEMS}:4"
    ]
    shown = answer(repeated, OrderAsked("o3")).left_out
    assert [one.label for one in shown] == [
        f"duplicate row ({ORDERS}:5): it says the same as {ORDERS}:4"
    ]


def test_rejected_rows_are_named_among_what_a_number_leaves_out(everything: Results) -> None:
    found = answer(everything, MeasureAsked("Total Orders"))
    rejected = [one for one in found.left_out if "rejected" in one.label]
    # The item "ten" is the last of 307 rows, the order of "the ninth of March" the last of 307.
    places = {place for one in rejected for place in one.where}
    assert len(places) == 2
    assert {place.partition(":")[0] for place in places} == {ITEMS, ORDERS}
