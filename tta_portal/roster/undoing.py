"""Take an import back, if nothing was built on it since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models

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
    _refuse_if_used(Organization, new_departments)
    _refuse_if_used(Jurisdiction, new_places, but=new_departments)
    Descriptor.objects.filter(pk__in=[number for number, before in facts if before is None]).delete()
    writing.note_facts(before for _, before in facts if before is not None)
    Organization.objects.filter(pk__in=new_departments).delete()
    Jurisdiction.objects.filter(pk__in=new_places).delete()
    writing.change_departments(_before(entries, "department"), after=0)
    writing.change_places(_before(entries, "place"), after=0)
    gone = set(new_places)
    writing.settle({place: given for place, given in groups.items() if place not in gone})


def _before(entries: Iterable[Entry], what: str) -> dict[int, dict[str, list[Any]]]:
    return {entry[f"{what}_id"]: entry[what] for entry in entries if entry[what] and not entry.get(f"is_new_{what}")}


def _refuse_if_changed(entries: list[Entry]) -> None:
    for what, model, names in (("place", Jurisdiction, PLACE_FIELDS), ("department", Organization, DEPARTMENT_FIELDS)):
        wanted = {entry[f"{what}_id"]: entry for entry in entries if entry[what]}
        rows = {row["id"]: row for row in model.objects.filter(pk__in=wanted).values("id", *names)}
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


def _refuse_if_used(model: Any, numbers: Collection[int], *, but: Collection[int] = ()) -> None:
    """Refuse if something that must not go along points to one of these rows, in whatever app."""
    if not numbers:
        return
    for relation in filter(_is_work, model._meta.get_fields(include_hidden=True)):
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": numbers})
        if relation.related_model is Organization:
            rows = rows.exclude(pk__in=but)
        used = rows.values_list(f"{relation.field.name}__name", flat=True).first()
        if used is not None:
            raise Refused(_USED.format(title=used))


def _is_work(relation: Any) -> bool:
    """Whether a field of the model is the far end of a key that keeps a row from being deleted."""
    if not relation.auto_created or relation.concrete or relation.related_model.__name__.endswith("History"):
        return False
    return relation.on_delete is models.PROTECT or relation.related_model in ALSO_KEPT
