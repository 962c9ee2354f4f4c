"""Definitions as text: `NAME=VALUE` of the command line, and the TOML file.

The file may have a table `[shop]` with the options of `shop.py`, and a list `with` of the groups
of extension tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from crri_gui.definitions.definitions import OPTIONS, Definitions
from crri_gui.definitions.option_types import Amounts
from crri_gui.definitions.presets import preset_named
from crri_gui.definitions.shop import NO_SHOP, SHOP, Shop
from crri_gui.errors import UsageError
from crri_gui.messages import sentence

_SHOP = "shop"
_WITH = "with"


def with_values(base: Definitions, values: Mapping[str, Any], origin: str) -> Definitions:
    """`base` with some options replaced; `origin` names where they come from, for the message."""
    for name in values:
        if name not in OPTIONS:
            raise UsageError("definition_unknown", origin=origin, name=name, names=sorted(OPTIONS))
    return replace(
        base, **{name: OPTIONS[name].from_plain(value) for name, value in values.items()}
    )


def parse_setting(text: str) -> tuple[str, Any]:
    """One `NAME=VALUE` of the command line; `statuses=a,b` is an own list."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError("setting_without_value", setting=text)
    option = OPTIONS.get(name.strip())
    return name.strip(), option.parse(value) if option else value.strip()


def read_definitions(file: Path) -> Definitions:
    """The definitions of a TOML file as `crri definitions --format toml` writes it."""
    content = _content(file)
    content.pop(_SHOP, None)
    content.pop(_WITH, None)
    with _named(file):
        preset = content.pop("preset", "recommended")
        return with_values(preset_named(preset), content, sentence("definitions_of_file"))


def read_shop(file: Path) -> Shop:
    """The shop of the same file; without a choice where it says nothing of it."""
    values = _content(file).get(_SHOP, {})
    with _named(file):
        origin = sentence("shop_of_file")
        if not isinstance(values, dict):
            raise UsageError("shop_unknown", origin=origin, name=_SHOP, names=list(SHOP))
        for name in values:
            if name not in SHOP:
                raise UsageError("shop_unknown", origin=origin, name=name, names=list(SHOP))
        return Shop(**values)


def read_extensions(file: Path) -> frozenset[str] | None:
    """The groups of extension tables that the same file asks for; None where it says nothing."""
    groups = _content(file).get(_WITH)
    if groups is None:
        return None
    if not isinstance(groups, list) or not all(isinstance(one, str) for one in groups):
        raise UsageError("extensions_no_list", file=file)
    return frozenset(groups)


def read_amounts(file: Path) -> tuple[str, ...]:
    """Amounts by month of a CSV with the columns month and amount, as `Amounts` has them.

    Its first line may be a header. Raises `UsageError` with the line that cannot be read.
    """
    import csv  # `crri --help` needs none of it

    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            lines = [[cell.strip() for cell in line] for line in csv.reader(opened)]
    except OSError as error:
        raise UsageError("definitions_unreadable", reason=error.strerror, file=file) from error
    except (ValueError, csv.Error) as error:
        raise UsageError("amounts_unreadable", line=1, file=file) from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not any(line):
            continue
        text = "=".join(line)
        if Amounts.by_month((text,)) and line[0] not in found:
            found[line[0]] = text
        elif number > 1 or line[0][:1].isdigit():
            raise UsageError("amounts_unreadable", line=number, file=file)
    if not found:
        raise UsageError("amounts_unreadable", line=1, file=file)
    return tuple(found.values())


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def _content(file: Path) -> dict[str, Any]:
    import tomllib  # `crri --help` needs none of it

    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError("definitions_unreadable", reason=error.strerror, file=file) from error
    except RecursionError as error:
        raise UsageError("definitions_nested_too_deeply", file=file) from error
    # An error of TOML, of UTF-8, or a number of thousands of digits.
    except ValueError as error:
        raise UsageError("definitions_not_toml", reason=str(error), file=file) from error


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """What is wrong is told with the file."""
    try:
        yield
    except UsageError as error:
        error.file = str(file)
        raise


def to_toml(
    definitions: Definitions,
    shop: Shop = NO_SHOP,
    extensions: Collection[str] | None = None,
) -> str:
    """The definitions, the shop and the groups of extension tables as a TOML file, explained.

    What is not chosen of the shop and of the groups stands in a comment.
    """
    lines = ["# CRRI definitions: what every number means. Read with --definitions FILE.", ""]
    for name, option in OPTIONS.items():
        lines.append(f"# {option.meaning}")
        lines += [f"#   {value}: {text}" for value, text in option.choices.items()]
        lines += [f"{name} = {option.to_toml(getattr(definitions, name))}", ""]
    groups = [] if extensions is None else sorted(extensions)
    lines += [
        "# The groups of further tables that are computed, such as value; none: [].",
        f"{'# ' if extensions is None else ''}{_WITH} = {_listed(groups)}",
        "",
    ]
    chosen = shop.chosen
    lines += ["# How the shop and its money are shown: no number changes by it."]
    lines += [f"[{_SHOP}]" if chosen else f"# [{_SHOP}]"]
    for name, option in SHOP.items():
        value = chosen.get(name, option.example or option.default)
        lines += [f"# {option.meaning}"]
        lines += [f"{'' if name in chosen else '# '}{name} = {option.to_toml(value)}"]
    lines.append("")
    return "\n".join(lines)
