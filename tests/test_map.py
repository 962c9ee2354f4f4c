"""`crri map` as its users meet it, and the commands that use what it has kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.errors import ExitCode

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
    assert "looks like an export" in told or "is no table that CRRI knows" in told
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
