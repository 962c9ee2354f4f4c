"""Rows are copies where all of the row is alike, columns that nobody reads among them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.mapping.keeping import keep
from crri_gui.engine.report import InputRefused
from tests.engine.adapt.test_adapt import export, values
from tests.engine.mapping.test_mapping_several import drafted, write
from tests.shops import Published, publish

# Nothing that the mapping reads tells the articles of an order apart.
HEAD = "BonNr;Geboekt;KlntMail;ArtCd;Aant;StkPr"
FIELDS = (
    ("order", "BonNr"),
    ("time", "Geboekt"),
    ("customer", "KlntMail"),
    ("item_goods", "Aant * StkPr"),
    ("product", ""),
)


def sold(order: int, article: str, price: str = "5,00") -> str:
    return f"B-{order};2{order % 9}-01-2025;k{order}@x.test;{article};1;{price}"


def made_of(
    folder: Path, files: Mapping[str, tuple[str, ...]], *more: tuple[str, str]
) -> Published:
    folder.mkdir(exist_ok=True)
    raw = write(folder / "raw", dict(files))
    keep(*drafted(raw, *FIELDS, *more))
    return publish(raw, folder / "out")


def told(made: Published, code: str) -> list[dict[str, Any]]:
    return [one for one in made.manifest["findings"] if one["code"] == code]


def refused(folder: Path, files: Mapping[str, tuple[str, ...]], *more: tuple[str, str]) -> set[str]:
    with pytest.raises(InputRefused) as caught:
        made_of(folder, files, *more)
    return {one.code for one in caught.value.findings if one.severity == "error"}


def test_rows_that_differ_in_a_column_nobody_reads_are_no_copies(tmp_path: Path) -> None:
    rows = [sold(n, article) for n in range(1, 5) for article in ("A", "B")]
    made = made_of(tmp_path / "articles", {"verk.csv": (HEAD, *rows)})
    assert values(made) == {f"B-{n}": "10.00" for n in range(1, 5)}
    assert not told(made, "orders_doubled")
    # Orders 1 and 2 were pasted once more: four rows of 5.00.
    pasted = made_of(tmp_path / "pasted", {"verk.csv": (HEAD, *rows, *rows[:4])})
    assert values(pasted) == {"B-1": "20.00", "B-2": "20.00", "B-3": "10.00", "B-4": "10.00"}
    [finding] = told(pasted, "orders_doubled")
    assert (finding["count"], finding["money"]) == (2, "20.00")
    assert finding["message"] == (
        "In verk.csv 2 orders of several rows (B-1, B-2) have every row at least twice, alike in "
        "every column. Each row is taken as an item of its own: without the copies the goods would "
        "be worth 20.00 less."
    )


def test_a_number_of_the_rows_and_the_time_of_the_export_tell_no_items_apart(
    tmp_path: Path,
) -> None:
    rows = [sold(n, article) for n in range(1, 25) for article in ("A", "B")]
    lines = [f"{n};{row};2025-02-01 10:00" for n, row in enumerate(rows, 1)]
    later = [f"{n};{row};2025-02-02 11:30" for n, row in enumerate(rows[:4], len(rows) + 1)]
    made = made_of(tmp_path / "a", {"verk.csv": (f"Nr;{HEAD};Gemaakt", *lines, *later)})
    [finding] = told(made, "orders_doubled")
    assert finding["count"] == 2
    assert "in every column but Nr, Gemaakt, which number the rows or say" in finding["message"]
    # The number of a line within its order tells its items apart.
    lines = [f"{n % 2 + 1};{row}" for n, row in enumerate(rows)]
    within = made_of(tmp_path / "b", {"verk.csv": (f"Regel;{HEAD}", *lines)})
    assert not told(within, "orders_doubled")


def test_rows_of_void_orders_count_neither_once_nor_twice(tmp_path: Path) -> None:
    rows = [f"{sold(n, article)};storno" for n in (1, 2) for article in ("A", "B")]
    files = {"verk.csv": (f"{HEAD};St", *rows, *rows, f"{sold(3, 'A')};betaald")}
    void = made_of(tmp_path / "a", files, ("status", "St"), ("status.storno", "void"))
    assert not told(void, "orders_doubled")
    sale = made_of(tmp_path / "b", files, ("status", "St"), ("status.storno", "sale"))
    assert [one["money"] for one in told(sale, "orders_doubled")] == ["20.00"]


def test_an_order_in_two_files_is_one_where_its_whole_rows_are_alike(tmp_path: Path) -> None:
    january = (HEAD, sold(1, "A"), sold(2, "A"))
    alike = made_of(tmp_path / "a", {"v_01.csv": january, "v_02.csv": (HEAD, sold(2, "A"))})
    assert values(alike) == {"B-1": "5.00", "B-2": "5.00"}
    split = {"v_01.csv": january, "v_02.csv": (HEAD, sold(2, "B"), sold(3, "A"))}
    assert refused(tmp_path / "b", split) == {"two_files_unclear"}
    # Once somebody has said what an article is, two of them are two.
    assert refused(tmp_path / "c", split, ("product", "ArtCd")) == {"orders_in_two_files_differ"}
    changed = {
        "v_01.csv": (f"{HEAD};Gezien", *(f"{row};ja" for row in january[1:])),
        "v_02.csv": (f"{HEAD};Gezien", f"{sold(2, 'A')};nee"),
    }
    once = made_of(tmp_path / "d", changed, ("product", "ArtCd"))
    assert values(once) == {"B-1": "5.00", "B-2": "5.00"}


ORDERS = ("Beleg;Datum;Kundennr", "B1;13.01.2024 10:00;K1", "B2;14.02.2024 10:00;K2")
POSITIONS = "Beleg;Artikel;Menge;Preis"


def test_items_and_payments_in_two_files_are_one_where_whole_rows_are_alike(
    tmp_path: Path,
) -> None:
    first = (POSITIONS, "B1;Tee;1;5,00", "B2;Tee;1;5,00")
    more = (("items.product", ""),)

    def of_items(folder: str, *second: str) -> dict[str, tuple[str, ...]]:
        return {"belege.csv": ORDERS, "pos_1.csv": first, "pos_2.csv": (POSITIONS, *second)}

    raw = write(tmp_path / "raw", of_items("a", "B2;Tee;1;5,00"))
    keep(*drafted(raw, *more))
    assert values(publish(raw, tmp_path / "out")) == {"B1": "5.00", "B2": "5.00"}
    write(raw, of_items("b", "B2;Tasse;1;5,00"))
    with pytest.raises(InputRefused) as caught:
        publish(raw, tmp_path / "out")
    assert "two_files_unclear" in {one.code for one in caught.value.findings}
    keep(*drafted(raw, ("items.product", "Artikel")))
    assert values(publish(raw, tmp_path / "out")) == {"B1": "5.00", "B2": "10.00"}


def test_orders_that_are_there_in_two_forms_of_their_number_are_refused(tmp_path: Path) -> None:
    """Two exports overlap, and a spreadsheet took the zeros from one: three would count twice."""
    header = "customer_id,order_id,date,amount"
    first = [f"c{n},00{n},2024-01-{n:02d},5.00" for n in range(8, 12)]
    second = [f"c{n},{n},2024-01-{n:02d},5.00" for n in range(9, 13)]
    raw = export(tmp_path / "raw", header, *first)
    (raw / "later.csv").write_text("\n".join([header, *second, ""]), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out")
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert (told.code, told.count, told.money) == ("orders_in_two_forms", 3, Decimal("15.00"))
    assert told.examples[0] == "0010 / 10"
    # On other days they are other orders.
    later = [row.replace("2024", "2025") for row in second]
    (raw / "later.csv").write_text("\n".join([header, *later, ""]), encoding="utf-8")
    assert len(publish(raw, tmp_path / "out")["master_orders"]) == 8
