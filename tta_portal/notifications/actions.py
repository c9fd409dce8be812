"""Telling people: a line in the portal, and a mail at once, once a day, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tta_portal.accounts.models import Membership
from tta_portal.notifications.models import Mail, Notification, Preference
from tta_portal.notifications.readers import readable
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message
from tta_portal.words import gettext_lazy

IN_ONE_DIGEST = 100
OPEN = gettext_lazy("Open")


def recipient(member: Membership) -> outbox.Recipient:
    """The address of a member, with the clock they live by."""
    return outbox.Recipient(
        email=member.email, name=member.user.name, time_zone=clock_of(member), language=member.language
    )


def clock_of(member: Membership) -> str:
    return member.organization.time_zone if member.organization else member.network.time_zone


def preference_of(member: Membership) -> Preference:
    """What the member chose, or what holds for those who chose nothing."""
    chosen: Preference | None = Preference.objects.filter(member=member).first()
    return chosen or Preference(member=member)


@dataclass(frozen=True)
class Addressee:
    """One of those who are told the same thing. `words` become the mail's subject, so they carry nothing confidential;
    `mail` overrides the member's own setting for this one thing; `in_any_case` tells also who may not open it."""

    member: Membership
    words: str
    mail: str = ""
    reply_to: str = ""
    in_any_case: bool = False


def notify(
    member: Membership,
    *,
    words: str,
    paragraphs: Sequence[str],
    path: str,
    key: str,
    about: models.Model | None = None,
    label: str = OPEN,
    mail: str = "",
    delay: timedelta = timedelta(0),
    reply_to: str = "",
) -> None:
    """Tell one member one thing, once per key."""
    one = Addressee(member, words, mail, reply_to)
    notify_all([one], paragraphs=paragraphs, path=path, key=key, about=about, label=label, delay=delay)


@transaction.atomic
def notify_all(
    addressees: Sequence[Addressee],
    *,
    paragraphs: Sequence[str],
    path: str,
    key: str,
    about: models.Model | None = None,
    label: str = OPEN,
    delay: timedelta = timedelta(0),
) -> None:
    """Tell several members the same thing, once per key: as many statements for ten as for one."""
    everybody = [one.member.pk for one in addressees]
    if not everybody:
        return
    preferences = {p.member_id: p for p in Preference.objects.filter(member__in=everybody)}
    told = set(Notification.objects.filter(member__in=everybody, key=key).values_list("member_id", flat=True))
    new = [one for one in addressees if one.member.pk not in told]
    at, letters, lines = timezone.now() + delay, [], []
    for one in new:
        preference = preferences.get(one.member.pk) or Preference(member=one.member)
        way = one.mail or preference.mail
        with translation.override(one.member.language):
            words = str(one.words)
        lines.append(
            Notification(
                member=one.member,
                key=key,
                about=outbox.about_key(about),
                words=words[:200],
                path=path,
                for_digest=way == Mail.DAILY,
                created_at=at,
            )
        )
        if way == Mail.NOW:
            link = outbox.Link(label, f"{settings.SITE_URL}{path}")
            letters.append(_letter(one, preference, paragraphs, link, key=key, about=about, at=at))
    Notification.objects.bulk_create(lines, ignore_conflicts=True)
    outbox.post_all(letters)


def _letter(
    one: Addressee,
    preference: Preference,
    paragraphs: Sequence[str],
    link: outbox.Link,
    *,
    key: str,
    about: models.Model | None,
    at: datetime,
) -> outbox.Letter:
    to = recipient(one.member)
    return outbox.Letter(
        to=to,
        subject=one.words,
        paragraphs=paragraphs,
        links=[link],
        about=about,
        dedupe_key=_mail_key(one.member, key),
        headers={"Reply-To": one.reply_to} if one.reply_to else None,
        due_at=preference.not_before(at, zone=to.time_zone),
        reader=None if one.in_any_case else one.member.pk,
    )


def _mail_key(member: Membership, key: str) -> str:
    return f"{key}:to:{member.pk}"


@transaction.atomic
def take_back(key: str) -> None:
    """Stop what has not gone out yet of one thing that several members were told."""
    told = Notification.objects.filter(key=key).select_related("member")
    keys = [_mail_key(notification.member, key) for notification in told]
    outbox.cancel(Message.objects.filter(dedupe_key__in=keys))
    told.delete()


def mark_read(notifications: models.QuerySet[Notification]) -> int:
    """The member has seen these, as far as they were told yet."""
    told = notifications.filter(created_at__lte=timezone.now())
    return told.filter(read_at=None).update(read_at=timezone.now())


def mark_read_about(member: Membership, thing: models.Model) -> int:
    """The member opened the page of what they were told about."""
    return mark_read(Notification.objects.filter(member=member, about=outbox.about_key(thing)))


@transaction.atomic
def choose(member: Membership, **choices: object) -> None:
    """Change how a member hears of things; what already waits for the daily mail still comes with it."""
    Preference.objects.update_or_create(member=member, defaults=choices)


def who_waits_for_a_digest(*, at: datetime) -> list[int]:
    """The numbers of all members for whom something waits, those who waited longest first."""
    waiting = Notification.objects.waiting_for_digest().filter(created_at__lte=at, member__is_active=True)
    oldest = waiting.order_by().values("member").annotate(oldest=models.Min("created_at"))
    return list(oldest.order_by("oldest", "member").values_list("member", flat=True))


@transaction.atomic
def send_digests(*, at: datetime, to: Collection[int] | None = None) -> int:
    """Send each of these members whose hour has come one mail with what waits for them; return how many were sent."""
    numbers = who_waits_for_a_digest(at=at) if to is None else to
    members = Membership.objects.active().filter(pk__in=numbers)
    related = ("user", "organization", "network", "preference")
    return sum(_send_digest(member, at) for member in members.select_related(*related).order_by("pk"))


def _send_digest(member: Membership, at: datetime) -> int:
    """What happened up to the last hour for it that passed; the rest waits for the next one.

    It is written after the quiet hours, so that it holds nothing that the member may no longer read by then.
    """
    preference, zone = getattr(member, "preference", None) or Preference(member=member), clock_of(member)
    hour = _last_hour(preference, at, zone)
    key = f"digest:{member.pk}:{hour.date()}"
    if preference.not_before(at, zone=zone) > at:
        return 0
    mine = Notification.objects.waiting_for_digest().filter(member=member, created_at__lte=hour)
    waiting = list(mine.order_by("created_at", "pk")[:IN_ONE_DIGEST])
    if not waiting or Message.objects.filter(dedupe_key=key).exists():
        return 0
    Notification.objects.filter(pk__in=[line.pk for line in waiting]).update(for_digest=False)
    may_read = readable({line.about for line in waiting}, by=member)
    lines = [line for line in waiting if line.about in may_read]
    if lines:
        _post_digest(member, lines, key=key)
    return bool(lines)


def _last_hour(preference: Preference, at: datetime, zone: str) -> datetime:
    """When the daily mail of today was due or, before that, yesterday's."""
    today = at.astimezone(ZoneInfo(zone)).date()
    hour = datetime.combine(today, preference.digest_at, tzinfo=ZoneInfo(zone))
    return (
        hour if hour <= at else datetime.combine(today - timedelta(days=1), preference.digest_at, tzinfo=hour.tzinfo)
    )


def _post_digest(member: Membership, lines: Sequence[Notification], *, key: str) -> None:
    number = len(lines)
    with translation.override(member.language):
        outbox.post(
            to=recipient(member),
            subject=ngettext("{n} thing since yesterday", "{n} things since yesterday", number).format(n=number),
            paragraphs=[f"{line.words}: {settings.SITE_URL}{line.path}" for line in lines],
            links=[outbox.Link(_("See them all"), f"{settings.SITE_URL}/{member.network.slug}/notifications/")],
            dedupe_key=key,
        )
