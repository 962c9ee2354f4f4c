"""What CRRI wrote for itself, damaged or tampered with."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.durable import fingerprint
from crri_gui.engine.publish.release import MANIFEST, backups, is_whole, read_manifest
from crri_gui.errors import OutputError
from tests.engine.publish.killed import killed_in_swap
from tests.engine.publish.sets import (
    DASHBOARD,
    NEW,
    OLD,
    files_in,
    needs_unix,
    recovered,
    run,
    tag_of,
)

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
