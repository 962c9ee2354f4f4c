"""Usage errors, help, and input that cannot be used."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crri_gui.errors import ExitCode
from tests.cli.driving import Captured, run
from tests.shops import FILES


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "late=never"], "Definition late cannot be 'never'"),
        (["--set", "late"], "is not NAME=VALUE"),
        (["--set", "color=red"], "does not exist"),
        (["--set", "mid_value_from=11"], "is not below high_value_from"),
        (["--set", "high_value_from=13"], "Give a whole number from 3 to 12"),
        (["--set", "window=2020-05..2020-01"], "ends before it begins"),
        (["--set", "snapshot=2020-02-31"], "cannot be '2020-02-31'"),
        (["--money-decimals", "3"], "Give a whole number from 0 to 2"),
        (["--currency-symbol", "dollars"], "at most 5 characters"),
        (["--table", "orders"], "is not TABLE=FILE"),
        (["--table", "ordres=x.csv"], "no raw table 'ordres'"),
        (["--date-order", "dym"], "neither dmy nor mdy"),
        (["--max-rejected-rows", "101"], "not between 0 and 100"),
        (["--max-rejected-money", "much"], "--max-rejected-money is not between 0 and 100"),
        (["--memory-limit", "much"], "is not a size"),
        (["--backups", "-1"], "below 0"),
        (["--definitions", "nowhere.toml"], "cannot be read"),
        (["--preset", "recommended", "--definitions", "x"], "exclude each other"),
    ],
)
def test_usage(
    raw: Path, tmp_path: Path, capsys: Captured, arguments: list[str], message: str
) -> None:
    command = ["run", "--input-dir", raw, "--output-dir", tmp_path / "out", "--quiet"]
    assert run(*command, *arguments) == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert message in shown
    assert "What to do:" in shown
    assert "Traceback" not in shown
    assert not (tmp_path / "out").exists()


def test_unknown_options_are_usage_errors(capsys: Captured) -> None:
    assert run("run") == ExitCode.USAGE
    capsys.readouterr()
    assert run("run", "--json") == ExitCode.USAGE
    document = json.loads(capsys.readouterr().out)
    assert document["exit_code"] == ExitCode.USAGE
    assert document["error"] == {
        "code": "arguments_refused",
        "what": "the following arguments are required: --input-dir, --output-dir",
        "file": None,
        "line": None,
        "column": None,
        "remedy": "See `crri run --help`.",
    }
    assert document["findings"] == []
    assert run("dance", "--json") == ExitCode.USAGE
    document = json.loads(capsys.readouterr().out)
    assert "invalid choice: 'dance'" in document["error"]["what"]
    assert document["error"]["remedy"] == "See `crri --help`."
    assert run("dance") == ExitCode.USAGE
    assert run("--version") == ExitCode.DONE
    assert "crri 0." in capsys.readouterr().out


def test_a_mistyped_option_is_named_before_what_it_lacks(capsys: Captured) -> None:
    assert run("run", "--input-dri", "shop", "--outptu", "out") == ExitCode.USAGE
    assert capsys.readouterr().err == (
        "usage: crri run --input-dir DIR --output-dir DIR [options]\n"
        "crri run: error: there is no option --input-dri, is --input-dir meant?; there is no "
        "option --outptu, is --output-dir meant?; the following arguments are required: "
        "--input-dir, --output-dir\n"
        "See `crri run --help`.\n"
    )
    assert run("check", "--input-dir", "shop", "--jsno") == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert shown.startswith("usage: crri check --input-dir DIR [options]\n")
    assert "there is no option --jsno, is --json meant?" in shown


def test_an_empty_path_is_refused(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    """A variable of a script that is not set would be the folder in which it runs."""
    for command in (
        ["run", "--input-dir", "", "--output-dir", tmp_path],
        ["run", "--input-dir", raw, "--output-dir="],
        ["check", "--input-dir", raw, "--rejects", ""],
        ["check", "--input-dir", raw, "--temp-dir", ""],
        ["powerbi", "--repoint", ""],
        ["powerbi", "--output-dir", ""],
    ):
        assert run(*command) == ExitCode.USAGE
        assert " is empty: name a folder or a file" in capsys.readouterr().err


def test_input_not_usable(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    (raw / FILES["orders"]).write_bytes(b"")
    command = ["--input-dir", raw, "--quiet"]
    assert run("run", *command, "--output-dir", tmp_path / "out") == ExitCode.INPUT
    shown = capsys.readouterr().err
    assert "The file is empty (0 bytes)" in shown
    assert FILES["orders"] in shown
    assert run("check", *command) == ExitCode.INPUT
    assert run("check", *command, "--json") == ExitCode.INPUT
    document = json.loads(capsys.readouterr().out)
    assert document["exit_code"] == ExitCode.INPUT
    assert document["error"]["file"].endswith(FILES["orders"])
    assert document["error"]["remedy"]


def test_help_names_every_exit_code_and_starts_without_the_engine() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "crri_gui", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for code in ExitCode:
        assert re.search(rf"\b{int(code)}\s", done.stdout)
    for heavy in ("duckdb", "openpyxl", "psutil", "crri_gui.engine"):
        assert heavy not in done.stderr


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    done = subprocess.run(
        f"{sys.executable} -m crri_gui definitions | true",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


def test_the_packaged_application_reads_workbooks_by_its_own_option(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "b"])
    book.save(tmp_path / "book.xlsx")
    answer = tmp_path / "answer.json"
    asked = {"path": str(tmp_path / "book.xlsx"), "memory": 1 << 30, "rows": 1, "library": ""}
    command = [sys.executable, "-m", "crri_gui", "--read-workbook"]
    done = subprocess.run([*command, json.dumps({**asked, "answer": str(answer)})], check=False)
    assert done.returncode == 0
    assert json.loads(answer.read_text(encoding="utf-8"))["sheets"][0]["rows"] == [["a", "b"]]
