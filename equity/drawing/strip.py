"""A strip of days: how many replies were due, and how much of it came in time."""

from __future__ import annotations

from typing import Any

from equity.drawing.svg import INK, LINE, MUTED, SPRUCE, el, ticks, words

LEFT, HEIGHT, EDGE, WIDEST = 46.0, 150.0, 12.0, 110.0


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """One bar a day, or a few days together: the frame is what was due, the filled part what came in time."""
    rows, right = chart["rows"], width - 14
    bottom = top + 30 + HEIGHT
    end = ticks(max([row["n"] for row in rows] or [1]) or 1, most=3)
    each = (right - LEFT) / max(len(rows), 1)

    def y(number: float) -> float:
        return bottom - HEIGHT * number / end[-1]

    grid = "".join(
        el("line", x1=LEFT, x2=right, y1=y(number), y2=y(number), stroke=LINE)
        + words(f"{number:g}", LEFT - 8, y(number) + 4, size=12, fill=MUTED, text_anchor="end")
        for number in end
    )
    bars = "".join(_bar(row, LEFT + each * place, each, y, bottom) for place, row in enumerate(rows))
    ends = words(chart["starts"], LEFT, bottom + 18, size=12, fill=MUTED)
    ends += words(chart["ends"], right, bottom + 18, size=12, fill=MUTED, text_anchor="end")
    return _key(top) + grid + bars + ends, bottom + 26


def _key(top: float) -> str:
    filled = el("rect", x=EDGE, y=top, width=14, height=12, fill=SPRUCE)
    frame = el("rect", x=EDGE + 90, y=top, width=14, height=12, fill="#ffffff", stroke=SPRUCE, stroke_width=1.5)
    said = words("in time", EDGE + 20, top + 11, size=12) + words("late or open", EDGE + 110, top + 11, size=12)
    return filled + frame + said


def _bar(row: dict[str, Any], x: float, each: float, y: Any, bottom: float) -> str:
    if not row["n"]:
        return ""
    gap = max(min(each * 0.15, 8.0), (each - WIDEST) / 2)
    place = {"x": x + gap, "width": each - 2 * gap}
    frame = el(
        "rect", y=y(row["n"]), height=bottom - y(row["n"]), fill="#ffffff", stroke=SPRUCE, stroke_width=1.5, **place
    )
    filled = el("rect", y=y(row["count"]), height=bottom - y(row["count"]), fill=SPRUCE, **place)
    said = row["share"] if each > 40 else ""
    return frame + filled + words(said, x + each / 2, y(row["n"]) - 6, size=12, fill=INK, text_anchor="middle")
