"""Items that were canceled are a step of the bridge."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.bridge.figures import (
    Figures,
    first_and_last,
)
from tests.engine.bridge.shops import codes, explained, steps, written

pytestmark = pytest.mark.long

ITEMS_OF_ORDERS = "Order,Date,Customer,Item,Quantity,Price,State"
# A1 counts with 10 of its 30, A2 with all of its 20; of A3 nothing is left.
CANCELED_ITEMS = (
    "A1,2024-01-03 10:00:00,c1,Cup,2,5.00,shipped",
    "A1,2024-01-03 10:00:00,c1,Pot,1,12.50,canceled",
    "A1,2024-01-03 10:00:00,c1,Tea,3,2.50,canceled",
    "A2,2024-01-04 10:00:00,c2,Jug,1,20.00,shipped",
    "A3,2024-02-05 10:00:00,c1,Cup,1,5.00,canceled",
    "A3,2024-02-05 10:00:00,c1,Pan,1,40.00,canceled",
)
KEPT_ITEMS = """
[[export]]
columns = ["order", "date", "customer", "item", "quantity", "price", "state"]
title = "A list"
order = "order"
time = "date"
customer = ["customer:id"]
product = "item"
item_goods = "quantity * price"

[[export.leave_out]]
reason = "cancellations"
column = "state"
equals = ["canceled"]
"""


def test_items_canceled_by_a_word_of_their_row(tmp_path: Path) -> None:
    raw = written(tmp_path, *CANCELED_ITEMS, header=ITEMS_OF_ORDERS)
    (raw / "crri.toml").write_text(KEPT_ITEMS, encoding="utf-8")
    # With the canceled items of A1: 30 + 12.50 + 3 x 2.50.
    made = explained(raw, orders=2, revenue="50.00")
    assert made.ours == Figures(2, Decimal("30.00"), 2)
    assert steps(made) == {"items_cancellations": (0, "-20.00", 2)}
    assert made.rest.revenue == 0 and codes(made) == ["explained"]
    # And with A3, of which every item was canceled: an order of 45.
    made = explained(raw, orders=3, revenue="95.00")
    assert steps(made) == {
        "items_cancellations": (0, "-20.00", 2),
        "left_out_as.cancellations": (-1, "-45.00", 2),
    }
    assert made.rest == Figures(0, Decimal("0.00"), 0)
    # A3 alone, which is no order here.
    made = explained(raw, orders=3, revenue="75.00")
    assert steps(made) == {"left_out_as.cancellations": (-1, "-45.00", 2)}
    # The items of an order have its days.
    since, until = first_and_last("2024-01")
    made = explained(raw, orders=2, revenue="50.00", since=since, until=until)
    assert steps(made) == {"items_cancellations": (0, "-20.00", 2)}


def test_canceled_items_in_a_file_of_their_own(tmp_path: Path) -> None:
    raw = written(
        tmp_path,
        "A1,2024-01-03 10:00:00,c1,paid",
        "A2,2024-01-04 10:00:00,c2,paid",
        "A3,2024-02-05 10:00:00,c1,void",
        header="Order,Date,Customer,State",
    )
    items = (
        "Order,Item,Quantity,Price,Item State",
        "A1,Cup,2,5.00,shipped",
        "A1,Pot,1,12.50,canceled",
        "A2,Jug,1,20.00,shipped",
        "A2,Lid,1,1.25,returned",
        "A3,Pan,1,40.00,shipped",
        "A3,Lid,1,1.25,canceled",
    )
    (raw / "items.csv").write_text("\n".join((*items, "")), encoding="utf-8")
    (raw / "crri.toml").write_text(
        """
        [[export]]
        columns = ["order", "date", "customer", "state"]
        title = "Orders"
        order = "order"
        time = "date"
        customer = ["customer:id"]
        [[export.status]]
        column = "state"
        sale = ["paid"]
        void = ["void"]
        [export.items]
        title = "Items"
        recognise = ["order", "item", "quantity", "price", "item_state"]
        order = "order"
        goods = "quantity * price"
        [[export.items.leave_out]]
        reason = "cancellations"
        column = "item_state"
        equals = ["canceled"]
        [[export.items.leave_out]]
        reason = "refunds"
        column = "item_state"
        equals = ["returned"]
        """,
        encoding="utf-8",
    )
    # 10 + 20, and the pot of A1; the lid of A3 is of an order that does not count.
    made = explained(raw, orders=2, revenue="42.50")
    assert made.ours == Figures(2, Decimal("30.00"), 2)
    assert steps(made) == {"items_cancellations": (0, "-12.50", 1)}
    # All that was ever ordered: 42.50 + 1.25 returned, and 41.25 of A3, of which the lid goes with
    # the canceled items.
    made = explained(raw, orders=3, revenue="85.00")
    assert steps(made) == {
        "items_cancellations": (0, "-13.75", 2),
        "items_refunds": (0, "-1.25", 1),
        "void": (-1, "-40.00", 1),
    }
    assert made.rest == Figures(0, Decimal("0.00"), 0)
