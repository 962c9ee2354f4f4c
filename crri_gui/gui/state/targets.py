"""The folder to publish to: the one that was used before, else one that is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.state.settings import Settings, folder_key, is_folder

if TYPE_CHECKING:
    from crri_gui.engine.discover.find import Found
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.results import Results

Origin = Literal["chosen", "found", "new"]
"""chosen: by the user, now or before; found: a Power BI file lies there; new: it is to be made."""

_POWER_BI = (".pbix", ".pbip")
_LOOKED_AT = 200


def power_bi_files(folder: Path) -> list[str]:
    """The Power BI files in a folder, by name."""
    try:
        return sorted(path.name for path in folder.iterdir() if path.suffix in _POWER_BI)
    except OSError:
        return []


def nearby_power_bi(raw: Path) -> Path | None:
    """A folder with a Power BI file in, just above or beside the raw folder.

    Of several one that was published to before; never the raw folder, where no outputs may lie.
    """
    try:
        beside = [path for path in sorted(raw.parent.iterdir()) if path.is_dir() and path != raw]
    except OSError:
        beside = []
    from crri_gui.engine.publish.release import MANIFEST

    found = [one for one in (raw.parent, *beside[:_LOOKED_AT]) if power_bi_files(one)]
    return min(found, key=lambda one: not (one / MANIFEST).exists(), default=None)


def find(raw: Path) -> tuple[Path, Origin]:
    """Where to publish what a raw folder becomes, when nobody has said."""
    near = nearby_power_bi(raw)
    if near is not None:
        return near, "found"
    return raw.parent / f"{raw.name} dashboard", "new"


def remembered(settings: Settings, raw: Path) -> Path | None:
    """Where this raw folder was published to, else the last one of the same folder of exports."""
    for key in (_key(raw), _key_of_siblings(raw)):
        text = settings.text(key)
        if text and is_folder(Path(text)):
            return Path(text)
    return None


def remember(settings: Settings, request: Request | None, folder: Path) -> None:
    """The raw folder of the request is published to this folder."""
    if request is not None:
        settings.put(_key(request.input_dir), str(folder))
        settings.put(_key_of_siblings(request.input_dir), str(folder))
    settings.used("publish/recent", folder)


def _key(raw: Path) -> str:
    return folder_key("publish/target", raw)


def _key_of_siblings(raw: Path) -> str:
    return folder_key("publish/siblings", raw.parent)


def refusal(results: Results | None, found: Found | None, target: Path) -> CrriError | None:
    """Why nothing may be saved there: it would be taken for a raw or a published file."""
    from crri_gui.engine.publish.places import refuse_place

    raw = [results.data.found] if results is not None else []
    raw += [found] if found is not None else []
    return _refused(partial(refuse_place, raw, target))


def never(results: Results, folder: Path) -> CrriError | None:
    """Why these results can never be published to this folder, however often it is tried."""
    from crri_gui.engine.run import refuse_mixing

    return _refused(partial(refuse_mixing, folder, results.request, results.data.found))


def _refused(refuse: Callable[[], None]) -> CrriError | None:
    try:
        refuse()
    except UsageError as error:
        return error
    return None
