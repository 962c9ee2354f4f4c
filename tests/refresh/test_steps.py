"""Webhook, mail and Power BI service against servers that answer well, badly, slowly or not."""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import Cancelled, NotRefreshed, NotSent, OtherNumbers, UsageError
from crri_gui.refresh.digest import Digest, Figure
from crri_gui.refresh.notification import Notification, of_publication
from crri_gui.refresh.said import in_every_language
from crri_gui.refresh.steps import mail, powerbi_service, webhook
from crri_gui.refresh.steps.config import Mail, PowerBi, Steps, Webhook, read_steps
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source, without
from tests.refresh import servers
from tests.refresh.servers import Request, answer

SECRET = "s3cret/+value&more"
WORKSPACE = "11111111-2222-3333-4444-555555555555"
MODEL = "66666666-7777-8888-9999-000000000000"


class Clock:
    """Seconds that pass only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Patience:
    return Patience(seconds=5.0, sleep=clock.sleep, clock=clock.time)


@pytest.fixture
def told() -> Notification:
    line = in_every_language("Revenue of Feb 2020 <b>*up*</b> & more")
    figures = (Figure("revenue", "10.00", "70.50"), Figure("orders", "1", "3"))
    digest = Digest(
        "Casa & Azul", "R$", "2020-03-01T06:00:00+00:00", False, figures, (), (), (line,)
    )
    return of_publication("2020-03-02-abc", digest)


# ---- Webhook.


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


# ---- Secrets.


def test_a_secret_that_is_not_there_is_named_by_its_variable(
    told: Notification, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOOK", raising=False)
    with pytest.raises(UsageError, match="The environment variable HOOK"):
        webhook.send(RunContext(), Webhook(Source("env", "HOOK")), told, patience)


def test_the_keyring_is_asked_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("keyring", "crri/webhook/me")
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(UsageError, match="the Python package keyring is not installed"):
        source.take()
    keyring = types.ModuleType("keyring")
    kept = {("crri/webhook", "me"): SECRET}
    keyring.get_password = lambda service, user: kept.get((service, user))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert source.take() == SECRET
    with pytest.raises(UsageError, match="no secret crri/other"):
        Source("keyring", "crri/other").take()


def test_a_secret_is_hidden_in_every_form_in_which_it_travels() -> None:
    import base64
    from urllib.parse import quote, quote_plus

    forms = (SECRET, quote(SECRET), quote(SECRET, safe=""), quote_plus(SECRET))
    text = " ".join((*forms, base64.b64encode(SECRET.encode()).decode()))
    assert without(text, [SECRET]) == "*** *** *** *** ***"


# ---- Mail.


def mail_to(server: servers.Server, **changes: object) -> Mail:
    made = Mail("127.0.0.1", "crri@shop.example", ("ana@shop.example",), port=server.port)
    return replace(made, security="none", **changes)  # type: ignore[arg-type]


def received(server: servers.Server) -> EmailMessage:
    [data] = server.mails
    made = message_from_bytes(data, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def test_a_mail_has_the_digest_as_text_and_page_and_the_report(
    told: Notification, patience: Patience, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL", SECRET)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 report")
    with servers.smtp() as server:
        wanted = mail_to(server, user="crri", password=Source("env", "MAIL"), language="pt_BR")
        mail.send(RunContext(), wanted, told, tmp_path / "report.pdf", patience)
    found = received(server)
    assert found["Subject"] == "Casa & Azul: novos números publicados"
    assert (found["From"], found["To"]) == ("crri@shop.example", "ana@shop.example")
    assert found["Message-ID"] == "<2020-03-02-abc.crri@shop.example>"
    text, page = found.get_body(("plain",)), found.get_body(("html",))
    assert text is not None and "Receita: R$ 70,50 (+60,50)" in text.get_content()
    assert page is not None and "&lt;b&gt;*up*&lt;/b&gt; &amp; more" in page.get_content()
    [report] = found.iter_attachments()
    assert report.get_content() == b"%PDF-1.7 report"
    # The name of this machine is told to nobody.
    assert server.spoken[0].lower() == "ehlo [127.0.0.1]"


@pytest.mark.parametrize(
    ("says", "attempts", "why"),
    [
        ({"CONNECT": "421 busy"}, 4, r"refuses the mail \(421\)"),
        ({"CONNECT": "554 no"}, 1, r"refuses the mail \(554\)"),
        ({"CONNECT": None}, 4, "broke off"),
        ({"CONNECT": "200 HTTP"}, 1, r"refuses the mail \(200\)"),
        ({"EHLO": None}, 4, "broke off"),
        ({"AUTH": "535 wrong"}, 1, r"refuses user and password \(535\)"),
        ({"AUTH": "454 later"}, 4, r"refuses user and password \(454\)"),
        ({"MAIL": "550 no"}, 1, r"refuses the mail \(550\)"),
        ({"MAIL": "451 later"}, 4, r"refuses the mail \(451\)"),
        ({"RCPT": "550 unknown"}, 1, "refuses 1 of the recipients"),
        ({"RCPT": "450 later"}, 4, "refuses 1 of the recipients"),
        ({"DATA": "554 spam"}, 1, r"refuses the mail \(554\)"),
        ({"DATA": None}, 4, "broke off"),
        ({"END": "552 full"}, 1, r"refuses the mail \(552\)"),
        ({"END": None}, 4, "broke off"),
    ],
)
def test_each_refusal_of_a_mail_server_is_told_for_what_it_is(
    says: servers.Says,
    attempts: int,
    why: str,
    told: Notification,
    patience: Patience,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAIL", SECRET)
    with servers.smtp(says) as server:
        wanted = mail_to(server, user="crri", password=Source("env", "MAIL"))
        with pytest.raises(NotSent, match=why) as said:
            mail.send(RunContext(), wanted, told, None, patience)
    assert len(clock.slept) == attempts - 1
    assert SECRET not in str(said.value)


def test_a_mail_that_was_taken_is_not_sent_twice(told: Notification, patience: Patience) -> None:
    for answer_to_quit in (None, "500 what"):
        with servers.smtp({"QUIT": answer_to_quit}) as server:
            mail.send(RunContext(), mail_to(server), told, None, patience)
        assert len(server.mails) == 1


def test_what_one_recipient_refuses_is_not_sent_again_to_the_others(
    told: Notification, patience: Patience, clock: Clock
) -> None:
    calls = iter(["250 ok", "450 later"])

    class Says(dict[str, str | None]):
        def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
            return next(calls) if key == "RCPT" else default

    with servers.smtp(Says()) as server:
        wanted = mail_to(server, recipients=("a@shop.example", "b@shop.example"))
        with pytest.raises(NotSent, match="refuses 1 of"):
            mail.send(RunContext(), wanted, told, None, patience)
    assert len(server.mails) == 1 and not clock.slept


def test_a_server_that_cannot_encrypt_gets_nothing(
    told: Notification, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL", SECRET)
    with servers.smtp() as server:
        wanted = mail_to(server, user="crri", password=Source("env", "MAIL"))
        for security in ("starttls", "tls"):
            hasty = replace(patience, attempts=1, seconds=1.0)
            with pytest.raises(NotSent):
                mail.send(RunContext(), replace(wanted, security=security), told, None, hasty)
    assert not server.mails and not any("AUTH" in line for line in server.spoken)


def test_a_slow_mail_server_is_cut(told: Notification, patience: Patience) -> None:
    hasty = replace(patience, seconds=0.2, attempts=1)
    with servers.dripping(b"220") as server, pytest.raises(NotSent, match="in time"):
        mail.send(RunContext(), mail_to(server), told, None, hasty)


# ---- The Power BI service.


KINDS = pytest.mark.parametrize("kind", ["standard", "enhanced"])
OURS = "abc-123"


class Service:
    """Sign-in and interface in one server; `shows` is the revenue of its report.

    Before ours it refreshed the model twice: at last well, and `others` may come after ours.
    """

    def __init__(self, shows: object = "70.50", states: tuple[str, ...] = ("Completed",)) -> None:
        self.shows = shows
        self.states = [*states]
        self.token = "t0ken"
        self.before: list[bytes | None] = []
        """What the next requests get first."""
        self.history = [
            {"requestId": "old-2", "refreshType": "Scheduled", "status": "Completed"},
            {"requestId": "old-1", "refreshType": "ViaApi", "status": "Failed"},
        ]
        self.others: list[dict[str, str]] = []
        self.started: list[dict[str, object]] = []

    def __call__(self, request: Request) -> bytes | None:
        if request.path.endswith("/oauth2/v2.0/token"):
            return answer(200, json.dumps({"access_token": self.token}).encode())
        assert request.headers["authorization"] == f"Bearer {self.token}"
        if self.before:
            return self.before.pop(0)
        if request.path.endswith("/refreshes"):
            self.started.append(json.loads(request.body))
            at = f"https://api.powerbi.com{request.path}/{OURS}"
            return answer(202, Location=at, x_ms_request_id=OURS.upper())
        if request.path.endswith(f"/refreshes/{OURS}"):
            codes = [{"code": "0xC11C001F", "message": SECRET, "type": "Error"}]
            return answer(200, json.dumps({"status": self.state(), "messages": codes}).encode())
        if request.path.endswith("/refreshes?$top=20"):
            return answer(200, json.dumps({"value": self.refreshes()}).encode())
        row = f'{{"[Total Revenue]": {self.shows}}}'
        return answer(200, f'{{"results": [{{"tables": [{{"rows": [{row}]}}]}}]}}'.encode())

    def state(self) -> str:
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]

    def refreshes(self) -> list[dict[str, str]]:
        """The history: ours is in it once it is started, unless its state is "" for now."""
        status = self.state() if self.started else ""
        why = json.dumps({"errorCode": "0xC11C001F", "errorDescription": SECRET})
        ours = {"requestId": OURS, "status": status, "serviceExceptionJson": why}
        return [*self.others, *([ours] if status else []), *self.history]


@contextmanager
def service(made: Service, kind: str = "enhanced") -> Iterator[tuple[servers.Server, PowerBi]]:
    with servers.http(made) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PBI", SECRET)
        source = Source("env", "PBI")
        at = server.address
        wanted = PowerBi("shop.example", MODEL, source, WORKSPACE, MODEL, 60, at, at, kind)
        yield server, wanted


def ask(
    made: Service, patience: Patience, revenue: str = "70.50", kind: str = "enhanced"
) -> servers.Server:
    with service(made, kind) as (server, wanted):
        powerbi_service.refresh(RunContext(), wanted, Decimal(revenue), patience)
    return server


@KINDS
def test_the_service_is_refreshed_waited_for_and_asked(
    kind: str, patience: Patience, clock: Clock
) -> None:
    made = Service(states=("NotStarted", "InProgress", "Unknown", "Completed"))
    server = ask(made, patience, kind=kind)
    model = f"/v1.0/myorg/groups/{WORKSPACE}/datasets/{MODEL}"
    asked = [(one.method, one.path) for one in server.requests if "oauth2" not in one.path]
    history = ("GET", f"{model}/refreshes?$top=20")
    started = ("POST", f"{model}/refreshes")
    query = ("POST", f"{model}/executeQueries")
    if kind == "standard":
        assert asked == [history, started, *[history] * 4, query]
        assert made.started == [{"notifyOption": "NoNotification"}]
    else:
        assert asked == [started, *[("GET", f"{model}/refreshes/{OURS}")] * 4, query]
        # Whoever names a way to notify gets a standard one.
        assert made.started[0]["type"] == "Full" and "notifyOption" not in made.started[0]
    assert clock.slept == [15.0, 15.0, 15.0]
    [first, *_] = server.requests
    assert first.path == "/shop.example/oauth2/v2.0/token"
    assert b"grant_type=client_credentials" in first.body
    # The client's secret goes to the sign-in alone.
    assert all(b"client_secret" not in r.body for r in server.requests if "oauth2" not in r.path)
    text = json.loads(server.requests[-1].body)["queries"][0]["query"]
    assert text == 'EVALUATE ROW("Total Revenue", [Total Revenue])'


def test_no_refresh_of_others_is_taken_for_ours(patience: Patience, clock: Clock) -> None:
    """Not the last one before it, while ours is not listed yet, and none that comes after it."""
    made = Service(states=("", "Unknown", "Unknown", "Completed"))
    made.others = [{"requestId": "new-1", "status": "Failed"}]
    ask(made, patience, kind="standard")
    assert clock.slept == [15.0, 15.0, 15.0]


@pytest.mark.parametrize("given", ["", "old-2", "OLD-2", "../admin"])
def test_a_refresh_without_an_id_of_its_own_is_not_waited_for(
    given: str, patience: Patience
) -> None:
    made = Service()
    history = answer(200, json.dumps({"value": made.refreshes()}).encode())
    made.before = [history, answer(202, b"", **({"x_ms_request_id": given} if given else {}))]
    with pytest.raises(NotRefreshed, match="not what the documentation says"):
        ask(made, patience, kind="standard")


@pytest.mark.parametrize(
    ("kind", "status", "hint"),
    [
        ("enhanced", 400, "needs a workspace with Premium"),
        ("enhanced", 403, "needs a workspace with Premium"),
        ("enhanced", 404, ""),
        ("standard", 400, "takes eight refreshes of a model a day"),
        ("standard", 429, "takes eight refreshes of a model a day"),
        ("standard", 403, ""),
    ],
)
def test_a_refusal_to_start_says_what_the_workspace_may_lack(
    kind: str, status: int, hint: str, patience: Patience
) -> None:
    refusal = answer(status, b'{"error": {"code": "InvalidRequest"}}')
    made = Service()

    def refuse(request: Request) -> bytes | None:
        return refusal if request.path.endswith("/refreshes") else made(request)

    with service(made, kind) as (_, wanted), servers.http(refuse) as server:
        wanted = replace(wanted, api=server.address)
        with pytest.raises(NotRefreshed, match=f"It answers {status} .*, InvalidRequest") as said:
            powerbi_service.refresh(RunContext(), wanted, Decimal(1), patience)
    told = said.value.what
    assert hint in told
    assert hint or not ("Premium" in told or "eight" in told)


@pytest.mark.parametrize(
    ("shows", "published"),
    [
        ("70.5", "70.50"),
        ("15843553.240000001", "15843553.24"),
        ("15843553.239999998", "15843553.24"),
        ("0", "0.00"),
        ("-3.1", "-3.10"),
    ],
)
def test_the_same_revenue_is_the_same_to_the_cent(
    shows: str, published: str, patience: Patience
) -> None:
    ask(Service(shows), patience, published)


@pytest.mark.parametrize(
    ("shows", "published"),
    [("70.51", "70.50"), ("70.49", "70.50"), ("0", "70.50"), ("null", "0.00"), ("7050", "70.50")],
)
def test_a_refresh_that_ended_well_and_shows_another_revenue_is_the_worst(
    shows: str, published: str, patience: Patience
) -> None:
    with pytest.raises(OtherNumbers, match=f"where {published} is published"):
        ask(Service(shows), patience, published)


@KINDS
@pytest.mark.parametrize("state", ["Failed", "TimedOut", "Disabled", "Cancelled", "completed", "?"])
def test_a_refresh_that_did_not_end_well_is_told_with_its_codes(
    state: str, kind: str, patience: Patience
) -> None:
    with pytest.raises(NotRefreshed, match="0xC11C001F") as said:
        ask(Service(states=(state,)), patience, kind=kind)
    assert SECRET not in str(said.value)


@pytest.mark.parametrize(
    ("state", "kind"), [("InProgress", "enhanced"), ("Unknown", "standard"), ("", "standard")]
)
def test_a_refresh_that_does_not_end_is_given_up(
    state: str, kind: str, patience: Patience, clock: Clock
) -> None:
    with pytest.raises(NotRefreshed, match="not ended in the time that is set"):
        ask(Service(states=(state,)), patience, kind=kind)
    assert 3600 <= clock.now <= 3600 + 2 * 15


@KINDS
def test_another_refresh_that_is_under_way_is_waited_for(
    kind: str, patience: Patience, clock: Clock
) -> None:
    busy = answer(400, b'{"error": {"code": "RefreshInProgressException"}}')
    history = answer(200, json.dumps({"value": Service().history}).encode())
    first = [history] if kind == "standard" else []
    made = Service()
    made.before = [*first, busy, answer(409, b'{"error":{"code":"x"}}')]
    ask(made, patience, kind=kind)
    assert clock.slept == [2.0, 4.0]
    # It has not to do with what the workspace lacks.
    made.before = [*first, *[busy] * 4]
    with pytest.raises(NotRefreshed, match="RefreshInProgressException") as said:
        ask(made, patience, kind=kind)
    assert "capacity" not in said.value.what


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404])
def test_what_the_service_refuses_is_told_by_its_code(status: int, patience: Patience) -> None:
    made = Service()
    made.before = [answer(status, b'{"error": {"code": "PowerBINotAuthorizedException"}}')]
    with pytest.raises(NotRefreshed, match=r"PowerBINotAuthorizedException|sends nothing on"):
        ask(made, patience)


@pytest.mark.parametrize(
    "lie",
    [
        b"<html>proxy</html>",
        b"[]",
        b'{"results": []}',
        b'{"status": {}}',
        b'{"value": {}}',
        b'{"value": [1]}',
        b'{"value": [{"requestId": "abc-123"}]}',
        b'{"value": [{"requestId": "abc-123", "status": ["Completed"]}]}',
        b"[" * 100_000,
        b'{"results": [{"tables": [{"rows": [{"[Total Revenue]": "70.50"}]}]}]}',
        b'{"results": [{"tables": [{"rows": [{"[Total Revenue]": true}]}]}]}',
        b'{"results": [{"tables": [{"rows": []}]}]}',
        b'{"results": [{"tables": [{"rows": [{"Revenue": 70.5}]}]}]}',
    ],
)
def test_answers_that_are_none_are_no_success(lie: bytes, patience: Patience) -> None:
    completed = json.dumps({"status": "Completed"}).encode()
    history = answer(200, b'{"value": []}')
    accepted = answer(202, Location="/x/abc-123", x_ms_request_id=OURS)
    told = answer(200, lie)
    for kind, before in (
        ("enhanced", [told]),
        ("enhanced", [accepted, told]),
        ("standard", [told]),
        ("standard", [history, told]),
        ("standard", [history, accepted, told]),
    ):
        made = Service()
        made.before = [*before]
        with pytest.raises(NotRefreshed):
            ask(made, patience, kind=kind)
    made = Service()
    made.before = [answer(202, Location="/x/abc-123"), answer(200, completed), answer(200, lie)]
    with pytest.raises(NotRefreshed):
        ask(made, patience)


def test_no_id_of_a_refresh_leads_to_another_address(patience: Patience) -> None:
    made = Service()
    made.before = [answer(202, Location="/x/..%2F..%2Fadmin")]
    with pytest.raises(NotRefreshed, match="not what the documentation says"):
        ask(made, patience)


def test_a_sign_in_that_fails_is_told_as_such_without_the_secret(patience: Patience) -> None:
    def refuse(_: Request) -> bytes:
        return answer(401, json.dumps({"error": SECRET, "error_description": SECRET}).encode())

    with servers.http(refuse) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PBI", SECRET)
        at = server.address
        wanted = PowerBi("t", MODEL, Source("env", "PBI"), WORKSPACE, MODEL, 60, at, at)
        with pytest.raises(NotRefreshed, match=r"Sign-in: It answers 401") as said:
            powerbi_service.refresh(RunContext(), wanted, Decimal(1), patience)
    assert SECRET not in str(said.value)


def test_a_service_that_gives_the_secret_back_as_a_code_is_not_quoted(patience: Patience) -> None:
    made = Service()
    made.token = "plain-token"
    made.before = [answer(403, b'{"error": {"code": "plain-token"}}')]
    with pytest.raises(NotRefreshed) as said:
        ask(made, patience)
    assert "plain-token" not in str(said.value)


def test_a_token_that_would_become_another_header_is_refused(patience: Patience) -> None:
    made = Service()
    made.token = "x\r\nX-Evil: 1"
    with pytest.raises(NotRefreshed, match="not what the documentation says"):
        ask(made, patience)


# ---- The file of steps.


WHOLE = f"""
[powerbi]
tenant = "shop.example"
client_id = "{MODEL}"
client_secret_env = "CRRI_POWERBI_SECRET"
workspace = "{WORKSPACE}"
semantic_model = "{MODEL}"

[webhook]
address_keyring = "crri/webhook"
form = "teams"

[mail]
host = "smtp.shop.example"
user = "crri"
password_env = "CRRI_MAIL_PASSWORD"
from = "crri@shop.example"
to = ["ana@shop.example", "rui@shop.example"]
"""


def steps_of(text: str, folder: Path) -> Steps:
    (folder / "refresh.toml").write_text(text, encoding="utf-8")
    return read_steps(folder / "refresh.toml")


def test_the_file_of_steps_says_who_is_told_and_how(tmp_path: Path) -> None:
    steps = steps_of(WHOLE, tmp_path)
    assert steps.names == ("powerbi", "webhook", "mail")
    assert steps.webhook == Webhook(Source("keyring", "crri/webhook"), "teams")
    assert steps.mail is not None and steps.mail.port == 587 and steps.mail.security == "starttls"
    assert steps.powerbi is not None and steps.powerbi.api == "https://api.powerbi.com"
    # It works in every workspace.
    assert steps.powerbi.refresh == "standard"


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("[webhook]", "[weebhook]", "weebhook"),
        ('form = "teams"', 'form = "teems"', "webhook.form"),
        ('form = "teams"', f'address = "{SECRET}"', "webhook.address"),
        ('address_keyring = "crri/webhook"', "", "webhook.address"),
        ('address_keyring = "crri/webhook"', f'address_env = "https://{SECRET}"', "address_env"),
        ('address_keyring = "crri/webhook"', 'address_keyring = "crri"', "address_keyring"),
        ('form = "teams"', 'address_env = "HOOK"', "webhook.address"),
        ('"CRRI_MAIL_PASSWORD"', f'"{SECRET}"', "mail.password_env"),
        ('user = "crri"', f'user = "crri"\npassword = "{SECRET}"', "mail.password"),
        ('user = "crri"', 'user = "crri"\nsecurity = "none"', "mail.security"),
        ('user = "crri"', 'user = "crri"\nport = 0', "mail.port"),
        ('user = "crri"', 'user = "crri"\nport = true', "mail.port"),
        ('"smtp.shop.example"', '"smtp.shop.example/x"', "mail.host"),
        ('"crri@shop.example"', '"CRRI <crri@shop.example>"', "mail.from"),
        ('"rui@shop.example"', r'"rui@shop.example\nBcc: x@y.z"', "mail.to"),
        ('["ana@shop.example", "rui@shop.example"]', "[]", "mail.to"),
        (WORKSPACE, "../../admin", "powerbi.workspace"),
        ('"shop.example"', '"shop.example/../x"', "powerbi.tenant"),
        ("[webhook]", 'api = "http://evil.example"\n[webhook]', "powerbi.api"),
        ("[webhook]", "minutes = 0\n[webhook]", "powerbi.minutes"),
        ("[webhook]", 'refresh = "notify"\n[webhook]', "powerbi.refresh"),
        ("[webhook]", "refreshes = 1\n[webhook]", "powerbi.refreshes"),
    ],
)
def test_what_the_file_says_wrong_is_told_by_its_place_and_never_shown(
    before: str, after: str, place: str, tmp_path: Path
) -> None:
    text = WHOLE.replace(before, after, 1)
    assert text != WHOLE
    with pytest.raises(UsageError) as said:
        steps_of(text, tmp_path)
    assert place in said.value.what and SECRET not in str(said.value)


@pytest.mark.parametrize("content", [b"[mail", b"\xff\xfe", b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "refresh.toml").write_bytes(content)
    with pytest.raises(UsageError, match="is no TOML"):
        read_steps(tmp_path / "refresh.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        read_steps(tmp_path / "other.toml")
