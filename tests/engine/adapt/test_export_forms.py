"""Forms of amounts, dates, ids, missing words and files on exports of three layouts: the bytes of
the clean export, whatever it looks like.

A new form is one line in its table, here or beside those of Olist's layout.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from crri_gui.definitions import Conventions
from crri_gui.sample.shop import make_shop
from tests.effort import one_in
from tests.engine.ingest.test_forms_matrix import AMOUNTS, DATES, IDS, MISSING, Form
from tests.exports import LAYOUTS, write
from tests.shops import publish

pytestmark = pytest.mark.long

Rows = list[list[str]]
ORDERS = 60
# With one key for all of them, a customer is the same in every form.
KEY = "ab" * 32
# Which columns hold amounts, times, ids, states, and something that can have an accent.
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "shopify": {
        "amounts": ("Subtotal", "Shipping", "Taxes", "Total", "Lineitem price", "Refunded Amount"),
        "time": ("Created at",),
        "ids": ("Name", "Email"),
        "state": ("Shipping Province",),
        "accented": ("Shipping Province",),
    },
    "woocommerce": {
        "amounts": (
            *("Cart Discount Amount", "Order Subtotal Amount", "Order Shipping Amount"),
            *("Order Refund Amount", "Order Total Amount", "Order Total Tax Amount", "Item Cost"),
        ),
        "time": ("Order Date",),
        "ids": ("Order Number", "Email (Billing)"),
        "state": ("State Code (Shipping)",),
        "accented": ("State Code (Shipping)",),
    },
    "one row an item": {
        "amounts": ("Einzelpreis",),
        "time": ("Bestelldatum",),
        "ids": ("Bestellnummer", "Kundennummer"),
        "state": (),
        "accented": ("Kundennummer",),
    },
}
QUANTITIES = {"shopify": "Lineitem quantity", "woocommerce": "Quantity", "one row an item": "Menge"}


def as_text(rows: Rows, **dialect: Any) -> str:
    text = io.StringIO()
    options: dict[str, Any] = {"lineterminator": "\n", **dialect}
    csv.writer(text, **options).writerows(rows)
    return text.getvalue()


def text_file(name: str, encoding: str, **dialect: Any) -> Callable[[Path, Rows], None]:
    def written(folder: Path, rows: Rows) -> None:
        # What Windows has no letter for is left out, such as a zero-width space.
        (folder / name).write_bytes(as_text(rows, **dialect).encode(encoding, "ignore"))

    return written


def as_gzip(folder: Path, rows: Rows) -> None:
    (folder / "export.csv.gz").write_bytes(gzip.compress(as_text(rows).encode()))


def as_zip(folder: Path, rows: Rows) -> None:
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("orders/export.csv", as_text(rows))


def as_parquet(folder: Path, rows: Rows) -> None:
    header, *values = rows
    columns = ", ".join(f'"{name}" VARCHAR' for name in header)
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t ({columns})")
        con.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(header))})", values)
        con.execute(f"COPY t TO '{folder / 'export.parquet'}'")


def as_workbook(folder: Path, rows: Rows) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(folder / "export.xlsx")


def with_lines_around(folder: Path, rows: Rows) -> None:
    text = "Orders of my shop\n\nall of them\n" + as_text(rows) + "\n\n"
    (folder / "export.csv").write_bytes(text.encode())


def in_parts(folder: Path, rows: Rows) -> None:
    """Two files, each with the header; all rows of an order are in one of them."""
    header, *values = rows
    middle = len(values) // 2
    while values[middle][0] == values[middle - 1][0]:
        middle += 1
    for number, part in enumerate((values[:middle], values[middle:]), 1):
        text = as_text([header, *part])
        (folder / f"export_{number}.csv").write_bytes(text.encode())


WRITERS: dict[str, Callable[[Path, Rows], None]] = {
    "plain": text_file("export.csv", "utf-8"),
    "semicolons, all quoted": text_file(
        "export.csv", "utf-8", delimiter=";", quoting=csv.QUOTE_ALL
    ),
    "tabs, UTF-16": text_file("export.txt", "utf-16", delimiter="\t"),
    "bars, byte-order mark": text_file("export.csv", "utf-8-sig", delimiter="|"),
    "Windows": text_file("export.csv", "cp1252", delimiter=";", lineterminator="\r\n"),
    "UTF-16 without a mark": text_file("export.tsv", "utf-16-le", delimiter="\t"),
    "all quoted, lines of Windows": text_file(
        "export.csv", "utf-8", quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    ),
    "carriage returns alone": text_file("export.csv", "utf-8", lineterminator="\r"),
    "texts quoted": text_file("export.csv", "utf-8", quoting=csv.QUOTE_NONNUMERIC),
    "gzip": as_gzip,
    "zip": as_zip,
    "parquet": as_parquet,
    "workbook": as_workbook,
    "lines around": with_lines_around,
    "parts": in_parts,
}
PIECES: dict[str, Form] = {
    "plain": str,
    "1.0": lambda text: f"{text}.0",
    "1.00": lambda text: f"{text}.00",
    "1,0": lambda text: f"{text},0",
    "blank": lambda text: f" {text} ",
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """The shop in each layout; with accents, and times as they are without an offset."""
    folder = tmp_path_factory.mktemp("shop")
    make_shop(folder / "made", ORDERS, 5)
    made = {}
    for layout, raw in write(folder / "made", folder).items():
        if layout in LAYOUTS:
            with (raw / "export.csv").open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            columns = COLUMNS[layout]
            forms: dict[str, Form] = dict.fromkeys(columns["accented"], lambda text: f"é{text}")
            forms |= dict.fromkeys(columns["time"], lambda text: text.removesuffix(" -0300"))
            made[layout] = changed(rows, forms)
    return made


@pytest.fixture(scope="module")
def twins(
    clean: dict[str, Rows], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, bytes]]:
    """What is published of the clean exports."""
    folder = tmp_path_factory.mktemp("twins")
    return {
        layout: outputs(rows, folder / layout, WRITERS["plain"]) for layout, rows in clean.items()
    }


def changed(rows: Rows, columns: Mapping[str, Form]) -> Rows:
    """The rows with the values of the columns rewritten; blanks stay blank."""
    header, *values = rows
    forms = [columns.get(name) for name in header]
    return [
        header,
        *(
            [form(v) if form and v else v for v, form in zip(row, forms, strict=True)]
            for row in values
        ),
    ]


def outputs(
    rows: Rows,
    folder: Path,
    writer: Callable[[Path, Rows], None],
    conventions: Conventions | None = None,
) -> dict[str, bytes]:
    raw = folder / "raw"
    raw.mkdir(parents=True)
    (raw / "crri.key").write_text(f"{KEY}\n", encoding="ascii")
    writer(raw, rows)
    request = {"conventions": conventions} if conventions else None
    return publish(raw, folder / "out", request).bytes()


def cycled(names: Mapping[str, object], length: int) -> list[str]:
    listed = list(names)
    return [listed[n % len(listed)] for n in range(length)]


# Every form meets another one of each other kind in each layout.
FORMS: tuple[Mapping[str, object], ...] = (AMOUNTS, DATES, IDS, WRITERS, PIECES)
LENGTH = max(len(forms) for forms in FORMS)
KINDS = [
    (layout, *kind)
    for kind in zip(*(cycled(forms, LENGTH) for forms in FORMS), strict=True)
    for layout in COLUMNS
]


@pytest.mark.parametrize(("layout", "amount", "date", "ids", "writer", "pieces"), one_in(12, KINDS))
def test_an_export_in_any_forms_gives_the_bytes_of_its_clean_twin(
    clean: dict[str, Rows],
    twins: dict[str, dict[str, bytes]],
    tmp_path: Path,
    layout: str,
    amount: str,
    date: str,
    ids: str,
    writer: str,
    pieces: str,
) -> None:
    columns = COLUMNS[layout]
    form, conventions = DATES[date]
    forms: dict[str, Form] = {
        **dict.fromkeys(columns["amounts"], AMOUNTS[amount]),
        **dict.fromkeys(columns["time"], form),
        **dict.fromkeys(columns["ids"], IDS[ids]),
        QUANTITIES[layout]: PIECES[pieces],
    }
    rows = changed(clean[layout], forms)
    assert outputs(rows, tmp_path, WRITERS[writer], conventions) == twins[layout]


@pytest.mark.parametrize(
    ("layout", "word"),
    one_in(19, [(layout, word) for word in MISSING if word for layout in COLUMNS]),
)
def test_words_for_missing_are_no_values(
    clean: dict[str, Rows],
    twins: dict[str, dict[str, bytes]],
    tmp_path: Path,
    layout: str,
    word: str,
) -> None:
    """Above all in a column that is filled only where an order is canceled."""
    header, *values = clean[layout]
    states = {header.index(name) for name in COLUMNS[layout]["state"]}
    worded = [
        [value or ("" if word == "NA" and n in states else word) for n, value in enumerate(row)]
        for row in values
    ]
    assert outputs([header, *worded], tmp_path, WRITERS["plain"]) == twins[layout]
