"""How one-off becomes ongoing: first-time requesters, and how far they came."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from relationships.depth.measures import Measure
from relationships.depth.whole import whole_network
from tta_portal.tenancy.models import current_network

# Level 2 holds on a day in a talk's year and in the year of an answer or of two requests. Where such years overlap,
# they first do so on a day on which one of them begins, or on the day of delivery: only these are looked at.
FIRST_TIMERS = """
WITH request AS (
  SELECT id, organization_id, (submitted_at AT TIME ZONE %(zone)s)::date AS asked_on,
    (delivered_at AT TIME ZONE %(zone)s)::date AS delivered_on,
    lag((submitted_at AT TIME ZONE %(zone)s)::date) OVER each AS earlier_on,
    row_number() OVER each AS place
  FROM requests_app_ttarequest WHERE network_id = %(network)s AND status NOT IN ('draft', 'merged')
  WINDOW each AS (PARTITION BY organization_id ORDER BY submitted_at, id)),
first AS (SELECT * FROM request WHERE place = 1),
answer AS (
  SELECT check_in.organization_id, check_in.tta_request_id, (answer.answered_at AT TIME ZONE %(zone)s)::date AS day
  FROM relationships_checkinanswer answer JOIN relationships_checkin check_in ON check_in.id = answer.check_in_id
  WHERE answer.network_id = %(network)s),
talk AS (
  SELECT other.organization_id, (talk.held_at AT TIME ZONE %(zone)s)::date AS day
  FROM requests_app_conversation talk JOIN requests_app_ttarequest other ON other.id = talk.tta_request_id
  WHERE talk.network_id = %(network)s AND talk.held_at IS NOT NULL AND talk.recipient_people <> ''),
came_back AS (
  SELECT organization_id, day AS begins, day + 364 AS ends FROM answer
  UNION ALL
  SELECT organization_id, asked_on, earlier_on + 364 FROM request WHERE earlier_on + 364 >= asked_on),
event AS (
  SELECT organization_id, day, day AS talked_on, NULL::date AS lasts_until FROM talk
  UNION ALL
  SELECT organization_id, begins, NULL, ends FROM came_back
  UNION ALL
  SELECT organization_id, delivered_on, NULL, NULL FROM first WHERE delivered_on IS NOT NULL),
moment AS (
  SELECT organization_id, day, max(talked_on) OVER so_far AS talked_on, max(lasts_until) OVER so_far AS lasts_until
  FROM event WINDOW so_far AS (PARTITION BY organization_id ORDER BY day)),
level_2 AS (
  SELECT DISTINCT first.organization_id FROM first JOIN moment ON moment.organization_id = first.organization_id
  WHERE moment.day BETWEEN first.delivered_on AND least(first.delivered_on + 180, %(on)s)
  AND moment.talked_on + 364 >= moment.day AND moment.lasts_until >= moment.day)
"""
CONVERSION = f"""{FIRST_TIMERS}
SELECT count(level_2.organization_id), count(*) FROM first
LEFT JOIN level_2 ON level_2.organization_id = first.organization_id
WHERE delivered_on BETWEEN %(since)s AND %(until)s AND delivered_on + 180 <= %(on)s
"""
FUNNEL = f"""{FIRST_TIMERS},
step AS (
  SELECT delivered_on IS NOT NULL AND delivered_on <= %(on)s AS delivered,
    id IN (SELECT tta_request_id FROM answer WHERE day <= %(on)s) AS answered,
    organization_id IN (SELECT organization_id FROM level_2) AS responsive,
    organization_id IN (SELECT recipient_id FROM relationships_engagement
      WHERE network_id = %(network)s AND (started_at AT TIME ZONE %(zone)s)::date <= %(on)s) AS together
  FROM first WHERE asked_on BETWEEN %(since)s AND %(until)s)
SELECT count(*), count(*) FILTER (WHERE delivered), count(*) FILTER (WHERE delivered AND answered),
  count(*) FILTER (WHERE delivered AND answered AND responsive),
  count(*) FILTER (WHERE delivered AND answered AND responsive AND together)
FROM step
"""


@dataclass(frozen=True)
class Funnel:
    """Of those who asked for the first time, how many took each further step; each step counts only after the last."""

    asked: int
    delivered: int
    answered: int
    responsive: int
    together: int


def conversion(since: date, until: date, *, on: date) -> Measure:
    """First-time requesters at level 2 or above within 180 days of delivery ÷ those with 180 days elapsed.

    Over recipients whose very first request was delivered from `since` to `until`, and at least 180 days before
    `on`. Level 2 is read from the evidence of those days, so it also covers the time before levels were kept.
    Whose first request was never delivered is missing.
    """
    converted, n = _row(CONVERSION, since, until, on)
    words = _(
        "Health departments that asked for the first time and were at least “Responsive” within 180 days of delivery, "
        "of all whose first request was delivered at least 180 days ago."
    )
    return Measure(converted / n if n else None, n, words)


def funnel(since: date, until: date, *, on: date) -> Funnel:
    """Recipients whose very first request was sent from `since` to `until`, and how far each came by `on`."""
    return Funnel(*_row(FUNNEL, since, until, on))


def _row(sql: str, since: date, until: date, on: date) -> tuple[int, ...]:
    network = current_network()
    values: dict[str, Any] = {"network": network.pk, "zone": network.time_zone}
    with whole_network() as cursor:
        cursor.execute(sql, values | {"since": since, "until": until, "on": on})
        row: tuple[int, ...] = cursor.fetchone()
    return row
