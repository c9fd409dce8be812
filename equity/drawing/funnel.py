"""A funnel: shares by how much they rest on, and the limits between which chance alone lies."""

from __future__ import annotations

from math import sqrt
from typing import Any

from equity.drawing.frame import LEFT, Frame
from equity.drawing.svg import INK, MUTED, PLUM, SPRUCE, el, ticks, words

HEIGHT = 320.0
LARGEST = 11.0


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """The limits, then the marks: a circle inside, a diamond beyond the outer limits."""
    along = ticks(chart["max"], most=6 if width > 500 else 4)
    frame = Frame(along, "replies due", width - 18, top + 12, HEIGHT)
    y = frame.y(chart["baseline"])
    middle = el("line", x1=LEFT, x2=frame.right, y1=y, y2=y, stroke=INK, stroke_width=1.2)
    said = words(f"All: {chart['baseline']:g}%", frame.right, y - 6, size=12, text_anchor="end")
    limits = "".join(_limit(chart["limits"], column, frame) for column in (1, 2, 3, 4))
    marks = "".join(_mark(point, frame) for point in chart["points"])
    return frame.drawn() + said + limits + middle + marks, frame.bottom + 38


def _limit(limits: list[list[float]], column: int, frame: Frame) -> str:
    """The first two are the inner limits, dashed."""
    path = "L".join(f"{frame.x(line[0]):.1f} {frame.y(line[column]):.1f}" for line in limits)
    dashes = "5 4" if column < 3 else None
    return el("path", d=f"M{path}", fill="none", stroke=MUTED, stroke_width=1.5, stroke_dasharray=dashes)


def _mark(point: list[Any], frame: Frame) -> str:
    n, share, number, place = point
    across, up, size = frame.x(n), frame.y(share), min(LARGEST, 3.0 + 1.2 * sqrt(number - 1))
    if place in ("very low", "very high"):
        reach = size + 3
        path = (
            f"M{across - reach:.1f} {up:.1f}L{across:.1f} {up - reach:.1f}"
            f"L{across + reach:.1f} {up:.1f}L{across:.1f} {up + reach:.1f}Z"
        )
        return el("path", d=path, fill=PLUM if place == "very low" else SPRUCE, stroke="#ffffff")
    return el("circle", cx=across, cy=up, r=size, fill=SPRUCE, fill_opacity=0.55, stroke=SPRUCE)
