"""What a copy of a raw file is found by, and what it tells beside its rows, as plain JSON."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import pkgutil
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache, lru_cache
from importlib.abc import InspectLoader
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from crri_gui import __version__, definitions, messages
from crri_gui.definitions import Conventions
from crri_gui.engine import discover, ingest, layouts, values
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.layouts import synonyms
from crri_gui.engine.values.clocks import Clock
from crri_gui.messages import Sentence, catalogue
from crri_gui.messages.sentence import Part
from crri_gui.raw_tables import RawTable

# The rooms and modules by which the bytes of a file become rows, findings and rejects: a copy made
# by other code, even of the same version number, is no copy.
_ROOMS = (definitions, values, layouts, synonyms, discover, ingest, messages)
_MODULES = (
    "crri_gui.contract",
    "crri_gui.engine.core.database",
    "crri_gui.engine.core.findings",
    "crri_gui.engine.core.formula_text",
    "crri_gui.engine.core.sql_text",
    "crri_gui.engine.quality.completeness",
    "crri_gui.raw_tables",
)
Kept = TypeVar("Kept", Finding, Reject)


def identity_of(
    table: RawTable,
    file: Sniffed,
    label: str,
    conventions: Conventions,
    alone: bool,
    sha256: str,
) -> dict[str, Any]:
    """Everything that decides what reading a file makes of it."""
    chosen: dict[str, Any] = {
        kind: {
            name: value
            for name, value in choices.items()
            if name == "*" or name.startswith(f"{table.name}.")
        }
        for kind, choices in (
            ("date_order", conventions.date_order),
            ("decimal", conventions.decimal),
        )
    }
    chosen["zone"] = conventions.zone
    return {
        "crri": __version__,
        "code": _code(),
        "duckdb": duckdb.__version__,
        "workbooks": _version("python-calamine"),
        "content": sha256,
        # Findings and rejects name the file.
        "label": label,
        "table": table.name,
        "alone": alone,
        "format": file.format,
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "header": list(file.header),
        "sheet": file.sheet,
        "conventions": chosen,
    }


def _version(distribution: str) -> str:
    """Its version; none in the packaged application, where that of CRRI tells all."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def reading_code() -> list[str]:
    """The names of all modules that decide what reading makes of a file."""
    found = [
        f"{room.__name__}.{module.name}"
        for room in _ROOMS
        for module in pkgutil.iter_modules(room.__path__)
    ]
    return [*_MODULES, *sorted(found)]


@cache
def _code() -> str:
    """A hash of the reading code, where its sources are there."""
    digest = hashlib.sha256()
    for name in reading_code():
        spec = importlib.util.find_spec(name)
        assert spec is not None, name
        loader = spec.loader
        source = loader.get_source(name) if isinstance(loader, InspectLoader) else None
        digest.update((source or "").encode() + b"\0")
    digest.update(repr(catalogue()).encode())
    return digest.hexdigest()


def as_json(value: object) -> str:
    """Equal values as equal text."""
    return json.dumps(value, sort_keys=True)


def digest_of(value: object) -> str:
    """A hash of a JSON value."""
    return hashlib.sha256(as_json(value).encode()).hexdigest()


def _stored(value: Any) -> Any:
    """A field of a finding or reject as plain JSON; `_restored` takes it back.

    A sentence is kept as its message and values, so that the window can translate it.
    """
    if isinstance(value, Sentence):
        return {"message": value.name, "part": value.part, "values": _stored(dict(value.values))}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, dict):
        return {name: _stored(part) for name, part in value.items()}
    return [_stored(part) for part in value] if isinstance(value, list | tuple) else value


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restored(part) for part in value)
    if not isinstance(value, dict):
        return value
    if set(value) == {"decimal"}:
        return Decimal(value["decimal"])
    values = tuple((name, _restored(part)) for name, part in value["values"].items())
    return _sentence(value["message"], value["part"], values)


@lru_cache(1024)
def _sentence(name: str, part: Part, values: tuple[tuple[str, Any], ...]) -> Sentence:
    """Made once: there may be a million rejects of one reason."""
    return Sentence(name, part, dict(values))


def _plain(kept: Finding | Reject) -> dict[str, Any]:
    return {item.name: _stored(getattr(kept, item.name)) for item in fields(kept)}


def _kept(kind: type[Kept], values: Mapping[str, Any]) -> Kept:
    return kind(**{item.name: _restored(values[item.name]) for item in fields(kind)})


def as_stored(loaded: Loaded) -> dict[str, Any]:
    """What reading the file told beside its rows; `loaded_of` takes it back."""
    return {
        "detected_conventions": dict(loaded.detected_conventions),
        "accepted": loaded.accepted,
        "blank": loaded.blank,
        "escape": loaded.escape,
        "currencies": dict(loaded.currencies),
        "clocks": {column: list(clock) for column, clock in loaded.clocks.items()},
        "unreadable": list(loaded.unreadable),
        "as_text": loaded.as_text,
        "rejects": [_plain(reject) for reject in loaded.rejects],
        "findings": [_plain(finding) for finding in loaded.findings],
    }


def loaded_of(
    table: RawTable, file: Sniffed, label: str, told: Mapping[str, Any], copy: Path
) -> Loaded:
    """The file as `as_stored` has it; its rows are in `copy`."""
    return Loaded(
        table,
        file,
        label,
        copy=copy,
        detected_conventions=dict(told["detected_conventions"]),
        accepted=told["accepted"],
        blank=told["blank"],
        escape=told["escape"],
        currencies=dict(told["currencies"]),
        clocks={column: Clock(*clock) for column, clock in told["clocks"].items()},
        unreadable=tuple(told["unreadable"]),
        as_text=told["as_text"],
        rejects=[_kept(Reject, reject) for reject in told["rejects"]],
        findings=[_kept(Finding, finding) for finding in told["findings"]],
    )
