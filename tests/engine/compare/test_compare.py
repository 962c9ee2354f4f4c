"""What a comparison says: about good files of an earlier run, of a notebook, and about damage."""

from __future__ import annotations

import gzip
import json
import os
import socket
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.cli.comparison_text import describe
from crri_gui.engine.compare.comparison import Comparison, TableChange, compare
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.discover.sniff import sniff
from crri_gui.errors import Cancelled, InputError
from tests.effort import pairs
from tests.shops import ALWAYS

# Four orders of three customers. January: 100.10 + 50.00 = 150.10; February: 25.15 + 10.00 =
# 35.15; both: 185.25. Ana came back in February: 100.10 + 25.15 = 125.25.
FRESH = {
    "master_orders": """\
order_id,customer_unique_id,order_month,order_value,payment_type,delivery_days,review_score,\
customer_state,is_repeat_customer
o1,ana,2017-01,100.10,credit_card,3.50,5.0,SP,1
o2,ben,2017-01,50.00,boleto,,,RJ,0
o3,ana,2017-02,25.15,voucher,7.25,4.0,SP,1
o4,cyd,2017-02,10.00,boleto,1.00,1.0,,0
""",
    "monthly_revenue": """\
order_month,revenue,orders,customers,aov,mom_growth_pct
2017-01,150.10,2,2,75.05,
2017-02,35.15,2,2,17.575,-76.58227848101266
""",
    "cohort_retention": """\
cohort_month,order_month,active_customers,cohort_size,retention_rate
2017-01,2017-01,2,2,1.0
2017-01,2017-02,1,2,0.5
2017-02,2017-02,1,1,1.0
""",
    "rfm_customers": """\
customer_unique_id,recency,frequency,monetary,RFM_score,segment
ana,5,2,125.25,11,High Value
ben,40,1,50.00,7,Mid Value
cyd,5,1,10.00,6,Low Value
""",
    "ops_metrics": """\
order_month,avg_delivery_days,avg_review_score,late_delivery_rate
2017-01,3.5,5.0,0.0
2017-02,4.125,2.5,0.5
""",
}

# An extension is there without rows.
FRESH |= {
    table.name: ",".join(table.column_names) + "\n" for table in ALWAYS if table.name not in FRESH
}

Files = Mapping[str, str | bytes]


def folder(path: Path, files: Files, manifest: str | None = '{"state": "published"}') -> Path:
    path.mkdir()
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / f"{name}.csv").write_bytes(data)
    if manifest is not None:
        (path / "manifest.json").write_text(manifest)
    return path


def against_fresh(tmp_path: Path, published: Files) -> Comparison:
    return compare(
        RunContext(), folder(tmp_path / "out", published), folder(tmp_path / "new", FRESH, None)
    )


def change_of(comparison: Comparison, table: str) -> TableChange:
    return next(change for change in comparison.tables if change.table == table)


def replaced(table: str, old: str, new: str) -> Files:
    """The fresh files with one text replaced in one of them."""
    assert old in FRESH[table]
    return {**FRESH, table: FRESH[table].replace(old, new)}


def cancelled_at(step: str) -> RunContext:
    def listen(progress: Progress) -> None:
        if progress.doing == step:
            run.cancel()

    run = RunContext(listen)
    return run


def totals_of(change: TableChange) -> dict[str, tuple[str | None, str]]:
    return {
        total.name: (None if total.before is None else str(total.before), str(total.after))
        for total in change.totals
    }


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


@pytest.mark.parametrize(
    ("table", "old", "new", "said", "example"),
    [
        ("master_orders", ",50.00,", ",R$ 50,", "order_value is not an amount in 1 row", "R$ 50"),
        ("master_orders", ",50.00,", ",,", "order_value is blank in 1 row", ""),
        (
            "master_orders",
            "50.00",
            "50.001",
            "order_value has digits below the cent in 1 row",
            "50.001",
        ),
        ("master_orders", "3.50", "3 days", "delivery_days is not a number in 1 row", "3 days"),
        (
            "master_orders",
            ",1\n",
            ",True\n",
            "is_repeat_customer is not written as a whole number in 2 rows",
            "True",
        ),
        (
            "monthly_revenue",
            "-76.58227848101266",
            "-inf",
            "mom_growth_pct is not a number in 1 row",
            "-inf",
        ),
        (
            "monthly_revenue",
            "2017-",
            "2017-01-",
            "order_month is not written YYYY-MM in 2 rows",
            "2017-01-01",
        ),
        (
            "rfm_customers",
            ",2,",
            ",2.0,",
            "frequency is not written as a whole number in 1 row",
            "2.0",
        ),
        (
            "rfm_customers",
            "High",
            "1. High",
            "segment is none of the three value segments in 1 row",
            "1. High Value",
        ),
        ("rfm_customers", "\nben", "\nana", "The key (customer_unique_id) repeats in 1 row", ""),
        (
            "cohort_retention",
            "1,2017-02",
            "1,2017-01",
            "The key (cohort_month, order_month) repeats in 1 row",
            "",
        ),
    ],
)
def test_values_that_a_refresh_would_choke_on_are_red_flags(
    tmp_path: Path, table: str, old: str, new: str, said: str, example: str
) -> None:
    sentence = f'{said}, for example "{example}".' if example else f"{said}."
    comparison = against_fresh(tmp_path, replaced(table, old, new))
    assert change_of(comparison, table).broken == (sentence,)
    assert f"  ! {table}: {sentence}" in describe(comparison)


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


def test_what_is_no_value_counts_for_nothing(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "rfm_customers": FRESH["rfm_customers"].replace("ana,5,2,", "ana,5,2.5,"),
            "monthly_revenue": FRESH["monthly_revenue"].replace("150.10,2,", "150.10,2.0,"),
        },
    )
    # Ana's 2.5 is no number of orders, January's 2.0 is: 1 + 1 and 2 + 2.
    assert totals_of(change_of(comparison, "rfm_customers"))["orders"] == ("2", "4")
    assert totals_of(change_of(comparison, "monthly_revenue"))["orders"] == ("4", "4")


def test_of_a_column_that_is_there_twice_the_first_is_compared(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "monthly_revenue": "order_month,revenue,orders,customers,aov,mom_growth_pct,revenue\n"
            "2017-01,150.10,2,2,75.05,,1.00\n2017-02,35.15,2,2,17.575,-76.5,1.00\n",
        },
    )
    change = change_of(comparison, "monthly_revenue")
    assert change.broken == ('Columns are there more than once; the first is compared: "revenue".',)
    assert totals_of(change)["revenue"] == ("185.25", "185.25")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty (0 bytes)."),
        (b"  \n \n", "The file holds only blank space."),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            "The file is named .csv but is binary data, not a table.",
        ),
        (
            gzip.compress(FRESH["rfm_customers"].encode()),
            "The file is named .csv but is a gzip archive.",
        ),
        (FRESH["ops_metrics"], "The file has none of the columns of rfm_customers."),
        ("<html><body>Sign in</body></html>", "The file has none of the columns of rfm_customers."),
    ],
)
def test_a_damaged_file_is_said_and_not_compared(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    comparison = against_fresh(tmp_path, {**FRESH, "rfm_customers": content})
    customers = change_of(comparison, "rfm_customers")
    assert customers.broken == (sentence,)
    assert customers.rows_before is None
    assert {total.before for total in customers.totals} == {None}
    assert comparison.segment_moves == {}
    assert comparison.customers_added is None
    assert comparison.customers_removed is None
    assert comparison.notes == ("The published rfm_customers.csv cannot be compared.",)
    assert change_of(comparison, "master_orders").identical
    assert sentence in describe(comparison)


def test_a_folder_where_a_file_should_be_is_said(tmp_path: Path) -> None:
    published = folder(tmp_path / "out", {**FRESH, "ops_metrics": ""})
    (published / "ops_metrics.csv").unlink()
    (published / "ops_metrics.csv").mkdir()
    comparison = compare(RunContext(), published, folder(tmp_path / "new", FRESH))
    [said] = change_of(comparison, "ops_metrics").broken
    assert said.startswith("The file ")


def test_a_file_cut_off_in_the_middle_of_a_row_loses_that_row_only(tmp_path: Path) -> None:
    whole = FRESH["rfm_customers"]
    comparison = against_fresh(tmp_path, {**FRESH, "rfm_customers": whole[: whole.index(",6,Low")]})
    customers = change_of(comparison, "rfm_customers")
    assert customers.broken == ("1 row cannot be read, the first as record 4.",)
    assert customers.rows_before == 2
    assert totals_of(customers)["monetary"] == ("175.25", "185.25")  # without 10.00 of cyd
    assert comparison.customers_added == 1


def test_a_quotation_mark_that_is_not_closed_is_said(tmp_path: Path) -> None:
    comparison = against_fresh(tmp_path, replaced("rfm_customers", "ben", '"ben'))
    customers = change_of(comparison, "rfm_customers")
    assert len(customers.broken) == 1
    assert "cannot be read" in customers.broken[0]
    assert customers.rows_before is not None
    assert customers.rows_before < 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            FRESH["rfm_customers"].replace(",", ";").encode(),
            ('The separator changes from ";" to a comma.',),
        ),
        (
            FRESH["rfm_customers"].encode("utf-16"),
            ("The encoding changes from utf-16 to utf-8.",),
        ),
        (FRESH["rfm_customers"].replace("\n", "\r\n").encode(), ()),
        (FRESH["rfm_customers"].replace("\n", "\r\n", 2).encode(), ()),
        (b"\xef\xbb\xbf" + FRESH["rfm_customers"].encode(), ()),
    ],
    ids=["semicolons", "utf-16", "windows", "mixed line ends", "byte order mark"],
)
def test_other_ways_to_write_the_same_table_are_read(
    tmp_path: Path, content: bytes, said: tuple[str, ...]
) -> None:
    comparison = against_fresh(tmp_path, {**FRESH, "rfm_customers": content})
    customers = change_of(comparison, "rfm_customers")
    assert customers.broken == said
    assert totals_of(customers)["monetary"] == ("185.25", "185.25")
    assert sum(comparison.segment_moves.values()) == 3
    assert not customers.identical


def test_names_and_values_out_of_a_file_do_no_harm(tmp_path: Path) -> None:
    evil = '"x""; DROP TABLE after_text; --"'
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "ops_metrics": f"order_month,{evil},'c0'\n\x1b[31m2017-01,1,2\n" + "x" * 99 + ",1,2\n",
        },
    )
    broken = change_of(comparison, "ops_metrics").broken
    assert broken[0].endswith('"x"; DROP TABLE after_text; --", "\'c0\'".')
    assert (
        broken[2]
        == 'order_month is not written YYYY-MM in 2 rows, for example "\ufffd[31m2017-01".'
    )
    assert "\x1b" not in describe(comparison)


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


def test_columns_that_a_comparison_needs_may_be_missing(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "monthly_revenue": "order_month,orders\n2017-01,2\n",
            "rfm_customers": "customer_unique_id,monetary\nana,1.00\n",
        },
    )
    assert comparison.notes == (
        "Months are not compared: order_month or revenue is missing.",
        "Customers are not compared: their id or segment is missing.",
    )
    revenue = totals_of(change_of(comparison, "monthly_revenue"))
    assert revenue == {"revenue": (None, "185.25"), "orders": ("2", "4")}


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


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def pipe_behind_a_link(path: Path) -> None:
    os.mkfifo(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes in folders")
@pytest.mark.parametrize(
    ("made", "table"), pairs([pipe, device, pipe_behind_a_link, listener], FRESH)
)
def test_what_is_no_file_is_said_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, made: Callable[[Path], None]
) -> None:
    out, new = folder(tmp_path / "out", FRESH), folder(tmp_path / "new", FRESH, None)
    monkeypatch.chdir(out)  # The names of sockets are short.
    (out / f"{table}.csv").unlink()
    made(Path(f"{table}.csv"))
    change = change_of(compare(RunContext(), out, new), table)
    assert change.rows_before is None
    assert change.broken == ("The file is not a regular file: something else has its name.",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes in folders")
@pytest.mark.parametrize("made", [pipe, device, pipe_behind_a_link, listener])
def test_what_has_become_no_file_since_it_was_seen_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    made(Path("master_orders.csv"))
    with pytest.raises(InputError, match="It is not a file"):
        sniff(Path("master_orders.csv"))
