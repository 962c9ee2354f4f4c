"""Customers of a selection, a cell or a point: listed to act on, explained by their money."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.asked import (
    Asked,
    CustomersAsked,
    LineAsked,
    MeasureAsked,
    RowsAsked,
    of_cell,
    of_measure,
)
from crri_gui.engine.explain.customers import columns, write_list
from crri_gui.engine.explain.document import headline
from crri_gui.engine.explain.words import ENGLISH
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.results import Results
from crri_gui.errors import UsageError
from tests.engine.explain.asking import answer
from tests.shops import read_csv


def listed(results: Results, asked: Asked, target: Path, *names: str) -> list[dict[str, str]]:
    write_list(RunContext(), results, answer(results, asked), names, target)
    return read_csv(target)


def test_customers_of_a_selection_are_listed_with_what_they_are_worth(
    small: Results, tmp_path: Path
) -> None:
    january = MeasureAsked("Total Revenue", Filters(months=("2020-01", "2020-01")))
    rows = listed(small, january, tmp_path / "january.csv")
    assert list(rows[0]) == list(columns())
    told = [
        (r["customer_unique_id"], r["orders"], r["revenue"], r["selected_revenue"], r["last_order"])
        for r in rows
    ]
    # u2 bought for 30 in January and for 20 in February.
    assert told == [
        ("u1", "2", "150.00", "150.00", "2020-01-20"),
        ("u2", "2", "50.00", "30.00", "2020-02-10"),
    ]
    assert {r["customer_state"] for r in rows} == {"SP", "RJ"}
    about = (tmp_path / "january.about.txt").read_text(encoding="utf-8")
    assert "month Jan 2020" in about
    assert "Customers: 2, worth 200.00" in about
    assert "selected_revenue: what those of the selection are worth" in about


JANUARY, FEBRUARY = (Filter("order_month", "is", (f"2020-0{n}",)) for n in (1, 2))
OF_JANUARY = Filter("cohort_month", "is", ("2020-01",))


@pytest.mark.parametrize(
    ("asked", "worth"),
    [
        # u2 bought for 30 in January and for 20 in February, u3 for 40 then and for 60 in April.
        (of_measure("Active Customers", NO_FILTERS, JANUARY), {"u1": "150.00", "u2": "30.00"}),
        (of_measure("New Customers", NO_FILTERS, FEBRUARY), {"u3": "40.00", "u4": "100.00"}),
        (of_measure("Repeat Customers", NO_FILTERS, FEBRUARY), {"u2": "20.00", "u3": "40.00"}),
        (
            MeasureAsked("Active Customers", Filters(payment_types=frozenset({"boleto"}))),
            {"u1": "50.00", "u2": "20.00"},
        ),
        (of_measure("Retention Rate", NO_FILTERS, OF_JANUARY, FEBRUARY), {"u2": "20.00"}),
        (of_measure("Cohort Size", NO_FILTERS, OF_JANUARY), {"u1": "150.00", "u2": "50.00"}),
        (
            of_cell("monthly_revenue", "customers", {"order_month": "2020-02", "orders": 3}),
            {"u2": "20.00", "u3": "40.00", "u4": "100.00"},
        ),
    ],
)
def test_lists_of_customers_tell_what_their_selected_orders_are_worth(
    small: Results, tmp_path: Path, asked: Asked | None, worth: dict[str, str]
) -> None:
    assert asked is not None
    rows = listed(small, asked, tmp_path / "list.csv")
    assert {row["customer_unique_id"]: row["selected_revenue"] for row in rows} == worth


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        (of_measure("Customers", NO_FILTERS, Filter("segment", "is", ("Low Value",))), None),
        (of_measure("Cohort Size", NO_FILTERS, Filter("cohort_month", "is", ("2020-02",))), 2),
        (RowsAsked(View("order_facts", (Filter("customer_state", "is", ("RJ",)),))), 1),
        (RowsAsked(View("rfm_customers", (Filter("monetary", "range", (100, None)),))), 3),
        (LineAsked("prices", 0), 4),
    ],
)
def test_any_selection_has_its_customers(
    small: Results, tmp_path: Path, asked: Asked, who: int | None
) -> None:
    rows = listed(small, asked, tmp_path / "list.csv", "customer_unique_id", "segment")
    assert list(rows[0]) == ["customer_unique_id", "segment"] if rows else True
    if who is None:
        assert {row["segment"] for row in rows} <= {"Low Value"}
    else:
        assert len(rows) == len({row["customer_unique_id"] for row in rows}) == who


def test_the_highest_are_of_what_the_other_conditions_leave(small: Results) -> None:
    # u1 is worth 150, u3 and u4 100; u4 ordered once.
    two = Filter("monetary", "highest", (2,))
    assert answer(small, RowsAsked(View("rfm_customers", (two,)))).value == 3
    several = Filter("frequency", "range", (2, None))
    found = answer(small, RowsAsked(View("rfm_customers", (two, several))))
    assert found.value == 2
    assert found.conditions == (
        "monetary: 2 highest, equal values included",
        "frequency: from 2 to …",
    )
    # A cell is of what the filters of its page leave: by card SP paid 100 and 40, RJ 30.
    cell = (Filter("order_value", "lowest", (1,)), Filter("payment_type", "is", ("card",)))
    of_sp = MeasureAsked("Total Revenue", Filters(states=frozenset({"SP"})), cell)
    assert answer(small, of_sp).value == 40


def test_a_list_is_not_written_among_the_raw_files(small: Results) -> None:
    target = small.request.input_dir / "list.csv"
    with pytest.raises(UsageError, match="Among the raw files"):
        write_list(RunContext(), small, answer(small, MeasureAsked("Customers")), (), target)
    assert not target.exists()


def test_an_average_of_rates_has_no_customers(small: Results, tmp_path: Path) -> None:
    found = answer(small, MeasureAsked("Avg Retention Rate"))
    with pytest.raises(UsageError, match="no customers behind"):
        write_list(RunContext(), small, found, (), tmp_path / "list.csv")


def test_the_customers_of_a_cell_are_explained_by_their_money(small: Results) -> None:
    # u1 (150), u2 (50), u3 (100) and u4 (100); those with two orders: u1, u2, u3.
    view = View("rfm_customers", (Filter("frequency", "is", (2,)),))
    found = answer(small, CustomersAsked(view, "Two orders"))
    assert headline(found, ENGLISH) == "Two orders: 300.00"
    assert "3 customers, 6 orders." in found.meaning
    money, number, orders = found.parts
    assert (money.total, number.total, orders.total) == (Decimal(300), 3, 6)
    assert [row[:2] for row in money.rows] == [
        ("u1", Decimal(150)),
        ("u3", Decimal(100)),
        ("u2", Decimal(50)),
    ]
    codes = [one.statement.code for one in found.statements]
    assert codes[0] == "prices" and codes[1].startswith("customers")


def test_a_cell_of_nobody_is_worth_nothing(small: Results) -> None:
    view = View("rfm_scored", (Filter("frequency", "is", (9,)),))
    found = answer(small, CustomersAsked(view))
    assert (found.value, found.adds_up) == (0, True)
    assert "0 customers, 0 orders." in found.meaning
