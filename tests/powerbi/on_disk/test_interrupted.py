"""A project is written wholly or not at all, wherever it is interrupted."""

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
from crri_gui.engine.publish import swapping
from crri_gui.engine.publish.release import hold
from crri_gui.errors import ExitCode, OutputError
from crri_gui.powerbi.project.project import EXPRESSIONS
from crri_gui.powerbi.project.writing import RECORD
from tests.effort import one_in, pairs
from tests.powerbi.on_disk.driving import everything, made

pytestmark = pytest.mark.long


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
