"""Target clocks: when a person's reply and the offer of a conversation are due, in working hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from requests_app.actions import notices
from requests_app.lifecycle import Status
from requests_app.models import Escalation, TTARequest, Urgency
from requests_app.models.people import stand_in_for
from requests_app.models.targets import Moment, Target, TellWhom
from tta_portal.accounts.models import SYSTEM, Membership
from tta_portal.accounts.roles import Role
from tta_portal.business_time import add_working_hours, next_working_moment
from tta_portal.directory.models import Holiday
from tta_portal.tenancy.models import Network

HOURS_A_DAY = 8
LOOKED_BACK = timedelta(days=60)
AT_ONCE = 500
A_FEW = 10
USUAL = (
    (Target.FIRST_REPLY, Moment.BEFORE, 2, TellWhom.LEAD),
    (Target.FIRST_REPLY, Moment.AFTER, 0, TellWhom.ADMINISTRATORS),
    (Target.DISCOVERY, Moment.BEFORE, 8, TellWhom.LEAD),
    (Target.DISCOVERY, Moment.AFTER, 0, TellWhom.LEAD),
)
FIELDS = {Target.FIRST_REPLY: "reply_due_at", Target.DISCOVERY: "discovery_due_at"}


def reply_due(tta_request: TTARequest, start: datetime) -> datetime:
    """When a person must have written: the topic's target, else the network's."""
    name = "urgent_reply_hours" if tta_request.urgency == Urgency.URGENT else "first_reply_hours"
    assert tta_request.topic is not None
    return working_hours_after(start, tta_request.topic.target(name), tta_request.network)


def discovery_due(tta_request: TTARequest, start: datetime) -> datetime:
    """When a conversation must have been offered."""
    assert tta_request.topic is not None
    return working_hours_after(start, tta_request.topic.target("discovery_days") * HOURS_A_DAY, tta_request.network)


def shifted(tta_request: TTARequest, due: datetime | None, held: timedelta) -> datetime | None:
    """The same target after so much time on hold, at the next working moment."""
    network = tta_request.network
    if due is None:
        return None
    return next_working_moment(
        due + held,
        zone=network.time_zone,
        starts=network.day_starts_at,
        ends=network.day_ends_at,
        holidays=holidays(due),
    )


def working_hours_after(start: datetime, hours: float, network: Network) -> datetime:
    """So many of the network's working hours later, its holidays left out."""
    return add_working_hours(
        start,
        hours,
        zone=network.time_zone,
        starts=network.day_starts_at,
        ends=network.day_ends_at,
        holidays=holidays(start),
    )


def holidays(start: datetime) -> frozenset:
    """The network's days off from then on."""
    return frozenset(Holiday.objects.filter(day__gte=start.date() - timedelta(days=1)).values_list("day", flat=True))


def rules_in_force() -> list[Escalation]:
    """The network's own rules, or the usual ones until it has some."""
    own = list(Escalation.objects.select_related("person__user"))
    return own or [Escalation(target=t, moment=m, hours=h, tell=tell) for t, m, h, tell in USUAL]


@transaction.atomic
def own_rules() -> None:
    """Write the usual rules down, so that they can be changed one by one."""
    if not Escalation.objects.exists():
        Escalation.objects.bulk_create(rules_in_force())


@transaction.atomic
def watch(network: Network, *, at: datetime) -> int:
    """Warn before targets and escalate after them, each once; return how many requests are concerned."""
    return sum(_apply(rule, network, at) for rule in rules_in_force())


def _apply(rule: Escalation, network: Network, at: datetime) -> int:
    field = FIELDS[Target(rule.target)]
    concerned = [
        tta_request
        for tta_request in _candidates(rule, field, network, at)
        if rule.moment == Moment.BEFORE or working_hours_after(getattr(tta_request, field), rule.hours, network) <= at
    ]
    for tta_request in concerned:
        _tell(rule, tta_request, getattr(tta_request, field))
    return len(concerned)


def _candidates(rule: Escalation, field: str, network: Network, at: datetime) -> Iterable[TTARequest]:
    """Requests whose clock runs, and whose target lies in the rule's window."""
    if rule.moment == Moment.BEFORE:
        window = Q(**{f"{field}__gt": at, f"{field}__lte": working_hours_after(at, rule.hours, network)})
    else:
        window = Q(**{f"{field}__lte": at, f"{field}__gt": at - LOOKED_BACK})
    is_reply = rule.target == Target.FIRST_REPLY
    running = Q(status=Status.SUBMITTED, first_reply_at=None) if is_reply else Q(status=Status.ACKNOWLEDGED)
    found = TTARequest.objects.filter(window, running).order_by(field)
    return found.select_related("lead__user", "lead__organization", "lead__network", "network")[:AT_ONCE]


def _tell(rule: Escalation, tta_request: TTARequest, due: datetime) -> None:
    name = "A person's reply" if rule.target == Target.FIRST_REPLY else "The offer of a conversation"
    is_warning = rule.moment == Moment.BEFORE
    what = "a target is near" if is_warning else "a target was missed"
    when = in_words(due, tta_request.network)
    words = f"{name} {'is' if is_warning else 'was'} due {when}. The requester can see this promise, too."
    key = f"target:{rule.target}:{rule.moment}:{rule.hours}:{tta_request.pk}:{due:%Y%m%d%H%M}"
    notices.tell_all(_whom(rule, tta_request), tta_request, what, [words], key=key, by=SYSTEM)


def in_words(due: datetime, network: Network) -> str:
    """By the network's clock, which the team lives by: a sweep has none of its own, and a requester another."""
    local = due.astimezone(ZoneInfo(network.time_zone))
    return f"{local:%A, %B} {local.day}, {local:%H:%M}"


def _whom(rule: Escalation, tta_request: TTARequest) -> list[Membership]:
    """Those the rule names, as far as they may read the request."""
    staff = Membership.objects.staff().select_related("user", "organization", "network")
    match rule.tell:
        case TellWhom.PERSON:
            found = staff.filter(pk=rule.person_id)
        case TellWhom.ADMINISTRATORS:
            found = staff.filter(role=Role.ADMINISTRATOR)
        case TellWhom.LEAD if tta_request.lead is not None and tta_request.lead.is_active:
            found = staff.filter(pk=tta_request.lead_id)
        case _:
            found = staff
    return [member for member in found if may_read(member, tta_request)]


def who_gives_out(tta_request: TTARequest) -> list[Membership]:
    """Who hears of a new request: its lead, its topic's or who stands in, else its hub's people, else the team."""
    staff = Membership.objects.staff().select_related("user", "organization", "network")
    known = tta_request.lead or (tta_request.topic.default_lead if tta_request.topic else None)
    if known is not None:
        who = stand_in_for(known, on=timezone.localdate()) or known
        who = who if may_read(who, tta_request) else known
        if found := list(staff.filter(pk=who.pk)):
            return found
    of_hub = staff.filter(work_profile__hub=tta_request.hub_id)[:A_FEW] if tta_request.hub_id else []
    return list(of_hub) or list(staff.order_by("pk")[:A_FEW])


def may_read(member: Membership, tta_request: TTARequest) -> bool:
    """Whether a member of the team may read this request."""
    if not tta_request.is_confidential or tta_request.lead_id in (None, member.pk):
        return True
    return bool(tta_request.people.filter(member=member).exists())
