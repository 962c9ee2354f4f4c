"""Why a number is what it is: its rows add up to it, always, and what it leaves out is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.contract import EXTENSIONS, OUTPUT_TABLES, OutputTable
from crri_gui.dashboard.measures import BY_NAME, MEASURES
from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import (
    Asked,
    CustomerAsked,
    CustomersAsked,
    LineAsked,
    MeasureAsked,
    OrderAsked,
    RowsAsked,
    of_cell,
    of_measure,
)
from crri_gui.engine.explain.conditions import conditions_of
from crri_gui.engine.explain.customers import columns, write_list
from crri_gui.engine.explain.document import document, headline, in_text
from crri_gui.engine.explain.explanation import explain
from crri_gui.engine.explain.words import ENGLISH
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.asking import measure_values
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.results import Results, open_results
from crri_gui.errors import UsageError
from tests.dashboard_shop import opened, small_shop, trap_shop
from tests.effort import tries
from tests.shops import FILES, Shop, read_csv, shop_of_everything

EVERY = frozenset(EXTENSIONS)
FILTERS = (
    NO_FILTERS,
    Filters(months=("2020-01", "2020-01")),
    Filters(months=("2020-03", "2020-03")),  # nothing happens in March
    Filters(months=("2024-01", "2024-04"), states=frozenset({"SP"})),
    Filters(("2020-01", "2020-02"), frozenset({"card", "voucher"})),
    Filters(payment_types=frozenset({"boleto"}), states=frozenset({"SP", "RJ"})),
    Filters(states=frozenset({""})),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Seven orders, worked out by hand."""
    raw = small_shop().write(tmp_path_factory.mktemp("small") / "raw")
    with opened(raw, extensions=EVERY) as results:
        yield results


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Refunds, split baskets, open deliveries, a cohort of one, canceled months."""
    raw = trap_shop().write(tmp_path_factory.mktemp("traps") / "raw")
    with opened(raw, extensions=EVERY) as results:
        yield results


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """A shop with something of every fault."""
    shop = shop_of_everything()
    shop.add("spoilt", "u7", "the ninth of March", "6.00")
    with opened(shop.write(tmp_path_factory.mktemp("all") / "raw"), extensions=EVERY) as results:
        yield results


def answer(results: Results, asked: Asked) -> Explanation:
    return explain(RunContext(), results, asked)


def added_up(results: Results, explanation: Explanation, place: int = 0) -> tuple[int, Any]:
    """All rows of a part, not only those that are shown: how many, and their sum."""
    with results.cursor() as con:
        row = con.execute(
            f"SELECT count(*), sum(amount) FROM ({explanation.parts[place].select})"
        ).fetchone()
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


# A list to act on


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


# --- rows that are there again


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


ITEMS, ORDERS = FILES["order_items"], FILES["orders"]


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


def line_named(results: Results, statement: str, kind: str) -> int:
    [found] = [one for one in results.data.report.statements if one.code == statement]
    [place] = [n for n, line in enumerate(found.lines) if line.is_a(kind)]
    return place


# --- customers of a cell, a segment or a point


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
