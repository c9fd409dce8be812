"""What the numbers are split by, and the comparisons that were fixed before anyone saw a number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from equity import splits
from equity.splits import NOT_CLASSIFIED, REGIONS, Split
from tta_portal.directory.models import Hub, JurisdictionType, PopulationBand, RuralUrban, VulnerabilityQuartile


@dataclass(frozen=True)
class Pair:
    """A group against another. Without `others`, against everybody else."""

    groups: tuple[str, ...]
    others: tuple[str, ...]
    who: str
    whom: str


@dataclass(frozen=True)
class Dimension:
    """One way to group places. `field` is its name on a jurisdiction and, frozen, on a request.

    `split`: what has to be counted in the first place of the keys, for those that are not among `DIMENSIONS`.
    """

    field: str
    label: str
    groups: tuple[tuple[str, str], ...]
    pairs: tuple[Pair, ...]
    compared: str
    split: Split = splits.RURAL_URBAN

    @property
    def index(self) -> int:
        """Its place in the cross-tables' keys; one that is not among them stands in the first place."""
        return DIMENSIONS.index(self) if self in DIMENSIONS else 0


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
POPULATION_BAND = Dimension(
    "population_band",
    "Population",
    tuple(
        (NOT_CLASSIFIED if band == PopulationBand.UNKNOWN else band, str(label))
        for band, label in PopulationBand.choices
    ),
    (
        Pair(
            (PopulationBand.SMALL,),
            (PopulationBand.LARGE,),
            "health departments of places under 50,000",
            "those of places with 500,000 and more",
        ),
    ),
    compared="small and large places",
    split=splits.POPULATION_BAND,
)
REGION = Dimension(
    "region",
    "HHS region",
    (*((str(region), f"Region {region}") for region in REGIONS), (NOT_CLASSIFIED, "No state known")),
    (),
    compared="health departments of different HHS regions",
    split=splits.REGION,
)


def by_hub() -> Dimension:
    """The hubs of the network in force, by the states they cover; of two that cover one state, the first."""
    hubs = tuple((str(pk), name) for pk, name in Hub.objects.order_by("pk").values_list("pk", "name"))
    return Dimension(
        "hub",
        "Hub",
        (*hubs, (NOT_CLASSIFIED, "In no hub")),
        (),
        compared="health departments of different hubs",
        split=splits.HUB,
    )


MORE = {"population_band": lambda: POPULATION_BAND, "region": lambda: REGION, "hub": by_hub}
"""For readers who see small counts: with each further way to split, more of every other would have to be hidden."""
