"""The project on disk: beside the CSVs, all or nothing, the user's changes kept, repointed."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crri_gui.cli import main
from crri_gui.engine.core import durable
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.publish import swapping
from crri_gui.engine.publish.release import hold
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode, OutputError, UsageError
from crri_gui.powerbi.project import placement
from crri_gui.powerbi.project.placement import LONGEST_PATH, Project, repoint, write_project
from crri_gui.powerbi.project.presentation import PRESENTATION
from crri_gui.powerbi.project.project import EXPRESSIONS, MODEL, REPORT, SHORTCUT
from crri_gui.powerbi.project.writing import RECORD
from tests.dashboard_shop import small_shop
from tests.effort import one_in, pairs

pytestmark = pytest.mark.long

ORDERS_TABLE = f"{MODEL}/definition/tables/master_orders.tmdl"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Published CSVs of the small shop; not to be written to."""
    folder = tmp_path_factory.mktemp("published")
    raw = small_shop().write(folder / "raw")
    run_and_publish(RunContext(), Request(raw), Target(folder / "out"))
    return folder / "out"


@pytest.fixture
def out(published: Path, tmp_path: Path) -> Path:
    """A copy of them in a folder with an odd name."""
    return Path(shutil.copytree(published, tmp_path / 'd\'Ávila "S&A" #(tab) - ação'))


def made(out: Path, **options: Any) -> Project:
    return write_project(RunContext(), out, command="test", **options)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file but those of the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".crri" not in path.relative_to(folder).parts
    }


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


# --- what the user has changed


def test_a_file_that_the_user_changed_is_kept_and_named(out: Path) -> None:
    made(out)
    (out / ORDERS_TABLE).write_text("mine", encoding="utf-8")
    (out / EXPRESSIONS).unlink()
    before = everything(out)
    project = made(out)
    assert project.written.kept == tuple(sorted((EXPRESSIONS, ORDERS_TABLE)))
    assert everything(out) == before


def test_ours_are_replaced_beside_what_is_kept_and_what_was_added(out: Path) -> None:
    made(out)
    (out / ORDERS_TABLE).write_text("mine", encoding="utf-8")
    added = out / REPORT / "definition/pages/mine/page.json"
    added.parent.mkdir()
    added.write_text("{}")
    cache = out / MODEL / ".pbi" / "cache.abf"
    cache.parent.mkdir()
    cache.write_bytes(b"data")
    (out / "manifest.json").unlink()  # the page of definitions is another one then
    project = made(out)
    assert project.written.kept == (ORDERS_TABLE,)
    assert project.written.written
    assert (out / ORDERS_TABLE).read_text() == "mine"
    assert added.read_text() == "{}" and cache.read_bytes() == b"data"


def test_force_writes_everything_anew_and_keeps_a_backup(out: Path) -> None:
    made(out)
    fresh = everything(out)
    (out / ORDERS_TABLE).write_text("mine", encoding="utf-8")
    (out / MODEL / "definition/tables/own.tmdl").write_text("own")
    project = made(out, force=True)
    assert everything(out) == fresh
    assert project.written.backup == out / ".crri/powerbi-backups/0001"
    assert (project.written.backup / ORDERS_TABLE).read_text() == "mine"
    assert (project.written.backup / MODEL / "definition/tables/own.tmdl").read_text() == "own"
    (out / ORDERS_TABLE).unlink()
    assert made(out, force=True).written.backup == out / ".crri/powerbi-backups/0002"
    assert made(out, force=True).written.unchanged  # nothing to keep, no backup


def test_a_project_of_somebody_else_is_refused(out: Path) -> None:
    made(out)
    (out / RECORD).unlink()
    assert made(out).written.unchanged  # the same bytes are as good as ours
    (out / RECORD).unlink()
    (out / ORDERS_TABLE).write_text("theirs")
    before = everything(out)
    with pytest.raises(OutputError, match="did not make"):
        made(out)
    assert everything(out) == before
    assert made(out, force=True).written.backup is not None


def test_a_file_of_ours_that_is_out_of_use_goes_unless_something_was_kept(out: Path) -> None:
    made(out)
    old = f"{REPORT}/StaticResources/RegisteredResources/CRRI_old.json"

    def age() -> None:
        (out / old).write_text("old theme")
        record = json.loads((out / RECORD).read_bytes())
        record["files"][old] = durable.fingerprint(out / old).sha256
        (out / RECORD).write_text(json.dumps(record))

    age()
    assert made(out).written.removed == (old,)
    assert not (out / old).exists()
    age()
    report = out / REPORT / "definition/report.json"
    report.write_text(report.read_text() + " ")
    assert made(out).written.removed == ()
    assert (out / old).exists()  # the kept report may refer to it


@pytest.mark.parametrize("record", ["", "[]", '{"files": 3, "data_folder": null}', "{}"])
def test_a_damaged_record_is_no_record(out: Path, record: str) -> None:
    made(out)
    (out / RECORD).write_text(record)
    assert made(out).written.unchanged


def test_a_record_names_no_file_outside_the_folder(out: Path) -> None:
    made(out)
    outside = out.parent / "outside"
    outside.write_text("x")
    record = json.loads((out / RECORD).read_bytes())
    record["files"]["../outside"] = durable.fingerprint(outside).sha256
    (out / RECORD).write_text(json.dumps(record))
    made(out)
    assert outside.exists()


def test_a_link_is_refused(out: Path, tmp_path: Path) -> None:
    made(out)
    (out / MODEL).rename(tmp_path / "elsewhere")
    (out / MODEL).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(OutputError, match="is a link"):
        made(out)


# --- another folder


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


# --- interrupted


class Killed(BaseException):
    """Stands for a process that ends here: nothing after it runs."""


@pytest.mark.parametrize("step", one_in(6, range(12)))
@pytest.mark.parametrize("first", [True, False], ids=["a new project", "a project anew"])
def test_a_kill_between_two_renames_leaves_the_old_or_becomes_the_new(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: int, first: bool
) -> None:
    if not first:
        made(out, data_folder=r"C:\before")
    before = everything(out)
    count = 0

    def move(source: Path, target: Path) -> None:
        nonlocal count
        if count == step:
            raise Killed
        count += 1
        real(source, target)

    real = durable.move
    with monkeypatch.context() as patch:
        patch.setattr(durable, "move", move)
        # A killed process takes nothing back.
        patch.setattr(swapping, "_roll_back", lambda *_: None)
        patch.setattr(swapping, "_close", lambda _: None)
        patch.setattr(durable, "discard", lambda _: None)
        try:
            made(out, data_folder=r"C:\after")
        except Killed:
            killed = True
        else:
            killed = False
    if killed and step == 0:
        assert everything(out) == before  # the journal was not there yet
    made(out, data_folder=r"C:\after")
    after = everything(out)
    clean = shutil.copytree(out, out.parent / "clean")
    assert r'"C:\after" meta' in after[EXPRESSIONS].decode()
    assert made(clean, data_folder=r"C:\after").written.unchanged
    assert not list((out / ".crri").glob("powerbi-*"))


KILLED = """
import sys
from pathlib import Path
from crri_gui.engine.core import durable
from crri_gui.engine.core.run_context import RunContext
from crri_gui.powerbi.project.placement import write_project
import os, signal
out, step = Path(sys.argv[1]), int(sys.argv[2])
real, count = durable.move, 0
def move(source, target):
    global count
    if count == step:
        os.kill(os.getpid(), signal.SIGKILL)
    count += 1
    real(source, target)
durable.move = move
write_project(RunContext(), out, command="crri powerbi", data_folder="C:/after", force=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills of Unix")
@pytest.mark.parametrize(
    ("step", "command"), one_in(4, pairs([3, 7, 11], ["run", "compare", "restore"]))
)
def test_a_killed_writing_is_settled_by_every_command(
    out: Path, published: Path, capsys: pytest.CaptureFixture[str], step: int, command: str
) -> None:
    raw = published.parent / "raw"
    # A backup for restore, and a change by hand, so that --force replaces everything.
    again = ["run", "--input-dir", str(raw), "--output-dir", str(out), "--quiet"]
    assert main.main(again) == ExitCode.DONE
    made(out, data_folder=r"C:\before")
    (out / EXPRESSIONS).write_text((out / EXPRESSIONS).read_text() + "\n")
    before = everything(out)
    done = subprocess.run([sys.executable, "-c", KILLED, out, str(step)], check=False)
    assert done.returncode == -signal.SIGKILL
    source = [] if command == "restore" else ["--input-dir", str(raw)]
    assert main.main([command, "--output-dir", str(out), *source]) == ExitCode.DONE
    assert "Power BI project that was interrupted was finished" in capsys.readouterr().out
    home = out / ".crri"
    assert not (home / "powerbi.json").exists() and not (home / "powerbi-new").exists()
    assert everything(out).keys() == before.keys()
    assert b'"C:/after"' in (out / EXPRESSIONS).read_bytes()
    assert json.loads((out / RECORD).read_bytes())["files"].keys() < everything(out).keys()


@pytest.mark.parametrize(
    "change",
    [
        {"tops": ["../victim"]},
        {"tops": ["master_orders.csv"]},
        {"tops": ["manifest.json"]},
        {"tops": [".crri"]},
        {"tops": "ab"},
        {"tops": [["a"]]},
        {"old": "../../stolen"},
        {"old": "powerbi-backups/../../../stolen"},
        {"old": None},
        {"placed": ["more"]},
        {"placed": {}},
    ],
    ids=str,
)
def test_a_journal_of_a_project_leads_nowhere_but_into_the_folder(
    out: Path, tmp_path: Path, change: dict[str, Any]
) -> None:
    made(out)
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "mine").write_text("precious")
    before = everything(out)
    home = out / ".crri"
    (home / "powerbi-old").mkdir()
    (home / "powerbi-old" / "mine").write_text("former")
    journal = {"tops": [], "placed": [], "old": "powerbi-old", **change}
    (home / "powerbi.json").write_text(json.dumps(journal))
    with hold(out, "test") as said:
        pass
    assert "damaged: it was set aside" in said[-1]
    assert (victim / "mine").read_text() == "precious" and not (tmp_path / "stolen").exists()
    assert everything(out) == before
    assert (home / "damaged-0001" / "powerbi-old" / "mine").read_text() == "former"
    assert json.loads((home / "damaged-0001" / "powerbi.json").read_bytes()) == journal


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
@pytest.mark.parametrize("deep", ["[" * 100_000, '{"tops":' * 10_000])
def test_a_journal_that_no_parser_takes_and_a_record_that_is_a_pipe(out: Path, deep: str) -> None:
    made(out)
    (out / ".crri" / "powerbi.json").write_text(deep)
    with hold(out, "test") as said:
        pass
    assert "damaged: it was set aside" in said[-1]
    (out / RECORD).write_text(deep)
    assert made(out).written.unchanged  # a damaged record is no record
    (out / RECORD).unlink()
    os.mkfifo(out / RECORD)
    with pytest.raises(OutputError, match="is not a plain file"):
        made(out)


@pytest.mark.parametrize("step", one_in(6, range(12)))
def test_a_refusal_at_any_rename_leaves_everything_as_it_was(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    made(out, data_folder=r"C:\before")
    before = everything(out)
    count = 0
    real = durable.move

    def move(source: Path, target: Path) -> None:
        nonlocal count
        count += 1
        if count == step + 1:
            raise PermissionError(errno.EACCES, "in use", str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "move", move)
        try:
            made(out, data_folder=r"C:\after")
        except OutputError:
            assert everything(out) == before
        else:
            assert count <= step  # there were fewer renames
    assert not list((out / ".crri").glob("powerbi*"))


def test_a_full_disk_leaves_everything_as_it_was(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(out)
    before = everything(out)

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "no space")

    (out / "manifest.json").unlink()
    del before["manifest.json"]
    with monkeypatch.context() as patch:
        patch.setattr(durable, "flush", full)
        with pytest.raises(OutputError):
            made(out)
    assert everything(out) == before


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
