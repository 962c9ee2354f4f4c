"""Which values, rows and forms of writing differ between published and computed outputs."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.cli.comparison_text import describe
from crri_gui.definitions import PRESETS
from crri_gui.engine.compare.comparison import Comparison, compare
from crri_gui.engine.compare.differences import Example, Rows
from crri_gui.engine.core.run_context import RunContext
from tests.effort import exhaustive, one_in
from tests.engine.compare.published import FRESH, against_fresh, change_of, folder, replaced
from tests.shops import ALWAYS, publish, shop_of_everything


def test_a_value_that_differs_is_told_with_its_key_and_both_values(tmp_path: Path) -> None:
    # Of two customers one came back: 1 / 2 = 0.5, published as if 2 had and in percent.
    comparison = against_fresh(tmp_path, replaced("cohort_retention", "1,2,0.5", "2,2,75.0"))
    change = change_of(comparison, "cohort_retention")
    active, rate = change.columns
    key: dict[str, str | None] = {"cohort_month": "2017-01", "order_month": "2017-02"}
    assert (active.column, active.values, active.greatest) == ("active_customers", 1, Decimal(1))
    assert active.examples == (Example(key, "2", "1"),)
    # 75.0 - 0.5 = 74.5
    assert (rate.column, rate.values, rate.greatest) == ("retention_rate", 1, Decimal("74.5"))
    assert rate.examples == (Example(key, "75.0", "0.5"),)
    assert change.outside == ('retention_rate is outside 0 to 1 in 1 row, for example "75.0".',)
    assert (change.rows_come, change.rows_go, change.form) == (Rows(), Rows(), ())
    told = describe(comparison)
    assert "  ! cohort_retention: retention_rate is outside 0 to 1 in 1 row, for example" in told
    assert "cohort_retention rows               3         3  2 values differ" in told
    line = next(row for row in told.splitlines() if "retention_rate  " in row)
    assert line.split() == [
        *("cohort_retention.retention_rate", "1", "74.5", "2017-01,", "2017-02", "75.0", "0.5")
    ]


def test_the_three_greatest_of_many_differences_are_the_examples(tmp_path: Path) -> None:
    # 5.00 too much, 0.01 too little, 100.00 too much, 0.02 too little.
    published = (
        FRESH["master_orders"]
        .replace(",100.10,", ",105.10,")
        .replace(",50.00,", ",49.99,")
        .replace(",25.15,", ",125.15,")
        .replace(",10.00,", ",9.98,")
    )
    comparison = against_fresh(tmp_path, {**FRESH, "master_orders": published})
    [column] = change_of(comparison, "master_orders").columns
    assert (column.column, column.values, column.greatest) == ("order_value", 4, Decimal(100))
    keys = [example.key["order_id"] for example in column.examples]
    assert keys == ["o3", "o1", "o4"]


def test_differences_are_exact_and_not_those_of_binary_numbers(tmp_path: Path) -> None:
    comparison = against_fresh(tmp_path, replaced("monthly_revenue", "17.575", "17.5750000000001"))
    [column] = change_of(comparison, "monthly_revenue").columns
    assert column.greatest == Decimal("0.0000000000001")
    [table] = [t for t in comparison.as_dict()["tables"] if t["table"] == "monthly_revenue"]
    assert table["columns"][0]["greatest"] == "0.0000000000001"


def test_a_value_that_comes_or_goes_differs(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "master_orders": FRESH["master_orders"]
            .replace("boleto,,,RJ", "boleto,2.00,,RJ")
            .replace("voucher,7.25,", "voucher,,"),
        },
    )
    [column] = change_of(comparison, "master_orders").columns
    assert (column.column, column.values, column.greatest) == ("delivery_days", 2, None)
    assert [(e.before, e.after) for e in column.examples] == [("2.00", None), (None, "7.25")]


def test_rows_that_come_and_go_are_counted_and_named(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "cohort_retention": "cohort_month,order_month,active_customers,cohort_size,"
            "retention_rate\n2017-01,2017-01,2,2,1.0\n2016-12,2016-12,1,1,1.0\n"
            "2016-12,2017-01,0,1,0.0\n",
        },
    )
    change = change_of(comparison, "cohort_retention")
    come: list[dict[str, str | None]] = [
        {"cohort_month": "2017-01", "order_month": "2017-02"},
        {"cohort_month": "2017-02", "order_month": "2017-02"},
    ]
    go: list[dict[str, str | None]] = [
        {"cohort_month": "2016-12", "order_month": "2016-12"},
        {"cohort_month": "2016-12", "order_month": "2017-01"},
    ]
    assert change.rows_come == Rows(2, tuple(come))
    assert change.rows_go == Rows(2, tuple(go))
    assert change.columns == ()
    told = describe(comparison)
    assert "cohort_retention rows               3         3  4 rows differ" in told
    assert "cohort_retention: 2 rows come: 2017-01, 2017-02; 2017-02, 2017-02" in told
    assert "cohort_retention: 2 rows go: 2016-12, 2016-12; 2016-12, 2017-01" in told


def test_a_row_that_is_there_twice_goes_once(tmp_path: Path) -> None:
    twice = FRESH["rfm_customers"] + "ben,40,1,60.00,7,Mid Value\n"
    change = change_of(against_fresh(tmp_path, {**FRESH, "rfm_customers": twice}), "rfm_customers")
    assert change.rows_go == Rows(1, ({"customer_unique_id": "ben"},))
    assert change.rows_come == Rows()
    assert change.columns == ()  # the first of the two is as computed


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "cohort_retention",
            ",1.0\n",
            ",1.00\n",
            'retention_rate is written differently in 2 rows: "1.00" instead of "1.0".',
        ),
        (
            "rfm_customers",
            "\n",
            "\r\n",
            "The line ends differ (CR LF, as on Windows).",
        ),
        (
            "rfm_customers",
            "customer_unique_id",
            "\ufeffcustomer_unique_id",
            "The file begins with a byte order mark.",
        ),
        (
            "rfm_customers",
            "ana,5,2,125.25,11,High Value\nben,40,1,50.00,7,Mid Value\n",
            "ben,40,1,50.00,7,Mid Value\nana,5,2,125.25,11,High Value\n",
            "The rows are in another order: 2 rows elsewhere.",
        ),
        ("rfm_customers", "ben", '"ben"', "Only quotation marks or blank lines differ."),
    ],
    ids=["numbers", "line ends", "byte order mark", "order", "quotation marks"],
)
def test_what_is_only_written_differently_is_called_just_that(
    tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    comparison = against_fresh(tmp_path, replaced(table, old, new))
    change = change_of(comparison, table)
    assert change.form == (said,)
    assert change.same_content
    assert not change.identical
    assert not comparison.unchanged
    assert (change.columns, change.rows_come, change.rows_go) == ((), Rows(), Rows())
    told = describe(comparison)
    assert f"{table}: written differently, and says the same.\n  - {said}" in told
    assert "only written differently" in told


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "rfm_customers",
            ",11,",
            ",13,",
            'RFM_score is outside 3 to 12 in 1 row, for example "13"',
        ),
        ("rfm_customers", "ben,40,", "ben,-4,", 'recency is below 0 in 1 row, for example "-4"'),
        (
            "monthly_revenue",
            "150.10,2,",
            "150.10,-2,",
            'orders is below 0 in 1 row, for example "-2"',
        ),
        (
            "master_orders",
            ",5.0,SP",
            ",50,SP",
            'review_score is outside 1 to 5 in 1 row, for example "50"',
        ),
        (
            "master_orders",
            "credit_card",
            "card",
            'payment_type is none of the computed ones in 1 row, for example "card"',
        ),
        (
            "ops_metrics",
            "2.5,0.5",
            "2.5,50",
            'late_delivery_rate is outside 0 to 1 in 1 row, for example "50"',
        ),
    ],
)
def test_values_that_cannot_be_are_named(
    tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    comparison = against_fresh(tmp_path, replaced(table, old, new))
    assert change_of(comparison, table).outside == (f"{said}.",)
    assert f"  ! {table}: {said}." in describe(comparison)


@exhaustive
def test_rows_of_any_number_keep_their_order(tmp_path: Path) -> None:
    """The reader works in parallel on large files."""
    head, *_ = FRESH["rfm_customers"].splitlines()
    rows = [f"u{number:07},1,1,1.00,3,Low Value" for number in range(300_000)]
    fresh = "\n".join([head, *rows, ""])
    rows[7], rows[250_000] = rows[250_000], rows[7]
    new = folder(tmp_path / "new", {**FRESH, "rfm_customers": fresh}, None)
    out = folder(tmp_path / "out", {**FRESH, "rfm_customers": "\n".join([head, *rows, ""])})
    change = change_of(compare(RunContext(), out, new), "rfm_customers")
    assert change.form == ("The rows are in another order: 2 rows elsewhere.",)


@pytest.mark.parametrize("preset", one_in(4, sorted(PRESETS)))
def test_what_the_engine_writes_is_within_every_range(tmp_path: Path, preset: str) -> None:
    raw = shop_of_everything().write(tmp_path / "raw")
    # The shop's days are no whole month.
    options = {**PRESETS[preset].as_dict(), "window": "all"}
    out = publish(raw, tmp_path / "out", **options).folder
    fresh = {path.stem: path.read_bytes() for path in out.glob("*.csv")}
    for table in ALWAYS:  # not the same file any more, so that it is looked at
        windows = fresh[table.name].replace(b"\n", b"\r\n")
        (out / table.file_name).write_bytes(windows)
    comparison = compare(RunContext(), out, folder(tmp_path / "new", fresh, None))
    for change in comparison.tables:
        assert (change.broken, change.outside) == ((), ())
        assert change.form == ("The line ends differ (CR LF, as on Windows).",)
        assert change.same_content


def published_with_hashes(path: Path) -> Path:
    """A published set whose manifest knows its files."""
    names = [f"{name}.csv" for name in FRESH]
    out = folder(path, FRESH, None)
    (out / "rejects.csv").write_text("file,line\n")
    described = {}
    for name in [*names, "rejects.csv"]:
        data = (out / name).read_bytes()
        described[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest = {"state": "published", "files": described}
    (out / "manifest.json").write_text(json.dumps(manifest))
    return out


def compared(out: Path, tmp_path: Path) -> Comparison:
    return compare(RunContext(), out, folder(tmp_path / "new", FRESH, None))


def test_what_is_as_it_was_published_was_not_edited(tmp_path: Path) -> None:
    out = published_with_hashes(tmp_path / "out")
    (out / "sales.pbix").write_bytes(b"mine")
    (out / "my notes.csv").write_text("mine")
    comparison = compared(out, tmp_path)
    assert comparison.edited == ()
    assert comparison.unchanged


def test_a_file_that_is_not_what_the_manifest_says_was_edited_by_hand(tmp_path: Path) -> None:
    out = published_with_hashes(tmp_path / "out")
    # As many bytes as before: only the hash tells.
    text = FRESH["cohort_retention"].replace("1,2,0.5", "2,2,0.5")
    (out / "cohort_retention.csv").write_bytes(text.encode())
    (out / "rejects.csv").unlink()
    (out / "crri_outputs.xlsx").write_bytes(b"PK")
    comparison = compared(out, tmp_path)
    assert comparison.edited == (
        "cohort_retention.csv was edited by hand since: it is not what was published.",
        "rejects.csv is missing, although it was published.",
        "crri_outputs.xlsx is extra: the manifest does not name it.",
    )
    told = describe(comparison)
    for sentence in comparison.edited:
        assert f"  ! {sentence}" in told


def test_an_edited_file_beside_equal_tables_is_a_change(tmp_path: Path) -> None:
    out = published_with_hashes(tmp_path / "out")
    (out / "rejects.csv").write_text("file,line\na,1\n")
    comparison = compared(out, tmp_path)
    assert not comparison.unchanged
    told = describe(comparison)
    assert "Nothing changes" not in told
    assert "all tables are the same, byte for byte" in told


@pytest.mark.parametrize(
    "files",
    [
        '"none"',
        '{"../../secret": {"sha256": "0"}, "/etc/passwd": {"sha256": "0"}}',
        '{"master_orders.csv": "0", "ops_metrics.csv": {"sha256": 7}, "a/b/c": {"sha256": "0"}}',
    ],
)
def test_a_manifest_that_was_tampered_with_names_no_files_elsewhere(
    tmp_path: Path, files: str
) -> None:
    manifest = f'{{"state": "published", "files": {files}}}'
    out = folder(tmp_path / "out", FRESH, manifest)
    said = compared(out, tmp_path).edited
    assert all("is extra" in sentence for sentence in said)
