"""Engagements: what grew out of requests whose check-in said “keep working together”."""

from __future__ import annotations

from random import Random

from demo.life import Life
from demo.words import Seed
from demo.world import World


def keep_working_together(world: World, life: Life, seed: Seed, rng: Random) -> None:
    """tbd"""
