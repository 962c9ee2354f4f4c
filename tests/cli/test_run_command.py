"""`crri run` and `crri demo`: what they publish, and where they do not."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode, InputError, OutputError
from tests.cli.driving import Captured, run, tree
from tests.effort import exhaustive
from tests.shops import ALWAYS, FILES


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
