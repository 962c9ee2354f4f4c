"""All that is wrong with a folder is told at once; what is not needed stops nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import openpyxl
import pytest

from crri_gui.cli import main
from crri_gui.engine.discover.find import find, find_what_is_there
from crri_gui.errors import InputError, InputErrors
from tests.effort import one_in
from tests.shops import FILES, HEADERS, Shop, publish, publish_shop, write_csv


def shop() -> Shop:
    return Shop().add("o1", "u1", "2017-01-31", "10.50", score=5).add("o2", "u2", "2017-02-28", 20)


def problems_of(folder: Path) -> tuple[InputError, ...]:
    with pytest.raises(InputError) as refused:
        find(folder)
    error = refused.value
    return error.errors if isinstance(error, InputErrors) else (error,)


def merged(path: Path) -> Path:
    """Every table of the shop joined into one."""
    header = dict.fromkeys(name for names in HEADERS.values() for name in names)
    write_csv(path, [tuple(header), ("x",) * len(header)])
    return path


UNNEEDED = {
    "empty": ("olist_products_dataset.csv", b""),
    "no header": ("olist_sellers_dataset.csv", b"1,2,3\n"),
    "products with English names": (
        "olist_products_dataset.csv",
        b"product_id,product_category_name,product_category_name_english\np,a,b\n",
    ),
    "a column twice": (
        "olist_products_dataset.csv",
        b"product_id,product_id,product_category_name\np,p,a\n",
    ),
    "no text": ("olist_geolocation_dataset.csv", bytes(range(256)) * 10),
    "damaged workbook": ("sellers.xlsx", b"PK\3\4 and no more"),
    "damaged archive": ("products.zip", b"PK\3\4 and no more"),
    "damaged Parquet": ("geolocation.parquet", b"PAR1 and no more"),
    "another workbook": ("products.xlsb", b"PK\3\4"),
    "a database": ("shop.sqlite", b"SQLite format 3\0"),
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The outputs of the shop by itself."""
    return publish_shop(shop(), tmp_path_factory.mktemp("expected")).bytes()


@pytest.mark.parametrize("what", one_in(3, UNNEEDED))
def test_a_table_that_feeds_no_output_stops_nothing(
    tmp_path: Path, expected: dict[str, bytes], what: str
) -> None:
    raw = shop().write(tmp_path / "raw")
    name, content = UNNEEDED[what]
    (raw / name).write_bytes(content)
    (raw / "product_category_name_translation.csv").write_text(
        "product_category_name,product_category_name_english\na,b\n", encoding="utf-8"
    )
    result = publish(raw, tmp_path / "b")
    assert result.bytes() == expected
    assert {f["severity"] for f in result.manifest["findings"] if name in (f["file"] or "")} <= {
        "note"
    }


def test_a_wrong_name_for_a_table_that_feeds_no_output_stops_nothing(
    tmp_path: Path, expected: dict[str, bytes]
) -> None:
    raw = shop().write(tmp_path / "raw")
    wrong = {"tables": {"products": "not-there.csv"}}
    assert publish(raw, tmp_path / "out", wrong).bytes() == expected


def test_a_merged_file_beside_the_tables_is_left_alone(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    expected = publish(raw, tmp_path / "a").bytes()
    merged(raw / "olist_merged.csv")
    result = publish(raw, tmp_path / "b")
    assert result.bytes() == expected
    (finding,) = [f for f in result.manifest["findings"] if f["code"] == "joined_file"]
    assert ", ".join(HEADERS) in finding["message"]


def test_a_merged_file_alone_is_one_error_with_all_tables(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    file = merged(tmp_path / "raw" / "olist_merged.csv")
    (error,) = problems_of(tmp_path / "raw")
    assert error.what == (
        f"The file looks like several tables joined into one: {', '.join(HEADERS)}."
    )
    assert error.file == str(file)


def test_a_merged_file_that_alone_holds_a_table_is_an_error(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / FILES["order_items"]).unlink()
    merged(raw / "olist_merged.csv")
    (error,) = problems_of(raw)
    assert "joined into one" in error.what


def test_all_problems_are_told_at_once_each_of_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / FILES["orders"]).write_bytes(b"")
    write_csv(raw / FILES["customers"], [("id", "name"), (1, 2)])
    copy = raw / "items (1).csv"
    copy.write_bytes((raw / FILES["order_items"]).read_bytes())
    errors = problems_of(raw)
    assert len(errors) == 3
    assert [error.file for error in errors[:2]] == [
        str(raw / FILES["orders"]),
        str(raw / FILES["customers"]),
    ]
    assert "empty" in errors[0].what
    assert "'id, name'" in errors[1].what
    assert "the same, byte for byte" in errors[2].what
    assert main.main(["check", "--input-dir", str(raw)]) == 3
    told = capsys.readouterr().err
    assert told.count("Error: ") == told.count("What to do: ") == 3
    assert main.main(["check", "--json", "--input-dir", str(raw)]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert [one["what"] for one in answer["errors"]] == [error.what for error in errors]
    assert answer["error"] == answer["errors"][0]


def test_the_folder_is_described_where_a_table_is_missing(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / FILES["orders"]).unlink()
    write_csv(raw / "export.csv", [("alpha", "beta"), (1, 2)])
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Plan1"
    book.worksheets[0].append(["Pedido", "Cliente"])
    book.create_sheet("Plan2").append(["Item", "Preço"])
    book.save(raw / "shop.xlsx")
    (raw / "backup.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    (error,) = problems_of(raw)
    assert error.what == (
        "No file holds the table orders; without it nothing can be computed. The folder holds: "
        "export.csv ('alpha, beta'); shop.xlsx#Plan1 ('Pedido, Cliente'); "
        "shop.xlsx#Plan2 ('Item, Preço'); backup.7z (another kind of archive, not read); "
        f"{FILES['customers']}; {FILES['order_items']}; and 2 more."
    )


def test_a_wrong_folder_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "NOTES.txt").write_text("Nothing here.\n", encoding="utf-8")
    (error,) = problems_of(tmp_path)
    assert error.what == (
        "No file holds the tables orders, customers, order_items. The folder holds: NOTES.txt "
        "('Nothing here.')."
    )


def test_a_needed_table_in_a_format_that_is_not_read(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / FILES["orders"]).rename(raw / "orders.csv.zst")
    (error,) = problems_of(raw)
    assert (error.what, error.file) == (
        "The file is packed in another way, which is not read.",
        str(raw / "orders.csv.zst"),
    )


@pytest.mark.parametrize("lost", ["orders_2018.csv", "orders_2018.xls", "2018.zip/orders.csv"])
def test_a_part_that_cannot_be_read_is_an_error(tmp_path: Path, lost: str) -> None:
    """Else the orders of a year would be missing with a note."""
    raw = shop().write(tmp_path / "raw")
    first = raw / lost.replace("2018", "2017").replace(".xls", ".csv")
    first.parent.mkdir(exist_ok=True)
    (raw / FILES["orders"]).rename(first)
    (raw / lost).parent.mkdir(exist_ok=True)
    (raw / lost).write_bytes(b"")
    found = find_what_is_there(raw)
    assert list(found.problems) == ["orders"]
    assert found.problems["orders"].file == str(raw / lost)


def test_numbers_that_all_tables_share_make_no_parts(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    for number, name in enumerate(FILES.values()):
        (raw / name).rename(raw / f"table {number}.csv")
    (raw / "table 9.csv").write_bytes(b"")
    assert not find_what_is_there(raw).problems


def test_one_file_is_the_table_whatever_it_is_called(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    (raw / FILES["orders"]).rename(raw / "orders (1) final copy.csv")
    assert not find_what_is_there(raw).problems


@pytest.mark.skipif(
    os.name == "nt", reason="Windows has no pipes in folders, and links need rights"
)
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_has_the_name_of_a_table_and_is_no_file_is_named(tmp_path: Path, kind: str) -> None:
    folder = shop().write(tmp_path / "raw")
    # Without products the shop is whole.
    for path in (folder / FILES["orders"], folder / "olist_products_dataset.csv"):
        path.unlink(missing_ok=True)
        if kind == "link":
            path.symlink_to(tmp_path / "taken away")
        else:
            os.mkfifo(path)
    [problem] = problems_of(folder)
    assert problem.file == str(folder / FILES["orders"])
    assert "no file that can be read" in problem.what
    (folder / FILES["orders"]).unlink()
    shop().write(tmp_path / "again")
    (tmp_path / "again" / FILES["orders"]).rename(folder / FILES["orders"])
    assert "orders" in find(folder).used
