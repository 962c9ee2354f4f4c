"""Mail against servers that answer well, badly, slowly or not."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import NotSent
from crri_gui.refresh.notification import Notification
from crri_gui.refresh.steps import mail
from crri_gui.refresh.steps.config import Mail
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.refresh import servers
from tests.refresh.steps.clock import Clock
from tests.refresh.steps.service import SECRET


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
