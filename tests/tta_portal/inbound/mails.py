"""Mails as they come in, written for the tests."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

INTAKE = "north@reply.tests.example"


def make_mail(text: str = "Can you help us with heat?", **headers: Any) -> bytes:
    mail = EmailMessage()
    attachments = headers.pop("attachments", [])
    defaults = {
        "From": "Ana Cole <ana@delta.example>",
        "To": INTAKE,
        "Subject": "Heat",
        "Message-ID": "<one@delta.example>",
        "Date": "Mon, 2 Mar 2026 09:00:00 -0500",
    }
    for name, value in (defaults | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        if value is not None:
            mail[name] = value
    mail.set_content(text)
    for name, content in attachments:
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def make_bounce(address: str, message_id: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    return f"""\
From: Mail Delivery System <mailer-daemon@mx.example>
To: portal@tests.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <bounce-1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

From: portal@tests.example
To: {address}
Message-ID: {message_id}

--b--
""".replace("\n", "\r\n").encode()
