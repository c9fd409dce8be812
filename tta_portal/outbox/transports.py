"""Ways out: SMTP with the final dot held back, an anymail service, or the demo's page.

A session's `offer` hands over everything but the final dot and returns an offer, whose `commit`
is the point of no return.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from typing import Protocol
from urllib.parse import unquote, urlsplit

from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from tta_portal.outbox import failpoints
from tta_portal.outbox.models import Message

SERVICE_CLOSING = 421


class TransportDown(Exception):
    """The mail server cannot be reached or went away before the final dot; nothing was accepted."""


class TemporaryRefusal(Exception):
    """The server refused this message for now."""


class PermanentRefusal(Exception):
    """The server refused this message for good; `bad_address` says whether the address was the reason."""

    def __init__(self, text: str, *, bad_address: bool = False) -> None:
        super().__init__(text)
        self.bad_address = bad_address


class AnswerLost(Exception):
    """The final dot was sent and no answer came: nobody can know whether it arrived."""


class Offer(Protocol):
    def commit(self) -> str: ...

    def abandon(self) -> None: ...


class Session(Protocol):
    def offer(self, message: Message) -> Offer: ...

    def close(self) -> None: ...

    def hang_up(self) -> None: ...


@contextlib.contextmanager
def connect() -> Iterator[Session]:
    """Open a session on the transport that EMAIL_URL names; connects when first used."""
    scheme = urlsplit(settings.EMAIL_TRANSPORT).scheme
    make: Callable[[], Session] = _DemoSession if scheme == "demo" else _SmtpSession
    session = _ServiceSession() if scheme.startswith("anymail+") else make()
    try:
        yield session
    finally:
        session.close()


def as_mime(message: Message) -> EmailMessage:
    """The message as it goes over the wire: text and HTML, fixed Message-ID and Date."""
    mime = EmailMessage(policy=SMTP)
    mime["From"] = settings.DEFAULT_FROM_EMAIL
    mime["To"] = formataddr((message.to_name, message.to_email))
    mime["Subject"] = message.subject
    mime["Date"] = format_datetime(message.date)
    mime["Message-ID"] = message.message_id
    mime["Auto-Submitted"] = "auto-generated"
    for name, value in message.headers.items():
        mime[name] = value
    mime.set_content(message.text)
    mime.add_alternative(message.html, subtype="html")
    return mime


def _as_bytes(message: Message) -> bytes:
    try:
        return as_mime(message).as_bytes()
    except (ValueError, UnicodeError) as error:
        raise PermanentRefusal(f"This cannot be written as a mail: {error}") from error


class _SmtpSession:
    def __init__(self) -> None:
        self.url = urlsplit(settings.EMAIL_TRANSPORT)
        self.smtp: smtplib.SMTP | None = None

    def offer(self, message: Message) -> Offer:
        sender, body = parseaddr(settings.DEFAULT_FROM_EMAIL)[1], _as_bytes(message)
        smtp = self._connected()
        try:
            _check(smtp.mail(sender), address=False)
            _check(smtp.rcpt(message.to_email), address=True)
            _check(smtp.docmd("DATA"), address=False, expected=354)
            smtp.send(re.sub(rb"(?m)^\.", b"..", body))
        except (TemporaryRefusal, PermanentRefusal):
            self._reset()
            raise
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise TransportDown(str(error)) from error
        return _SmtpOffer(self)

    def close(self) -> None:
        if self.smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.smtp.quit()
            self.smtp = None

    def hang_up(self) -> None:
        """Close without a word: in the middle of a message, QUIT would be part of it."""
        self._drop()

    def _connected(self) -> smtplib.SMTP:
        if self.smtp is None:
            try:
                self.smtp = _open_smtp(self.url)
            except (smtplib.SMTPException, OSError) as error:
                raise TransportDown(str(error)) from error
        return self.smtp

    def _reset(self) -> None:
        try:
            if self.smtp is not None:
                self.smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self.smtp is not None:
            self.smtp.close()
            self.smtp = None


class _SmtpOffer:
    def __init__(self, session: _SmtpSession) -> None:
        self.session = session

    def commit(self) -> str:
        """Send the final dot and read the answer."""
        smtp = self.session.smtp
        assert smtp is not None
        try:
            smtp.send(b".\r\n")
            failpoints.reach("after_dot")
            answer = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.session._drop()
            raise AnswerLost(str(error)) from error
        if answer[0] == SERVICE_CLOSING:
            self.session._drop()
            raise TemporaryRefusal(_words(answer))
        _check(answer, address=False)
        return _words(answer)

    def abandon(self) -> None:
        """Hang up: a message without its final dot does not exist."""
        self.session._drop()


def _open_smtp(url: object) -> smtplib.SMTP:
    parts = urlsplit(settings.EMAIL_TRANSPORT)
    secure = parts.scheme == "smtps"
    make = smtplib.SMTP_SSL if secure else smtplib.SMTP
    smtp = make(parts.hostname or "localhost", parts.port or (465 if secure else 25), timeout=settings.EMAIL_TIMEOUT)
    assert smtp.sock is not None
    # The final dot goes by itself, after the commit: held back until the body is acknowledged it would cost 40 ms.
    smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if parts.scheme == "smtp+tls":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    if parts.username:
        smtp.login(unquote(parts.username), unquote(parts.password or ""))
    return smtp


def _check(answer: tuple[int, bytes], *, address: bool, expected: int = 250) -> None:
    code = answer[0]
    if code == expected or (expected == 250 and code == 251):
        return
    if code in {SERVICE_CLOSING, -1}:
        raise smtplib.SMTPServerDisconnected(_words(answer))
    if 400 <= code < 500:
        raise TemporaryRefusal(_words(answer))
    raise PermanentRefusal(_words(answer), bad_address=address)


def _words(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode('utf-8', 'replace')}"[:300]


class _ServiceSession:
    """An HTTP mail service through anymail: the call itself is the point of no return."""

    def offer(self, message: Message) -> Offer:
        return _ServiceOffer(message)

    def close(self) -> None:
        """Nothing is kept open between messages."""

    hang_up = close


class _ServiceOffer:
    def __init__(self, message: Message) -> None:
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.text,
            to=[formataddr((message.to_name, message.to_email))],
            headers={**message.headers, "Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(message.html, "text/html")
        self.mail = mail

    def commit(self) -> str:
        try:
            get_connection().send_messages([self.mail])
        except AnymailAPIError as error:
            code = getattr(error, "status_code", None)
            if code == 429:
                raise TemporaryRefusal(str(error)[:300]) from error
            if code is not None and 400 <= code < 500:
                raise PermanentRefusal(str(error)[:300]) from error
            raise AnswerLost(str(error)[:300]) from error
        except AnymailError as error:
            raise PermanentRefusal(str(error)[:300]) from error
        return "accepted by the mail service"

    def abandon(self) -> None:
        """Nothing was handed over yet."""


class _DemoSession:
    """The demo keeps its mail at home: /demo/mail/ shows what was sent."""

    def offer(self, message: Message) -> Offer:
        return _DemoOffer()

    def close(self) -> None:
        """Nothing was opened."""

    hang_up = close


class _DemoOffer:
    def commit(self) -> str:
        return "250 kept for the demo's mail page"

    def abandon(self) -> None:
        """Nothing was handed over."""
