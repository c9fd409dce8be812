"""The groups of a place in SQL: as frozen on a request, and as they are now.

Keys of the cross-tables have three places. The first is the rural-urban class, unless a period is split otherwise.
"""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from dataclasses import dataclass

from tta_portal.directory.models import PopulationBand

NOT_CLASSIFIED = "not_classified"
KEYS = ("rural_urban", "vulnerability", "jurisdiction_type")
"""The names of the places of a key, whatever stands in the first."""
NO_PLACE = f"""request.rural_urban = '{NOT_CLASSIFIED}' AND request.vulnerability = '{NOT_CLASSIFIED}'
  AND request.population_band = '{PopulationBand.UNKNOWN}' AND request.organization_id IN (
    SELECT unplaced.id FROM directory_organization unplaced
    WHERE unplaced.network_id = %(network)s AND unplaced.jurisdiction_id IS NULL)"""
"""Frozen without a place. `Profile` has no word for a type that is not known; it says "local", which is a guess."""
REGIONS = {
    1: ("CT", "MA", "ME", "NH", "RI", "VT"), 2: ("NJ", "NY", "PR", "VI"), 3: ("DC", "DE", "MD", "PA", "VA", "WV"),
    4: ("AL", "FL", "GA", "KY", "MS", "NC", "SC", "TN"), 5: ("IL", "IN", "MI", "MN", "OH", "WI"),
    6: ("AR", "LA", "NM", "OK", "TX"), 7: ("IA", "KS", "MO", "NE"), 8: ("CO", "MT", "ND", "SD", "UT", "WY"),
    9: ("AS", "AZ", "CA", "FM", "GU", "HI", "MH", "MP", "NV", "PW"), 10: ("AK", "ID", "OR", "WA"),
}  # fmt: skip
"""The regions of the U.S. Department of Health and Human Services, by their states, territories and islands."""
FROZEN, CURRENT = "{frozen}", "{now}"
"""Stand in a statement for the groups frozen on a request, and for those of a place now; `written` puts them in."""
OF_ITS_PLACE = """(SELECT {now} FROM directory_organization home
  LEFT JOIN directory_jurisdiction area ON area.id = home.jurisdiction_id WHERE home.id = request.organization_id)"""


@dataclass(frozen=True)
class Split:
    """One place of a key in SQL. `now` reads `area`, a place; `frozen` reads `request`."""

    now: str
    frozen: str


def _kept(field: str) -> Split:
    """A group that is frozen on requests. Without a place, a request is in no group."""
    return Split(
        f"coalesce(area.{field}, '{NOT_CLASSIFIED}')",
        f"CASE WHEN {NO_PLACE} THEN '{NOT_CLASSIFIED}' ELSE request.{field} END",
    )


def _known(split: Split, unknown: str) -> Split:
    """The same where not to be known is a group of its own: it is none here."""
    return Split(*(f"coalesce(nullif({sql}, '{unknown}'), '{NOT_CLASSIFIED}')" for sql in (split.now, split.frozen)))


def _by_place(now: str) -> Split:
    """A group that follows from where a place lies, so that nothing needed freezing."""
    return Split(now, OF_ITS_PLACE.format(now=now))


def _of_region() -> str:
    states = {region: ", ".join(f"'{state}'" for state in inside) for region, inside in REGIONS.items()}
    cases = " ".join(f"WHEN area.state IN ({inside}) THEN '{region}'" for region, inside in states.items())
    return f"(CASE {cases} ELSE '{NOT_CLASSIFIED}' END)"


RURAL_URBAN, VULNERABILITY, JURISDICTION_TYPE = (_kept(field) for field in KEYS)
POPULATION_BAND = _known(_kept("population_band"), PopulationBand.UNKNOWN)
REGION = _by_place(_of_region())
HUB = _by_place(f"""coalesce((SELECT hub.id::text FROM directory_hub hub
  WHERE hub.network_id = %(network)s AND area.state <> '' AND area.state = ANY(hub.states)
  ORDER BY hub.id LIMIT 1), '{NOT_CLASSIFIED}')""")


def written(sql: str, first: Split = RURAL_URBAN) -> str:
    """The statement with its groups, named as the places of a key."""
    splits = (first, VULNERABILITY, JURISDICTION_TYPE)
    return sql.format(frozen=_named([one.frozen for one in splits]), now=_named([one.now for one in splits]))


def _named(expressions: list[str]) -> str:
    return ", ".join(f"{sql} AS {name}" for sql, name in zip(expressions, KEYS, strict=True))
