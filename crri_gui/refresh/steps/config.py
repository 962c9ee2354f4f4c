"""The file of steps (`refresh.toml`): who is told and asked after a publication, and how.

What is not in it is off. Secrets are not in it either, but where to find them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from crri_gui.errors import UsageError
from crri_gui.messages.formatting import LANGUAGES
from crri_gui.refresh.steps.call import is_allowed
from crri_gui.refresh.steps.secret import Source

WEBHOOK_FORMS = ("json", "teams", "slack")
REFRESHES = ("standard", "enhanced")
SECURITY = ("tls", "starttls", "none")
ATTACHMENTS = ("pdf", "html", "none")
_LOGIN = "https://login.microsoftonline.com"
_API = "https://api.powerbi.com"
_MOST_BYTES = 1 << 20
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class PowerBi:
    """A semantic model in the Power BI service, and the application that may refresh it.

    `minutes` is how long its refresh is waited for, `refresh` the kind of it.
    """

    tenant: str
    client_id: str
    client_secret: Source
    workspace: str
    semantic_model: str
    minutes: int = 60
    login: str = _LOGIN
    api: str = _API
    refresh: str = "standard"


@dataclass(frozen=True)
class Webhook:
    """An address that takes a message; it is a secret, for whoever knows it may post there."""

    address: Source
    form: str = "json"
    language: str = "en"
    when_not_published: bool = True


@dataclass(frozen=True)
class Mail:
    """A server that sends mail, from whom and to whom."""

    host: str
    sender: str
    recipients: tuple[str, ...]
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: Source | None = None
    attach: str = "pdf"
    language: str = "en"
    when_not_published: bool = True


@dataclass(frozen=True)
class Steps:
    """The steps that are on, in the order in which they are taken.

    The service comes first, so that the messages can tell whether the report shows what was
    published.
    """

    powerbi: PowerBi | None = None
    webhook: Webhook | None = None
    mail: Mail | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Those that are on."""
        return tuple(name for name in ("powerbi", "webhook", "mail") if getattr(self, name))


NO_STEPS = Steps()


def read_steps(file: Path) -> Steps:
    """The steps that a file names. Raises `UsageError`."""
    try:
        data = file.read_bytes()[: _MOST_BYTES + 1]
        content = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise UsageError("steps_unreadable", reason=error.strerror, file=file) from error
    except ValueError as error:
        raise UsageError("steps_no_toml", reason=str(error), file=file) from error
    sections = {"powerbi": _powerbi, "webhook": _webhook, "mail": _mail}
    if unknown := content.keys() - sections.keys():
        raise _wrong(file, sorted(unknown)[0], "", f"{', '.join(sections)}")
    made: dict[str, Any] = {}
    for name, make in sections.items():
        if name in content:
            table = _Table(file, name, content[name])
            made[name] = make(table)
            table.refuse_rest()
    return Steps(**made)


def _powerbi(table: _Table) -> PowerBi:
    return PowerBi(
        tenant=table.text("tenant", like=re.compile(r"[A-Za-z0-9.-]+"), such_as="shop.example.com"),
        client_id=table.guid("client_id"),
        client_secret=table.secret("client_secret"),
        workspace=table.guid("workspace"),
        semantic_model=table.guid("semantic_model"),
        minutes=table.number("minutes", 60, 1, 24 * 60),
        login=table.address("login", _LOGIN),
        api=table.address("api", _API),
        refresh=table.choice("refresh", REFRESHES, "standard"),
    )


def _webhook(table: _Table) -> Webhook:
    return Webhook(
        address=table.secret("address"),
        form=table.choice("form", WEBHOOK_FORMS, "json"),
        language=table.choice("language", tuple(LANGUAGES), "en"),
        when_not_published=table.flag("when_not_published", True),
    )


def _mail(table: _Table) -> Mail:
    security = table.choice("security", SECURITY, "starttls")
    user = table.text("user", "")
    host = table.text("host", like=re.compile(r"[A-Za-z0-9.:-]+"), such_as="smtp.example.com")
    if user and security == "none" and not is_allowed(f"http://{host}"):
        raise table.wrong("security", '"tls", "starttls"')
    return Mail(
        host=host,
        sender=table.mail_addresses("from")[0],
        recipients=table.mail_addresses("to"),
        port=table.number("port", 465 if security == "tls" else 587, 1, 65535),
        security=security,
        user=user,
        password=table.secret("password") if user else None,
        attach=table.choice("attach", ATTACHMENTS, "pdf"),
        language=table.choice("language", tuple(LANGUAGES), "en"),
        when_not_published=table.flag("when_not_published", True),
    )


def _wrong(file: Path, section: str, key: str, allowed: str) -> UsageError:
    place = f"{section}.{key}" if key else section
    return UsageError("steps_value_wrong", place=place, allowed=allowed, file=file)


class _Table:
    """The table of one step: each value is taken once, and what is left over is a mistake."""

    def __init__(self, file: Path, name: str, values: Any) -> None:
        if not isinstance(values, Mapping):
            raise _wrong(file, name, "", f"[{name}]")
        self._file, self._name, self._values = file, name, dict(values)

    def wrong(self, key: str, allowed: str) -> UsageError:
        # What stands there may be a secret that was written there by mistake: it is not shown.
        return _wrong(self._file, self._name, key, allowed)

    def text(
        self,
        key: str,
        default: str | None = None,
        *,
        like: re.Pattern[str] | None = None,
        such_as: str = "…",
    ) -> str:
        """One line of text."""
        value = self._values.pop(key, default)
        fits = isinstance(value, str) and value.isprintable()
        if not fits or (like is not None and not like.fullmatch(value)):
            raise self.wrong(key, f'{key} = "{such_as}"')
        return str(value)

    def guid(self, key: str) -> str:
        """An id of Microsoft's, which is part of an address."""
        return self.text(key, like=_GUID, such_as="00000000-0000-0000-0000-000000000000").lower()

    def address(self, key: str, default: str) -> str:
        """Where an interface of the service is; another one for national clouds."""
        value = self.text(key, default)
        if not is_allowed(value):
            raise self.wrong(key, f'{key} = "{default}"')
        return value.rstrip("/")

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of several words."""
        value = self._values.pop(key, default)
        if value not in allowed:
            raise self.wrong(key, ", ".join(f'"{one}"' for one in allowed))
        return str(value)

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self._values.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.wrong(key, f"{low} … {high}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true, false")
        return value

    def mail_addresses(self, key: str) -> tuple[str, ...]:
        """One mail address or several."""
        value = self._values.pop(key, None)
        found = tuple(value) if isinstance(value, list) else (value,)
        if not found or not all(map(_is_mail_address, found)):
            raise self.wrong(key, f'{key} = "name@example.com"')
        return found

    def secret(self, key: str) -> Source:
        """Where a secret is: `KEY_env` or `KEY_keyring`."""
        env, keyring = (self._values.pop(f"{key}_{kind}", None) for kind in ("env", "keyring"))
        allowed = f'{key}_env = "VARIABLE", {key}_keyring = "SERVICE/USER"'
        if (env is None) == (keyring is None):
            raise self.wrong(key, allowed)
        if env is not None:
            if not isinstance(env, str) or not _VARIABLE.fullmatch(env):
                raise self.wrong(f"{key}_env", allowed)
            return Source("env", env)
        if not isinstance(keyring, str) or not all(keyring.rpartition("/")[::2]):
            raise self.wrong(f"{key}_keyring", allowed)
        return Source("keyring", keyring)

    def refuse_rest(self) -> None:
        """Raise where something is left that nobody has asked for: it would be off unnoticed."""
        if self._values:
            raise UsageError(
                "steps_key_unknown",
                place=f"{self._name}.{sorted(self._values)[0]}",
                file=self._file,
            )


def _is_mail_address(value: Any) -> bool:
    if not isinstance(value, str) or not value.isprintable() or not value.isascii():
        return False
    _, address = parseaddr(value)
    return address == value and value.count("@") == 1 and " " not in value
