"""What people do to the directory."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tta_portal.directory.models import Descriptor, Jurisdiction, current_value, population_band

_PROFILE_FIELD = {
    Descriptor.Kind.RURAL_URBAN: "rural_urban",
    Descriptor.Kind.VULNERABILITY: "vulnerability",
}


@transaction.atomic
def describe(
    jurisdiction: Jurisdiction, kind: Descriptor.Kind, value: str, *, as_of: date, source: str, synthetic: bool = False
) -> Descriptor:
    """Record a dated fact about a place; the newest one of its kind decides the place's group."""
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
    else:
        setattr(jurisdiction, _PROFILE_FIELD[kind], newest)
        jurisdiction.save(update_fields=[_PROFILE_FIELD[kind]])
    return descriptor
