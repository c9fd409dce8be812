"""All seeds, and the topics they come under."""

from __future__ import annotations

from functools import cache

from demo.words import community, environment, families, infection, money, organization, preparedness, recovery
from demo.words.seed import Seed

# Name, default intensity.
TOPICS: tuple[tuple[str, str], ...] = (
    ("Accreditation and performance", "targeted"),
    ("Infectious disease", "targeted"),
    ("Environmental health", "targeted"),
    ("Overdose and behavioral health", "intensive"),
    ("Emergency preparedness", "targeted"),
    ("Community health assessment", "intensive"),
    ("Data and informatics", "targeted"),
    ("Immunization", "targeted"),
    ("Health equity and language access", "targeted"),
    ("Workforce", "targeted"),
    ("Finance and grants", "universal"),
    ("Maternal and child health", "targeted"),
    ("Law and policy", "universal"),
)
SEEDS: tuple[Seed, ...] = (
    *organization.SEEDS,
    *money.SEEDS,
    *infection.SEEDS,
    *environment.SEEDS,
    *recovery.SEEDS,
    *preparedness.SEEDS,
    *community.SEEDS,
    *families.SEEDS,
)


@cache
def seeds_for(kind: str) -> tuple[Seed, ...]:
    """What a kind of jurisdiction could ask for."""
    return tuple(seed for seed in SEEDS if kind in seed.kinds)
