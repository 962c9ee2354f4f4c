"""Stopping a step while the other side says nothing: by whichever way, and wherever it is."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import Cancelled, NotSent
from crri_gui.refresh.digest import Digest
from crri_gui.refresh.notification import of_publication
from crri_gui.refresh.steps import mail, webhook
from crri_gui.refresh.steps.config import Mail, Webhook
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.refresh import servers

TOLD = of_publication("2020-03-02-abc", Digest("", "", None, False, (), (), (), ()))
DAY = Patience(seconds=86_400.0)
"""Whoever waits for this to pass fails its test."""

connected_to: dict[int, Callable[[], None]] = {}
"""Who is told that a connection to a port begins; an audit hook cannot be taken away again."""


def _heard(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and connected_to:
        _, address = arguments
        if isinstance(address, tuple) and address[1] in connected_to:
            connected_to[address[1]]()


sys.addaudithook(_heard)


def post(run: RunContext, scheme: str, port: int, patience: Patience = DAY) -> None:
    """A message by webhook, or a mail where the scheme is one of mail's."""
    if scheme in ("http", "https"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOOK", f"{scheme}://127.0.0.1:{port}/")
            webhook.send(run, Webhook(Source("env", "HOOK")), TOLD, patience)
    else:
        to = ("ana@shop.example",)
        server = Mail("127.0.0.1", "crri@shop.example", to, port, scheme)
        mail.send(run, server, TOLD, None, patience)


def stopped(run: RunContext, job: Callable[[], None]) -> bool:
    """Whether the job, in a thread of its own, has ended with `Cancelled`."""
    ended: list[BaseException] = []

    def work() -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - the test's own thread says what it was
            ended.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(60)
    return [type(error) for error in ended] == [Cancelled]


@pytest.mark.parametrize("scheme", ["http", "https", "none", "starttls", "tls"])
def test_a_server_that_never_says_a_word_is_left_at_once(scheme: str) -> None:
    """Also while it is to show its certificate, or to greet."""
    run = RunContext()
    with servers.silent(run.cancel) as server:
        assert stopped(run, lambda: post(run, scheme, server.port))


@pytest.mark.skipif(sys.platform != "linux", reason="others refuse what does not fit the queue")
@pytest.mark.parametrize("scheme", ["http", "https", "none", "tls"])
def test_a_server_that_does_not_even_accept_is_left_at_once(scheme: str) -> None:
    run = RunContext()
    with servers.full() as server, ExitStack() as after:
        connected_to[server.port] = run.cancel
        after.callback(connected_to.clear)
        assert stopped(run, lambda: post(run, scheme, server.port))


@pytest.mark.skipif(sys.platform != "linux", reason="others refuse what does not fit the queue")
def test_a_server_that_does_not_accept_is_given_up_in_time() -> None:
    hasty = replace(DAY, seconds=0.2, attempts=1)
    with servers.full() as server:
        for scheme in ("http", "none"):
            with pytest.raises(NotSent, match="in time"):
                post(RunContext(), scheme, server.port, hasty)


def test_a_name_that_is_looked_up_without_end_is_left_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run, over = RunContext(), threading.Event()

    def never(*_: object) -> list[object]:
        run.cancel()
        over.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    try:
        assert stopped(run, lambda: post(run, "http", 9))
    finally:
        over.set()


def test_an_address_that_does_not_work_leaves_time_for_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name may have several addresses, as where IPv6 leads nowhere."""
    with servers.nobody() as nobody, servers.http(lambda _: servers.answer(200)) as server:
        every = [
            (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))
            for port in (nobody.port, server.port)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_: every)
        post(RunContext(), "http", 9)
    assert len(server.requests) == 1
