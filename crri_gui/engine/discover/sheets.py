"""Workbooks, read in a process of their own: what ends it ends neither the window nor a run."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.workspace import scratch
from crri_gui.engine.discover import sheet_reader
from crri_gui.engine.discover.archive import refuse_bomb
from crri_gui.errors import InputError, OutputError

# Measured: the library takes 1.2 bytes for each byte of a sheet's XML; arrays grow by doubling.
_BASE, _EACH = 320 << 20, 6
_LOOK_SECONDS = 0.05
_SEARCH_SECONDS = 3.0
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')


@dataclass(frozen=True)
class SheetHead:
    """The first rows of a sheet as text, how many rows stand above them, the last one's number."""

    name: str
    above: int
    rows: tuple[tuple[str, ...], ...]
    last: int


@dataclass(frozen=True)
class SheetNotes:
    """What rows of a sheet hold beside their text.

    `merged` are cells that several rows share: the number of the column, the first and the last
    row; `formulas` columns in which formulas have no value: its number, the first row, how many;
    `hidden` the numbers of hidden rows. `is_hidden` says whether the whole sheet is.
    """

    merged: tuple[tuple[int, int, int], ...] = ()
    formulas: tuple[tuple[int, int, int], ...] = ()
    hidden: tuple[int, ...] = ()
    is_hidden: bool = False


def heads(
    run: RunContext, path: Path, rows: int, sheet: str | None = None, temp_dir: Path | None = None
) -> list[SheetHead]:
    """The first `rows` of the filled sheets, or of the one that is named.

    What the process tells lies meanwhile in a temporary folder in `temp_dir`.

    Raises `InputError` when the workbook cannot be read, `Cancelled`.
    """
    asked: dict[str, Any] = {"rows": rows}
    if sheet is not None:
        asked["sheet"] = sheet
    with scratch(temp_dir) as work:
        told = _asked(run, path, asked, Path(work))
    return [
        SheetHead(one["name"], one["above"], tuple(map(tuple, one["rows"])), one["last"])
        for one in told["sheets"]
    ]


def to_csv(run: RunContext, path: Path, sheet: str, skip: int, target: Path) -> SheetNotes:
    """Write a sheet as CSV in UTF-8; `skip` rows above the header are line breaks within it.

    Raises `InputError` when the workbook cannot be read, `OutputError` when there is no room
    for `target`, `Cancelled`.
    """
    asked = {"sheet": sheet, "skip": skip, "target": str(target)}
    told = _asked(run, path, asked, target.parent)
    merged, formulas = (
        tuple((column, first, last) for column, first, last in told[name])
        for name in ("merged", "formulas")
    )
    return SheetNotes(merged, formulas, tuple(told["hidden"]), told["is_hidden"])


def _asked(run: RunContext, path: Path, asked: dict[str, Any], work: Path) -> dict[str, Any]:
    memory = _BASE + _EACH * _unpacked(path)
    try:
        asked = {**asked, "path": str(path), "memory": memory, "library": _library()}
        told = _answer(run, asked, work)
    except OSError as error:
        raise OutputError(
            "workbook_reader_not_started", reason=error.strerror, file=path
        ) from error
    if told is None:
        raise _ended(path)
    if "damaged" in told:
        raise _damaged(path)
    if "errno" in told:
        raise OutputError("copy_not_written", reason=told["message"], file=asked.get("target"))
    return told


def _answer(run: RunContext, asked: dict[str, Any], work: Path) -> dict[str, Any] | None:
    """What the process tells; None where it has ended before."""
    with tempfile.TemporaryDirectory(prefix="sheets-", dir=work) as folder:
        answer = Path(folder, "answer.json")
        process = subprocess.Popen(
            [*_reader(), json.dumps({**asked, "answer": str(answer)})],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            _wait(run, process, asked["memory"])
        finally:
            process.kill()
            process.wait()
        if process.returncode != 0 or not answer.exists():
            return None
        told: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return told


def _reader() -> list[str]:
    """How to start the process; the packaged application is its own Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, sheet_reader.OPTION]
    return [sys.executable, "-P", "-S", sheet_reader.__file__]


def _library() -> str:
    """The folder in which the library lies; the packaged application has it within itself."""
    found = importlib.util.find_spec("python_calamine")
    return str(Path(found.origin).parent.parent) if found and found.origin else ""


def _wait(run: RunContext, process: subprocess.Popen[bytes], memory: int) -> None:
    """Until it has ended; a process that takes too much is ended (not every system limits it)."""
    watched = psutil.Process(process.pid)
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK_SECONDS)
            return
        run.checkpoint()
        with suppress(psutil.Error):  # It has ended meanwhile.
            if watched.memory_info().rss > memory:
                process.kill()


def _unpacked(path: Path) -> int:
    """The bytes of the workbook's parts together."""
    try:
        with zipfile.ZipFile(path) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise _damaged(path) from error
    refuse_bomb(path, infos, path.stat().st_size)
    return sum(info.file_size for info in infos)


def _damaged(path: Path) -> InputError:
    return InputError("workbook_damaged", file=path)


def _ended(path: Path) -> InputError:
    """Why the process has ended: a cell so far away that no memory holds what lies between."""
    far = _farthest_cell(path)
    if far is None:
        return _damaged(path)
    sheet, cell = far
    return InputError("workbook_cell_far_away", cell=cell, sheet=sheet, file=path)


def _farthest_cell(path: Path) -> tuple[str, str] | None:
    """The cell with the largest row times column, with its part of the workbook."""
    worst = (1 << 22, "", "")
    until = time.monotonic() + _SEARCH_SECONDS
    try:
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if not name.startswith("xl/worksheets/"):
                    continue
                with parts.open(name) as part:
                    while (text := part.read(1 << 20)) and time.monotonic() < until:
                        # What a chunk cuts in two is one cell of thousands.
                        for letters, digits in _CELL.findall(text + part.readline(64)):
                            area = _column(letters) * int(digits)
                            if area > worst[0]:
                                worst = (area, Path(name).stem, (letters + digits).decode())
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    return worst[1:] if worst[2] else None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
