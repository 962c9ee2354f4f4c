"""Why a number is what it is: its rows add up to it, always, and what it leaves out is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.contract import OUTPUT_TABLES, OutputTable
from crri_gui.dashboard.measures import BY_NAME, MEASURES
from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import (
    Asked,
    CustomerAsked,
    LineAsked,
    MeasureAsked,
    OrderAsked,
    RowsAsked,
    of_cell,
    of_measure,
)
from crri_gui.engine.explain.conditions import conditions_of
from crri_gui.engine.explain.customers import write_list
from crri_gui.engine.explain.document import document, headline, in_text
from crri_gui.engine.explain.words import ENGLISH
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.asking import measure_values
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.results import Results, open_results
from crri_gui.errors import UsageError
from tests.dashboard_shop import opened, small_shop
from tests.effort import tries
from tests.engine.explain.asking import answer
from tests.shops import read_csv

FILTERS = (
    NO_FILTERS,
    Filters(months=("2020-01", "2020-01")),
    Filters(months=("2020-03", "2020-03")),  # nothing happens in March
    Filters(months=("2024-01", "2024-04"), states=frozenset({"SP"})),
    Filters(("2020-01", "2020-02"), frozenset({"card", "voucher"})),
    Filters(payment_types=frozenset({"boleto"}), states=frozenset({"SP", "RJ"})),
    Filters(states=frozenset({""})),
)


def added_up(results: Results, explanation: Explanation, place: int = 0) -> tuple[int, Any]:
    """All rows of a part, not only those that are shown: how many, and their sum."""
    with results.cursor() as con:
        part = explanation.parts[place]
        added = sql_identifier(part.amount)
        row = con.execute(f"SELECT count(*), sum({added}) FROM ({part.select})").fetchone()
    assert row is not None
    return row


@pytest.fixture(scope="module")
def shops(
    small: Results, traps: Results, everything: Results
) -> list[tuple[Results, dict[Filters, Mapping[str, Any]]]]:
    """Each shop, with the values of all measures under each of the filters."""

    def values(results: Results, filters: Filters) -> Mapping[str, Any]:
        with results.cursor() as con:
            names = [measure.name for measure in MEASURES]
            return measure_values(DuckDB(RunContext(), con), filters, names)

    some = [
        (small, FILTERS[:: tries(3, 1)]),
        (traps, FILTERS[:: tries(6, 1)]),
        (everything, FILTERS[:: tries(12, 1)]),
    ]
    return [
        (results, {filters: values(results, filters) for filters in chosen})
        for results, chosen in some
    ]


@pytest.mark.parametrize("measure", [measure.name for measure in MEASURES])
def test_the_rows_of_every_measure_add_up_to_it(
    shops: list[tuple[Results, dict[Filters, Mapping[str, Any]]]], measure: str
) -> None:
    made_of = BY_NAME[measure].made_of
    assert made_of is not None, "say which rows add up to it"
    for results, known in shops:
        for filters, values in known.items():
            value = values[measure]
            found = answer(results, MeasureAsked(measure, filters))
            assert found.value == value
            assert found.adds_up
            sums = []
            for place, part in enumerate(found.parts):
                count, total = added_up(results, found, place)
                # The rows with what is known of them are those of the part, no more and no less.
                assert (count, total or 0) == (part.count, part.total)
                sums.append(total or 0)
            if made_of.how == "sum":
                assert sums[0] == (value or 0)
                assert type(sums[0]) in (int, Decimal)
            elif made_of.how != "shown" and value is not None:
                less = 1 if made_of.how == "growth" else 0
                assert float(sums[0]) / float(sums[1]) - less == pytest.approx(value, rel=1e-12)


def test_a_rate_tells_both_of_its_sides(small: Results) -> None:
    # u1, u2 and u3 of four customers ordered twice.
    found = answer(small, MeasureAsked("Repeat Rate"))
    assert [(part.total, part.of) for part in found.parts] == [(3, "customers"), (4, "customers")]
    # 400 in 7 orders.
    found = answer(small, MeasureAsked("AOV"))
    assert [part.total for part in found.parts] == [Decimal(400), 7]


def test_what_explains_most_of_a_number_comes_first(small: Results) -> None:
    found = answer(small, MeasureAsked("Total Revenue", Filters(months=("2020-01", "2020-01"))))
    rows = [(row[0], row[1]) for row in found.parts[0].rows]
    assert rows == [("o1", Decimal(100)), ("o2", Decimal(50)), ("o3", Decimal(30))]
    # Where each counts the same, those that are worth most.
    found = answer(small, MeasureAsked("Total Orders", Filters(states=frozenset({"RJ"}))))
    assert [row[0] for row in found.parts[0].rows] == ["o3", "o5"]


def test_a_mean_of_days_names_the_orders_without_days_and_shows_the_dates(tmp_path: Path) -> None:
    shop = small_shop()
    shop.add("d1", "u9", "2020-05-02", "7.00", delivered="2020-05-04")
    shop.add("d2", "u9", "2020-05-03", "7.00", delivered="")
    with opened(shop.write(tmp_path / "raw")) as results:
        may = Filters(months=("2020-05", "2020-05"))
        found = answer(results, MeasureAsked("Avg Delivery Days", may))
        without = found.left_out[0]
        assert (without.label, without.count, without.amount) == (
            "counted orders of the selection that are none of these: Orders with a delivery date",
            *(1, None),
        )
        days, delivered = found.parts
        assert days.columns[:5] == (
            *("order_id", "delivery_days", "order_value", "purchased_at", "delivered_at"),
        )
        assert delivered.columns[1] == "1_for_each_order" and delivered.counts
        assert "Orders with a delivery date: 1 row, each counts 1" in in_text(
            document(found, {}, ENGLISH, rows=10, with_text=False)
        )
        cell = answer(results, OrderAsked("d1", "master_orders", "delivery_days"))
        assert (cell.value, cell.parts[0].total) == (Decimal("1.50"), Decimal("1.50"))
        revenue = answer(results, MeasureAsked("Total Revenue", may)).parts[0]
        assert revenue.columns[:3] == ("order_id", "order_value", "purchased_at")


def test_a_refund_explains_as_much_as_a_sale(traps: Results) -> None:
    found = answer(traps, MeasureAsked("Total Revenue", Filters(months=("2023-12", "2023-12"))))
    amounts = [abs(row[1]) for row in found.parts[0].rows]
    assert amounts == sorted(amounts, reverse=True)
    assert found.value == sum(row[1] for row in found.parts[0].rows)


@pytest.mark.parametrize("table", [table for table in OUTPUT_TABLES if table.five])
def test_every_cell_of_an_output_is_explained(small: Results, table: OutputTable) -> None:
    with small.cursor() as con:
        rows = con.execute(f"SELECT * FROM {table.name}")
        names = [column[0] for column in rows.description]
        for row in [dict(zip(names, row, strict=True)) for row in rows.fetchall()]:
            for name in table.column_names:
                asked = of_cell(table.name, name, row)
                assert asked is not None, (table.name, name)
                found = answer(small, asked)
                assert found.adds_up
                if row.get("orders") == 0:
                    assert isinstance(asked, MeasureAsked) and asked.measure == "Total Orders"
                elif isinstance(asked, MeasureAsked) and name not in table.key:
                    factor = 100 if name.endswith("_pct") else 1
                    assert same(found.value, row[name], factor), (table.name, name, row)
                elif not isinstance(asked, MeasureAsked):
                    assert found.value == row[name], (table.name, name)


def same(value: object, cell: object, factor: int) -> bool:
    if value is None or cell is None:
        return value is None and cell is None
    return float(str(value)) * factor == pytest.approx(float(str(cell)), rel=1e-9)


def test_every_line_of_a_statement_with_orders_adds_up(everything: Results) -> None:
    seen = set()
    for statement in everything.data.report.statements:
        for number in (*range(len(statement.lines)), None):
            found = answer(everything, LineAsked(statement.code, number))
            line = statement.total if number is None else statement.lines[number]
            assert found.value in (line.amount, line.count)
            assert found.adds_up
            if found.how == "sum":
                seen.add(statement.code)
                assert (added_up(everything, found)[1] or 0) == found.value
    assert {"prices", "freight", "orders", "payments"} >= seen >= {"prices", "orders", "payments"}


def test_lines_of_payments_have_their_orders(tmp_path: Path) -> None:
    shop = small_shop()
    shop.add("p1", "u8", "2020-02-01", "10.00", paid=[("card", "12.50")])  # 2.50 too much
    shop.add("p2", "u8", "2020-02-02", "7.00", paid=[])
    shop.add("p3", "u8", "2020-02-03", paid=[("card", "3.00")])  # no item
    shop.order_payments += [shop.order_payments[0]] * 2  # 100 of o1, once more and once more
    told = []
    with opened(shop.write(tmp_path / "raw")) as results:
        [payments] = [one for one in results.data.report.statements if one.code == "payments"]
        for number, line in enumerate(payments.lines):
            found = answer(results, LineAsked("payments", number))
            assert (found.how, found.adds_up, found.value) == ("sum", True, line.amount)
            told.append({row[0]: f"{row[1]:.2f}" for row in found.parts[0].rows})
        whole = answer(results, LineAsked("payments", None))
        blocks = document(whole, {}, ENGLISH, rows=5, with_text=False)
    goods, unpaid, without, differing, again = told
    assert len(goods) == 9 and goods["p1"] == "10.00"
    assert [unpaid, without] == [{"p3": "3.00"}, {"p2": "-7.00"}]
    assert (differing, again) == ({"p1": "2.50"}, {"o1": "200.00"})
    assert "The rows of this line cannot be listed." in in_text(blocks)
    [statement] = [block for block in blocks if block.title == payments.title]
    assert statement.header == ("Line", "Amount")  # nobody counts what is of both sides


def test_rejected_rows_of_a_line_are_named_with_file_and_line(everything: Results) -> None:
    [prices] = [one for one in everything.data.report.statements if one.code == "prices"]
    [number] = [place for place, line in enumerate(prices.lines) if line.is_a("rejected_unknown")]
    found = answer(everything, LineAsked("prices", number))
    [(where, reason)] = found.facts
    # The header, 300 orders, six of other kinds, gone and twice o001; then "ten".
    assert where.startswith("olist_order_items_dataset.csv:")
    assert "amount" in reason


def test_what_is_left_out_is_counted_under_the_same_filters(tmp_path: Path) -> None:
    shop = small_shop()
    shop.add("c1", "u9", "2020-01-12", "70.00", status="canceled", state="SP")
    shop.add("c2", "u9", "2020-01-13", "5.50", status="canceled", state="RJ")
    shop.add("c3", "u9", "2020-02-13", "9.00", status="canceled", state="SP")
    shop.order_items.append(("o1", 1, 100, 0))  # the same row twice
    with opened(shop.write(tmp_path / "raw")) as results:
        january = Filters(months=("2020-01", "2020-01"))
        found = answer(results, MeasureAsked("Total Revenue", january))
        [canceled, *rows] = found.left_out
        assert (canceled.label, canceled.count) == ("left out by status: canceled", 2)
        assert canceled.amount == Decimal("75.50")
        rest = [(one.count, one.amount, one.everywhere) for one in rows]
        assert rest == [(1, Decimal(100), True)]
        in_sp = Filters(("2020-01", "2020-01"), states=frozenset({"SP"}))
        found = answer(results, MeasureAsked("Total Revenue", in_sp))
        assert (found.left_out[0].count, found.left_out[0].amount) == (1, Decimal(70))


def test_months_that_are_left_out_are_named_with_what_they_hold(tmp_path: Path) -> None:
    shop = small_shop()
    # The last one is of no month of the calendar, which begins with the first counted order.
    canceled_in = {"c1": "2020-01", "c2": "2020-02", "c3": "2020-04", "c4": "2019-12"}
    for order, month in canceled_in.items():
        shop.add(order, "u9", f"{month}-12", "9.00", status="canceled", state="SP")
    target = tmp_path / "list.csv"
    with opened(shop.write(tmp_path / "raw")) as results:
        left_out = frozenset({"2020-02", "2020-04"})
        filters = Filters(states=frozenset({"SP"}), left_out=left_out)
        found = answer(results, MeasureAsked("Total Revenue", filters))
        assert (found.value, found.adds_up) == (Decimal(150), True)  # o1, o2
        assert found.conditions == ("without months Feb 2020, Apr 2020", "state SP")
        dropped, canceled = found.left_out
        assert (dropped.label, dropped.count, dropped.amount) == (
            "counted orders of months that are left out: Feb 2020, Apr 2020",
            *(2, Decimal(140)),  # o4, o7; the order of April has no state
        )
        assert (canceled.label, canceled.count) == ("left out by status: canceled", 1)
        listed = write_list(RunContext(), results, found, (), target)
        assert (listed.customers, [row["customer_unique_id"] for row in read_csv(target)]) == (
            *(1, ["u1"]),
        )
        about = (tmp_path / "list.about.txt").read_text(encoding="utf-8")
        assert "without months Feb 2020, Apr 2020; state SP" in about
        # Of one month and of numbers of no month there is nothing to leave out.
        january = replace(filters, months=("2020-01", "2020-01"))
        assert answer(results, MeasureAsked("Total Revenue", january)).conditions == (
            *("month Jan 2020", "state SP"),
        )
        assert "without" not in str(answer(results, MeasureAsked("Customers", filters)).conditions)
        rows = RowsAsked(View("master_orders", (Filter("order_month", "is_not", ("2020-04",)),)))
        assert [(one.label, one.count) for one in answer(results, rows).left_out] == [
            ("counted orders of a month that is left out: Apr 2020", 1),
            ("left out by status: canceled", 2),
        ]


def test_what_a_number_is_of_is_told_in_words() -> None:
    customers = (
        Filter("cohort_month", "is", ("2017-05",)),
        Filter("order_month", "range", ("2017-05", "2017-07")),
        Filter("customer_unique_id", "ordered", ("2017-06-01", "2017-06-30")),
        Filter("payment_type", "is", ("boleto", "voucher")),
        Filter("first_at", "range", ("2017-05-01", None)),
    )
    assert conditions_of(NO_FILTERS, customers) == (
        "customers who first ordered in May 2017",
        "months May 2017 to Jul 2017",
        "customers who ordered from 2017-06-01 to 2017-06-30",
        "payment types boleto, voucher",
        "first_at: from 2017-05-01 to …",
    )


def test_the_statement_is_that_of_what_orders_are_worth(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    for worth, codes in (("items", ["prices", "orders"]), ("payments", ["orders", "payments"])):
        definitions = with_values(Definitions(), {"order_value": worth}, "test")
        results = open_results(RunContext(), Request(raw, definitions))
        try:
            found = answer(results, MeasureAsked("Total Revenue"))
            assert [one.statement.code for one in found.statements] == codes
            own = [one.name for one in found.options if not one.usual]
            assert own == (["order_value"] if worth == "payments" else [])
        finally:
            results.close()


def test_a_point_of_a_chart_that_chooses_states_is_of_its_own_state(small: Results) -> None:
    asked = of_measure(
        "Total Revenue",
        Filters(months=("2020-01", "2020-01"), states=frozenset({"SP"})),
        Filter("customer_state", "is", ("RJ",)),
    )
    assert answer(small, asked).value == Decimal(30)  # o3


def test_a_cell_of_the_cohort_matrix_names_its_customers(small: Results) -> None:
    cell = (Filter("cohort_month", "is", ("2020-01",)), Filter("order_month", "is", ("2020-02",)))
    found = answer(small, of_measure("Retention Rate", NO_FILTERS, *cell))
    # Of u1 and u2, who came in January, u2 ordered in February.
    assert found.value == 0.5
    assert [part.keys for part in found.parts] == [("u2",), ("u1", "u2")]


def test_headlines_read_as_sentences(small: Results) -> None:
    def said(asked: Asked) -> str:
        return headline(answer(small, asked), ENGLISH)

    assert said(OrderAsked("o7", "master_orders", "delivery_days")) == (
        "delivery_days: no number (no delivery date)"
    )
    assert said(OrderAsked("o1", "master_orders", "delivery_days")) == "delivery_days: 5.00 days"
    assert said(OrderAsked("o1", "master_orders", "review_score")) == (
        "review_score: 5.00 (score 1 to 5)"
    )
    assert said(CustomerAsked("u1", "rfm_customers", "RFM_score")).endswith(" (3 to 12)")
    one = MeasureAsked("Total Orders", Filters(months=("2020-04", "2020-04")))
    assert said(one) == "Total Orders: 1 order"


def test_a_customer_is_his_orders(small: Results) -> None:
    found = answer(small, CustomerAsked("u1"))
    assert (found.value, found.largest_orders(5)) == (Decimal(150), ("o1", "o2"))
    with pytest.raises(UsageError, match="no customer 'u77'"):
        answer(small, CustomerAsked("u77"))


def test_filters_that_do_not_reach_a_measure_are_not_said(small: Results) -> None:
    found = answer(small, MeasureAsked("Customers", Filters(states=frozenset({"SP"}))))
    assert found.conditions == ("all months, payment types and states",)
