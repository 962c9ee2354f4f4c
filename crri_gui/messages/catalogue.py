"""The catalogue of messages, read once from the .toml files beside this module."""

from __future__ import annotations

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


@cache
def catalogue() -> dict[str, Message]:
    """Every message by its name: a code, or code and variant with a dot between."""
    import tomllib

    found: dict[str, Message] = {}
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for made in _messages(code, file.stem, entry):
                if made.name in found:
                    raise ValueError(f"{made.name} is in {file.name} and {found[made.name].room}")
                found[made.name] = made
    return found


def message(name: str) -> Message:
    """The message of this name. Raises KeyError when there is none."""
    return catalogue()[name]


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
