"""The definitions of the last session, in a file that is there again after a start."""

from __future__ import annotations

import logging
from pathlib import Path

from crri_gui.definitions import Definitions, read_definitions, to_toml

log = logging.getLogger(__name__)
FILE = "last definitions.toml"


def keep(folder: Path, definitions: Definitions) -> None:
    """Write them into the folder of the settings; that it cannot be written is only logged."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(to_toml(definitions), encoding="utf-8")
    except OSError as error:
        log.warning("The definitions cannot be kept: %s", error)


def kept(folder: Path) -> Definitions:
    """Those that were kept, else the recommended ones. Raises `CrriError` for a damaged file."""
    file = folder / FILE
    return read_definitions(file) if file.exists() else Definitions()
