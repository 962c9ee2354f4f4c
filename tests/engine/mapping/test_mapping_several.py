"""Exports of several files that CRRI does not know: found by the keys that meet, kept, and run."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.kept import read_kept
from crri_gui.engine.mapping.draft import Draft, edited
from crri_gui.engine.mapping.export import Export, look
from crri_gui.engine.mapping.keeping import keep
from crri_gui.engine.mapping.propose import propose
from crri_gui.engine.mapping.trial.consequences import Consequences, consequences
from crri_gui.errors import InputError, UsageError
from tests.shops import publish

# V1 and V4 are of K1, V2 of K2, who has the same address in other letters; V3 is void.
GERMAN = {
    "vorgaenge.csv": (
        "Vorgang-Nr;Erfasst am;Kd;Warenwert;Zustand",
        "V1;13.01.2024 10:00;K1;10,00;abgeschlossen",
        "V2;14.02.2024 10:00;K2;20,00;abgeschlossen",
        "V3;15.02.2024 11:00;K3;5,00;storniert",
        "V4;16.03.2024 12:00;K1;40,00;abgeschlossen",
    ),
    "zahlungseingang.csv": (
        "Vorgang;Womit;Wert;Ergebnis",
        "V1;Karte;10,00;erledigt",
        "V2;PayPal;20,00;fehlgeschlagen",
        "V2;Bank;20,00;erledigt",
        "V4;Karte;30,00;erledigt",
        "V4;Gutschein;10,00;erledigt",
        "V4;Karte;15,00;Erstattung",
        "V9;Karte;3,00;erledigt",
    ),
    "kontakte.csv": (
        "Nummer;Mail;BL",
        "K1;ana@x.example;HH",
        "K2;Ana@x.example;HH",
        "K3;bo@x.example;BE",
        "K7;cy@x.example;BY",
    ),
}
# The payments are larger than the orders and have a date; the customers have a date too.
PORTUGUESE = {
    "recebimentos.csv": (
        "Ref Nota,Forma,Valor Recebido,Recebido em,Parcela",
        "901,Pix,12.00,2024-01-05 10:00,1",
        "902,Cartão,10.00,2024-02-06 10:00,1",
        "902,Cartão,10.50,2024-03-06 10:00,2",
        "903,Boleto,33.00,2024-02-08 10:00,1",
        "904,Pix,8.00,2024-02-09 10:00,1",
    ),
    "notas.csv": (
        "Nota,Quando,Cod Cli,Valor dos produtos,Frete,Situação",
        "901,2024-01-05 09:00,11,10.00,2.00,Entregue",
        "902,2024-02-06 09:00,12,20.50,0.00,Entregue",
        "903,2024-02-07 09:00,11,30.00,3.00,Enviado",
        "904,2024-02-09 09:00,13,8.00,0.00,Cancelado",
    ),
    "cadastro.csv": (
        "Código,E-mail,UF,Desde",
        "11,rui@x.example,SP,2023-01-01",
        "12,eva@x.example,RJ,2023-02-01",
        "13,ivo@x.example,RJ,2023-03-01",
    ),
}
FOUND = {
    "de": {
        "order": "vorgang_nr",
        "customer": "kd:id",
        "goods": "warenwert",
        "payments": "zahlungseingang",
        "payments.order": "vorgang",
        "payments.amount": "wert",
        "payments.payment_type": "womit",
        "payments.rows": "ergebnis",
        "customers": "kontakte",
        "customers.key": "nummer:id",
        "customers.joins": "kd:id",
        "customers.customer": "mail:email",
        "customers.state": "bl",
    },
    "pt": {
        "order": "nota",
        "customer": "cod_cli:id",
        "goods": "valor_dos_produtos",
        "payments": "recebimentos",
        "payments.order": "ref_nota",
        "payments.amount": "valor_recebido",
        "payments.payment_type": "forma",
        "payments.time": "recebido_em",
        "customers": "cadastro",
        "customers.key": "código:id",
        "customers.joins": "cod_cli:id",
        "customers.customer": "e_mail:email",
        "customers.state": "uf",
    },
}
SHOPS = {"de": GERMAN, "pt": PORTUGUESE}


def write(folder: Path, files: dict[str, tuple[str, ...]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        (folder / name).write_text("\n".join((*lines, "")), encoding="utf-8")
    return folder


def drafted(folder: Path, *changes: tuple[str, str]) -> tuple[Export, Draft]:
    shop = look(RunContext(), folder)
    draft = propose(shop)
    for name, value in changes:
        draft = edited(shop, draft, name, value)
    return shop, draft


def told(shop: Export, draft: Draft) -> Consequences:
    return consequences(RunContext(), shop, draft)


@pytest.mark.parametrize("language", FOUND)
def test_three_tables_of_odd_names_are_proposed(language: str, tmp_path: Path) -> None:
    _, draft = drafted(write(tmp_path / "raw", SHOPS[language]))
    assert {name: draft.value(name) for name in FOUND[language]} == FOUND[language]
    assert draft.missing == ()
    assert {draft.origins[name] for name in FOUND[language]} == {"proposed"}
    # Nothing of it is used until somebody has kept it.
    with pytest.raises(InputError) as refused:
        publish(tmp_path / "raw", tmp_path / "out")
    assert refused.value.code.startswith("mapping_needed")


def test_the_reasons_say_how_the_keys_meet(tmp_path: Path) -> None:
    _, draft = drafted(write(tmp_path / "raw", GERMAN))
    # V1, V2 and V4 of four orders; all of K1, K2 and K3.
    assert draft.reasons["payments.order"] == "it has 75 % of the orders looked at"
    assert draft.reasons["customers"] == "it has 100 % of the customers of the orders looked at"
    assert draft.reasons["customer"] == "100 % of its values are in the file of customers"
    _, draft = drafted(write(tmp_path / "nota", PORTUGUESE))
    # 12 = 10 + 2, 10 + 10.50 = 20.50, 33 = 30 + 3, 8.
    assert draft.reasons["payments.amount"] == "it adds up to the total of 100 % of the orders"


def test_consequences_count_the_orders_that_each_file_has(tmp_path: Path) -> None:
    shop, draft = drafted(write(tmp_path / "raw", GERMAN))
    made = told(shop, draft)
    assert (made.orders, made.counted, made.amounts.goods) == (4, 3, Decimal("70.00"))
    # 10 + 20 + 40 of the orders; 3 of V9, which is not there; 15 given back on V4.
    assert (made.amounts.paid, made.amounts.refunds) == (Decimal("70.00"), Decimal("15.00"))
    payments, customers = made.beside
    assert (payments.rows, payments.met, payments.orders) == (7, 3, 3)
    assert (payments.strays, payments.money) == (1, Decimal("73.00"))
    assert [(one.rows, one.money) for one in payments.left_out] == [
        *((1, Decimal("20.00")), (1, Decimal("15.00")))
    ]
    assert (customers.rows, customers.met, customers.share) == (4, 3, 1.0)
    # One address, which K1 and K2 have; by their numbers they are two.
    assert [
        (one.field, one.value, one.current, one.customers, one.repeat_customers)
        for one in made.identities
    ] == [
        ("customers.customer", "mail:email", True, 1, 1),
        ("customers.customer", "", False, 2, 1),
    ]
    assert (made.customers, made.repeat_customers, made.guests) == (1, 1, 0)


def test_kept_it_is_run_as_its_rows_add_up(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", GERMAN)
    keep(*drafted(raw))
    made = publish(raw, tmp_path / "out")
    orders = made.by("master_orders", "order_id")
    values = {key: row["order_value"] for key, row in orders.items()}
    assert values == {"V1": "10.00", "V2": "20.00", "V4": "40.00"}
    assert [orders[n]["payment_type"] for n in ("V1", "V2", "V4")] == ["Karte", "Bank", "Karte"]
    assert [orders[n]["customer_state"] for n in ("V1", "V2", "V4")] == ["HH", "HH", "HH"]
    assert len({row["customer_unique_id"] for row in orders.values()}) == 1
    assert all(one["holds"] for one in made.manifest["reconciliation"])
    # Kept, it is what is proposed again.
    shop = look(RunContext(), raw)
    assert shop.layout is not None
    again = propose(shop)
    assert {again.origins[name] for name in FOUND["de"]} == {"kept"}
    assert {name: again.value(name) for name in FOUND["de"]} == FOUND["de"]
    assert told(shop, again).beside[0].met == 3


def test_fields_of_the_files_are_set_and_taken_away(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", GERMAN)
    shop, draft = drafted(raw, ("payments.rows.fehlgeschlagen", "sale"))
    # 20 of V2 is paid twice now.
    assert told(shop, draft).amounts.paid == Decimal("90.00")
    draft = edited(shop, draft, "payments.rows", "")
    # And what was given back on V4 is taken for paid.
    assert told(shop, draft).amounts.paid == Decimal("105.00")
    draft = edited(shop, draft, "customers.customer", "")
    assert (told(shop, draft).customers, told(shop, draft).repeat_customers) == (2, 1)
    draft = edited(shop, draft, "payments", "")
    assert [one.section for one in told(shop, draft).beside] == ["customers"]
    draft = edited(shop, draft, "payments", "zahlungseingang.csv")
    assert draft.origins["payments"] == "chosen" and draft.origins["payments.amount"] == "proposed"
    draft = edited(shop, draft, "payments.amount", "")
    assert [one.name for one in draft.missing] == ["payments.amount"]
    for name, value, code in (
        ("payments", "other.csv", "file_beside_unknown"),
        ("payments.amount", "Warenwert", "column_of_export_unknown"),
        ("customers.joins", "Mail", "column_of_export_unknown"),
        ("payments.rows.erledigt", "gone", "choice_of_field_unknown"),
        ("payments.colour", "Wert", "field_unknown"),
    ):
        with pytest.raises(UsageError) as refused:
            edited(shop, draft, name, value)
        assert refused.value.code == code
    without = edited(shop, draft, "payments", "")
    with pytest.raises(UsageError) as refused:
        edited(shop, without, "payments.amount", "Wert")
    assert refused.value.code == "file_of_field_missing"


def test_keys_that_do_not_meet_are_told(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", GERMAN)
    shop, draft = drafted(raw, ("customers.key", "BL"))
    [found] = [one for one in told(shop, draft).findings if one.code == "orders_not_met"]
    assert "Of 3 counted orders" in found.message and "the customers of 0" in found.message


def test_the_items_of_the_orders_are_no_payments(tmp_path: Path) -> None:
    items = ("Vorgang;Artikel;Menge;Preis", "V1;Tasse;2;5,00", "V2;Kanne;1;20,00", "V4;Topf;1;9,00")
    raw = write(
        tmp_path / "raw",
        {"vorgaenge.csv": GERMAN["vorgaenge.csv"], "posten.csv": items},
    )
    shop, draft = drafted(raw)
    assert draft.value("order") == "vorgang_nr" and draft.value("payments") == ""
    assert shop.others == (str(raw / "posten.csv"),)


def test_a_file_that_is_gone_or_has_changed_is_told(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", GERMAN)
    keep(*drafted(raw))
    # A column of the payments has another name: nobody takes them for missing.
    head, *rows = GERMAN["zahlungseingang.csv"]
    write(raw, {"zahlungseingang.csv": (head.replace("Wert", "Summe"), *rows)})
    with pytest.raises(InputError) as refused:
        publish(raw, tmp_path / "out")
    assert (refused.value.code, refused.value.column) == ("mapping_column_gone", "wert")
    assert refused.value.file == str(raw / "zahlungseingang.csv")
    (raw / "zahlungseingang.csv").unlink()
    made = publish(raw, tmp_path / "out")
    [found] = [f for f in made.manifest["findings"] if f["code"] == "file_beside_gone"]
    assert "(zahlungseingang)" in found["message"]
    [kept] = read_kept(raw / "crri.toml").exports
    assert kept.layout.payments is not None


def test_another_file_can_be_that_of_the_orders(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", PORTUGUESE)
    shop = look(RunContext(), raw, file="recebimentos.csv")
    assert [file.path.name for file in shop.files] == ["recebimentos.csv"]
    assert {table.title for table in shop.further} == {"notas", "cadastro"}


def test_a_file_of_branches_is_none_of_customers(tmp_path: Path) -> None:
    # Both branches have a key and an address, and every order is of one.
    orders = [f"{n},2024-01-{n:02d},c{n % 7},{n % 2},{n}.00" for n in range(1, 29)]
    files = {
        "orders.csv": ("Order,Date,Customer ID,Branch,Total", *orders),
        "branches.csv": ("Branch,Mail,City", "0,north@x.example,Kiel", "1,south@x.example,Ulm"),
    }
    shop, draft = drafted(write(tmp_path / "raw", files))
    assert (draft.value("customer"), draft.value("customers")) == ("customer_id:id", "")
    assert told(shop, draft).customers == 7
    # Who means it can say so.
    draft = edited(shop, draft, "customers", "branches.csv")
    assert [one.name for one in draft.missing] == ["customers.key", "customers.joins"]


def test_a_rare_word_late_in_a_file_is_proposed_and_counted(tmp_path: Path) -> None:
    # Far behind the rows that are looked at first: each file has one word that decides.
    count = 10_000
    orders = [f"A{n},2024-01-{n % 28 + 1:02d},c{n % 50},shipped,10.00," for n in range(count)]
    orders[-1] = orders[-1].replace("shipped", "voided")
    orders[-2] += "2024-02-01"
    items = [f"A{n},Cup,2,5.00,sent" for n in range(count)]
    items[-5:-2] = [row.replace("sent", "canceled") for row in items[-5:-2]]
    paid = [f"A{n},card,10.00,ok" for n in range(count)]
    paid[-7] = paid[-7].replace("ok", "failed")
    files = {
        "orders.csv": ("Order,Date,Customer ID,Status,Subtotal,Cancelled at", *orders),
        "items.csv": ("Order,Item,Quantity,Unit price,Item status", *items),
        "payments.csv": ("Order,Method,Amount,Result", *paid),
    }
    shop, draft = drafted(write(tmp_path / "raw", files))
    assert draft.value("cancelled") == "cancelled_at"
    assert [draft.class_of(word) for word in ("shipped", "voided")] == ["sale", "void"]
    assert draft.value("items.rows") == "item_status"
    assert draft.value("payments.rows") == "result"
    made = told(shop, draft)
    assert [(one.field, one.word, one.rows, one.reason) for one in made.row_words] == [
        ("items.rows", "sent", count - 3, "sale"),
        ("items.rows", "canceled", 3, "cancellations"),
        ("payments.rows", "ok", count - 1, "sale"),
        ("payments.rows", "failed", 1, "unfinished"),
    ]
    assert (made.orders, made.counted) == (count, count - 2)
