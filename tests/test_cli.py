"""The command line as its users meet it: commands, exit codes, messages, JSON, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest

from crri_gui.cli.main import main
from crri_gui.definitions import PRESETS, Definitions, read_definitions
from crri_gui.engine.core.run_context import STAGE_SHARES, Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import Cancelled, ExitCode, InputError, OutputError
from crri_gui.sample.shop import make_shop
from tests.effort import exhaustive, one_in, pairs
from tests.shops import ALWAYS, FILES, Shop


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shop = Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u1", "2020-02-05", 20, score=5)
    return shop.add("o3", "u2", "2020-02-28", 40).write(tmp_path / "raw")


Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".crri" not in path.parts
    }


def test_run_publishes_the_five_csvs(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out"
    assert run("run", "--input-dir", raw, "--output-dir", out) == ExitCode.DONE
    for table in ALWAYS:
        data = (out / table.file_name).read_bytes()
        assert data.splitlines()[0].decode() == ",".join(table.column_names)
        assert b"\r" not in data
        assert data.endswith(b"\n")
    shown = capsys.readouterr()
    assert "Revenue 70.00 from 3 orders of 2 customers (50.00% came back)" in shown.out
    # Not a terminal: plain lines, none written over.
    assert "[read] Reading olist_orders_dataset.csv" in shown.err
    assert "\r" not in shown.err


def test_the_manifest_tells_what_was_made_from_what(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet", "--set", "late=after_days")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["state"] == "published"
    assert manifest["definitions"]["late"] == "after_days"
    assert manifest["snapshot_date"] == "2020-02-29"
    files = {entry["table"]: entry for entry in manifest["inputs"]}
    assert files["orders"]["rows"] == 3
    assert re.fullmatch(r"[0-9a-f]{64}", files["orders"]["sha256"])
    assert set(manifest["files"]) == {t.file_name for t in ALWAYS} | {"rejects.csv"}
    assert manifest["files"]["master_orders.csv"]["rows"] == 3
    assert manifest["peak_memory_bytes"] > 1_000_000
    assert set(manifest["timings_seconds"]) >= {"find", "read", "compute", "write", "verify"}


def test_a_shop_is_named_for_dashboards_and_changes_no_csv(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    command = ["run", "--input-dir", raw, "--output-dir", out, "--quiet", "--if-changed"]
    assert run(*command) == ExitCode.DONE
    before = tree(out)
    assert "shop" not in json.loads(before["manifest.json"])
    named = ["--shop-name", "Casa Azul", "--currency-symbol", "R$", "--money-decimals", "0"]
    # Named anew is something new, and as before it is not.
    assert run(*command, *named) == ExitCode.DONE
    assert run(*command, *named) == ExitCode.UNCHANGED
    after = tree(out)
    shop = {"shop_name": "Casa Azul", "currency_symbol": "R$", "money_decimals": 0}
    assert json.loads(after.pop("manifest.json"))["shop"] == shop
    assert after == {name: content for name, content in before.items() if name != "manifest.json"}
    # The Power BI project takes it from there.
    assert run("powerbi", "--output-dir", out, "--quiet") == ExitCode.DONE
    project = tree(out)
    measures = next(c for name, c in project.items() if name.endswith("KPI_Measures.tmdl"))
    assert rb"formatString: \R\$\ #,0;-\R\$\ #,0" in measures
    assert any(b"Casa Azul" in content for name, content in project.items() if "visuals" in name)
    # A file of definitions may say it, and an option says it otherwise.
    file = tmp_path / "mine.toml"
    file.write_text('[shop]\nshop_name = "Casa"\nmoney_decimals = 1\n', encoding="utf-8")
    assert run(*command, "--definitions", file, "--money-decimals", "2") == ExitCode.DONE
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["shop"] == {"shop_name": "Casa"}
    capsys.readouterr()


def test_options_of_version_0_1_do_not_end_a_nightly_run(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    places = ["--input-dir", str(raw), "--output-dir", str(tmp_path / "out")]
    former = ["--incremental", "--cache-dir", str(tmp_path / "cache"), "--cache-limit", "1GB"]
    assert main(["run", *places, *former]) == ExitCode.DONE
    assert "--incremental does nothing any more" in capsys.readouterr().out
    assert not (tmp_path / "cache").exists()


def test_if_changed(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    command = ["run", "--input-dir", raw, "--output-dir", tmp_path / "out", "--if-changed"]
    assert run(*command) == ExitCode.DONE
    before = tree(tmp_path / "out")
    assert run(*command) == ExitCode.UNCHANGED
    assert "Unchanged" in capsys.readouterr().out
    assert tree(tmp_path / "out") == before
    # Touched is not changed; the content decides.
    os.utime(raw / FILES["orders"], (1, 1))
    assert run(*command) == ExitCode.UNCHANGED
    assert run(*command, "--set", "high_value_from=9") == ExitCode.DONE
    (tmp_path / "out" / "ops_metrics.csv").write_text("spoilt")
    assert run(*command, "--set", "high_value_from=9") == ExitCode.DONE
    assert run(*command) == ExitCode.DONE
    assert tree(tmp_path / "out").keys() == before.keys()


def test_a_file_that_changes_after_it_was_hashed_is_noticed(raw: Path, tmp_path: Path) -> None:
    orders = raw / FILES["orders"]
    started: list[str] = []

    def exchange(progress: Progress) -> None:
        # The first step after the search: the hashes for --if-changed have been taken.
        if progress.stage != "find" and not started:
            started.append(progress.doing)
            orders.write_text(orders.read_text().replace("2020-01-05", "2020-01-25"))
            os.utime(orders, (1, 1))

    with pytest.raises(InputError, match="changed while it was read"):
        run_and_publish(
            RunContext(exchange), Request(raw), Target(tmp_path / "out", if_changed=True)
        )
    assert not (tmp_path / "out").exists()


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


def test_findings_of_severity_error_are_shown_and_nothing_is_written(
    tmp_path: Path, capsys: Captured
) -> None:
    raw = Shop().add("o1", "u1", "2190-01-05", 10).write(tmp_path / "raw")
    code = run("run", "--input-dir", raw, "--output-dir", tmp_path / "out", "--quiet")
    assert code == ExitCode.INPUT
    shown = capsys.readouterr().err
    assert "Errors (1)" in shown
    assert "bought in the future" in shown
    assert not (tmp_path / "out").exists()


def test_check_writes_nothing_but_the_rejects_asked_for(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    with (raw / FILES["order_items"]).open("a") as file:
        file.write("o1,2,much,0\n")
    before = tree(tmp_path)
    command = ["check", "--input-dir", raw, "--quiet", "--max-rejected-rows", "50%"]
    command += ["--max-rejected-money", "100%"]
    assert run(*command) == ExitCode.DONE
    assert tree(tmp_path) == before
    shown = capsys.readouterr().out
    assert "1 row of order_items cannot be read." in shown
    assert "The sums agree as far as amounts could be read; some could not." in shown
    assert run(*command, "--rejects", tmp_path / "r.csv", "--json") == ExitCode.DONE
    assert (tmp_path / "r.csv").read_text().splitlines()[1] == (
        "olist_order_items_dataset.csv,5,price,much,is not an amount"
    )
    document = json.loads(capsys.readouterr().out)
    assert {"rejected_rows"} <= {finding["code"] for finding in document["findings"]}
    assert all(statement["holds"] for statement in document["reconciliation"])
    assert run("check", "--input-dir", raw, "--quiet") == ExitCode.INPUT  # 1 of 4 is over 1 %


def test_compare_tells_the_difference_and_publishes_nothing(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
    before = tree(out)
    command = ["compare", "--input-dir", raw, "--output-dir", out, "--quiet"]
    assert run(*command, "--json") == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["unchanged"] is True
    assert run(*command, "--set", "window=2020-02..2020-02", "--json") == ExitCode.DONE
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["unchanged"] is False
    assert document["months_removed"] == ["2020-01"]
    assert document["messages"] == [
        "Published with window = all, computed with window = 2020-02..2020-02."
    ]
    assert tree(out) == before
    missing = tmp_path / "nowhere"
    assert run("compare", "--input-dir", raw, "--output-dir", missing) == ExitCode.OUTPUT


@pytest.mark.long
def test_compare_tells_scripts_whether_publishing_would_change_something(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
    command = ["compare", "--input-dir", raw, "--output-dir", out, "--quiet"]
    assert run(*command, "--exit-code") == 0
    (out / "ops_metrics.csv").write_text("order_month\n")
    assert run(*command) == ExitCode.DONE
    capsys.readouterr()
    assert run(*command, "--exit-code", "--json") == 11
    document = json.loads(capsys.readouterr().out)
    assert document["exit_code"] == 11
    assert document["unchanged"] is False
    assert document["edited"] == [
        "ops_metrics.csv was edited by hand since: it is not what was published."
    ]
    assert run("compare", "--help") == ExitCode.DONE
    assert "--exit-code" in capsys.readouterr().out


@pytest.mark.long
def test_another_shop_is_refused_until_it_is_said(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
    before = tree(out)
    other = Shop()
    for number in range(30):
        other.add(f"p{number}", f"v{number}", "2020-01-05", "4.00")
    command = ["run", "--input-dir", other.write(tmp_path / "other"), "--output-dir", out]
    assert run(*command, "--quiet") == 9
    said = capsys.readouterr().err
    assert "another shop than the one that is published" in said
    assert f"Where:      {out}" in said
    assert "What to do: Publish into another folder: --output-dir DIR." in said
    assert run(*command, "--json") == ExitCode.OTHER_SHOP
    document = json.loads(capsys.readouterr().out)
    assert (document["exit_code"], document["error"]["file"]) == (9, str(out))
    assert tree(out) == before
    assert run(*command, "--quiet", "--replace-other-shop") == ExitCode.DONE
    assert tree(out) != before


@pytest.mark.long
def test_restore(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out"
    assert run("run", "--input-dir", raw, "--output-dir", out, "--quiet") == ExitCode.DONE
    first = tree(out)
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet", "--set", "order_value=payments")
    second = tree(out)
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet", "--set", "delivery_days=whole")
    assert run("restore", "--output-dir", out, "--list", "--json") == ExitCode.DONE
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == 2
    assert run("restore", "--output-dir", out) == ExitCode.DONE
    assert tree(out) == second
    assert run("restore", "--output-dir", out, "--backup", listed[1]["id"]) == ExitCode.DONE
    assert tree(out) == first
    assert run("restore", "--output-dir", out, "--backup", "no-such") == ExitCode.USAGE
    assert run("restore", "--output-dir", tmp_path / "nowhere") == ExitCode.USAGE
    assert run("restore", "--output-dir", out, "--backups", "-1") == ExitCode.USAGE
    assert tree(out) == first


def test_outputs_are_not_mixed_with_raw_files(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    before = tree(raw)
    (tmp_path / "same").symlink_to(raw)
    inside = raw / "months" / "january"
    inside.mkdir(parents=True)
    (raw / FILES["orders"]).rename(inside / "orders.csv")
    for out in (raw, tmp_path / "same", inside):
        assert run("run", "--input-dir", raw, "--output-dir", out, "--quiet") == ExitCode.USAGE
        shown = capsys.readouterr().err
        assert "The output folder holds raw files." in shown and "What to do:" in shown
        assert not list(raw.rglob("manifest.json"))
    assert not list(raw.rglob(".crri"))
    (inside / "orders.csv").rename(raw / FILES["orders"])
    assert tree(raw) == before
    # A folder of its own below the raw files is none of them.
    assert run("run", "--input-dir", raw, "--output-dir", raw / "out", "--quiet") == ExitCode.DONE
    assert run("run", "--input-dir", raw, "--output-dir", raw / "out", "--quiet") == ExitCode.DONE


def test_bridge(raw: Path, capsys: Captured) -> None:
    before = tree(raw)
    # 10 and 20 and 40; the report has forgotten an order of 20, which nothing here explains.
    assert run("bridge", "--input-dir", raw, "--quiet", "--theirs", "orders=2,revenue=50.00") == 0
    lines = [line.split()[:5] for line in capsys.readouterr().out.splitlines()]
    assert lines[1][:4] == ["Their", "report", "2", "50.00"]
    assert ["not", "explained", "+1", "+20.00"] in [line[:4] for line in lines]
    assert ["These", "outputs", "3", "70.00"] in [line[:4] for line in lines]
    theirs = ("--theirs", "revenue=60,00", "--theirs", "orders=2", "--month", "2020-02")
    assert run("bridge", "--input-dir", raw, "--json", *theirs) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["theirs"] == {
        "orders": 2,
        "revenue": "60.00",
        "since": "2020-02-01",
        "until": "2020-02-29",
    }
    assert (told["ours"]["revenue"], told["explained"], told["steps"]) == ("60.00", True, [])
    assert run("bridge", "--input-dir", raw, "--json", *theirs, "--their-clock=-05:30") == 0
    assert json.loads(capsys.readouterr().out)["theirs"]["clock"] == -330
    all_four = "orders=2,revenue=50.00,customers=1,repeat_customers=0"
    assert run("bridge", "--input-dir", raw, "--quiet", "--theirs", all_four) == 0
    head, first, *_ = capsys.readouterr().out.splitlines()
    assert head.split() == ["Orders", "Revenue", "Customers", "Came", "back", "Count"]
    assert first.split() == ["Their", "report", "2", "50.00", "1", "0"]
    assert tree(raw) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--theirs", "turnover=1"), "figure_unknown"),
        (("--theirs", "orders=many"), "theirs_unreadable"),
        (("--theirs", "orders=1", "--month", "March"), "theirs_month_unreadable"),
        (("--theirs", "orders=1", "--their-clock", "5.30"), "their_clock_unreadable"),
        (("--theirs", "orders=1", "--their-clock", "UTC"), "their_clock_beside_unknown"),
        (("--theirs", "orders=1", "--from", "1.3.2024"), "day_unreadable"),
        (("--theirs", "orders=1", "--month", "2024-03", "--to", "2024-03-02"), "month_and_days"),
    ],
)
def test_what_the_other_report_says_has_to_be_readable(
    raw: Path, arguments: tuple[str, ...], code: str, capsys: Captured
) -> None:
    assert run("bridge", "--input-dir", raw, "--json", *arguments) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_demo(tmp_path: Path, capsys: Captured) -> None:
    code = run("demo", "--output-dir", tmp_path / "demo", "--orders", 300, "--excel")
    assert code == ExitCode.DONE
    shown = capsys.readouterr().out
    assert str(tmp_path / "demo" / "raw") in shown
    assert str(tmp_path / "demo" / "published") in shown
    assert len(list((tmp_path / "demo" / "raw").glob("*.csv"))) == 9
    assert (tmp_path / "demo" / "published" / "crri_outputs.xlsx").is_file()


@exhaustive
def test_demo_as_the_export_of_another_shop(tmp_path: Path, capsys: Captured) -> None:
    code = run("demo", "--output-dir", tmp_path, "--orders", 50, "--layout", "shopify")
    assert code == 0
    [raw] = (tmp_path / "raw-shopify").glob("*.csv")
    assert raw.name == "orders_export.csv"
    assert str(raw.parent) in capsys.readouterr().out
    assert len(list((tmp_path / "published").glob("*.csv"))) == 6


@exhaustive
def test_a_workbook_that_is_not_made_again_does_not_stay_stale(raw: Path, tmp_path: Path) -> None:
    command = ["run", "--input-dir", raw, "--output-dir", tmp_path / "out", "--quiet"]
    run(*command, "--excel")
    assert (tmp_path / "out" / "crri_outputs.xlsx").is_file()
    run(*command)
    assert not (tmp_path / "out" / "crri_outputs.xlsx").exists()


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


def test_an_output_folder_that_cannot_be_one(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "out").write_text("a file")
    code = run("run", "--input-dir", raw, "--output-dir", tmp_path / "out", "--quiet")
    assert code == ExitCode.OUTPUT
    assert "What to do:" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "a file"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights on Windows")
def test_a_publication_that_was_refused_can_be_tried_again(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "elsewhere").write_text("kept")
    (out / "ops_metrics.csv").symlink_to(tmp_path / "elsewhere")
    asked: list[str] = []

    def close_it(error: OutputError) -> bool:
        asked.append(error.what)
        (out / "ops_metrics.csv").unlink()
        return True

    run_and_publish(RunContext(), Request(raw), Target(out), close_it)
    assert len(asked) == 1
    assert (tmp_path / "elsewhere").read_text() == "kept"
    assert {t.file_name for t in ALWAYS} <= set(tree(out))


COMMAND = [sys.executable, "-m", "crri_gui"]


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


@pytest.fixture(scope="module")
def large_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    make_shop(folder, 60_000, 3)
    return folder


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(
    ("number", "stage"), pairs([signal.SIGINT, signal.SIGTERM], ["[read]", "[compute]"])
)
def test_ctrl_c_leaves_the_published_files_and_nothing_else(
    raw: Path, large_shop: Path, tmp_path: Path, stage: str, number: signal.Signals
) -> None:
    out, temp = tmp_path / "out", tmp_path / "temp"
    temp.mkdir()
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
    before = tree(out)
    with subprocess.Popen(
        [*COMMAND, "run", "--input-dir", large_shop, "--output-dir", out, "--temp-dir", temp],
        stderr=subprocess.PIPE,
        text=True,
        # A session of its own: the signal must reach this process alone.
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if stage in line:
                process.send_signal(number)
                break
        rest = process.stderr.read()
    assert process.returncode == ExitCode.CANCELLED, rest
    assert "Cancelled." in rest
    assert "Traceback" not in rest
    assert tree(out) == before
    assert list(temp.iterdir()) == []
    assert not [path for path in (out / ".crri").iterdir() if path.name.startswith("staging")]


def test_many_parts_of_a_table_are_one_line_of_check_and_progress_names_their_folders(
    raw: Path, capsys: Captured
) -> None:
    head, *orders = (raw / FILES["orders"]).read_text().splitlines()
    (raw / FILES["orders"]).unlink()
    for month, order in zip(("2020-01", "2020-02", "2020-03"), orders, strict=True):
        (raw / month).mkdir()
        (raw / month / "orders.csv").write_text(f"{head}\n{order}\n")
    assert run("check", "--input-dir", raw) == ExitCode.DONE
    said = capsys.readouterr()
    files = said.out.partition("Files\n")[2].partition("\n\n")[0].splitlines()
    assert "  orders          3 files, 2020-01/orders.csv to 2020-03/orders.csv  3 rows" in files
    assert len(files) == 5
    assert "Reading 2020-03/orders.csv" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_second_ctrl_c_while_the_first_is_answered_does_not_block() -> None:
    # As `timeout` does it, which signals the process and then its group.
    program = """
import os, signal, sys, time
from argparse import Namespace
from crri_gui.cli.terminal.console import work
from crri_gui.errors import Cancelled
class Slow:
    def interrupt(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)
    def query_progress(self):
        return -1.0
def job(run):
    with run.attached(Slow()):
        os.kill(os.getpid(), signal.SIGINT)
        while True:
            run.checkpoint()
            time.sleep(0.01)
try:
    work(Namespace(quiet=True, json=False), job)
except Cancelled:
    sys.exit("cancelled")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.stderr.strip() == "cancelled"


@pytest.mark.parametrize(
    ("before", "answer"), [("", "cancelled"), ("run.commit_point()", "published")]
)
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_is_answered_before_a_statement_that_does_not_stop_unless_it_publishes(
    before: str, answer: str
) -> None:
    # The statement goes on until the answer is there; one that publishes, until it has.
    program = f"""
import os, signal, sys, threading
from argparse import Namespace
from crri_gui.cli.terminal.console import work
from crri_gui.errors import Cancelled
answered = threading.Event()
def job(run):
    {before}
    os.kill(os.getpid(), signal.SIGINT)
    answered.wait(timeout=2 if {bool(before)} else None)
    return "published"
try:
    print(work(Namespace(quiet=True, json=False), job))
except Cancelled:
    print("cancelled")
answered.set()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == answer
    assert not done.stderr


def test_a_cancelled_run_cannot_publish_and_one_that_publishes_is_not_given_up() -> None:
    cancelled = RunContext()
    cancelled.cancel()
    assert cancelled.given_up
    with pytest.raises(Cancelled):
        cancelled.commit_point()
    publishing = RunContext()
    publishing.commit_point()
    publishing.cancel()
    assert not publishing.given_up
    # The files were held open: it has changed nothing.
    publishing.reopen()
    assert publishing.given_up
    with pytest.raises(Cancelled):
        publishing.commit_point()


@pytest.mark.long
@pytest.mark.parametrize("stage", one_in(3, STAGE_SHARES))
def test_cancelling_in_any_stage_leaves_the_published_files(
    raw: Path, sample_shop: Path, tmp_path: Path, stage: str
) -> None:
    out, temp = tmp_path / "out", tmp_path / "temp"
    temp.mkdir()
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
    before = tree(out)

    def cancel(progress: Progress) -> None:
        if progress.stage == stage:
            asked.cancel()

    asked = RunContext(cancel)
    target = Target(out, replace_other_shop=True)
    with pytest.raises(Cancelled):
        run_and_publish(asked, Request(sample_shop, temp_dir=temp), target)
    assert tree(out) == before
    for thread in threading.enumerate():
        if thread.name == "crri-give-back":  # a user who has cancelled does not wait for it
            thread.join()
    assert list(temp.iterdir()) == []
    assert not [path for path in (out / ".crri").iterdir() if path.name.startswith("staging")]


def test_definitions_that_were_edited_are_not_written_over(
    tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("late_after_days = 7\n")
    code = run("definitions", "--format", "toml", "--output", file)
    assert code == ExitCode.USAGE
    assert "it may hold your own definitions" in capsys.readouterr().err
    assert file.read_text() == "late_after_days = 7\n"


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_second_run_into_one_folder_is_told_who_holds_it(
    raw: Path, large_shop: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(
        [*COMMAND, "run", "--input-dir", large_shop, "--output-dir", out],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        code = run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
        assert code == ExitCode.OUTPUT
        assert f"{process.pid}" in capsys.readouterr().err
        process.stderr.read()
    assert process.returncode == ExitCode.DONE


@exhaustive
def test_memory_limit_gives_the_same_bytes(large_shop: Path, tmp_path: Path) -> None:
    for name, more in (("a", []), ("b", ["--memory-limit", "150MB", "--temp-dir", tmp_path])):
        code = run(
            "run", "--input-dir", large_shop, "--output-dir", tmp_path / name, "--quiet", *more
        )
        assert code == ExitCode.DONE
    a, b = tree(tmp_path / "a"), tree(tmp_path / "b")
    assert {k: v for k, v in a.items() if k.endswith(".csv")} == {
        k: v for k, v in b.items() if k.endswith(".csv")
    }
    assert not [p for p in Path(tempfile.gettempdir()).glob("crri-*") if p.parent == tmp_path]


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
