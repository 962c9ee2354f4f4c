"""One raw table in several files: parts are added up, copies are refused."""

from __future__ import annotations

import csv
import gzip
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crri_gui.engine.discover.find import find
from crri_gui.engine.report import InputRefused
from crri_gui.errors import InputError
from tests.effort import exhaustive, tries
from tests.engine.test_invariants import shops
from tests.shops import FILES, HEADERS, Row, Shop, bytes_of, publish, write_csv

pytestmark = pytest.mark.long


def three_orders() -> Shop:
    shop = Shop().add("o1", "u1", "2017-01-31", "10.50", score=5)
    return shop.add("o2", "u1", "2017-02-28", "20.00").add("o3", "u2", "2017-03-30", "7.25")


def as_csv(path: Path, rows: list[Row]) -> None:
    write_csv(path.with_suffix(".csv"), rows)


def as_semicolons(path: Path, rows: list[Row]) -> None:
    write_csv(path.with_suffix(".csv"), rows, delimiter=";", encoding="utf-16")


def as_reordered(path: Path, rows: list[Row]) -> None:
    write_csv(path.with_suffix(".csv"), [list(reversed(row)) for row in rows])


def as_gzip(path: Path, rows: list[Row]) -> None:
    with gzip.open(path.with_suffix(".csv.gz"), "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def as_parquet(path: Path, rows: list[Row]) -> None:
    plain = path.with_suffix(".tmp")
    write_csv(plain, rows)
    with duckdb.connect() as con:
        con.read_csv(str(plain), header=True, all_varchar=True).write_parquet(
            str(path.with_suffix(".parquet"))
        )
    plain.unlink()


def as_workbook(path: Path, rows: list[Row]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([str(value) for value in row])
    book.save(path.with_suffix(".xlsx"))


FORMS: tuple[Callable[[Path, list[Row]], None], ...] = (
    as_csv,
    as_semicolons,
    as_reordered,
    as_gzip,
    as_parquet,
    as_workbook,
)


def write_parts(shop: Shop, folder: Path, chance: random.Random) -> Path:
    """Each table in one to four files of any form, named by number or in numbered folders."""
    folder.mkdir()
    for table, header in HEADERS.items():
        rows = list(getattr(shop, table))
        if not rows:
            continue
        chance.shuffle(rows)
        cuts = sorted(chance.randrange(len(rows) + 1) for _ in range(chance.randrange(4)))
        in_folders = chance.random() < 0.5
        for number, (begin, end) in enumerate(zip([0, *cuts], [*cuts, len(rows)], strict=True)):
            if begin == end:
                continue
            path = folder / (f"2017-{number:02}/{table}" if in_folders else f"{table}_{number}")
            path.parent.mkdir(exist_ok=True)
            chance.choice(FORMS)(path, [header, *rows[begin:end]])
    return folder


@exhaustive
@settings(
    max_examples=tries(2, 25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
@given(shop=shops(), seed=st.integers(0, 10_000))
def test_parts_in_any_form_give_the_bytes_of_the_whole(shop: Shop, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        limits = {"max_rejected_money": 1.0}
        try:
            whole = publish(shop.write(here / "raw"), here / "whole", limits)
        except InputRefused:
            return
        parts = publish(
            write_parts(shop, here / "parts", random.Random(seed)), here / "out", limits
        )
        assert parts.bytes() == whole.bytes()
        assert parts.manifest["totals"] == whole.manifest["totals"]
        assert parts.manifest["reconciliation"] == whole.manifest["reconciliation"]


def split(shop: Shop, folder: Path, table: str, *names: str) -> Path:
    """The shop with the rows of one table dealt out to files of these names."""
    raw = shop.write(folder)
    (raw / FILES[table]).unlink()
    rows = getattr(shop, table)
    for number, name in enumerate(names):
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_csv(path, [HEADERS[table], *rows[number :: len(names)]])
    return raw


@pytest.mark.parametrize(
    "names",
    [
        ("orders_2017.csv", "orders_2018.csv"),
        ("orders_2017-01.csv", "orders_2017-02.csv", "orders_2017-03.csv"),
        ("year=2017/month=1/part-0.csv", "year=2017/month=2/part-0.csv"),
        ("2017-01/orders.csv", "2017-02/orders.csv"),
        (
            "orders/part-00000-0f3c2a44-9d1e-4c55-8a0b-1d2e3f4a5b6c-c000.csv",
            "orders/part-00001-1f3c2a44-9d1e-4c55-8a0b-1d2e3f4a5b6d-c000.csv",
        ),
    ],
)
def test_names_that_differ_in_numbers_are_parts(tmp_path: Path, names: tuple[str, ...]) -> None:
    expected = bytes_of(three_orders())
    raw = split(three_orders(), tmp_path / "split", "orders", *names)
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    files = [taken["file"] for taken in result.manifest["inputs"] if taken["table"] == "orders"]
    assert files == sorted(names)
    assert all(len(taken["sha256"]) == 64 for taken in result.manifest["inputs"])


@pytest.mark.parametrize(
    "names",
    [
        ("orders.csv", "orders (1).csv"),
        ("orders (1).csv", "orders (2).csv"),
        ("orders.csv", "orders_backup.csv"),
        ("orders_2017.csv", "orders_2017_new.csv"),
        ("orders_1_old.csv", "orders_2_old.csv"),
        ("orders_2017.csv", "orders_2017-01.csv"),
        ("orders.csv", "archive/orders.csv"),
    ],
)
def test_names_of_copies_and_versions_are_asked_about(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    raw = split(three_orders(), tmp_path / "raw", "orders", *names)
    with pytest.raises(InputError, match="2 files could be the table orders") as refused:
        find(raw)
    assert "--table orders=" in (refused.value.remedy or "")


@exhaustive
def test_a_folder_or_a_pattern_says_which_files_are_the_parts(tmp_path: Path) -> None:
    expected = bytes_of(three_orders())
    names = ("mine/north.csv", "mine/south.csv")
    raw = split(three_orders(), tmp_path / "split [1]", "orders", *names)
    for number, choice in enumerate(("mine", "mine/*th.csv", str(raw / "mine"), "**/*th.csv")):
        result = publish(raw, tmp_path / f"out{number}", {"tables": {"orders": choice}})
        assert result.bytes() == expected
    with pytest.raises(InputError, match="does not exist"):
        find(raw, {"orders": "mine/*.parquet"})
    with pytest.raises(InputError, match="lacks"):
        find(raw, {"orders": "*.csv"})


def test_a_folder_chosen_for_one_table_may_hold_the_files_of_others(tmp_path: Path) -> None:
    expected = bytes_of(three_orders())
    raw = split(three_orders(), tmp_path / "split", "orders", "north/ord-a.csv", "north/ord-b.csv")
    customers = (raw / FILES["customers"]).rename(raw / "north" / "cust-a.csv")
    both = {"orders": "north", "customers": "north/cust*.csv"}
    assert publish(raw, tmp_path / "out", {"tables": both}).bytes() == expected
    # What is no table at all, or is called as the table and lacks a column, is not passed over.
    strange = raw / "north" / "notes.csv"
    strange.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="chosen for orders lacks order_id"):
        find(raw, both)
    strange.unlink()
    customers.rename(raw / "north" / "orders-c.csv")
    with pytest.raises(InputError, match="chosen for orders lacks order_id"):
        find(raw, {"orders": "north"})
    for own in (raw / "north").glob("ord-*.csv"):
        own.unlink()
    (raw / "north" / "orders-c.csv").rename(customers)
    with pytest.raises(InputError, match="chosen for orders lacks order_id"):
        find(raw, both)


def test_the_same_file_twice_is_refused_even_where_the_user_named_both(tmp_path: Path) -> None:
    raw = split(three_orders(), tmp_path / "raw", "order_items", "order_items_1.csv")
    (raw / "order_items_2.csv").write_bytes((raw / "order_items_1.csv").read_bytes())
    for chosen in ({}, {"order_items": "order_items_*.csv"}):
        with pytest.raises(InputError, match="byte for byte"):
            find(raw, chosen)


def test_months_without_a_row_may_look_the_same(tmp_path: Path) -> None:
    expected = bytes_of(three_orders())
    raw = split(three_orders(), tmp_path / "split", "orders", "orders_1.csv")
    for name in ("orders_2.csv", "orders_3.csv"):
        write_csv(raw / name, [HEADERS["orders"]])
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    assert "part_without_rows" in result.codes


def test_a_table_whose_parts_are_all_empty_is_refused(tmp_path: Path) -> None:
    raw = three_orders().write(tmp_path / "raw")
    (raw / FILES["orders"]).unlink()
    for name in ("orders_1.csv", "orders_2.csv"):
        write_csv(raw / name, [HEADERS["orders"]])
    with pytest.raises(InputError, match="None of the 2 files of orders has a row"):
        publish(raw, tmp_path / "out")


def test_parts_that_overlap_count_what_is_in_both_once(tmp_path: Path) -> None:
    shop = three_orders()
    expected = bytes_of(shop)
    raw = split(shop, tmp_path / "split", "order_items", "order_items_1.csv", "order_items_2.csv")
    write_csv(raw / "order_items_3.csv", [HEADERS["order_items"], shop.order_items[0]])
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    [finding] = [f for f in result.manifest["findings"] if f["code"] == "duplicate_rows"]
    assert (finding["count"], finding["money"]) == (1, "10.5000")
    assert finding["file"] == "order_items_1.csv and 2 more"


@pytest.mark.parametrize("table", ["orders", "order_items", "order_payments", "customers"])
def test_parts_that_contradict_each_other_are_an_error(tmp_path: Path, table: str) -> None:
    shop = three_orders()
    raw = split(shop, tmp_path / "raw", table, f"{table}_1.csv", f"{table}_2.csv")
    changed = list(getattr(shop, table)[0])
    changed[-1] = {"orders": "2017-03-01 00:00:00", "customers": "RJ"}.get(table, "99.00")
    write_csv(raw / f"{table}_3.csv", [HEADERS[table], changed])
    with pytest.raises(InputRefused, match="contradict each other"):
        publish(raw, tmp_path / "out")


def test_rejected_rows_name_their_file_and_line_and_share_one_limit(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(300):
        shop.add(f"o{number:03}", f"u{number}", "2017-03-14", "10.00")
    raw = split(shop, tmp_path / "raw", "order_items", "order_items_1.csv", "order_items_2.csv")
    with (raw / "order_items_2.csv").open("a", encoding="utf-8") as file:
        file.write("o001,2,ten,0\n")
    result = publish(raw, tmp_path / "out")
    # 150 rows and the header stand above it.
    assert result["rejects"] == [
        {
            "file": "order_items_2.csv",
            "line": "152",
            "column": "price",
            "value": "ten",
            "reason": "is not an amount",
        }
    ]
    [finding] = [f for f in result.manifest["findings"] if f["code"] == "rejected_rows"]
    assert finding["share"] == 1 / 301
    assert finding["examples"] == ["order_items_2.csv, line 152: price is not an amount: 'ten'"]


def test_a_column_that_one_part_lacks_is_blank_in_its_rows(tmp_path: Path) -> None:
    shop = three_orders()
    raw = split(shop, tmp_path / "raw", "customers", "customers_1.csv")
    rows = shop.customers
    write_csv(raw / "customers_1.csv", [HEADERS["customers"], *rows[:2]])
    write_csv(raw / "customers_2.csv", [HEADERS["customers"][:2], rows[2][:2]])
    result = publish(raw, tmp_path / "out")
    states = {row["order_id"]: row["customer_state"] for row in result["master_orders"]}
    assert states == {"o1": "SP", "o2": "SP", "o3": ""}
    assert "column_missing" in result.codes


def dated(shop: Shop, pattern: str) -> list[Row]:
    return [
        (row[0], row[1], row[2], pattern.format(*str(row[3])[:10].split("-")) + " 12:00:00", "", "")
        for row in shop.orders
    ]


def test_a_part_that_leaves_the_date_order_open_is_read_as_the_others_are(tmp_path: Path) -> None:
    shop = three_orders().add("o4", "u4", "2017-04-03", "1.00")
    expected = bytes_of(shop)
    raw = split(shop, tmp_path / "split", "orders", "orders_1.csv")
    rows = dated(shop, "{2}/{1}/{0}")
    write_csv(raw / "orders_1.csv", [HEADERS["orders"], *rows[:3]])
    # 03/04/2017 alone could be the 4th of March.
    write_csv(raw / "orders_2.csv", [HEADERS["orders"], rows[3]])
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    [finding] = [f for f in result.manifest["findings"] if f["code"] == "convention_of_other_parts"]
    assert finding["file"] == "orders_2.csv"


def test_a_part_that_leaves_the_date_order_open_is_asked_about_where_no_other_says(
    tmp_path: Path,
) -> None:
    shop = three_orders().add("o4", "u4", "2017-04-03", "1.00")
    raw = split(shop, tmp_path / "raw", "orders", "orders_1.csv")
    write_csv(raw / "orders_1.csv", [HEADERS["orders"], *shop.orders[:3]])
    write_csv(raw / "orders_2.csv", [HEADERS["orders"], dated(shop, "{2}/{1}/{0}")[3]])
    with pytest.raises(InputRefused, match="could be day-first or month-first"):
        publish(raw, tmp_path / "out")


def test_parts_written_in_different_ways_are_each_read_as_they_are_written(tmp_path: Path) -> None:
    shop = three_orders()
    expected = bytes_of(shop)
    raw = split(shop, tmp_path / "split", "orders", "orders_1.csv")
    write_csv(raw / "orders_1.csv", [HEADERS["orders"], *dated(shop, "{2}/{1}/{0}")[:2]])
    write_csv(raw / "orders_2.csv", [HEADERS["orders"], dated(shop, "{1}/{2}/{0}")[2]])
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    assert "conventions_differ" in result.codes


def test_a_part_more_or_less_is_a_change(tmp_path: Path) -> None:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.run import Target, run_and_publish

    shop = three_orders()
    raw = split(shop, tmp_path / "raw", "order_reviews", "order_reviews_1.csv")
    target = Target(tmp_path / "out", if_changed=True)
    assert not run_and_publish(RunContext(), Request(raw), target).unchanged
    assert run_and_publish(RunContext(), Request(raw), target).unchanged
    more = ("r-o3", "o3", 3, "2017-04-01 10:00:00")
    write_csv(raw / "order_reviews_2.csv", [HEADERS["order_reviews"], more])
    assert not run_and_publish(RunContext(), Request(raw), target).unchanged
    (raw / "order_reviews_1.csv").unlink()
    assert not run_and_publish(RunContext(), Request(raw), target).unchanged


def test_what_spark_has_not_finished_writing_is_no_part(tmp_path: Path) -> None:
    raw = three_orders().write(tmp_path / "raw")
    (raw / FILES["order_items"]).unlink()
    items = [HEADERS["order_items"], *three_orders().order_items]
    for folder in ("items", "items/_temporary/0/task_1"):
        (raw / folder).mkdir(parents=True)
        as_parquet(raw / folder / "part-00000-11111111-2222-3333-4444-555555555555", items)
        items = items[:2]  # What is there so far.
    found = find(raw)
    assert [file.path.parent.name for file in found.tables["order_items"]] == ["items"]
