"""A funnel: shares by how much they rest on, and the limits between which chance alone lies."""

from __future__ import annotations

from math import sqrt
from typing import Any

from equity.drawing.svg import INK, LINE, MUTED, PLUM, SPRUCE, el, ticks, words

LEFT, HEIGHT = 58.0, 320.0
LARGEST = 11.0


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """The limits, then the marks: a circle inside, a diamond beyond the outer limits."""
    first, right = top + 12, width - 18
    bottom = first + HEIGHT
    along = ticks(chart["max"], most=6 if width > 500 else 4)

    def x(n: float) -> float:
        return LEFT + (right - LEFT) * n / along[-1]

    def y(percent: float) -> float:
        return bottom - HEIGHT * percent / 100

    grid = "".join(
        el("line", x1=LEFT, x2=right, y1=y(share), y2=y(share), stroke=LINE)
        + words(f"{share}%", LEFT - 8, y(share) + 4, size=12, fill=MUTED, text_anchor="end")
        for share in (0, 25, 50, 75, 100)
    )
    ends = "".join(words(f"{n:g}", x(n), bottom + 17, size=12, fill=MUTED, text_anchor="middle") for n in along)
    unit = words("replies due", right, bottom + 34, size=12, fill=MUTED, text_anchor="end")
    middle = el(
        "line", x1=LEFT, x2=right, y1=y(chart["baseline"]), y2=y(chart["baseline"]), stroke=INK, stroke_width=1.2
    )
    said = words(f"All: {chart['baseline']:g}%", right, y(chart["baseline"]) - 6, size=12, text_anchor="end")
    limits = "".join(_limit(chart["limits"], column, x, y, dashed=column < 3) for column in (1, 2, 3, 4))
    marks = "".join(_mark(point, x, y) for point in chart["points"])
    return grid + ends + unit + said + limits + middle + marks, bottom + 38


def _limit(limits: list[list[float]], column: int, x: Any, y: Any, *, dashed: bool) -> str:
    path = "L".join(f"{x(line[0]):.1f} {y(line[column]):.1f}" for line in limits)
    return el(
        "path", d=f"M{path}", fill="none", stroke=MUTED, stroke_width=1.5, stroke_dasharray="5 4" if dashed else None
    )


def _mark(point: list[Any], x: Any, y: Any) -> str:
    n, share, number, place = point
    across, up, size = x(n), y(share), min(LARGEST, 3.0 + 1.2 * sqrt(number - 1))
    if place in ("very low", "very high"):
        reach = size + 3
        path = (
            f"M{across - reach:.1f} {up:.1f}L{across:.1f} {up - reach:.1f}"
            f"L{across + reach:.1f} {up:.1f}L{across:.1f} {up + reach:.1f}Z"
        )
        return el("path", d=path, fill=PLUM if place == "very low" else SPRUCE, stroke="#ffffff")
    return el("circle", cx=across, cy=up, r=size, fill=SPRUCE, fill_opacity=0.55, stroke=SPRUCE)
