"""What the rest of the portal may ask of the outbox: post a message, cancel it, stop writing to someone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tta_portal.outbox import tasks
from tta_portal.outbox.models import WAITING, Message, State
from tta_portal.tenancy.models import Network, current_network


@dataclass(frozen=True)
class Link:
    """A button in a mail."""

    label: str
    url: str


@dataclass(frozen=True)
class Recipient:
    """Who gets a mail, the clock they live by, and the language they read."""

    email: str
    name: str = ""
    time_zone: str = "UTC"
    language: str = "en"


def about_key(thing: models.Model | None) -> str:
    """Name what a message is about, such as `ttarequest:12`."""
    return f"{thing._meta.model_name}:{thing.pk}" if thing is not None else ""


@dataclass(frozen=True)
class Letter:
    """What is to be written to one person; the same key is sent once.

    Words may be lazy: they are read in the language of the recipient.
    `reader`: the number of a member who must still be allowed to read `about` when it leaves.
    """

    to: Recipient
    subject: str
    paragraphs: Sequence[str]
    dedupe_key: str
    links: Sequence[Link] = ()
    about: models.Model | None = None
    kind: str = Message.Kind.NOTICE
    headers: dict[str, str] | None = None
    due_at: datetime | None = None
    any_hour: bool = True
    reader: int | None = None


@transaction.atomic
def post(
    *,
    to: Recipient,
    subject: str,
    paragraphs: Sequence[str],
    dedupe_key: str,
    links: Sequence[Link] = (),
    about: models.Model | None = None,
    kind: str = Message.Kind.NOTICE,
    headers: dict[str, str] | None = None,
    due_at: datetime | None = None,
    any_hour: bool = True,
) -> Message:
    """Write a message to be sent after the commit; posting the same key again changes nothing."""
    letter = Letter(to, subject, paragraphs, dedupe_key, links, about, kind, headers, due_at, any_hour)
    post_all([letter])
    message: Message = Message.objects.get(dedupe_key=dedupe_key)
    return message


def post_all(letters: Sequence[Letter]) -> None:
    """Write several messages at once, in two statements however many they are."""
    if not letters:
        return
    network = current_network()
    messages = [_composed(letter, network) for letter in letters]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    if any(message.due_at <= timezone.now() for message in messages):
        transaction.on_commit(lambda: tasks.nudge(network.pk))


def _composed(letter: Letter, network: Network) -> Message:
    """The message of a letter, rendered once."""
    context = {
        "to": letter.to,
        "paragraphs": letter.paragraphs,
        "links": letter.links,
        "network": network,
        "subject": letter.subject,
        "language": letter.to.language,
    }
    with translation.override(letter.to.language):
        text = render_to_string("emails/letter.txt", context)
        html = render_to_string("emails/letter.html", context)
        subject = _one_line(str(letter.subject))[:200]
    return Message(
        dedupe_key=letter.dedupe_key,
        kind=letter.kind,
        to_email=letter.to.email,
        to_name=_one_line(letter.to.name)[:120],
        subject=subject,
        text=text,
        html=html,
        headers=letter.headers or {},
        message_id=message_id(network.pk, letter.dedupe_key),
        about=about_key(letter.about),
        due_at=letter.due_at or timezone.now(),
        time_zone=letter.to.time_zone,
        any_hour=letter.any_hour,
        reader=letter.reader,
    )


def _one_line(words: str) -> str:
    """A header is one line, whatever somebody is called."""
    return " ".join(words.split())


def message_id(network_id: int, dedupe_key: str) -> str:
    """The same key always has the same Message-ID, so that a copy can be recognised anywhere."""
    name = hashlib.sha256(f"{network_id}:{dedupe_key}".encode()).hexdigest()[:40]
    return f"<{name}@{settings.MAIL_DOMAIN}>"


def cancel(messages: models.QuerySet[Message]) -> int:
    """Stop messages that are not yet being sent; wins until the moment before the final dot."""
    cancellable = messages.filter(state__in=[*WAITING, State.CLAIMED])
    return cancellable.update(state=State.CANCELLED, claimed_by=None)


@transaction.atomic
def confirm(message: Message, *, arrived: bool) -> None:
    """A person found out whether an unconfirmed message arrived; if not, it goes out again."""
    state = State.SENT if arrived else State.DUE
    Message.objects.filter(pk=message.pk, state=State.UNCONFIRMED).update(
        state=state, claimed_by=None, attempts=0, due_at=timezone.now(), last_error=""
    )


@transaction.atomic
def revive(message: Message) -> None:
    """Try a message again that was given up."""
    Message.objects.filter(pk=message.pk, state=State.DEAD).update(
        state=State.DUE, claimed_by=None, attempts=0, due_at=timezone.now(), last_error=""
    )
