"""What was computed before: one record per run, and what differs between two of them."""

from __future__ import annotations

import datetime as dt
import json
import logging
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.core import durable, own_files
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.results import Results
from crri_gui.errors import OutputError, UsageError
from crri_gui.messages import sentence

KEPT = 200
_SUFFIX = ".json"
_DAMAGED = ".damaged"
# How JSON has what a record has; of an input (table, file, SHA-256, rows).
_TYPES: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "dict": dict,
    "tuple": list,
    "int": int,
    "float": (int, float),
}
_INPUT = (str, str, str, int)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Record:
    """One run: what went in, under which definitions, and what came out.

    `created` is an ISO time in UTC, `inputs` (table, file, SHA-256, rows), `totals` as the
    manifest has them, `months` revenue by month, `segments` customers by value segment,
    `seconds` the run's duration, `published` the folders it was published to.
    """

    id: str
    created: str
    input_dir: str
    definitions: dict[str, Any]
    inputs: tuple[tuple[str, str, str, int], ...]
    totals: dict[str, str]
    months: dict[str, str]
    segments: dict[str, int]
    errors: int
    warnings: int
    seconds: float
    published: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differences:
    """What differs between two runs, each entry (name, in the first, in the second).

    A name that one of them does not have is None there.
    """

    definitions: list[tuple[str, Any, Any]] = field(default_factory=list)
    inputs: list[tuple[str, Any, Any]] = field(default_factory=list)
    totals: list[tuple[str, Any, Any]] = field(default_factory=list)
    months: list[tuple[str, Any, Any]] = field(default_factory=list)
    segments: list[tuple[str, Any, Any]] = field(default_factory=list)

    @property
    def none(self) -> bool:
        """Whether the two say the same."""
        return not any(asdict(self).values())


def record_of(run: RunContext, results: Results, now: dt.datetime) -> Record:
    """The record of results that were just computed."""
    with results.database(run) as db:
        months = db.rows("SELECT order_month, revenue FROM monthly_revenue ORDER BY 1")
        segments = db.rows("SELECT segment, count(*) FROM rfm_customers GROUP BY 1")
    report = results.data.report
    warnings = sum(finding.severity == "warning" for finding in report.findings)
    return Record(
        id=f"{now:%Y%m%dT%H%M%S.%f}-{secrets.token_hex(3)}",
        created=now.isoformat(timespec="seconds"),
        input_dir=str(results.request.input_dir),
        definitions=results.request.meaning,
        inputs=tuple(
            (taken["table"], taken["file"], taken["sha256"], taken["rows"])
            for taken in report.inputs
        ),
        totals={name: str(value) for name, value in results.totals.items()},
        months={month: str(revenue) for month, revenue in months},
        segments={name: int(count) for name, count in segments},
        errors=len(report.errors),
        warnings=warnings,
        seconds=round(sum(results.timings.values()), 3),
    )


def write(folder: Path, record: Record) -> None:
    """Keep a record in `folder`, of which `KEPT` stay. `OutputError` when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f".{record.id}.new"
        content = json.dumps(asdict(record), indent=1)
        durable.write(folder / f"{record.id}{_SUFFIX}", content.encode(), via=new)
        for old in sorted(folder.glob(f"*{_SUFFIX}"))[:-KEPT]:
            old.unlink(missing_ok=True)  # another window may have been here first
    except OSError as error:
        raise OutputError("history_not_written", reason=error.strerror, file=folder) from error


def mark_published(folder: Path, record: Record, target: Path) -> Record:
    """Note that a run was published to `target`."""
    others = tuple(name for name in record.published if name != str(target))
    marked = replace(record, published=(*others, str(target)))
    write(folder, marked)
    return marked


def read_all(folder: Path) -> list[Record]:
    """Every record that can be read, the newest first.

    A damaged one is set aside under another name, which the log says.
    """
    records = []
    for file in sorted(folder.glob(f"*{_SUFFIX}"), reverse=True):
        try:
            records.append(_record_of(file.stem, own_files.read_json(file)))
        except OSError:
            continue
        except own_files.Damaged as damage:
            aside = file.with_name(f"{file.name}{_DAMAGED}")
            with suppress(OSError):
                file.replace(aside)
                log.warning("A run of the history is damaged (%s): it is now %s.", damage, aside)
    return records


def _record_of(name: str, content: Mapping[str, Any]) -> Record:
    """The record in the file of that name. Raises `Damaged`."""
    types = {spec.name: _TYPES[str(spec.type).partition("[")[0]] for spec in fields(Record)}
    sound = content.keys() == types.keys() and all(
        isinstance(content[name], kind) for name, kind in types.items()
    )
    # The file's name is made of it when it is written again.
    if not sound or content["id"] != name or not own_files.is_name(name):
        raise own_files.Damaged("it is not a run's record")
    inputs = tuple(tuple(taken) for taken in content["inputs"] if isinstance(taken, list))
    texts = (content["totals"], content["months"])
    if (
        not all(map(own_files.is_text_map, texts))
        or not all(map(own_files.is_count, content["segments"].values()))
        or not all(isinstance(folder, str) for folder in content["published"])
        or not all(tuple(map(type, taken)) == _INPUT for taken in inputs)
        or len(inputs) != len(content["inputs"])
    ):
        raise own_files.Damaged("it has values of another type")
    return Record(**{**content, "inputs": inputs, "published": tuple(content["published"])})


def definitions_of(record: Record) -> Definitions:
    """The definitions of a run, to be taken again.

    Raises `UsageError` when this version of CRRI does not know them.
    """
    try:
        return with_values(Definitions(), record.definitions, sentence("definitions_of_run"))
    except UsageError as error:
        raise UsageError(
            "definitions_of_other_version", refusal=error.what, advice=error.remedy
        ) from error


def differences(first: Record, second: Record) -> Differences:
    """What the second run has otherwise than the first."""
    return Differences(
        definitions=_different(first.definitions, second.definitions),
        inputs=_different(_by_table(first), _by_table(second)),
        totals=_different(first.totals, second.totals),
        months=_different(_amounts(first.months), _amounts(second.months)),
        segments=_different(first.segments, second.segments),
    )


def _by_table(record: Record) -> dict[str, tuple[str, str, int]]:
    tables = Counter(table for table, *_ in record.inputs)
    return {
        table if tables[table] == 1 else f"{table}: {file}": (file, sha256, rows)
        for table, file, sha256, rows in record.inputs
    }


def _amounts(texts: Mapping[str, str]) -> dict[str, Decimal | None]:
    amounts: dict[str, Decimal | None] = {}
    for name, text in texts.items():
        try:
            amounts[name] = Decimal(text)
        except InvalidOperation:
            amounts[name] = None
    return amounts


def _different(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    names: Iterable[str] = dict.fromkeys((*first, *second))
    return [
        (name, first.get(name), second.get(name))
        for name in names
        if first.get(name) != second.get(name)
    ]
