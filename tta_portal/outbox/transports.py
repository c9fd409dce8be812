"""Ways out: SMTP with the final dot held back, an anymail service, or the demo's page.

A session's `offer` hands over everything but the final dot and returns an offer, whose `commit`
is the point of no return.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from email.utils import formataddr
from typing import Protocol
from urllib.parse import unquote, urlsplit

from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from tta_portal.outbox import failpoints, mime
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
    """`following`: the message that will be offered next, which a transport may begin at the same time."""

    def commit(self, following: Message | None = None) -> str: ...

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


def _as_bytes(message: Message) -> bytes:
    if not _is_plain(message.to_email):
        raise PermanentRefusal("This address cannot be written to: it is not one word of plain letters.")
    try:
        return mime.as_bytes(message)
    except ValueError as error:
        raise PermanentRefusal(f"This cannot be written as a mail: {error}") from error


def _is_plain(address: str) -> bool:
    return address.isascii() and len(address.split()) == 1


def _envelope(message: Message) -> tuple[str, str, str]:
    return f"MAIL FROM:<{settings.MAIL_SENDER}>\r\n", f"RCPT TO:<{message.to_email}>\r\n", "DATA\r\n"


class _SmtpSession:
    """One connection. Where the server understands several commands in one go (RFC 2920) it gets them so."""

    def __init__(self) -> None:
        self.url = urlsplit(settings.EMAIL_TRANSPORT)
        self.smtp: smtplib.SMTP | None = None
        self.ahead: Message | None = None  # its envelope went along with the dot of the one before

    def offer(self, message: Message) -> Offer:
        content = _as_bytes(message)
        if self.ahead not in (None, message):
            self._drop()
        smtp = self._connected()
        try:
            self._introduce(smtp, message)
            smtp.send(content.replace(b"\n.", b"\n.."))
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise TransportDown(str(error)) from error
        return _SmtpOffer(self)

    def together(self, following: Message | None) -> bytes:
        """The envelope of the message that comes next, to go along with the dot of this one."""
        if self.smtp is None or following is None or not self.smtp.has_extn("pipelining"):
            return b""
        if not _is_plain(following.to_email):
            return b""
        self.ahead = following
        return "".join(_envelope(following)).encode("ascii")

    def _introduce(self, smtp: smtplib.SMTP, message: Message) -> None:
        """From whom, to whom, DATA."""
        commands = _envelope(message)
        in_one_go = smtp.has_extn("pipelining")
        if in_one_go and self.ahead is None:
            smtp.send("".join(commands))
        self.ahead = None
        for number, command in enumerate(commands):
            if not in_one_go:
                smtp.send(command)
            try:
                _check(smtp.getreply(), address=number == 1, expected=354 if number == 2 else 250)
            except (TemporaryRefusal, PermanentRefusal):
                self._reset(unread=len(commands) - number - 1 if in_one_go else 0)
                raise

    def close(self) -> None:
        if self.ahead is not None:
            self._drop()  # QUIT would be part of a message
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

    def _reset(self, *, unread: int) -> None:
        """Ready for the next message. A server that waits for this one's text all the same gets none."""
        try:
            if self.smtp is not None and 354 not in [self.smtp.getreply()[0] for _ in range(unread)]:
                self.smtp.rset()
            else:
                self._drop()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        self.ahead = None
        if self.smtp is not None:
            self.smtp.close()
            self.smtp = None


class _SmtpOffer:
    def __init__(self, session: _SmtpSession) -> None:
        self.session = session

    def commit(self, following: Message | None = None) -> str:
        """Send the final dot and read the answer; without its own dot, what goes along is no message yet."""
        smtp = self.session.smtp
        assert smtp is not None
        try:
            smtp.send(b".\r\n" + self.session.together(following))
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

    def commit(self, following: Message | None = None) -> str:
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
    def commit(self, following: Message | None = None) -> str:
        return "250 kept for the demo's mail page"

    def abandon(self) -> None:
        """Nothing was handed over."""
