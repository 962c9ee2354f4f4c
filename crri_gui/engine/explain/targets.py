"""Where answers and lists may be written: over nothing that somebody else reads."""

from __future__ import annotations

from pathlib import Path

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.discover.find import Found
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.engine.publish.journal import MANIFEST
from crri_gui.errors import UsageError


def about_file(target: Path) -> Path:
    """The file beside a list, which tells what it is of."""
    return target.with_name(f"{target.stem}.about.txt")


def refuse_no_file(*targets: Path) -> None:
    """Raise `UsageError` where one can be no file, or two of them are the same one."""
    for place, target in enumerate(targets):
        if target.is_dir() or not target.name:
            raise UsageError("explain_target_is_folder", file=target)
        folder = target.absolute().parent
        if not folder.is_dir():
            raise UsageError("explain_target_without_folder", folder=folder, file=target)
        if target.resolve() in [other.resolve() for other in targets[:place]]:
            raise UsageError("explain_targets_are_one", file=target)


def refuse_place(found: Found, *targets: Path) -> None:
    """Raise `UsageError` where a file would lie among the raw ones or over a published one."""
    refuse_no_file(*targets)
    raw = found.folder.resolve()
    read = {path.resolve() for path in found.paths}
    for target in targets:
        place = target.resolve()
        if place in read or place == raw:
            raise UsageError("target_is_raw_file", file=target)
        # Among them it would be read as one of them.
        if raw.is_dir() and raw in place.parents:
            raise UsageError("explain_among_raw_files", file=target)
        published = (place.parent / HOME).is_dir() or (place.parent / MANIFEST).exists()
        of_set = place.name == MANIFEST or place.stem in [one.name for one in OUTPUT_TABLES]
        if published and of_set:
            raise UsageError("target_is_published_file", file=target)
