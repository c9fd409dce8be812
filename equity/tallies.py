"""What the panels of shares count: one statement a panel, whatever the amount of data.

Each statement gives a row a combination of groups with one number a count; no organization, request or answer is
read. Confidential requests are counted like all others.
"""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from equity.periods import Period
from equity.splits import CURRENT, FROZEN, KEYS, written
from equity.summaries import reading
from equity.summaries.nightly import kept
from equity.summaries.sources import ANSWERS, NOT_COUNTED
from equity.suppression import Cell, Counted
from relationships.depth.conversion import FIRST_TIMERS
from relationships.depth.sources import AGREED
from relationships.depth.whole import whole_network
from tta_portal.directory.models import JurisdictionType
from tta_portal.tenancy.models import current_network

ON_THE_ROSTER = "roster"
LEADING = """
co_led AS (SELECT DISTINCT person.tta_request_id, member.organization_id
  FROM requests_app_requestperson person JOIN accounts_membership member ON member.id = person.member_id
  WHERE person.network_id = %(network)s AND person.part = 'co_lead'),
led AS (SELECT DISTINCT link.tta_request_id, engagement.lead_organization_id AS organization_id
  FROM relationships_engagementrequest link JOIN relationships_engagement engagement
    ON engagement.id = link.engagement_id
  WHERE link.network_id = %(network)s AND engagement.started_at IS NOT NULL)
"""


FIELDS = ", ".join(KEYS)
COUNTED = f"""(place.counts_in_equity OR place.jurisdiction_id IS NULL OR NOT EXISTS (
  SELECT FROM directory_jurisdiction tribe WHERE tribe.id = place.jurisdiction_id
  AND tribe.jurisdiction_type = '{JurisdictionType.TRIBAL}'))"""
"""As `Organization.objects.counted_in_equity()` says it."""
WHICH_PERIOD = """(SELECT min(number) FROM unnest(%(sinces)s::date[], %(untils)s::date[])
  WITH ORDINALITY AS asked (since, until, number) WHERE day BETWEEN since AND until)"""
"""Of several periods that share no day the one a day is in, from 1 on."""

RESPONSIVE = f"""
SELECT place.id AS item, {CURRENT}, true AS roster, coalesce(standing.level >= 2, false) AS responsive
FROM directory_organization place
LEFT JOIN directory_jurisdiction area ON area.id = place.jurisdiction_id
LEFT JOIN depth_standing standing ON standing.organization_id = place.id
WHERE place.network_id = %(network)s AND place.is_recipient AND place.eligible_from <= %(today)s
AND (place.eligible_until IS NULL OR place.eligible_until > %(today)s) AND {COUNTED}
"""
CONVERTED = f"""{FIRST_TIMERS}
SELECT request.id AS item, first.delivered_on AS day, {FROZEN}, true AS first,
  level_2.organization_id IS NOT NULL AS converted
FROM first JOIN requests_app_ttarequest request ON request.id = first.id
LEFT JOIN level_2 ON level_2.organization_id = first.organization_id
WHERE first.delivered_on BETWEEN %(since)s AND %(until)s AND first.delivered_on + 180 <= %(on)s AND {NOT_COUNTED}
"""
PLANS = f"""
WITH {LEADING},
agreed AS (SELECT DISTINCT ON (plan.tta_request_id) plan.tta_request_id, plan.voice_level, found.day
  FROM ({AGREED}) found JOIN requests_app_plan plan ON plan.id = found.id
  ORDER BY plan.tta_request_id, plan.version DESC)
SELECT request.id AS item, agreed.day, {FROZEN}, true AS agreed,
  agreed.voice_level IN ('involve', 'collaborate', 'empower') AS involved,
  co_led.tta_request_id IS NOT NULL OR led.tta_request_id IS NOT NULL AS led,
  agreed.voice_level IN ('collaborate', 'empower') AS collaborating, agreed.voice_level = 'empower' AS empowered,
  agreed.voice_level IN ('inform', 'consult') AS heard, agreed.voice_level = 'consult' AS consulted
FROM agreed JOIN requests_app_ttarequest request ON request.id = agreed.tta_request_id
LEFT JOIN co_led ON co_led.tta_request_id = request.id AND co_led.organization_id = request.organization_id
LEFT JOIN led ON led.tta_request_id = request.id AND led.organization_id = request.organization_id
WHERE agreed.day BETWEEN %(since)s AND %(until)s AND {NOT_COUNTED}
"""
"""Each of these gives a row an item, with its groups and what of it counts: so numbers can be led back to rows."""


def responsive(period: Period) -> Counted:
    """The roster, and those at level 2 or above, as of last night."""
    return _counted(RESPONSIVE, period, {ON_THE_ROSTER: "", "responsive": ON_THE_ROSTER})


LEVELS = {
    "agreed": "", "involved": "agreed", "led": "agreed", "collaborating": "involved", "empowered": "collaborating",
    "heard": "", "consulted": "heard",
}  # fmt: skip


@kept("return")
def converted(periods: Sequence[Period]) -> list[Counted]:
    """First requests delivered in the period and half a year ago, and those that came back."""
    return _of_each(CONVERTED, periods, {"first": "", "converted": "first"})


def answers(period: Period) -> Counted:
    """Check-ins of the period that are over, those answered, and what the answers said."""
    wholes = {"asked": "", "answered": "asked"}
    for item in ("useful", "used", "changed"):
        wholes |= {f"{item}_said": "answered", item: f"{item}_said"}
    return _cells(reading.numbers(ANSWERS, period), wholes)


@kept("voice levels")
def voices(periods: Sequence[Period]) -> list[Counted]:
    """Plans agreed in the period, those with a say for the community, those the department leads; and by how much the
    community has a say. Who is told or consulted is never involved: its ceiling is the rest, which bounds it as well.
    """
    return [_with_rest(counted) for counted in _of_each(PLANS, periods, LEVELS)]


def _with_rest(counted: Counted) -> Counted:
    agreed, involved = counted.cells["agreed"], counted.cells["involved"]
    heard = {
        key: Cell(cell.count, agreed[key].count - involved[key].count) for key, cell in counted.cells["heard"].items()
    }
    return replace(counted, cells={**counted.cells, "heard": heard})


def plans(period: Period) -> Counted:
    """Plans agreed in the period, those with a say for the community, and those the department leads."""
    return plans_of(voices(period))


def plans_of(counted: Counted) -> Counted:
    """The plans without the levels."""
    return replace(
        counted,
        cells={name: counted.cells[name] for name in ("agreed", "involved", "led")},
        whole_of={"involved": "agreed", "led": "agreed"},
    )


Count = Callable[[Period], Counted]


def _counted(each: str, period: Period, wholes: Mapping[str, str]) -> Counted:
    """The cross-tables of each count, with what it is a part of as its ceiling."""
    return _cells(rows(summed(each, *wholes), period), wholes)


def summed(each: str, *counts: str, before: str = "") -> str:
    """How many items of a statement count, by all groups at once, and by what stands `before` them."""
    numbers = ", ".join(f"count(*) FILTER (WHERE {name})" for name in counts)
    places = ", ".join(str(1 + place) for place in range(len(KEYS) + bool(before)))
    return f"SELECT {before}{FIELDS}, {numbers} FROM ({each}) counted GROUP BY {places}"


def _cells(found: list[tuple[Any, ...]], wholes: Mapping[str, str]) -> Counted:
    names = list(wholes)
    cells: dict[str, dict[tuple[str, ...], Cell]] = {name: {} for name in names}
    for row in found:
        key, numbers = tuple(row[: len(KEYS)]), dict(zip(names, row[len(KEYS) :], strict=True))
        for name, number in numbers.items():
            cells[name][key] = Cell(number, numbers[wholes[name]] if wholes[name] else None)
    return Counted(cells, {part: whole for part, whole in wholes.items() if whole})


def _of_each(sql: str, periods: Sequence[Period], wholes: Mapping[str, str]) -> list[Counted]:
    """The cross-tables of several periods, from one statement that names the period first."""
    first, last = min(periods, key=lambda one: one.starts_on), max(periods, key=lambda one: one.ends_on)
    asked = {"sinces": [one.starts_on for one in periods], "untils": [one.ends_on for one in periods]}
    found = rows(summed(sql, *wholes, before=f"{WHICH_PERIOD}, "), replace(last, starts_on=first.starts_on), **asked)
    return [
        _cells([tuple(row) for number, *row in found if number == place], wholes)
        for place in range(1, 1 + len(periods))
    ]


def rows(sql: str, period: Period, **more: Any) -> list[tuple[Any, ...]]:
    """What a statement about the network in force gives. Numbers leave no request out, so nothing is `unread`."""
    network, today = current_network(), timezone.localdate(period.seen_at)
    values: dict[str, Any] = {
        "network": network.pk, "zone": network.time_zone, "since": period.starts_on, "until": period.ends_on,
        "starts_at": period.starts_at, "ends_before": period.ends_before, "seen_at": period.seen_at, "on": today,
        "today": today, "unread": [],
    }  # fmt: skip
    with whole_network() as cursor:
        cursor.execute(written(sql, period.split), values | more)
        return list(cursor.fetchall())
