"""Answer a mail as mail programs do, so that replies can be tried without a mail server."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid
from typing import Any

from django.utils import timezone

from tta_portal.inbound import actions as inbound
from tta_portal.inbound.models import InboundMail


def answer(mail: dict[str, Any], text: str) -> InboundMail:
    """Send the portal an answer to one of its mails; `mail` is as `demo.views` lists it."""
    raw = as_mime(mail, text, at=timezone.now()).as_bytes()
    (received,) = inbound.receive(raw, rcpt=[mail["reply_to"]])
    return received


def as_mime(mail: dict[str, Any], text: str, *, at: datetime) -> EmailMessage:
    """The answer with the mail quoted below it."""
    message = EmailMessage()
    message["From"] = formataddr((mail["to_name"], mail["to_email"]))
    message["To"] = mail["reply_to"]
    message["Subject"] = f"Re: {mail['subject']}"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain="mail-program.example")
    message["In-Reply-To"] = message["References"] = mail["message_id"]
    quoted = "\n".join(f"> {line}" for line in mail["text"].splitlines())
    message.set_content(f"{text}\n\nOn {mail['at']:%A, %B %d, %Y at %H:%M}, Common Thread wrote:\n{quoted}\n")
    return message
