"""Write a plan, or take one back, in a fixed number of statements however many places it has."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection
from django.utils import timezone

from tta_portal.directory.models import (
    Descriptor,
    Jurisdiction,
    Organization,
    OrganizationKind,
    RuralUrban,
    VulnerabilityQuartile,
    population_band,
)
from tta_portal.roster.plan import DEPARTMENT_FIELDS, PLACE_FIELDS, Entry
from tta_portal.tenancy.scope import current_network_id

AT_ONCE = 5_000
UPDATE_PLACES = """
UPDATE directory_jurisdiction AS place
SET name = new.name, state = new.state, fips = new.fips, counties = new.counties,
    jurisdiction_type = new.jurisdiction_type
FROM jsonb_to_recordset(%s::jsonb)
     AS new(id bigint, name text, state text, fips text, counties text[], jurisdiction_type text)
WHERE place.id = new.id
"""
UPDATE_DEPARTMENTS = """
UPDATE directory_organization AS department
SET name = new.name, hub_id = new.hub_id, time_zone = new.time_zone
FROM jsonb_to_recordset(%s::jsonb) AS new(id bigint, name text, hub_id bigint, time_zone text)
WHERE department.id = new.id
"""
UPDATE_GROUPS = """
UPDATE directory_jurisdiction AS place
SET population = new.population, population_band = new.population_band,
    rural_urban = new.rural_urban, vulnerability = new.vulnerability
FROM jsonb_to_recordset(%s::jsonb)
     AS new(id bigint, population bigint, population_band text, rural_urban text, vulnerability text)
WHERE place.id = new.id AND (place.population, place.population_band, place.rural_urban, place.vulnerability)
      IS DISTINCT FROM (new.population, new.population_band, new.rural_urban, new.vulnerability)
"""
NOTE_FACTS = """
INSERT INTO directory_descriptor (network_id, jurisdiction_id, kind, as_of, value, source, is_synthetic)
SELECT * FROM jsonb_to_recordset(%s::jsonb)
     AS new(network_id bigint, jurisdiction_id bigint, kind text, as_of date, value text, source text,
            is_synthetic boolean)
ON CONFLICT (network_id, jurisdiction_id, kind, as_of)
DO UPDATE SET value = excluded.value, source = excluded.source, is_synthetic = excluded.is_synthetic
"""
Groups = list[Any]
"""Residents, rural-urban class and quartile of a place, in this order."""


def write(entries: Iterable[Entry]) -> list[Entry]:
    """Make what is new, change what is not, note the facts; the entries come back with the numbers given."""
    written = [dict(entry) for entry in entries]
    _add_places([entry for entry in written if entry["place_id"] is None])
    change_places({entry["place_id"]: entry["place"] for entry in written if not entry.get("is_new_place")}, after=1)
    _add_departments([entry for entry in written if entry["department_id"] is None and entry["department"]])
    changed = {entry["department_id"]: entry["department"] for entry in written if not entry.get("is_new_department")}
    change_departments({number: fields for number, fields in changed.items() if number is not None}, after=1)
    note_facts((entry["place_id"], kind, day, after) for entry in written for kind, day, _, after in entry["facts"])
    return written


def _add_places(entries: list[Entry]) -> None:
    """New places, in the groups that their facts name."""
    rows = []
    for entry in entries:
        groups = list(NO_GROUPS)
        for kind, _, _, (value, *_rest) in sorted(entry["facts"], key=lambda fact: fact[1]):
            _put(groups, kind, value)
        fields = {name: after for name, (_, after) in entry["place"].items()}
        rows.append(Jurisdiction(**fields, **_as_fields(groups)))
    made = Jurisdiction.objects.bulk_create(rows, batch_size=AT_ONCE)
    for entry, place in zip(entries, made, strict=True):
        entry |= {"place_id": place.pk, "is_new_place": True}


def _add_departments(entries: list[Entry]) -> None:
    """New departments, which are on the roster from today."""
    today = timezone.localdate()
    made = Organization.objects.bulk_create(
        [
            Organization(
                jurisdiction_id=entry["place_id"],
                kinds=[OrganizationKind.RECIPIENT],
                eligible_from=today,
                **{name: after for name, (_, after) in entry["department"].items()},
            )
            for entry in entries
        ],
        batch_size=AT_ONCE,
    )
    for entry, department in zip(entries, made, strict=True):
        entry |= {"department_id": department.pk, "is_new_department": True}


def change_places(fields: Mapping[int, Mapping[str, list[Any]]], *, after: int) -> None:
    """Set fields to what they are after (1), or were before (0)."""
    _change(Jurisdiction, PLACE_FIELDS, UPDATE_PLACES, fields, after)


def change_departments(fields: Mapping[int, Mapping[str, list[Any]]], *, after: int) -> None:
    """The same for departments."""
    _change(Organization, DEPARTMENT_FIELDS, UPDATE_DEPARTMENTS, fields, after)


def _change(model: Any, names: Collection[str], update: str, fields: Mapping[int, Any], after: int) -> None:
    wanted = {number: changes for number, changes in fields.items() if changes}
    if not wanted:
        return
    rows = list(model.objects.filter(pk__in=wanted).values("id", *names))
    for row in rows:
        row |= {name: values[after] for name, values in wanted[row["id"]].items()}
    _run(update, rows)


def note_facts(facts: Iterable[tuple[int, str, str, list[Any]]]) -> None:
    """Write dated facts; one of the same kind and day takes the place of the other."""
    rows = [
        {"network_id": current_network_id(), "jurisdiction_id": place, "kind": kind, "as_of": day,
         "value": value, "source": source, "is_synthetic": invented}
        for place, kind, day, (value, source, invented) in facts
    ]  # fmt: skip
    _run(NOTE_FACTS, rows)


def groups_of(places: Collection[int]) -> dict[int, Groups]:
    """The groups that places are in now."""
    rows = Jurisdiction.objects.filter(pk__in=places).values_list("pk", "population", "rural_urban", "vulnerability")
    return {pk: list(groups) for pk, *groups in rows}


def settle(groups: Mapping[int, Groups]) -> None:
    """Put places into the groups that their facts in force name; where there is none of a kind, into those given."""
    found = {place: list(given) for place, given in groups.items()}
    facts = Descriptor.objects.filter(jurisdiction__in=found).in_force()
    for place, kind, value in facts.values_list("jurisdiction_id", "kind", "value"):
        _put(found[place], kind, value)
    _run(UPDATE_GROUPS, [{"id": place, **_as_fields(found[place])} for place in found])


def _put(groups: Groups, kind: str, value: str) -> None:
    """Let a fact decide the group that it is about, if it is about one."""
    if kind in _POSITION:
        groups[_POSITION[kind]] = int(value) if kind == Descriptor.Kind.POPULATION else value


def _as_fields(groups: Groups) -> dict[str, Any]:
    people, rural_urban, vulnerability = groups
    band = str(population_band(people))
    return {
        "population": people, "population_band": band, "rural_urban": rural_urban, "vulnerability": vulnerability
    }  # fmt: skip


NO_GROUPS: Groups = [None, str(RuralUrban.NOT_CLASSIFIED), str(VulnerabilityQuartile.NOT_CLASSIFIED)]
_POSITION = {
    str(Descriptor.Kind.POPULATION): 0,
    str(Descriptor.Kind.RURAL_URBAN): 1,
    str(Descriptor.Kind.VULNERABILITY): 2,
}


def _run(statement: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [json.dumps(rows)])
