# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
"""Trust and value out of the answers, and who may see what.

T is the mean of reliability, openness and shared mission, V of influence, resources and involvement; each item
from 1 to 4 is shown as 100·(x−1)/3. Of each person the newest answer of 365 days counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from relationships.depth.whole import whole_network
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import current_network

ENOUGH = 5
A_GAP = 20

ANSWERS = """
SELECT DISTINCT ON (pulse.organization_id, pulse.direction, pulse.person_id)
  pulse.organization_id, pulse.direction, answer.shares, (answer.answered_at AT TIME ZONE %(zone)s)::date AS day,
  (SELECT avg(100.0 * (x - 1) / 3) FROM unnest(ARRAY[reliability, openness, shared_mission]) x) AS trust,
  (SELECT avg(100.0 * (x - 1) / 3) FROM unnest(ARRAY[influence, resources, involvement]) x) AS value
FROM pulse_pulseanswer answer JOIN pulse_pulse pulse ON pulse.id = answer.pulse_id
WHERE answer.network_id = %(network)s
AND (answer.answered_at AT TIME ZONE %(zone)s)::date > %(on)s::date - 365
AND (answer.answered_at AT TIME ZONE %(zone)s)::date <= %(on)s
ORDER BY pulse.organization_id, pulse.direction, pulse.person_id, answer.answered_at DESC
"""
MUTUAL = f"""
SELECT organization_id, day, CASE WHEN theirs IS NOT NULL AND ours IS NOT NULL THEN least(theirs, ours) END AS lower, n
FROM (
  SELECT organization_id, max(day) AS day, count(*) AS n,
    avg(trust) FILTER (WHERE direction = 'recipient' AND (many OR shares)) AS theirs,
    avg(trust) FILTER (WHERE direction = 'provider' AND (many OR shares)) AS ours
  FROM (SELECT *, count(*) FILTER (WHERE direction = 'recipient') OVER by_place >= {ENOUGH}
    AND count(*) FILTER (WHERE direction = 'provider') OVER by_place >= {ENOUGH} AS many
    FROM ({ANSWERS}) newest WINDOW by_place AS (PARTITION BY organization_id)) counted
  GROUP BY organization_id) both_ways
"""
"""For depth: the lower of both directions, of five each way, or of what both sides agreed to show each other."""

COMPOSITES = f"""
SELECT direction, count(trust), avg(trust), avg(value) FROM ({ANSWERS}) newest
WHERE (%(organization)s::bigint IS NULL OR organization_id = %(organization)s) AND (%(all)s OR shares)
GROUP BY direction
"""


@dataclass(frozen=True)
class Side:
    """One direction: how many said something about trust, and the composites from 0 to 100."""

    n: int = 0
    trust: float | None = None
    value: float | None = None


@dataclass(frozen=True)
class Both:
    """Both directions. Nothing of it may be shown unless `is_shown`."""

    theirs: Side
    ours: Side
    is_shown: bool

    @property
    def gap(self) -> float | None:
        """T(recipient→provider) − T(provider→recipient), where it may be shown."""
        if not self.is_shown or self.theirs.trust is None or self.ours.trust is None:
            return None
        return self.theirs.trust - self.ours.trust

    @property
    def needs_a_talk(self) -> bool:
        return self.gap is not None and abs(self.gap) >= A_GAP


def in_network(*, on: date) -> Both:
    """Both directions over all relationships; shown from five respondents each way."""
    sides = _sides(on, None, everybody=True)
    return Both(*sides, is_shown=_are_enough(sides))


def between(organization: Organization, *, on: date) -> Both:
    """Both directions of one relationship, for the two parties alone.

    From five respondents each way all answers count; under it, those whose authors agreed to share them, and
    only if both sides did.
    """
    sides = _sides(on, organization, everybody=True)
    if _are_enough(sides):
        return Both(*sides, is_shown=True)
    shared = _sides(on, organization, everybody=False)
    return Both(*shared, is_shown=all(side.n > 0 for side in shared))


def _are_enough(sides: tuple[Side, Side]) -> bool:
    return all(side.n >= ENOUGH for side in sides)


def _sides(on: date, organization: Organization | None, *, everybody: bool) -> tuple[Side, Side]:
    network = current_network()
    values: dict[str, Any] = {
        "network": network.pk, "zone": network.time_zone, "on": on, "all": everybody,
        "organization": organization.pk if organization else None,
    }  # fmt: skip
    with whole_network() as cursor:
        cursor.execute(COMPOSITES, values)
        found = {
            direction: Side(n, *(None if mean is None else float(mean) for mean in means))
            for direction, n, *means in cursor.fetchall()
        }
    return found.get("recipient", Side()), found.get("provider", Side())
