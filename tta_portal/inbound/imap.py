"""Fetch mail from an IMAP folder. A mail is marked as seen only after it is kept here."""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings

from tta_portal.inbound import actions
from tta_portal.inbound.headers import addresses_of, read_headers

SECONDS = 60
MOST_AT_ONCE = 200
ENVELOPE = ("x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "to", "cc")
log = structlog.get_logger(__name__)


class MailboxDown(Exception):
    """The mailbox cannot be reached, or does not let us in."""


def fetch() -> int:
    """Take in what is new; return how many mails were kept."""
    kept = 0
    with _mailbox() as mailbox:
        for number in _unseen(mailbox):
            kept += _take(mailbox, number)
    return kept


@contextmanager
def _mailbox() -> Iterator[imaplib.IMAP4]:
    url = urlsplit(settings.INBOUND_IMAP_URL)
    make = imaplib.IMAP4_SSL if url.scheme == "imaps" else imaplib.IMAP4
    mailbox: imaplib.IMAP4 | None = None
    try:
        mailbox = make(url.hostname or "", url.port or (993 if url.scheme == "imaps" else 143), timeout=SECONDS)
        mailbox.login(unquote(url.username or ""), unquote(url.password or ""))
        folder = unquote(url.path.strip("/")) or "INBOX"
        answer, _ = mailbox.select('"' + folder.replace('"', "") + '"')
        if answer != "OK":
            raise MailboxDown(f"there is no folder {folder}")
        yield mailbox
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxDown(str(error)[:300]) from error
    finally:
        if mailbox is not None:
            with suppress(imaplib.IMAP4.error, OSError):
                mailbox.logout()


def _unseen(mailbox: imaplib.IMAP4) -> list[str]:
    _, found = mailbox.uid("SEARCH", "UNSEEN UNDELETED")
    return [number.decode() for number in (found[0] or b"").split()][:MOST_AT_ONCE]


def _take(mailbox: imaplib.IMAP4, number: str) -> int:
    _, parts = mailbox.uid("FETCH", number, "(BODY.PEEK[])")
    raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    try:
        kept = len(actions.receive(raw, rcpt=recipients_of(raw))) if raw else 0
    except actions.UnknownRecipient:
        log.info("mail in the mailbox is for nobody here", uid=number)
        mailbox.uid("STORE", number, "+FLAGS", r"(\Seen \Flagged)")
        return 0
    mailbox.uid("STORE", number, "+FLAGS", r"(\Seen)")
    return kept


def recipients_of(raw: bytes) -> list[str]:
    """Whom a mail in a mailbox was for: what mail servers noted, else what it says itself."""
    head = re.split(rb"\r?\n\r?\n", raw[:200_000], maxsplit=1)[0]
    headers = read_headers(message_from_bytes(head, policy=policy.compat32))
    return list(dict.fromkeys(address for _, address in addresses_of(headers, *ENVELOPE)))
