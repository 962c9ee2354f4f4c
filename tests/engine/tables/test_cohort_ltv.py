"""cohort_ltv and what stands beside it, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.quality.period import flagged_months
from crri_gui.engine.query.dashboard.extensions.concentration import (
    Concentration,
    Top,
    concentration,
    concentration_sentence,
)
from crri_gui.engine.query.dashboard.extensions.first_purchase import (
    ALL,
    FirstPurchase,
    Group,
    first_purchase,
    first_purchase_sentences,
)
from crri_gui.engine.query.dashboard.extensions.value import (
    FirstCohort,
    Payback,
    Value,
    first_cohort_sentence,
    payback_sentence,
    value,
    value_sentence,
)
from crri_gui.engine.results import Results
from crri_gui.models.intervals import wilson
from tests.dashboard_shop import opened
from tests.shops import Shop, publish

ASKED = {"extensions": frozenset({"value"})}
WHOLE_MONTHS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31}


def three_cohorts(last: str = "2017-03-31") -> Shop:
    """January's two customers spend 100 each, those of the next two months 40 each."""
    shop = Shop().add("a", "u1", "2017-01-01", "100.00").add("b", "u2", "2017-01-20", "100.00")
    shop.add("c", "u1", "2017-02-10", "20.00")
    shop.add("d", "u3", "2017-02-05", "40.00").add("e", "u4", "2017-02-20", "40.00")
    return shop.add("f", "u5", "2017-03-02", "40.00").add("g", "u6", last, "40.00")


def told_of(raw: Path, **definitions: Any) -> Value:
    chosen = Definitions(**definitions)
    with opened(raw, definitions=chosen, **ASKED) as results:
        assert all(one.holds for one in results.data.report.statements)
        with results.database(RunContext()) as db:
            return value(db, chosen)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_cohorts().write(tmp_path_factory.mktemp("three"))


@pytest.fixture(scope="module")
def told(raw: Path) -> Value:
    return told_of(raw, margin=30, cac="19.50")


def test_every_cohort_and_month(raw: Path, tmp_path: Path) -> None:
    published = publish(raw, tmp_path, dict(ASKED), margin=30)
    assert (tmp_path / "cohort_ltv.csv").read_text(encoding="utf-8") == (
        "cohort_month,months_since_first,order_month,complete,cohort_size,active_customers,"
        "orders,revenue,cumulative_revenue,cumulative_revenue_per_customer,"
        "cumulative_margin_per_customer\n"
        "2017-01,0,2017-01,1,2,2,2,200.00,200.00,100.0,30.0\n"
        "2017-01,1,2017-02,1,2,1,1,20.00,220.00,110.0,33.0\n"
        "2017-01,2,2017-03,1,2,0,0,0.00,220.00,110.0,33.0\n"
        "2017-02,0,2017-02,1,2,2,2,80.00,80.00,40.0,12.0\n"
        "2017-02,1,2017-03,1,2,0,0,0.00,80.00,40.0,12.0\n"
        "2017-03,0,2017-03,1,2,2,2,80.00,80.00,40.0,12.0\n"
    )
    assert published.manifest["with"] == ["value"]
    assert published.manifest["definitions"]["margin"] == 30


def test_without_a_margin_its_column_is_blank(raw: Path) -> None:
    told = told_of(raw, cac="45")
    assert {row.cumulative_margin_per_customer for row in told.cohorts} == {None}
    assert {point.cumulative_margin_per_customer for point in told.curve} == {None}
    assert told.payback is None and told.payback_by_cohort == ()
    assert payback_sentence(told) is None


def test_the_curve_adds_increments_and_averages_no_cumulated_values(told: Value) -> None:
    # 360 of 6 customers; 20 of the 4 who are observed a month later; 0 of the 2 of January.
    # The average of cumulated values would jump from 110 x 2 + 40 x 2 = 75 to 110 at month 2.
    assert [(p.month, p.cohorts, p.customers, p.revenue) for p in told.curve] == [
        (0, 3, 6, Decimal(360)),
        (1, 2, 4, Decimal(20)),
        (2, 1, 2, Decimal(0)),
    ]
    assert [p.cumulative_revenue_per_customer for p in told.curve] == [60, 65, 65]
    assert [p.cumulative_margin_per_customer for p in told.curve] == [
        Decimal(18),
        Decimal("19.5"),
        Decimal("19.5"),
    ]
    assert value_sentence(told) == (
        "A customer brings 60.00 in the month of the first order and 65.00 in all after 2 months."
    )


def test_months_to_be_read_with_care_are_in_the_table_and_not_in_the_curve(tmp_path: Path) -> None:
    # Data that ends on the 30th of March leaves the month partial.
    told = told_of(three_cohorts("2017-03-30").write(tmp_path))
    assert [row.complete for row in told.cohorts] == [True, True, False, True, False, False]
    assert [(p.month, p.customers, p.revenue) for p in told.curve] == [
        (0, 4, Decimal(280)),
        (1, 2, Decimal(20)),
    ]
    assert [p.cumulative_revenue_per_customer for p in told.curve] == [70, 80]


def test_payback_is_the_first_month_that_reaches_the_cost(told: Value) -> None:
    cost = Decimal("19.50")
    # Of all: a margin of 18 in the first month, 19.50 in the second.
    assert told.payback == Payback(None, 6, cost, 3, 1)
    # January brings 30 at once; the others 12, which never suffices.
    assert told.payback_by_cohort == (
        Payback("2017-01", 2, cost, 3, 0),
        Payback("2017-02", 2, cost, 2, None),
        Payback("2017-03", 2, cost, 1, None),
    )
    assert payback_sentence(told) == (
        "CAC of 19.50 at 30 % margin: reached 1 month after the month of the first order."
    )


@pytest.mark.parametrize(
    ("cac", "said"),
    [
        ("45", "CAC of 45 at 30 % margin: not reached within the 3 observed months."),
        ("18", "CAC of 18 at 30 % margin: reached in the month of the first order."),
    ],
)
def test_payback_in_words(raw: Path, cac: str, said: str) -> None:
    assert payback_sentence(told_of(raw, margin=30, cac=cac)) == said


def test_costs_by_month_are_those_of_its_cohort(raw: Path) -> None:
    told = told_of(raw, margin=30, cac=("2017-01=30", "2017-02=12.01"))
    assert told.payback_by_cohort == (
        Payback("2017-01", 2, Decimal(30), 3, 0),
        Payback("2017-02", 2, Decimal("12.01"), 2, None),
    )
    # Of all: (2 x 30 + 2 x 12.01) / 4 = 21.005, half up.
    assert told.payback == Payback(None, 4, Decimal("21.01"), 3, None)


def cohorts_of(sizes: list[int]) -> Shop:
    """Customers who each spend 10 once, so many a month from January on."""
    shop = Shop()
    for month, size in enumerate(sizes, 1):
        for number in range(size):
            day = WHOLE_MONTHS[month] if number == 0 else 1
            shop.add(f"o{month}-{number}", f"u{month}-{number}", f"2017-{month:02}-{day:02}", "10")
    return shop


@pytest.mark.parametrize(("first", "left_out"), [(8, True), (7, False)])
def test_a_first_cohort_of_twice_the_usual_size_holds_older_customers(
    tmp_path: Path, first: int, left_out: bool
) -> None:
    # The median of 4, 3, 5, 4, 4 is 4; the seventh month does not matter.
    told = told_of(cohorts_of([first, 4, 3, 5, 4, 4, 9]).write(tmp_path))
    assert told.first_cohort == FirstCohort("2017-01", first, 4, left_out)
    assert told.curve[0].customers == 29 + (0 if left_out else first)
    assert len(told.curve) == (6 if left_out else 7)
    assert (first_cohort_sentence(told) is not None) == left_out
    # It stays in the table, which adds up to all revenue.
    assert sum(row.revenue for row in told.cohorts) == 10 * (first + 29)


def test_without_five_cohorts_after_it_no_first_cohort_is_judged(tmp_path: Path) -> None:
    told = told_of(cohorts_of([9, 1, 1, 1, 1]).write(tmp_path))
    assert told.first_cohort is None and told.curve[0].customers == 13


def test_flags_of_months_are_those_of_the_findings(tmp_path: Path) -> None:
    shop = cohorts_of([40, 40, 1, 40])
    shop.add("late", "late", "2017-05-30", "1")
    with opened(shop.write(tmp_path)) as results, results.database(RunContext()) as db:
        flags = dict(db.rows("SELECT * FROM month_flags WHERE flag IS NOT NULL"))
        assert flags == flagged_months(db) == {"2017-03": "thin", "2017-05": "partial"}
        assert db.scalar("SELECT count(*) FROM month_flags") == 5


# Concentration


def test_the_best_customers_and_gini(tmp_path: Path) -> None:
    shop = Shop()
    for worth in range(1, 11):
        shop.add(f"o{worth}", f"u{worth}", "2017-01-01", f"{worth}.00")
    with opened(shop.write(tmp_path), **ASKED) as results, results.database(RunContext()) as db:
        told = concentration(db)
    # 1 + 2 + ... + 10 = 55. Gini: the sum of (2 i - 11) i = 165, by 10 x 55.
    assert told == Concentration(
        10,
        Decimal(55),
        0.3,
        (
            Top(1, 1, Decimal(10), 10 / 55),
            Top(5, 1, Decimal(10), 10 / 55),
            Top(10, 1, Decimal(10), 10 / 55),
            Top(20, 2, Decimal(19), 19 / 55),
        ),
    )
    assert concentration_sentence(told) == (
        "The best 1 of 10 customers brings 18.2 % of the revenue."
    )


# The first order


@pytest.fixture(scope="module")
def firsts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """100 customers pay by card, of whom 10 come back after 30 days and 10 after 120; 99 do not."""
    shop = Shop()
    for number in range(100):
        shop.add(f"c{number}", f"c{number}", "2017-01-01", "10.00")
        if number < 20:
            again = "2017-01-31" if number < 10 else "2017-05-01"
            shop.add(f"again{number}", f"c{number}", again, "5.00", paid=[("voucher", "5.00")])
    for number in range(99):
        paid = [("boleto", "20.00")]
        shop.add(f"b{number}", f"b{number}", "2017-01-01", "20.00", state="RJ", paid=paid)
    # The end of the data: everybody before was watched for 180 days, this one was not.
    shop.add("end", "end", "2017-12-01", "1.00")
    with opened(shop.write(tmp_path_factory.mktemp("firsts")), **ASKED) as results:
        yield results


def test_what_the_first_order_tells(firsts: Results) -> None:
    with firsts.database(RunContext()) as db:
        told = first_purchase(db)
    assert told.dimensions == ("customer_state", "payment_type")
    # 99 are too few to be told; paying the second order otherwise makes no other group.
    [card] = told.of("payment_type", 90)
    assert (card.value, card.customers, card.repeated, card.rate) == ("credit_card", 100, 10, 0.1)
    # Wilson: (10 + 1.9207) / 103.8415 = 0.114797, and 1.96 x sqrt(10 x 90 / 100 + 0.9604) /
    # 103.8415 = 0.059568 to either side.
    assert (card.low, card.high) == pytest.approx((0.055229, 0.174366), abs=2e-6)
    # 100 x 10.00 and 10 x 5.00 within 90 days; ten more within 180.
    assert (card.revenue, card.revenue_per_customer) == (Decimal(1050), 10.5)
    [longer] = told.of("payment_type", 180)
    assert (longer.repeated, longer.revenue_per_customer) == (20, 11.0)
    everybody = told.all_customers(90)
    assert everybody is not None
    assert (everybody.customers, everybody.repeated) == (199, 10)
    assert everybody.revenue == Decimal(1050 + 1980)


def test_a_group_among_many_is_not_said_to_differ_by_chance() -> None:
    # 17 of 100 against 10 %: Wilson's 95 % interval is 10.9 to 25.5 %. Of twenty groups one is as
    # far off by chance; their interval of 99.75 % begins at 8.5 %.
    def group(dimension: str, value: str, repeated: int) -> Group:
        low, high = wilson(repeated, 100)
        return Group(
            *(dimension, value, 90, 100, repeated, repeated / 100, low, high, Decimal(100), 1.0)
        )

    everybody = group(ALL, ALL, 10)
    far = group("customer_state", "SP", 17)
    assert far.low > everybody.rate
    alone = FirstPurchase((everybody, far))
    [said] = first_purchase_sentences(alone)
    assert said.startswith("Of customers in SP, 17.0 % ordered again within 90 days (10.9 to ")
    others = (group("customer_state", f"S{number}", 10) for number in range(19))
    assert list(first_purchase_sentences(FirstPurchase((everybody, far, *others)))) == []


def test_what_is_clearly_otherwise_is_said(firsts: Results) -> None:
    with firsts.database(RunContext()) as db:
        told = first_purchase(db)
    # 10 of 199 are 5.0 %, below the interval of 5.5 to 17.4 %.
    said = list(map(str, first_purchase_sentences(told)))
    assert said == [
        "Of customers in SP, 10.0 % ordered again within 90 days (5.5 to 17.4 %), against 5.0 % "
        "overall.",
        "Of customers whose first order was paid by credit_card, 10.0 % ordered again within 90 "
        "days (5.5 to 17.4 %), against 5.0 % overall.",
    ]
