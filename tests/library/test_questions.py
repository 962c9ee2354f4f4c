"""Questions in Python: measures, customers, queries, cohorts."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pytest

import crri_gui as crri


def test_measures_by_columns_add_up_to_the_whole(results: crri.Results) -> None:
    for column in ("order_month", "customer_state", "payment_type"):
        each = results.measure("Total Revenue", by=column)
        assert isinstance(each, pd.DataFrame)
        assert each["Total Revenue"].dropna().sum() == Decimal("400.00")
    both = results.measure("Total Revenue", by=["order_month", "payment_type"])
    assert both["Total Revenue"].sum() == Decimal("400.00")


def test_a_month_without_orders_has_a_row(results: crri.Results) -> None:
    months = results.measure("Total Orders", by="order_month")
    assert months["order_month"].tolist() == ["2020-01", "2020-02", "2020-03", "2020-04"]
    assert months["Total Orders"].fillna(0).tolist() == [3, 3, 0, 1]


def test_every_measure_by_group_is_what_the_filter_says(results: crri.Results) -> None:
    """Also those whose SQL asks for all selected rows once more, as growth by month does."""
    for name in ("Repeat Rate", "New Customers", "MoM Growth %", "Avg Review Score"):
        for column in ("order_month", "customer_state"):
            rows = results.measure(name, by=column)
            for key, value in zip(rows[column], rows[name], strict=True):
                where = {column: None if pd.isna(key) else key}
                alone = results.measure(name, where=where)
                assert (pd.isna(value) and alone is None) or value == alone, (name, key)


def test_conditions_are_months_ranges_lists_and_blanks(results: crri.Results) -> None:
    def revenue(**where: str | list[str | None] | None) -> object:
        return results.measure("Total Revenue", where=where)

    assert revenue(order_month="2020-01") == Decimal("180.00")
    assert revenue(order_month="2020-01..2020-02") == Decimal("340.00")
    assert revenue(order_month=["2020-01", "2020-04"]) == Decimal("240.00")
    assert revenue(customer_state=["RJ", None]) == Decimal("110.00")
    assert revenue(customer_state=None) == Decimal("60.00")
    assert revenue(order_month="2031-01") is None
    assert results.measure("Total Revenue", money="cents") == 40000


def test_a_condition_that_does_not_reach_a_measure_is_refused(results: crri.Results) -> None:
    """The share of High Value customers is of all orders: it would be a wrong number of May."""
    with pytest.raises(crri.UsageError, match="cannot be limited by order_month"):
        results.measure("High Value Customer %", where={"order_month": "2020-02"})
    with pytest.raises(crri.UsageError, match="is not told by customer_state"):
        results.measure("Late Delivery Rate", by="customer_state")
    with pytest.raises(crri.UsageError, match="'2020-13' is no month"):
        results.measure("Total Revenue", where={"order_month": "2020-13"})
    with pytest.raises(crri.UsageError, match="cannot be limited by 'city'"):
        results.measure("Total Revenue", where={"city": "Santos"})
    with pytest.raises(crri.UsageError, match="no measure 'Revenue'") as refused:
        results.measure("Revenue")
    assert "Total Revenue" in refused.value.remedy


def test_customers_by_conditions(results: crri.Results) -> None:
    assert len(results.customers()) == 4
    some = results.customers(monetary=(100, 150), segment=["High Value", "Mid Value"]).to_pandas()
    assert sorted(some["customer_unique_id"]) == ["u1", "u3", "u4"]
    assert some["monetary"].sum() == Decimal("350.00")
    with pytest.raises(crri.UsageError, match="no column city"):
        results.customers(city="Santos")


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE master_orders",
        "SELECT 1; DROP TABLE master_orders",
        "UPDATE master_orders SET order_value = 0",
        "COPY master_orders TO 'stolen.csv'",
        "SET memory_limit = '1GB'",
        "EXPLAIN ANALYZE DELETE FROM master_orders",
        "",
    ],
)
def test_queries_only_read(query: str, results: crri.Results, tmp_path: Path) -> None:
    with pytest.raises(crri.UsageError, match="not one query that reads"):
        results.sql(query)
    assert len(results["master_orders"]) == 7


def test_a_wrong_query_says_what_is_wrong(results: crri.Results) -> None:
    with pytest.raises(crri.UsageError, match="nothing does not exist"):
        results.sql("FROM nothing")
    # Some mistakes show only in the rows.
    with pytest.raises(crri.UsageError, match="Could not convert string 'SP'"):
        results.sql("SELECT customer_state::INT FROM master_orders").to_pandas()


def test_variables_of_the_notebook_are_no_tables(results: crri.Results) -> None:
    with pytest.raises(crri.UsageError, match="cannot be answered"):
        results.sql("FROM query")


# Cohorts


def test_zero_not_observed_and_partial_are_three_things(results: crri.Results) -> None:
    """January's cohort is u1 and u2, February's u3 and u4; March is empty, April u3 alone."""
    frame: Any = results.cohorts().to_pandas()
    assert frame.loc["2020-01", [0, 1, 2, 3]].tolist() == [1.0, 0.5, 0.0, 0.0]
    assert frame.loc["2020-02", [0, 1, 2]].tolist() == [1.0, 0.0, 0.5]
    assert pd.isna(frame.loc["2020-02", 3])
    assert frame.attrs["partial"] == ["2020-01"]
    calendar: Any = results.cohorts(axis="calendar", metric="revenue").to_pandas()
    assert calendar.loc["2020-02"].tolist()[2:] == [Decimal("140.00"), 0, Decimal("60.00")]
    assert calendar.loc["2020-02", "2020-01"] is None
    cents = results.cohorts(metric="revenue").to_pandas(money="cents")
    assert cents.loc["2020-01", 1] == 2000
    with pytest.raises(crri.UsageError, match="no grain 'year'"):
        results.cohorts(grain="year")  # type: ignore[arg-type]


def test_cohorts_are_those_of_the_published_table(results: crri.Results) -> None:
    table = results["cohort_retention"].to_pandas()
    frame: Any = results.cohorts(axis="calendar").to_pandas()
    for row in table.itertuples():
        assert frame.loc[row.cohort_month, row.order_month] == row.retention_rate


def test_all_cohorts_are_customers_over_customers(results: crri.Results) -> None:
    together = results.cohorts().together()
    assert together["size"].tolist() == [4, 4, 4, 2]
    assert together["value"].tolist() == [1.0, 0.25, 0.25, 0.0]


def test_the_heat_map_hatches_what_is_not_observed(results: crri.Results) -> None:
    html = results.cohorts().style().html
    assert html.count('title="not yet observed"') == 1
    assert "repeating-linear-gradient" in html
    february = html[html.index(">2020-02<") :]
    assert re.findall(r">([^<]+)</td>", february)[:4] == ["2", "100.0", "·", "50.0"]
    assert results.cohorts()._repr_html_() == html
    assert 'title="not yet observed"' not in results.cohorts(axis="calendar").style().html


@pytest.mark.parametrize("axis", ["since_first", "calendar"])
def test_every_row_of_the_heat_map_is_as_wide_as_its_head(
    axis: Literal["since_first", "calendar"], results: crri.Results
) -> None:
    html = results.cohorts(axis=axis, metric="revenue").style().html
    widths = set()
    for row in re.findall(r"<tr>(.*?)</tr>", html):
        spans = re.findall(r'<t[dh](?: colspan="(\d+)")?[ >]', row)
        widths.add(sum(int(span or 1) for span in spans))
    assert widths == {2 + 4}  # cohort and customers, and four months
