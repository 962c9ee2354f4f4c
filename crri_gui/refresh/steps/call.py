"""One HTTP request: encrypted, bounded in time and size, never sent on to another address."""

from __future__ import annotations

import http.client
import json
import os
import ssl
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from crri_gui import __version__
from crri_gui.engine.core.run_context import RunContext
from crri_gui.messages import sentence
from crri_gui.refresh.steps.bounded import Watch, bounded
from crri_gui.refresh.steps.patience import Refused

_MOST_BYTES = 1 << 20
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_MAY_PASS = (408, 425, 429, 500, 502, 503, 504)
_LONGEST_ASKED = 3600.0


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON, its numbers exact. Raises `Refused` where it is none."""
        try:
            return json.loads(self.body, parse_float=Decimal)
        except (ValueError, RecursionError):
            raise Refused(sentence("answer_unreadable")) from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Whoever answers elsewhere would get what was meant for the named address."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Nothing is sent on."""


AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where Debian, Fedora, openSUSE, and macOS keep the authorities that they trust."""


@cache
def trusted() -> ssl.SSLContext:
    """What this machine trusts; reading it takes longer than many a request."""
    context = ssl.create_default_context()
    places = ssl.get_default_verify_paths()
    named = os.environ.keys() & {places.openssl_cafile_env, places.openssl_capath_env}
    found = sys.platform == "win32" or places.cafile or places.capath
    if not named and not found:
        # In a package, Python looks where they were on the machine on which it was packed.
        for file in filter(os.path.isfile, AUTHORITIES):
            context.load_verify_locations(file)
            break
    return context


def is_allowed(address: str) -> bool:
    """Whether something may be sent there: encrypted, or to this machine itself."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or not address.isascii() or any(c.isspace() for c in address):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def call(
    run: RunContext,
    address: str,
    seconds: float,
    *,
    method: str = "POST",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """The answer to one request, whatever its status below 300.

    Raises `Refused`, whose text names neither the address nor what was sent, and `Cancelled`.
    """
    run.checkpoint()
    if not is_allowed(address):
        raise Refused(sentence("address_not_allowed"))
    request = urllib.request.Request(address, data=body, method=method)
    request.add_header("User-Agent", f"crri/{__version__}")
    for name, value in (headers or {}).items():
        request.add_unredirected_header(name, value)
    with bounded(seconds, lambda: run.cancelled) as watch:
        try:
            answer = _answer(request, seconds, watch)
        except urllib.error.HTTPError as error:
            with error:
                answer = Answer(error.code, _headers(error.headers), _read(error))
        # Python's own texts of these may quote the address, or a header.
        except (OSError, http.client.HTTPException, ValueError) as error:
            run.checkpoint()
            raise _unanswered(error, watch) from None
    run.checkpoint()
    if watch.cut:
        raise Refused(sentence("call_too_slow"), may_pass=True)
    if answer.status >= 300:
        raise _refused(answer)
    return answer


def _answer(request: urllib.request.Request, seconds: float, watch: Watch) -> Answer:
    handlers: list[Any] = [_NoRedirect()]
    handlers.append(_watched(urllib.request.HTTPSHandler, watch, context=trusted()))
    if request.type == "http":
        handlers.append(_watched(urllib.request.HTTPHandler, watch))
        handlers.append(urllib.request.ProxyHandler({}))  # this machine needs none
    opener = urllib.request.build_opener(*handlers)
    with opener.open(request, timeout=seconds) as response:
        return Answer(response.status, _headers(response.headers), _read(response))


def _watched(kind: type[Any], watch: Watch, **options: Any) -> Any:
    """A handler of urllib whose connections the watch opens, and can cut."""

    class Watched(kind):  # type: ignore[misc]
        def do_open(self, http_class: Callable[..., Any], req: Any, **others: Any) -> Any:
            def connection(*args: Any, **kwargs: Any) -> Any:
                made = http_class(*args, **kwargs)
                made._create_connection = watch.connect
                return made

            return super().do_open(connection, req, **others)

    return Watched(**options)


def _read(response: Any) -> bytes:
    body: bytes = response.read(_MOST_BYTES + 1)
    if len(body) > _MOST_BYTES:
        raise Refused(sentence("answer_too_large"))
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and len(body) < int(length):
        raise http.client.IncompleteRead(body)
    return body


def _headers(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _unanswered(error: Exception, watch: Watch) -> Refused:
    reason = getattr(error, "reason", error)
    if watch.cut or isinstance(reason, TimeoutError):
        return Refused(sentence("call_too_slow"), may_pass=True)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Refused(sentence("certificate_refused"))
    if isinstance(error, http.client.HTTPException | ValueError):
        return Refused(sentence("answer_cut"), may_pass=True)
    why = getattr(reason, "strerror", None) or type(reason).__name__
    return Refused(sentence("not_reached", reason=why), may_pass=True)


def _refused(answer: Answer) -> Refused:
    if answer.status < 400:
        return Refused(sentence("call_redirected", status=answer.status))
    asked = answer.headers.get("retry-after", "").strip()
    wait = min(float(asked), _LONGEST_ASKED) if asked.isdecimal() else 0.0
    said = sentence("call_refused", status=answer.status, meaning=_meaning(answer.status))
    may_pass = answer.status in _MAY_PASS
    return Refused(said, may_pass=may_pass, wait=wait, status=answer.status, body=answer.body)


def _meaning(status: int) -> str:
    return http.client.responses.get(status, "?")
