"""Why an order counts or not, and what of it could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.explain.asked import (
    OrderAsked,
)
from crri_gui.engine.results import Results
from crri_gui.errors import UsageError
from tests.dashboard_shop import opened, small_shop
from tests.engine.explain.asking import answer


def test_an_order_tells_why_it_counts_or_not(everything: Results) -> None:
    facts = dict(answer(everything, OrderAsked("canceled")).facts)
    assert (facts["why"], facts["price"]) == ("status left out", 7)
    facts = dict(answer(everything, OrderAsked("gone")).facts)
    assert facts["why"] == "order missing"
    assert dict(answer(everything, OrderAsked("spoilt")).facts)["why"] == "order rejected"
    with pytest.raises(UsageError, match="no order 'nothing'"):
        answer(everything, OrderAsked("nothing"))


@pytest.mark.parametrize(
    ("order", "fate", "codes", "unit"),
    [
        ("canceled", "left out by status: canceled", ["prices", "orders"], "orders"),
        ("orphan", "orders whose customer is missing", ["orders"], "orders"),  # it has no item
        ("gone", "items whose order is missing", ["prices"], "items"),  # the orders have no row
        ("spoilt", "items whose order was rejected", ["prices"], "items"),
    ],
)
def test_an_order_that_does_not_count_is_part_of_the_line_that_leaves_it_out(
    everything: Results, order: str, fate: str, codes: list[str], unit: str
) -> None:
    found = answer(everything, OrderAsked(order))
    assert [one.statement.code for one in found.statements] == codes
    for one in found.statements:
        assert one.line is not None and one.statement.lines[one.line].label == fate
    assert (found.left_out[0].label, found.left_out[0].unit) == (fate, unit)
    assert found.left_out[0].count == 1


def test_an_order_that_counts_is_part_of_the_counted_ones(everything: Results) -> None:
    found = answer(everything, OrderAsked("o005"))
    lines = [one.statement.lines[one.line or 0].label for one in found.statements]
    assert (lines, found.left_out) == (["counted orders"] * 2, ())


def test_rejected_rows_of_an_order_are_named(everything: Results) -> None:
    # o002 counts with its one good item; the price of the other is "ten".
    found = answer(everything, OrderAsked("o002"))
    assert found.facts and dict(found.facts)["is_counted"] is True
    [row] = found.left_out
    assert row.label.startswith("rejected row (olist_order_items_dataset.csv, line ")
    assert (row.count, row.unit, row.amount) == (1, "rows", None)


def test_an_order_of_which_nothing_could_be_read_is_no_unknown_one(tmp_path: Path) -> None:
    shop = small_shop()
    shop.orders.append(("lost", "c-o1", "delivered", "one fine day", "", ""))
    with opened(shop.write(tmp_path / "raw")) as results:
        found = answer(results, OrderAsked("lost"))
        assert (found.asked, found.value) == (OrderAsked("lost"), "one fine day")
        assert found.orders == ("lost",)
        [row] = found.left_out
        assert row.label.startswith("rejected row (olist_orders_dataset.csv, line 9): ")
