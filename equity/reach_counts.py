"""What the reach panel counts: two statements, whatever the amount of data; no department is read."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equity.periods import Period
from equity.splits import CURRENT, KEYS
from equity.suppression import ALL, Cell, Cells, Key, Place
from equity.tallies import COUNTED, FIELDS, rows

ASKING = f"""
WITH roster AS (
  SELECT place.id, area.state, area.population, {CURRENT}
  FROM directory_organization place LEFT JOIN directory_jurisdiction area ON area.id = place.jurisdiction_id
  WHERE place.network_id = %(network)s AND place.is_recipient AND place.eligible_from <= %(until)s
  AND (place.eligible_until IS NULL OR place.eligible_until > %(until)s) AND {COUNTED}),
sending AS NOT MATERIALIZED (
  SELECT id, organization_id, submitted_at FROM requests_app_ttarequest
  WHERE network_id = %(network)s AND submitted_at < %(ends_before)s AND status NOT IN ('draft', 'merged')),
sent AS (
  SELECT organization_id,
    count(*) FILTER (WHERE submitted_at >= %(starts_at)s AND id <> ALL(%(unread)s::bigint[])) AS requests,
    min(submitted_at) >= %(starts_at)s AS is_first
  FROM sending GROUP BY organization_id),
asking AS (
  SELECT roster.*, coalesce(sent.requests, 0) AS requests, coalesce(sent.is_first, false) AS is_first
  FROM roster LEFT JOIN sent ON sent.organization_id = roster.id)
"""
"""`unread`: requests that a reader of a list may not read. Numbers count them; a list does not rest on them."""
SENT = f"""{ASKING}
SELECT sending.id AS item, {FIELDS} FROM roster JOIN sending ON sending.organization_id = roster.id
WHERE sending.submitted_at >= %(starts_at)s
"""
DEPARTMENTS = f"""{ASKING}
SELECT id AS item, {FIELDS}, true AS roster, requests > 0 AS asked, requests > 0 AND is_first AS first_time FROM asking
"""
BY_GROUP = f"""{ASKING}
SELECT {FIELDS}, count(*), count(*) FILTER (WHERE requests > 0), count(*) FILTER (WHERE requests > 0 AND is_first),
  sum(requests)::bigint, coalesce(sum(population), 0)::bigint,
  count(*) FILTER (WHERE population > 0)
FROM asking GROUP BY {FIELDS}
"""
BY_NUMBER = f"{ASKING} SELECT requests, count(*) FROM asking GROUP BY requests ORDER BY requests"


@dataclass(frozen=True)
class Asking:
    """Counts by all dimensions at once, and how many departments sent how many requests.

    Departments that asked, those of them that are new, and requests have to pass the gate. Departments, residents and
    how many departments have a known population are public.
    """

    asked: Cells
    first: Cells
    requests: Cells
    departments: Mapping[Place, int]
    residents: Mapping[Place, int]
    with_population: Mapping[Place, int]
    by_number: tuple[tuple[int, int], ...]


def asking(period: Period) -> Asking:
    """Who on the roster asked in a period, how often, and whom they serve."""
    asked: dict[Key, Cell] = {}
    first: dict[Key, Cell] = {}
    requests: dict[Key, Cell] = {}
    public: dict[str, dict[Place, int]] = {"departments": {}, "residents": {}, "with_population": {}}
    for row in rows(BY_GROUP, period):
        key, numbers = tuple(row[: len(KEYS)]), row[len(KEYS) :]
        places, askers, new, sent, people, with_people = numbers
        asked[key] = Cell(askers, places)
        first[key] = Cell(new, askers)
        requests[key] = Cell(sent)
        for name, number in zip(public, (places, people, with_people), strict=True):
            for place in (ALL, *enumerate(key)):
                public[name][place] = public[name].get(place, 0) + number
    by_number = tuple((int(times), int(places)) for times, places in rows(BY_NUMBER, period))
    return Asking(asked, first, requests, **public, by_number=by_number)
