# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
"""Who falls silent against their own rhythm, who was never heard of, and what reaching out brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationships.depth import sources
from relationships.depth.measures import Measure
from relationships.depth.whole import whole_network
from tta_portal.tenancy.models import current_network

SILENT = f"""
WITH gap AS (
  SELECT organization_id, day, day - lag(day) OVER (PARTITION BY organization_id ORDER BY day) AS days
  FROM ({sources.CONTACTS}) found WHERE day <= %(on)s),
rhythm AS (
  SELECT organization_id, max(day) AS last_on, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS usual
  FROM gap GROUP BY organization_id HAVING count(*) >= 3)
SELECT organization_id, last_on, usual FROM rhythm
JOIN directory_organization organization ON organization.id = rhythm.organization_id AND organization.is_recipient
WHERE %(on)s::date - last_on > 30 AND %(on)s::date - last_on > 2 * usual
ORDER BY last_on DESC, organization.name, organization_id
"""
NEVER = f"""
SELECT organization.id FROM directory_organization organization
LEFT JOIN directory_jurisdiction place ON place.id = organization.jurisdiction_id
WHERE organization.network_id = %(network)s AND organization.is_recipient
AND organization.eligible_from <= %(on)s
AND (organization.eligible_until IS NULL OR organization.eligible_until > %(on)s)
AND organization.id NOT IN (SELECT organization_id FROM ({sources.CONTACTS}) found WHERE organization_id IS NOT NULL)
AND organization.id NOT IN (SELECT organization_id FROM requests_app_ttarequest
  WHERE network_id = %(network)s AND status <> 'draft')
ORDER BY coalesce((place.vulnerability = 'q4')::int + (place.rural_urban = 'rural_remote')::int
  + (place.jurisdiction_type IN ('tribal', 'territorial', 'freely_associated'))::int, 0) DESC,
  organization.name, organization.id
"""
CONVERSION = f"""
WITH made AS (
  SELECT organization_id, min((made_at AT TIME ZONE %(zone)s)::date) AS day FROM radar_outreach
  WHERE network_id = %(network)s AND made_at IS NOT NULL GROUP BY organization_id),
reply AS (
  SELECT organization_id, day FROM ({sources.CONTACTS}) found
  UNION ALL
  SELECT organization_id, (submitted_at AT TIME ZONE %(zone)s)::date FROM requests_app_ttarequest
  WHERE network_id = %(network)s AND status NOT IN ('draft', 'merged')),
replied AS (
  SELECT DISTINCT made.organization_id FROM made JOIN reply ON reply.organization_id = made.organization_id
  WHERE reply.day >= made.day AND reply.day <= made.day + 90)
SELECT count(replied.organization_id), count(*) FROM made
LEFT JOIN replied ON replied.organization_id = made.organization_id
WHERE made.day + 90 <= %(on)s
"""


@dataclass(frozen=True)
class Silence:
    """When one was last in touch with an organization, and how many days usually lie between."""

    organization_id: int
    last_on: date
    usual: float


def silent(*, on: date) -> list[Silence]:
    """Recipients with at least 3 contacts, silent for over 30 days and twice their median gap; newest first."""
    return [Silence(*row) for row in _rows(SILENT, on)]


def never_heard_of(*, on: date) -> list[int]:
    """Recipients on the roster that never asked and were never in touch: the hardest to reach first, then by name."""
    return [row[0] for row in _rows(NEVER, on)]


def conversion(*, on: date) -> Measure:
    """Organizations in touch, or asking, within 90 days of the first outreach ÷ those with 90 days elapsed."""
    ((replied, n),) = _rows(CONVERSION, on)
    words = (
        "Organizations that were in touch or asked within 90 days of our first call, visit or mail, "
        "of all where it was made at least 90 days ago."
    )
    return Measure(replied / n if n else None, n, words)


def _rows(sql: str, on: date) -> Sequence[Any]:
    network = current_network()
    with whole_network() as cursor:
        cursor.execute(sql, {"network": network.pk, "zone": network.time_zone, "on": on})
        found: Sequence[Any] = cursor.fetchall()
    return found
