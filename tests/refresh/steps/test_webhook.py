"""Webhook against servers that answer well, badly, slowly or not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import Cancelled, NotSent
from crri_gui.refresh.notification import Notification
from crri_gui.refresh.steps import webhook
from crri_gui.refresh.steps.config import Webhook
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.refresh import servers
from tests.refresh.servers import Request, answer
from tests.refresh.steps.clock import Clock
from tests.refresh.steps.service import SECRET


def post(
    server: servers.Server, told: Notification, patience: Patience, form: str = "json"
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOOK", f"{server.address}/hook?sig={SECRET}")
        webhook.send(RunContext(), Webhook(Source("env", "HOOK"), form), told, patience)


def test_a_webhook_gets_what_changed_as_json(told: Notification, patience: Patience) -> None:
    with servers.http(lambda _: answer(202)) as server:
        post(server, told, patience)
    [request] = server.requests
    assert (request.method, request.path) == ("POST", f"/hook?sig={SECRET}")
    assert request.headers["content-type"] == "application/json"
    assert request.headers["idempotency-key"] == "2020-03-02-abc"
    sent = json.loads(request.body)
    assert sent["outcome"] == "published"
    assert sent["title"] == "Casa & Azul: new numbers are published"
    assert sent["figures"]["revenue"] == {"before": "10.00", "after": "70.50"}
    assert "Revenue: R$ 70.50 (+60.50)\nOrders: 3 (+2)" in sent["text"]
    assert sent["sentences"] == ["Revenue of Feb 2020 <b>*up*</b> & more"]


def test_each_receiver_gets_its_own_form(told: Notification) -> None:
    slack = webhook.body_of(told, "slack", "en")
    assert set(slack) == {"text"}
    assert (
        "Casa &amp; Azul" in slack["text"] and "&lt;b&gt;*up*&lt;/b&gt; &amp; more" in slack["text"]
    )
    [card] = webhook.body_of(told, "teams", "pt_BR")["attachments"]
    assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
    blocks = card["content"]["body"]
    assert all(block["type"] == "TextBlock" and block["wrap"] for block in blocks)
    texts = [block["text"] for block in blocks]
    assert texts[0] == "Casa & Azul: novos números publicados"
    assert "Receita: R$ 70,50 (+60,50)" in texts
    assert "Revenue of Feb 2020 <b>\\*up\\*</b> & more" in texts


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_after_growing_waits(
    status: int, told: Notification, patience: Patience, clock: Clock
) -> None:
    left = [answer(status), answer(status), answer(200)]
    with servers.http(lambda _: left.pop(0)) as server:
        post(server, told, patience)
    assert len(server.requests) == 3
    assert clock.slept == [2.0, 4.0]


def test_a_receiver_that_asks_for_a_pause_gets_it(
    told: Notification, patience: Patience, clock: Clock
) -> None:
    left = [answer(429, Retry_After="17"), answer(429, Retry_After="100000"), answer(200)]
    with servers.http(lambda _: left.pop(0)) as server:
        post(server, told, patience)
    assert clock.slept == [17.0, 60.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 415, 422, 451, 501, 505])
def test_a_refusal_is_final(
    status: int, told: Notification, patience: Patience, clock: Clock
) -> None:
    with (
        servers.http(lambda _: answer(status, SECRET.encode())) as server,
        pytest.raises(NotSent, match=f"It answers {status} ") as said,
    ):
        post(server, told, patience)
    assert len(server.requests) == 1 and not clock.slept
    assert SECRET not in str(said.value)


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_nothing_is_sent_on_to_another_address(
    status: int, told: Notification, patience: Patience
) -> None:
    with servers.http(lambda _: answer(200)) as other:
        to = f"{other.address}/elsewhere"
        with (
            servers.http(lambda _: answer(status, Location=to)) as server,
            pytest.raises(NotSent, match="sends nothing on to another address"),
        ):
            post(server, told, patience)
        assert not other.requests


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (None, "broke off, or what came is no answer"),
        (b"", "broke off, or what came is no answer"),
        (b"220 mail.example.com ESMTP\r\n", "broke off, or what came is no answer"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
            "broke off, or what came is no answer",
        ),
        (b"HTTP/1.1 999999 X\r\n\r\n", "broke off, or what came is no answer"),
        (answer(200, b"x" * (1 << 20) + b"x"), "larger than any that is expected"),
    ],
)
def test_an_answer_that_is_none_is_no_success(
    reply: bytes | None, why: str, told: Notification, patience: Patience
) -> None:
    with servers.http(lambda _: reply) as server, pytest.raises(NotSent, match=why):
        post(server, told, patience)


def test_a_server_that_never_ends_its_answer_is_cut(told: Notification, patience: Patience) -> None:
    hasty = replace(patience, seconds=0.2, attempts=1)
    for first in (
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",
    ):
        with servers.dripping(first) as server, pytest.raises(NotSent, match="in time"):
            post(server, told, hasty)


def test_nobody_there_is_told_and_tried_again(
    told: Notification, patience: Patience, clock: Clock
) -> None:
    with servers.nobody() as server, pytest.raises(NotSent, match="cannot be reached"):
        post(server, told, patience)
    assert clock.slept == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/hook",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "example.com/hook",
        "https://",
        "https://exa mple.com/",
        "https://example.com:port/",
        "https://example.com/\r\nX-Evil: 1",
    ],
)
def test_only_encrypted_addresses_are_sent_to(
    address: str, told: Notification, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", address)
    with pytest.raises(NotSent, match="must begin with https://"):
        webhook.send(RunContext(), Webhook(Source("env", "HOOK")), told, patience)


def test_a_step_ends_when_the_user_stops_it(told: Notification, patience: Patience) -> None:
    run = RunContext()

    def stop(_: Request) -> bytes:
        run.cancel()
        return answer(503)

    with servers.http(stop) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOOK", server.address)
        with pytest.raises(Cancelled):
            webhook.send(run, Webhook(Source("env", "HOOK")), told, patience)
    assert len(server.requests) == 1
