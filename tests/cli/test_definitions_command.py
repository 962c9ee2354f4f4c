"""`crri definitions`: written, read again, explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crri_gui.definitions import PRESETS, Definitions, read_definitions
from crri_gui.errors import ExitCode
from tests.cli.driving import Captured, run
from tests.shops import ALWAYS


@pytest.mark.parametrize("preset", PRESETS)
def test_definitions_written_are_definitions_read(
    tmp_path: Path, capsys: Captured, preset: str
) -> None:
    file = tmp_path / "d.toml"
    own = ["--set", "statuses=shipped,delivered", "--set", "late_after_days=7"]
    assert run("definitions", "--preset", preset, *own, "--format", "toml", "--output", file) == 0
    read = read_definitions(file)
    assert read.statuses == ("shipped", "delivered")
    assert read.late_after_days == 7
    assert read.value_score == PRESETS[preset].value_score
    run("definitions", "--definitions", file, "--format", "json")
    assert json.loads(capsys.readouterr().out)["definitions"] == read.as_dict()


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_definitions_explain_every_option_and_column(capsys: Captured, form: str) -> None:
    assert run("definitions", "--format", form) == ExitCode.DONE
    shown = capsys.readouterr().out
    for name in Definitions().as_dict():
        assert name in shown
    for table in ALWAYS:
        for column in table.columns:
            assert column.name in shown
            assert column.meaning in shown


def test_damaged_definitions_are_named(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "d.toml"
    file.write_text("late = \n")
    assert run("definitions", "--definitions", file) == ExitCode.USAGE
    file.write_text("preset = 'none'\n")
    assert run("definitions", "--definitions", file) == ExitCode.USAGE
    assert "There is no preset 'none'" in capsys.readouterr().err
    file.write_text("preset = 'seed-notebook'\nlate_after_days = '7'\n")
    assert run("definitions", "--definitions", file) == ExitCode.USAGE


def test_definitions_that_were_edited_are_not_written_over(
    tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("late_after_days = 7\n")
    code = run("definitions", "--format", "toml", "--output", file)
    assert code == ExitCode.USAGE
    assert "it may hold your own definitions" in capsys.readouterr().err
    assert file.read_text() == "late_after_days = 7\n"
