"""The measures: one definition each, and the numbers of a small shop worked out by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.contract import EXTENSIONS, OUTPUT_TABLES
from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY, MEASURES, RELATIONS
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.asking import Number, measure_values
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.results import Results
from crri_gui.powerbi.model.hidden.publication import COLUMNS as PUBLICATION_COLUMNS
from crri_gui.powerbi.model.hidden.publication import MONTH_STATE, PUBLICATION
from crri_gui.powerbi.model.schema import TABLES
from tests.dashboard_shop import opened, small_shop
from tests.shops import Shop

JANUARY = Filters(months=("2020-01", "2020-01"))
FEBRUARY = Filters(months=("2020-02", "2020-02"))
MARCH = Filters(months=("2020-03", "2020-03"))
APRIL = Filters(months=("2020-04", "2020-04"))
CARD_TO_FEBRUARY = Filters(("2020-01", "2020-02"), frozenset({"card"}))
VOUCHER = Filters(payment_types=frozenset({"voucher"}))
BOLETO = Filters(payment_types=frozenset({"boleto"}))
RIO = Filters(states=frozenset({"RJ"}))
NO_STATE = Filters(states=frozenset({""}))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """The small shop with all further tables."""
    raw = small_shop().write(tmp_path_factory.mktemp("shop") / "raw")
    with opened(raw, extensions=frozenset(EXTENSIONS)) as made:
        yield made


def value(results: Results, name: str, filters: Filters) -> Number | None:
    with results.cursor() as con:
        return measure_values(DuckDB(RunContext(), con), filters, [name])[name]


CASES: list[tuple[str, Filters, Number | None]] = [
    ("Total Revenue", NO_FILTERS, Decimal(400)),
    ("Total Revenue", JANUARY, Decimal(180)),  # 100 + 50 + 30
    ("Total Revenue", CARD_TO_FEBRUARY, Decimal(170)),  # 100 + 30 + 40
    ("Total Revenue", NO_STATE, Decimal(60)),
    ("Total Revenue", MARCH, None),  # blank, not nothing
    ("Total Orders", NO_FILTERS, 7),
    ("Total Orders", RIO, 2),
    ("Total Orders", MARCH, None),
    ("Active Customers", NO_FILTERS, 4),
    ("Active Customers", JANUARY, 2),  # u1 ordered twice
    ("Active Customers", CARD_TO_FEBRUARY, 3),
    ("Active Customers", MARCH, None),
    ("AOV", NO_FILTERS, 400 / 7),
    ("AOV", BOLETO, 35.0),  # (50 + 20) / 2
    ("AOV", MARCH, None),
    ("Repeat Customers", NO_FILTERS, 3),  # all but u4
    ("Repeat Customers", VOUCHER, 0),  # u4 alone: none, not blank
    ("Repeat Customers", APRIL, 1),  # u3, whose other order is in February
    ("Repeat Customers", MARCH, None),
    ("Repeat Rate", NO_FILTERS, 3 / 4),
    ("Repeat Rate", FEBRUARY, 2 / 3),  # u2 and u3 of u2, u3, u4
    ("Repeat Rate", VOUCHER, 0.0),
    ("Repeat Rate", MARCH, None),
    ("New Customers", NO_FILTERS, 4),
    ("New Customers", FEBRUARY, 2),  # u3 and u4; u2 came in January
    ("New Customers", BOLETO, 1),  # u1 in the first month, u2 in the second
    ("New Customers", APRIL, 0),
    ("New Customers", MARCH, None),
    ("Returning Customers", NO_FILTERS, 0),
    ("Returning Customers", FEBRUARY, 1),
    ("Returning Customers", BOLETO, 1),
    ("Returning Customers", APRIL, 1),
    ("Returning Customers", MARCH, None),
    ("MoM Growth %", FEBRUARY, (160 - 180) / 180),
    ("MoM Growth %", JANUARY, None),  # nothing comes before
    ("MoM Growth %", NO_FILTERS, None),  # April; March has no revenue
    ("MoM Growth %", Filters(("2020-01", "2020-02")), (160 - 180) / 180),  # February's
    ("MoM Growth %", Filters(("2020-02", "2020-02"), frozenset({"card"})), (40 - 130) / 130),
    ("MoM Growth %", MARCH, None),
    ("Revenue per Customer", NO_FILTERS, 100.0),
    ("Revenue per Customer", JANUARY, 90.0),
    ("Revenue per Customer", MARCH, None),
    ("Orders per Customer", NO_FILTERS, 7 / 4),
    ("Orders per Customer", MARCH, None),
    ("Revenue from Repeat Customers %", NO_FILTERS, 300 / 400),
    ("Revenue from Repeat Customers %", FEBRUARY, 60 / 160),
    ("Revenue from Repeat Customers %", VOUCHER, 0.0),
    ("Revenue from Repeat Customers %", MARCH, None),
    ("Avg Delivery Days", NO_FILTERS, (5 + 10 + 1 + 2 + 10) / 5),
    ("Avg Delivery Days", RIO, 5.5),
    ("Avg Delivery Days", APRIL, None),  # nothing was delivered
    ("Avg Review Score", NO_FILTERS, (5 + 2 + 4 + 3) / 4),
    ("Avg Review Score", CARD_TO_FEBRUARY, 4.5),
    ("Avg Review Score", APRIL, None),
    # January: 1 of 3 late, February: 1 of 2; together 2 of 5, not the mean of the rates
    ("Late Delivery Rate", NO_FILTERS, 2 / 5),
    ("Late Delivery Rate", JANUARY, 1 / 3),
    ("Late Delivery Rate", APRIL, None),
    ("Usual Month", FEBRUARY, 1),
    ("Usual Month", MARCH, 1),  # nobody bought: that is no stray month
    # April is the last month, so nobody was observed for three whole months after the first
    ("Repeat Rate within 3 Months", NO_FILTERS, None),
    # January's two customers: 2, 1, 0, 0 active; February's two: 2, 0, 1
    ("Retention Rate", NO_FILTERS, 6 / 14),
    ("Retention Rate", JANUARY, 6 / 14),  # no filter of orders reaches the cohorts
    ("Avg Retention Rate", NO_FILTERS, (1 + 0.5 + 0 + 0 + 1 + 0 + 0.5) / 7),
    ("Later Retention Rate", NO_FILTERS, (1 + 0 + 0 + 0 + 1) / 10),
    # The same of all cohorts: less than six times it
    ("Retention Shade", NO_FILTERS, 0.2),
    ("Cohort Size", NO_FILTERS, 4),
    # Scores u1 1+3+4, u2 2+3+1, u3 4+3+3, u4 3+1+3: u3 alone has ten
    ("Customers", NO_FILTERS, 4),
    ("Customers", MARCH, 4),
    ("High Value Customer %", NO_FILTERS, 1 / 4),
    ("Segment Revenue", NO_FILTERS, Decimal(400)),
    ("Segment Orders", NO_FILTERS, 7),
    ("Revenue per Segment Customer", NO_FILTERS, 100.0),
    ("Segment Share of Revenue", NO_FILTERS, 1.0),
    # January begins on the 10th, so the cohort of February alone is complete: u3 and u4 bring
    # 40 + 100 in its month, nothing in March, 60 in April
    ("Value per Customer in month 0", NO_FILTERS, 140 / 2),
    ("Value per Customer by month 6", NO_FILTERS, None),  # the data ends in month 2
    ("Value per Customer by month 12", NO_FILTERS, None),
    ("Margin per Customer by month 12", NO_FILTERS, None),
    ("Payback Month", NO_FILTERS, None),  # nobody has said what a customer costs
    ("Value per Customer", NO_FILTERS, None),  # month 3 is January's alone
    ("Cohort Value per Customer", NO_FILTERS, None),  # there are seven rows
    ("Revenue of the Top 10 %", NO_FILTERS, 150 / 400),  # u1, of four customers one
    # On 1 February u1 had 2 + 4 + 4 (High), u2 4 + 2 + 2 (Mid). On 1 May, by these values, u1 has
    # 1 + 4 + 4 and u2 1 + 4 + 3 (both Mid)
    ("Unchanged Segment %", NO_FILTERS, 1 / 2),
    ("Customers Moved Up", NO_FILTERS, 0),
    ("Customers Moved Down", NO_FILTERS, 1),
    ("Customers by Move", NO_FILTERS, 4),
    ("Worth by Move", NO_FILTERS, Decimal(400)),
    # u2 returns in February with 20, u3 in April with 60
    ("New Revenue", NO_FILTERS, Decimal(320)),
    ("Returning Revenue", NO_FILTERS, Decimal(80)),
    ("Returning Revenue %", NO_FILTERS, 80 / 400),
    ("New Customers of the Month", NO_FILTERS, 4),
    ("Returning Customers of the Month", NO_FILTERS, 2),
    ("New Orders", NO_FILTERS, 5),
    ("Returning Orders", NO_FILTERS, 2),
    # By order: o1, o3, o4 and o7 are first ones
    ("First-Time Buyers", NO_FILTERS, 4),
    ("First-Time Buyers", FEBRUARY, 2),  # u3 and u4
    ("First-Time Buyers", BOLETO, 0),  # both paid their first order by card
    ("First-Time Buyers", MARCH, None),
    ("Returning Buyers", NO_FILTERS, 0),
    ("Returning Buyers", JANUARY, 0),  # u1's second order is beside the first
    ("Returning Buyers", FEBRUARY, 1),
    ("Returning Buyers", BOLETO, 2),
    # To 30 April there are 111 days for u1, 90 for u2, 85 for u3
    ("Buyers Observed for 90 Days", NO_FILTERS, 2),
    ("Buyers Observed for 90 Days", FEBRUARY, None),
    ("Repeat Rate within 90 Days", NO_FILTERS, 1.0),  # after ten days both
    ("Repeat Rate within 90 Days", RIO, 1.0),
    ("Repeat Rate within 90 Days", BOLETO, None),
    ("Late Orders", NO_FILTERS, 2),
    ("Late Orders", VOUCHER, None),  # not delivered
    ("Judged Orders", NO_FILTERS, 5),
    ("Late Order Rate", NO_FILTERS, 2 / 5),
    ("Late Order Rate", BOLETO, 1.0),
    ("Late Order Rate", RIO, 1 / 2),
    ("Later Orders", NO_FILTERS, 3),  # o2, o5, o6
    ("Later Orders", VOUCHER, None),
    ("Revenue from Later Orders %", NO_FILTERS, 130 / 400),  # 50 + 20 + 60
    ("Revenue from Later Orders %", RIO, 20 / 50),
    ("Revenue from Later Orders %", VOUCHER, 0.0),
    ("Revenue from Later Orders %", MARCH, None),
    ("Begun Days between Orders", NO_FILTERS, (10 + 10 + 85) / 3),
    ("Begun Days between Orders", RIO, 10.0),
    # Four months are too few for any model
    ("Scored Customers", NO_FILTERS, None),
    ("Mean Repeat Probability", NO_FILTERS, None),
    ("Expected Purchases", NO_FILTERS, None),
    ("Expected Revenue", NO_FILTERS, None),
]


@pytest.mark.parametrize(("name", "filters", "expected"), CASES)
def test_a_measure_in_numbers(
    small: Results, name: str, filters: Filters, expected: Number | None
) -> None:
    found = value(small, name, filters)
    # Money and counts are exact, quotients are doubles.
    assert found == (pytest.approx(expected) if isinstance(expected, float) else expected)


def test_every_measure_is_worked_out_above() -> None:
    assert {name for name, _, _ in CASES} == set(BY_NAME)


def test_weighted_retention_counts_cohorts_by_their_size(tmp_path: Path) -> None:
    shop = Shop()
    for number, (customer, month) in enumerate(
        [("a", "01"), ("b", "01"), ("c", "01"), ("a", "02"), ("d", "02")]
    ):
        shop.add(f"o{number}", customer, f"2020-{month}-15", 10)
    with opened(shop.write(tmp_path / "raw")) as results:
        # January's three customers: 3, then 1 active; February's one: 1
        assert value(results, "Retention Rate", NO_FILTERS) == pytest.approx(5 / 7)
        assert value(results, "Avg Retention Rate", NO_FILTERS) == pytest.approx(7 / 9)


def test_a_fixed_time_gives_every_month_the_same(tmp_path: Path) -> None:
    shop = Shop()
    # Ten customers a month; of those of every month one comes back in the next.
    for month in range(1, 8):
        for number in range(10):
            shop.add(f"{month}-{number}", f"u{month}-{number}", f"2020-0{month}-03", 1)
        shop.add(f"{month}-again", f"u{month}-0", f"2020-0{month + 1}-03", 1)
    shop.add("two at once", "u2-1", "2020-02-03", 1)
    shop.add("too late", "u2-2", "2020-06-03", 1)
    with opened(shop.write(tmp_path / "raw")) as results:
        rates = {
            month: value(results, "Repeat Rate within 3 Months", Filters((month, month)))
            for month in (f"2020-0{m}" for m in range(1, 9))
        }
        whole = value(results, "Repeat Rate within 3 Months", NO_FILTERS)
    # The last month is August: April is the last with three whole ones after it.
    assert rates == {
        "2020-01": 0.1,
        "2020-02": 0.2,  # the third came back after four months
        "2020-03": 0.1,
        "2020-04": 0.1,
        "2020-05": None,
        "2020-06": None,
        "2020-07": None,
        "2020-08": None,
    }
    assert whole == pytest.approx(5 / 40)


def test_a_loyal_cohort_of_one_does_not_speak_for_all(tmp_path: Path) -> None:
    shop = Shop()
    for month in range(1, 13):
        shop.add(f"loyal{month}", "loyal", f"2020-{month:02d}-01", 1)
        for number in range(100 if month > 1 else 0):
            shop.add(f"{month}-{number}", f"u{month}-{number}", f"2020-{month:02d}-02", 1)
    with opened(shop.write(tmp_path / "raw")) as results:
        # Eleven returns of one, and 100 customers seen 10 + 9 + ... + 0 months
        later = 11 / (11 + 100 * 55)
        assert value(results, "Later Retention Rate", NO_FILTERS) == pytest.approx(later)
        for cohort, shade in (("2020-01", None), ("2020-02", 0.0)):
            with results.cursor() as con:
                found = con.execute(
                    "WITH selected AS (FROM cohort_retention WHERE cohort_month = ?) "
                    f"SELECT {BY_NAME['Retention Shade'].sql} FROM selected",
                    [cohort],
                ).fetchone()
            assert found == (shade,)


def test_shares_of_nothing_or_less_are_blank(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-01-01", -100).add("o2", "u2", "2020-01-01", 40)
    shop.add("o3", "u2", "2020-02-01", 10)
    with opened(shop.write(tmp_path / "raw")) as results:
        assert value(results, "Revenue from Repeat Customers %", NO_FILTERS) is None
        assert value(results, "Segment Share of Revenue", NO_FILTERS) is None
        assert value(results, "MoM Growth %", NO_FILTERS) is None  # from -60 to 10
        assert value(results, "Revenue from Repeat Customers %", FEBRUARY) == 1.0


def test_without_high_value_customers_the_share_is_zero(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-01-01", 0).add("o2", "u2", "2020-01-01", 0)
    with opened(shop.write(tmp_path / "raw")) as results:
        assert value(results, "High Value Customer %", NO_FILTERS) == 0
        assert value(results, "Segment Share of Revenue", NO_FILTERS) is None
        assert value(results, "Revenue from Repeat Customers %", NO_FILTERS) is None


def test_the_seeds_measures_keep_their_names() -> None:
    for name in (
        "Total Revenue",
        "Total Orders",
        "Active Customers",
        "AOV",
        "Repeat Customers",
        "Repeat Rate",
        "Avg Delivery Days",
        "Avg Review Score",
        "High Value Customer %",
    ):
        assert name in BY_NAME


def test_names_are_unique_and_everything_is_said() -> None:
    assert len(BY_NAME) == len(MEASURES)
    tables = {table.name for table in OUTPUT_TABLES}
    for measure in MEASURES:
        assert measure.meaning.endswith(".")
        assert measure.unit and measure.blank and measure.folder
        assert measure.source in tables & set(RELATIONS) & set(FILTERED_BY)


def test_dax_names_only_measures_and_columns_that_exist() -> None:
    columns = {f"{table.name}[{column.name}]" for table in TABLES for column in table.columns}
    # DAX makes it of what the manifest says.
    columns.add(f"monthly_revenue[{MONTH_STATE}]")
    columns |= {f"{PUBLICATION}[{column.name}]" for column in PUBLICATION_COLUMNS}
    for measure in MEASURES:
        for table, name in re.findall(r"(\w*)\[([^\]]+)\]", measure.dax):
            if table:
                assert f"{table}[{name}]" in columns
            else:
                assert name in BY_NAME or name.startswith("@")
        assert measure.dax.count("(") == measure.dax.count(")")
