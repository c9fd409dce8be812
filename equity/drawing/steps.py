"""Falling steps: what share is left after so many days, one line a group."""

from __future__ import annotations

from typing import Any

from equity.drawing.svg import INK, LINE, MUTED, PLUM, SPRUCE, el, ticks, words

EDGE, LEFT, HEIGHT, KEY = 12.0, 58.0, 260.0, 20.0
DASHES = (None, "9 5", "2 4", "12 4 2 4", "5 3", "14 6")


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """A key to the lines, then the lines; groups without one are named with the reason."""
    keys = "".join(_key(row, place, top + KEY * (place + 0.7), width) for place, row in enumerate(chart["rows"]))
    first = top + KEY * len(chart["rows"]) + 14
    bottom, right = first + HEIGHT, width - 26
    most = 6 if width > 500 else 4
    days = [day for day in ticks(max(chart["max"], most), most=most) if day == int(day)]

    def x(day: float) -> float:
        return LEFT + (right - LEFT) * day / days[-1]

    def y(percent: float) -> float:
        return bottom - HEIGHT * percent / 100

    grid = "".join(
        el("line", x1=LEFT, x2=right, y1=y(share), y2=y(share), stroke=LINE)
        + words(f"{share}%", LEFT - 8, y(share) + 4, size=12, fill=MUTED, text_anchor="end")
        for share in (0, 25, 50, 75, 100)
    )
    along = "".join(words(f"{day:g}", x(day), bottom + 17, size=12, fill=MUTED, text_anchor="middle") for day in days)
    unit = words("days since sent", right, bottom + 34, size=12, fill=MUTED, text_anchor="end")
    curves = "".join(_curve(row, place, x, y) for place, row in enumerate(chart["rows"]) if row["points"])
    return keys + grid + along + unit + curves, bottom + 38


def _look(row: dict[str, Any], place: int) -> dict[str, Any]:
    return {
        "stroke": PLUM if row["gap"] else SPRUCE,
        "stroke_width": 2.4,
        "stroke_dasharray": DASHES[place % len(DASHES)],
        "fill": "none",
    }


def _key(row: dict[str, Any], place: int, y: float, width: float) -> str:
    if not row["points"]:
        return words(f"{row['label']}: {row['why']}", EDGE + 46, y + 4, size=12, fill=MUTED)
    line = el("path", d=f"M{EDGE:g} {y:g}h36", **_look(row, place))
    n = f" (n = {row['n']:,})"
    return line + words(row["label"] + n, EDGE + 46, y + 4, size=12.5, fill=INK)


def _curve(row: dict[str, Any], place: int, x: Any, y: Any) -> str:
    path = f"M{x(0):.1f} {y(100):.1f}" + "".join(f"H{x(day):.1f}V{y(share):.1f}" for day, share in row["points"])
    return el("path", d=path, **_look(row, place))
