"""What has changed since the published set, and where cards go."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.changes import what_changed
from crri_gui.engine.query.dashboard.directions import Direction, Step, directions
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, calendar_of
from crri_gui.engine.query.dashboard.months import complete_months
from crri_gui.engine.query.dashboard.published_change import Published
from crri_gui.engine.results import Results
from crri_gui.engine.run import Target, run_and_publish
from tests.dashboard_shop import changing_shop, opened
from tests.engine.query.changes import EXECUTIVE, OPERATIONS, told
from tests.shops import Shop


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
