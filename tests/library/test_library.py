"""The library as an analyst uses it: from a raw folder to numbers and published files."""

from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pytest

import crri_gui as crri
from crri_gui.contract import THE_FIVE
from tests.effort import exhaustive
from tests.library.users_script import script
from tests.shops import Shop, shop_of_everything


def test_a_users_script_does_what_it_says(small_raw: Path, tmp_path: Path) -> None:
    revenue, html = script(small_raw, tmp_path / "published")
    assert revenue == Decimal("400.00")
    assert html.count("<tr>") == 4  # the head, all cohorts, January's and February's


# Opening


def test_nothing_is_read_until_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("no shop at all\n")
    shop = crri.open(tmp_path)
    assert shop.definitions["late"] == "after_date"
    with pytest.raises(crri.InputError):
        shop.check()


def test_what_is_unknown_is_refused_at_once_and_says_what_there_is(small_raw: Path) -> None:
    with pytest.raises(crri.UsageError, match="latte") as refused:
        crri.open(small_raw, latte="after_date")
    assert "late" in refused.value.remedy
    wrongs: tuple[dict[str, Any], ...] = (
        {"late": "never"},
        {"preset": "best"},
        {"extensions": ["future"]},
        {"max_rejected_rows": 200},
    )
    for wrong in wrongs:
        with pytest.raises(crri.UsageError):
            crri.open(small_raw, **wrong)


def test_a_folder_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(crri.InputError, match="folder does not exist"):
        crri.open(tmp_path / "raw")


def test_definitions_presets_and_files_are_those_of_the_command_line(
    small_raw: Path, tmp_path: Path
) -> None:
    file = tmp_path / "definitions.toml"
    file.write_text('preset = "seed-notebook"\nwith = ["value"]\n')
    shop = crri.open(small_raw, definitions_file=file, late_after_days=7)
    assert shop.definitions["snapshot"] == "last_order"
    assert shop.definitions["late_after_days"] == 7
    assert "margin" in shop.definitions  # an option of the table that the file asks for
    assert "late_after_days=7" in repr(shop)


# Checking


def test_a_report_is_frames(tmp_path: Path) -> None:
    report = crri.open(shop_of_everything().write(tmp_path)).check()
    findings: Any = report.findings.set_index("code")
    assert findings.loc["status_unknown", "severity"] == "warning"
    # The item of -2.00, and what was paid for it.
    assert findings.loc["negative_amount", "count"].tolist() == [1, 1]
    rejects: Any = report.rejects
    assert rejects.loc[0, ["table", "column", "value"]].tolist() == [
        "order_items",
        "price",
        "ten",
    ]
    lines = report.reconciliation
    for _, statement in lines.groupby("code"):
        known = statement[statement["amount"].notna()]
        total = known.loc[known["total"], "amount"].sum()
        assert total == known.loc[~known["total"], "amount"].sum()
    assert not report.to_the_cent and "No outputs" not in repr(report)


def test_refused_input_carries_the_report(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2017-01-02", "10.50")
    shop.customers.append(("c-o1", "another", "RJ"))
    with pytest.raises(crri.InputRefused, match="contradict") as refused:
        crri.open(shop.write(tmp_path)).run()
    report = refused.value.report
    assert not report.ok
    assert report.findings["severity"].iloc[0] == "error"
    assert "No outputs may be made of it." in repr(report)


# Asking


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


# What models say


def test_a_model_that_cannot_say_anything_says_why(small_raw: Path, results: crri.Results) -> None:
    with crri.open(small_raw, extensions=["predicted", "repeat"]).run() as asked:
        value, propensity = asked.predicted_value(), asked.repeat_propensity()
    assert value.refused and value.sentences
    assert propensity.sentences
    with pytest.raises(crri.UsageError, match="predicted_value was not asked for"):
        results.predicted_value()


# Comparing, publishing, reading


def test_publishing_is_what_the_command_line_publishes(
    small_raw: Path, published: Path, tmp_path: Path
) -> None:
    from crri_gui.cli.main import main

    arguments = ["run", "--input-dir", str(small_raw), "--output-dir", str(tmp_path), "--quiet"]
    assert main(arguments) == 0
    for file in tmp_path.glob("*.csv"):
        assert file.read_bytes() == (published / file.name).read_bytes()


def test_a_comparison_is_frames(results: crri.Results, tmp_path: Path) -> None:
    """One order of March comes: 5.00 of a customer of their own."""
    raw = small_shop_and_one_more().write(tmp_path / "raw")
    results.publish(tmp_path / "out")
    with crri.open(raw).run() as other:
        found = other.compare(tmp_path / "out")
    assert not found.unchanged
    tables, months = found.tables, found.months
    rows: Any = tables.loc["master_orders", ["rows_before", "rows_after"]]
    assert rows.tolist() == [7, 8]
    march: Any = months.loc["2020-03"]
    assert march.tolist() == [Decimal("0.00"), Decimal("5.00")]
    assert "+5.00" in found.sentence and found.sentence in repr(found)
    with pytest.raises(crri.OutputError, match="no such folder"):
        results.compare(tmp_path / "nowhere")


def small_shop_and_one_more() -> Shop:
    from tests.dashboard_shop import small_shop

    return small_shop().add("o8", "u9", "2020-03-10", 5)


def test_a_project_is_only_written_beside_these_results(
    results: crri.Results, tmp_path: Path
) -> None:
    with crri.open(small_shop_and_one_more().write(tmp_path / "raw")).run() as other:
        other.publish(tmp_path / "out")
    with pytest.raises(crri.UsageError, match="not these results"):
        results.powerbi(tmp_path / "out")


def test_what_is_published_is_read_back_as_it_was_computed(
    results: crri.Results, published: Path
) -> None:
    old = crri.read(published)
    assert (old.fingerprint, old.definitions) == (results.fingerprint, results.definitions)
    for name in old.tables:
        pd.testing.assert_frame_equal(old[name].to_pandas(), results[name].to_pandas())
    for name in ("Total Revenue", "Repeat Rate", "Late Delivery Rate", "Later Retention Rate"):
        assert old.measure(name) == results.measure(name)
    with pytest.raises(crri.UsageError, match="more than the published tables hold"):
        old.measure("New Customers")


def test_a_set_of_parquet_is_read_too(results: crri.Results, tmp_path: Path) -> None:
    results.publish(tmp_path, format="parquet")
    old = crri.read(tmp_path)
    pd.testing.assert_frame_equal(
        old["master_orders"].to_pandas(), results["master_orders"].to_pandas()
    )


def test_torn_sets_are_refused(results: crri.Results, tmp_path: Path) -> None:
    def refused(why: str) -> None:
        with pytest.raises(crri.OutputError, match=why):
            crri.read(tmp_path)

    refused("no manifest")
    results.publish(tmp_path)
    file = tmp_path / "monthly_revenue.csv"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"180.00", b"181.00"))
    refused("monthly_revenue.csv")
    file.write_bytes(whole[:-20])
    refused("monthly_revenue.csv")
    file.unlink()
    refused("monthly_revenue.csv")
    file.write_bytes(whole)
    assert crri.read(tmp_path).measure("Total Revenue") == Decimal("400.00")
    manifest = tmp_path / "manifest.json"
    text = manifest.read_text()
    assert '"state": "published"' in text
    manifest.write_text(text.replace('"state": "published"', '"state": "publishing"'))
    refused("interrupted")
    with pytest.raises(crri.OutputError, match="no such folder"):
        crri.read(tmp_path / "nowhere")


def test_the_sample_shop_is_never_written_over_files(tmp_path: Path) -> None:
    shop = crri.demo(tmp_path / "raw", orders=100)
    with shop.run() as opened:
        assert int(opened.totals["orders"]) <= 100
    with pytest.raises(crri.UsageError, match="files in the folder"):
        crri.demo(tmp_path / "raw")


# Closing


def test_a_query_sees_the_columns_of_the_csvs_alone(results: crri.Results) -> None:
    for name in THE_FIVE:
        asked = results.sql(f"FROM {name.name} LIMIT 1")
        assert asked.columns == name.column_names == results[name.name].columns
    with pytest.raises(crri.UsageError, match="is_late"):
        results.sql("SELECT is_late FROM master_orders")
    # Own names beside them.
    own = "WITH big AS (FROM master_orders WHERE order_value >= 60) SELECT count(*) AS n FROM big"
    assert results.sql(own).columns == ("n",)


def test_closed_results_say_so(small_raw: Path) -> None:
    with crri.open(small_raw).run() as opened:
        table = opened["monthly_revenue"]
    for ask in (table.to_pandas, lambda: opened.measure("AOV"), lambda: opened["rejects"]):
        with pytest.raises(crri.UsageError, match="closed"):
            ask()
    assert "400.00" in repr(opened)


@exhaustive
def test_results_that_nobody_holds_give_their_room_back(
    small_raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened = crri.open(small_raw).run()
    table = opened["monthly_revenue"]
    del opened
    gc.collect()
    assert len(table) == 4 and list(tmp_path.glob("crri-*"))  # a table holds its results
    del table
    gc.collect()
    assert not list(tmp_path.glob("crri-*"))


def test_a_process_that_ends_leaves_nothing_behind(small_raw: Path, tmp_path: Path) -> None:
    asked = f"import crri_gui as crri; results = crri.open({str(small_raw)!r}).run()"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", asked], env=environment, check=True)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Ctrl-C as Python answers it: a test that ran a command here may have left another answer."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupted_cell_ends_the_question_and_the_next_is_answered(
    results: crri.Results, interrupts: None
) -> None:
    """Without the interrupt the query would take days."""
    endless = results.sql("SELECT sum(a.range * b.range) FROM range(9000000) a, range(9000000) b")
    threading.Timer(0.2, signal.raise_signal, [signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        endless.to_pandas()
    assert results.measure("Total Orders") == 7
