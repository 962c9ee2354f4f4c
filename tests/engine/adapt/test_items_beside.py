"""Exports whose items are in a file of their own, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.layouts.kept import read_kept
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.mapping.keeping import keep
from crri_gui.engine.report import InputRefused
from crri_gui.errors import InputError
from tests.effort import exhaustive
from tests.engine.adapt.test_adapt import GOOD, messages, statement, values
from tests.engine.mapping.test_mapping_several import drafted, told, write
from tests.shops import Published, publish, read_csv

# B1 is 2 x 5.00 + 1 x 3.50 = 13.50, B2 is 1 x 20.00, B3 (void) is 3 x 5.00 = 15.00,
# B4 is 4 x 3.50 = 14.00, of which shipping is no part.
ORDERS = (
    "Beleg;Datum;Kundennr;Versandkosten;Stand",
    "B1;13.01.2024 10:00;K1;4,90;bezahlt",
    "B2;14.02.2024 10:00;K2;0,00;bezahlt",
    "B3;15.02.2024 11:00;K3;0,00;storniert",
    "B4;16.03.2024 12:00;K1;4,90;bezahlt",
)
ITEMS = (
    "Beleg;Pos;Artikel;Menge;Preis",
    "B1;1;Tee;2;5,00",
    "B1;2;Tasse;1;3,50",
    "B2;1;Kanne;1;20,00",
    "B3;1;Tee;3;5,00",
    "B4;1;Tasse;4;3,50",
)
SHOP = {"belege.csv": ORDERS, "positionen.csv": ITEMS}
WORTH = {"B1": "13.50", "B2": "20.00", "B4": "14.00"}


def run(folder: Path, files: dict[str, tuple[str, ...]], *changes: tuple[str, str]) -> Published:
    """What is published of an export that was proposed, changed and kept."""
    folder.mkdir(exist_ok=True)
    raw = write(folder / "raw", files)
    keep(*drafted(raw, *changes))
    return publish(raw, folder / "out")


def with_totals(*totals: str) -> dict[str, tuple[str, ...]]:
    """The shop whose orders say what their goods are worth, too."""
    rows = zip(ORDERS, ("Warenwert", *totals), strict=True)
    return {"belege.csv": tuple(f"{row};{total}" for row, total in rows), "positionen.csv": ITEMS}


AGREEING = ("13,50", "20,00", "15,00", "14,00")


def test_orders_without_amounts_are_worth_their_items(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", SHOP)
    export, draft = drafted(raw)
    assert export.files[0].path.name == "belege.csv"
    assert {name: draft.value(name) for name in ("goods", "item_goods", "items")} == {
        "goods": "",
        "item_goods": "",
        "items": "positionen",
    }
    assert [draft.value(f"items.{key}") for key in ("order", "goods", "product")] == [
        "beleg",
        "menge * preis",
        "artikel",
    ]
    assert draft.missing == ()
    seen = told(export, draft)
    # 13.50 + 20.00 + 14.00; B3 is void.
    assert (seen.counted, seen.amounts.goods) == (3, Decimal("47.50"))
    [met] = seen.beside
    assert (met.section, met.rows, met.met, met.strays) == ("items", 5, 3, 0)
    # Nothing of it is used until somebody has kept it.
    with pytest.raises(InputError, match="map"):
        publish(raw, tmp_path / "out")
    keep(export, draft)
    assert read_kept(raw / "crri.toml").exports[0].text["items"]["goods"] == "menge * preis"
    made = publish(raw, tmp_path / "out")
    assert values(made) == WORTH
    assert statement(made, "source_items") == {
        "became items of orders": ("62.50", 5),
        "total": ("62.50", 5),
    }
    assert statement(made, "source") == {
        "became orders": ("0.00", 4),
        "total": ("0.00", 4),
    }
    assert all(one["holds"] for one in made.manifest["reconciliation"])
    assert {one["file"] for one in made.manifest["inputs"]} == set(SHOP)
    shipped = publish(raw, tmp_path / "shipped", order_value="items_freight")
    # Shipping is the order's, however many items it has.
    assert values(shipped) == {"B1": "18.40", "B2": "20.00", "B4": "18.90"}


def test_an_order_is_unfolded_with_its_items_and_their_lines(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", SHOP)
    # B1 is the only order of several items: lines 2 and 3, below the header.
    unfolded = told(*drafted(raw)).unfolded
    assert unfolded is not None and unfolded.order == "B1" and len(unfolded.rows) == 1
    assert unfolded.items is not None
    assert unfolded.items.places == (("positionen.csv", 2), ("positionen.csv", 3))
    assert sorted(unfolded.items.columns) == ["Artikel", "Beleg", "Menge", "Preis"]
    named = [dict(zip(unfolded.items.columns, row, strict=True)) for row in unfolded.items.rows]
    assert [(row["Artikel"], row["Menge"], row["Preis"]) for row in named] == [
        ("Tee", "2.00", "5.00"),
        ("Tasse", "1.00", "3.50"),
    ]
    # 2 x 5.00 + 1 x 3.50.
    assert dict(unfolded.becomes)["goods"] == "13.50"
    # Without a file of items there is none to show.
    alone = drafted(write(tmp_path / "alone", {"belege.csv": with_totals(*AGREEING)["belege.csv"]}))
    other = told(*alone).unfolded
    assert other is not None and other.items is None


def quantities_told(folder: Path, files: dict[str, tuple[str, ...]], goods: str) -> dict[str, str]:
    """What `map` says of quantities when the items are worth that, and what it advises."""
    export, draft = drafted(write(folder, files), ("items.goods", goods))
    found = told(export, draft).findings
    return {one.code: str(one.remedy) for one in found if one.code.startswith("quantity")}


def test_a_quantity_of_the_items_that_is_forgotten_or_counted_twice_is_told(
    tmp_path: Path,
) -> None:
    # Tee is 5.00 for 2 and for 3, Tasse 3.50 for 1 and for 4: of one piece.
    assert quantities_told(tmp_path / "right", SHOP, "Menge * Preis") == {}
    forgotten = quantities_told(tmp_path / "forgotten", SHOP, "Preis")
    assert '--set "items.goods=Menge * Preis"' in forgotten["quantity_forgotten"]
    # Tee is 10.00 for 2 and 15.00 for 3: of the row.
    sums = ("Summe", "10,00", "3,50", "20,00", "15,00", "14,00")
    items = tuple(f"{row};{one}" for row, one in zip(ITEMS, sums, strict=True))
    shop = {**SHOP, "positionen.csv": items}
    assert quantities_told(tmp_path / "sums", shop, "Summe") == {}
    twice = quantities_told(tmp_path / "twice", shop, "Menge * Summe")
    assert '--set "items.goods=Summe"' in twice["quantity_twice"]
    # What adds up to the goods of the orders is right, whatever its columns are called.
    bare = (
        "Beleg;Menge;Preis",
        *("B1;2;10,00", "B1;1;3,50", "B2;1;20,00", "B3;3;15,00", "B4;4;14,00"),
    )
    alone = quantities_told(tmp_path / "alone", {**SHOP, "positionen.csv": bare}, "Preis")
    assert set(alone) == {"quantity_forgotten"}
    agreeing = {**with_totals(*AGREEING), "positionen.csv": bare}
    assert quantities_told(tmp_path / "agreeing", agreeing, "Preis") == {}


@exhaustive
def test_goods_of_orders_have_to_agree_with_their_items(tmp_path: Path) -> None:
    _, draft = drafted(write(tmp_path / "seen", with_totals(*AGREEING)))
    assert draft.value("goods") == "warenwert"
    assert draft.reasons["items.goods"] == "its sum is the goods of 100 % of the orders"
    made = run(tmp_path, with_totals(*AGREEING))
    assert values(made) == WORTH
    assert "order_lines_differ" not in made.codes
    # B2 has 20.00 of items where its order says 21.25.
    other = run(tmp_path / "other", with_totals("13,50", "21,25", "15,00", "14,00"))
    assert values(other)["B2"] == "21.25"
    [message] = messages(other, "order_lines_differ")
    assert "1 order" in message and "1.25" in message
    assert statement(other, "source_items")["total"] == ("62.50", 5)
    assert all(one["holds"] for one in other.manifest["reconciliation"])


@exhaustive
def test_a_total_with_shipping_is_what_was_paid(tmp_path: Path) -> None:
    # 13.50 + 4.90, 20.00, 15.00, 14.00 + 4.90, and no column says that it is the shipping.
    rows = zip(ORDERS, ("Gesamtbetrag", "18,40", "21,00", "15,00", "18,90"), strict=True)
    shop = {
        "belege.csv": tuple(
            ";".join((*row.split(";")[:3], row.split(";")[4], total)) for row, total in rows
        ),
        "positionen.csv": ITEMS,
    }
    _, draft = drafted(write(tmp_path / "seen", shop))
    assert (draft.value("goods"), draft.value("paid")) == ("", "gesamtbetrag")
    made = run(tmp_path, shop)
    assert values(made) == WORTH


def test_items_of_orders_that_are_not_there_are_rejected_with_their_line(tmp_path: Path) -> None:
    # 100 orders of 10.00, so that one stray of 4.00 is within the limits.
    orders = [f"C{n};13.01.2024 10:00;K{n};0,00;bezahlt" for n in range(100)]
    items = [f"C{n};1;Tee;2;5,00" for n in range(100)]
    stray = "C900;1;Tee;1;4,00"
    shop = {
        "belege.csv": (ORDERS[0], *orders),
        "positionen.csv": (ITEMS[0], *items[:50], stray, *items[50:]),
    }
    made = run(tmp_path, shop)
    [reject] = read_csv(made.folder / "rejects.csv")
    # The header is line 1, and 50 items stand before it.
    assert (reject["file"], reject["line"], reject["column"]) == ("positionen.csv", "52", "Beleg")
    assert (reject["value"], reject["reason"]) == ("C900", "names an order that was not read")
    assert statement(made, "source_items") == {
        "became items of orders": ("1000.00", 100),
        "rejected rows": ("4.00", 1),
        "total": ("1004.00", 101),
    }
    assert len(values(made)) == 100
    assert all(one["holds"] for one in made.manifest["reconciliation"])


def test_a_wrong_join_is_refused(tmp_path: Path) -> None:
    # The position in place of the order's number: nothing meets, and all items are strays.
    with pytest.raises(InputRefused) as refused:
        run(tmp_path, SHOP, ("items.order", "Pos"))
    told = [str(one.message) for one in refused.value.findings if one.severity == "error"]
    assert "3 orders have no item in positionen.csv (Pos) and are worth nothing." in told
    assert any("5 rows" in message for message in told), told


def test_orders_without_items_are_told(tmp_path: Path) -> None:
    orders = [f"C{n};13.01.2024 10:00;K{n};0,00;bezahlt" for n in range(20)]
    items = [f"C{n};1;Tee;2;5,00" for n in range(20)]
    shop = {"belege.csv": (ORDERS[0], *orders), "positionen.csv": (ITEMS[0], *items[:-1])}
    made = run(tmp_path, shop)
    assert values(made)["C19"] == "0.00"
    assert messages(made, "orders_without_items") == [
        "1 order has no item in positionen.csv (Beleg) and is worth nothing."
    ]
    # Three of twenty are no slip.
    shop["positionen.csv"] = shop["positionen.csv"][:-2]
    with pytest.raises(InputRefused, match="3 orders have no item"):
        run(tmp_path / "more", shop)


def test_items_follow_their_orders_and_count_once(tmp_path: Path) -> None:
    shop = {
        "belege.csv": ORDERS,
        "positionen_01.csv": ITEMS,
        # The months overlap: B4 is in both.
        "positionen_02.csv": (ITEMS[0], ITEMS[-1]),
    }
    made = run(tmp_path, shop)
    assert values(made) == WORTH
    assert statement(made, "source_items") == {
        "became items of orders": ("62.50", 5),
        "items that are in another file as well": ("14.00", 1),
        "total": ("76.50", 6),
    }
    orders = tuple(f"{row};{kind}" for row, kind in zip(ORDERS, ("Art", *"SSSG"), strict=True))
    left = run(
        tmp_path / "left", {**SHOP, "belege.csv": orders}, ("rows", "Art"), ("rows.g", "refunds")
    )
    assert statement(left, "source_items") == {
        "became items of orders": ("48.50", 4),
        "of orders that are left out": ("14.00", 1),
        "total": ("62.50", 5),
    }


# Of B1 the Tasse (3.50) was canceled, of B2 all (20.00).
CANCELED = (
    f"{ITEMS[0]};Zustand",
    f"{ITEMS[1]};geliefert",
    f"{ITEMS[2]};storniert",
    f"{ITEMS[3]};Storniert",
    f"{ITEMS[4]};geliefert",
    f"{ITEMS[5]};geliefert",
)


def test_canceled_items_add_nothing_and_are_accounted_for(tmp_path: Path) -> None:
    shop = {**SHOP, "positionen.csv": CANCELED}
    export, draft = drafted(write(tmp_path / "seen", shop))
    assert draft.value("items.rows") == "zustand"
    assert draft.reasons["items.rows"] == "by its words: storniert"
    seen = told(export, draft)
    # 10.00 + 0.00 + 14.00; B3 is void.
    assert seen.amounts.goods == Decimal("24.00")
    [met] = seen.beside
    assert [(one.reason, one.rows, one.money) for one in met.left_out] == [
        ("cancellations", 2, Decimal("23.50"))
    ]
    assert seen.unfolded is not None and seen.unfolded.items is not None
    assert len(seen.unfolded.items.rows) == 1
    made = run(tmp_path, shop)
    [kept] = read_kept(tmp_path / "raw" / "crri.toml").exports
    rule = {"reason": "cancellations", "column": "zustand", "equals": ["storniert"]}
    assert kept.text["items"]["leave_out"] == [rule]
    assert values(made) == {"B1": "10.00", "B2": "0.00", "B4": "14.00"}
    # 10.00 + 15.00 + 14.00 of 62.50.
    assert statement(made, "source_items") == {
        "became items of orders": ("39.00", 3),
        "left out as cancellations": ("23.50", 2),
        "total": ("62.50", 5),
    }
    assert all(one["holds"] for one in made.manifest["reconciliation"])
    assert messages(made, "rows_left_out") == [
        "2 rows of positionen.csv (23.50) were left out as cancellations."
    ]
    # B2 has items, although none of them counts.
    assert "orders_without_items" not in made.codes and "orders_worth_nothing" in made.codes


def test_what_a_word_of_the_items_means_is_changed(tmp_path: Path) -> None:
    shop = {**SHOP, "positionen.csv": CANCELED}
    sold = run(tmp_path, shop, ("items.rows.storniert", "sale"))
    assert values(sold) == WORTH and "rows_left_out" not in sold.codes
    without = run(tmp_path / "without", shop, ("items.rows", ""))
    assert values(without) == WORTH
    # A column that is called nothing known, of which every word is.
    called = (CANCELED[0].replace("Zustand", "Flag"), *CANCELED[1:])
    _, draft = drafted(write(tmp_path / "flag", {**SHOP, "positionen.csv": called}))
    assert draft.value("items.rows") == "flag"
    # A word that nobody knows, and of a column that nothing else says.
    odd = {**SHOP, "positionen.csv": tuple(row.replace("orniert", "uss") for row in CANCELED)}
    _, draft = drafted(write(tmp_path / "odd", odd))
    assert draft.value("items.rows") == ""
    left = run(tmp_path / "left", odd, ("items.rows.stuss", "cancellations"))
    assert values(left)["B1"] == "10.00"
    assert statement(left, "source_items")["left out as cancellations"] == ("23.50", 2)


def test_goods_of_orders_are_held_against_the_items_that_count(tmp_path: Path) -> None:
    shop = {**with_totals("10,00", "20,00", "15,00", "14,00"), "positionen.csv": CANCELED}
    made = run(tmp_path, shop)
    assert values(made)["B2"] == "20.00"
    # B2 says 20.00, and nothing of it was delivered.
    [message] = messages(made, "order_lines_differ")
    assert "1 order" in message and "20.00" in message


def test_without_the_items_nothing_says_what_orders_are_worth(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", SHOP)
    keep(*drafted(raw))
    (raw / "positionen.csv").unlink()
    with pytest.raises(InputError) as refused:
        publish(raw, tmp_path / "out")
    assert refused.value.code == "file_of_items_gone"
    # Where the orders say it themselves, it is told and goes on.
    raw = write(tmp_path / "both", with_totals(*AGREEING))
    keep(*drafted(raw))
    (raw / "positionen.csv").unlink()
    made = publish(raw, tmp_path / "both_out")
    assert values(made) == WORTH
    assert messages(made, "file_beside_gone")


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ('title = "i"\nrecognise = ["a"]\norder = "a"', "items.goods: a text is needed"),
        (
            'title = "i"\nrecognise = ["a"]\norder = "a"\ngoods = "b * c"',
            "items.recognise: it has to name b",
        ),
        (
            'title = "i"\nrecognise = ["a"]\norder = "a"\ngoods = "a"',
            "items: a cannot be an amount and a key",
        ),
        (
            'title = "i"\nrecognise = ["a", "b"]\norder = "a"\ngoods = "b"\n'
            '[[items.leave_out]]\nreason = "cancellations"\ncolumn = "b"\nequals = ["x"]',
            "items: b cannot be a word and an amount",
        ),
    ],
)
def test_a_section_of_items_that_is_wrong_is_refused(
    tmp_path: Path, section: str, says: str
) -> None:
    (tmp_path / "mine.toml").write_text(f"{GOOD}[items]\n{section}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine\.toml describes no layout") as refused:
        layouts(tmp_path)
    assert says in str(refused.value)
