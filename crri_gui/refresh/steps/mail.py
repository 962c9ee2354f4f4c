"""A mail about a refresh by the user's own server (SMTP): text, page, and the report as a PDF."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import NotSent
from crri_gui.messages import sentence
from crri_gui.refresh.notification import Notification
from crri_gui.refresh.steps.bounded import Watch, bounded
from crri_gui.refresh.steps.call import trusted
from crri_gui.refresh.steps.config import Mail
from crri_gui.refresh.steps.patience import Patience, Refused, patiently

_TEMPORARY = range(400, 500)


def send(
    run: RunContext, mail: Mail, told: Notification, pdf: Path | None, patience: Patience
) -> None:
    """Send the notification, with the `pdf` where there is one and it is wanted.

    Raises `NotSent`, and `UsageError` where there is no password.
    """
    password = mail.password.take() if mail.password is not None else None
    message = message_of(mail, told, pdf)

    def attempt() -> None:
        run.checkpoint()
        with bounded(patience.seconds, lambda: run.cancelled) as watch:
            try:
                _deliver(mail, password, message, patience.seconds, watch)
            # Their own texts may quote what was sent, the password among it.
            except (OSError, smtplib.SMTPException, ValueError) as error:
                run.checkpoint()
                raise _refused(error, watch) from None

    try:
        patiently(attempt, patience)
    except Refused as refused:
        raise NotSent("mail_not_sent", why=refused.why) from None


def message_of(mail: Mail, told: Notification, pdf: Path | None) -> EmailMessage:
    """The mail as it is sent."""
    message = EmailMessage()
    message["Subject"] = told.subject(mail.language)
    message["From"] = Address(addr_spec=mail.sender)
    message["To"] = tuple(Address(addr_spec=one) for one in mail.recipients)
    message["Date"] = formatdate(localtime=True)
    # The same when it is sent again, so that programs show it once.
    message["Message-ID"] = f"<{told.id}.crri@{mail.sender.rpartition('@')[2]}>"
    message.set_content(told.text(mail.language))
    if mail.attach != "none":
        message.add_alternative(told.html(mail.language), subtype="html")
    if pdf is not None:
        data = pdf.read_bytes()
        message.add_attachment(data, maintype="application", subtype="pdf", filename="CRRI.pdf")
    return message


def _deliver(
    mail: Mail, password: str | None, message: EmailMessage, seconds: float, watch: Watch
) -> None:
    # The name of this machine is nobody's business.
    server = smtplib.SMTP(local_hostname="[127.0.0.1]", timeout=seconds)
    # TLS checks it; the library takes it from where it would connect at once.
    server._host = mail.host  # type: ignore[attr-defined]
    try:
        _connect(server, mail, watch)
        if mail.security == "starttls":
            server.starttls(context=trusted())
        if password is not None:
            server.login(mail.user, password)
        refused = server.send_message(message)
        # The mail is taken: whatever comes now, another attempt would send it twice.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
    finally:
        server.close()
    if refused:
        raise Refused(sentence("recipients_refused", count=len(refused)))


def _connect(server: smtplib.SMTP, mail: Mail, watch: Watch) -> None:
    def opened(host: str, port: int, timeout: float) -> socket.socket:
        sock = watch.connect((host, port), timeout)
        encrypted = mail.security == "tls"
        return trusted().wrap_socket(sock, server_hostname=host) if encrypted else sock

    # The greeting is read within `connect` already.
    server._get_socket = opened  # type: ignore[attr-defined]
    code, _ = server.connect(mail.host, mail.port)
    if code != 220:
        raise smtplib.SMTPConnectError(code, "")


def _refused(error: Exception, watch: Watch) -> Refused:
    if watch.cut or isinstance(error, TimeoutError):
        return Refused(sentence("call_too_slow"), may_pass=True)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refused(sentence("certificate_refused"))
    if isinstance(error, smtplib.SMTPAuthenticationError):
        may_pass = error.smtp_code in _TEMPORARY
        return Refused(sentence("mail_login_refused", code=error.smtp_code), may_pass=may_pass)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Refused(
            sentence("recipients_refused", count=len(codes)),
            may_pass=all(code in _TEMPORARY for code in codes),
        )
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        may_pass = error.smtp_code in _TEMPORARY
        return Refused(sentence("mail_server_refused", code=error.smtp_code), may_pass=may_pass)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused(sentence("mail_server_cannot"))
    if isinstance(error, smtplib.SMTPException | ValueError):
        return Refused(sentence("answer_cut"), may_pass=True)
    why = getattr(error, "strerror", None) or type(error).__name__
    return Refused(sentence("not_reached", reason=why), may_pass=True)
