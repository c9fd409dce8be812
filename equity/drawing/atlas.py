"""The outlines of states and counties, already projected, as the page's own script draws them (TopoJSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

Point = tuple[float, float]
Ring = list[Point]
FILES = {"states": "data/states.json", "counties": "data/counties.json"}


class Atlas(NamedTuple):
    """Each piece by what rows name it by, a state's name or a county's code: its rings; and the whole's corners."""

    pieces: dict[str, list[Ring]]
    corners: tuple[float, float, float, float]


@cache
def atlas(layer: str) -> Atlas:
    """Read once a process: the outlines do not change while it runs."""
    found = finders.find(FILES[layer])
    if not isinstance(found, str):
        raise ImproperlyConfigured(f"{FILES[layer]} is missing, so no map can be drawn. Run `npm run build`.")
    topology = json.loads(Path(found).read_text())
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    pieces = {_name(one, layer): list(_rings(one, arcs)) for one in topology["objects"][layer]["geometries"]}
    points = [point for rings in pieces.values() for ring in rings for point in ring]
    xs, ys = zip(*points, strict=True)
    return Atlas(pieces, (min(xs), min(ys), max(xs), max(ys)))


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """A line that is kept as steps on a grid, as points."""
    (sx, sy), (x, y) = transform["scale"], transform["translate"]
    across, down = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return [(x + sx * a, y + sy * d) for a, d in zip(across, down, strict=True)]


def _name(piece: dict[str, Any], layer: str) -> str:
    return str(piece["id"] if layer == "counties" else piece["properties"]["name"])


def _rings(piece: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """Its outlines; an island that was simplified to a line has no area."""
    polygons = piece["arcs"] if piece["type"] == "MultiPolygon" else [piece["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points = [point for place in ring for point in _line(place, arcs)]
            if len(points) >= 3:
                yield points


def _line(place: int, arcs: list[Ring]) -> Ring:
    """A line forwards, or backwards where its number says so; its last point is the next one's first."""
    line = arcs[place] if place >= 0 else arcs[~place][::-1]
    return line[:-1]
