"""Where other files than the outputs may be written: over nothing that somebody else reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.discover.find import Found
from crri_gui.engine.discover.formats import foreign_suffix, suffix_of
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.engine.publish.journal import MANIFEST
from crri_gui.engine.publish.published import KNOWN
from crri_gui.errors import UsageError

_TABLES = frozenset(table.name for table in OUTPUT_TABLES)


def refuse_no_file(*targets: Path) -> None:
    """Raise `UsageError` where one can be no file, or two of them are the same one."""
    for place, target in enumerate(targets):
        if target.is_dir() or not target.name:
            raise UsageError("target_is_folder", file=target)
        folder = target.absolute().parent
        if not folder.is_dir():
            raise UsageError("target_without_folder", folder=folder, file=target)
        if target.resolve() in [other.resolve() for other in targets[:place]]:
            raise UsageError("targets_are_one", file=target)


def refuse_place(raw: Iterable[Found], *targets: Path) -> None:
    """Raise `UsageError` where a file would be taken for a raw one, or lie over a published one.

    `raw` is what was found in raw folders. A picture may lie there: no run looks at it.
    """
    found = [*raw]
    read = {path.resolve() for one in found for path in one.paths}
    folders = {one.folder.resolve() for one in found}
    for target in targets:
        place = target.resolve()
        if place in read or place in folders:
            raise UsageError("target_is_raw_file", file=target)
        looked_at = suffix_of(place) or foreign_suffix(place)
        if looked_at and any(one.is_dir() and one in place.parents for one in folders):
            raise UsageError("target_among_raw_files", file=target)
        if _is_of_set(place):
            raise UsageError("target_is_published_file", file=target)


def refuse_place_of_persons(raw: Path, target: Path) -> None:
    """Raise `UsageError` where who the customers are would be handed on with other files.

    That is anywhere below the folder `raw`, or below one in which a set is published.
    """
    above = target.resolve().parents
    if raw.resolve() in above:
        raise UsageError("persons_among_raw_files", file=target)
    if any(map(_is_published, above)):
        raise UsageError("persons_among_published", file=target)


def _is_of_set(place: Path) -> bool:
    """Whether a file of that name belongs to what is published there."""
    known = place.name == MANIFEST or place.name in KNOWN or place.stem in _TABLES
    within = place.parent.name in _TABLES and _is_published(place.parent.parent)
    return within or (known and _is_published(place.parent))


def _is_published(folder: Path) -> bool:
    """Whether a set is published in a folder; many programs write a manifest.json."""
    if (folder / HOME).is_dir():
        return True
    return (folder / MANIFEST).exists() and any(
        next(folder.glob(f"{name}*"), None) is not None for name in _TABLES
    )
