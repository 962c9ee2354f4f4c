"""Where everything begins: a raw folder, a published one, or the sample shop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import (
    LIMITS,
    Conventions,
    preset_named,
    read_definitions,
    read_extensions,
    with_values,
)
from crri_gui.engine.discover.folder import refuse_no_folder
from crri_gui.engine.pipeline import Request
from crri_gui.errors import UsageError
from crri_gui.library.published import Published
from crri_gui.library.shop import Shop
from crri_gui.library.working import work

Choice = str | Mapping[str, str] | None


def open(
    folder: str | PathLike[str],
    *,
    preset: str | None = None,
    definitions_file: str | PathLike[str] | None = None,
    extensions: Collection[str] | None = None,
    tables: Mapping[str, str] | None = None,
    mapping: str | PathLike[str] | None = None,
    date_order: Choice = None,
    decimal: Choice = None,
    zone: str | None = None,
    max_rejected_rows: float = LIMITS["max_rejected_rows"].default,
    max_rejected_money: float = LIMITS["max_rejected_money"].default,
    memory_limit: str | None = None,
    temp_dir: str | PathLike[str] | None = None,
    **definitions: Any,
) -> Shop:
    """A folder of raw exports, or one .zip of them; nothing is read yet.

    `definitions` are the options that say what numbers mean, as `crri definitions` lists them:
    `late="after_timestamp"`, `statuses=["delivered"]`; over those of a `preset` or of a
    `definitions_file`. `extensions` are the further tables to make ("value", "movement",
    "new_returning", "repeat", "predicted", "star"). `tables` names files for raw tables, `mapping`
    the file that says how an export is read, where it is not crri.toml beside it. `date_order`
    ("dmy", "mdy", ...) and `decimal` ("point", "comma") settle what the data leaves open, for all
    columns or by "table.column"; `zone` is the shop's time zone. The limits of rejected rows and
    money are in percent, `memory_limit` is such as "2GB" (else 60 % of the machine).

    >>> shop = crri.open(raw, late="after_timestamp")
    >>> shop.definitions["late"]
    'after_timestamp'

    Raises `UsageError` for an unknown option or a value that it does not permit, `InputError` where
    there is no such folder.
    """
    if preset and definitions_file is not None:
        raise UsageError("preset_and_definitions")
    base, groups = preset_named(preset or "recommended"), extensions
    if definitions_file is not None:
        base = read_definitions(Path(definitions_file))
        groups = read_extensions(Path(definitions_file)) if extensions is None else extensions
    for name in sorted(groups or ()):
        if name not in EXTENSIONS:
            raise UsageError("extension_unknown", name=name, names=sorted(EXTENSIONS))
    limits = {"max_rejected_rows": max_rejected_rows, "max_rejected_money": max_rejected_money}
    for name, limit in limits.items():
        LIMITS[name].check(limit)
    plain = {name: _plain(value) for name, value in definitions.items()}
    request = Request(
        input_dir=Path(folder),
        definitions=with_values(base, plain, "crri.open"),
        extensions=frozenset(groups or ()),
        tables=dict(tables or {}),
        conventions=Conventions(_by_column(date_order), _by_column(decimal), zone),
        max_rejected_rows=max_rejected_rows / 100,
        max_rejected_money=max_rejected_money / 100,
        memory_limit=memory_limit,
        temp_dir=None if temp_dir is None else Path(temp_dir),
        mapping=None if mapping is None else Path(mapping),
    )
    refuse_no_folder(request.input_dir)
    return Shop(request)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | set | frozenset) else value


def _by_column(choice: Choice) -> dict[str, str]:
    if choice is None:
        return {}
    return {"*": choice} if isinstance(choice, str) else dict(choice)


def read(folder: str | PathLike[str]) -> Published:
    """The set that is published in a folder, without raw data.

    Raises `OutputError` where nothing is published there, a publication was interrupted, or a file
    is not the one that the manifest names: a torn set is no set.

    >>> old = crri.read(published)
    >>> old.measure("Total Revenue")
    Decimal('400.00')
    """
    return Published(Path(folder))


def demo(folder: str | PathLike[str], *, orders: int = 10_000, seed: int = 1) -> Shop:
    """The sample shop: made-up raw files in a new or empty folder.

    The same number of orders and seed are the same files.

    Raises `OutputError` where the folder cannot be written, `UsageError` where it holds files.
    """
    from crri_gui.sample.shop import make_shop

    target = Path(folder)
    if target.is_dir() and any(target.iterdir()):
        raise UsageError("sample_over_files", file=target)
    work(lambda run: make_shop(target, orders, seed, cancelled=lambda: run.cancelled))
    return open(target)
