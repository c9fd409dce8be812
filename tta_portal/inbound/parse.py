"""Read a mail: whatever bytes come in, something comes out and nothing is raised."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message

import structlog
from django.conf import settings

from tta_portal.inbound import bodies, bounces
from tta_portal.inbound.bodies import Attachment
from tta_portal.inbound.headers import Headers, addresses_of, date_of, first, ids_of, read_headers, words_of
from tta_portal.inbound.html_text import clean, text_of
from tta_portal.inbound.replies import find_reply

log = structlog.get_logger(__name__)

LONGEST_HEAD = 200_000
MARKS_OF_A_MAIL = set("from sender to cc subject date message-id received content-type mime-version".split())
LOOP_MARK = "X-Common-Thread"


@dataclass
class ParsedMail:
    """What a mail says. Everything in it is a claim of whoever sent it."""

    message_id: str = ""
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    from_name: str = ""
    from_email: str = ""
    to: list[str] = field(default_factory=list)
    cc: list[str] = field(default_factory=list)
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    reply: str = ""
    folded: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    automatic_because: str = ""
    is_bounce: bool = False
    bounced_address: str = ""
    bounced_ids: list[str] = field(default_factory=list)
    is_from_us: bool = False
    is_readable: bool = True

    @property
    def is_automatic(self) -> bool:
        return bool(self.automatic_because)


def read(raw: bytes) -> ParsedMail:
    """Read a mail. What cannot be read at all comes back with `is_readable` off."""
    try:
        return _read(raw)
    except RecursionError:
        log.warning("mail is nested too deeply")
    except Exception:
        log.exception("mail cannot be read")
    return _read_head_only(raw)


def _read(raw: bytes) -> ParsedMail:
    message = message_from_bytes(_bounded(raw), policy=policy.compat32)
    headers = read_headers(message)
    mail = _from_headers(headers)
    mail.is_readable = not MARKS_OF_A_MAIL.isdisjoint(headers)
    _read_body(mail, message)
    report = bounces.report_of(message)
    if report is not None:
        mail.is_bounce, mail.bounced_address, mail.bounced_ids = report.is_final, report.address, report.message_ids
    return mail


def _read_head_only(raw: bytes) -> ParsedMail:
    """The headers are usually sound even where the body is a trap."""
    try:
        message = message_from_bytes(_head(raw)[:LONGEST_HEAD] + b"\n\n", policy=policy.compat32)
        mail = _from_headers(read_headers(message))
    except Exception:
        log.exception("not even the headers of a mail can be read")
        mail = ParsedMail()
    mail.is_readable = False
    return mail


def _head(raw: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]


def _bounded(raw: bytes) -> bytes:
    """No honest mail has so long a head; reading all of it would only cost time."""
    head = _head(raw)
    return head[:LONGEST_HEAD] + raw[len(head) :] if len(head) > LONGEST_HEAD else raw


def _from_headers(headers: Headers) -> ParsedMail:
    from_name, from_email = next(iter(addresses_of(headers, "from", "sender")), ("", ""))
    ids = ids_of(headers, "message-id")
    return ParsedMail(
        message_id=ids[0] if ids else "",
        in_reply_to=next(iter(ids_of(headers, "in-reply-to")), ""),
        references=ids_of(headers, "references"),
        from_name=from_name[:200],
        from_email=from_email[:254],
        to=[address for _, address in addresses_of(headers, "to")][:200],
        cc=[address for _, address in addresses_of(headers, "cc")][:200],
        subject=words_of(first(headers, "subject"))[:500],
        date=date_of(headers),
        automatic_because=_automatic_because(headers),
        is_from_us=_is_from_us(headers, ids),
    )


def _read_body(mail: ParsedMail, message: Message) -> None:
    body = bodies.read_body(message)
    mail.html = clean(body.html)
    mail.text = body.text if body.text.strip() else text_of(mail.html)
    found = find_reply(mail.text)
    mail.reply, mail.folded = found.reply, found.folded
    if not mail.reply and not mail.in_reply_to:
        mail.reply, mail.folded = mail.text.strip(), ""  # nothing that it could be quoting
    mail.attachments = body.attachments


def _automatic_because(headers: Headers) -> str:
    """Why this looks like a machine's mail, or an empty text."""
    submitted = first(headers, "auto-submitted").split(";")[0].split("(")[0].strip().lower()
    if submitted and submitted != "no":
        return "It says that a machine sent it by itself."
    if first(headers, "precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}:
        return "It was sent to many people at once."
    if any(name in headers for name in ("x-auto-response-suppress", "x-autoreply", "x-autorespond")):
        return "It looks like an automatic reply."
    if first(headers, "return-path").strip() == "<>":
        return "It has no sender to answer to, as notes of mail servers do."
    return ""


def _is_from_us(headers: Headers, ids: list[str]) -> bool:
    ours = re.compile(rf"<[0-9a-f]{{40}}@{re.escape(settings.MAIL_DOMAIN)}>", re.IGNORECASE)
    return LOOP_MARK.lower() in headers or any(ours.fullmatch(one) for one in ids)
