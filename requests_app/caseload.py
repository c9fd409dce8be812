"""The lists a team works from: which requests, narrowed how, in which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from requests_app.lifecycle import UNDERWAY, Status
from requests_app.models import Activity, Conversation, RequestPerson, TTARequest, Voice, WorkProfile
from tta_portal.accounts.models import Membership

QUIET_DAYS = 14
PAGE_SIZES = (25, 50, 100)


@dataclass(frozen=True)
class View:
    """One list: its name on the page, and which of the open requests are on it."""

    label: str
    holds: Q


def views(member: Membership, *, at: datetime) -> dict[str, View]:
    """The lists of a member of the team, over the open requests they may read."""
    shared = list(
        RequestPerson.objects.filter(member=member, part__in=["co_lead", "support"]).values_list(
            "tta_request_id", "part"
        )
    )
    mine = Q(lead=member) | Q(pk__in=[pk for pk, part in shared if part == "co_lead"])
    hub = WorkProfile.objects.filter(member=member).values_list("hub", flat=True).first()
    team = mine | Q(pk__in=[pk for pk, _ in shared]) | (Q(hub=hub) if hub else Q(pk__in=[]))
    awake = Q(snoozed_until=None) | Q(snoozed_until__lte=at)
    unanswered, moving = Q(status=Status.SUBMITTED), Q(status__in=UNDERWAY)
    return {
        "mine": View("Mine", mine & awake),
        "team": View("My team's", team),
        "new": View("New, nobody has replied", unanswered),
        "unassigned": View("Without a lead", Q(lead=None)),
        "waiting_us": View("They wait for us", mine & awake & moving & Q(last_word=Voice.RECIPIENT)),
        "waiting_them": View("We wait for them", mine & (Q(status=Status.ON_HOLD) | moving & Q(last_word=Voice.TEAM))),
        "late": View("Overdue", overdue(at=at)),
        "quiet": View("Gone quiet", mine & moving & Q(touched_at__lt=at - timedelta(days=QUIET_DAYS))),
        "following": View("Following up", Q(status=Status.FOLLOWING_UP) & mine),
        "asleep": View("Laid aside", team & Q(snoozed_until__gt=at)),
        "all": View("Everybody's", Q(pk__gt=0)),
    }


def overdue(*, at: datetime) -> Q:
    """Past a target of ours: nobody has written, or no conversation was offered."""
    reply = Q(status=Status.SUBMITTED, first_reply_at=None, reply_due_at__lt=at)
    return reply | Q(status=Status.ACKNOWLEDGED, discovery_due_at__lt=at)


def count(requests: QuerySet[TTARequest], lists: dict[str, View]) -> dict[str, int]:
    """How many of the requests are on each of the lists, in one query."""
    return requests.order_by().aggregate(**{name: Count("pk", filter=view.holds) for name, view in lists.items()})


@dataclass(frozen=True)
class Load:
    """How much one member of the team has on their hands. Hours are of the last four weeks, a week."""

    member: Membership
    profile: WorkProfile
    open_requests: int
    waiting: int
    overdue: int
    hours: float

    @property
    def is_away(self) -> bool:
        return self.profile.is_away(on=timezone.localdate())

    @property
    def share(self) -> int:
        """Hours worked of hours there are, in per cent."""
        capacity = float(self.profile.weekly_hours)
        return round(100 * self.hours / capacity) if capacity else 0


WEEKS = 4


def workload(*, at: datetime) -> list[Load]:
    """Every active member of the team with what they lead and the hours they logged: five queries in all."""
    staff = Membership.objects.staff().select_related("user", "organization").order_by("user__name", "pk")
    members = list(staff)
    profiles = {p.member_id: p for p in WorkProfile.objects.select_related("hub", "delegate__user")}
    led = TTARequest.objects.open().exclude(lead=None).order_by().values("lead")
    counts = {
        row["lead"]: row
        for row in led.annotate(
            number=Count("pk"),
            waiting=Count("pk", filter=Q(status__in=UNDERWAY, last_word=Voice.RECIPIENT)),
            late=Count("pk", filter=overdue(at=at)),
        )
    }
    hours = _hours_logged(since=at - timedelta(weeks=WEEKS))
    nothing = {"number": 0, "waiting": 0, "late": 0}
    return [
        Load(
            member=member,
            profile=profiles.get(member.pk) or WorkProfile(member=member),
            open_requests=counts.get(member.pk, nothing)["number"],
            waiting=counts.get(member.pk, nothing)["waiting"],
            overdue=counts.get(member.pk, nothing)["late"],
            hours=round(hours[member.pk] / WEEKS, 1),
        )
        for member in members
    ]


def _hours_logged(*, since: datetime) -> Counter[Any]:
    """Hours of activities and conversations, by who logged them."""
    worked = Activity.objects.filter(held_on__gte=since.date()).order_by().values_list("logged_by")
    talked = Conversation.objects.filter(held_at__gte=since).order_by().values_list("offered_by")
    found: Counter[Any] = Counter()
    for source in (worked, talked):
        found.update({member_id: float(hours) for member_id, hours in source.annotate(Sum("hours"))})
    return found
