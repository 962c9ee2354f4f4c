"""Secrets: taken from the environment or the system's keyring when needed, shown nowhere."""

from __future__ import annotations

import base64
import importlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, quote_plus, urlsplit

from crri_gui.errors import UsageError


@dataclass(frozen=True)
class Source:
    """Where a secret is: the environment variable `name`, or the keyring's entry SERVICE/USER."""

    kind: Literal["env", "keyring"]
    name: str

    def take(self) -> str:
        """The secret. Raises `UsageError` where there is none."""
        value = os.environ.get(self.name, "") if self.kind == "env" else _from_keyring(self.name)
        if not value.strip():
            if self.kind == "env":
                raise UsageError("secret_not_in_environment", name=self.name)
            raise UsageError("secret_not_in_keyring", name=self.name)
        return value.strip()


def _from_keyring(name: str) -> str:
    """What the library `keyring` has, where it is installed; it is none of ours."""
    service, _, user = name.rpartition("/")
    try:
        keyring = importlib.import_module("keyring")
    except ImportError as error:
        raise UsageError("keyring_missing", name=name) from error
    try:
        return keyring.get_password(service, user) or ""
    # Each system's keyring has exceptions of its own; a locked one is as good as none.
    except Exception:  # noqa: BLE001
        raise UsageError("secret_not_in_keyring", name=name) from None


def without(text: str, secrets: Iterable[str]) -> str:
    """A text in which none of the secrets can be read, in no form in which they travel."""
    forms = {form for secret in secrets for form in _forms(secret)}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, "***")
    return text


def _forms(secret: str) -> Iterable[str]:
    yield from (secret, quote(secret), quote(secret, safe=""), quote_plus(secret))
    yield base64.b64encode(secret.encode()).decode()
    # Of an address, its parts that others cannot guess.
    parts = urlsplit(secret) if "://" in secret else None
    if parts is not None:
        yield from (part for part in (parts.path.strip("/"), parts.query) if len(part) > 3)
