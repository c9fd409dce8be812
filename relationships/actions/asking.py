"""Asking: one message a person, a reminder, then a call by a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from relationships.lifecycle import CheckInState
from relationships.models import CheckIn, CheckInLink
from requests_app.actions import open_task
from requests_app.actions.notices import recipient
from tta_portal.accounts.models import Membership, digest, new_secret
from tta_portal.business_time import add_working_days
from tta_portal.inbound.routing import reply_address
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message, State

MERGE_WINDOW = timedelta(days=14)
OPEN_FOR = timedelta(days=45)
CHASE_WORKING_DAYS = 5
BATCH = 500
GAVE_UP = (State.CANCELLED, State.SUPPRESSED, State.DEAD)


@transaction.atomic
def ask_due(*, at: datetime) -> int:
    """Ask everybody for whom a check-in is due, one message a person; return how many were asked."""
    due = (
        CheckIn.objects.due(at=at)
        .order_by("person_id", "due_at")
        .select_related("person__user", "person__organization", "person__network", "organization")
        .select_related("tta_request__lead__user", "engagement__provider_lead__user")
        .select_related("registration__session__series")
        .select_for_update(of=("self",), skip_locked=True)[:BATCH]
    )
    count = 0
    for _, together in groupby(due, key=lambda check_in: check_in.person_id):
        count += _ask_person(list(together), at)
    return count


def _ask_person(check_ins: list[CheckIn], at: datetime) -> int:
    person = check_ins[0].person
    if not (person.is_active and person.user.is_active):
        return _ask_somebody_else(check_ins)
    wait_until = _not_before(person, check_ins, at)
    if wait_until is not None:
        CheckIn.objects.filter(pk__in=[check_in.pk for check_in in check_ins]).update(due_at=wait_until)
        return 0
    links = [(check_in, new_link(check_in, at)) for check_in in check_ins]
    message = _post(person, links, key=f"check-in:{check_ins[0].pk}", reminder=False)
    for check_in in check_ins:
        check_in.state, check_in.asked_at, check_in.message = CheckInState.ASKED, at, message
        check_in.closes_at = at + OPEN_FOR
        check_in.save(update_fields=["state", "asked_at", "message", "closes_at"])
    return len(check_ins)


def _ask_somebody_else(check_ins: list[CheckIn]) -> int:
    """The person has left: somebody of the team finds out who can say how it went."""
    for check_in in check_ins:
        _phone_task(check_in, f"{check_in.person.user.name} has left. Find out who can say how it went.")
        check_in.state = CheckInState.TO_PHONE
        check_in.save(update_fields=["state"])
    return 0


def _not_before(person: Membership, check_ins: list[CheckIn], at: datetime) -> datetime | None:
    """When this person may be asked, if that is later than now."""
    paused_until = check_ins[0].organization.check_ins_paused_until
    if paused_until is not None and paused_until >= at.date():
        return datetime.combine(paused_until + timedelta(days=1), datetime.min.time(), tzinfo=at.tzinfo)
    earlier = Message.objects.filter(to_email=person.email, kind=Message.Kind.CHECK_IN).exclude(state__in=GAVE_UP)
    last = earlier.order_by("-date").values_list("date", flat=True).first()
    return last + MERGE_WINDOW if last is not None and last + MERGE_WINDOW > at else None


def new_link(check_in: CheckIn, at: datetime) -> str:
    """Make a key to this check-in and return its address; only the hash is kept."""
    secret = new_secret()
    CheckInLink.objects.create(check_in=check_in, token_hash=digest(secret), expires_at=at + OPEN_FOR)
    return f"{settings.SITE_URL}/check-in/{check_in.network_id}-{secret}/"


def _post(person: Membership, links: Iterable[tuple[CheckIn, str]], *, key: str, reminder: bool) -> Message:
    links = list(links)
    first = links[0][0]
    lead = (
        first.tta_request.lead if first.tta_request else first.engagement.provider_lead if first.engagement else None
    )
    opening = "A while ago we asked you how it went. We would still like to know." if reminder else "How did it go?"
    subjects = " and ".join(check_in.about_words for check_in, _ in links)
    stop = links[0][1].replace("/check-in/", "/unsubscribe/")
    return outbox.post(
        to=recipient(person),
        subject="A reminder: how did it go?" if reminder else "How did it go? Three minutes, no sign-in",
        paragraphs=[
            f"{opening} This is about {subjects}.",
            "Your answer takes about three minutes. You do not need to sign in. Nothing is saved until you send it.",
            f"It goes to {lead.user.name if lead else 'the TTA team'}, and you can correct it for six weeks.",
            f"If you would rather not be asked: {stop}",
        ],
        links=[outbox.Link(f"Answer about {check_in.about_words}", url) for check_in, url in links],
        about=first,
        dedupe_key=key,
        kind=Message.Kind.CHECK_IN,
        headers=_headers(person, first, stop),
        any_hour=any(check_in.any_hour for check_in, _ in links),
    )


def _headers(person: Membership, first: CheckIn, stop: str) -> dict[str, str]:
    """One click stops check-ins; a reply joins the conversation about the request."""
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    reply_to = reply_address("check_in", first.pk, person.pk)
    return {**headers, "Reply-To": reply_to} if reply_to else headers


@transaction.atomic
def chase_unanswered(*, at: datetime) -> int:
    """One reminder after five working days; after five more, a person phones. Return how many were chased."""
    return _remind(at) + _hand_to_a_person(at)


def _remind(at: datetime) -> int:
    count = 0
    for check_in in _silent(CheckInState.ASKED, at, "asked_at"):
        message = _post(
            check_in.person,
            [(check_in, new_link(check_in, at))],
            key=f"check-in:{check_in.pk}:reminder",
            reminder=True,
        )
        check_in.state, check_in.reminded_at, check_in.message = CheckInState.REMINDED, at, message
        check_in.save(update_fields=["state", "reminded_at", "message"])
        count += 1
    return count


def _hand_to_a_person(at: datetime) -> int:
    count = 0
    for check_in in _silent(CheckInState.REMINDED, at, "reminded_at"):
        _phone_task(check_in, f"They did not answer the check-in or the reminder about {check_in.about_words}.")
        check_in.state = CheckInState.TO_PHONE
        check_in.save(update_fields=["state"])
        count += 1
    return count


def _phone_task(check_in: CheckIn, why: str) -> None:
    open_task(
        key=f"check-in:{check_in.pk}:phone",
        title=f"Phone {check_in.person.user.name}: how did it go?",
        reason=f"{why} Ask the same questions and key in the answer, or note that nobody could be reached.",
        organization=check_in.organization,
        tta_request=check_in.tta_request,
        assigned_to=check_in.tta_request.lead if check_in.tta_request else None,
    )


def _silent(state: str, at: datetime, since: str) -> list[CheckIn]:
    """Check-ins in this state for five working days or more."""
    rows = (
        CheckIn.objects.filter(state=state, **{f"{since}__lte": at - timedelta(days=7)})
        .select_related("person__user", "person__organization", "person__network", "organization")
        .select_related("tta_request__lead__user", "engagement", "registration__session__series")
        .select_for_update(of=("self",), skip_locked=True)[:BATCH]
    )
    today = timezone.localdate(at)
    return [
        row for row in rows if add_working_days(timezone.localdate(getattr(row, since)), CHASE_WORKING_DAYS) <= today
    ]
