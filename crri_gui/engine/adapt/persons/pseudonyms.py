"""The key by which e-mails, phones and names become ids that say nothing of a person."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from crri_gui.errors import OutputError

KEY_FILE = "crri.key"
_BYTES = 32


def key_for_looking(folder: Path | None) -> str:
    """The key where it lies already, else one that is used once and kept nowhere.

    For who publishes nothing: customers are told apart, under ids that no run will give them.
    Raises `OutputError` where the key is damaged.
    """
    path = folder / KEY_FILE if folder is not None else None
    try:
        return _checked(path) if path is not None else secrets.token_hex(_BYTES)
    except OSError:
        return secrets.token_hex(_BYTES)


def key_beside(folder: Path | None) -> str:
    """The key that lies beside the raw files, as hexadecimal digits; made where there is none.

    With it an id is the same from run to run; whoever has none cannot find the person. Raises
    `OutputError` where it can neither be read nor written, is damaged, or has no folder.
    """
    if folder is None:
        raise OutputError("key_not_kept.beside_a_copy")
    path = folder / KEY_FILE
    try:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _checked(path)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{secrets.token_hex(_BYTES)}\n")
        return _checked(path)
    except OSError as error:
        raise OutputError("key_not_kept", reason=error.strerror, file=path) from error


def _checked(path: Path) -> str:
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if len(text) != 2 * _BYTES or not set(text) <= set("0123456789abcdef"):
        raise OutputError("key_damaged", file=path)
    return text


def published(name: str, kind: str, secret: str | None) -> str:
    """The id that stands for a customer: plain where it is one, else a hash by the key.

    Without a key (None) it is plain whatever it is: the mapping says so.
    """
    if secret is None:
        return name
    hashed = f"'p' || left(sha256('{secret}:{kind}:' || {name}), 24)"
    if kind != "id":
        return hashed
    # In a column of ids, too, an e-mail is one, and what has a blank is a name.
    return f"CASE WHEN {is_personal(name)} THEN {hashed} ELSE {name} END"


def is_personal(name: str) -> str:
    """SQL: whether an id is an e-mail or a name."""
    return rf"regexp_matches({name}, '[@\s]')"
