"""Falling steps: what share is left after so many days, one line a group."""

from __future__ import annotations

from typing import Any

from equity.drawing.frame import Frame
from equity.drawing.svg import INK, MUTED, PLUM, SPRUCE, el, ticks, words

EDGE, HEIGHT, KEY = 12.0, 260.0, 20.0
DASHES = (None, "9 5", "2 4", "12 4 2 4", "5 3", "14 6")


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """A key to the lines, then the lines; groups without one are named with the reason."""
    keys = "".join(_key(row, place, top + KEY * (place + 0.7), width) for place, row in enumerate(chart["rows"]))
    most = 6 if width > 500 else 4
    days = [day for day in ticks(max(chart["max"], most), most=most) if day == int(day)]
    frame = Frame(days, "days since sent", width - 26, top + KEY * len(chart["rows"]) + 14, HEIGHT)
    curves = "".join(_curve(row, place, frame) for place, row in enumerate(chart["rows"]) if row["points"])
    return keys + frame.drawn() + curves, frame.bottom + 38


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


def _curve(row: dict[str, Any], place: int, frame: Frame) -> str:
    steps = "".join(f"H{frame.x(day):.1f}V{frame.y(share):.1f}" for day, share in row["points"])
    return el("path", d=f"M{frame.x(0):.1f} {frame.y(100):.1f}{steps}", **_look(row, place))
