"""A backup that is not as it was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crri_gui.engine.publish.release import MANIFEST, backups, hold, restore
from crri_gui.errors import OutputError
from tests.engine.publish.sets import NEW, OLD, files_in, needs_unix, nothing_left_over, run, tag_of


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
