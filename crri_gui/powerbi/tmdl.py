"""The model as TMDL, the text form of a semantic model: one tab a level, UTF-8, no BOM."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TYPES = {"text": "string", "integer": "int64", "money": "decimal", "number": "double"}


def name(text: str) -> str:
    """A name as TMDL writes it: in single quotes unless it is a plain word."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def data_type(kind: str) -> str:
    """TMDL's word for the contract's kind of column."""
    return _TYPES[kind]


def described(description: str) -> list[str]:
    """The lines above an object that describe it."""
    return [f"/// {' '.join(description.split())}"]


def indented(lines: Iterable[str], levels: int = 1) -> list[str]:
    """Lines further in; empty ones stay empty."""
    return [("\t" * levels + line) if line else line for line in lines]


def text(lines: Iterable[str]) -> bytes:
    """A file's bytes."""
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")
