"""What two places have in common, in words that point at nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tta_portal.directory.models import Organization

CROWD = 5
"""Words are shown while at least so many health departments of the roster fit all of them together."""
ENOUGH = 2
FACTS = ("rural_urban", "population_band", "jurisdiction_type", "vulnerability")
SHARED = (*FACTS, "state", "hub")
WORDS = {
    "metro": _("in a metro area"),
    "rural_adjacent": _("rural, next to a metro area"),
    "rural_remote": _("rural and remote"),
    "small": _("under 50,000 people"),
    "medium": _("50,000 to 499,999 people"),
    "large": _("500,000 people and more"),
    "state": _("a state health department"),
    "local": _("a local health department"),
    "tribal": _("a tribal health department"),
    "territorial": _("a territory"),
    "freely_associated": _("a freely associated state"),
    "q1": _("among the least vulnerable places"),
    "q2": _("of less than average vulnerability"),
    "q3": _("of more than average vulnerability"),
    "q4": _("among the most vulnerable places"),
}
Place = tuple[str, ...]


def place_of(organization: Organization) -> Place:
    """The groups a department is counted in; empty where nothing is known."""
    place = organization.jurisdiction
    if place is None:
        return ("",) * len(SHARED)
    facts = [value if (value := getattr(place, name)) in WORDS else "" for name in FACTS]
    return (*facts, place.state, str(organization.hub_id or ""))


@dataclass(frozen=True)
class Likeness:
    """How many facts are alike, and those that may be said."""

    score: int
    words: list[str]


class Crowd:
    """All departments of the roster, by their groups: one query, however many are compared."""

    def __init__(self) -> None:
        roster = Organization.objects.roster(on=timezone.localdate()).select_related("jurisdiction")
        self._places = Counter(place_of(organization) for organization in roster)

    def compare(self, mine: Organization, theirs: Organization) -> Likeness | None:
        """None unless at least two of type, population, rural-urban class and vulnerability are alike."""
        here, there = place_of(mine), place_of(theirs)
        alike = [i for i in range(len(SHARED)) if here[i] and here[i] == there[i]]
        facts = sum(1 for i in alike if i < len(FACTS))
        if facts < ENOUGH:
            return None
        said: list[int] = []
        for i in alike:
            if self._how_many(here, [*said, i]) >= CROWD:
                said.append(i)
        return Likeness(2 * facts + len(alike) - facts, [_words(i, here[i]) for i in said])

    def _how_many(self, place: Place, which: list[int]) -> int:
        return sum(n for other, n in self._places.items() if all(other[i] == place[i] for i in which))


def _words(which: int, value: str) -> str:
    if SHARED[which] == "state":
        return str(_("in the same state"))
    return str(_("in the same region") if SHARED[which] == "hub" else WORDS[value])
