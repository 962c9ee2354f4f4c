"""Whether the published files are still what their own manifest says."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.ingest.fingerprint import fingerprint
from crri_gui.engine.publish.published import WORKBOOK
from crri_gui.engine.publish.release import unexpected_files
from crri_gui.errors import InputError, OutputError
from crri_gui.messages import sentence


def edited_since(run: RunContext, folder: Path, manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence on every file that is not what the manifest's hash says, is missing, or extra.

    Files of the user's own, which no output has the name of, are none of our business.
    """
    described = manifest.get("files")
    if not isinstance(described, dict):
        return ()
    files = {name: of for name, of in described.items() if _names_a_file(name, of)}
    said = [sentence for name, of in files.items() for sentence in _changed(run, folder, name, of)]
    extra = {name for name in _names() - files.keys() if (folder / name).exists()}
    try:
        extra |= unexpected_files(folder, files)
    except OutputError as error:
        said.append(error.what)
    said += [sentence("published_file_extra", file=name) for name in sorted(extra)]
    return tuple(said)


def _names() -> set[str]:
    return {*(table.file_name for table in OUTPUT_TABLES), WORKBOOK}


def _names_a_file(name: str, described: object) -> bool:
    """Whether a manifest, which anybody may have edited, names a file of the folder here."""
    parts = PurePosixPath(name).parts
    inside = parts and len(parts) <= 2 and ".." not in parts and not Path(name).is_absolute()
    return bool(inside) and isinstance(described, dict) and isinstance(described.get("sha256"), str)


def _changed(run: RunContext, folder: Path, name: str, described: Mapping[str, Any]) -> list[str]:
    path = folder / name
    try:
        status = path.lstat()
        same = (
            stat.S_ISREG(status.st_mode)
            and described.get("bytes", status.st_size) == status.st_size
            and fingerprint(run, path).sha256 == described["sha256"]
        )
    except (FileNotFoundError, NotADirectoryError):
        return [sentence("published_file_missing", file=name)]
    except (InputError, OSError):
        return [sentence("published_file_perhaps_edited", file=name)]
    if same:
        return []
    return [sentence("published_file_edited", file=name)]
