"""What the numbers are split by, and the comparisons that were fixed before anyone saw a number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from tta_portal.directory.models import JurisdictionType, RuralUrban, VulnerabilityQuartile

NOT_CLASSIFIED = "not_classified"


@dataclass(frozen=True)
class Pair:
    """A group against another. Without `others`, against everybody else."""

    groups: tuple[str, ...]
    others: tuple[str, ...]
    who: str
    whom: str


@dataclass(frozen=True)
class Dimension:
    """One way to group places. `field` is its name on a jurisdiction and, frozen, on a request."""

    field: str
    label: str
    groups: tuple[tuple[str, str], ...]
    pairs: tuple[Pair, ...]
    compared: str

    @property
    def index(self) -> int:
        """Its place in the cross-tables' keys."""
        return DIMENSIONS.index(self)


def _groups(choices: type[models.TextChoices]) -> tuple[tuple[str, str], ...]:
    """Every group with its label; those that are not classified are drawn last, and always."""
    known = tuple((group, label) for group, label in choices.choices if group != NOT_CLASSIFIED)
    return (*known, (NOT_CLASSIFIED, "Not classified"))


RURAL_URBAN = Dimension(
    "rural_urban",
    "Rural or urban",
    _groups(RuralUrban),
    (
        Pair(
            (RuralUrban.RURAL_ADJACENT, RuralUrban.RURAL_REMOTE),
            (RuralUrban.METRO,),
            "rural health departments",
            "metro health departments",
        ),
    ),
    compared="rural and metro health departments",
)
VULNERABILITY = Dimension(
    "vulnerability",
    "Social vulnerability",
    _groups(VulnerabilityQuartile),
    (
        Pair(
            (VulnerabilityQuartile.Q4,),
            (VulnerabilityQuartile.Q1,),
            "health departments of the most vulnerable quarter of places",
            "those of the least vulnerable quarter",
        ),
    ),
    compared="the most and the least vulnerable places",
)
WHO_OF_TYPE = {
    JurisdictionType.STATE: "state health departments",
    JurisdictionType.LOCAL: "local health departments",
    JurisdictionType.TRIBAL: "Tribal health departments",
    JurisdictionType.TERRITORIAL: "territorial health departments",
    JurisdictionType.FREELY_ASSOCIATED: "health departments of freely associated states",
}
JURISDICTION_TYPE = Dimension(
    "jurisdiction_type",
    "Type of jurisdiction",
    _groups(JurisdictionType),
    tuple(Pair((kind,), (), who, "all other health departments") for kind, who in WHO_OF_TYPE.items()),
    compared="types of jurisdiction",
)
DIMENSIONS = (RURAL_URBAN, VULNERABILITY, JURISDICTION_TYPE)
BY_FIELD = {dimension.field: dimension for dimension in DIMENSIONS}
