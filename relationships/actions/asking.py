"""Asking: one message a person, one reminder, then a call by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from relationships import by_mail
from relationships.lifecycle import CheckInState
from relationships.models import CheckIn, CheckInLink, Pause
from relationships.questions import own_questions
from requests_app.actions import open_task
from requests_app.actions.notices import recipient
from tta_portal.accounts.models import Membership, digest, new_secret
from tta_portal.business_time import add_working_days
from tta_portal.inbound.routing import reply_address
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message, State
from tta_portal.tenancy.scope import current_network_id

MERGE_WINDOW = timedelta(days=14)
OPEN_FOR = timedelta(days=45)
CHASE_WORKING_DAYS = 5
BATCH = 200
GAVE_UP = (State.CANCELLED, State.SUPPRESSED, State.DEAD)
ONE_ASKER = "SELECT pg_try_advisory_xact_lock(hashtext('relationships.ask'), %s)"
TO_THEIR_MESSAGES = """
UPDATE relationships_checkin SET message_id = outbox_message.id
FROM unnest(%(check_ins)s::bigint[], %(keys)s::text[]) AS asked (id, key)
JOIN outbox_message ON outbox_message.network_id = %(network)s AND outbox_message.dedupe_key = asked.key
WHERE relationships_checkin.id = asked.id AND relationships_checkin.network_id = %(network)s
"""


@dataclass(frozen=True)
class Asked:
    """One message: to whom, about which check-ins, under which key."""

    person: Membership
    check_ins: list[CheckIn]
    key: str


@transaction.atomic
def ask_due(*, at: datetime) -> int:
    """Ask everybody for whom a check-in is due, one message a person; return how many check-ins were asked.

    One asker a network at a time: two could each find that a person had no message yet.
    """
    if not _alone():
        return 0
    people = _by_person(_due(at))
    held_until = _not_before([check_ins for _, check_ins in people], at)
    asked: list[Asked] = []
    for person, check_ins in people:
        if not (person.is_active and person.user.is_active):
            _ask_somebody_else(check_ins)
        elif person.pk in held_until:
            _put_off(check_ins, held_until[person.pk])
        else:
            asked.append(Asked(person, check_ins, f"check-in:{check_ins[0].pk}"))
    _send(asked, at, state=CheckInState.ASKED)
    return sum(len(one.check_ins) for one in asked)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ONE_ASKER, [current_network_id()])
        return bool(cursor.fetchone()[0])


def _due(at: datetime) -> list[CheckIn]:
    """Some of those that are due, of each person all: of the last person in a full batch there may be more."""
    due = list(
        _with_people(CheckIn.objects.due(at=at))
        .order_by("person_id", "due_at", "pk")
        .select_for_update(of=("self",), skip_locked=True)[:BATCH]
    )
    last = due[-1].person_id if len(due) == BATCH else None
    whole = [check_in for check_in in due if check_in.person_id != last]
    return whole or due


def _with_people(check_ins: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    return check_ins.select_related(
        "person__user", "person__organization", "organization__jurisdiction", "tta_request__lead__user",
        "engagement__provider_lead__user", "registration__session__series",
    ).defer("tta_request__search")  # fmt: skip


def _by_person(check_ins: Iterable[CheckIn]) -> list[tuple[Membership, list[CheckIn]]]:
    together = groupby(check_ins, key=lambda check_in: check_in.person_id)
    groups = [list(group) for _, group in together]
    return [(group[0].person, group) for group in groups]


def _not_before(groups: Sequence[list[CheckIn]], at: datetime) -> dict[int, datetime]:
    """Until when a person is left alone, by the member's id: during an emergency, and 14 days after a message."""
    pauses = list(Pause.objects.in_force(on=timezone.localdate(at)))
    emails = [group[0].person.email for group in groups]
    earlier = Message.objects.filter(to_email__in=emails, kind=Message.Kind.CHECK_IN, date__gt=at - MERGE_WINDOW)
    written = dict(earlier.exclude(state__in=GAVE_UP).order_by().values_list("to_email").annotate(Max("date")))
    found: dict[int, datetime] = {}
    for group in groups:
        person = group[0].person
        until = [_morning(pause.next_day, person) for pause in pauses if _spares(pause, group[0])]
        if person.email in written:
            until.append(written[person.email] + MERGE_WINDOW)
        if until:
            found[person.pk] = max(until)
    return found


def _spares(pause: Pause, check_in: CheckIn) -> bool:
    """Whether an emergency is this organization's, its state's, or everybody's."""
    if pause.organization_id is not None:
        return pause.organization_id == check_in.organization_id
    place = check_in.organization.jurisdiction
    return not pause.state or (place is not None and place.state == pause.state)


def _morning(day: date, person: Membership) -> datetime:
    """The beginning of a day where the person lives."""
    zone = person.organization.time_zone if person.organization else "UTC"
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))


def _put_off(check_ins: list[CheckIn], until: datetime) -> None:
    CheckIn.objects.filter(pk__in=[check_in.pk for check_in in check_ins]).update(due_at=until)


def _ask_somebody_else(check_ins: list[CheckIn]) -> None:
    """The person has left: somebody of the team finds out who can say how it went."""
    for check_in in check_ins:
        _phone_task(check_in, f"{check_in.person.user.name} has left. Find out who can say how it went.")
        check_in.state = CheckInState.TO_PHONE
        check_in.save(update_fields=["state"])


def _send(asked: list[Asked], at: datetime, *, state: CheckInState) -> None:
    """Write the messages, and note on each check-in that it was asked: six statements, however many they are."""
    if not asked:
        return
    addresses = new_links([check_in for one in asked for check_in in one.check_ins], at)
    outbox.post_all([_letter(one, addresses, is_reminder=state == CheckInState.REMINDED) for one in asked])
    pks = [check_in.pk for one in asked for check_in in one.check_ins]
    rows = CheckIn.objects.filter(pk__in=pks)
    if state == CheckInState.REMINDED:
        rows.update(state=state, reminded_at=at)
    else:
        rows.update(state=state, asked_at=at, closes_at=at + OPEN_FOR)
    keys = [one.key for one in asked for _check_in in one.check_ins]
    with connection.cursor() as cursor:
        cursor.execute(TO_THEIR_MESSAGES, {"check_ins": pks, "keys": keys, "network": current_network_id()})


def new_links(check_ins: Sequence[CheckIn], at: datetime) -> dict[int, str]:
    """A key to each check-in; returns their addresses by the check-in's id. Only the hash of a key is kept."""
    secrets = {check_in.pk: new_secret() for check_in in check_ins}
    CheckInLink.objects.bulk_create(
        CheckInLink(check_in_id=pk, token_hash=digest(secret), created_at=at, expires_at=at + OPEN_FOR)
        for pk, secret in secrets.items()
    )
    network_id = current_network_id()
    return {pk: f"{settings.SITE_URL}/check-in/{network_id}-{secret}/" for pk, secret in secrets.items()}


def new_link(check_in: CheckIn, at: datetime) -> str:
    """Make a key to one check-in and return its address."""
    return new_links([check_in], at)[check_in.pk]


def _letter(asked: Asked, addresses: dict[int, str], *, is_reminder: bool) -> outbox.Letter:
    """The mail, in the person's language."""
    to, first = recipient(asked.person), asked.check_ins[0]
    stop = addresses[first.pk].replace("/check-in/", "/unsubscribe/")
    with translation.override(to.language):
        return outbox.Letter(
            to=to,
            subject=_("A reminder: how did it go?") if is_reminder else _("How did it go? Three minutes, no sign-in"),
            paragraphs=_paragraphs(asked, stop, is_reminder=is_reminder),
            links=[
                outbox.Link(_("Answer about {what}").format(what=one.about_words), addresses[one.pk])
                for one in asked.check_ins
            ],
            about=first,
            dedupe_key=asked.key,
            kind=Message.Kind.CHECK_IN,
            headers=_headers(asked.person, first, stop),
            any_hour=any(one.any_hour for one in asked.check_ins),
        )


def _paragraphs(asked: Asked, stop: str, *, is_reminder: bool) -> list[str]:
    first = asked.check_ins[0]
    subjects = _(" and ").join(one.about_words for one in asked.check_ins)
    opening = _("A while ago we asked you how it went. We would still like to know.")
    about = _("This is about {what}.").format(what=subjects)
    how = [] if not settings.INBOUND_DOMAIN else [_how_to_reply(first, several=len(asked.check_ins) > 1)]
    return [
        f"{opening if is_reminder else _('How did it go?')} {about}",
        _("Your answer takes about three minutes. You do not need to sign in. Nothing is saved until you send it."),
        _("It goes to {whom}, and you can correct it for six weeks.").format(whom=lead_of(first) or _("the TTA team")),
        *how,
        _("If you would rather not be asked: {address}").format(address=stop),
    ]


def _how_to_reply(first: CheckIn, *, several: bool) -> str:
    """The questions once more, numbered, for whoever would rather answer in the mail program."""
    own = own_questions(first.kind, first.offset_days)
    said = [
        _("You can also answer by replying to this mail."),
        _("Write the number and your answer, one to a line, such as “1: 4”."),
    ]
    if several:
        said.append(_("A reply is about {what}; for the others, use their buttons.").format(what=first.about_words))
    return "\n".join([" ".join(said), by_mail.numbered(by_mail.questions_of(first, own), own)])


def lead_of(check_in: CheckIn) -> Membership | None:
    """Who reads the answer first."""
    if check_in.tta_request is not None:
        lead: Membership | None = check_in.tta_request.lead
        return lead
    return check_in.engagement.provider_lead if check_in.engagement else None


def _headers(person: Membership, first: CheckIn, stop: str) -> dict[str, str]:
    """One click stops check-ins; a reply joins the conversation about the request."""
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    reply_to = reply_address("check_in", first.pk, person.pk)
    return {**headers, "Reply-To": reply_to} if reply_to else headers


@transaction.atomic
def chase_unanswered(*, at: datetime) -> int:
    """One reminder after five working days; after five more, a person phones. Return how many were chased."""
    return (_remind(at) + _hand_to_a_person(at)) if _alone() else 0


def _remind(at: datetime) -> int:
    """What was asked in one message is reminded of in one."""
    silent = _silent(CheckInState.ASKED, at, "asked_at")
    asked = [
        Asked(person, check_ins, f"check-in:{check_ins[0].pk}:reminder") for person, check_ins in _by_person(silent)
    ]
    _send(asked, at, state=CheckInState.REMINDED)
    return len(silent)


def _hand_to_a_person(at: datetime) -> int:
    silent = _silent(CheckInState.REMINDED, at, "reminded_at")
    for check_in in silent:
        _phone_task(check_in, f"They did not answer the check-in or the reminder about {check_in.about_words}.")
        check_in.state = CheckInState.TO_PHONE
        check_in.save(update_fields=["state"])
    return len(silent)


def _phone_task(check_in: CheckIn, why: str) -> None:
    open_task(
        key=f"check-in:{check_in.pk}:phone",
        title=f"Phone {check_in.person.user.name}: how did it go?",
        reason=f"{why} Ask the same questions and key in the answer, or note that nobody could be reached. "
        "The check-in's page has a script for the call.",
        organization=check_in.organization,
        tta_request=check_in.tta_request,
        assigned_to=lead_of(check_in),
    )


def _silent(state: str, at: datetime, since: str) -> list[CheckIn]:
    """Check-ins in this state for five working days or more, by person; nobody is chased during an emergency."""
    today = timezone.localdate(at)
    waiting = CheckIn.objects.filter(state=state, **{f"{since}__lte": at - timedelta(days=7)})
    for pause in Pause.objects.in_force(on=today):
        waiting = waiting.exclude(_spared_by(pause))
    rows = _with_people(waiting).order_by("person_id", "pk").select_for_update(of=("self",), skip_locked=True)[:BATCH]
    return [
        row for row in rows if add_working_days(timezone.localdate(getattr(row, since)), CHASE_WORKING_DAYS) <= today
    ]


def _spared_by(pause: Pause) -> Q:
    """The check-ins that an emergency puts off, for a query; `_spares` says the same of one at hand."""
    if pause.organization_id is not None:
        return Q(organization_id=pause.organization_id)
    return Q(organization__jurisdiction__state=pause.state) if pause.state else Q(pk__isnull=False)
