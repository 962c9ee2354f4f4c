"""What lies in the output folder already: folders, links, files of others, a damaged manifest."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.publish.release import (
    MANIFEST,
    backups,
    hold,
    is_whole,
    read_manifest,
    restore,
)
from crri_gui.errors import OutputError
from tests.engine.publish.sets import (
    NEW,
    NEW_PARTS,
    OLD,
    OLD_PARTS,
    files_in,
    needs_unix,
    nothing_left_over,
    run,
    tag_of,
)


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
