"""Bars and dots: one group a line, with its 95 % interval. What is hidden is said, never drawn as zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from typing import Any

from equity.drawing.rows import EDGE, label_of, withheld
from equity.drawing.svg import INK, LINE, MUTED, PLUM, SPRUCE, el, lines_of, ticks, with_unit, words

ROW, AXIS = 52.0, 24.0


@dataclass(frozen=True)
class Plot:
    """Where the axis lies: from `left` to `right` for numbers from 0 to `end`.

    With a `least` number the axis doubles: half as many lies as far from one as twice as many.
    """

    left: float
    right: float
    end: float
    least: float | None = None

    def x(self, number: float) -> float:
        if self.least:
            inside = min(max(number, self.least), self.end)
            return self.left + (self.right - self.left) * log2(inside / self.least) / log2(self.end / self.least)
        return self.left + (self.right - self.left) * min(max(number, 0.0), self.end) / self.end


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """The marks and the axis below `top`, and where they end."""
    rows = chart["rows"]
    steps = _doubling(chart) if chart.get("doubles") else ticks(_end(chart), most=6 if width > 500 else 4)
    plot = Plot(min(0.34 * width, 220.0), width - 26, steps[-1], steps[0] if chart.get("doubles") else None)
    first = top + (AXIS if chart.get("reference") is not None else 4)
    each = _height(rows, plot.left - 2 * EDGE)
    bottom = first + each * len(rows)
    grid = "".join(_tick(plot, number, chart["unit"], first, bottom) for number in steps)
    marks = "".join(_row(chart, plot, row, first + each * (place + 0.5)) for place, row in enumerate(rows))
    return grid + _reference(chart, plot, first, bottom) + marks, bottom + AXIS


def _doubling(chart: dict[str, Any]) -> list[float]:
    """Powers of two from the chart's least number to its largest."""
    return [2.0**power for power in range(round(log2(chart["min"])), 1 + round(log2(chart["max"])))]


def _height(rows: list[dict[str, Any]], room: float) -> float:
    """Of each row: enough for the longest label and its n."""
    return max([ROW, *(15.0 * len(lines_of(row["label"], width=room, size=12.5)) + 23 for row in rows)])


def _end(chart: dict[str, Any]) -> float:
    if chart.get("max"):
        return float(chart["max"])
    numbers = [row[name] or 0 for row in chart["rows"] for name in ("value", "high")]
    return max([*numbers, chart.get("reference") or 0, 1])


def _tick(plot: Plot, number: float, unit: str, top: float, bottom: float) -> str:
    x = plot.x(number)
    line = el("line", x1=x, x2=x, y1=top, y2=bottom, stroke=LINE)
    return line + words(with_unit(number, unit), x, bottom + 16, size=12, fill=MUTED, text_anchor="middle")


def _reference(chart: dict[str, Any], plot: Plot, top: float, bottom: float) -> str:
    if chart.get("reference") is None:
        return ""
    x = plot.x(chart["reference"])
    anchor = "end" if x > (plot.left + plot.right) / 2 else "start"
    line = el("line", x1=x, x2=x, y1=top, y2=bottom, stroke=MUTED, stroke_width=1.5, stroke_dasharray="5 4")
    return line + words(chart["reference_label"], x, top - 7, size=12, fill=MUTED, text_anchor=anchor)


def _row(chart: dict[str, Any], plot: Plot, row: dict[str, Any], y: float) -> str:
    label = label_of(row, plot.left - 2 * EDGE, y)
    if row["hidden"] or row["value"] is None:
        return label + withheld(row, plot.left, plot.right, y)
    return label + _mark(chart, plot, row, y) + _interval(plot, row, y)


def _mark(chart: dict[str, Any], plot: Plot, row: dict[str, Any], y: float) -> str:
    x, colour = plot.x(row["value"]), PLUM if row["gap"] else SPRUCE
    if row.get("weak"):
        return _weak(chart, plot, x, y, colour)
    if chart["kind"] == "bars":
        bar = el("rect", x=plot.left, y=y - 9, width=max(x - plot.left, 1.0), height=18, fill=colour)
        return bar + (_stripes(plot.left, x, y) if row["gap"] else "")
    if row["gap"]:
        return el("path", d=f"M{x - 9:g} {y:g}L{x:g} {y - 9:g}L{x + 9:g} {y:g}L{x:g} {y + 9:g}Z", fill=colour)
    return el("circle", cx=x, cy=y, r=6.5, fill=colour)


def _weak(chart: dict[str, Any], plot: Plot, x: float, y: float, colour: str) -> str:
    """Hatched on white: a number that rests on too little."""
    look = {"fill": "#ffffff", "stroke": colour, "stroke_width": 1.6, "stroke_dasharray": "3 2"}
    if chart["kind"] == "bars":
        frame = el("rect", x=plot.left, y=y - 9, width=max(x - plot.left, 1.0), height=18, **look)
        return frame + _hatch(range(int(plot.left) + 9, int(x) - 5, 6), y, 7, colour)
    return el("circle", cx=x, cy=y, r=8.0, **look) + _hatch((x - 3, x + 1, x + 5), y, 4, colour)


def _hatch(places: Iterable[float], y: float, reach: float, colour: str) -> str:
    return "".join(el("line", x1=x - reach, x2=x, y1=y + reach, y2=y - reach, stroke=colour) for x in places)


def _stripes(left: float, right: float, y: float) -> str:
    """A gap is seen without its colour, too."""
    inside = range(int(left) + 9, int(right) - 9, 9)
    return "".join(el("line", x1=x - 7, x2=x + 7, y1=y + 8, y2=y - 8, stroke="#ffffff", opacity=0.6) for x in inside)


def _interval(plot: Plot, row: dict[str, Any], y: float) -> str:
    if row["low"] is None or row["high"] is None:
        return ""
    low, high = plot.x(row["low"]), plot.x(row["high"])
    path = f"M{low:g} {y - 5:g}V{y + 5:g}M{low:g} {y:g}H{high:g}M{high:g} {y - 5:g}V{y + 5:g}"
    return el("path", d=path, stroke=INK, stroke_width=1.6, fill="none")
