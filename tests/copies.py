"""Copies of the product, to be damaged or extended."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_scripts.running import ROOT

# A module that another process compiles right now.
_UNFINISHED = shutil.ignore_patterns("*.pyc.*")


def copy_of(room: str, folder: Path) -> Path:
    """A copy of one of the project's folders in `folder`, with what is compiled of it already.

    Python compiles a module of the copy anew where its time or length has changed.
    """
    return Path(shutil.copytree(ROOT / room, folder / room, ignore=_UNFINISHED))
