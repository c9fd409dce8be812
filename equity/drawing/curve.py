"""A curve from nothing to everything, beside the straight line on which all would be alike."""

from __future__ import annotations

from typing import Any

from equity.drawing.svg import INK, LINE, MUTED, SPRUCE, el, paragraph, words

LEFT, HEIGHT = 58.0, 280.0
QUARTERS = (0, 25, 50, 75, 100)


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """The axes in percent, the line of equality, and the points joined; why there is no curve where there is none."""
    if not chart["points"]:
        return paragraph(chart["sentence"], 12, top + 18, width=width - 24, size=12.5, fill=MUTED), top + 60
    first = top + 14
    bottom, right = first + HEIGHT, min(width - 26, LEFT + 1.3 * HEIGHT)

    def x(percent: float) -> float:
        return LEFT + (right - LEFT) * percent / 100

    def y(percent: float) -> float:
        return bottom - HEIGHT * percent / 100

    grid = "".join(
        el("line", x1=LEFT, x2=right, y1=y(share), y2=y(share), stroke=LINE)
        + words(f"{share}%", LEFT - 8, y(share) + 4, size=12, fill=MUTED, text_anchor="end")
        + words(f"{share}%", x(share), bottom + 17, size=12, fill=MUTED, text_anchor="middle")
        for share in QUARTERS
    )
    equal = el("line", x1=x(0), y1=y(0), x2=x(100), y2=y(100), stroke=MUTED, stroke_dasharray="5 4")
    path = "M" + "L".join(f"{x(places):.1f} {y(requests):.1f}" for places, requests in chart["points"])
    curve = el("path", d=path, stroke=SPRUCE, stroke_width=2.6, fill="none")
    dots = "".join(el("circle", cx=x(places), cy=y(requests), r=3.5, fill=INK) for places, requests in chart["points"])
    across = words(chart["x_label"], LEFT, bottom + 36, size=12, fill=MUTED)
    up = words(chart["y_label"], LEFT, top + 2, size=12, fill=MUTED)
    return grid + equal + curve + dots + across + up, bottom + 42
