"""A whole picture: title, marks, how to read it, and where it comes from, with the same in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import escape
from django.utils.safestring import mark_safe

from equity.drawing import areas, curve, funnel, lines, mix, steps, strip
from equity.drawing.svg import FONT, MUTED, el, height_of, paragraph

Draw = Callable[..., tuple[str, float]]
KINDS: dict[str, Draw] = {
    "bars": lines.draw, "dots": lines.draw, "steps": steps.draw, "strip": strip.draw, "curve": curve.draw,
    "map": areas.draw, "mix": mix.draw, "funnel": funnel.draw,
}  # fmt: skip
WIDE, NARROW, EDGE = 720.0, 340.0, 12.0


def picture(chart: dict[str, Any], *, width: float = WIDE) -> str:
    """An SVG that stands alone: everything needed to read it is in it."""
    room = width - 2 * EDGE
    title = height_of(chart["title"], width=room, size=17)
    body, bottom = KINDS[chart["kind"]](chart, top=EDGE + title + 14, width=width)
    note = f"{chart['caption']} {chart['source']}"
    heading = paragraph(chart["title"], EDGE, EDGE + 17, width=room, size=17, font_weight=600)
    foot = paragraph(note, EDGE, bottom + 18, width=room, size=11.5, fill=MUTED)
    return _whole(chart, heading + body + foot, width, bottom + height_of(note, width=room, size=11.5) + 16)


def drawing(chart: dict[str, Any], *, width: float = WIDE) -> str:
    """Only the marks, for a page or a document that says the rest beside them."""
    body, bottom = KINDS[chart["kind"]](chart, top=6.0, width=width)
    return _whole(chart, body, width, bottom + 4)


def drawings(chart: dict[str, Any]) -> dict[str, str]:
    """For a page: one for wide screens and one for phones. The markup is ours; every word in it was escaped."""
    return {"wide": mark_safe(drawing(chart)), "narrow": mark_safe(drawing(chart, width=NARROW))}  # noqa: S308


def in_words(chart: dict[str, Any]) -> str:
    """What the drawing shows, for those who do not see it: the finding, then every mark with its number."""
    marks = [(row["label"], row["text"]) for row in chart.get("rows", []) if "label" in row]
    marks += areas.in_words(chart) if chart["kind"] == "map" else []
    marks += [(f"{x}%", f"{y}%") for x, y in chart["points"]] if chart["kind"] == "curve" else []
    return " ".join([chart["sentence"], *(f"{label}: {_ended(text)}" for label, text in marks)])


def _ended(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def _whole(chart: dict[str, Any], body: str, width: float, height: float) -> str:
    name = f"{chart['id']}-{width:g}"
    words = el("title", escape(chart["title"]), id=f"{name}-title")
    words += el("desc", escape(in_words(chart)), id=f"{name}-desc")
    back = el("rect", width=width, height=height, fill="#ffffff")
    return el(
        "svg", words + back + body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:.0f}",
        width=width, height=round(height), font_family=FONT, role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )  # fmt: skip
