"""Cells, which stand for many orders each, say of every measure what the orders themselves say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from crri_gui.contract import EXTENSIONS
from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY, MEASURES
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.asking import ask
from crri_gui.engine.query.dashboard.cells import answer, cells_of
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.results import Results
from tests.dashboard_shop import opened, trap_shop

FILTERS = [
    NO_FILTERS,
    Filters(("2023-11", "2024-03")),
    Filters(payment_types=frozenset({"voucher"}), left_out=frozenset({"2024-01"})),
    Filters(states=frozenset({"SP", ""})),
    Filters(("2024-05", "2024-06"), frozenset({"boleto", "card"}), frozenset({"RJ"})),
]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Traps, guests, and customers who change state and payment from order to order."""
    shop = trap_shop()
    for number in range(40):
        shop.add(
            f"more{number}",
            f"m{number % 7}" if number % 5 else "",
            f"2024-0{1 + number % 6}-{10 + number % 9}",
            7 + number,
            state=("SP", "RJ", "")[number % 3],
            paid=[(("card", "boleto", "voucher")[number % 4 % 3], 7 + number)],
            score=1 + number % 5 if number % 6 else None,
        )
    raw = shop.write(tmp_path_factory.mktemp("mixed") / "raw")
    with opened(raw, extensions=frozenset(EXTENSIONS)) as made:
        yield made


@pytest.mark.parametrize("filters", FILTERS, ids=range(len(FILTERS)))
def test_cells_and_rows_say_the_same(mixed: Results, filters: Filters) -> None:
    asked = [one for one in MEASURES if answer(one.source, one.sql)]
    assert {one.source for one in asked} == {"master_orders", "order_details", "rfm_customers"}
    with mixed.cursor() as con:
        db = DuckDB(RunContext(), con)
        for measure in asked:
            columns = FILTERED_BY[measure.source] or ("segment",)
            by = [f"coalesce({name}, '')" for name in columns] if measure.can_be_grouped else []
            for column in (None, *by):
                of_cells = ask(db, filters, [measure], column)
                assert of_cells == ask(db, filters, [measure], column, of_rows=True), measure.name


def test_cells_are_fewer_and_hold_every_order(mixed: Results) -> None:
    with mixed.cursor() as con:
        db = DuckDB(RunContext(), con)
        for source in ("master_orders", "rfm_customers"):
            count = "orders" if source == "master_orders" else "customers"
            rows = db.scalar(f"SELECT count(*) FROM {source}")
            cells = cells_of(db, source)
            assert db.row(f"SELECT count(*) < {rows}, sum({count}) FROM {cells}") == (True, rows)
        worth = db.scalar("SELECT sum(order_value) FROM master_orders")
        assert worth > Decimal(0)
        assert db.scalar(f"SELECT sum(order_value) FROM {cells_of(db, 'master_orders')}") == worth


@pytest.mark.parametrize(
    "sql",
    [
        "count(*)",
        "avg(order_value)",
        "max(order_value)",
        "sum(CASE WHEN order_value > 10 THEN orders END)",
        "count(DISTINCT customer_unique_id)",
        "sum(order_value) FILTER (WHERE is_late = 1)",
    ],
)
def test_what_cells_cannot_say_is_asked_of_the_orders(sql: str) -> None:
    assert not answer("master_orders", sql)
    assert answer("master_orders", BY_NAME["Repeat Rate"].sql)
