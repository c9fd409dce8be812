"""Stacked bars: how the whole of each group divides into levels, told apart by pattern as well as by shade."""

from __future__ import annotations

from typing import Any

from equity.drawing.rows import EDGE, label_of, withheld
from equity.drawing.svg import INK, MUTED, el, words

ROW, KEY, HEIGHT = 46.0, 20.0, 24.0
SHADES = ("#efece6", "#d3e4e2", "#a3c9c5", "#6caba5", "#0f6460", "#08403d")
DARK = 4  # from here on the shades are dark enough for white words
WIDEST_LABEL = 200.0


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """A key to the levels, then one bar a group, as long for each: the whole is written beside it."""
    keys, first = _keys(chart["keys"], top, width)
    narrow = width < 500
    left, right = (EDGE, width - EDGE) if narrow else (WIDEST_LABEL, width - EDGE)
    each = ROW + 24 if narrow else ROW
    bars = "".join(
        _row(row, left, right, first + each * place + each / 2, narrow=narrow)
        for place, row in enumerate(chart["rows"])
    )
    bottom = first + each * len(chart["rows"])
    axis = "".join(
        words(f"{share}%", left + (right - left) * share / 100, bottom + 14, size=12, fill=MUTED, text_anchor=anchor)
        for share, anchor in ((0, "start"), (50, "middle"), (100, "end"))
    )
    return keys + bars + axis, bottom + 20


def _keys(names: list[str], top: float, width: float) -> tuple[str, float]:
    """Two columns where there is room; what lies together is striped, and said last."""
    columns = 2 if width > 500 else 1
    room, found = (width - 2 * EDGE) / columns, ""
    for place, name in enumerate([*names, "Shown together, as counts would be small"]):
        x, y = EDGE + room * (place % columns), top + KEY * (place // columns)
        found += _box(x, y, 18, 13, place, place if place < len(names) else place + 1)
        found += words(name, x + 26, y + 11, size=12.5)
    return found, top + KEY * (-(-(len(names) + 1) // columns)) + 8


def _row(row: dict[str, Any], left: float, right: float, y: float, *, narrow: bool) -> str:
    said = label_of(row, right - left if narrow else left - EDGE - 12, y - 26 if narrow else y)
    if not row["parts"]:
        return said + withheld(row, left, right, y)
    found, x = said, left
    for part in row["parts"]:
        long = (right - left) * part["percent"] / 100
        found += _box(x, y - HEIGHT / 2, long, HEIGHT, part["first"], part["last"]) if long else ""
        found += _share(part, x, long, y)
        x += long
    return found


def _share(part: dict[str, Any], x: float, long: float, y: float) -> str:
    """The percentage inside the bar, where it fits."""
    if long < 34:
        return ""
    is_dark = part["first"] == part["last"] and part["first"] >= DARK
    said = words(
        f"{part['percent']:.0f}%", x + long / 2, y + 4, size=12, fill="#ffffff" if is_dark else INK,
        text_anchor="middle",
    )  # fmt: skip
    back = el("rect", x=x + long / 2 - 16, y=y - 9, width=32, height=18, fill="#ffffff")
    return said if part["first"] == part["last"] else back + said


def _box(x: float, y: float, width: float, height: float, first: int, last: int) -> str:
    """One level in its shade, or several as stripes on white. The frame tells neighbours apart without colour."""
    shade = SHADES[first] if first == last else "#ffffff"
    box = el("rect", x=x, y=y, width=width, height=height, fill=shade, stroke=INK, stroke_width=1)
    if first == last:
        return box + _ticks(x, y, width, height, first)
    return box + "".join(
        el("line", x1=x + at - 5, x2=x + at + 5, y1=y + height - 2, y2=y + 2, stroke=MUTED, stroke_width=1.2)
        for at in range(7, int(width) - 5, 8)
    )


def _ticks(x: float, y: float, width: float, height: float, level: int) -> str:
    """As many short lines at the foot as the level is high: read without colour."""
    colour = "#ffffff" if level >= DARK else INK
    return "".join(
        el("line", x1=x + 3 + 3 * place, x2=x + 3 + 3 * place, y1=y + height - 6, y2=y + height - 2, stroke=colour)
        for place in range(level)
        if 3 * place + 4 < width
    )
