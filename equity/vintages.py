"""From which releases of the indices the groups come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tta_portal.directory.models import Descriptor

KINDS = (Descriptor.Kind.RURAL_URBAN, Descriptor.Kind.VULNERABILITY)


@dataclass(frozen=True)
class Vintage:
    """One release of one index, and for how many places it is kept. Requests keep the group of their own day."""

    name: str
    as_of: date
    source: str
    places: int
    is_synthetic: bool


def vintages() -> list[Vintage]:
    """All releases on record, the newest of each index first; one query."""
    rows = (
        Descriptor.objects.filter(kind__in=KINDS)
        .values_list("kind", "as_of", "source", "is_synthetic")
        .annotate(places=Count("pk"))
        .order_by("kind", "-as_of", "source")
    )
    return [
        Vintage(str(Descriptor.Kind(kind).label), as_of, source, places, is_synthetic)
        for kind, as_of, source, is_synthetic, places in rows
    ]
