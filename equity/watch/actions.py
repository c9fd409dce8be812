"""Look at the weeks that are in, raise an alarm once, note it and begin anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from equity.periods import Period, PeriodChoice
from equity.summaries import reading
from equity.summaries.sources import Source
from equity.watch.evidence import alarm_from, expected, log_evidence
from equity.watch.gaps import GAPS, WATCHED, Gap
from equity.watch.models import Alarm, Watch, no_evidence
from equity.wording import percent
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission, Role
from tta_portal.errors import Refused
from tta_portal.notifications import actions as notifications
from tta_portal.tenancy.models import current_network

A_WEEK = timedelta(days=7)
FIRST_WEEKS = 52
"""A new watch looks a year back."""


def look(*, at: datetime | None = None) -> int:
    """Count every week that is over and in, for all gaps of the network in force; return how many alarms it raised.

    Again adds nothing. A watch with an alarm that nobody noted rests.
    """
    at = at or timezone.now()
    raised = 0
    for watched in WATCHED:
        watches = _watches([gap for gap in GAPS.values() if gap.watched == watched], at)
        for monday in _weeks(min(watch.counted_to for watch in watches), until=_day(at - watched.settles)):
            raised += _count_week(watches, watched.source, monday, at)
    return raised


@transaction.atomic
def _count_week(watches: list[Watch], source: Source, monday: date, at: datetime) -> int:
    rows = reading.numbers(source, _week(monday, at))
    pks = [watch.pk for watch in watches if watch.counted_to == monday]
    raised = 0
    for watch in Watch.objects.select_for_update().filter(pk__in=pks, counted_to=monday).order_by("pk"):
        if not watch.alarms.filter(noted_at=None).exists():
            _add(watch, rows)
            raised += _raise_if_due(watch, at)
        watch.counted_to = monday + A_WEEK
        watch.save()
    for one in watches:
        one.counted_to = max(one.counted_to, monday + A_WEEK)
    return raised


def _add(watch: Watch, rows: list[tuple[Any, ...]]) -> None:
    week = watch.of.week(rows)
    watch.log_products = [a + b for a, b in zip(watch.log_products, log_evidence(week), strict=True)]
    watch.count, watch.n = watch.count + week.count, watch.n + week.n
    watch.expected += expected(week)
    watch.other_count, watch.other_n = watch.other_count + week.other_count, watch.other_n + week.other_n


def _raise_if_due(watch: Watch, at: datetime) -> bool:
    if watch.strength < alarm_from(len(GAPS)):
        return False
    evidence = {
        "began_on": watch.began_on.isoformat(), "ended_on": (watch.counted_to + A_WEEK).isoformat(),
        "strength": watch.strength, "count": watch.count, "n": watch.n, "other_count": watch.other_count,
        "other_n": watch.other_n, "expected": watch.expected,
    }  # fmt: skip
    alarm = Alarm.objects.create(watch=watch, raised_at=at, evidence=evidence)
    _tell(alarm)
    return True


def _tell(alarm: Alarm) -> None:
    """Each administrator once."""
    gap, network = alarm.watch.of, current_network()
    people = (
        Membership.objects.active().filter(role=Role.ADMINISTRATOR).select_related("user", "organization", "network")
    )
    words = f"A gap is more than chance: {gap.pair.who}"
    notifications.notify_all(
        [notifications.Addressee(member, words) for member in people],
        paragraphs=[sentence(gap, alarm.evidence), "The page shows the evidence, and what could be done about it."],
        path=reverse("equity_watch", kwargs={"network": network.slug}),
        key=f"gap:{alarm.pk}",
        about=alarm,
        label="See the evidence",
    )


def sentence(gap: Gap, evidence: dict[str, Any]) -> str:
    """What was seen, as administrators may read it."""
    count, n, other, others = (evidence[name] for name in ("count", "n", "other_count", "other_n"))
    since = f"{gap.title}. Since {_words(evidence['began_on'])}:"
    seen = f"{percent(count / n)} ({count} of {n}) against {percent(other / others)} ({other} of {others})"
    if not evidence.get("expected"):
        return f"{since} {seen}."
    alike = f"{evidence['expected']:.1f} of the {n} would be expected if both fared alike in each week"
    return f"{since} {seen}; {alike}."


@transaction.atomic
def note(alarm: Alarm, *, by: Membership) -> None:
    """Seen: the watch begins anew with the next week."""
    if not by.can(Permission.MANAGE_NETWORK):
        raise PermissionDenied("Only administrators note an alarm.")
    alarm = Alarm.objects.select_for_update().select_related("watch").get(pk=alarm.pk)
    if alarm.noted_at is not None:
        raise Refused("Somebody has noted this already; the watch has begun anew.")
    alarm.noted_at, alarm.noted_by = timezone.now(), by
    alarm.save(update_fields=["noted_at", "noted_by"])
    watch = Watch.objects.select_for_update().get(pk=alarm.watch_id)
    watch.began_on = watch.counted_to = max(watch.counted_to, _monday(_day(timezone.now())) + A_WEEK)
    watch.log_products = no_evidence()
    watch.count = watch.n = watch.other_count = watch.other_n = 0
    watch.expected = 0
    watch.save()


def _watches(gaps: list[Gap], at: datetime) -> list[Watch]:
    """The watches of these gaps; new ones begin a year back."""
    known = {watch.gap for watch in Watch.objects.all()}
    began = _monday(_day(at)) - FIRST_WEEKS * A_WEEK
    new = [Watch(gap=gap.key, began_on=began, counted_to=began) for gap in gaps if gap.key not in known]
    Watch.objects.bulk_create(new, ignore_conflicts=True)
    return list(Watch.objects.filter(gap__in=[gap.key for gap in gaps]).order_by("pk"))


def _weeks(first: date, *, until: date) -> list[date]:
    """The Mondays from `first` of weeks that are over on `until`."""
    return [first + n * A_WEEK for n in range(max(0, (until - first).days // 7))]


def _week(monday: date, at: datetime) -> Period:
    zone = current_network().time_zone
    return Period(PeriodChoice.LAST_YEAR, monday, monday + A_WEEK - timedelta(days=1), zone, at)


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(current_network().time_zone)).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _words(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found:%B} {found.day}, {found.year}"
