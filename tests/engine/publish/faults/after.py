"""What must hold after a fault, whenever it came."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from crri_gui.engine.publish.release import MANIFEST, backups, is_whole, read_manifest
from tests.engine.publish.faults.cases import NOTHING, SETS, Case, Set
from tests.engine.publish.sets import DASHBOARD, files_in, nothing_left_over, tag_of


def published(out: Path) -> Set:
    """What is there, which must be a whole set unless the manifest says otherwise."""
    found = Set(files_in(out), tag_of(out))
    assert found in SETS
    return found


def honest(out: Path, case: Case) -> None:
    """At any moment: either the manifest says that the set is not whole, or it is."""
    manifest = read_manifest(out)
    if manifest is None or is_whole(manifest):
        assert published(out) in (case.before, case.after)
    else:
        assert manifest["state"] == "publishing"
        both = (case.before.files, case.after.files)
        for name, text in files_in(out).items():  # each file by itself is whole
            assert text in [files.get(name) for files in both]


def settled(out: Path, case: Case) -> Set:
    """After recovery: wholly old or wholly new, the backups that go with it, nothing else."""
    found = published(out)
    assert found in (case.before, case.after)
    tags = tuple(tag_of(backup.path) for backup in backups(out))
    assert tags == (case.former if found == case.before else case.later)
    for backup in backups(out):
        assert Set(files_in(backup.path), tag_of(backup.path)) in SETS
    nothing_left_over(out)
    if out.exists():
        known = {name.partition("/")[0] for name in found.files} | {".crri", MANIFEST, DASHBOARD}
        assert {path.name for path in out.iterdir()} <= known
    if found == NOTHING and out.exists():
        assert list(out.iterdir()) == []  # killed before it could note that it made the folder
    if (out / ".crri" / "backups").exists():
        assert backups(out)
    return found


def state_of(out: Path) -> str:
    """Names the state of the folder, but for what differs from run to run: ids and times.

    The note on the holder and scratch files are left out: nothing is decided by them.
    """
    state: dict[str, object] = {}
    for path in out.rglob("*"):
        name = re.sub(r"staging-\w+|(?<=/\d{4})-\w+", "", str(path.relative_to(out)))
        if path.is_dir() or path.name in ("journal.json", "undo.json"):
            state[name] = None
        elif path.suffix != ".tmp" and path.name != "holder.json":
            found = path.stat()
            content = path.read_bytes()
            state[name] = (found.st_nlink, None if b'"publishing"' in content else content)
    return hashlib.sha256(repr(sorted(state.items())).encode()).hexdigest()
