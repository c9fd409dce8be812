"""A message as it goes over the wire. Written by hand: the email package takes ten times as long as the sending."""

from __future__ import annotations

import re
from binascii import b2a_qp
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache

from django.conf import settings

from tta_portal.outbox.models import Message

LONGEST_LINE = 900  # a line of a mail may have 998 characters
LINE_END = re.compile(r"\r\n|\r|\n")
PART = '--{boundary}\r\nContent-Type: {kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'


def as_bytes(message: Message) -> bytes:
    """Text and HTML, with the row's own Message-ID and Date; raises ValueError for what no mail can say."""
    # quoted-printable writes "=" as "=3D": whatever a person wrote, no line of theirs is the boundary
    boundary = f"=_{message.message_id[1:41]}"
    written = [*_headers(message), ("Content-Type", f'multipart/alternative; boundary="{boundary}"')]
    head = "".join(_header(name, value) for name, value in written)
    text, html = (
        PART.format(boundary=boundary, kind=kind).encode() + _quoted(words) + b"\r\n"
        for kind, words in (("text/plain", message.text), ("text/html", message.html))
    )
    return b"".join([head.encode("ascii"), b"\r\n", text, html, f"--{boundary}--\r\n".encode()])


def _headers(message: Message) -> list[tuple[str, str]]:
    return [
        ("From", _sender(settings.DEFAULT_FROM_EMAIL)),
        ("To", _person(message.to_name, message.to_email)),
        ("Subject", message.subject),
        ("Date", format_datetime(message.date)),
        ("Message-ID", message.message_id),
        ("Auto-Submitted", "auto-generated"),
        *message.headers.items(),
        ("MIME-Version", "1.0"),
    ]


@cache
def _sender(words: str) -> str:
    return _person(*parseaddr(words))


def _person(name: str, address: str) -> str:
    """A long name in another script is several encoded words, which `formataddr` does not know."""
    if name.isascii():
        return formataddr((name, address))
    return f"{Header(name).encode(linesep='')} <{formataddr(('', address))}>"


def _header(name: str, value: str) -> str:
    """One line of ASCII as it stands; anything else encoded and folded."""
    if LINE_END.search(name + value):
        raise ValueError(f"The header {name} has more than one line.")
    if not value.isascii() or len(value) > LONGEST_LINE:
        value = Header(value, header_name=name).encode(linesep="\r\n")
    return f"{name}: {value}\r\n"


def _quoted(words: str) -> bytes:
    return b2a_qp(LINE_END.sub("\n", words).encode(), istext=True).replace(b"\n", b"\r\n")
