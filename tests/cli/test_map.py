"""`crri map` as its users meet it, and the commands that use what it has kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.errors import ExitCode
from tests.effort import exhaustive
from tests.engine.adapt.test_items_beside import SHOP as ITEMS_BESIDE
from tests.engine.mapping.test_mapping_several import PORTUGUESE, write

pytestmark = pytest.mark.long

Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "laden.csv").write_text(
        "Beleg;Tag;Wer;Betrag;Lage\n"
        "1;13.01.2024;ana@x.example;10,00;bezahlt\n"
        "2;14.02.2024;ana@x.example;20,00;bezahlt\n"
        "3;15.02.2024;bo@x.example;5,00;verloren\n",
        encoding="utf-8",
    )
    return folder


def test_map_shows_what_it_proposes_and_what_that_makes(raw: Path, capsys: Captured) -> None:
    assert run("map", "--input-dir", raw, "--set", "customer=Wer") == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "order = beleg" in shown and "proposal" in shown and "chosen now" in shown
    assert "3 rows -> 3 orders, 3 counted, 2 customers (50.0% came back), 0 guests" in shown
    assert "goods 35.00" in shown and "Order 1: its rows" in shown
    assert "Nothing is kept. If this is right, add --write" in shown
    assert "ana@x.example" not in shown
    assert [path.name for path in raw.iterdir()] == ["laden.csv"]


def test_what_is_kept_is_used_without_asking(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out"
    assert run("run", "--input-dir", raw, "--output-dir", out) == ExitCode.INPUT
    told = capsys.readouterr().err
    assert "looks like an export" in told or "is not a table that CRRI knows" in told
    assert "crri map --input-dir" in told and not out.joinpath("master_orders.csv").exists()
    changes = ("--set", "customer=Wer", "--set", "status=Lage", "--set", "status.verloren=void")
    assert run("map", "--input-dir", raw, *changes, "--write") == ExitCode.DONE
    assert f"Kept in {raw / 'crri.toml'}" in capsys.readouterr().out
    assert run("run", "--input-dir", raw, "--output-dir", out, "--quiet") == ExitCode.DONE
    assert run("check", "--input-dir", raw, "--quiet") == ExitCode.DONE
    assert run("compare", "--input-dir", raw, "--output-dir", out, "--exit-code") == ExitCode.DONE
    assert out.joinpath("master_orders.csv").read_text(encoding="utf-8").count("\n") == 3
    capsys.readouterr()
    assert run("map", "--input-dir", raw) == ExitCode.DONE
    assert "A run reads the export so, without asking." in capsys.readouterr().out


@exhaustive
def test_a_mapping_elsewhere_leaves_the_raw_folder_alone(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "mine.toml"
    missing = run("check", "--input-dir", raw, "--mapping", file)
    assert missing == ExitCode.USAGE and "--write" in capsys.readouterr().err
    assert run("map", "--input-dir", raw, "--mapping", file, "--write") == ExitCode.DONE
    out = ("--output-dir", tmp_path / "out", "--mapping", file, "--quiet")
    assert run("run", "--input-dir", raw, *out) == ExitCode.DONE
    assert [path.name for path in raw.iterdir()] == ["laden.csv"] and file.exists()


def test_what_is_missing_or_unknown_is_named_and_nothing_written(
    raw: Path, capsys: Captured
) -> None:
    assert run("map", "--input-dir", raw, "--set", "goods=", "--write") == ExitCode.USAGE
    assert "goods of an order" in capsys.readouterr().err
    assert run("map", "--input-dir", raw, "--set", "goods=") == ExitCode.DONE
    assert "goods = ?" in capsys.readouterr().out
    assert run("map", "--input-dir", raw, "--set", "order=Nummer") == ExitCode.USAGE
    assert "Beleg, Tag, Wer, Betrag, Lage" in capsys.readouterr().err
    assert run("map", "--input-dir", raw, "--set", "order") == ExitCode.USAGE
    assert "FIELD=COLUMN" in capsys.readouterr().err
    assert run("map", "--input-dir", raw, "--file", "other.csv") == ExitCode.INPUT
    assert not (raw / "crri.toml").exists()


def test_an_export_that_leaves_nothing_open_has_no_advice_on_it(
    raw: Path, capsys: Captured
) -> None:
    assert run("map", "--input-dir", raw) == ExitCode.DONE
    assert "--date-order" not in capsys.readouterr().out
    assert run("map", "--input-dir", raw, "--zone", "Mars") == ExitCode.USAGE
    assert "Mars" in capsys.readouterr().err


def test_map_as_json(raw: Path, capsys: Captured) -> None:
    assert run("map", "--input-dir", raw, "--json") == ExitCode.DONE
    shown = json.loads(capsys.readouterr().out)
    assert shown["mapping"]["order"]["value"] == "beleg"
    assert shown["mapping"]["order"]["origin"] == "proposed" and shown["missing"] == []
    assert shown["consequences"]["amounts"]["goods"] == "35.00"
    assert [column["type"] for column in shown["columns"]] == [
        *("whole", "date", "email", "money", "word")
    ]
    assert shown["written"] is None


def test_an_option_of_a_run_is_no_field_and_the_advice_says_where_it_belongs(
    raw: Path, capsys: Captured
) -> None:
    assert run("map", "--input-dir", raw, "--set", "customer=") == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "Nothing that is read of laden.csv tells who its customers are" in shown
    assert "crri run --set guests=apart" in shown
    assert run("map", "--input-dir", raw, "--set", "guests=apart") == ExitCode.USAGE
    assert "crri run --set guests=VALUE" in capsys.readouterr().err


def test_a_column_of_emails_is_the_customer_when_nothing_better_is_there(
    raw: Path, capsys: Captured
) -> None:
    assert run("map", "--input-dir", raw) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "customer = wer:email" in shown and "2 customers (50.0% came back)" in shown


def test_an_unknown_status_is_given_a_class_as_the_advice_says(raw: Path, capsys: Captured) -> None:
    lage = ("--set", "status=Lage")
    assert run("map", "--input-dir", raw, *lage, "--write") == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "not decided: counts; --set status.WORD=CLASS decides" in shown
    assert "As CLASS, sale counts, open counts, returned counts, void does not count." in shown
    assert run("check", "--input-dir", raw, "--quiet") == ExitCode.DONE
    said = capsys.readouterr().out
    assert 'crri map --input-dir DIR --set "status.verloren=sale" --write' in said
    assert "statuses=" not in said
    word = ("--set", "status.verloren=sale", "--write")
    assert run("map", "--input-dir", raw, *word) == ExitCode.DONE
    capsys.readouterr()
    assert run("check", "--input-dir", raw, "--quiet") == ExitCode.DONE
    assert "does not know" not in capsys.readouterr().out


@exhaustive
def test_what_a_run_does_not_read_so_yet_is_said_to_be_kept_nowhere(
    raw: Path, capsys: Captured
) -> None:
    assert run("map", "--input-dir", raw, "--set", "status=Lage", "--write") == ExitCode.DONE
    for change, kept in (
        ("status.verloren=void", False),
        ("customer=Beleg", False),
        ("order=Beleg", True),
    ):
        capsys.readouterr()
        assert run("map", "--input-dir", raw, "--set", change) == ExitCode.DONE
        assert ("A run reads the export so" in capsys.readouterr().out) == kept, change


def test_a_column_is_either_mapped_or_not(raw: Path, capsys: Captured) -> None:
    # "Bet" is part of the name of a column that is mapped.
    text = (raw / "laden.csv").read_text(encoding="utf-8").replace("Lage", "Bet")
    (raw / "laden.csv").write_text(text, encoding="utf-8")
    assert run("map", "--input-dir", raw, "--set", "time=", "--set", "goods=Betrag") == 0
    shown = capsys.readouterr().out
    assert "Columns that are not mapped" not in shown and "All columns" in shown
    assert run("map", "--input-dir", raw, "--set", "goods=Betrag") == ExitCode.DONE
    _, _, rest = capsys.readouterr().out.partition("Columns that are not mapped\n")
    assert [line.split("  ")[1] for line in rest.partition("\n\n")[0].splitlines()] == ["Bet"]


def test_a_column_with_blanks_is_quoted_in_the_advice_which_can_be_pasted(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "laden.csv").write_text(
        "Beleg;Order Date;Wer;EP brutto\n1;03.02.2024;a@x.example;1.234\n2;04.02.2024;b;5.678\n",
        encoding="utf-8",
    )
    changes = ("--set", "order=Beleg", "--set", "time=Order Date", "--set", "goods=EP brutto")
    assert run("map", "--input-dir", tmp_path, *changes) == ExitCode.DONE
    said = capsys.readouterr().out
    assert '--date-order "Order Date=dmy"' in said and '--decimal "EP brutto=point"' in said
    belongs = "are no part of a mapping: name them in run, check and compare as well"
    assert belongs in said
    # As the advice says, here and in each run.
    answers = ("--date-order", "Order Date=dmy", "--decimal", "EP brutto=point")
    assert run("map", "--input-dir", tmp_path, *changes, *answers, "--write") == ExitCode.DONE
    said = capsys.readouterr().out
    assert "goods 6.91" in said and "from 2024-02-03" in said and belongs in said
    # 1.234 + 5.678 = 6.912: the tenth of a cent is told by the run itself.
    assert run("check", "--input-dir", tmp_path, "--quiet", *answers) == ExitCode.DONE
    assert run("check", "--input-dir", tmp_path, "--quiet") != ExitCode.DONE


def test_the_share_of_rows_that_cannot_be_read_is_none_of_the_money(
    raw: Path, capsys: Captured
) -> None:
    assert run("map", "--input-dir", raw, "--write") == ExitCode.DONE
    with (raw / "laden.csv").open("a", encoding="utf-8") as file:
        file.write("4;sometime;bo@x.example;35,00;bezahlt\n")
    capsys.readouterr()
    run("check", "--input-dir", raw, "--quiet")
    said = capsys.readouterr().out
    # One of four rows, and 35.00 of 70.00.
    assert "cannot be read" in said and "[25.00% of all, 35.00 in money]" in said
    assert "50.00% of the money" in said


def test_files_beside_the_orders_are_shown_set_kept_and_run(
    tmp_path: Path, capsys: Captured
) -> None:
    raw, out = write(tmp_path / "raw", PORTUGUESE), tmp_path / "out"
    assert run("map", "--input-dir", raw) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "payments = recebimentos.csv" in shown and "customers.joins = cod_cli:id" in shown
    assert "it has 100 % of the orders looked at" in shown
    # 904 is void; 12 + 20.50 + 33 of the others, and 8 of that one.
    assert "payments of 3 of 3 counted orders (100.0%), 73.50 in all" in shown
    assert "the customers of 3 of 3 counted orders (100.0%)" in shown
    assert "* customers.customer=e_mail:email" in shown and "rui@x.example" not in shown
    assert "Columns that are not mapped, of " in shown and "Parcela" in shown
    assert not (raw / "crri.toml").exists()
    assert run("run", "--input-dir", raw, "--output-dir", out) == ExitCode.INPUT
    capsys.readouterr()
    state = ("--set", "customers.state=", "--write")
    assert run("map", "--input-dir", raw, *state) == ExitCode.DONE
    assert "customers.state" not in capsys.readouterr().out
    assert "[export.payments]" in (raw / "crri.toml").read_text(encoding="utf-8")
    assert run("run", "--input-dir", raw, "--output-dir", out, "--quiet") == ExitCode.DONE
    assert run("check", "--input-dir", raw, "--quiet") == ExitCode.DONE
    assert run("compare", "--input-dir", raw, "--output-dir", out, "--exit-code") == ExitCode.DONE
    lines = (out / "master_orders.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4 and "Boleto" in lines[3]
    capsys.readouterr()
    assert run("map", "--input-dir", raw, "--json") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["mapping"]["payments.amount"] == {
        "value": "valor_recebido",
        "origin": "kept",
        "reason": "",
    }
    assert [one["met"] for one in told["consequences"]["beside"]] == [3, 3]
    unknown = run("map", "--input-dir", raw, "--set", "payments=outro.csv")
    assert unknown == ExitCode.USAGE and "cadastro.csv" in capsys.readouterr().err


def test_a_file_of_items_is_shown_kept_and_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = write(tmp_path / "raw", ITEMS_BESIDE), tmp_path / "out"
    assert run("map", "--input-dir", raw, "--write") == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "items = positionen.csv" in shown and "items.goods = menge * preis" in shown
    # B3 is void: 62.50 of items, 15.00 of them of that order.
    assert "items of 3 of 3 counted orders (100.0%), 62.50 in all" in shown
    [first, second] = [line.split() for line in shown.splitlines() if "positionen.csv:" in line][
        -2:
    ]
    assert (first[0], second[0]) == ("positionen.csv:2", "positionen.csv:3")
    assert {"Tee", "2.00", "5.00"} <= {*first} and {"Tasse", "1.00", "3.50"} <= {*second}
    assert "[export.items]" in (raw / "crri.toml").read_text(encoding="utf-8")
    assert run("run", "--input-dir", raw, "--output-dir", out, "--quiet") == ExitCode.DONE
    capsys.readouterr()
    unknown = run("map", "--input-dir", raw, "--set", "items.goods=Menge * Rabatt")
    assert unknown == ExitCode.USAGE and "Rabatt" in capsys.readouterr().err
