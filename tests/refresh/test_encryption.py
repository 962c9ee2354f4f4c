"""Encrypted connections to servers on this machine: who is trusted, and what the others get."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import NotSent
from crri_gui.refresh.digest import Digest, Figure
from crri_gui.refresh.notification import Notification, of_publication
from crri_gui.refresh.steps import mail, webhook
from crri_gui.refresh.steps.call import AUTHORITIES, trusted
from crri_gui.refresh.steps.config import Mail, Webhook
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.refresh import servers

SECRET = "s3cret"
UNTRUSTED = "Its certificate is not one that this machine trusts"


def message() -> Notification:
    figures = (Figure("revenue", None, "70.00"),)
    return of_publication("set-1", Digest("", "", None, False, figures, (), (), ()))


@pytest.fixture(autouse=True)
def as_the_machine_is() -> Iterator[None]:
    """What is trusted is read once in a process; afterwards it is read anew."""
    trusted.cache_clear()
    yield
    trusted.cache_clear()


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts both certificates, as it trusts a company's own authority."""
    both = servers.certificate("loopback"), servers.certificate("expired")
    monkeypatch.setenv("SSL_CERT_FILE", str(both[0]))
    trusted().load_verify_locations(both[1])


def test_the_machines_authorities_are_found_where_python_looks_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the one in a package does, which was made on another Linux."""
    places = ("SSL_CERT_FILE", "/no", "SSL_CERT_DIR", "/no")
    nowhere = ssl.DefaultVerifyPaths(None, None, *places)  # type: ignore[arg-type]
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda *_: None)
    if not any(Path(file).is_file() for file in AUTHORITIES):
        pytest.skip("this machine keeps them elsewhere")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    assert trusted().get_ca_certs()
    # Who names others means those alone.
    trusted.cache_clear()
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file")
    assert not trusted().get_ca_certs()


def post(address: str, *, attempts: int = 4, seconds: float = 10.0) -> list[float]:
    """Send the message there; how long was waited before further attempts."""
    slept: list[float] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOOK", f"{address}/{SECRET}")
        patience = Patience(attempts=attempts, seconds=seconds, sleep=slept.append)
        try:
            webhook.send(RunContext(), Webhook(Source("env", "HOOK")), message(), patience)
        except NotSent as error:
            assert SECRET not in str(error)
            # Another attempt would meet the same certificate.
            assert not slept
            raise
    return slept


def deliver(server: servers.Server, security: str) -> None:
    to = ("ana@shop.example",)
    settings = Mail(
        "127.0.0.1",
        "crri@shop.example",
        to,
        server.port,
        security,
        "crri",
        Source("env", "MAIL"),
        "none",
    )
    slept: list[float] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAIL", SECRET)
        patience = Patience(seconds=10.0, sleep=slept.append)
        mail.send(RunContext(), settings, message(), None, patience)
    assert not slept


def test_a_message_goes_to_a_server_that_is_trusted(trusting: None) -> None:
    with servers.http(lambda _: servers.answer(202), shows="loopback") as server:
        assert post(server.address) == []
    [request] = server.requests
    assert (request.path, b'"id": "set-1"' in request.body) == (f"/{SECRET}", True)


@pytest.mark.parametrize(
    ("certificate", "host", "is_trusted"),
    [
        ("loopback", "127.0.0.1", False),  # nobody vouches for it
        ("loopback", "localhost", True),  # vouched for, but for another name
        ("expired", "127.0.0.1", True),  # vouched for, until 2021
    ],
)
def test_nothing_is_sent_where_the_certificate_is_not_good(
    certificate: str, host: str, is_trusted: bool, request: pytest.FixtureRequest
) -> None:
    if is_trusted:
        request.getfixturevalue("trusting")
    with (
        servers.http(lambda _: servers.answer(202), shows=certificate) as server,
        pytest.raises(NotSent, match=UNTRUSTED),
    ):
        post(f"https://{host}:{server.port}")
    assert server.requests == []


def test_a_server_that_does_not_encrypt_gets_nothing(trusting: None) -> None:
    with servers.http(lambda _: servers.answer(202)) as server, pytest.raises(NotSent):
        # It waits for a request, and the client for a handshake.
        post(f"https://127.0.0.1:{server.port}", attempts=1, seconds=0.5)
    assert not any(SECRET in request.path for request in server.requests)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mail_goes_to_a_server_that_is_trusted(security: str, trusting: None) -> None:
    with servers.smtp(shows="loopback", at_once=security == "tls") as server:
        deliver(server, security)
    assert len(server.mails) == 1
    assert "STARTTLS" in server.spoken or security == "tls"


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_neither_password_nor_mail_goes_to_one_that_is_not(security: str) -> None:
    with (
        servers.smtp(shows="loopback", at_once=security == "tls") as server,
        pytest.raises(NotSent, match=UNTRUSTED),
    ):
        deliver(server, security)
    assert server.mails == []
    # Before the handshake it hears a greeting, and that encryption is wanted.
    words = {line.split()[0].upper() for line in server.spoken}
    assert words <= {"EHLO", "STARTTLS"}
