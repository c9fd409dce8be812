"""What people do to the directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tta_portal.directory.models import (
    Contact,
    Descriptor,
    Hub,
    Jurisdiction,
    Organization,
    OrganizationKind,
    current_value,
    population_band,
)

_PROFILE_FIELD = {
    Descriptor.Kind.RURAL_URBAN: "rural_urban",
    Descriptor.Kind.VULNERABILITY: "vulnerability",
}


@transaction.atomic
def describe(
    jurisdiction: Jurisdiction, kind: Descriptor.Kind, value: str, *, as_of: date, source: str, synthetic: bool = False
) -> Descriptor:
    """Record a dated fact about a place; the newest one of its kind decides the place's group, if it is about one."""
    descriptor, _ = Descriptor.objects.update_or_create(
        jurisdiction=jurisdiction,
        kind=kind,
        as_of=as_of,
        defaults={"value": value, "source": source, "is_synthetic": synthetic},
    )
    newest = current_value(jurisdiction, kind).value
    if kind == Descriptor.Kind.POPULATION:
        jurisdiction.population = int(newest)
        jurisdiction.population_band = population_band(jurisdiction.population)
        jurisdiction.save(update_fields=["population", "population_band"])
    elif kind in _PROFILE_FIELD:
        setattr(jurisdiction, _PROFILE_FIELD[kind], newest)
        jurisdiction.save(update_fields=[_PROFILE_FIELD[kind]])
    return descriptor


@transaction.atomic
def save_organization(
    organization: Organization | None,
    *,
    name: str,
    kinds: Sequence[str],
    hub: Hub | None,
    time_zone: str,
    place: str,
    jurisdiction_type: str,
    state: str,
    population: int | None,
    workforce: int | None = None,
) -> Organization:
    """Add an organization, or change it; a new health department is on the roster from today."""
    organization = organization or Organization()
    organization.name, organization.kinds, organization.hub, organization.time_zone = name, list(kinds), hub, time_zone
    if place:
        organization.jurisdiction = _save_place(organization.jurisdiction, place, jurisdiction_type, state, population)
        _note_workforce(organization.jurisdiction, workforce)
    if OrganizationKind.RECIPIENT in kinds and organization.eligible_from is None:
        organization.eligible_from = timezone.localdate()
    organization.save()
    return organization


def _save_place(
    place: Jurisdiction | None, name: str, jurisdiction_type: str, state: str, population: int | None
) -> Jurisdiction:
    place = place or Jurisdiction()
    place.name, place.state = name, state
    place.jurisdiction_type = jurisdiction_type or place.jurisdiction_type
    place.save()
    if population is not None and population != place.population:
        today = timezone.localdate()
        describe(place, Descriptor.Kind.POPULATION, str(population), as_of=today, source="Entered by the network")
    return place


def _note_workforce(place: Jurisdiction, workforce: int | None) -> None:
    """What the network enters is of today; the same number again is no news."""
    kind = Descriptor.Kind.WORKFORCE
    if workforce is None or ((known := current_value(place, kind)) and known.value == str(workforce)):
        return
    describe(place, kind, str(workforce), as_of=timezone.localdate(), source="Entered by the network")


@transaction.atomic
def add_contact(organization: Organization, *, name: str, title: str, email: str, phone: str) -> Contact:
    """Note a person at an organization."""
    contact: Contact = Contact.objects.create(
        organization=organization, name=name, title=title, email=email, phone=phone
    )
    return contact
