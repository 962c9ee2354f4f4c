"""What refreshes did: a file for each, in the user's own folder, for `crri history`.

The newest record of an output folder also says which steps are done for which published set, so
that what failed, or was cut off, is done at the next refresh and nothing is sent twice. Nothing
secret is in it: addresses and passwords never reach it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout

from crri_gui.engine.core import durable, own_files
from crri_gui.errors import OutputError
from crri_gui.refresh.said import Said, is_said

KEPT = 200
_SUFFIX = ".json"
_LOCK = "lock"
Ending = Literal["started", "published", "unchanged", "not_published"]
StepState = Literal["due", "done", "failed"]


@dataclass(frozen=True)
class StepRecord:
    """What became of a step: where it failed, `said` is why and `code` the error's."""

    state: StepState
    said: Said | None = None
    code: str = ""


@dataclass(frozen=True)
class Record:
    """One refresh.

    `started` and `ended` are ISO times in UTC (`ended` is empty while it runs, and stays so where
    it was cut off), `ending` what became of the publication, `exit_code` that of the command,
    `set` which set was published at its end (empty where none was), `totals` as the manifest has
    them, `said` why nothing was published. `done` says for each step the last set it was done
    for, `digest` what was told of that publication.
    """

    id: str
    started: str
    ended: str
    input_dir: str
    output_dir: str
    ending: Ending
    exit_code: int | None = None
    set: str = ""
    totals: dict[str, str] = field(default_factory=dict)
    said: Said | None = None
    steps: dict[str, StepRecord] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    digest: dict[str, Any] | None = None


def home() -> Path:
    """Where the records are: beside the window's settings; CRRI_HOME names another place."""
    own = os.environ.get("CRRI_HOME")
    if own:
        return Path(own) / "refreshes"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "CRRI" / "CRRI" / "refreshes"


def key_of(output_dir: Path) -> str:
    """A short name for an output folder, the same for every way to write its path."""
    return hashlib.sha256(str(output_dir.resolve()).encode(errors="replace")).hexdigest()[:16]


@contextmanager
def held(output_dir: Path) -> Iterator[Path]:
    """The folder of the records of an output folder, for one refresh at a time.

    Raises `OutputError` where another one is at work, or the folder cannot be written.
    """
    folder = home() / key_of(output_dir)
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire()
    except Timeout as error:
        raise OutputError("refresh_at_work", file=output_dir) from error
    except OSError as error:
        raise OutputError("refresh_home_unusable", reason=error.strerror, file=folder) from error
    try:
        yield folder
    finally:
        lock.release()


def begun(former: Record | None, input_dir: str, output_dir: Path) -> Record:
    """The record of a refresh that begins; it knows what the former ones have done."""
    now = dt.datetime.now(dt.UTC)
    return Record(
        id=f"{now:%Y%m%dT%H%M%S.%f}-{secrets.token_hex(3)}",
        started=now.isoformat(timespec="seconds"),
        ended="",
        input_dir=input_dir,
        output_dir=str(output_dir.resolve()),
        ending="started",
        done={} if former is None else former.done,
    )


def now() -> str:
    """This moment as the records have it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def write(folder: Path, record: Record) -> None:
    """Keep a record, wholly or not at all; of many, `KEPT` stay. Raises `OutputError`."""
    with durable.translate_os_errors(folder):
        via = folder / f".{record.id}.new"
        content = json.dumps(asdict(record), indent=1, ensure_ascii=True).encode()
        durable.write(folder / f"{record.id}{_SUFFIX}", content, via=via)
        for old in sorted(folder.glob(f"*{_SUFFIX}"))[:-KEPT]:
            durable.remove(old)


def newest(folder: Path) -> Record | None:
    """The last refresh that is known; None where there was none."""
    return next(_read(folder), None)


def with_digest(folder: Path, published: str) -> Record | None:
    """The record that tells of this publication; None where no refresh has made it."""
    return next((one for one in _read(folder) if one.set == published and one.digest), None)


def of_folder(output_dir: Path) -> list[Record]:
    """The refreshes of one output folder, the newest first."""
    return [*_read(home() / key_of(output_dir))]


def of_all() -> list[Record]:
    """The refreshes of every output folder, the newest first."""
    try:
        folders = [path for path in home().iterdir() if own_files.is_folder(path)]
    except OSError:
        return []
    records = [record for folder in folders for record in _read(folder)]
    return sorted(records, key=lambda record: record.id, reverse=True)


def _read(folder: Path) -> Iterator[Record]:
    """The records that can be read. A damaged one is set aside, so that it is seen once."""
    for file in sorted(folder.glob(f"*{_SUFFIX}"), reverse=True):
        try:
            yield _record_of(file.stem, own_files.read_json(file))
        except OSError:
            continue
        except own_files.Damaged:
            with suppress(OSError):
                file.replace(file.with_name(f"{file.name}.damaged"))


_TEXTS = ("id", "started", "ended", "input_dir", "output_dir", "ending", "set")


def _record_of(name: str, content: Mapping[str, Any]) -> Record:
    steps = content.get("steps")
    if (
        content.keys() != Record.__dataclass_fields__.keys()
        or not all(isinstance(content[text], str) for text in _TEXTS)
        or content["ending"] not in ("started", "published", "unchanged", "not_published")
        or content["id"] != name
        or not own_files.is_name(name)
        or not isinstance(content["exit_code"], int | None)
        or not all(map(own_files.is_text_map, (content["totals"], content["done"])))
        or not (content["said"] is None or is_said(content["said"]))
        or not isinstance(content["digest"], dict | None)
        or not isinstance(steps, dict)
        or not all(map(_is_step, steps.values()))
    ):
        raise own_files.Damaged("it is not a refresh's record")
    return Record(**{**content, "steps": {key: StepRecord(**one) for key, one in steps.items()}})


def _is_step(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == StepRecord.__dataclass_fields__.keys()
        and value["state"] in ("due", "done", "failed")
        and isinstance(value["code"], str)
        and (value["said"] is None or is_said(value["said"]))
    )
