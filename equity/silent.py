"""Who never asked, and where that is news: expected demand from the history of like places."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from relationships.depth.whole import whole_network
from tta_portal.tenancy.models import current_network

TWO_YEARS = timedelta(days=730)
NEWS_FROM = 3.0
MOST = 100
FOUND = """
WITH roster AS (
  SELECT place.id, place.name, coalesce(area.state, '') AS state, coalesce(area.jurisdiction_type, '') AS kind,
    coalesce(area.population_band, '') AS band, coalesce(area.rural_urban, '') AS land
  FROM directory_organization place LEFT JOIN directory_jurisdiction area ON area.id = place.jurisdiction_id
  WHERE place.network_id = %(network)s AND place.is_recipient AND place.eligible_from <= %(today)s
  AND (place.eligible_until IS NULL OR place.eligible_until > %(today)s)),
sent AS (
  SELECT organization_id, count(*) AS requests FROM requests_app_ttarequest
  WHERE network_id = %(network)s AND submitted_at >= %(since)s AND status NOT IN ('draft', 'merged')
  GROUP BY organization_id),
alike AS (
  SELECT kind, band, land, count(*) AS places, coalesce(sum(sent.requests), 0)::float / count(*) AS expected
  FROM roster LEFT JOIN sent ON sent.organization_id = roster.id GROUP BY kind, band, land),
silent AS (
  SELECT roster.*, alike.places, alike.expected FROM roster
  JOIN alike USING (kind, band, land) LEFT JOIN sent ON sent.organization_id = roster.id
  WHERE sent.organization_id IS NULL)
"""
LISTED = f"""{FOUND}
SELECT id, name, state, places, expected FROM silent WHERE expected >= %(news)s
ORDER BY expected DESC, name, id LIMIT %(most)s
"""
COUNTED = f"""{FOUND}
SELECT (SELECT count(*) FROM roster), count(*), count(*) FILTER (WHERE expected >= %(news)s) FROM silent
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
class Silence:
    """How many on the roster did not ask in two years, and for how many that is news."""

    roster: int
    silent: int
    news: int
    places: list[SilentPlace]


def silence(*, at: datetime) -> Silence:
    """Recipients without a request in 730 days, and those of them where at least three would be expected.

    Expected: requests in 730 days per department, over all on the roster of the same type, population band and
    rural-urban class, the silent ones included. For those who may see each organization: nothing here is suppressed.
    """
    network = current_network()
    values: dict[str, Any] = {
        "network": network.pk, "today": timezone.localdate(at), "since": at - TWO_YEARS, "news": NEWS_FROM,
        "most": MOST,
    }  # fmt: skip
    with whole_network() as cursor:
        cursor.execute(COUNTED, values)
        roster, silent, news = cursor.fetchone()
        cursor.execute(LISTED, values)
        return Silence(roster, silent, news, [SilentPlace(*row) for row in cursor.fetchall()])
