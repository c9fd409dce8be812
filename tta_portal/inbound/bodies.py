"""Take a mail apart: its words, its HTML, its attachments."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from tta_portal.inbound.headers import decode, words_of

MOST_PARTS = 300
MOST_DEPTH = 25
MOST_ATTACHMENTS = 50
LONGEST_TEXT = 1_000_000
NOTES = {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}
MALFORMED = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the standard library raises over headers it does not expect."""


@dataclass(frozen=True)
class Attachment:
    """A file of a mail; `is_inline` when its text shows it where it stands, as signatures do with logos."""

    name: str
    content_type: str
    content: bytes
    is_inline: bool = False

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass
class Body:
    text: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)


def read_body(message: Message) -> Body:
    """The words of all parts that are no attachment, and the attachments."""
    texts: list[str] = []
    pages: list[str] = []
    body = Body()
    for part in leaves(message):
        kind = _kind(part)
        if kind in NOTES:
            continue
        name = _name(part)
        if kind.startswith("multipart/"):  # its boundary is never found: what there is, is text
            texts.append(_text(part))
        elif kind in {"text/plain", "text/html"} and not name and _disposition(part) != "attachment":
            (texts if kind == "text/plain" else pages).append(_text(part))
        elif (len(body.attachments) < MOST_ATTACHMENTS and not part.is_multipart()) or kind == "message/rfc822":
            body.attachments.append(_attachment(part, kind, name, len(body.attachments) + 1))
    body.text = "\n\n".join(one for one in texts if one.strip())[:LONGEST_TEXT]
    body.html = "\n".join(pages)[:LONGEST_TEXT]
    return body


def leaves(message: Message) -> Iterator[Message]:
    """Every part that holds content itself, in their order; a mail inside this mail is one part."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop()
        seen += 1
        inner = part.get_payload()
        if isinstance(inner, list) and _kind(part).startswith("multipart/") and depth < MOST_DEPTH:
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, Message)]
        else:
            yield part


def content_of(part: Message) -> bytes:
    """The bytes of a part, decoded as well as it goes."""
    try:
        if _kind(part) == "message/rfc822" and part.is_multipart():
            return part.get_payload()[0].as_bytes()  # type: ignore[index,union-attr]  # a list, as asked above
        content = part.get_payload(decode=True)
        return content if isinstance(content, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    except MALFORMED:
        return str(part.get_payload()).encode("utf-8", "replace")


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except MALFORMED:
        return "text/plain"


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except MALFORMED:
        return ""


def _name(part: Message) -> str:
    try:
        return words_of(str(part.get_filename() or ""))
    except MALFORMED:
        return "attachment"


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except MALFORMED:
        return ""


def _text(part: Message) -> str:
    text = decode(content_of(part), _charset(part)).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        flowed = str(part.get_param("format", "")).lower() == "flowed" and _kind(part) == "text/plain"
    except MALFORMED:
        flowed = False
    return _unflowed(text) if flowed else text


def _unflowed(text: str) -> str:
    """Join the lines that a mail program broke (RFC 3676): those that end with a space."""
    lines: list[str] = []
    for line in text.split("\n"):
        joins = lines and lines[-1].endswith(" ") and lines[-1] != "-- " and not line.startswith(">")
        if joins and line and not lines[-1].startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line)
    return "\n".join(lines)


def _attachment(part: Message, kind: str, name: str, number: int) -> Attachment:
    extension = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
    safe = re.sub(r"[\x00-\x1f]", "", name)
    if not safe or (kind == "message/rfc822" and not safe.lower().endswith(".eml")):
        safe = (safe or f"attachment-{number}") + extension
    is_inline = _disposition(part) == "inline" and bool(part.get("Content-ID"))
    return Attachment(name=safe[:200], content_type=kind, content=content_of(part), is_inline=is_inline)
