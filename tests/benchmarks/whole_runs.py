"""What benchmarks of whole runs share: a made-up shop, a measured process, what it published."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MAKE_SHOP = """
import sys
from pathlib import Path
from crri_gui.sample.shop import make_shop
make_shop(Path(sys.argv[1]), orders=int(sys.argv[2]), seed=1)
"""


@dataclass(frozen=True)
class Process:
    seconds: float
    processor: float  # seconds of all processors together
    peak_mb: float


def measure(name: str, arguments: Sequence[str]) -> Process:
    """One whole process; ends this one with what it said when it fails."""
    if sys.platform == "win32":
        sys.exit("A child's peak memory is asked of os.wait4, which Windows does not have.")
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(
            arguments, cwd=ROOT, env=environment(), stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            sys.exit(f"{name} ended with code {child.returncode}:\n{said}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Process(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def make_shop(folder: Path, orders: int) -> None:
    """Make a shop of so many orders. A process of its own does it, since the peak memory of a
    child begins at what its parent held."""
    measure("make_shop", [sys.executable, "-c", _MAKE_SHOP, str(folder.resolve()), str(orders)])


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
