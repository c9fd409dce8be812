"""The same counts by another path: Django's ORM over every row, with no summaries. To compare with, never imported."""

from __future__ import annotations

from collections import Counter
from math import ceil, floor

from equity.dimensions import DIMENSIONS, NOT_CLASSIFIED, Dimension
from equity.periods import Period
from relationships.models import CheckIn
from requests_app.models import TTARequest
from tta_portal.directory.models import JurisdictionType


def replies(period: Period) -> dict[tuple[str, ...], tuple[int, int]]:
    """Replies due by now and those in time, by all groups."""
    found: Counter[tuple[tuple[str, ...], int]] = Counter()
    for one in _requests(period):
        if _is_due(one, period):
            found[_groups(one), 0] += 1
            found[_groups(one), 1] += bool(one.first_reply_at and one.first_reply_at <= one.reply_due_at)
    return {groups: (count, found[groups, 1]) for (groups, place), count in found.items() if place == 0}


def _is_due(one: TTARequest, period: Period) -> bool:
    due = one.reply_due_at
    if due is None or due > period.seen_at:
        return False
    if one.status == "on_hold" and one.held_since and one.held_since < due:
        return False
    return not (one.first_reply_at is None and one.ended_at and one.ended_at < due)


def waits(period: Period, by: Dimension) -> dict[tuple[str, float], tuple[int, int]]:
    """Per group and length: waits that ended with a reply, and all others."""
    found: dict[tuple[str, float], tuple[int, int]] = {}
    for one in _requests(period):
        until = one.first_reply_at or min(one.ended_at or period.seen_at, period.seen_at)
        hours = max(0.0, (until - one.submitted_at).total_seconds() / 3600)
        rounded = ceil if one.first_reply_at else floor
        length = float(rounded(hours) if hours <= 72 else rounded(hours / 24) * 24)
        key = (_groups(one)[by.index], length)
        replied, others = found.get(key, (0, 0))
        found[key] = (replied + bool(one.first_reply_at), others + (not one.first_reply_at))
    return found


def answers(period: Period) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Check-ins that are over, and what their answers said, in the order of the panel's counts."""
    found: dict[tuple[str, ...], list[int]] = {}
    asked = CheckIn.objects.filter(asked_at__gte=period.starts_at, asked_at__lt=period.ends_before)
    for one in asked.exclude(state="cancelled").exclude(tta_request=None).select_related("tta_request", "answer"):
        is_over = one.closes_at and one.closes_at <= period.seen_at
        if not is_over or not _may_be_counted(one.tta_request):
            continue
        answer = getattr(one, "answer", None)
        said = [0] * 7
        if answer:
            useful, used, changed = answer.useful, answer.used, answer.changed
            said = [
                1, useful is not None, (useful or 0) >= 4, used != "", used in ("partly", "fully"),
                changed != "", changed not in ("", "nothing"),
            ]  # fmt: skip
        sums = found.setdefault(_groups(one.tta_request), [0] * 8)
        for place, number in enumerate([1, *said]):
            sums[place] += int(number)
    return {groups: tuple(sums) for groups, sums in found.items()}


def _requests(period: Period) -> list[TTARequest]:
    sent = TTARequest.objects.exclude(status__in=["draft", "merged"])
    in_period = sent.filter(submitted_at__gte=period.starts_at, submitted_at__lt=period.ends_before)
    return [one for one in in_period.select_related("organization__jurisdiction") if _may_be_counted(one)]


def _may_be_counted(one: TTARequest) -> bool:
    place = one.organization.jurisdiction
    return not place or place.jurisdiction_type != JurisdictionType.TRIBAL or one.organization.counts_in_equity


def _groups(one: TTARequest) -> tuple[str, ...]:
    frozen = tuple(str(getattr(one, dimension.field)) for dimension in DIMENSIONS)
    is_unknown = one.rural_urban == one.vulnerability == NOT_CLASSIFIED and one.population_band == "unknown"
    return (NOT_CLASSIFIED,) * len(frozen) if is_unknown and not one.organization.jurisdiction_id else frozen
