"""The command of a task: the program, and the options that ask for what somebody has chosen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from crri_gui.definitions import LIMITS, OPTIONS, SHOP, Definitions, Shop
from crri_gui.engine.pipeline import Request


def program() -> tuple[str, ...]:
    """How the command line is started, from wherever."""
    if not getattr(sys, "frozen", False):
        return sys.executable, "-m", "crri_gui.cli.command"
    # The window's program of Windows has no exit code that a task could see.
    name = "crri" if sys.platform == "linux" else "crri-cli"
    beside = Path(sys.executable).with_name(name + Path(sys.executable).suffix)
    return (str(beside) if beside.exists() else sys.executable,)


def refresh_command(
    raw: Path,
    out: Path,
    *,
    steps: Path | None = None,
    definitions: Path | None = None,
    mapping: Path | None = None,
) -> tuple[str, ...]:
    """Program and arguments of a refresh, with whole paths: a task starts in another folder."""
    command = [*program(), "refresh", "--quiet"]
    paths = {
        "--input-dir": raw,
        "--output-dir": out,
        "--steps": steps,
        "--definitions": definitions,
        "--mapping": mapping,
    }
    for option, path in paths.items():
        if path is not None:
            command += [option, str(path.resolve())]
    return tuple(command)


def command_of(
    request: Request, out: Path, shop: Shop, *, excel: bool, keep: int, steps: Path | None
) -> tuple[str, ...]:
    """The refresh that computes and publishes what the window would: by the same definitions."""
    command = refresh_command(request.input_dir, out, steps=steps, mapping=request.mapping)
    more = ["--excel"] if excel else []
    return (*command, *_chosen(request, shop), *more, "--backups", str(keep))


def _chosen(request: Request, shop: Shop) -> Iterator[str]:
    """What is not as it is without a choice."""
    usual = Definitions()
    for name, option in OPTIONS.items():
        value = getattr(request.definitions, name)
        if value != getattr(usual, name):
            yield from ("--set", f"{name}={option.to_text(value)}")
    if request.extensions is not None:
        yield from ("--with", ",".join(sorted(request.extensions)) or "none")
    for table, file in request.tables.items():
        yield from ("--table", f"{table}={file}")
    conventions = request.conventions
    pairs = {"--date-order": conventions.date_order, "--decimal": conventions.decimal}
    for name, columns in pairs.items():
        for column, value in columns.items():
            yield from (name, value if column == "*" else f"{column}={value}")
    if conventions.zone is not None:
        yield from ("--zone", conventions.zone)
    for field, limit in LIMITS.items():
        share = getattr(request, field)
        if share != limit.default / 100:
            yield from (limit.name, f"{100 * share:.10g}")
    for name, value in shop.chosen.items():
        yield from (f"--{name.replace('_', '-')}", SHOP[name].to_text(value))
