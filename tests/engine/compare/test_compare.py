"""What a comparison says about good files of an earlier run, and of a notebook."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.cli.comparison_text import describe
from crri_gui.engine.compare.comparison import compare
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.errors import Cancelled, InputError
from tests.engine.compare.published import (
    FRESH,
    against_fresh,
    change_of,
    folder,
    replaced,
    totals_of,
)


def cancelled_at(step: str) -> RunContext:
    def listen(progress: Progress) -> None:
        if progress.doing == step:
            run.cancel()

    run = RunContext(listen)
    return run


def test_equal_folders_are_unchanged(tmp_path: Path) -> None:
    comparison = against_fresh(tmp_path, FRESH)
    assert comparison.unchanged
    assert comparison.published_whole
    assert comparison.notes == ()
    assert all(change.identical and not change.broken for change in comparison.tables)
    assert comparison.months_added == comparison.months_removed == ()
    assert comparison.months_restated == ()
    stayed = [(name, name) for name in ("Low Value", "Mid Value", "High Value")]
    assert comparison.segment_moves == dict.fromkeys(stayed, 1)
    assert describe(comparison) == "Nothing changes: all tables are the same, byte for byte."


def test_totals_say_what_the_tables_add_up_to(tmp_path: Path) -> None:
    before = {
        **FRESH,
        "master_orders": FRESH["master_orders"].replace("25.15", "25.14"),
        "rfm_customers": FRESH["rfm_customers"].replace("125.25", "125.24"),
    }
    comparison = against_fresh(tmp_path, before)
    assert not comparison.unchanged
    orders = change_of(comparison, "master_orders")
    assert (orders.rows_before, orders.rows_after, orders.identical) == (4, 4, False)
    assert totals_of(orders) == {
        "order_value": ("185.24", "185.25"),
        "orders": ("4", "4"),
        "customers": ("3", "3"),
    }
    # The customers of January and February are 2 + 2, but 3 different people.
    assert totals_of(change_of(comparison, "cohort_retention")) == {"customers": ("3", "3")}
    assert totals_of(change_of(comparison, "rfm_customers"))["monetary"] == ("185.24", "185.25")
    assert change_of(comparison, "monthly_revenue").identical


def test_months_are_added_removed_and_restated(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "monthly_revenue": "order_month,revenue,orders,customers,aov,mom_growth_pct\n"
            "2016-12,1.00,1,1,1.0,\n2017-01,150.09,2,2,75.045,14909.0\n",
        },
    )
    assert comparison.months_removed == ("2016-12",)
    assert comparison.months_added == ("2017-02",)
    assert comparison.months_restated == (("2017-01", Decimal("150.09"), Decimal("150.10")),)
    told = describe(comparison)
    assert told.startswith("Red flags\n  ! Months go: Dec 2016.")
    assert "Months come: Feb 2017." in told
    assert "2017-01              150.09    150.10   +0.01" in told


def test_customers_move_between_segments_come_and_go(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "rfm_customers": "customer_unique_id,recency,frequency,monetary,RFM_score,segment\n"
            "ana,5,1,100.10,8,Mid Value\nben,40,1,50.00,7,Mid Value\ndan,9,1,5.00,3,Low Value\n",
        },
    )
    assert comparison.segment_moves == {
        ("Mid Value", "Mid Value"): 1,
        ("Mid Value", "High Value"): 1,
    }
    assert (comparison.customers_added, comparison.customers_removed) == (1, 1)
    assert (
        "customers: published \\ computed  Low Value  Mid Value  High Value\n"
        "Mid Value                                0          1           1\n"
        "Customers: 1 new, 1 gone." in describe(comparison)
    )


def test_columns_that_come_go_or_move_are_red_flags(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "ops_metrics": ",avg_delivery_days,order_month,late_delivery_rate,on time\n"
            "0,3.5,2017-01,0.0,1.0\n1,4.125,2017-02,0.5,0.5\n",
        },
    )
    assert change_of(comparison, "ops_metrics").broken == (
        'Columns go, and a dashboard that uses them fails: "", "on time".',
        'Columns are missing and come: "avg_review_score".',
        "Columns change their order, which is now "
        '"avg_delivery_days", "order_month", "late_delivery_rate".',
    )
    assert '  ! ops_metrics: Columns are missing and come: "avg_review_score".' in describe(
        comparison
    )


def test_what_a_notebook_writes_differently_adds_up_the_same(tmp_path: Path) -> None:
    # pandas: amounts as doubles, whole numbers beside blanks as 1.0, months as dates.
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "master_orders": FRESH["master_orders"]
            .replace("100.10", "100.1")
            .replace("25.15", "25.150000000000002")
            .replace(",1\n", ",1.0\n"),
            "monthly_revenue": FRESH["monthly_revenue"]
            .replace("2017-01", "2017-01-01")
            .replace("2017-02", "2017-02-01"),
        },
    )
    orders = change_of(comparison, "master_orders")
    assert totals_of(orders)["order_value"] == ("185.25", "185.25")
    assert comparison.months_added == comparison.months_removed == ()
    assert comparison.months_restated == ()
    assert "monthly_revenue rows                2         2  only written differently" in describe(
        comparison
    )


def test_where_nothing_is_published_everything_is_new(tmp_path: Path) -> None:
    comparison = compare(RunContext(), tmp_path / "nowhere", folder(tmp_path / "new", FRESH))
    assert comparison.published_whole
    assert comparison.notes == (
        "There is no manifest: not published by CRRI.",
        "No output is published there.",
    )
    assert {change.rows_before for change in comparison.tables} == {None}
    assert comparison.months_added == ("2017-01", "2017-02")
    assert (comparison.customers_added, comparison.customers_removed) == (3, 0)
    assert comparison.segment_moves == {}
    assert "Red flags" not in describe(comparison)


def test_a_missing_file_is_new_and_the_others_are_compared(tmp_path: Path) -> None:
    published = {name: text for name, text in FRESH.items() if name != "ops_metrics"}
    comparison = against_fresh(tmp_path, published)
    assert change_of(comparison, "ops_metrics").rows_before is None
    assert change_of(comparison, "monthly_revenue").identical
    assert not comparison.unchanged
    assert comparison.notes == ()


@pytest.mark.parametrize(
    ("manifest", "whole", "note"),
    [
        ('{"state": "published"}', True, None),
        (None, True, "not published by CRRI"),
        ('{"state": "publishing"}', False, "run any crri command on the folder"),
        ('{"state": "publ', False, "The manifest is damaged"),
    ],
)
def test_the_manifest_says_whether_the_published_set_is_whole(
    tmp_path: Path, manifest: str | None, whole: bool, note: str | None
) -> None:
    published = folder(tmp_path / "out", FRESH, manifest)
    comparison = compare(RunContext(), published, folder(tmp_path / "new", FRESH))
    assert comparison.published_whole is whole
    assert comparison.unchanged
    told = describe(comparison)
    if note is None:
        assert comparison.notes == ()
    else:
        [said] = comparison.notes
        assert note in said
        assert told.startswith(said if whole else f"Red flags\n  ! {said}")


def test_as_json_no_cent_is_lost(tmp_path: Path) -> None:
    many = FRESH["monthly_revenue"].replace("150.10", "9007199254740993.01")
    values = json.loads(
        json.dumps(against_fresh(tmp_path, {**FRESH, "monthly_revenue": many}).as_dict())
    )
    assert values["unchanged"] is False
    assert values["months_restated"] == [
        {
            "month": "2017-01",
            "revenue_before": "9007199254740993.01",
            "revenue_after": "150.10",
        }
    ]
    assert values["tables"][1]["totals"][0] == {
        "name": "revenue",
        "before": "9007199254741028.16",  # + 35.15
        "after": "185.25",
    }
    assert {"before": "High Value", "after": "High Value", "customers": 1} in values[
        "segment_moves"
    ]


def test_neither_folder_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    against_fresh(tmp_path, replaced("master_orders", "25.15", "25.14"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "out"]
    files = [f"{name}.csv" for name in sorted(FRESH)]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == files
    kept = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert kept == sorted([*files, "manifest.json"])


def test_a_fresh_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    fresh = {name: text for name, text in FRESH.items() if name != "rfm_customers"}
    with pytest.raises(InputError, match="missing") as raised:
        compare(RunContext(), folder(tmp_path / "out", FRESH), folder(tmp_path / "new", fresh))
    assert raised.value.file == str(tmp_path / "new" / "rfm_customers.csv")


def test_a_comparison_can_be_cancelled_anywhere(tmp_path: Path) -> None:
    published = folder(tmp_path / "out", replaced("master_orders", "25.15", "25.14"))
    fresh = folder(tmp_path / "new", FRESH)
    steps: list[str] = []
    compare(RunContext(lambda progress: steps.append(progress.doing)), published, fresh)
    assert steps[:2] == ["Comparing with the manifest", "Comparing master_orders"]
    for step in steps:
        with pytest.raises(Cancelled):
            compare(cancelled_at(step), published, fresh)
