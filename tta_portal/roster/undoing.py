"""Take an import back, if nothing was built on it since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, models

from tta_portal.directory.models import Contact, Descriptor, Jurisdiction, Organization
from tta_portal.errors import Refused
from tta_portal.roster import writing
from tta_portal.roster.plan import DEPARTMENT_FIELDS, PLACE_FIELDS, Entry

ALSO_KEPT = (Contact,)
"""What a department takes along when it goes, and a person typed: nothing is undone over it."""


def take_back(entries: list[Entry], groups: Mapping[int, writing.Groups]) -> None:
    """Put back what was there before; raise Refused, with nothing changed, where somebody went on from it."""
    new_places = [entry["place_id"] for entry in entries if entry.get("is_new_place")]
    new_departments = [entry["department_id"] for entry in entries if entry.get("is_new_department")]
    _refuse_if_changed(entries)
    facts = _facts_to_take_back(entries)
    Descriptor.objects.filter(pk__in=[number for number, before in facts if before is None]).delete()
    writing.note_facts(before for _, before in facts if before is not None)
    _delete(Organization, new_departments)
    _delete(Jurisdiction, new_places)
    writing.change_departments(_before(entries, "department"), after=0)
    writing.change_places(_before(entries, "place"), after=0)
    gone = set(new_places)
    writing.settle({place: given for place, given in groups.items() if place not in gone})


def _before(entries: Iterable[Entry], what: str) -> dict[int, dict[str, list[Any]]]:
    return {entry[f"{what}_id"]: entry[what] for entry in entries if entry[what] and not entry.get(f"is_new_{what}")}


def _refuse_if_changed(entries: list[Entry]) -> None:
    for what, model, names in (("place", Jurisdiction, PLACE_FIELDS), ("department", Organization, DEPARTMENT_FIELDS)):
        wanted = {entry[f"{what}_id"]: entry for entry in entries if entry[what]}
        found: Any = model.objects
        rows = {row["id"]: row for row in found.filter(pk__in=wanted).values("id", *names)}
        for number, entry in wanted.items():
            row = rows.get(number)
            if row is None or any(row[name] != after for name, (_, after) in entry[what].items()):
                raise Refused(_CHANGED.format(title=entry["title"]))


_CHANGED = (
    "“{title}” was changed or removed since this import, so nothing was undone. "
    "Undo what came later first, or change it by hand."
)
_USED = (
    "“{title}” has people, requests or other work by now, and would take them along. Nothing was undone: "
    "end what should not be in the roster by hand."
)


def _facts_to_take_back(entries: list[Entry]) -> list[tuple[int, Any]]:
    """Each fact that the import wrote, by its number, with what stood there before. One that is gone stays gone."""
    titles = {entry["place_id"]: entry["title"] for entry in entries if entry["facts"]}
    rows = Descriptor.objects.filter(jurisdiction__in=titles)
    there = {(row.jurisdiction_id, row.kind, row.as_of): row for row in rows}
    found: list[tuple[int, Any]] = []
    for entry in entries:
        for kind, day, before, after in entry["facts"]:
            row = there.get((entry["place_id"], kind, date.fromisoformat(day)))
            if row is None:
                continue
            if [row.value, row.source] != after[:2]:
                raise Refused(_CHANGED.format(title=titles[entry["place_id"]]))
            found.append((row.pk, before and (entry["place_id"], kind, day, before)))
    return found


def _delete(model: Any, numbers: Collection[int]) -> None:
    """Delete rows that nobody works with, and what was computed about them.

    Django would read and delete them a hundred at a time.
    """
    if not numbers:
        return
    for relation, number in _pointing_here(model, numbers):
        if relation.on_delete is models.PROTECT or relation.related_model in ALSO_KEPT:
            raise Refused(_USED.format(title=model.objects.get(pk=number)))
        relation.related_model._default_manager.filter(**{f"{relation.field.attname}__in": numbers}).delete()
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = ANY(%s)', [list(numbers)])  # noqa: S608  # ours


def _pointing_here(model: Any, numbers: Collection[int]) -> list[tuple[Any, int]]:
    """Every key of whatever app that points to one of these rows, with the number of such a row. One statement."""
    relations = [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.related_model.__name__.endswith("History")
    ]
    asked = " UNION ALL ".join(
        f'(SELECT {at}, "{relation.field.column}" FROM "{relation.related_model._meta.db_table}"'  # noqa: S608  # ours
        f' WHERE "{relation.field.column}" IN (SELECT id FROM wanted) LIMIT 1)'
        for at, relation in enumerate(relations)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"WITH wanted AS (SELECT unnest(%s::bigint[]) AS id) {asked}", [list(numbers)])  # ours
        return [(relations[at], number) for at, number in cursor.fetchall()]
