"""A damaged journal, or a damaged set: what recovery cannot do, it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.publish.release import backups, is_whole, read_manifest
from crri_gui.errors import OutputError
from tests.engine.publish.killed import killed_in_swap
from tests.engine.publish.sets import (
    NEW,
    OLD,
    files_in,
    needs_unix,
    nothing_left_over,
    recovered,
    tag_of,
)


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
