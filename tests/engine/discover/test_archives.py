"""Tables in ZIP archives are those of the files in them: none twice, none lost."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.discover.preview import preview
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import InputError
from tests.effort import exhaustive
from tests.shops import FILES, Shop, bytes_of, publish, write_csv

pytestmark = pytest.mark.long


def shop() -> Shop:
    result = Shop().add("o1", "u1", "2017-01-31 08:09:10", "10.50", score=5)
    return result.add("o2", "u1", "2017-02-28", "20.00").add("o3", "u2", "2017-03-30", "7.25")


def packed(path: Path, members: Mapping[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, bytes]:
    """The shop's files by their names."""
    folder = shop().write(tmp_path / "plain")
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


@pytest.fixture
def expected() -> dict[str, bytes]:
    """What is published of them."""
    return bytes_of(shop())


def test_one_archive_with_all_tables(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    beside = {"__MACOSX/._olist_orders_dataset.csv": b"\0\5\26\7"}
    inside = {f"olist/{name}": content for name, content in plain.items()}
    archive = packed(tmp_path / "raw" / "archive.zip", {**inside, **beside})
    assert publish(archive.parent, tmp_path / "folder").bytes() == expected
    assert publish(archive, tmp_path / "itself").bytes() == expected


def test_an_archive_a_table(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    for name, content in plain.items():
        packed(tmp_path / "raw" / f"{name}.zip", {name: content})
    assert publish(tmp_path / "raw", tmp_path / "out").bytes() == expected


@exhaustive
def test_every_form_within_an_archive(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    duckdb.sql(
        f"COPY (FROM '{tmp_path / 'plain' / FILES['orders']}') TO '{tmp_path / 'orders.pq'}' "
        "(FORMAT parquet)"
    )
    book = openpyxl.Workbook()
    for line in plain[FILES["order_reviews"]].decode().splitlines():
        book.worksheets[0].append(line.split(","))
    book.save(tmp_path / "reviews.xlsx")
    items = plain[FILES["order_items"]].decode()
    archive = packed(
        tmp_path / "raw" / "shop.zip",
        {
            "orders.pq": (tmp_path / "orders.pq").read_bytes(),
            "reviews.xlsx": (tmp_path / "reviews.xlsx").read_bytes(),
            "items.txt": items.replace(",", ";").encode("utf-16"),
            "customers.csv.gz": gzip.compress(plain[FILES["customers"]]),
            "payments.tsv": plain[FILES["order_payments"]].replace(b",", b"\t"),
        },
    )
    assert publish(archive.parent, tmp_path / "out").bytes() == expected
    for table, (file,) in find(archive.parent).tables.items():
        seen = preview(RunContext(), table, file, Conventions({}, {}))
        assert (seen.records, len(seen.rows)) == (len(getattr(shop(), table)),) * 2


def test_rejects_name_the_member_and_its_line(tmp_path: Path, plain: dict[str, bytes]) -> None:
    plain[FILES["order_items"]] += b"o3,2,a lot,0\n"
    archive = packed(tmp_path / "raw" / "archive.zip", plain)
    limits = {"max_rejected_rows": 1.0, "max_rejected_money": 1.0}
    (reject,) = publish(archive.parent, tmp_path / "out", limits)["rejects"]
    assert reject["file"] == f"archive.zip/{FILES['order_items']}"
    # The header, o1, o2 and o3 come before it.
    assert (reject["line"], reject["column"], reject["value"]) == ("5", "price", "a lot")


def test_an_archive_beside_what_was_unpacked_from_it_counts_once(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    raw = shop().write(tmp_path / "raw")
    packed(raw / "archive.zip", plain)
    packed(raw / "archive (1).zip", plain)
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    told = [f for f in result.manifest["findings"] if f["code"] == "same_in_archive"]
    assert [finding["count"] for finding in told] == [5, 5]
    assert {Path(one["file"]).suffix for one in result.manifest["inputs"]} == {".csv"}


def test_a_damaged_archive_beside_what_was_unpacked_from_it(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    raw = shop().write(tmp_path / "raw")
    name = FILES["customers"]
    content = bytearray(packed(raw / "archive.zip", {name: plain[name]}).read_bytes())
    # The check sum, in both places that name it: it is found when all was read.
    good = zlib.crc32(plain[name]).to_bytes(4, "little")
    content = content.replace(good, b"\1\2\3\4")
    (raw / "archive.zip").write_bytes(content)
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    assert "file_not_read" in result.codes


def test_an_archive_with_another_version_is_asked_about(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    raw = shop().write(tmp_path / "raw")
    orders = FILES["orders"]
    archive = packed(raw / "archive.zip", {**plain, orders: plain[orders] + b"\n"})
    with pytest.raises(InputError, match="2 files could be the table orders") as refused:
        publish(raw, tmp_path / "out")
    assert f"{archive}/{orders}" in str(refused.value)
    chosen = {"tables": {"orders": f"archive.zip/{orders}"}}
    assert publish(raw, tmp_path / "out", chosen).manifest["inputs"][0]["file"] == (
        f"archive.zip/{orders}"
    )


def test_parts_in_archives_are_added_up(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / FILES["orders"]).unlink()
    header, *lines = plain[FILES["orders"]].splitlines(keepends=True)
    packed(raw / "2017-01.zip", {"orders.csv": header + b"".join(lines[:1])})
    packed(raw / "2017-02.zip", {"orders.csv": header + b"".join(lines[1:])})
    assert publish(raw, tmp_path / "out").bytes() == expected


def with_password(content: bytes) -> bytes:
    """The archive as if its members were encrypted."""
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = content.index(mark) + place
        content = content[:start] + bytes([content[start] | 1]) + content[start + 1 :]
    return content


def test_what_is_wrong_with_an_archive_is_told_of_it(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    raw = shop().write(tmp_path / "raw")
    orders = plain[FILES["orders"]]
    (raw / FILES["orders"]).unlink()
    archive = packed(raw / "archive.zip", {"orders.csv": orders})
    good = archive.read_bytes()
    place = good.index(b"orders.csv") + len("orders.csv") + 5
    damaged = good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :]
    for content, said in (
        (with_password(good), "The archive is protected by a password."),
        (damaged, "The ZIP archive is damaged or cut off."),
        (good[:-30], "The ZIP archive is damaged or cut off."),
    ):
        archive.write_bytes(content)
        with pytest.raises(InputError) as refused:
            publish(raw, tmp_path / "out")
        assert refused.value.what == said
        assert str(refused.value.file).startswith(str(archive))
    packed(archive, {"../../orders.csv": orders})
    with pytest.raises(InputError, match="names a file outside of itself"):
        publish(raw, tmp_path / "out")
    assert not (tmp_path / "orders.csv").exists()
    with zipfile.ZipFile(archive, "w") as twice:
        twice.writestr("orders.csv", orders)
        with pytest.warns(UserWarning, match="Duplicate name"):
            twice.writestr("orders.csv", orders + b"\n")
    with pytest.raises(InputError, match="two files of one name"):
        publish(raw, tmp_path / "out")


def test_a_useless_archive_beside_the_tables_is_a_note(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / "pictures.zip").write_bytes(b"PK\3\4 and no more")
    packed(raw / "older.zip", {"inner.zip": b"PK\5\6" + b"\0" * 18, "data.json": b"{}"})
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    assert {"file_not_read", "format_not_read"} <= set(result.codes)


def test_an_archive_is_known_by_its_content(tmp_path: Path, plain: dict[str, bytes]) -> None:
    archive = packed(tmp_path / "raw" / "archive.zip", plain)
    target = Target(tmp_path / "out", if_changed=True)
    request = Request(archive.parent)
    assert not run_and_publish(RunContext(), request, target).unchanged
    assert run_and_publish(RunContext(), request, target).unchanged
    reviews = FILES["order_reviews"]
    packed(archive, {**plain, reviews: plain[reviews].replace(b",5,", b",4,")})
    outcome = run_and_publish(RunContext(), request, target)
    assert not outcome.unchanged
    rows = (tmp_path / "out" / "master_orders.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].split(",")[6] == "4.0"
    # The same archive, and another of its files.
    other = plain[FILES["orders"]].replace(b"o2,c-o2,delivered", b"o2,c-o2,canceled")
    packed(archive, {**plain, "other.csv": other})
    for name in (FILES["orders"], "other.csv"):
        chosen = replace(request, tables={"orders": f"archive.zip/{name}"})
        assert not run_and_publish(RunContext(), chosen, target).unchanged
        assert run_and_publish(RunContext(), chosen, target).unchanged


@exhaustive
def test_text_files_and_tables_of_other_names(
    tmp_path: Path, plain: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, content in plain.items():
        (raw / name.replace(".csv", ".txt")).write_bytes(content)
    (raw / "customer notes.txt").write_text("Call them, and soon.", encoding="utf-8")
    orders = raw / FILES["orders"].replace(".csv", ".txt")
    source = f"read_csv('{orders}')"
    duckdb.sql(f"COPY (FROM {source}) TO '{raw / 'orders.pq'}' (FORMAT parquet)")
    orders.unlink()
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    # A text that is no table is nothing to speak of.
    assert "file_not_recognised" not in result.codes
    write_csv(raw / "other.csv", [("alpha", "beta")])
    assert "file_not_recognised" in publish(raw, tmp_path / "out").codes


@exhaustive
def test_nothing_is_unpacked_outside_of_the_temporary_folder_that_is_named(
    tmp_path: Path,
    plain: dict[str, bytes],
    expected: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of Parquet files and workbooks, in an archive and beside it; the system's folder is gone."""
    orders, reviews = FILES["orders"], FILES["order_reviews"]
    parquet = tmp_path / "orders.parquet"
    duckdb.sql(f"COPY (FROM '{tmp_path / 'plain' / orders}') TO '{parquet}' (FORMAT parquet)")
    book = openpyxl.Workbook()
    for line in plain[reviews].decode().splitlines():
        book.worksheets[0].append(line.split(","))
    book.save(tmp_path / "reviews.xlsx")
    members = {name: content for name, content in plain.items() if name not in (orders, reviews)}
    members["orders.parquet"] = parquet.read_bytes()
    raw = tmp_path / "raw"
    packed(raw / "shop.zip", {**members, "reviews.xlsx": (tmp_path / "reviews.xlsx").read_bytes()})
    beside = tmp_path / "beside"
    packed(beside / "shop.zip", members)
    (beside / "reviews.xlsx").write_bytes((tmp_path / "reviews.xlsx").read_bytes())
    named = tmp_path / "named"
    named.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    for folder in (raw, beside):
        request = Request(folder, temp_dir=named)
        run_and_publish(RunContext(), request, Target(tmp_path / folder.name / "out"))
        assert {
            path.name: path.read_bytes() for path in (tmp_path / folder.name / "out").glob("*.csv")
        } == expected
        assert list(named.iterdir()) == []
