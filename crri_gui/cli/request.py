"""What the arguments of the command line ask of the engine."""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crri_gui import url
from crri_gui.definitions import (
    DATE_ORDERS,
    DECIMALS,
    LIMITS,
    OPTIONS,
    SHOP,
    Conventions,
    Definitions,
    Shop,
    parse_setting,
    preset_named,
    read_amounts,
    read_definitions,
    read_extensions,
    read_shop,
    with_values,
)
from crri_gui.definitions.option_types import Amounts, Option
from crri_gui.errors import UsageError
from crri_gui.raw_tables import RAW_TABLES

if TYPE_CHECKING:
    from crri_gui.engine.bridge.figures import Theirs
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.run import Target
    from crri_gui.engine.spark.cluster import Cluster

_LONGEST_NAME = 255  # bytes of a file's or folder's, on the systems in use

# The engine is imported only when a command needs it: help and usage errors are instant.


def chosen_definitions(options: argparse.Namespace) -> Definitions:
    """The definitions of the preset or file, with what `--set` changes. Raises `UsageError`."""
    if options.preset and options.definitions:
        raise UsageError("preset_and_definitions")
    definitions = (
        read_definitions(options.definitions)
        if options.definitions
        else preset_named(options.preset or "recommended")
    )
    values = dict(parse_setting(text) for text in options.set)
    for name, option in OPTIONS.items():
        said = getattr(options, name, None) if option.extension else None
        if said is not None:
            values[name] = _typed(option, said)
    return with_values(definitions, values, "--set")


def _typed(option: Option, text: str) -> Any:
    """The value of a text; that of amounts may be the name of a CSV that has them by month."""
    value = option.parse(text)
    if isinstance(option, Amounts) and not option.permits(value) and Path(text).is_file():
        return read_amounts(Path(text))
    return value


def chosen_extensions(options: argparse.Namespace) -> frozenset[str] | None:
    """The groups of extension tables that are asked for; None where nothing is said of them.

    Raises `UsageError` for one that is none.
    """
    from crri_gui.contract import EXTENSIONS

    said = getattr(options, "extensions", None)
    if said is None:
        groups = read_extensions(options.definitions) if options.definitions else None
    else:
        groups = frozenset(part.strip() for part in said.split(",") if part.strip()) - {"none"}
    for name in sorted(groups or ()):
        if name not in EXTENSIONS:
            raise UsageError("extension_unknown", name=name, names=sorted(EXTENSIONS))
    return groups


def chosen_shop(options: argparse.Namespace) -> Shop:
    """The shop of the file of definitions, with what the options say. Raises `UsageError`."""
    shop = read_shop(options.definitions) if options.definitions else Shop()
    said = {name: getattr(options, name, None) for name in SHOP}
    return replace(shop, **{name: value for name, value in said.items() if value is not None})


def _pairs(option: str, texts: Sequence[str], values: tuple[str, ...], kind: str) -> dict[str, str]:
    """`[TABLE.COLUMN=]VALUE` options as a mapping; no column stands for all ("*")."""
    known = [f"{t.name}.{c.name}" for t in RAW_TABLES for c in t.columns if c.kind == kind]
    pairs = {}
    for text in texts:
        name, equals, value = text.rpartition("=")
        if value not in values:
            raise UsageError(
                "choice_unknown",
                option=option,
                value=text,
                choices=" nor ".join(values),
                first=values[0],
            )
        # Another column may be one of an export, whose header only the engine knows.
        of_olist = any(name.startswith(f"{table.name}.") for table in RAW_TABLES)
        if equals and name not in known and of_olist:
            raise UsageError("column_unknown", option=option, value=text, columns=", ".join(known))
        pairs[name if equals else "*"] = value
    return pairs


def refuse_impossible_paths(options: argparse.Namespace) -> None:
    """Raise `UsageError` for what can be the path of nothing: not text, too long, a circle."""
    for name, value in vars(options).items():
        typed = (
            isinstance(value, str) and name in ("input_dir", "repoint") and not url.is_url(value)
        )
        if not typed and not isinstance(value, Path):
            continue
        option = f"--{name.replace('_', '-')}"
        try:
            str(value).encode()
            if any(len(os.fsencode(part)) > _LONGEST_NAME for part in Path(value).parts):
                raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
            Path(value).stat()
        except UnicodeEncodeError as error:
            raise UsageError(
                "path_not_utf8",
                option=option,
                file=os.fsencode(value).decode("utf-8", "backslashreplace"),
            ) from error
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENAMETOOLONG):
                raise UsageError(
                    "option_impossible_path",
                    option=option,
                    reason=error.strerror,
                    file=str(value)[:200],
                ) from error


def request_of(options: argparse.Namespace) -> Request:
    """What to compute. Raises `UsageError`, and `ClusterError` where Spark cannot be used."""
    definitions, extensions = chosen_definitions(options), chosen_extensions(options)
    chosen = {}
    for text in options.table:
        name, equals, file = text.partition("=")
        if not equals or not file:
            raise UsageError("table_without_file", value=text)
        chosen[name] = file
    _refuse_urls(options, chosen)
    conventions = conventions_of(options)
    for name, limit in LIMITS.items():
        limit.check(getattr(options, name))

    from crri_gui.engine.pipeline import Request

    return Request(
        input_dir=Path(options.input_dir),
        definitions=definitions,
        extensions=extensions,
        tables=chosen,
        conventions=conventions,
        max_rejected_rows=options.max_rejected_rows / 100,
        max_rejected_money=options.max_rejected_money / 100,
        memory_limit=options.memory_limit,
        temp_dir=options.temp_dir,
        cluster=_cluster(options),
        mapping=_mapping(options),
    )


def target_of(options: argparse.Namespace) -> Target:
    """Where and how to publish. Raises `UsageError`."""
    from crri_gui.engine.run import Target

    return Target(
        options.output_dir,
        form=getattr(options, "format", "csv"),
        excel=options.excel,
        keep_backups=backups_to_keep(options),
        if_changed=getattr(options, "if_changed", False),
        # What a demo publishes lies in the demo's own folder.
        replace_other_shop=getattr(options, "replace_other_shop", True),
    )


def backups_to_keep(options: argparse.Namespace) -> int:
    """How many former sets stay. Raises `UsageError`."""
    kept: int = getattr(options, "backups", 3)
    if kept < 0:
        raise UsageError("backups_below_0")
    return kept


def conventions_of(options: argparse.Namespace) -> Conventions:
    """How what the data leaves open is read. Raises `UsageError`."""
    return Conventions(
        _pairs("--date-order", options.date_order, DATE_ORDERS, "time"),
        _pairs("--decimal", options.decimal, DECIMALS, "money"),
        options.zone,
    )


def theirs_of(options: argparse.Namespace) -> Theirs:
    """What the other report says. Raises `UsageError`."""
    from crri_gui.engine.bridge import figures

    said: dict[str, Any] = {}
    # A comma may also be within a number.
    for text in re.split(r",(?=\s*[a-z_]+\s*=)", ",".join(options.theirs)):
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or name not in figures.NAMES:
            raise UsageError("figure_unknown", value=text, names=", ".join(figures.NAMES))
        said[name] = figures.amount(value) if name == "revenue" else figures.count(value, name)
    if options.month:
        if options.until:
            raise UsageError("month_and_days")
        said["since"], said["until"] = figures.first_and_last(options.month)
    for name in ("since", "until"):
        if text := getattr(options, name):
            try:
                said[name] = dt.date.fromisoformat(text)
            except ValueError as error:
                raise UsageError("day_unreadable", value=text) from error
    if options.their_clock is not None:
        said["clock"] = figures.clock(options.their_clock)
    return figures.Theirs(**said)


def _mapping(options: argparse.Namespace) -> Path | None:
    """The file of mappings, which has to be there where one is named."""
    file: Path | None = options.mapping
    if file is not None and not file.is_file():
        raise UsageError("mapping_file_missing", file=file)
    return file


def _refuse_urls(options: argparse.Namespace, tables: Mapping[str, str]) -> None:
    """As a path, a URL is a folder of that name on this machine; only --input-dir may be one."""
    for name in ("output_dir", "temp_dir", "stage_dir", "cache_dir", "rejects", "mapping", "steps"):
        folder = getattr(options, name, None)
        if folder is not None and url.was_url(folder):
            raise UsageError("folder_is_url", option=name.replace("_", "-"))
    for name, file in tables.items():
        if url.is_url(file):
            raise UsageError("table_is_url", table=name, url=url.without_secrets(file))


def _cluster(options: argparse.Namespace) -> Cluster | None:
    source = options.input_dir if url.is_url(options.input_dir) else None
    if options.engine == "duckdb":
        if source is not None:
            raise UsageError("input_is_url", url=url.without_secrets(source))
        for option in ("master", "stage_dir"):
            if getattr(options, option) is not None:
                raise UsageError("option_without_spark", option=option.replace("_", "-"))
        return None
    if options.master is None:
        raise UsageError("spark_without_master")
    from crri_gui.engine.spark import cluster

    # What is written wrong is told before what is to be installed.
    cluster.hosts(options.master)
    cluster.require()
    return cluster.Cluster(options.master, options.stage_dir, source)
