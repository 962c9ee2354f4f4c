"""Publication, backups, restore and the lock, as a user meets them."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.durable import fingerprint, translate_os_errors
from crri_gui.engine.publish.release import (
    MANIFEST,
    backups,
    hold,
    is_whole,
    new_staging,
    publish,
    read_manifest,
    restore,
)
from crri_gui.errors import ExitCode, OutputError, UsageError

Files = dict[str, str]

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="forks and links are of Unix")

OLD: Files = {
    "master_orders.csv": "old orders\n",
    "ops_metrics.csv": "the same in both\n",
    "rfm_customers.csv": "old customers\n",
    "crri_outputs.xlsx": "only in the old set",
}
NEW: Files = {
    "master_orders.csv": "new orders, more of them\n",
    "ops_metrics.csv": "the same in both\n",
    "rfm_customers.csv": "new customers\n",
    "rejects.csv": "only in the new set\n",
}
OLD_PARTS: Files = {
    "master_orders/part-0.parquet": "old orders",
    "master_orders/part-1.parquet": "more old orders",
    "rfm_customers/part-0.parquet": "only in the old set",
    "rejects.csv": "the same in both\n",
}
NEW_PARTS: Files = {
    "master_orders/part-0.parquet": "new orders",
    "ops_metrics/part-0.parquet": "only in the new set",
    "rejects.csv": "the same in both\n",
}
DASHBOARD = "dashboard.pbix"


def stage_and_publish(out: Path, files: Files, tag: str, *, keep: int = 3) -> None:
    """A run's last step, inside `hold`."""
    staged = new_staging(out)
    with translate_os_errors(out):
        for name, text in files.items():
            (staged / name).parent.mkdir(exist_ok=True)
            (staged / name).write_bytes(text.encode())
    publish(out, staged, {"tag": tag}, keep=keep)


def run(out: Path, files: Files, tag: str, *, keep: int = 3) -> list[str]:
    """A whole run; returns what the user is told."""
    with hold(out, "crri run") as said:
        stage_and_publish(out, files, tag, keep=keep)
    return said


def recovered(out: Path) -> list[str]:
    """The next start of anything; returns what the user is told."""
    with hold(out, "crri check") as said:
        return said


def files_in(folder: Path) -> Files:
    """The plain files of a folder and its folders without manifest and dashboard."""
    if not folder.exists():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in (*folder.glob("*"), *folder.glob("[!.]*/*"))
        if path.is_file() and path.name not in (MANIFEST, DASHBOARD)
    }


def tag_of(folder: Path) -> str | None:
    """The tag in the manifest; None without a manifest."""
    manifest = read_manifest(folder)
    return None if manifest is None else manifest["tag"]


def nothing_left_over(out: Path) -> None:
    """Neither staging nor journal, note, scratch file or half a backup."""
    home = out / ".crri"
    if home.exists():
        assert {path.name for path in home.iterdir()} <= {"lock", "backups"}
        assert all(not path.name.endswith(".part") for path in home.glob("backups/*"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_first_publication_creates_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    assert run(out, NEW, "first") == []
    manifest = read_manifest(out)
    assert manifest is not None and is_whole(manifest)
    assert next(iter(manifest)) == "state" and manifest["state"] == "published"
    assert files_in(out) == NEW
    for name, text in NEW.items():
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        assert manifest["files"][name] == {"bytes": len(text), "sha256": sha256}
    assert backups(out) == []
    nothing_left_over(out)


def test_a_run_that_publishes_nothing_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"

    def fails() -> None:
        with hold(out, "crri run"):
            (new_staging(out) / "master_orders.csv").write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert list(tmp_path.iterdir()) == []
    out.mkdir(parents=True)
    with pytest.raises(ZeroDivisionError):
        fails()
    assert list(out.iterdir()) == []  # it was there before


def test_the_former_set_is_moved_away_and_other_files_are_not_touched(out: Path) -> None:
    run(out, OLD, "old")
    (out / DASHBOARD).write_text("mine")
    run(out, NEW, "new")
    assert files_in(out) == NEW and tag_of(out) == "new"
    (backup,) = backups(out)
    assert files_in(backup.path) == OLD and tag_of(backup.path) == "old"
    assert backup.files == tuple(sorted(OLD))
    assert (out / DASHBOARD).read_text() == "mine"
    nothing_left_over(out)


def test_backup_is_safe_from_writing_into_the_published_files(out: Path) -> None:
    run(out, OLD, "old")
    run(out, OLD, "same again")
    with hold(out, "crri restore"):
        restore(out)
    for name in OLD:
        with (out / name).open("w") as file:  # as a notebook does: the same file, new content
            file.write("overwritten")
    (backup,) = backups(out)
    assert files_in(backup.path) == OLD


def test_a_notebooks_files_without_manifest_are_backed_up_and_restored(out: Path) -> None:
    out.mkdir()
    for name, text in OLD.items():
        (out / name).write_text(text)
    run(out, NEW, "new")
    (backup,) = backups(out)
    assert files_in(backup.path) == OLD and tag_of(backup.path) is None
    with hold(out, "crri restore"):
        restore(out)
    assert files_in(out) == OLD and read_manifest(out) is None
    with hold(out, "crri restore"):
        restore(out)
    assert files_in(out) == NEW and tag_of(out) == "new"


@pytest.mark.parametrize("keep", [0, 1, 3])
def test_keeps_so_many_backups(out: Path, keep: int) -> None:
    for number in range(6):
        run(out, {"master_orders.csv": str(number)}, str(number), keep=keep)
    assert [tag_of(b.path) for b in backups(out)] == ["4", "3", "2", "1", "0"][:keep]
    assert [b.id for b in backups(out)] == sorted((b.id for b in backups(out)), reverse=True)
    nothing_left_over(out)


def test_hashes_of_the_caller_are_taken_and_described_files_must_exist(out: Path) -> None:
    with hold(out, "crri run"):
        staged = new_staging(out)
        (staged / "master_orders.csv").write_text("text")
        known = {"bytes": 4, "sha256": hashlib.sha256(b"text").hexdigest(), "rows": 1}
        with pytest.raises(ValueError, match="not staged"):
            publish(out, staged, {"files": {"other.csv": known}})
        with pytest.raises(ValueError, match="bytes"):
            publish(out, staged, {"files": {"master_orders.csv": {**known, "bytes": 5}}})
        publish(out, staged, {"files": {"master_orders.csv": known}})
    manifest = read_manifest(out)
    assert manifest is not None and manifest["files"] == {"master_orders.csv": known}


def test_mistakes_of_the_caller(out: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="outside hold"):
        new_staging(out)
    with hold(out, "crri run"):
        staged = new_staging(out)
        with pytest.raises(ValueError, match="no set"):
            publish(out, staged, {})
        (staged / "master_orders.csv").write_text("text")
        with pytest.raises(ValueError, match="no set"):
            publish(out, staged, {"state": "published"})
        with pytest.raises(ValueError, match="keep"):
            publish(out, staged, {}, keep=-1)
        (staged / MANIFEST).unlink()
        (staged / "folder").mkdir()
        with pytest.raises(ValueError, match="only files"):
            publish(out, staged, {})
        (staged / "folder" / "file.parquet").write_text("text")
        (staged / "folder" / "deeper").mkdir()
        with pytest.raises(ValueError, match="only files"):
            publish(out, staged, {})
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "master_orders.csv").write_text("text")
        with pytest.raises(ValueError, match="staged in"):
            publish(out, elsewhere, {})
    assert not out.exists()


def test_restore_can_be_undone_and_keeps_the_manifest_as_it_was(out: Path) -> None:
    run(out, OLD, "old")
    before = (out / MANIFEST).read_bytes()
    run(out, NEW, "new")
    run(out, {"master_orders.csv": "third"}, "third")
    oldest = backups(out)[-1]
    with hold(out, "crri restore"):
        assert restore(out, oldest.id) == oldest
    assert files_in(out) == OLD and (out / MANIFEST).read_bytes() == before
    assert [tag_of(b.path) for b in backups(out)] == ["third", "new"]
    with hold(out, "crri restore"):
        restore(out)
    assert files_in(out) == {"master_orders.csv": "third"}
    assert [tag_of(b.path) for b in backups(out)] == ["old", "new"]
    nothing_left_over(out)


@needs_unix
def test_restore_over_a_link_to_the_backup_itself(out: Path) -> None:
    """A rename over another name of the same file would do nothing, and leave it staged."""
    run(out, OLD, "old")
    run(out, NEW, "new")
    (backup,) = backups(out)
    (out / "master_orders.csv").unlink()
    (out / "master_orders.csv").hardlink_to(backup.path / "master_orders.csv")
    with hold(out, "crri restore"):
        restore(out)
    assert files_in(out) == OLD and tag_of(out) == "old"
    assert files_in(backups(out)[0].path) == {
        **NEW,
        "master_orders.csv": OLD["master_orders.csv"],
    }
    nothing_left_over(out)


def test_publishes_from_another_thread(out: Path) -> None:
    """As the window does: there Ctrl-C is none of its business."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(run, out, OLD, "old").result()
        pool.submit(run, out, NEW, "new").result()
    assert files_in(out) == NEW and tag_of(out) == "new"


def test_restore_leaves_litter_in_the_backup_alone(out: Path) -> None:
    run(out, OLD, "old")
    run(out, NEW, "new")
    (backup,) = backups(out)
    for litter in ("~$crri_outputs.xlsx", "Thumbs.db", ".DS_Store"):
        (backup.path / litter).write_text("litter")
    with hold(out, "crri restore"):
        restore(out)
    assert files_in(out) == OLD


def test_restore_without_backup(out: Path) -> None:
    run(out, OLD, "old")
    with hold(out, "crri restore"), pytest.raises(OutputError, match="no backup"):
        restore(out)
    run(out, NEW, "new")
    with hold(out, "crri restore"), pytest.raises(UsageError, match="0001-") as refusal:
        restore(out, "0007-20260101T000000Z")
    assert refusal.value.exit_code == ExitCode.USAGE
    assert files_in(out) == NEW


def test_folders_are_swapped_as_one_with_all_that_is_in_them(out: Path) -> None:
    """Who reads a folder reads every file in it: no part of a former set may stay."""
    run(out, OLD_PARTS, "old")
    (out / "master_orders" / "part-7.parquet").write_text("from elsewhere")
    (out / "master_orders" / ".hidden").write_text("mine")
    (out / "notes").mkdir()
    (out / "notes" / "mine.txt").write_text("mine")
    run(out, NEW_PARTS, "new")
    mine = {"master_orders/.hidden": "mine", "notes/mine.txt": "mine"}
    assert files_in(out) == NEW_PARTS | mine
    (backup,) = backups(out)
    former = OLD_PARTS | {"master_orders/part-7.parquet": "from elsewhere"}
    assert files_in(backup.path) == former
    assert backup.files == tuple(sorted(former))
    with hold(out, "crri restore"):
        restore(out)
    assert files_in(out) == former | mine
    assert not (out / "ops_metrics").exists()
    nothing_left_over(out)


def test_a_users_own_file_in_a_folder_is_not_replaced_with_it(out: Path) -> None:
    """It would go into a backup, and with the last of these for good."""
    run(out, OLD_PARTS, "old")
    mine = out / "master_orders" / "notes.txt"
    mine.write_text("mine")
    (out / "master_orders" / "_SUCCESS").touch()
    with pytest.raises(OutputError, match=r"notes\.txt is not an output") as refusal:
        run(out, NEW_PARTS, "new")
    assert refusal.value.file == str(mine)
    assert files_in(out) == OLD_PARTS | {
        "master_orders/notes.txt": "mine",
        "master_orders/_SUCCESS": "",
    }
    mine.unlink()
    run(out, NEW_PARTS, "new")
    assert files_in(out) == NEW_PARTS


@needs_unix
@pytest.mark.parametrize("kind", ["file", "link", "folder in it"])
def test_what_is_in_the_place_of_a_folder(out: Path, tmp_path: Path, kind: str) -> None:
    out.mkdir()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "part-0.parquet").write_text("mine")
    if kind == "file":
        (out / "master_orders").write_text("mine")
    elif kind == "link":
        (out / "master_orders").symlink_to(mine)
    else:
        (out / "master_orders" / "2017").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"is a link or a file|is not a file") as refusal:
        run(out, NEW_PARTS, "new")
    assert str(refusal.value.file).startswith(str(out / "master_orders"))
    assert (mine / "part-0.parquet").read_text() == "mine"
    assert [path.name for path in out.iterdir()] == ["master_orders"]


def test_a_damaged_manifest_is_reported_and_does_not_stop_the_next_run(out: Path) -> None:
    run(out, OLD, "old")
    for damage in ("{", "[]"):
        (out / MANIFEST).write_text(damage)
        with pytest.raises(OutputError, match="damaged") as refusal:
            read_manifest(out)
        assert "restore a backup" in refusal.value.remedy
    run(out, NEW, "new")
    assert files_in(out) == NEW and tag_of(out) == "new"
    assert files_in(backups(out)[0].path) == OLD


def test_a_manifest_cannot_name_files_outside_the_folder(out: Path, tmp_path: Path) -> None:
    run(out, OLD, "old")
    outside = tmp_path / "outside.csv"
    outside.write_text("mine")
    files: dict[str, Any] = {"../outside.csv": {}, str(outside): {}, "..": {}, "": {}}
    files |= {".crri/lock": {}, "../out/master_orders.csv": {}, "a/../../outside.csv": {}}
    (out / MANIFEST).write_text(json.dumps({"state": "published", "files": files}))
    run(out, NEW, "new")
    assert outside.read_text() == "mine" and files_in(out) == NEW


def test_states() -> None:
    assert is_whole({"state": "published"})
    assert not is_whole({"state": "publishing"})
    assert not is_whole({})
    assert not is_whole(None)


@needs_unix
def test_a_link_is_neither_replaced_nor_followed(out: Path, tmp_path: Path) -> None:
    run(out, OLD, "old")
    target = tmp_path / "elsewhere.csv"
    target.write_text("elsewhere")
    for name in ("rejects.csv", MANIFEST):
        (out / name).unlink(missing_ok=True)
        (out / name).symlink_to(target)
        with pytest.raises(OutputError, match="is a link") as refusal:
            run(out, NEW, "new")
        assert refusal.value.file == str(out / name)
        assert target.read_text() == "elsewhere" and (out / name).is_symlink()
        (out / name).unlink()
    assert files_in(out) == OLD
    nothing_left_over(out)


@needs_unix
def test_the_output_folder_may_be_a_link_but_not_the_home_in_it(out: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    out.symlink_to(real)
    run(out, OLD, "old")
    assert files_in(real) == OLD and out.is_symlink()
    (real / ".crri").rename(tmp_path / "home")
    (real / ".crri").symlink_to(tmp_path / "home")
    with pytest.raises(OutputError, match="is a link"):
        run(out, NEW, "new")
    assert files_in(real) == OLD


def test_a_folder_in_the_place_of_an_output(out: Path) -> None:
    (out / "rejects.csv").mkdir(parents=True)
    with pytest.raises(OutputError, match="is not a file"):
        run(out, NEW, "new")
    assert [path.name for path in out.iterdir()] == ["rejects.csv"]


def test_a_file_in_the_place_of_the_output_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(OutputError, match="A file is where"):
            run(out, NEW, "new")
    assert (tmp_path / "file").read_text() == "mine"


@needs_unix
def test_a_file_held_for_a_moment_is_waited_for(out: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may make a file immutable, which stands in for a held one")
    run(out, OLD, "old")
    held = out / "master_orders.csv"
    if subprocess.run(["chattr", "+i", held], check=False, capture_output=True).returncode:
        pytest.skip("this file system has no immutable files")
    release = subprocess.Popen(["sh", "-c", 'sleep 0.2; chattr -i "$1"', "sh", held])
    try:
        run(out, NEW, "new")
    finally:
        assert release.wait() == 0
    assert files_in(out) == NEW


# Two processes. They are real ones, started anew, as two windows are.

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


# A damaged journal, or a damaged set: what recovery cannot do, it says.


def killed_in_swap(out: Path) -> None:
    """A run over OLD that was killed after its first file was in place."""
    run(out, OLD, "old")
    child = os.fork()
    if child == 0:
        sys.addaudithook(kill_at_rename_to(out / "ops_metrics.csv"))
        run(out, NEW, "new")
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert files_in(out) == {**OLD, "master_orders.csv": NEW["master_orders.csv"]}


def kill_at_rename_to(path: Path) -> Callable[[str, tuple[Any, ...]], None]:
    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.rename" and str(arguments[1]) == str(path):
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(60)

    return hook


@needs_unix
def test_an_interrupted_swap_shows_and_is_finished(out: Path) -> None:
    killed_in_swap(out)
    manifest = read_manifest(out)
    assert manifest is not None and not is_whole(manifest)
    assert manifest["state"] == "publishing" and "start it again" in manifest["note"]
    lock, sentence = recovered(out)
    assert lock.startswith("A lock left by")
    assert sentence.startswith("The publication that was interrupted on ")
    assert sentence.endswith(" was finished: the new files are in place.")
    assert files_in(out) == NEW and tag_of(out) == "new"
    assert [tag_of(b.path) for b in backups(out)] == ["old"]
    nothing_left_over(out)


@needs_unix
def test_it_is_undone_when_a_staged_file_is_damaged(out: Path) -> None:
    killed_in_swap(out)
    (staged,) = (out / ".crri").glob("staging-*/rejects.csv")
    staged.write_text("damaged")
    assert recovered(out)[-1].endswith("was undone: the former files are in place.")
    assert files_in(out) == OLD and tag_of(out) == "old" and backups(out) == []
    nothing_left_over(out)


@needs_unix
def test_a_damaged_staged_file_does_not_replace_the_right_one(out: Path) -> None:
    """A file that is the same in both sets is in place already, whatever is staged."""
    killed_in_swap(out)
    (staged,) = (out / ".crri").glob("staging-*/ops_metrics.csv")
    staged.write_text("damaged")
    assert recovered(out)[-1].endswith("was finished: the new files are in place.")
    assert files_in(out) == NEW and tag_of(out) == "new"
    nothing_left_over(out)


@needs_unix
def test_what_a_user_has_damaged_on_both_sides_is_named(out: Path) -> None:
    killed_in_swap(out)
    (staged,) = (out / ".crri").glob("staging-*/rejects.csv")
    staged.unlink()
    (part,) = (out / ".crri" / "backups").glob("*.part")
    (part / "master_orders.csv").write_text("damaged")
    for _ in range(2):
        with pytest.raises(OutputError, match=r"master_orders\.csv missing or changed") as refusal:
            recovered(out)
        assert str(part) in refusal.value.remedy
    assert files_in(part).keys() == OLD.keys()  # what is left of them stays
    manifest = read_manifest(out)
    assert manifest is not None and not is_whole(manifest)
    # The remedy works: the file is put back by hand, even without deleting the record.
    (out / "master_orders.csv").write_text(OLD["master_orders.csv"])
    assert recovered(out)[-1].endswith("was undone: the former files are in place.")
    assert files_in(out) == OLD and tag_of(out) == "old"


# What CRRI wrote for itself, damaged or tampered with.

SHA = "0" * 64
JOURNAL: dict[str, Any] = {
    "kind": "publication",
    "started": "2026-01-01T00:00:00",
    "staging": "staging-0123abcd",
    "backup": "0009-20260101T000000Z",
    "consumed": None,
    "keep": 3,
    "new": {MANIFEST: {"bytes": 0, "sha256": SHA}},
    "old": {},
}


def old_of(name: str) -> dict[str, Any]:
    return {"old": {name: {"bytes": 0, "sha256": SHA}}}


@needs_unix
@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"new": {}, "old": {}}', "[" * 100_000, '{"new":' * 5_000]
)
@pytest.mark.parametrize("name", ["journal.json", "undo.json"])
def test_a_damaged_journal_is_set_aside_with_what_it_may_tell_of(
    out: Path, name: str, content: str
) -> None:
    killed_in_swap(out)
    journal = out / ".crri" / "journal.json"
    journal.write_text(content)
    journal.rename(journal.with_name(name))
    said = recovered(out)
    assert "damaged: it was set aside" in said[-1]
    (kept,) = (out / ".crri").glob("damaged-*")
    assert str(kept) in said[-1]
    assert (kept / name).read_text() == content
    (part,) = kept.glob("*.part")
    assert files_in(part) == OLD  # nothing of the old set is lost
    manifest = read_manifest(out)
    assert manifest is not None and not is_whole(manifest)
    # And nobody is stopped by it.
    assert recovered(out) == []
    run(out, NEW, "new")
    assert files_in(out) == NEW and tag_of(out) == "new"


@needs_unix
@pytest.mark.parametrize(
    "change",
    [
        old_of("../victim"),
        old_of("a/../../victim"),
        old_of("a/b/victim"),
        old_of("..\\victim"),
        old_of(".crri/lock"),
        old_of(""),
        old_of("nul.csv"),
        {"new": {"../victim": {"bytes": 0, "sha256": SHA}}},
        {"old": {"a.csv": {"bytes": "0", "sha256": SHA}}},
        {"old": {"a.csv": {"bytes": 0, "sha256": "x"}}},
        {"old": {"a.csv": {"bytes": True, "sha256": SHA}}},
        {"old": []},
        {"staging": "../victims"},
        {"staging": "staging-../../victims"},
        {"backup": "../../0009-20260101T000000Z"},
        {"consumed": "../../../victims"},
        {"consumed": 3},
        {"keep": -1},
        {"keep": "3"},
        {"kind": ["publication"]},
        {"started": None},
        {"more": 1},
    ],
    ids=str,
)
def test_a_journal_leads_nowhere_but_into_the_folder(
    out: Path, tmp_path: Path, change: dict[str, Any]
) -> None:
    run(out, OLD, "old")
    victims = tmp_path / "victims"
    victims.mkdir()
    for victim in (tmp_path / "victim", victims / "victim"):
        victim.write_text("precious")
    journal = out / ".crri" / "journal.json"
    old = (
        {
            name.replace("/victims", str(victims)): file
            for name, file in change.get("old", {}).items()
        }
        if isinstance(change.get("old"), dict)
        else change.get("old", {})
    )
    journal.write_text(json.dumps({**JOURNAL, **change, "old": old}))
    said = recovered(out)
    assert "damaged: it was set aside" in said[-1]
    assert (tmp_path / "victim").read_text() == (victims / "victim").read_text() == "precious"
    assert files_in(out) == OLD and tag_of(out) == "old"
    assert len(list((out / ".crri").glob("damaged-*/journal.json"))) == 1


@needs_unix
@pytest.mark.parametrize("place", ["out", "staging", "part", "staging itself", "part itself"])
def test_a_journal_leads_through_no_link(out: Path, tmp_path: Path, place: str) -> None:
    run(out, OLD, "old")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "master_orders").mkdir(parents=True)
    for folder in (elsewhere, elsewhere / "master_orders"):
        (folder / "part-0.parquet").write_text("precious")
    home = out / ".crri"
    staging, part = home / JOURNAL["staging"], home / "backups" / f"{JOURNAL['backup']}.part"
    (home / "backups").mkdir()
    if place.endswith("itself"):
        (staging if place.startswith("staging") else part).symlink_to(elsewhere)
    else:
        base = {"out": out, "staging": staging, "part": part}[place]
        base.mkdir(exist_ok=True)
        (base / "master_orders").symlink_to(elsewhere / "master_orders")
    name = "master_orders/part-0.parquet"
    (home / "journal.json").write_text(json.dumps({**JOURNAL, **old_of(name)}))
    with suppress(OutputError):  # of a link that is set aside, the journal's files are missing
        recovered(out)
    for folder in (elsewhere, elsewhere / "master_orders"):
        assert (folder / "part-0.parquet").read_text() == "precious"
    assert not (home / "journal.json").exists()


@needs_unix
def test_a_journal_that_names_a_users_file_does_not_delete_it(out: Path) -> None:
    """Every name is one of the folder's; but the file is in no backup, so it stays."""
    run(out, OLD, "old")
    (out / DASHBOARD).write_text("mine")
    staging = out / ".crri" / JOURNAL["staging"]
    staging.mkdir()
    (staging / MANIFEST).write_text('{"state": "published"}')
    new = {MANIFEST: fingerprint(staging / MANIFEST)._asdict()}
    journal = {**JOURNAL, "new": new, **old_of(DASHBOARD)}
    (out / ".crri" / "journal.json").write_text(json.dumps(journal))
    recovered(out)
    assert (out / DASHBOARD).read_text() == "mine"


@needs_unix
@pytest.mark.parametrize(
    "name", ["holder.json.tmp", "journal.tmp", "mark.tmp", "powerbi.json.tmp", "lock", "anything"]
)
def test_a_link_in_the_home_is_set_aside_and_not_written_through(
    out: Path, tmp_path: Path, name: str
) -> None:
    run(out, OLD, "old")
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (out / ".crri" / name).unlink(missing_ok=True)
    (out / ".crri" / name).symlink_to(victim)
    said = run(out, NEW, "new")
    assert "set aside" in said[0] and name in said[0]
    assert victim.read_text() == "precious" and files_in(out) == NEW
    assert (out / ".crri" / "damaged-0001" / name).is_symlink()


@needs_unix
@pytest.mark.parametrize("name", ["holder.json", "journal.json", "undo.json", "lock", "mark.tmp"])
def test_a_pipe_in_the_home_is_not_waited_for(out: Path, name: str) -> None:
    run(out, OLD, "old")
    (out / ".crri" / name).unlink(missing_ok=True)
    os.mkfifo(out / ".crri" / name)
    assert "set aside" in run(out, NEW, "new")[0]
    assert files_in(out) == NEW


@needs_unix
def test_a_manifest_that_is_a_pipe_is_damaged_and_not_waited_for(out: Path) -> None:
    run(out, OLD, "old")
    (out / MANIFEST).unlink()
    os.mkfifo(out / MANIFEST)
    with pytest.raises(OutputError, match="damaged"):
        read_manifest(out)


@needs_unix
@pytest.mark.parametrize("name", ["backups", "powerbi-backups"])
def test_backups_elsewhere_are_refused_and_not_touched(
    out: Path, tmp_path: Path, name: str
) -> None:
    run(out, OLD, "old")
    elsewhere = tmp_path / "elsewhere"
    for inner in ("film.part", "0001-20200101T000000Z.part", "0001-20200101T000000Z"):
        (elsewhere / inner).mkdir(parents=True)
    (out / ".crri" / name).symlink_to(elsewhere)
    before = sorted(elsewhere.iterdir())
    with pytest.raises(OutputError, match=f"{name} in .crri is a link"):
        run(out, NEW, "new")
    assert backups(out) == []
    assert sorted(elsewhere.iterdir()) == before and files_in(out) == OLD
    (out / ".crri" / name).unlink()
    run(out, NEW, "new")


@needs_unix
def test_what_is_called_nearly_as_ours_stays(out: Path, tmp_path: Path) -> None:
    run(out, OLD, "old")
    run(out, NEW, "new")
    home = out / ".crri"
    (home / "backups" / "film.part").mkdir()
    (home / "staging-mine").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    (home / "backups" / "0007-20200101T000000Z").symlink_to(elsewhere)
    (home / "backups" / "0008-20200101T000000Z.part").symlink_to(elsewhere)
    (home / "backups" / "0009-99999999T999999Z").mkdir()
    assert len(backups(out)) == 1
    assert recovered(out) == []
    assert (home / "backups" / "film.part").is_dir() and (home / "staging-mine").is_dir()
    assert (elsewhere / "mine").read_text() == "mine"


@pytest.mark.parametrize(
    "note",
    [
        '{"pid": "x"}',
        '{"pid": 1e400}',
        "[" * 100_000,
        '{"pid": 99999999999999999999, "made": 0}',
        '{"pid": 1, "made": "all"}',
    ],
)
def test_a_note_that_was_tampered_with_stops_nobody(out: Path, note: str) -> None:
    run(out, OLD, "old")
    (out / ".crri" / "holder.json").write_text(note)
    assert recovered(out) == ["A lock left by another run, which no longer runs, was cleared."]


def test_a_note_cannot_speak_to_the_terminal(out: Path) -> None:
    run(out, OLD, "old")
    note = {"pid": 2**30, "host": "h\x1b[2J", "user": "u\nPublished", "command": "c" * 500}
    note |= {"made": 0, "started": "2026-01-01T00:00:00"}
    (out / ".crri" / "holder.json").write_text(json.dumps(note))
    (said,) = recovered(out)
    assert said.isprintable() and len(said) < 400


@pytest.mark.parametrize(
    "change",
    [
        {"files": []},
        {"files": {"master_orders.csv": "x"}},
        {"files": {"master_orders.csv": {"sha256": 3, "bytes": 1}}},
        {"files": {"../master_orders.csv": {"sha256": SHA, "bytes": 1}}},
        {"definitions": ["late"]},
        {"totals": 3},
        {"state": ["published"]},
    ],
    ids=str,
)
def test_a_manifest_of_other_types_is_damaged(out: Path, change: dict[str, Any]) -> None:
    run(out, OLD, "old")
    manifest = json.loads((out / MANIFEST).read_bytes())
    (out / MANIFEST).write_text(json.dumps({**manifest, **change}))
    with pytest.raises(OutputError, match="damaged"):
        read_manifest(out)
    (out / MANIFEST).write_text('{"a":' * 10_000)
    with pytest.raises(OutputError, match="damaged"):
        read_manifest(out)
    run(out, NEW, "new")
    assert files_in(out) == NEW


# A backup that is not as it was made.


def lose(backup: Path) -> None:
    (backup / "rfm_customers.csv").unlink()


def cut(backup: Path) -> None:
    whole = (backup / "master_orders.csv").read_bytes()
    (backup / "master_orders.csv").unlink()  # it may be one file with another name
    (backup / "master_orders.csv").write_bytes(whole[:-2])


def change_a_byte(backup: Path) -> None:
    cut(backup)
    with (backup / "master_orders.csv").open("ab") as file:
        file.write(b"xx")


def add(backup: Path) -> None:
    (backup / "more.csv").write_text("mine")


def spoil_its_manifest(backup: Path) -> None:
    (backup / MANIFEST).write_text("{")


def unmake(backup: Path) -> None:
    (backup / MANIFEST).write_text('{"state": "publishing"}')


@needs_unix
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lose, "rfm_customers.csv is missing"),
        (cut, "master_orders.csv has 9 bytes, its manifest says 11 bytes"),
        (change_a_byte, "master_orders.csv has other content"),
        (add, "more.csv is not in its manifest"),
        (spoil_its_manifest, "manifest.json is damaged"),
        (unmake, "manifest.json says that it is not a whole set"),
    ],
)
def test_a_damaged_backup_is_refused_before_anything_is_moved(
    out: Path, damage: Callable[[Path], None], said: str
) -> None:
    third = {"master_orders.csv": "third orders\n"}
    run(out, third, "third")
    run(out, OLD, "old")
    run(out, NEW, "new")
    newest, oldest = backups(out)
    damage(newest.path)
    kept = files_in(newest.path)
    for id_ in (None, newest.id):
        with hold(out, "crri restore"), pytest.raises(OutputError, match="is damaged") as refusal:
            restore(out, id_)
        assert said in refusal.value.what and refusal.value.file == str(newest.path)
        assert f"These backups are intact: {oldest.id} (--backup ID)" in refusal.value.remedy
    assert files_in(out) == NEW and tag_of(out) == "new"
    assert files_in(newest.path) == kept
    nothing_left_over(out)
    with hold(out, "crri restore"):
        restore(out, oldest.id)
    assert files_in(out) == third
