"""What changed, and where the cards go: by hand on a shop made for it, by pandas on the sample."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.browse import Filter, View, open_grid
from crri_gui.engine.query.dashboard.changes import Change, what_changed
from crri_gui.engine.query.dashboard.directions import Direction, Step, directions
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, calendar_of
from crri_gui.engine.query.dashboard.months import complete_months
from crri_gui.engine.query.dashboard.published_change import Published
from crri_gui.engine.results import Results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.messages import Sentence
from tests.dashboard_shop import changing_shop, opened, small_shop
from tests.shops import Shop

EXECUTIVE, OPERATIONS = (
    next(page for page in PAGES if page.key == key) for key in ("executive", "operations")
)


def told(
    results: Results, filters: Filters = NO_FILTERS, published: Published | None = None
) -> dict[str, Change]:
    with results.database(RunContext()) as db:
        return {change.key: change for change in what_changed(db, filters, published)}


def texts(results: Results, filters: Filters = NO_FILTERS) -> list[str]:
    return [str(change.text) for change in told(results, filters).values()]


# --- by hand


def test_five_sentences_by_the_money_that_moved(changing: Results) -> None:
    found = told(changing)
    assert [str(change.text) for change in found.values()] == [
        # 4 of 40 and 19 of 38 were late: 0.4 of the 400 - 2 x 8 that were judged.
        "Late deliveries 10.0 → 50.0 % (Jul 2020 → Aug 2020): 19 of 38 orders; "
        "2 more are overdue and have no delivery date.",
        # 250 became 400; 50 orders became 40; 5 an order became 10.
        "Revenue of Aug 2020 +60.0 % against Aug 2019 (+150): "
        "orders -20.0 %, average order value +100.0 %.",
        # 500 became 400, of which SP lost 60 of 300.
        "Revenue of Aug 2020 -20.0 % against Jul 2020 (-100); SP explains 60 % of it.",
        "Revenue paid by card in Aug 2020 -20.0 % against Jul 2020 (-60), "
        "the largest change of a payment type between these months.",
        # Five of 8 each in August, one of 20 in July.
        "Customers who had bought before: revenue of 40 in Aug 2020 (10.0 % of the month), "
        "20 in Jul 2020.",
    ]
    assert [change.stake for change in found.values()] == [
        Decimal("153.60"),
        Decimal(150),
        Decimal(100),
        Decimal(60),
        Decimal(20),
    ]


def test_the_same_in_portuguese(changing: Results) -> None:
    text = told(changing)["revenue against month"].text
    assert text.in_window("pt_BR", {}) == (
        "Receita de ago. 2020 -20,0 % contra jul. 2020 (-100); SP explica 60 % disso."
    )


def test_the_rows_behind_a_sentence_are_those_that_it_tells_of(changing: Results) -> None:
    found = told(changing)
    august = ("2020-08", "2020-07")
    assert found["revenue against month"].rows == View(
        "master_orders",
        (Filter("order_month", "is", august), Filter("customer_state", "is", ("SP",))),
    )
    rows = {}
    with changing.database(RunContext()) as db:
        for key, change in found.items():
            view = change.rows
            if isinstance(view, str):
                view = View(changing.show_rows(RunContext(), view))
            assert isinstance(view, View)
            grid = open_grid(db, view)
            rows[key] = db.rows(
                f"SELECT order_month, sum(order_value), count(*) FROM {grid.source} "
                "GROUP BY 1 ORDER BY 1"
            )
    assert rows == {
        "revenue against month": [("2020-07", 300, 30), ("2020-08", 240, 30)],
        "revenue against year": [("2019-08", 250, 50), ("2020-08", 400, 40)],
        "late deliveries": [("2020-07", 40, 4), ("2020-08", 19 * 8, 19)],
        "payment_type against 2020-07": [("2020-07", 300, 30), ("2020-08", 240, 30)],
        "returning customers": [("2020-07", 20, 1), ("2020-08", 40, 5)],
    }


def test_filters_of_orders_act_and_those_of_months_choose_the_month(changing: Results) -> None:
    # Of one state alone nothing is explained by a state; the rate of late ones is of whole months.
    found = texts(changing, Filters(states=frozenset({"SP"})))
    assert found[:2] == [
        "Revenue of Aug 2020 -20.0 % against Jul 2020 (-60).",
        "Customers who had bought before: revenue of 40 in Aug 2020 (16.7 % of the month), "
        "0 in Jul 2020.",
    ]
    # 50 orders of 5 and 30 of 8.
    assert found[2].startswith("Revenue of Aug 2020 -4.0 % against Aug 2019 (-10): orders -40.0 %")
    assert len(found) == 3
    july = texts(changing, Filters(("2020-01", "2020-07")))
    # 400 became 500: RJ, which had nothing, has 200; SP lost 100.
    assert july[0] == (
        "Revenue of Jul 2020 +25.0 % against Jun 2020 (+100); "
        "RJ alone +200, the others together -100."
    )


def test_months_of_few_orders_are_told_without_percentages(changing: Results) -> None:
    assert texts(changing, Filters(states=frozenset({"RJ"}))) == [
        "Revenue of Aug 2020 160.00, of Jul 2020 200.00: "
        "10 and 10 orders are too few for percentages.",
    ]


def test_partial_and_stray_months_are_compared_with_nothing(tmp_path: Path) -> None:
    with opened(small_shop().write(tmp_path / "raw")) as results:
        # January begins on the 10th; of March without orders to April with one, on the 30th.
        assert texts(results) == [
            "Revenue of Apr 2020 60.00; Mar 2020 has no counted order.",
        ]
        assert texts(results, Filters(("2020-02", "2020-03"))) == [
            "Mar 2020 has no counted order; the revenue of Feb 2020 was 160.00.",
        ]
        assert texts(results, Filters(("2020-01", "2020-02"))) == [
            "Feb 2020 is the first complete month: there is none before it to compare it with."
        ]
        assert texts(results, Filters(("2020-01", "2020-01"))) == [
            "None of these months is complete, so none is compared with another."
        ]


def test_without_deliveries_states_or_payments_nothing_is_said_of_them(tmp_path: Path) -> None:
    shop = changing_shop()
    shop.orders = [(*order[:4], "", "") for order in shop.orders]
    shop.customers = [(*customer[:2], "") for customer in shop.customers]
    shop.order_payments = []
    with opened(shop.write(tmp_path / "raw")) as results:
        assert texts(results) == [
            "Revenue of Aug 2020 +60.0 % against Aug 2019 (+150): "
            "orders -20.0 %, average order value +100.0 %.",
            "Revenue of Aug 2020 -20.0 % against Jul 2020 (-100).",
            "Customers who had bought before: revenue of 40 in Aug 2020 (10.0 % of the month), "
            "20 in Jul 2020.",
        ]
        with results.database(RunContext()) as db:
            assert "Late Delivery Rate" not in directions(db, OPERATIONS, NO_FILTERS)


def test_deliveries_that_are_under_way_are_not_judged(tmp_path: Path) -> None:
    shop = changing_shop()
    august = [order for order in shop.orders if str(order[0]).startswith("2020-08/SP/1")]
    for order in august:  # with the two, twelve of forty: less than 90 % are delivered
        shop.orders[shop.orders.index(order)] = (*order[:4], "", order[5])
    with opened(shop.write(tmp_path / "raw")) as results:
        # July is the last month that is, against June without a late one.
        late = told(results)["late deliveries"].text
        assert late == "Late deliveries 0.0 → 10.0 % (Jun 2020 → Jul 2020): 4 of 40 orders."


# --- the published set


def test_the_published_set_is_told_where_nothing_is_filtered(
    changing: Results, tmp_path: Path
) -> None:
    former = changing_shop()
    gone = {f"2020-08/SP/{number}" for number in range(21, 30)}  # nine of 8 each
    kept = [order for order in former.orders if order[0] not in gone]
    without = Shop(
        [order for order in kept if order[0] != "2020-09/SP/1"],
        former.customers,
        *(
            [row for row in rows if row[0] not in (*gone, "2020-09/SP/1")]
            for rows in (former.order_items, former.order_payments)
        ),
    )
    out = tmp_path / "out"
    run_and_publish(RunContext(), Request(without.write(tmp_path / "raw")), Target(out))
    definitions = Definitions().as_dict()
    published = Published(out, definitions)
    found = told(changing, published=published)["published set"]
    date = json.loads((out / "manifest.json").read_text())["created"][:10]
    # August 2019, ten months of 400, July, August without nine orders of 8.
    before = 250 + 10 * 400 + 500 + 400 - 9 * 8
    growth = 100 * (9 * 8 + 7) / before
    assert found.text == (
        f"Against the set published on {date}: revenue +79.00 (+{growth:.1f} %), +10 orders; "
        "1 month restated, 1 new."
    )
    assert found.stake == Decimal(79)
    assert found.rows is published
    # Somebody has saved it with semicolons since: the months are the same.
    months = out / "monthly_revenue.csv"
    text = months.read_text(encoding="utf-8")
    months.write_text(text.replace(",", ";"), encoding="utf-8")
    assert told(changing, published=published)["published set"].text == found.text
    months.write_text(text, encoding="utf-8")
    other = with_values(Definitions(), {"statuses": "delivered"}, "test").as_dict()
    differs = told(changing, published=Published(out, other))["published set"].text
    assert differs.endswith("1 new; the definitions differ.")
    filtered = told(changing, Filters(states=frozenset({"SP"})), Published(out, definitions))
    assert "published set" not in filtered


def test_money_that_moved_from_month_to_month_is_told_where_the_total_is_the_same(
    changing: Results, tmp_path: Path
) -> None:
    """Published with 900 more in one month and 900 less in another: 1,800 in all."""
    out = tmp_path / "out"
    former = changing_shop()
    moved = {"2020-07/SP/1": Decimal(900), "2020-06/SP/1": Decimal(-900)}
    assert moved.keys() <= {order[0] for order in former.orders}
    former.order_items = [
        (*row[:2], Decimal(str(row[2])) + moved.get(str(row[0]), Decimal(0)), *row[3:])
        for row in former.order_items
    ]
    run_and_publish(RunContext(), Request(former.write(tmp_path / "raw")), Target(out))
    found = told(changing, published=Published(out, Definitions().as_dict()))
    change = found["published set"]
    assert change.stake == Decimal(1800)
    assert (
        "revenue +0.00 (+0.0 %), as many orders; 2 months restated, by 1,800.00 in all, 0 new."
        in (str(change.text))
    )
    assert next(iter(found)) == "published set"


def test_a_small_restatement_is_told_where_five_sentences_move_more(
    changing: Results, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    former = changing_shop()
    former.order_items = [
        (*row[:2], Decimal(str(row[2])) + 1, *row[3:]) if row[0] == "2020-07/SP/1" else row
        for row in former.order_items
    ]
    run_and_publish(RunContext(), Request(former.write(tmp_path / "raw")), Target(out))
    found = told(changing, published=Published(out, Definitions().as_dict()))
    assert len(found) == 5
    assert list(found)[-1] == "published set"
    assert found["published set"].stake == Decimal(1)


def test_months_that_are_published_and_gone_are_told(changing_raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_and_publish(RunContext(), Request(changing_raw), Target(out))
    whole = changing_shop()
    september = "2020-09/SP/1"
    without = Shop(
        [order for order in whole.orders if order[0] != september],
        whole.customers,
        *(
            [row for row in rows if row[0] != september]
            for rows in (whole.order_items, whole.order_payments)
        ),
    )
    with opened(without.write(tmp_path / "without")) as results:
        found = told(results, published=Published(out, Definitions().as_dict()))["published set"]
    # Its one order was worth 7.
    assert "revenue -7.00" in found.text and "-1 order; " in found.text
    assert found.text.endswith("0 months restated, 0 new, 1 gone.")


def test_what_is_not_published_or_cannot_be_read_is_not_compared(
    changing: Results, changing_raw: Path, tmp_path: Path
) -> None:
    definitions = Definitions().as_dict()
    assert "published set" not in told(changing, published=Published(tmp_path, definitions))
    out = tmp_path / "out"
    run_and_publish(RunContext(), Request(changing_raw), Target(out))
    with changing.database(RunContext()) as db:
        every = what_changed(db, NO_FILTERS, Published(out, definitions))
    # The same in every month is at stake with nothing, behind five that are with something.
    assert [change.key for change in every] == [change.key for change in told(changing).values()]
    (out / "monthly_revenue.csv").write_text("order_month,revenue\n2020-08,many\n")
    assert "published set" not in told(changing, published=Published(out, definitions))
    (out / "manifest.json").write_text("{")
    assert "published set" not in told(changing, published=Published(out, definitions))


# --- where the cards go


def test_cards_are_held_against_the_month_and_the_year_before(changing: Results) -> None:
    with changing.database(RunContext()) as db:
        found = directions(db, EXECUTIVE, NO_FILTERS)
        few = directions(db, EXECUTIVE, Filters(states=frozenset({"RJ"})))
        early = directions(db, EXECUTIVE, Filters(("2019-08", "2019-08")))
        operations = directions(db, OPERATIONS, NO_FILTERS)
    # September is not complete; Repeat Rate looks ahead, so late months have had less time.
    assert sorted(found) == ["AOV", "Active Customers", "Total Orders", "Total Revenue"]
    revenue = found["Total Revenue"]
    assert (revenue.month, revenue.value) == ("2020-08", 400)
    assert revenue.steps == (
        Step("2020-07", Decimal(500), -0.2, few=False),
        Step("2019-08", Decimal(250), 0.6, few=False),
    )
    assert revenue.series[0] == ("2019-08", 250)
    assert revenue.series[-2:] == (("2020-07", 500), ("2020-08", 400))
    assert found["AOV"].steps[0].change == pytest.approx(10 / 12.5 - 1)
    assert few["Total Orders"].steps == (
        Step("2020-07", 10, None, few=True),
        Step("2019-08", 0, None, few=True),
    )
    assert early["Total Revenue"] == Direction("2019-08", 250, (), revenue.series)
    late = operations["Late Delivery Rate"]
    assert (late.month, late.value) == ("2020-08", 0.5)
    assert late.steps[0].change == pytest.approx(0.4)  # a rate changes by points


def test_complete_months_alone(changing: Results) -> None:
    with changing.database(RunContext()) as db:
        months = calendar_of(db, NO_FILTERS)
        left = calendar_of(db, Filters(left_out=frozenset({"2020-09"})))
        inner = calendar_of(db, Filters(left_out=frozenset({"2020-01"})))
        assert complete_months(db) == left == months[:-1]
        assert inner == months


# --- by pandas


@pytest.mark.parametrize(
    "filters",
    [NO_FILTERS, Filters(("2017-01", "2018-03")), Filters(states=frozenset({"SP", "RJ", "MG"}))],
    ids=("all", "months", "states"),
)
def test_every_number_that_is_told_by_pandas(sample: Results, filters: Filters) -> None:
    with sample.cursor() as con:
        orders = con.execute("SELECT * FROM master_orders").df()
        calendar = [
            month for (month,) in con.execute("SELECT order_month FROM month_calendar").fetchall()
        ]
    orders["order_value"] = orders.order_value.astype(float)
    # Complete: nothing is said of a month by the checks.
    flagged = {
        finding.message.values["month"]
        for finding in sample.data.report.findings
        if finding.code in ("month_partial", "month_thin") and isinstance(finding.message, Sentence)
    }
    complete = sorted(set(calendar) - flagged)
    first, last = filters.months or ("0000", "9999")
    latest = [month for month in complete if first <= month <= last][-1]
    before = [month for month in complete if month < latest][-1]
    year = f"{int(latest[:4]) - 1}{latest[4:]}"
    assert year in complete
    bought_first = orders.groupby("customer_unique_id").purchased_at.min()
    orders["again"] = orders.purchased_at > orders.customer_unique_id.map(bought_first)
    chosen = orders[orders.customer_state.isin(filters.states)] if filters.states else orders
    money = chosen.pivot_table("order_value", "customer_state", "order_month", "sum").fillna(0)
    found = told(sample, filters)

    def growth(frame: pd.DataFrame, former: str) -> float:
        sums = frame.groupby("order_month").order_value.sum()
        return float(100 * (sums[latest] / sums[former] - 1))

    against = found["revenue against month"].text.values
    assert (against["month"], against["before"]) == (latest, before)
    assert float(against["growth"]) == pytest.approx(growth(chosen, before))
    moved = money[latest] - money[before]
    why = against["why"].values
    top = (moved * (1 if moved.sum() > 0 else -1)).idxmax()
    assert why["state"] == top
    if "share" in why:
        assert float(why["share"]) == pytest.approx(100 * moved[top] / moved.sum())
    else:
        assert float(why["difference"]) == pytest.approx(moved[top])
    of_year = found["revenue against year"].text.values
    assert float(of_year["growth"]) == pytest.approx(growth(chosen, year))
    counts = chosen.order_month.value_counts()
    assert float(of_year["why"].values["orders"]) == pytest.approx(
        100 * (counts[latest] / counts[year] - 1)
    )
    again = chosen[chosen.again].groupby("order_month").order_value.sum()
    if (returning := found.get("returning customers")) is not None:
        assert float(returning.text.values["now"]) == pytest.approx(again.get(latest, 0.0))
        assert float(returning.text.values["then"]) == pytest.approx(again.get(before, 0.0))
    if (late := found.get("late deliveries")) is not None:
        rates = 100 * orders.groupby("order_month").is_late.mean()
        told_late = late.text.values
        assert float(told_late["now"]) == pytest.approx(rates[told_late["month"]])
        assert float(told_late["then"]) == pytest.approx(rates[told_late["before"]])
    stakes = [change.stake for change in found.values()]
    assert stakes == sorted(stakes, reverse=True)


def test_a_filter_that_leaves_months_out_leaves_their_orders_out(sample: Results) -> None:
    flagged = frozenset(sample.data.report.flagged_months)
    assert flagged
    with sample.database(RunContext()) as db:
        whole = directions(db, EXECUTIVE, NO_FILTERS)
        without = directions(db, EXECUTIVE, replace(NO_FILTERS, left_out=flagged))
    # Comparisons are of complete months whether the others are shown or not.
    assert whole == without
