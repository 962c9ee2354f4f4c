"""What the benchmarks of whole runs share: a made-up shop, where runs start, what they publish."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MAKE_SHOP = """
import sys
from pathlib import Path
from crri_gui.sample import make_shop
make_shop(Path(sys.argv[1]), orders=int(sys.argv[2]), seed=1)
"""


def making_shop(folder: Path, orders: int) -> list[str]:
    """The command that makes a shop of so many orders. A process of its own, since the peak
    memory of a child begins at what its parent held."""
    return [sys.executable, "-c", _MAKE_SHOP, str(folder), str(orders)]


def environment() -> dict[str, str]:
    """That of the caller, with this checkout's CRRI."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def content_of(out: Path) -> str:
    """A hash of the five CSVs."""
    content = hashlib.sha256()
    for path in sorted(out.glob("*.csv")):
        with path.open("rb") as file:
            content.update(hashlib.file_digest(file, "sha256").digest())
    return content.hexdigest()
