"""Files that mislead: each of them once made a wrong number that looks right."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import examine_only
from crri_gui.errors import ExitCode, InputError
from tests.effort import exhaustive, one_in, pairs
from tests.engine.ingest.fuzz.stage import CRRI, LENIENT, Stage, crri, shop, tree
from tests.shops import FILES

pytestmark = pytest.mark.long


def rewritten(stage: Stage, table: str, change: Callable[[int, list[str]], list[str]]) -> None:
    """Each row of a table's file through `change` (its number from 0, its fields)."""
    file = stage.raw / FILES[table]
    with file.open(encoding="utf-8", newline="") as old:
        rows = list(csv.reader(old))
    with file.open("w", encoding="utf-8", newline="") as new:
        csv.writer(new, lineterminator="\n").writerows(
            [rows[0], *(change(number, row) for number, row in enumerate(rows[1:]))]
        )


def revenue_of(manifest: Mapping[str, Any] | None) -> Decimal | None:
    return None if manifest is None else Decimal(manifest["totals"]["revenue"])


def test_thousands_that_look_like_decimals_are_asked_about(sound: Stage) -> None:
    # 12.990 is twelve thousand in Chile; every amount here ends in 0, so no cent is doubtful.
    rewritten(sound, "order_items", lambda _, row: [*row[:2], "12.990", row[3]])
    assert sound.assault() is None


@exhaustive
def test_the_chosen_decimal_sign_is_heeded(sound: Stage) -> None:
    whole = revenue_of(sound.assault())
    assert whole is not None
    rewritten(sound, "order_items", lambda _, row: [*row[:2], "12.990", row[3]])
    manifest = sound.assault("--decimal", "order_items.price=comma")
    assert manifest is not None
    goods = next(s for s in manifest["reconciliation"] if s["code"] == "prices")["total"]
    assert Decimal(goods["amount"]) == 12990 * goods["count"]


@exhaustive
def test_numbers_that_are_no_text_have_no_decimal_sign(sound: Stage) -> None:
    file = sound.raw / FILES["order_items"]
    packed = file.with_suffix(".parquet")
    rewritten(sound, "order_items", lambda _, row: [*row[:2], "1.125", row[3]])
    duckdb.execute(f"COPY (FROM read_csv('{file}')) TO '{packed}' (FORMAT parquet)")
    file.unlink()
    plain, comma = sound.assault(), sound.assault("--decimal", "comma")
    assert revenue_of(plain) is not None
    assert revenue_of(comma) == revenue_of(plain)


def test_afternoons_are_not_read_as_mornings(sound: Stage) -> None:
    rewritten(
        sound, "orders", lambda _, row: [*row[:3], row[3][:10] + " 11:30:00 PM", row[4], row[5]]
    )
    manifest = sound.assault()
    assert manifest is not None
    with (sound.out / "master_orders.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["delivery_days"] == "0.40"  # 23:30 to 09:00, not 11:30 to 09:00


def test_what_is_no_zone_is_no_time(sound: Stage) -> None:
    rewritten(
        sound, "orders", lambda n, row: [*row[:3], row[3] + (" foo" if n == 3 else ""), *row[4:]]
    )
    manifest = sound.assault(*LENIENT)
    assert manifest is None or "rejected_rows" in {f["code"] for f in manifest["findings"]}


@pytest.mark.parametrize("blank", one_in(3, ["NULL", "nan", "None", r"\N", "N/A"]))
def test_customers_without_a_name_are_not_one_customer(sound: Stage, blank: str) -> None:
    rewritten(sound, "customers", lambda n, row: [row[0], blank if n % 2 else row[1], row[2]])
    manifest = sound.assault(*LENIENT)
    assert manifest is None or {f["code"] for f in manifest["findings"]} & {
        "rejected_rows",
        "key_blank",
    }


@pytest.mark.parametrize(("last", "table"), pairs([7, 8, 20], ["order_items", "order_payments"]))
def test_rows_within_quotation_marks_of_a_column_not_read_are_missed(
    sound: Stage, table: str, last: int
) -> None:
    # A name that begins with a mark, rows further down one that ends with a mark: one field.
    file = sound.raw / FILES[table]
    lines = file.read_text(encoding="utf-8").splitlines()
    names = {6: '"Smart TV', last: 'TV 17"'}
    place = 2
    for number, line in enumerate(lines):
        fields = line.split(",")
        fields.insert(place, names.get(number, "name" if number == 0 else "TV"))
        lines[number] = ",".join(fields)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    manifest = sound.assault(*LENIENT)
    odd = {"records_lost", "rejected_rows", "rows_in_quotes", "control_characters"}
    assert manifest is None or {f["code"] for f in manifest["findings"]} & odd


def test_the_file_that_was_chosen_is_the_file_that_is_read(sound: Stage) -> None:
    whole = revenue_of(sound.assault())
    file = sound.raw / FILES["order_items"]
    chosen = file.rename(sound.raw / "items[1].csv")
    text = chosen.read_text(encoding="utf-8")
    (sound.raw / "items1.csv").write_text(text.replace(".", "9."), encoding="utf-8")
    assert revenue_of(sound.assault("--table", "order_items=items[1].csv")) == whole


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_s_name_is_no_column(sound: Stage, tmp_path: Path, kind: str) -> None:
    whole = revenue_of(sound.assault())
    raw = tmp_path / "price=5"
    sound.raw.rename(raw)
    try:
        if kind == "parquet":
            file = raw / FILES["order_items"]
            target = file.with_suffix(".parquet")
            duckdb.execute(
                f"COPY (FROM read_csv('{file}', hive_partitioning=false)) "
                f"TO '{target}' (FORMAT parquet)"
            )
            file.unlink()
        there = Stage(raw, sound.out, sound.temp)
        assert revenue_of(there.assault()) == whole
    finally:
        raw.rename(sound.raw)


@pytest.mark.parametrize(
    ("setting", "table", "kept"),
    [
        ("order_value=payments", "order_payments", 0),
        ("order_value=items_freight", "order_items", 3),
    ],
)
def test_a_value_without_its_column_is_no_number(
    sound: Stage, setting: str, table: str, kept: int
) -> None:
    file = sound.raw / FILES[table]
    lines = [line.split(",")[:kept] for line in file.read_text(encoding="utf-8").splitlines()]
    if kept:
        file.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    else:
        file.unlink()
    assert sound.assault("--set", setting) is None


def test_items_of_other_orders_are_refused(sound: Stage) -> None:
    rewritten(sound, "order_items", lambda _, row: [f"other-{row[0]}", *row[1:]])
    manifest = sound.assault()
    assert manifest is None, "revenue 0.00 was published: not one item found its order"


def test_a_late_rate_of_nothing_is_blank(sound: Stage) -> None:
    file = sound.raw / FILES["orders"]
    lines = [line.split(",")[:4] for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    assert sound.assault("--set", "late_over=all") is not None
    with (sound.out / "ops_metrics.csv").open(encoding="utf-8", newline="") as rows:
        assert {row["late_delivery_rate"] for row in csv.DictReader(rows)} == {""}


def test_sums_beyond_the_widest_amount_are_refused(sound: Stage) -> None:
    rewritten(sound, "order_items", lambda n, row: ["order0000", str(n), "90000000000000.00", "0"])
    file = sound.raw / FILES["order_items"]
    with file.open("a", encoding="utf-8") as more:
        for number in range(1000, 1200):
            more.write(f"order0000,{number},90000000000000.00,0\n")
    assert sound.assault() is None


def test_little_memory_is_a_clear_error(sound: Stage) -> None:
    sound.assault("--memory-limit", "1MB")


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_is_no_file(sound: Stage) -> None:
    assert sys.platform != "win32"
    os.mkfifo(sound.raw / "pipe.csv")
    done = subprocess.run(
        [*CRRI, "check", "--input-dir", str(sound.raw), "--quiet"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, ExitCode.INPUT)


@pytest.mark.parametrize(
    "content",
    [
        'preset = ["a"]',
        "preset = {a = 1}",
        "snapshot = 2021-01-01",
        "statuses = [1]",
        "[statuses]",
        "\x00",
        "late = 1e400",
    ],
)
def test_odd_definitions_are_usage_errors(sound: Stage, tmp_path: Path, content: str) -> None:
    file = tmp_path / "definitions.toml"
    file.write_text(content, encoding="utf-8")
    done = crri("check", "--input-dir", sound.raw, "--definitions", file, "--json")
    assert done.code == ExitCode.USAGE
    assert done.document["error"]["remedy"]


def test_raw_files_are_never_written_over(sound: Stage) -> None:
    sources = tree(sound.raw)
    orders = sound.raw / FILES["orders"]
    crri("check", "--input-dir", sound.raw, "--rejects", orders, "--json")
    assert tree(sound.raw) == sources
    named = orders.rename(sound.raw / "master_orders.csv")
    content = named.read_bytes()
    crri("run", "--input-dir", sound.raw, "--output-dir", sound.raw, "--json")
    assert named.read_bytes() == content


def test_a_file_that_goes_during_the_run(sound: Stage) -> None:
    payments = sound.raw / FILES["order_payments"]

    def remove(progress: Progress) -> None:
        if progress.stage == "read":
            payments.unlink(missing_ok=True)

    with pytest.raises(InputError, match="cannot be read any more") as error:
        examine_only(RunContext(remove), Request(sound.raw))
    assert error.value.file == str(payments)


@pytest.mark.parametrize("end", one_in(2, ["\r\n", "\n"]))
def test_rejects_do_not_depend_on_the_line_ends(sound: Stage, end: str) -> None:
    orders, items = (sound.raw / FILES[table] for table in ("orders", "order_items"))
    shop(300).write(sound.raw, lineterminator=end)
    for file, row in ((orders, "order0003,"), (items, "order0005,"), (items, "order0009,")):
        data = file.read_bytes().decode()
        file.write_bytes(data.replace(row, f"{row},", 1).encode())
    data = items.read_bytes().decode()
    items.write_bytes(re.sub("order0200,1,[^,]*,", "order0200,1,none,", data).encode())
    manifest = sound.assault("--max-rejected-money", "100")
    assert manifest is not None
    assert [entry["rejected"] for entry in manifest["inputs"]][:3] == [1, 0, 3]
    with (sound.out / "rejects.csv").open(encoding="utf-8", newline="") as file_:
        rejects = list(csv.DictReader(file_))
    assert not [reject for reject in rejects if reject["value"].startswith(("\n", "\r"))]
    place = data.split(end).index(next(x for x in data.split(end) if x.startswith("order0200,1")))
    assert int(rejects[-1]["line"]) == place + 1


@pytest.mark.parametrize("amount", one_in(2, ["1e400", "9" * 40, "-1e30", "NaN"]))
def test_a_rejected_row_may_hold_any_amount(sound: Stage, amount: str) -> None:
    file = sound.raw / FILES["order_items"]
    data = file.read_text(encoding="utf-8")
    file.write_text(re.sub("order0003,1,", f"order0003,1,{amount},", data), encoding="utf-8")
    sound.assault(*LENIENT)


@pytest.mark.parametrize(("value", "place"), pairs(["infinity", "-infinity", "epoch"], [3, 4, 5]))
def test_special_words_are_no_dates(sound: Stage, place: int, value: str) -> None:
    # DuckDB reads them as dates; PostgreSQL writes the first two.
    rewritten(
        sound,
        "orders",
        lambda n, row: [*row[:place], value if n == 4 else row[place], *row[place + 1 :]],
    )
    manifest = sound.assault(*LENIENT)
    assert manifest is None or "rejected_rows" in {f["code"] for f in manifest["findings"]}


def test_a_file_replaced_after_it_was_read_is_noticed(sound: Stage) -> None:
    file = sound.raw / FILES["order_items"]

    def exchange(progress: Progress) -> None:
        new = file.with_suffix(".new")
        if progress.stage == "check" and not new.exists():
            new.write_bytes(file.read_bytes().replace(b".", b"9."))
            new.replace(file)

    with pytest.raises(InputError, match="changed while it was read") as error:
        examine_only(RunContext(exchange), Request(sound.raw))
    assert error.value.file == str(file)


def test_rejected_refunds_do_not_hide_rejected_sales(sound: Stage) -> None:
    shop(300).write(sound.raw)
    file = sound.raw / FILES["order_items"]
    with file.open("a", encoding="utf-8") as more:
        more.write("order0003,8,90000.00,1,0\norder0005,9,-90000.00,1,0\n")
    assert sound.assault() is None, "180,000 of money was rejected, the limit is 1 %"
