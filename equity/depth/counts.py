"""What the depth panel counts: departments with a community partner, and how much help each got, in coarse steps.

No department is read: help comes back as how many departments of a group lie at each step.
"""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections.abc import Mapping

from equity import queries, tallies
from equity.claims import Measure
from equity.dimensions import Dimension
from equity.periods import Period
from equity.reach_counts import ASKING
from equity.splits import KEYS
from equity.suppression import Cell, Counted, Key
from equity.tallies import FIELDS, rows, summed
from relationships.depth.sources import AGREED
from tta_portal.directory.models import OrganizationKind

FINE, MEDIUM = 10, 50
TOGETHER = f"""{ASKING},
at_the_table AS (
  SELECT link.tta_request_id FROM relationships_engagementrequest link
  JOIN relationships_engagement engagement ON engagement.id = link.engagement_id
  JOIN relationships_engagementparty party ON party.engagement_id = engagement.id
  JOIN directory_organization partner ON partner.id = party.organization_id
  WHERE link.network_id = %(network)s AND engagement.started_at <= %(seen_at)s
  AND partner.kinds @> ARRAY['{OrganizationKind.COMMUNITY}']::varchar[]),
agreed AS (
  SELECT DISTINCT ON (plan.tta_request_id) plan.tta_request_id, plan.voice_level
  FROM ({AGREED}) found JOIN requests_app_plan plan ON plan.id = found.id
  ORDER BY plan.tta_request_id, plan.version DESC),
partnered AS (
  SELECT DISTINCT request.organization_id FROM requests_app_ttarequest request
  WHERE request.network_id = %(network)s AND request.status NOT IN ('draft', 'merged')
  AND request.submitted_at >= %(starts_at)s AND request.submitted_at < %(ends_before)s
  AND request.id <> ALL(%(unread)s::bigint[])
  AND (request.id IN (SELECT tta_request_id FROM at_the_table) OR request.id IN (
    SELECT tta_request_id FROM agreed WHERE voice_level IN ('involve', 'collaborate', 'empower')))),
sent_once AS NOT MATERIALIZED (
  SELECT organization_id, submitted_at, delivered_at FROM requests_app_ttarequest
  WHERE network_id = %(network)s AND status NOT IN ('draft', 'merged') AND id <> ALL(%(unread)s::bigint[])),
event AS (
  SELECT organization_id, delivered_at AS at, NULL::timestamptz AS asked_at FROM sent_once
  WHERE delivered_at >= (%(starts_at)s::timestamptz AT TIME ZONE %(zone)s - interval '1 year') AT TIME ZONE %(zone)s
  AND delivered_at < (%(ends_before)s::timestamptz AT TIME ZONE %(zone)s - interval '1 year') AT TIME ZONE %(zone)s
  UNION ALL
  SELECT organization_id, submitted_at, submitted_at FROM sent_once WHERE submitted_at IS NOT NULL),
following AS (
  SELECT organization_id, at, asked_at, min(asked_at) OVER (PARTITION BY organization_id ORDER BY at
    RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE GROUP) AS next_at
  FROM event),
helped AS (
  SELECT organization_id, bool_or(coalesce(next_at <= at + interval '365 days', false)) AS returned
  FROM following WHERE asked_at IS NULL GROUP BY organization_id)
SELECT asking.id AS item, {FIELDS}, true AS roster, requests > 0 AS asked,
  partnered.organization_id IS NOT NULL AS partnered, helped.organization_id IS NOT NULL AS helped,
  coalesce(helped.returned, false) AS returned
FROM asking LEFT JOIN partnered ON partnered.organization_id = asking.id AND asking.requests > 0
LEFT JOIN helped ON helped.organization_id = asking.id
"""
COUNTS = ("roster", "asked", "partnered", "helped", "returned")


def _step(amount: str) -> str:
    """The step of an amount in SQL, as `step` has it."""
    return (
        f"CASE WHEN {amount} <= 0 THEN 0 WHEN {amount} < 1 THEN 1 WHEN {amount} <= {FINE} THEN round({amount}) "
        f"WHEN {amount} < {MEDIUM} THEN round({amount} / 5.0) * 5 ELSE round({amount} / 10.0) * 10 END"
    )


HELP = f"""{ASKING},
help AS (
  SELECT request.organization_id, count(*) FILTER (WHERE activity.with_recipient)::numeric AS contacts,
    sum(activity.hours) AS hours
  FROM requests_app_activity activity JOIN requests_app_ttarequest request ON request.id = activity.tta_request_id
  WHERE activity.network_id = %(network)s AND activity.held_on BETWEEN %(since)s AND %(until)s
  GROUP BY request.organization_id),
stepped AS (
  SELECT asking.*, {_step("coalesce(help.contacts, 0)")} AS contacts, {_step("coalesce(help.hours, 0)")} AS hours
  FROM asking LEFT JOIN help ON help.organization_id = asking.id WHERE requests > 0)
SELECT {{field}}, GROUPING(contacts) = 0, coalesce(contacts, hours)::int, count(*)
FROM stepped GROUP BY GROUPING SETS (({{field}}, contacts), ({{field}}, hours))
"""
Amounts = Mapping[int, int]
"""How many departments lie at each step."""


def step(amount: float) -> int:
    """An amount in coarse steps: whole up to 10, fives up to 50, then tens. Some help, however little, is 1."""
    if amount <= 0:
        return 0
    size = 1 if amount <= FINE else 5 if amount < MEDIUM else 10
    return max(1, size * int(amount / size + 0.5))


def depth(period: Period) -> Counted:
    """Levels of the roster as of last night; departments that asked in the period, those with a community partner;
    departments whose request was delivered in the year before, those that asked again within a year of that.

    Who asked is hidden together with the replies due, as on the overview and the reach panel.
    """
    levels = tallies.responsive(period)
    asked: dict[Key, Cell] = {}
    partnered: dict[Key, Cell] = {}
    helped: dict[Key, Cell] = {}
    returned: dict[Key, Cell] = {}
    for *key, places, askers, partners, had_help, back in rows(summed(TOGETHER, *COUNTS), period):
        asked[tuple(key)] = Cell(askers, places)
        partnered[tuple(key)] = Cell(partners, askers)
        helped[tuple(key)] = Cell(had_help, places)
        returned[tuple(key)] = Cell(back, had_help)
    due = {**{key: Cell(0) for key in asked}, **queries.replies(period).due}
    return Counted(
        {**levels.cells, "asked": asked, "partnered": partnered, "helped": helped, "returned": returned},
        {**levels.whole_of, "partnered": "asked", "returned": "helped"},
        beside={"asked": (due,)},
    )


def amounts(period: Period, *, by: Dimension) -> dict[Measure, dict[str, dict[int, int]]]:
    """Of each measure and group, how many departments that asked in the period got how much; one statement."""
    found: dict[Measure, dict[str, dict[int, int]]] = {Measure.CONTACTS: {}, Measure.HOURS: {}}
    for group, is_contacts, amount, departments in rows(HELP.replace("{field}", KEYS[by.index]), period):
        measure = Measure.CONTACTS if is_contacts else Measure.HOURS
        found[measure].setdefault(group, {})[amount] = departments
    return found
