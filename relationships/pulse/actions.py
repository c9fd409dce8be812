"""Taking the pulse. Call through the module: `actions.answer(…)`."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from relationships.actions.asking import MERGE_WINDOW, ONE_ASKER
from relationships.depth import tasks as depth
from relationships.depth.rule import today
from relationships.depth.whole import whole_network
from relationships.pulse import trust
from relationships.pulse.asking import DUE
from relationships.pulse.models import Direction, Pulse, PulseAnswer, PulseSetting
from requests_app.actions import open_task
from requests_app.actions.notices import recipient
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership, digest, new_secret
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message
from tta_portal.tenancy.models import current_network

OPEN_FOR = timedelta(days=45)
IN_ONE_MAIL = 5
AT_ONCE = 100


@transaction.atomic
def set_rhythm(*, by: Membership, times_a_year: int) -> None:
    """How often both sides are asked."""
    must(by, Permission.MANAGE_NETWORK)
    PulseSetting.objects.update_or_create(defaults={"times_a_year": times_a_year})


@transaction.atomic
def ask_due(*, at: datetime) -> int:
    """Ask whoever is due, one mail a person about at most five relationships; return how many were asked.

    Nobody is asked twice within the network's rhythm, nor within 14 days of a check-in: under the same lock,
    because a pulse and a check-in could each find that a person had no message yet.
    """
    times = PulseSetting.objects.values_list("times_a_year", flat=True).first()
    if not times or not _alone():
        return 0
    pulses = 0
    for person_id, rows in groupby(_due(at, 365 // times), key=lambda row: row[1]):
        person = Membership.objects.select_related("user", "organization", "network").get(pk=person_id)
        pulses += _ask(person, [(place, direction) for place, _person, direction in rows][:IN_ONE_MAIL], at)
    return pulses


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ONE_ASKER, [current_network().pk])
        return bool(cursor.fetchone()[0])


def _due(at: datetime, days: int) -> list[tuple[int, int, str]]:
    values: dict[str, Any] = {
        "network": current_network().pk, "on": today(at), "since": at - timedelta(days=days),
        "rest": at - MERGE_WINDOW, "limit": AT_ONCE,
    }  # fmt: skip
    with whole_network() as cursor:
        cursor.execute(DUE, values)
        found: list[tuple[int, int, str]] = cursor.fetchall()
    return found


def _ask(person: Membership, about: list[tuple[int, str]], at: datetime) -> int:
    secrets = [new_secret() for _pulse in about]
    pulses = Pulse.objects.bulk_create(
        Pulse(
            organization_id=place, person=person, direction=direction, asked_at=at, closes_at=at + OPEN_FOR,
            token_hash=digest(secret),
        )
        for (place, direction), secret in zip(about, secrets, strict=True)
    )  # fmt: skip
    names = dict(Pulse.objects.filter(pk__in=[one.pk for one in pulses]).values_list("pk", "organization__name"))
    to = recipient(person)
    with translation.override(to.language):
        outbox.post(
            to=to,
            subject=_("How do we work together? Two minutes, no sign-in"),
            paragraphs=[
                _("Good work together rests on trust, so we ask both sides about it, in six short statements."),
                _("Your answer helps us to do better. Nobody is graded by it."),
            ],
            links=[
                outbox.Link(
                    _("Answer") if one.direction == Direction.RECIPIENT
                    else _("Answer about {name}").format(name=names[one.pk]),
                    f"{settings.SITE_URL}/pulse/{one.network_id}-{secret}/",
                )
                for one, secret in zip(pulses, secrets, strict=True)
            ],
            about=pulses[0],
            dedupe_key=f"pulse:{pulses[0].pk}",
            kind=Message.Kind.CHECK_IN,
            any_hour=False,
        )  # fmt: skip
    return len(pulses)


@transaction.atomic
def answer(pulse: Pulse, *, answers: dict[str, Any]) -> PulseAnswer:
    """Save the answer, or correct it; a wide gap that both sides may see asks a person to prepare a talk."""
    locked: Pulse = Pulse.objects.select_for_update(of=("self",)).select_related("organization").get(pk=pulse.pk)
    now = timezone.now()
    if not locked.is_open(at=now):
        raise Refused(_("This link is closed, so nothing was saved. The next mail has a new one."))
    saved: PulseAnswer
    saved, _new = PulseAnswer.objects.update_or_create(pulse=locked, defaults={**answers, "changed_at": now})
    _prepare_a_talk(locked, now)
    transaction.on_commit(lambda: depth.recompute.delay([locked.organization_id]))
    return saved


def _prepare_a_talk(pulse: Pulse, at: datetime) -> None:
    organization = pulse.organization
    if trust.between(organization, on=today(at)).needs_a_talk:
        open_task(
            key=f"pulse-talk:{organization.pk}:{at:%Y}",
            title=f"Prepare a talk about how we work together: {organization.name}",
            reason="Both sides see the relationship differently. Questions and an agenda are on their page.",
            organization=organization,
        )
