"""Who never asked, and where that is news: expected demand from the history of like places."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from relationships.depth import sources
from relationships.depth.whole import whole_network
from tta_portal.directory.models import Descriptor
from tta_portal.tenancy.models import current_network

TWO_YEARS = timedelta(days=730)
NEWS_FROM = 3.0
MOST, FEW = 25, 10
WEIGHT = 10
"""How many departments of the wider group each kind is mixed with: ten count half, ninety nearly all."""
CLUMPED = 2
"""Requests come in clumps; what the pages say of them is for requests with this variance over their mean."""
STAFF_BANDS = (10, 50)
"""Where the next larger workforce begins, in full-time equivalents."""
FOUND = f"""
WITH staff AS (
  SELECT DISTINCT ON (jurisdiction_id) jurisdiction_id, width_bucket(value::numeric, ARRAY{[*map(float, STAFF_BANDS)]})
    AS size
  FROM directory_descriptor WHERE network_id = %(network)s AND kind = '{Descriptor.Kind.WORKFORCE}'
  ORDER BY jurisdiction_id, is_synthetic, as_of DESC),
roster AS (
  SELECT place.id, place.name, coalesce(area.state, '') AS state, coalesce(area.jurisdiction_type, '') AS kind,
    coalesce(area.population_band, '') AS band, coalesce(area.rural_urban, '') AS land,
    coalesce(nullif(area.counties, '{{}}'), ARRAY[area.fips], '{{}}') AS counties,
    coalesce(staff.size, -1) AS staff, place.eligible_from, least(%(days)s, %(today)s - place.eligible_from) AS days
  FROM directory_organization place LEFT JOIN directory_jurisdiction area ON area.id = place.jurisdiction_id
  LEFT JOIN staff ON staff.jurisdiction_id = area.id
  WHERE place.network_id = %(network)s AND place.is_recipient AND place.eligible_from <= %(today)s
  AND (place.eligible_until IS NULL OR place.eligible_until > %(today)s)),
sent AS (
  SELECT organization_id, count(*) FILTER (WHERE submitted_at >= %(since)s) AS requests,
    count(*) FILTER (WHERE submitted_at >= %(since)s
      AND (submitted_at AT TIME ZONE %(zone)s)::date >= eligible_from) AS watched,
    max((submitted_at AT TIME ZONE %(zone)s)::date) AS last_on
  FROM requests_app_ttarequest JOIN roster ON roster.id = organization_id
  WHERE network_id = %(network)s AND submitted_at IS NOT NULL AND status NOT IN ('draft', 'merged')
  GROUP BY organization_id),
asking AS (
  SELECT roster.*, coalesce(sent.requests, 0) AS own, coalesce(sent.watched, 0) AS watched, sent.last_on
  FROM roster LEFT JOIN sent ON sent.organization_id = roster.id),
expecting AS (
  SELECT asking.*, count(*) OVER alike AS places, days::float *
    (sum(watched) OVER alike - watched + %(weight)s *
      (sum(watched) OVER type - watched + %(weight)s * %(days)s *
        (sum(watched) OVER () - watched)::float / greatest(sum(days) OVER () - days, 1))
      * %(days)s / (sum(days) OVER type - days + %(weight)s * %(days)s))
    / (sum(days) OVER alike - days + %(weight)s * %(days)s) AS expected
  FROM asking WINDOW alike AS (PARTITION BY kind, band, land, staff), type AS (PARTITION BY kind))
"""
LISTED = f"""{FOUND}
SELECT id, name, state, places, expected FROM expecting WHERE own = 0
ORDER BY expected DESC, name, id LIMIT %(most)s
"""
COUNTED = f"""{FOUND}
SELECT count(*) FILTER (WHERE days = %(days)s), count(*) FILTER (WHERE days < %(days)s),
  count(*) FILTER (WHERE own = 0 AND days = %(days)s), count(*) FILTER (WHERE own = 0 AND days < %(days)s),
  count(*) FILTER (WHERE own = 0 AND expected >= %(news)s)
FROM expecting
"""
HEARD_OF = f"""{FOUND},
heard AS (SELECT organization_id, max(day) AS last_on FROM ({sources.CONTACTS}) found GROUP BY organization_id)
SELECT id, name, state, places, expected, own, counties, greatest(expecting.last_on, heard.last_on)
FROM expecting LEFT JOIN heard ON heard.organization_id = expecting.id ORDER BY name, id
"""


@dataclass(frozen=True)
class SilentPlace:
    """A health department that did not ask, with what places like it do."""

    pk: int
    name: str
    state: str
    places: int
    expected: float

    @property
    def chance(self) -> float:
        """P(no request | expected) = e^−expected, if requests came by chance alone (Poisson)."""
        return math.exp(-self.expected)


@dataclass(frozen=True)
class Place(SilentPlace):
    """Any health department on the roster: requests in two years, counties, last contact or request."""

    requests: int
    counties: list[str]
    last_on: date | None

    def months(self, on: date) -> int | None:
        """Whole months since the last contact or request; None if there never was one."""
        return None if self.last_on is None else max(0, int((on - self.last_on).days / 30.44))


@dataclass(frozen=True)
class Silence:
    """How many on the roster did not ask in two years, and for how many that is news.

    `established` were on the roster all that time, `silent` of them did not ask; `newer` joined later, and
    `silent_newer` of those have not asked yet.
    """

    established: int
    newer: int
    silent: int
    silent_newer: int
    news: int
    likeliest: list[SilentPlace]

    @property
    def roster(self) -> int:
        return self.established + self.newer

    @property
    def places(self) -> list[SilentPlace]:
        """Those where silence is news; if it is nowhere, the few of which most would be expected."""
        news = [place for place in self.likeliest if place.expected >= NEWS_FROM]
        return news or self.likeliest[:FEW]


def chance_in_clumps(expected: float, clumps: float = CLUMPED) -> float:
    """P(no request | expected) where the variance is so many times the mean: d^(−expected/(d − 1)), d above 1."""
    return clumps ** (-expected / (clumps - 1))


def silence(*, at: datetime) -> Silence:
    """Recipients without a request in 730 days, and those of them where at least three would be expected.

    Expected: x·(R − own + 10·w) ÷ (X − x + 10), x the department's days on the roster within these 730 over 730, X and
    R the sums of that and of requests in it over the same type, population band, rural-urban class and size of staff
    (under 10, 10 to 49, 50 and more, or not known). Its kind is mixed with ten departments of its type, those with ten
    of all; the department itself is left out everywhere.
    For those who may see each organization: nothing here is suppressed.
    """
    with whole_network() as cursor:
        cursor.execute(COUNTED, _values(at))
        established, newer, silent, silent_newer, news = cursor.fetchone()
        cursor.execute(LISTED, _values(at))
        likeliest = [SilentPlace(*row) for row in cursor.fetchall()]
        return Silence(established, newer, silent, silent_newer, news, likeliest)


def heard_of(*, at: datetime) -> list[Place]:
    """Everybody on the roster, by name, with when there last was a contact in both directions or a request.

    One statement. For those who may see each organization: nothing here is suppressed.
    """
    with whole_network() as cursor:
        cursor.execute(HEARD_OF, _values(at))
        return [Place(*row) for row in cursor.fetchall()]


def _values(at: datetime) -> dict[str, Any]:
    network = current_network()
    return {
        "network": network.pk, "zone": network.time_zone, "today": timezone.localdate(at), "since": at - TWO_YEARS,
        "days": TWO_YEARS.days, "news": NEWS_FROM, "most": MOST, "weight": WEIGHT,
    }  # fmt: skip
