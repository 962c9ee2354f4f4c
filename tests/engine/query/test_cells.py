"""Cells, which stand for many orders each, say of every measure what the orders themselves say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from crri_gui.contract import EXTENSIONS
from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY, MEASURES
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.asking import ask, ask_rows
from crri_gui.engine.query.dashboard.cells import cells_of
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
    asked = [one for one in MEASURES if one.grain != "rows"]
    assert {one.source for one in asked} == {"master_orders", "order_details", "rfm_customers"}
    with mixed.cursor() as con:
        db = DuckDB(RunContext(), con)
        for measure in asked:
            of_all = ask(db, filters, [measure])
            assert of_all == ask_rows(db, filters, [measure]), measure.name
            columns = FILTERED_BY[measure.source] or ("segment",)
            for column in columns if measure.can_be_grouped else ():
                of_rows = ask_rows(db, filters, [measure], [column])
                of_cells = ask(db, filters, [measure], column)
                assert of_cells == [(key or "", value) for key, value in of_rows], measure.name


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
    ],
)
def test_a_measure_that_needs_rows_is_asked_of_them(mixed: Results, sql: str) -> None:
    measure = replace(BY_NAME["Total Orders"], sql=sql, grain="rows")
    with mixed.cursor() as con:
        db = DuckDB(RunContext(), con)
        beside = [measure, BY_NAME["Repeat Rate"]]
        assert ask(db, NO_FILTERS, beside) == ask_rows(db, NO_FILTERS, beside)
        # Of cells it would say something else, so that a wrong grain is noticed above.
        wrong = [replace(measure, grain="sums")]
        assert ask(db, NO_FILTERS, wrong) != ask_rows(db, NO_FILTERS, wrong)


def test_by_a_column_that_cells_lack_the_orders_are_asked(mixed: Results) -> None:
    revenue = [BY_NAME["Total Revenue"]]
    with mixed.cursor() as con:
        db = DuckDB(RunContext(), con)
        of_rows = ask_rows(db, NO_FILTERS, revenue, ["customer_unique_id"])
        assert ask(db, NO_FILTERS, revenue, "customer_unique_id") == [
            (customer or "", worth) for customer, worth in of_rows
        ]
