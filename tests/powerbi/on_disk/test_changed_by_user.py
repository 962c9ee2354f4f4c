"""What the user has changed in a project is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crri_gui.engine.core import durable
from crri_gui.errors import OutputError
from crri_gui.powerbi.project.project import EXPRESSIONS, MODEL, REPORT
from crri_gui.powerbi.project.writing import RECORD
from tests.powerbi.on_disk.driving import ORDERS_TABLE, everything, made

pytestmark = pytest.mark.long


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
