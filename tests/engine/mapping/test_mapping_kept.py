"""crri.toml: kept, used without asking, changed by hand; and the answers that it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.kept import read_kept
from crri_gui.engine.mapping.draft import Draft, edited
from crri_gui.engine.mapping.export import Export, look
from crri_gui.engine.mapping.keeping import keep, written
from crri_gui.engine.mapping.propose import propose
from crri_gui.engine.mapping.trial.consequences import consequences
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import Target, examine_only, run_and_publish
from crri_gui.errors import InputError, OutputError, UsageError
from tests.shops import publish

pytestmark = pytest.mark.long

HEADER = "Ref;Wann;Mail;Summe;Lage"
ROWS = (
    "1;13.01.2024 10:00;a@x.example;10,00;bezahlt",
    "2;14.02.2024 10:00;a@x.example;20,00;bezahlt",
    "3;15.02.2024 10:00;b@x.example;5,00;storniert",
)
STRIPE = (
    "id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email,Card Brand"
)


def write(folder: Path, *lines: str, name: str = "shop.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join((*lines, "")), encoding="utf-8")
    return folder


def mapped(raw: Path, *changes: tuple[str, str], file: Path | None = None) -> tuple[Export, Draft]:
    shop = look(RunContext(), raw, mapping_file=file)
    draft = propose(shop)
    for name, value in changes:
        draft = edited(shop, draft, name, value)
    keep(shop, draft)
    return shop, draft


def messages(report_or_manifest: list[dict[str, str]], code: str) -> list[str]:
    return [one["message"] for one in report_or_manifest if one["code"] == code]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write(tmp_path / "raw", HEADER, *ROWS)


def test_an_unknown_export_is_refused_until_somebody_has_kept_its_mapping(
    raw: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as refused:
        publish(raw, tmp_path / "out")
    assert refused.value.code == "mapping_needed"
    assert refused.value.file == str(raw / "shop.csv") and "crri map" in refused.value.remedy
    assert not (tmp_path / "out" / "monthly_revenue.csv").exists()
    mapped(raw)
    made = publish(raw, tmp_path / "out")
    assert [row["order_value"] for row in made["master_orders"]] == ["10.00", "20.00"]
    assert messages(made.manifest["findings"], "mapping_used") == [
        f"{raw / 'shop.csv'} was read by the mapping shop of crri.toml."
    ]
    # It is known by its columns, not by its name.
    (raw / "shop.csv").rename(raw / "february.csv")
    assert len(publish(raw, tmp_path / "out")["master_orders"]) == 2


def test_what_is_incomplete_is_never_kept(raw: Path) -> None:
    shop = look(RunContext(), raw)
    draft = edited(shop, propose(shop), "order", "")
    with pytest.raises(UsageError) as refused:
        keep(shop, draft)
    assert refused.value.code == "mapping_incomplete" and not (raw / "crri.toml").exists()


def test_the_file_is_the_same_each_time_and_can_be_read_again(raw: Path) -> None:
    shop, draft = mapped(raw)
    text = (raw / "crri.toml").read_text(encoding="utf-8")
    assert text == written(shop, draft, read_kept(raw / "crri.toml"))
    again = look(RunContext(), raw)
    assert again.layout is not None
    assert set(propose(again).origins.values()) == {"kept"}
    assert 'order = "ref"' in text and 'goods = "summe"' in text
    assert text.count("[[export]]") == 1


def test_what_the_file_says_of_other_exports_stays(raw: Path) -> None:
    other = """[[export]]
columns = ["nr", "day", "sum"]
title = "by hand"
order = "nr"
time = "day"
goods = "sum"

[export.payments]
title = "its payments"
recognise = ["nr", "paid"]
order = "nr"
amount = "paid"

[[export.payments.leave_out]]
reason = "refunds"
column = "kind"
equals = ["back", "given back"]
"""
    (raw / "crri.toml").write_text(other, encoding="utf-8")
    [before] = read_kept(raw / "crri.toml").exports
    mapped(raw)
    kept = read_kept(raw / "crri.toml").exports
    assert len(kept) == 2
    assert before.text in [one.text for one in kept]


def test_more_columns_are_a_note_and_a_column_that_is_gone_an_error(
    raw: Path, tmp_path: Path
) -> None:
    mapped(raw)
    write(raw, f"{HEADER};Notiz", *(f"{row};x" for row in ROWS))
    made = publish(raw, tmp_path / "out")
    assert messages(made.manifest["findings"], "mapping_more_columns") == [
        f"{raw / 'shop.csv'} has 1 column more than when it was mapped: Notiz."
    ]
    write(raw, HEADER.replace("Mail", "Post"), *ROWS)
    with pytest.raises(InputError) as refused:
        publish(raw, tmp_path / "out")
    assert refused.value.code == "mapping_column_gone" and refused.value.column == "mail"
    # It can be mapped again.
    assert look(RunContext(), raw).layout is None


def test_a_renamed_column_leaves_what_else_was_chosen(tmp_path: Path) -> None:
    folder = tmp_path / "kasse"
    folder.mkdir()
    rows = ("1;13.01.2024;7;s;2;4,00;a", "1;13.01.2024;7;s;1;5,00;b", "2;14.01.2024;8;x;1;4,00;a")
    write(folder, "Ref;Tag;Wer;Lage;Anzahl;EP brutto;Ware", *rows)
    shop = look(RunContext(), folder)
    draft = propose(shop)
    for name, value in (
        ("order", "Ref"),
        ("item_goods", "Anzahl * EP brutto"),
        ("customer", "Wer:id"),
        ("status", "Lage"),
        ("status.s", "sale"),
        ("status.x", "void"),
        ("title", "Kasse"),
    ):
        draft = edited(shop, draft, name, value)
    keep(shop, draft)
    write(folder, "Ref;Tag;Wer;Lage;Anzahl;EP netto;Ware", *rows)
    shop = look(RunContext(), folder)
    again = propose(shop)
    assert again.missing == () and again.value("item_goods") == "anzahl * ep_netto"
    assert (again.value("customer"), again.value("title")) == ("wer:id", "Kasse")
    assert again.class_of("x") == "void" and not again.proposed_words
    assert {name for name, of in again.origins.items() if of == "proposed"} == {"item_goods"}
    assert again.origins["customer"] == "kept" and "as before" in again.reasons["customer"]
    # 2 x 4.00 + 5.00; the void order does not count.
    assert str(consequences(RunContext(), shop, again).amounts.goods) == "13.00"
    keep(shop, again)
    assert look(RunContext(), folder).layout is not None


def test_a_deleted_column_takes_away_only_what_was_told_by_it(tmp_path: Path) -> None:
    folder = tmp_path / "kasse"
    folder.mkdir()
    write(folder, "Ref;Tag;Wer;Lage;Summe;Porto", "1;13.01.2024;7;s;9,00;1", "2;14.01.2024;7;x;3;1")
    shop = look(RunContext(), folder)
    draft = propose(shop)
    for name, value in (("customer", "Wer:id"), ("status", "Lage"), ("status.x", "void")):
        draft = edited(shop, draft, name, value)
    draft = edited(shop, edited(shop, draft, "goods", "Summe - Porto"), "order", "Ref")
    keep(shop, draft)
    write(folder, "Ref;Tag;Lage;Summe;Porto", "1;13.01.2024;s;9,00;1", "2;14.01.2024;x;3;1")
    again = propose(look(RunContext(), folder))
    assert again.value("customer") == "" and again.value("goods") == "summe - porto"
    assert again.class_of("x") == "void" and again.missing == ()
    # The goods are asked for again, where nothing is left of them.
    write(folder, "Ref;Tag;Wer;Lage;Porto", "1;13.01.2024;7;s;1", "2;14.01.2024;7;x;1")
    again = propose(look(RunContext(), folder))
    assert again.value("customer") == "wer:id" and [one.name for one in again.missing] == ["goods"]


def test_a_new_status_word_is_told_and_counts(raw: Path, tmp_path: Path) -> None:
    mapped(raw)
    write(raw, HEADER, *ROWS, "4;16.02.2024 10:00;b@x.example;7,00;verschollen")
    made = publish(raw, tmp_path / "out")
    assert len(made["master_orders"]) == 3
    assert any(
        "verschollen" in text for text in messages(made.manifest["findings"], "status_unknown")
    )
    mapped(raw, ("status.verschollen", "void"))
    assert len(publish(raw, tmp_path / "out")["master_orders"]) == 2


def test_an_edit_of_the_mapping_is_a_change_for_if_changed(raw: Path, tmp_path: Path) -> None:
    mapped(raw)
    target = Target(tmp_path / "out", if_changed=True)
    assert not run_and_publish(RunContext(), Request(raw), target).unchanged
    assert run_and_publish(RunContext(), Request(raw), target).unchanged
    text = (raw / "crri.toml").read_text(encoding="utf-8")
    (raw / "crri.toml").write_text(text.replace('void = ["storniert"]', ""), encoding="utf-8")
    assert not run_and_publish(RunContext(), Request(raw), target).unchanged


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('order = "ref"', 'order = "ref', "mapping_not_toml", None),
        ('order = "ref"', 'ordre = "ref"', "mapping_wrong", None),
        ('goods = "summe"', 'goods = "summe ="', "mapping_wrong", "goods"),
        ("[[export]]", 'shop = "x"\n[[export]]', "mapping_wrong", "shop"),
        ("columns = [", 'base = "no_such_layout"\ncolumns = [', "mapping_wrong", "base"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line_and_key(
    raw: Path, old: str, new: str, code: str, line: str | None
) -> None:
    mapped(raw)
    file = raw / "crri.toml"
    text = file.read_text(encoding="utf-8").replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        examine_only(RunContext(), Request(raw))
    assert refused.value.code == code and refused.value.file == str(file)
    if line is not None:
        number = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith(line))
        assert refused.value.line == number and line in refused.value.what


def test_a_shipped_layout_keeps_only_what_differs(tmp_path: Path) -> None:
    raw = write(
        tmp_path / "raw",
        STRIPE,
        "1,2024-02-01 01:30,10.00,0,usd,Paid,c1,a@x.example,Visa",
        "2,2024-02-03 12:00,20.00,0,usd,Paid,c1,a@x.example,Visa",
        "3,2024-02-04 12:00,7.00,0,usd,Lost,c2,b@x.example,Visa",
    )
    before = publish(raw, tmp_path / "out")
    assert "times_in_utc" in before.codes
    assert before.by("master_orders", "order_id")["1"]["order_month"] == "2024-02"
    mapped(raw, ("zone", "America/Sao_Paulo"), ("status.lost", "void"))
    text = (raw / "crri.toml").read_text(encoding="utf-8")
    assert 'base = "stripe_payments"' in text and 'zone = "America/Sao_Paulo"' in text
    assert "[export.words]" in text and "order =" not in text
    made = publish(raw, tmp_path / "zoned")
    # 01:30 of February in UTC is 22:30 of January in Sao Paulo; order 3 is void now.
    assert made.by("master_orders", "order_id")["1"]["order_month"] == "2024-01"
    assert len(made["master_orders"]) == 2 and "times_in_utc" not in made.codes


def test_a_zone_is_one_that_exists_and_for_times_in_utc_alone(raw: Path, tmp_path: Path) -> None:
    shop = look(RunContext(), raw)
    zoned = edited(shop, propose(shop), "zone", "Europe/Berlin")
    with pytest.raises(UsageError) as refused:
        zoned.layout()
    assert "utc = true" in refused.value.what
    keep(shop, edited(shop, edited(shop, zoned, "utc", "true"), "zone", "Europe/Atlantis"))
    with pytest.raises(UsageError) as refused:
        publish(raw, tmp_path / "out")
    assert refused.value.code == "time_zone_unknown" and "Europe/Atlantis" in refused.value.what


def test_only_the_chosen_currency_is_taken_and_the_rest_is_told(tmp_path: Path) -> None:
    raw = write(
        tmp_path / "raw",
        "Order;Datum;Betrag;Kundennummer;Waehrung",
        "1;13.01.2024;10,00;7;EUR",
        "2;14.01.2024;20,00;7;EUR",
        "3;15.01.2024;99,00;8;CHF",
    )
    shop = look(RunContext(), raw)
    keep(shop, edited(shop, propose(shop), "currency", "Waehrung"))
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out")
    assert "EUR 30.00 in 2 orders, CHF 99.00 in 1 order" in refused.value.what
    assert "only_currencies=EUR" in refused.value.remedy
    mapped(raw, ("only_currencies", "eur"))
    made = publish(raw, tmp_path / "out")
    assert [row["order_value"] for row in made["master_orders"]] == ["10.00", "20.00"]
    assert messages(made.manifest["findings"], "rows_of_other_currencies") == [
        "1 row of shop.csv (99.00) is in another currency than EUR, and was left out."
    ]
    [source] = [one for one in made.manifest["reconciliation"] if one["code"] == "source"]
    lines = {line["label"]: (line["amount"], line["count"]) for line in source["lines"]}
    assert lines["in other currencies, which were not chosen"] == ("99.00", 1)
    assert source["holds"] and (source["total"]["amount"], source["total"]["count"]) == (
        "129.00",
        3,
    )


def test_a_check_makes_no_key_and_a_mapping_elsewhere_keeps_it_beside_itself(
    raw: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "mine"
    elsewhere.mkdir()
    file = elsewhere / "shop.toml"
    mapped(raw, file=file)
    assert [path.name for path in raw.iterdir()] == ["shop.csv"]
    examine_only(RunContext(), Request(raw, mapping=file))
    assert [path.name for path in elsewhere.iterdir()] == ["shop.toml"]
    made = publish(raw, tmp_path / "out", {"mapping": file})
    assert sorted(path.name for path in elsewhere.iterdir()) == ["crri.key", "shop.toml"]
    assert [path.name for path in raw.iterdir()] == ["shop.csv"]
    again = publish(raw, tmp_path / "again", {"mapping": file})
    ids = [row["customer_unique_id"] for row in made["master_orders"]]
    assert ids == [row["customer_unique_id"] for row in again["master_orders"]]
    assert all(one.startswith("p") for one in ids)


def test_persons_are_published_plain_only_by_choice_and_that_is_said(
    raw: Path, tmp_path: Path
) -> None:
    mapped(raw, ("persons", "plain"))
    made = publish(raw, tmp_path / "out")
    assert {row["customer_unique_id"] for row in made["master_orders"]} == {"a@x.example"}
    assert "persons_plain" in made.codes and not (raw / "crri.key").exists()


def test_a_mapping_that_cannot_be_written_is_an_error(raw: Path, tmp_path: Path) -> None:
    shop = look(RunContext(), raw)
    with pytest.raises(OutputError) as refused:
        keep(shop, propose(shop), tmp_path / "no such folder" / "crri.toml")
    assert refused.value.code == "mapping_not_written"


def test_two_exports_share_one_file(raw: Path, tmp_path: Path) -> None:
    file = tmp_path / "crri.toml"
    mapped(raw, file=file)
    other = write(tmp_path / "other", "Order,Day,Total,Email", "1,2024-01-03,10.00,a@x.example")
    mapped(other, file=file)
    assert [one.layout.order for one in read_kept(file).exports] == ["ref", "order"]
    assert [one.base for one in read_kept(file).exports] == [None, None]
