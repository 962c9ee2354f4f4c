"""The layouts that are shipped, and which of them a file is in."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from crri_gui.engine.layouts.layout import Layout
from crri_gui.engine.layouts.parse import layout_of


@cache
def layouts(folder: Path = Path(__file__).parent) -> tuple[Layout, ...]:
    """The layouts of a folder, by name.

    Raises `ValueError`, which names the file and the key, where a file describes none.
    """
    found = []
    for file in sorted(folder.glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        try:
            identity = hashlib.sha256(text.encode()).hexdigest()
            found.append(layout_of(file.stem, tomllib.loads(text), identity))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{file.name} describes no layout: {error}") from error
    return tuple(found)


def text_of(name: str) -> dict[str, Any]:
    """The keys of a shipped layout, as its file has them. Raises `FileNotFoundError`."""
    file = Path(__file__).parent / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def recognised(columns: Collection[str]) -> Layout | None:
    """The layout of a file with these columns: of several, the one that names most of them."""
    fitting = [one for one in layouts() if set(one.recognise) <= set(columns)]
    return max(fitting, key=lambda one: (len(one.recognise), one.name), default=None)


def is_of_layout(columns: Collection[str]) -> bool:
    """Whether a file with these columns is one of a layout, or lies beside one."""
    return any(
        set(part.recognise) <= set(columns)
        for one in layouts()
        for part in (one, *one.beside.values())
    )
