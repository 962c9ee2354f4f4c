"""The statuses of raw files before anything is computed from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find_what_is_there
from crri_gui.engine.pipeline import Request
from crri_gui.engine.statuses import Status, statuses_in
from crri_gui.errors import Cancelled
from tests.shops import FILES, HEADERS, Shop, write_csv

ALL = frozenset({"all"})
COUNTED = frozenset({"all", "except_canceled"})
SALES = frozenset({"all", "except_canceled", "delivered"})


def statuses(raw: Path, run: RunContext | None = None) -> tuple[Status, ...]:
    run = run or RunContext()
    found = find_what_is_there(raw, {}, run=run)
    assert found.problem is None
    return statuses_in(run, Request(raw, conventions=Conventions({}, {})), found)


def test_those_of_the_orders_with_their_numbers(tmp_path: Path) -> None:
    shop = Shop()
    for number, status in enumerate(
        ("delivered", "delivered", "shipped", "canceled", "canceled", "canceled", "", "lost")
    ):
        shop.add(f"o{number}", f"u{number}", "2020-01-02", 5, status=status)
    assert statuses(shop.write(tmp_path / "raw")) == (
        Status("canceled", 3, "", ALL),
        Status("delivered", 2, "", SALES),
        Status("(blank)", 1, "", COUNTED),
        Status("lost", 1, "", COUNTED),
        Status("shipped", 1, "", COUNTED),
    )


def test_of_several_parts_together(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2020-01-02", 5).write(tmp_path / "raw")
    first = raw / FILES["orders"]
    first.rename(raw / "orders_1.csv")
    more = [
        HEADERS["orders"],
        ("o2", "c-o1", "delivered", "2020-02-02", "", ""),
        ("o3", "c-o1", "shipped", "2020-02-03", "", ""),
    ]
    write_csv(raw / "orders_2.csv", more, delimiter=";")
    assert [(one.status, one.orders) for one in statuses(raw)] == [("delivered", 2), ("shipped", 1)]


def test_the_words_of_an_export_have_their_classes(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "orders.csv").write_text(
        "Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Shipping,Taxes,Total,"
        "Created at,Lineitem quantity,Cancelled at,Refunded Amount\n"
        "#1,a@example.com,paid,EUR,10.00,0,0,0,10.00,2020-01-02 10:00:00,1,,0\n"
        "#2,b@example.com,paid,EUR,10.00,0,0,0,10.00,2020-01-03 10:00:00,1,,0\n"
        "#3,c@example.com,voided,EUR,10.00,0,0,0,10.00,2020-01-04 10:00:00,1,,0\n",
        encoding="utf-8",
    )
    assert statuses(raw) == (Status("paid", 2, "sale", SALES), Status("voided", 1, "void", ALL))
    assert [path.name for path in raw.iterdir()] == ["orders.csv"]  # no key was left there


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2020-01-02", 5).write(tmp_path / "raw")
    run = RunContext()
    found = find_what_is_there(raw, {}, run=run)
    run.cancel()
    with pytest.raises(Cancelled):
        statuses_in(run, Request(raw), found)
