"""The library as an analyst uses it: open a raw folder, check it, compare, publish, read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import crri_gui as crri
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
