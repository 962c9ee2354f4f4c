"""Publication, backups and restore, as a user meets them."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

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
from tests.engine.publish.sets import (
    DASHBOARD,
    NEW,
    OLD,
    files_in,
    needs_unix,
    nothing_left_over,
    run,
    tag_of,
)


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
    assert files_in(backups(out)[0].path) == {**NEW, "master_orders.csv": OLD["master_orders.csv"]}
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
