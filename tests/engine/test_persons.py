"""Persons stay persons: their e-mails, phones and names are in nothing that a run leaves behind."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from crri_gui.cli.main import main
from crri_gui.engine.core.masking import masked, masked_header
from tests.effort import exhaustive, one_in, pairs, tries
from tests.shops import read_csv

pytestmark = pytest.mark.long

# What must be found nowhere, in lower case; each is in the raw files below.
SECRETS = ("ana.lima", "quill", "zoltan", "15550199", "555) 0199")
SHOPIFY = (
    "Name,Email,Phone,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Cancelled at,Refunded Amount,Payment Method,Shipping Province,Billing Name",
    "#1,Ana.Lima@x.example,,paid,USD,30.00,5.00,2.00,37.00,2024-01-03,1,,0.00,card,SP,Ana Quill",
    "#2,,+1 (555) 0199-1,paid,USD,20.00,5.00,2.00,27.00,2024-02-03,1,,0.00,card,RJ,Zoltan",
    "#3,ana.lima@X.example,,paid,USD,10.00,0.00,0.00,10.00,2024-02-04,1,,0.00,card,SP,Ana Quill",
)
SHOPIFY_DAMAGED = (
    # Columns that are shifted: an e-mail as the status, a name as amount, date, order; too long.
    "#4,x,,Ana.Lima@x.example,USD,1.00,0.00,0.00,1.00,2024-02-05,1,,0.00,card,SP,",
    "#5,x,,paid,USD,Ana Quill,0.00,0.00,1.00,2024-02-05,1,,0.00,card,SP,",
    "#6,x,,paid,USD,1.00,0.00,0.00,1.00,Zoltan Quill,1,,0.00,card,SP,",
    "ana.lima@x.example,x,,paid,USD,1.00,0.00,0.00,1.00,2024-02-05,1,,0.00,card,SP,",
    "#7,x,,paid,USD,1.00,0.00,0.00,1.00,+1 (555) 0199-1,1,,0.00,card,SP,",
    "#8,x,,paid,USD,1.00,0.00,0.00,1.00,2024-02-05,1,,0.00,+1 555 0199 1,ana.lima@x,",
    "#9,x,,paid,USD,1.00,0.00,0.00,1.00,2024-02-05,1,,0.00,card,SP,,Ana Quill,Zoltan",
)
ETSY = (
    "Sale Date,Order ID,Buyer User ID,Full Name,Order Value,Discount Amount,Shipping,Sales Tax,"
    "Order Total,Buyer,Ship State,Status,Currency,Card Processing Fees,Adjusted Order Total",
    "01/03/24,1,,Zoltan Quill,30.00,0.00,0.00,0.00,30.00,Zoltan Quill (zq),NY,,USD,0.50,0.00",
    "01/14/24,2,u7,Ana Quill,20.00,0.00,0.00,0.00,20.00,Ana Quill (u7),NY,,USD,0.50,0.00",
)
EBAY = (
    "Order Number,Buyer Username,Buyer Name,Buyer Email,Item Number,Quantity,Sold For,Sale Date,"
    "Shipping And Handling,Total Price",
    "1,u1,Ana Quill,ana.lima@x.example,i1,2,$15.00,Jan-03-24,$0.00,$30.00",
    "2,Ana Quill,Ana Quill,ana.lima@x.example,i1,1,$15.00,Jan-13-24,$0.00,$15.00",
    "3,ana.lima@x.example,Ana Quill,ana.lima@x.example,i1,1,$15.00,Jan-14-24,$0.00,$15.00",
)
LAYOUTS = {
    "shopify": SHOPIFY,
    "shopify damaged": SHOPIFY + SHOPIFY_DAMAGED,
    "etsy": ETSY,
    "ebay": EBAY,
}


def export(folder: Path, lines: tuple[str, ...]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "export.csv").write_text("\n".join((*lines, "")), encoding="utf-8")
    return folder


def crri(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, whose caches, logs and temporary files lie in `home`."""
    temporary = home / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    places = {"HOME": home, "TMPDIR": temporary, "XDG_CACHE_HOME": home / "cache"}
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as here:
        for name, place in places.items():
            here.setenv(name, str(place))
        here.setattr(tempfile, "tempdir", None)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def texts_below(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file and its text; what is packed is unpacked."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield file.name, file.read_bytes().decode("latin-1")
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    yield f"{file.name}!{name}", archive.read(name).decode("utf-8", "replace")
        elif file.suffix == ".parquet":
            yield f"{file.name}!", str(duckdb.execute(f"FROM '{file}'").fetchall())


def told(folder: Path, said: str) -> list[tuple[str, str]]:
    """Where a secret is told, in the files below a folder or in what was said."""
    places = [*texts_below(folder), ("standard output and error", said)]
    return [(name, s) for name, text in places for s in SECRETS if s in text.lower()]


@pytest.mark.parametrize(("layout", "form"), one_in(3, pairs(LAYOUTS, ["csv", "parquet"])))
def test_nothing_that_a_run_leaves_names_a_person(layout: str, form: str, tmp_path: Path) -> None:
    raw, home = export(tmp_path / "raw", LAYOUTS[layout]), tmp_path / "home"
    out = home / "out"
    lenient = ("--max-rejected-rows", "100", "--max-rejected-money", "100")
    run = crri(
        *(home, "run", "--input-dir", str(raw), "--output-dir", str(out), "--json"),
        *lenient,
        *(("--format", "parquet") if form == "parquet" else ("--excel",)),
    )
    assert run.returncode == 0, run.stderr
    said = run.stdout + run.stderr
    if form == "csv":
        project = crri(home, "powerbi", "--output-dir", str(out))
        assert project.returncode == 0, project.stderr
        said += project.stdout + project.stderr
    assert told(home, said) == []


@exhaustive
def test_a_run_that_fails_names_nobody(tmp_path: Path) -> None:
    home = tmp_path / "home"
    # No date can be read; no amount; a column named twice; no header at all.
    names = [line.replace("2024-0", "Quill 0") for line in SHOPIFY]
    amounts = [SHOPIFY[0], *(line.replace(",USD,", ",USD,Zoltan") for line in SHOPIFY[1:])]
    twice = [SHOPIFY[0].replace("Billing Name", "Email"), *SHOPIFY[1:]]
    # The words for people and those for programs by turns, both with `--exhaustive`.
    forms: list[tuple[str, ...]] = [(), ("--json",)]
    for number, lines in enumerate((names, amounts, twice, SHOPIFY[1:], SHOPIFY + SHOPIFY_DAMAGED)):
        raw = export(tmp_path / f"raw{number}", tuple(lines))
        for more in forms[number % 2 :: tries(2, 1)]:
            folders = ("--input-dir", str(raw), "--output-dir", str(home / "out"))
            run = crri(home, "run", *folders, *more)
            assert run.returncode == 3, (number, run.stdout, run.stderr)
            assert told(home, run.stdout + run.stderr) == [], number


def test_who_a_customer_is_can_be_said_on_this_machine_alone(tmp_path: Path) -> None:
    raw, home = export(tmp_path / "raw", SHOPIFY), tmp_path / "home"
    out, own = home / "out", tmp_path / "mine.csv"
    assert crri(home, "run", "--input-dir", str(raw), "--output-dir", str(out)).returncode == 0
    listed = crri(home, "who", "--input-dir", str(raw), "--output", str(own), "--json")
    assert json.loads(listed.stdout)["customers"] == 2
    assert own.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    by_id = {row["customer_unique_id"]: row for row in read_csv(own)}
    orders = {
        row["order_id"]: by_id[row["customer_unique_id"]]
        for row in read_csv(out / "master_orders.csv")
    }
    assert {
        order: (row["column"], row["value"], row["orders"]) for order, row in orders.items()
    } == {
        "#1": ("Email", "ana.lima@x.example", "2"),
        "#2": ("Phone", "155501991", "1"),
        "#3": ("Email", "ana.lima@x.example", "2"),
    }
    for place, code in (
        (out / "who.csv", "published"),
        (out / "Model" / "who.csv", "published"),
        (raw / "who.csv", "raw files"),
    ):
        place.parent.mkdir(exist_ok=True)
        refused = crri(home, "who", "--input-dir", str(raw), "--output", str(place))
        assert refused.returncode == 2 and code in refused.stderr, refused.stderr
        assert not place.exists()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12/28/2024", "12/28/2024"),
        ("2024-02-30 10:00 -0500", "2024-02-30 10:00 -0500"),
        ("3 Jan 2024", "3 Jan 2024"),
        ("R$ 1.234,567", "R$ 1.234,567"),
        ("N/A", "N/A"),
        ("Bo", "**"),
        ("Ana Quill", "*** *****"),
        ("a@x.example", "*@*.*******"),
        ("+1 (555) 0199-1", "+* (***) ****-*"),
        ("01 23 45 67 89", "** ** ** ** **"),
        ("123.456.789-09", "***.***.***-**"),
    ],
)
def test_what_can_be_a_person_is_shown_by_its_shape(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_first_line_of_values_is_no_header_to_be_told() -> None:
    assert masked_header(["Name", "Tax 1", "% of 2024"]) == ["Name", "Tax 1", "% of 2024"]
    assert masked_header(["Ana Quill", "30.00"]) == ["*** *****", "**.**"]
    assert masked_header(["Ana", "a@x.example"]) == ["***", "*@*.*******"]
