"""What an import does to each place, as a person would say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tta_portal.directory.models import Descriptor, JurisdictionType
from tta_portal.roster.plan import Entry

LABELS = {
    "name": "name",
    "state": "state",
    "fips": "FIPS code",
    "counties": "counties",
    "jurisdiction_type": "kind",
}


def as_lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Each place with whether it is new, and what changes there."""
    return [
        {
            "line": entry["line"],
            "title": entry["title"],
            "is_new": entry["place_id"] is None or entry.get("is_new_place", False),
            "changes": list(_changes(entry)),
        }
        for entry in entries
    ]


def _changes(entry: Entry) -> Iterable[str]:
    is_new = entry["place_id"] is None or entry.get("is_new_place", False)
    for name, (before, after) in entry["place"].items():
        if _shown(after) and not (is_new and name == "name"):
            yield _sentence(LABELS[name], _shown(before), _shown(after))
    for name, (before, after) in entry["department"].items():
        if name == "name":
            yield _sentence("health department", _shown(before), _shown(after))
        elif entry["department_id"] is not None and not entry.get("is_new_department"):
            yield "hub: another one" if name == "hub_id" else _sentence("time zone", _shown(before), _shown(after))
    for kind, day, before, after in entry["facts"]:
        told = Descriptor(kind=kind, value=after[0])
        was = Descriptor(kind=kind, value=before[0]).in_words if before else ""
        yield _sentence(f"{told.get_kind_display()} ({day[:4]})", was, told.in_words)


def _sentence(label: str, before: str, after: str) -> str:
    return f"{label}: {before} → {after}" if before else f"{label}: {after}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if value in JurisdictionType.values:
        return str(JurisdictionType(value).label)
    return str(value) if value is not None else ""
