"""The rule of depth, as one statement over all recipients of a network, or over some.

docs/depth.md says it in words; tests/relationships/depth/by_hand.py says it again in plain Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from relationships.depth import sources
from relationships.depth.whole import whole_network
from tta_portal.tenancy.models import current_network

SHARE = """
  count(outcome) FILTER (WHERE {due}) AS due,
  (2 * count(*) FILTER (WHERE outcome = 'kept' AND {due}) + count(*) FILTER (WHERE outcome = 'late' AND {due})) * 50.0
  / nullif(count(outcome) FILTER (WHERE {due}), 0) AS reliability
""".format(due="due_on <= %(on)s AND due_on > %(on)s::date - 180")
"""How many promises fell due in 180 days and are settled, and R = (kept + 0.5·late) of them in percent."""
ONE = {
    "one_organization": "AND organization.id = ANY(%(ids)s)",
    "one_found": "AND found.organization_id = ANY(%(ids)s)",
    "one_request": "AND request.organization_id = ANY(%(ids)s)",
    "one_check_in": "AND check_in.organization_id = ANY(%(ids)s)",
}
ALONE = "SELECT pg_advisory_xact_lock(hashtext('relationships.depth'), %s)"

FACTS = """
chosen AS (
  SELECT id FROM directory_organization organization
  WHERE network_id = %(network)s AND is_recipient {one_organization}),
contact AS (
  SELECT organization_id, count(*) AS in_year, count(*) FILTER (WHERE day > %(on)s::date - 180) AS in_half
  FROM ({contacts}) found WHERE day <= %(on)s AND day > %(on)s::date - 365 {one_found} GROUP BY organization_id),
asked AS (
  SELECT organization_id, count(*) AS n FROM requests_app_ttarequest request
  WHERE network_id = %(network)s AND status NOT IN ('draft', 'merged')
  AND (submitted_at AT TIME ZONE %(zone)s)::date > %(on)s::date - 365
  AND (submitted_at AT TIME ZONE %(zone)s)::date <= %(on)s {one_request} GROUP BY organization_id),
talk AS (
  SELECT request.organization_id, count(*) AS n
  FROM requests_app_conversation talk JOIN requests_app_ttarequest request ON request.id = talk.tta_request_id
  WHERE talk.network_id = %(network)s AND talk.recipient_people <> ''
  AND (talk.held_at AT TIME ZONE %(zone)s)::date > %(on)s::date - 365
  AND (talk.held_at AT TIME ZONE %(zone)s)::date <= %(on)s {one_request} GROUP BY request.organization_id),
answered AS (
  SELECT check_in.organization_id, count(*) AS n
  FROM relationships_checkinanswer answer JOIN relationships_checkin check_in ON check_in.id = answer.check_in_id
  WHERE answer.network_id = %(network)s AND (answer.answered_at AT TIME ZONE %(zone)s)::date > %(on)s::date - 365
  AND (answer.answered_at AT TIME ZONE %(zone)s)::date <= %(on)s {one_check_in} GROUP BY check_in.organization_id),
planned AS (
  SELECT organization_id, count(*) AS n FROM ({agreed}) found
  WHERE day > %(on)s::date - 365 AND day <= %(on)s {one_found} GROUP BY organization_id),
together AS (
  SELECT recipient_id AS organization_id, count(*) AS n,
    count(*) FILTER (WHERE lead_organization_id = recipient_id OR EXISTS (SELECT FROM joint_work_colead co_lead
      WHERE co_lead.engagement_id = relationships_engagement.id AND co_lead.organization_id = recipient_id)) AS led
  FROM relationships_engagement WHERE network_id = %(network)s AND status = 'active'
  AND (started_at IS NULL OR (started_at AT TIME ZONE %(zone)s)::date <= %(on)s) GROUP BY recipient_id),
co_led AS (
  SELECT request.organization_id, count(*) AS n
  FROM requests_app_requestperson person JOIN requests_app_ttarequest request ON request.id = person.tta_request_id
  JOIN accounts_membership member ON member.id = person.member_id
  WHERE person.network_id = %(network)s AND person.part = 'co_lead' AND request.status IN ('planning', 'in_delivery')
  AND member.organization_id = request.organization_id {one_request} GROUP BY request.organization_id),
kept AS (
  SELECT organization_id, count(DISTINCT side) AS sides, {share}
  FROM ({promises}) found WHERE due_on > %(on)s::date - 365 {one_found} GROUP BY organization_id),
gave AS (
  SELECT organization_id, count(*) AS n FROM ({given}) found
  WHERE day > %(on)s::date - 365 AND day <= %(on)s {one_found} GROUP BY organization_id),
trust AS (
  SELECT DISTINCT ON (organization_id) organization_id, lower, n FROM ({trust}) found
  WHERE day > %(on)s::date - 365 AND day <= %(on)s {one_found} ORDER BY organization_id, day DESC),
fact AS (
  SELECT chosen.id AS organization_id, standing.level AS old, standing.since, standing.collaborative_since,
    coalesce(asked.n, 0) AS asked, coalesce(contact.in_year, 0) AS contacts, coalesce(contact.in_half, 0) AS recent,
    coalesce(talk.n, 0) AS talks, coalesce(answered.n, 0) AS answers, coalesce(planned.n, 0) AS plans,
    coalesce(together.n, 0) AS engagements, coalesce(together.led, 0) + coalesce(co_led.n, 0) AS leads,
    coalesce(kept.sides, 0) AS sides, coalesce(kept.due, 0) AS due,
    coalesce(kept.reliability, 0) AS reliability,
    coalesce(gave.n, 0) AS given, trust.lower AS trust, coalesce(trust.n, 0) AS voices
  FROM chosen LEFT JOIN depth_standing standing ON standing.organization_id = chosen.id
  LEFT JOIN contact ON contact.organization_id = chosen.id LEFT JOIN asked ON asked.organization_id = chosen.id
  LEFT JOIN talk ON talk.organization_id = chosen.id LEFT JOIN answered ON answered.organization_id = chosen.id
  LEFT JOIN planned ON planned.organization_id = chosen.id LEFT JOIN together ON together.organization_id = chosen.id
  LEFT JOIN co_led ON co_led.organization_id = chosen.id LEFT JOIN kept ON kept.organization_id = chosen.id
  LEFT JOIN gave ON gave.organization_id = chosen.id LEFT JOIN trust ON trust.organization_id = chosen.id)
"""

RULE = """
tested AS (
  SELECT *, asked + contacts > 0 AS is_1,
    talks > 0 AS talked, answers + greatest(asked - 1, 0) > 0 AS came_back,
    plans + engagements > 0 AS has_plan, recent >= 3 AS in_touch, sides = 2 AS both_promise,
    due >= 5 AND reliability >= 80 AS reliable,
    coalesce(collaborative_since <= %(on)s::date - 180, false) AS lasting, leads > 0 AS led, given > 0 AS gave,
    coalesce(trust >= 75, false) AS trusted
  FROM fact),
held AS (
  SELECT *, CASE
    WHEN NOT is_1 THEN 0
    WHEN NOT (talked AND came_back) THEN 1
    WHEN NOT (has_plan AND in_touch AND both_promise AND reliable) THEN 2
    WHEN NOT (lasting AND led AND gave AND trusted) THEN 3 ELSE 4 END AS target
  FROM tested),
moved AS (
  SELECT *, CASE
    WHEN old IS NULL OR old <= 2 OR target >= old THEN target
    WHEN (recent = 0 OR (due >= 5 AND reliability < 60)) AND since <= %(on)s::date - 30 THEN old - 1
    ELSE old END AS level,
    jsonb_build_array(
      jsonb_build_object('test', 'in_contact', 'level', 1, 'holds', is_1, 'n', asked + contacts),
      jsonb_build_object('test', 'talked', 'level', 2, 'holds', talked, 'n', talks),
      jsonb_build_object('test', 'came_back', 'level', 2, 'holds', came_back, 'n', answers + greatest(asked - 1, 0)),
      jsonb_build_object('test', 'has_plan', 'level', 3, 'holds', has_plan, 'n', plans + engagements),
      jsonb_build_object('test', 'in_touch', 'level', 3, 'holds', in_touch, 'n', recent),
      jsonb_build_object('test', 'both_promise', 'level', 3, 'holds', both_promise, 'n', sides),
      jsonb_build_object('test', 'reliable', 'level', 3, 'holds', reliable, 'n', due,
        'share', CASE WHEN due >= 5 THEN round(reliability) END),
      jsonb_build_object('test', 'lasting', 'level', 4, 'holds', lasting,
        'n', coalesce(%(on)s::date - collaborative_since, 0)),
      jsonb_build_object('test', 'leads', 'level', 4, 'holds', led, 'n', leads),
      jsonb_build_object('test', 'gave', 'level', 4, 'holds', gave, 'n', given),
      jsonb_build_object('test', 'trusted', 'level', 4, 'holds', trusted, 'n', voices)) AS evidence
  FROM held)
"""

WRITE = """
, written AS (
  INSERT INTO depth_standing AS standing
    (network_id, organization_id, level, since, collaborative_since, computed_at, evidence)
  SELECT %(network)s, organization_id, level,
    CASE WHEN level = old THEN since ELSE %(on)s::date END,
    CASE WHEN level >= 3 THEN coalesce(collaborative_since, %(on)s::date) END, %(at)s, evidence
  FROM moved
  ON CONFLICT (organization_id) DO UPDATE SET level = excluded.level, since = excluded.since,
    collaborative_since = excluded.collaborative_since, computed_at = excluded.computed_at,
    evidence = excluded.evidence
  RETURNING 1),
changed AS (
  INSERT INTO depth_levelchange (network_id, organization_id, from_level, to_level, changed_on, happened_at, evidence)
  SELECT %(network)s, organization_id, coalesce(old, 0), level, %(on)s, %(at)s, evidence
  FROM moved WHERE level <> coalesce(old, 0) RETURNING 1)
SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM changed)
"""


@dataclass(frozen=True)
class Pass:
    """How many standings were written, and how many of them changed level."""

    computed: int
    changed: int


def today(at: datetime) -> date:
    """The day it is in the network in force."""
    return at.astimezone(ZoneInfo(current_network().time_zone)).date()


@transaction.atomic
def compute(*, at: datetime | None = None, organization_ids: list[int] | None = None) -> Pass:
    """Write the standing of all recipients, or of some, in one statement; running it again changes nothing.

    One pass a network at a time, so that two cannot both note the same change.
    """
    at, network = at or timezone.now(), current_network()
    values: dict[str, Any] = {"network": network.pk, "zone": network.time_zone, "ids": organization_ids}
    values |= {"at": at, "on": today(at)}
    everybody = organization_ids is None
    with whole_network() if everybody else connection.cursor() as cursor:
        cursor.execute(ALONE, [network.pk])
        cursor.execute(f"WITH {facts(some=not everybody)}, {RULE} {WRITE}", values)
        return Pass(*cursor.fetchone())


def facts(*, some: bool) -> str:
    """What is known of each recipient, or of those whose numbers are in %(ids)s."""
    return FACTS.format(
        contacts=sources.CONTACTS, agreed=sources.AGREED, promises=sources.PROMISES, share=SHARE,
        given=sources.given(), trust=sources.trust(), **{name: sql if some else "" for name, sql in ONE.items()},
    )  # fmt: skip
