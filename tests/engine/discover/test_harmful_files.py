"""Files that are damaged or made to harm: a clear error, soon and within a gigabyte."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import psutil
import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import examine_only
from crri_gui.errors import Cancelled, InputError
from tests.effort import exhaustive
from tests.shops import FILES, Shop, bytes_of, publish

pytestmark = pytest.mark.long

MEGABYTE = 1 << 20
ITEMS = b"order_id,order_item_id,price,freight_value\n"


def shop() -> Shop:
    result = Shop()
    for number in range(20):
        result.add(f"order-{number:03}", f"customer-{number:03}", "2017-01-02", "10.00", score=5)
    return result


def far_cell(raw: Path) -> str:
    book = openpyxl.Workbook()
    book.worksheets[0].append(ITEMS.decode().strip().split(","))
    book.worksheets[0]["XFD1048576"] = "here"
    book.save(raw / "items.xlsx")
    return "XFD1048576"


def damaged_byte(raw: Path) -> str:
    book = openpyxl.Workbook()
    for number in range(2000):
        book.worksheets[0].append([f"o{number}", number, "9.99", "1.00"])
    book.save(raw / "items.xlsx")
    content = bytearray((raw / "items.xlsx").read_bytes())
    content[content.index(b"xl/worksheets/sheet1.xml") + 2000] ^= 0xFF
    (raw / "items.xlsx").write_bytes(content)
    return "damaged"


def workbook_bomb(raw: Path) -> str:
    with zipfile.ZipFile(raw / "items.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(400):
                member.write(b"\0" * MEGABYTE)
    return "unpacks to more than"


def archive_bomb(raw: Path) -> str:
    with (
        zipfile.ZipFile(raw / "items.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("items.csv", "w") as member,
    ):
        member.write(ITEMS)
        for _ in range(400):
            member.write(b"\n" * MEGABYTE)
    return "unpacks to more than"


def lying_bomb(raw: Path) -> str:
    """An archive that says its member has 1,000 bytes."""
    archive_bomb(raw)
    content = (raw / "items.zip").read_bytes()
    size = (400 * MEGABYTE + len(ITEMS)).to_bytes(4, "little")
    assert size in content
    (raw / "items.zip").write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    return "damaged"


def gzip_bomb(raw: Path) -> str:
    with gzip.open(raw / "items.csv.gz", "wb") as packed:
        packed.write(ITEMS)
        for _ in range(400):
            packed.write(b"\n" * MEGABYTE)
    return "unpacks to more than"


def wide_line(raw: Path) -> str:
    (raw / "items.csv").write_bytes(ITEMS + (b"y" * 100 + b",") * 20_000 + b"\n")
    return "20,001 fields where the header has 4"


def wide_line_packed(raw: Path) -> str:
    said = wide_line(raw)
    content = (raw / "items.csv").read_bytes().decode().encode("utf-16")
    (raw / "items.csv").unlink()
    (raw / "items.csv.gz").write_bytes(gzip.compress(content))
    return said


def wide_workbook(raw: Path) -> str:
    book = openpyxl.Workbook()
    for row in (ITEMS.decode().strip().split(","), ["o1", 1, "much", "0"]):
        book.worksheets[0].append(row)
    book.worksheets[0]["XFD1"] = "far"
    book.save(raw / "items.xlsx")
    return "No value of order_items.price"


HARMFUL = (
    far_cell,
    damaged_byte,
    workbook_bomb,
    archive_bomb,
    lying_bomb,
    gzip_bomb,
    wide_line,
    wide_line_packed,
    wide_workbook,
)
MORE_BOMBS = (archive_bomb, lying_bomb, wide_line_packed, wide_workbook)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process this way")
@pytest.mark.parametrize(
    "harmful",
    [pytest.param(made, marks=exhaustive if made in MORE_BOMBS else ()) for made in HARMFUL],
    ids=lambda made: made.__name__,
)
def test_the_error_is_clear_and_cheap(tmp_path: Path, harmful: Callable[[Path], str]) -> None:
    import resource

    raw = shop().write(tmp_path / "raw")
    (raw / FILES["order_items"]).unlink()
    said = harmful(raw)

    def limit() -> None:
        # Processor time, so that a busy machine fails nothing; the memory that is taken.
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
        resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30))

    command = "-m crri_gui check --json --memory-limit 500MB --input-dir".split()
    ended = subprocess.run(
        [sys.executable, *command, str(raw)],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        check=False,
    )
    assert ended.returncode == 3, ended.stderr
    told = json.loads(ended.stdout)
    assert said in json.dumps(told)
    if "error" in told:
        assert "items" in (told["error"]["file"] or "")
    assert not list(raw.glob("*.tmp"))


def test_a_wide_line_is_told_by_its_number(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    file = raw / FILES["order_items"]
    # Its header and 20 items come before it.
    file.write_bytes(file.read_bytes() + (b"y" * 100 + b",") * 5_000 + b"\n")
    with pytest.raises(InputError) as refused:
        publish(raw, tmp_path / "out")
    assert refused.value.where == f"{file}, line 22"


@exhaustive
def test_delimiters_in_long_texts_are_no_fields(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    expected = bytes_of(shop())
    file = raw / FILES["order_reviews"]
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    text = f"{'well, ' * 20_000}\n{'and, ' * 20_000}"
    texts = [f"{header},text", *(f'{line},"{text}"' for line in lines)]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    assert publish(raw, tmp_path / "b").bytes() == expected


@exhaustive
def test_a_harmful_file_beside_the_tables_stops_nothing(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    expected = bytes_of(shop())
    far_cell(raw)
    (raw / "items.xlsx").rename(raw / "budget.xlsx")
    archive_bomb(raw)
    result = publish(raw, tmp_path / "b")
    assert result.bytes() == expected
    assert [f["code"] for f in result.manifest["findings"]].count("file_not_read") == 2


def test_reading_a_workbook_is_cancelled(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("reviews")
    for number in range(15_000):
        sheet.append([f"r{number}", f"order-{number}", 5, "2017-01-01", "a text that is long"])
    book.save(raw / "reviews.xlsx")
    run, this = RunContext(), psutil.Process()
    before = set(this.children())

    def cancel() -> None:
        while not set(this.children()) - before:
            time.sleep(0.001)
        run.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(Cancelled):
        find(raw, run=run)
    thread.join()
    assert set(this.children()) <= before


def test_a_check_in_this_process_outlives_the_reader(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / FILES["order_items"]).unlink()
    far_cell(raw)
    with pytest.raises(InputError, match="far away from its rows"):
        examine_only(RunContext(), Request(raw))
