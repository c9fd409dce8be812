"""Make the month's release of what a network shows to everybody, judged beside all that was shown before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from equity import public_charts
from equity.chosen import report_of
from equity.dimensions import DIMENSIONS
from equity.models import PublishedPanel
from equity.periods import Period, PeriodChoice
from equity.public_words import PANELS, WORDS
from equity.queries import not_counted
from equity.releases.audit import Published, settle
from equity.releases.models import Release
from equity.releases.tables import A_DAY, month_of, months, table_of
from equity.report import Report
from equity.suppression import Hidden
from tta_portal.tenancy.models import current_network

IN_AFTER = timedelta(days=8)
"""So long after a month its last replies are due, or over."""


def latest_period(*, zone: str, at: datetime) -> Period:
    """The twelve whole months that are over and in."""
    today = (at - IN_AFTER).astimezone(ZoneInfo(zone)).date()
    ends_on = today.replace(day=1) - A_DAY
    after = ends_on + A_DAY
    return Period(PeriodChoice.LAST_YEAR, after.replace(year=after.year - 1), ends_on, zone, at)


def missing(*, at: datetime) -> list[str]:
    """Panels that are public and have no release of the latest months."""
    period = latest_period(zone=current_network().time_zone, at=at)
    public = set(PublishedPanel.objects.in_force().values_list("panel", flat=True)) & PANELS.keys()
    made = Release.objects.filter(ends_on=period.ends_on).values_list("panel", flat=True)
    return sorted(public - set(made))


def make_missing(*, at: datetime | None = None) -> int:
    """Make each release that is missing; return how many. Again makes none."""
    at = at or timezone.now()
    panels = missing(at=at)
    for panel in panels:
        make(panel, at=at)
    return len(panels)


@transaction.atomic
def make(panel: str, *, at: datetime) -> Release:
    """One panel's release: hidden more widely, or refused, where the tables published before would give it away."""
    network = current_network()
    period, threshold = latest_period(zone=network.time_zone, at=at), network.suppression_threshold
    near = _near(panel, period)
    since = min([period.starts_on, *(release.starts_on for release in near)])
    table = table_of(panel, period, threshold=threshold, since=since)
    hidden = settle(table.gate, table.by_month, _months(period), _published(near), threshold=threshold)
    release, _ = Release.objects.get_or_create(
        panel=panel,
        ends_on=period.ends_on,
        defaults={
            "starts_on": period.starts_on,
            "made_at": at,
            "threshold": threshold,
            "hidden": _written(hidden or {}),
            "content": {} if hidden is None else _content(panel, period, hidden),
            "not_counted": not_counted(period),
        },
    )
    return release


def _months(period: Period | Release) -> frozenset[int]:
    return frozenset(month_of(first) for first, _ in months(period.starts_on, period.ends_on))


def _near(panel: str, period: Period) -> list[Release]:
    """What was published of the panel with a month in common."""
    releases = Release.objects.filter(panel=panel, ends_on__gte=period.starts_on, ends_on__lt=period.ends_on)
    return [release for release in releases if not release.is_refused]


def _published(releases: list[Release]) -> dict[str, list[Published]]:
    """By the name of each count, what each release hides of it."""
    found: dict[str, list[Published]] = {}
    for release in releases:
        for name, places in release.hidden.items():
            hidden = frozenset((place, group) for place, group in places)
            found.setdefault(name, []).append(Published(_months(release), hidden))
    return found


def _written(hidden: Hidden) -> dict[str, list[Any]]:
    return {name: sorted(map(list, places)) for name, places in hidden.items()}


def _content(panel: str, period: Period, hidden: Hidden) -> dict[str, Any]:
    """The figures by dimension and language: what is shown does not change before the next release."""
    network, found = current_network(), {}
    for dimension in DIMENSIONS:
        report = report_of(network, panel, dimension, period, also=hidden)
        found[dimension.field] = {language: _in(language, report) for language, _ in settings.LANGUAGES}
    return found


def _in(language: str, report: Report) -> dict[str, Any]:
    with translation.override(language):
        if not report.has_roster:
            return {"figures": [], "definitions": []}
        words = [WORDS[measure] for measure in report.measures]
        return {
            "figures": public_charts.figures(report),
            "definitions": [[str(one.title), str(one.counted)] for one in words],
        }


def newest(panel: str) -> Release | None:
    """The release that is shown."""
    found: Release | None = Release.objects.filter(panel=panel).first()
    return found


def due_on(day: date) -> date:
    """When the release after one that ends on `day` can be made."""
    after = day + A_DAY
    next_month = (after.replace(day=28) + 4 * A_DAY).replace(day=1)
    return next_month + IN_AFTER
