"""Where to draw what: a small force layout, the same each time, that keeps what stands already.

Plain Python: the web process loads no numeric packages, and it runs once a night in a worker.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

Point = tuple[float, float]
SIZE = 1000.0
MARGIN = 30.0
STEPS_FRESH, STEPS_LATER = 120, 30
GOLDEN = math.pi * (3 - math.sqrt(5))


def arrange(
    nodes: Sequence[int], ties: Sequence[tuple[int, int]], before: Mapping[int, Point], *, seed: int = 7
) -> dict[int, Point]:
    """Places in a square of 1000 by 1000. What stood before stays; what is new comes near its neighbours.

    A node without ties stands on the rim. The first layout moves everything; a later one only what is new.
    """
    rng = Random(seed)  # noqa: S311  (a drawing, not a secret)
    neighbours: dict[int, list[int]] = defaultdict(list)
    for a, b in ties:
        neighbours[a].append(b)
        neighbours[b].append(a)
    tied = [node for node in nodes if neighbours[node]]
    places = {node: before[node] for node in tied if node in before}
    is_first = not places
    for index, node in enumerate(sorted(tied, key=lambda one: (-len(neighbours[one]), one))):
        if node not in places:
            places[node] = _begin(node, index, len(tied), neighbours, places, rng)
    fresh = set(tied) if is_first else {node for node in tied if node not in before}
    _push(places, neighbours, fresh, STEPS_FRESH if is_first else STEPS_LATER)
    if is_first:
        places = _fitted(places)
    return places | _on_the_rim([node for node in nodes if not neighbours[node]], before)


def _begin(
    node: int, index: int, count: int, neighbours: Mapping[int, list[int]], places: Mapping[int, Point], rng: Random
) -> Point:
    """Beside the neighbours that stand already, else on a spiral."""
    known = [places[other] for other in neighbours[node] if other in places]
    if known:
        x, y = (sum(values) / len(known) for values in zip(*known, strict=True))
        angle, away = rng.uniform(0, math.tau), rng.uniform(25, 60)
    else:
        x = y = SIZE / 2
        angle, away = index * GOLDEN, SIZE * 0.42 * math.sqrt(index / max(count, 1))
    return _inside(x + away * math.cos(angle)), _inside(y + away * math.sin(angle))


def _push(places: dict[int, Point], neighbours: Mapping[int, list[int]], fresh: set[int], steps: int) -> None:
    """Move the fresh ones: apart from those near by, towards those they work with."""
    ideal = SIZE * 0.75 / math.sqrt(max(len(places), 1))
    heat = ideal * 1.5
    for _ in range(steps if fresh else 0):
        cells = _cells(places, ideal * 2)
        moved = {node: _moved(node, places, neighbours[node], cells, ideal, heat) for node in fresh}
        places.update(moved)
        heat = max(heat * 0.96, 0.5)


def _cells(places: Mapping[int, Point], size: float) -> dict[tuple[int, int], list[int]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node, (x, y) in places.items():
        cells[int(x // size), int(y // size)].append(node)
    return cells


def _moved(
    node: int,
    places: Mapping[int, Point],
    mine: Sequence[int],
    cells: Mapping[tuple[int, int], list[int]],
    ideal: float,
    heat: float,
) -> Point:
    x, y = places[node]
    size, force_x, force_y = ideal * 2, (SIZE / 2 - x) * 0.02, (SIZE / 2 - y) * 0.02
    column, row = int(x // size), int(y // size)
    for cell in ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        for other in cells.get(cell, ()):
            if other != node:
                away_x, away_y = x - places[other][0], y - places[other][1]
                distance = max(math.hypot(away_x, away_y), 1.0)
                push = max((ideal / distance) ** 2 - (ideal / size) ** 2, 0.0)  # nothing at the edge of what is near
                force_x, force_y = force_x + away_x * push, force_y + away_y * push
    for other in mine:
        to_x, to_y = places[other][0] - x, places[other][1] - y
        pull = min(math.hypot(to_x, to_y) / ideal, 4.0) / (4 * math.sqrt(len(mine)))
        force_x, force_y = force_x + to_x * pull, force_y + to_y * pull
    length = max(math.hypot(force_x, force_y), 0.01)
    step = min(length, heat) / length
    return _inside(x + force_x * step), _inside(y + force_y * step)


def _inside(value: float) -> float:
    return min(max(value, MARGIN), SIZE - MARGIN)


def _fitted(places: dict[int, Point]) -> dict[int, Point]:
    """Stretched to the square, with a rim left free for those without ties."""
    if len(places) < 2:
        return places
    xs, ys = zip(*places.values(), strict=True)
    rim = MARGIN * 2.5

    def fit(value: float, low: float, high: float) -> float:
        return rim + (value - low) / max(high - low, 1.0) * (SIZE - 2 * rim)

    return {node: (fit(x, min(xs), max(xs)), fit(y, min(ys), max(ys))) for node, (x, y) in places.items()}


def _on_the_rim(alone: Sequence[int], before: Mapping[int, Point]) -> dict[int, Point]:
    """Evenly around the border; where each stands depends on its own number alone."""
    places = {}
    for node in alone:
        way = (node * 0.6180339887 % 1) * 4
        side, along = int(way), MARGIN / 2 + (way % 1) * (SIZE - MARGIN)
        near, far = MARGIN / 2, SIZE - MARGIN / 2
        places[node] = [(along, near), (far, along), (SIZE - along, far), (near, SIZE - along)][side]
    return places
