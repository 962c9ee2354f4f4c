"""A project that reads another folder, and folders that no project can be in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.publish.release import hold
from crri_gui.errors import OutputError, UsageError
from crri_gui.powerbi.project.placement import LONGEST_PATH, repoint
from crri_gui.powerbi.project.project import EXPRESSIONS
from crri_gui.powerbi.project.writing import RECORD
from tests.powerbi.on_disk.driving import everything, made

pytestmark = pytest.mark.long


@pytest.mark.parametrize("folder", [r"C:\x y\d'Ávila", r"\\server\share\ação", "D:\\"])
def test_repointing_changes_the_parameter_and_nothing_else(out: Path, folder: str) -> None:
    made(out)
    before = everything(out)
    project = repoint(RunContext(), out, command="test", data_folder=folder)
    after = everything(out)
    assert {n for n in after if after[n] != before.get(n)} == {EXPRESSIONS, RECORD}
    assert project.data_folder == folder.rstrip("\\")
    assert f'"{project.data_folder}" meta' in after[EXPRESSIONS].decode()
    # Written anew it goes on reading that folder, and the file is still CRRI's.
    again = made(out)
    assert again.written.unchanged and not again.written.kept
    assert "goes on reading" in again.messages[0]
    # Alone, it is its own folder again.
    repoint(RunContext(), out, command="test")
    assert everything(out) == before


def test_repointing_after_a_move(out: Path, tmp_path: Path) -> None:
    made(out)
    moved = out.rename(tmp_path / "moved")
    repoint(RunContext(), moved, command="test")
    assert f'"{moved.resolve()}" meta' in (moved / EXPRESSIONS).read_text(encoding="utf-8")
    assert made(moved).written.unchanged


def test_repointing_reaches_a_file_that_the_user_changed(out: Path) -> None:
    made(out)
    path = out / EXPRESSIONS
    path.write_text(
        path.read_text(encoding="utf-8") + "\n\nexpression Mine = 1\n", encoding="utf-8"
    )
    repoint(RunContext(), out, command="test", data_folder=r"C:\there")
    assert "expression Mine = 1" in path.read_text(encoding="utf-8")
    assert r'"C:\there" meta' in path.read_text(encoding="utf-8")
    assert made(out).written.kept == (EXPRESSIONS,)


def test_repointing_needs_a_project_with_the_parameter_and_csvs(out: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no Power BI project"):
        repoint(RunContext(), out, command="test")
    made(out)
    with pytest.raises(UsageError, match=r"master_orders\.csv"):
        repoint(RunContext(), out, command="test", data_folder=str(tmp_path / "nowhere"))
    (out / EXPRESSIONS).write_text("expression Other = 1")
    with pytest.raises(OutputError, match="no parameter Data Folder"):
        repoint(RunContext(), out, command="test")


def test_without_csvs_there_is_nothing_to_write_beside(tmp_path: Path, out: Path) -> None:
    with pytest.raises(UsageError, match=r"master_orders\.csv, .* are not in this folder"):
        made(tmp_path / "empty")
    assert not (tmp_path / "empty").exists()
    (out / "ops_metrics.csv").unlink()
    with pytest.raises(UsageError, match=r"ops_metrics\.csv is not in this folder"):
        made(out)
    (out / "ops_metrics").mkdir()
    with pytest.raises(UsageError, match=r"as folders of Parquet; the project reads CSVs"):
        made(out)


def test_a_csv_that_is_not_of_the_contract_is_one_message(out: Path) -> None:
    (out / "monthly_revenue.csv").write_text("month,money\n2020-01,abc\n")
    before = everything(out)
    with pytest.raises(OutputError, match="cannot be read as the contract says"):
        made(out)
    assert everything(out) == before


def test_a_folder_in_use_is_refused(out: Path) -> None:
    with hold(out, "another run"), pytest.raises(OutputError, match="in use by"):
        made(out)


def test_paths_too_long_for_desktop_are_told(out: Path, tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    shutil.copytree(out, deep)
    longest = len(str(deep)) + 141
    assert longest > LONGEST_PATH
    assert any("Power BI Desktop opens up to" in message for message in made(deep).messages)
