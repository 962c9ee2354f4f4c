"""The project on disk, beside the CSVs, by the library and by the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crri_gui.cli import main
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode
from crri_gui.powerbi.project import placement
from crri_gui.powerbi.project.presentation import PRESENTATION
from crri_gui.powerbi.project.project import EXPRESSIONS, REPORT, SHORTCUT
from crri_gui.powerbi.project.writing import RECORD
from tests.powerbi.on_disk.driving import ORDERS_TABLE, everything, made

pytestmark = pytest.mark.long


def test_the_project_stands_beside_the_csvs_and_reads_them(out: Path) -> None:
    before = everything(out)
    project = made(out)
    after = everything(out)
    assert before.items() <= after.items()
    assert project.shortcut == out.resolve() / SHORTCUT
    assert set(after) - set(before) == {*project.written.written, RECORD}
    assert PRESENTATION in after
    folder = str(out.resolve()).replace("#(", "#(#)(").replace('"', '""')
    assert f'"{folder}"' in after[EXPRESSIONS].decode()
    assert not (out / ".crri" / "powerbi-new").exists()
    assert not (out / ".crri" / "powerbi-old").exists()


def test_writing_it_again_changes_nothing(out: Path) -> None:
    made(out)
    before = everything(out)
    assert made(out).written.unchanged
    assert everything(out) == before


def test_the_script_tells_the_figures_of_this_run(out: Path) -> None:
    made(out)
    text = (out / PRESENTATION).read_text(encoding="utf-8")
    assert "400.00 with 7 orders of 4 customers: 57.14 an order" in text
    assert "75.0% of the customers ordered more than once" in text
    assert "It got" not in text  # three months with deliveries carry no trend
    assert "None" not in text and "nan" not in text


def test_the_definitions_in_force_are_on_the_page(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_bytes())
    manifest["definitions"]["order_value"] = "payments"
    (out / "manifest.json").write_text(json.dumps(manifest))
    made(out)
    text = "".join(c.decode() for n, c in everything(out).items() if n.startswith(REPORT))
    assert "Here: sum of payments." in text
    (out / "manifest.json").unlink()
    made(out)
    text = "".join(c.decode() for n, c in everything(out).items() if n.startswith(REPORT))
    assert "manifest.json beside them says" in text


# --- the command line


def test_the_command_says_what_it_did(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["powerbi", "--output-dir", str(out)]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert str(out.resolve() / SHORTCUT) in said and "Refresh" in said
    (out / ORDERS_TABLE).write_text("mine")
    assert main.main(["powerbi", "--output-dir", str(out)]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert ORDERS_TABLE in said and "--force" in said
    assert main.main(["powerbi", "--output-dir", str(out), "--force", "--json"]) == ExitCode.DONE
    said = json.loads(capsys.readouterr().out)
    assert said["exit_code"] == 0 and said["backup"] and ORDERS_TABLE in said["written"]
    arguments = ["powerbi", "--output-dir", str(out), "--repoint", r"C:\there", "--quiet"]
    assert main.main(arguments) == ExitCode.DONE
    assert capsys.readouterr().out == ""
    assert r'"C:\there" meta' in (out / EXPRESSIONS).read_text(encoding="utf-8")
    assert main.main(["powerbi", "--repoint", str(out)]) == ExitCode.DONE


@pytest.mark.parametrize("arguments", [[], ["--force", "--repoint", "x"]])
def test_a_command_without_a_folder_is_a_usage_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["powerbi", *arguments]) == ExitCode.USAGE
    assert "What to do" in capsys.readouterr().err


def test_publishing_again_leaves_the_project_alone(out: Path, published: Path) -> None:
    made(out)
    before = everything(out)
    run_and_publish(RunContext(), Request(published.parent / "raw"), Target(out))
    after = everything(out)
    assert {name for name in before if before[name] != after.get(name)} <= {"manifest.json"}


def test_data_folders_of_windows_are_taken_as_they_are_written() -> None:
    assert placement.data_folder_of(r"\\server\share\x") == r"\\server\share\x"
    assert placement.data_folder_of("C:/Data") == "C:/Data"
    assert placement.data_folder_of("here") == str(Path("here").resolve())
