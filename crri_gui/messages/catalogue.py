"""The catalogue of messages, in the .toml files beside this module.

A run says a dozen of some hundred messages, and tomllib takes longer for all of them than a small
shop takes to be computed; so each entry is parsed when it is first wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

Texts = dict[str, str]
"""A template for each language."""


@dataclass(frozen=True)
class Message:
    """One entry: what it says in each language, and what to do about it.

    `room` is the file it is in, without ".toml". `texts` is empty where only the variants of a
    message have texts; `remedy` where nothing is to be done; `remedy_in_window` where it is the
    same as that of the command line. `severities` is empty for what is no finding. The share that a
    finding has is one of its table's rows, or of what `share` says: "orders", "orders due",
    "customers" or "money".
    """

    name: str
    room: str
    texts: Texts
    remedy: Texts
    remedy_in_window: Texts
    severities: tuple[str, ...] = ()
    share: str = ""

    @property
    def code(self) -> str:
        """The part of the name that findings and errors carry."""
        return self.name.partition(".")[0]


# The head of an entry, or of one of its variants: [code] or [code.variant].
_HEAD = re.compile(r"^\[(\w+)[^\]\n]*\]", re.MULTILINE)


def catalogue() -> dict[str, Message]:
    """Every message by its name: a code, or code and variant with a dot between."""
    return {name: made for code in _sources() for name, made in _entry(code).items()}


def message(name: str) -> Message:
    """The message of this name. Raises KeyError when there is none."""
    return _entry(name.partition(".")[0])[name]


@cache
def _sources() -> dict[str, tuple[str, str]]:
    """For each code its room, and its part of the room's text."""
    found: dict[str, tuple[str, str]] = {}
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        heads = list(_HEAD.finditer(text))
        ends = [head.start() for head in heads[1:]] + [len(text)]
        for head, end in zip(heads, ends, strict=True):
            room, before = found.get(head[1], (file.stem, ""))
            if room != file.stem:
                raise ValueError(f"{head[1]} is in {file.name} and {room}.toml")
            found[head[1]] = (room, before + text[head.start() : end])
    return found


@cache
def _entry(code: str) -> dict[str, Message]:
    import tomllib

    room, text = _sources()[code]
    return {made.name: made for made in _messages(code, room, tomllib.loads(text)[code])}


def _messages(code: str, room: str, entry: dict[str, Any]) -> Iterator[Message]:
    """The message of a code, if it has a text of its own, and its variants."""
    severity, share = entry.pop("severity", ()), entry.pop("share", "")
    whole = Message(
        code,
        room,
        texts=_texts(entry),
        remedy=entry.pop("remedy", {}),
        remedy_in_window=entry.pop("remedy_in_window", {}),
        share=share,
        severities=(severity,) if isinstance(severity, str) else tuple(severity),
    )
    if whole.texts:
        yield whole
    for name, variant in entry.items():
        if not isinstance(variant, dict):
            continue
        made = replace(whole, name=f"{code}.{name}", texts=_texts(variant) or whole.texts)
        if "remedy" in variant:
            # The window's remedy of the whole message does not belong to a variant's own one.
            window = variant.get("remedy_in_window", {})
            made = replace(made, remedy=variant["remedy"], remedy_in_window=window)
        yield made


def _texts(entry: dict[str, Any]) -> Texts:
    return {language: text for language, text in entry.items() if isinstance(text, str)}
