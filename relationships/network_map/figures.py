"""Numbers of a network: density, centralisation, isolates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

ENOUGH = 3


@dataclass(frozen=True)
class Figures:
    """Facts of a network of `nodes` organizations with `ties` between them; shares from 0 to 1.

    density: ties ÷ all ties there could be. centralisation (Freeman, by degree): how much the network hangs on
    one organization; 1 is a star, 0 is everybody alike. Both None below three organizations: too few to say.
    isolates: organizations without a tie.
    """

    nodes: int
    ties: int
    isolates: int
    density: float | None
    centralisation: float | None


def figures(nodes: Collection[int], ties: Iterable[tuple[int, int]]) -> Figures:
    """Compute them; ties to organizations that are not among the nodes are left out."""
    among = set(nodes)
    inside = [(a, b) for a, b in ties if a in among and b in among]
    degree: Counter[int] = Counter()
    for a, b in inside:
        degree[a] += 1
        degree[b] += 1
    count, isolates = len(among), len(among) - len(degree)
    if count < ENOUGH:
        return Figures(count, len(inside), isolates, None, None)
    highest = max(degree.values(), default=0)
    spread = highest * count - sum(degree.values())
    return Figures(
        nodes=count,
        ties=len(inside),
        isolates=isolates,
        density=2 * len(inside) / (count * (count - 1)),
        centralisation=spread / ((count - 1) * (count - 2)),
    )
