"""Two processes and one output folder. They are real ones, started anew, as two windows are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crri_gui.engine.publish.release import hold
from crri_gui.errors import OutputError
from tests.engine.publish.sets import NEW, OLD, files_in, recovered, run

HOLDER = """
import sys, time
from pathlib import Path
from crri_gui.engine.publish.release import hold
with hold(Path(sys.argv[1]), "crri run") as said:
    print("held", *said, flush=True)
    time.sleep(600)
"""


def start_holder(out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("held")
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_run_is_told_who_holds_the_folder(out: Path) -> None:
    run(out, OLD, "old")
    holder = start_holder(out)
    try:
        with pytest.raises(OutputError, match=r"in use by process") as refusal:
            run(out, NEW, "new")
        note = json.loads((out / ".crri" / "holder.json").read_text())
        assert note["pid"] == holder.pid and note["command"] == "crri run"
        since = note["started"][:16].replace("T", " ")
        for part in (f"process {holder.pid} ", note["user"], note["host"], since):
            assert part in refusal.value.what
        assert files_in(out) == OLD
    finally:
        end(holder)


def test_the_lock_of_a_killed_process_is_cleared(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    holder = start_holder(out)
    holder.kill()
    holder.communicate()
    said = recovered(out)
    assert len(said) == 1
    assert said[0].startswith(f"A lock left by process {holder.pid} (crri run)")
    assert said[0].endswith("which no longer runs, was cleared.")
    assert list(tmp_path.iterdir()) == []  # the killed run had created the folders
    assert recovered(out) == []


def test_a_damaged_note_stops_nobody(out: Path) -> None:
    for note in ("", "[1]"):
        (out / ".crri").mkdir(parents=True)
        (out / ".crri" / "holder.json").write_text(note)
        assert recovered(out) == ["A lock left by another run, which no longer runs, was cleared."]
        assert list(out.iterdir()) == []


def test_one_process_cannot_hold_twice(out: Path) -> None:
    with hold(out, "crri-gui"), pytest.raises(OutputError, match=f"process {os.getpid()} "):
        recovered(out)
    assert not out.exists()


CONTENDER = """
import sys
from pathlib import Path
from crri_gui.engine.publish.release import hold
from crri_gui.errors import OutputError
out, inside = Path(sys.argv[1]), Path(sys.argv[2])
got = 0
while got < 30:
    try:
        with hold(out, "contender"):
            inside.touch(exist_ok=False)  # fails if another one is inside
            inside.unlink()
            got += 1
    except OutputError:
        pass
"""


def test_never_two_at_once(out: Path, tmp_path: Path) -> None:
    """Also while the folder and its lock come and go: nothing is ever published here."""
    command = [sys.executable, "-c", CONTENDER, str(out), str(tmp_path / "inside")]
    processes = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    # Whoever created the folder may have left it to one who came in meanwhile: but no lock.
    assert list(tmp_path.rglob("*")) in ([], [out])
