"""A map by marks, each a shade and a pattern as on the page; its tiles and what the marks mean stand below it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from equity.drawing.atlas import Ring, atlas
from equity.drawing.svg import INK, MUTED, el, words

EDGE, ROW = 12.0, 22.0
OUTLINE = {"states": ("#8d8880", 0.8), "counties": ("#b9b6af", 0.3)}
LOOKS = {
    "m1": ("#e0f7f6", ""),
    "m2": ("#9bd4cf", '<circle cx="3" cy="3" r="1.4" fill="#5a9a91"/>'),
    "m3": ("#4f9e99", '<path d="M-1 7L7 -1" stroke="#a7cfcc" stroke-width="1.4"/>'),
    "m4": ("#0b4b3f", '<path d="M-1 -1L7 7" stroke="#8fb2ac" stroke-width="1.4"/>'),
    "m5": ("#93348c", '<path d="M-1 7L7 -1" stroke="#cfa3cc" stroke-width="1.4"/>'),
    "hidden": ("#ffffff", '<path d="M-1 7L7 -1" stroke="#b9b9b5" stroke-width="1.2"/>'),
    "absent": ("#ffffff", ""),
}
"""As in frontend/js/charts/map.js and static/css/charts.css."""


def draw(chart: dict[str, Any], *, top: float, width: float) -> tuple[str, float]:
    """Every piece of the atlas with its mark; a piece without a row has nobody on the roster."""
    layer = chart.get("layer", "states")
    pieces, (left, first, right, last) = atlas(layer)
    scale = (width - 2 * EDGE) / (right - left)
    marks = {row.get("id") or row["label"]: row["mark"] for row in chart["rows"]}
    stroke, thickness = OUTLINE[layer]
    outlines = "".join(
        el("path", d=_path(rings, scale, EDGE - scale * left, top - scale * first),
           fill=_fill(marks.get(name, "absent")))
        for name, rings in pieces.items()
    )  # fmt: skip
    drawn = el("g", outlines, stroke=stroke, stroke_width=thickness, stroke_linejoin="round")
    under, bottom = _under(chart, top + scale * (last - first) + 16)
    return _patterns() + drawn + under, bottom


def in_words(chart: dict[str, Any]) -> list[tuple[str, str]]:
    """The tiles; and where pieces have no name of their own, how many have each mark."""
    tiles = [(tile["label"], tile["text"]) for tile in chart.get("tiles", [])]
    found = Counter(row["mark"] for row in chart["rows"] if "label" not in row)
    return [*tiles, *((one["label"], f"{found[one['mark']]:,}") for one in chart["legend"] if found[one["mark"]])]


def _path(rings: list[Ring], scale: float, dx: float, dy: float) -> str:
    return "".join(
        "M" + "L".join(f"{dx + scale * x:.1f} {dy + scale * y:.1f}" for x, y in ring) + "Z" for ring in rings
    )


def _fill(mark: str) -> str:
    return f"url(#mark-{mark})"


def _patterns() -> str:
    found = "".join(
        el("pattern", el("rect", width=6, height=6, fill=shade) + lines, id=f"mark-{mark}", width=6, height=6,
           patternUnits="userSpaceOnUse")
        for mark, (shade, lines) in LOOKS.items()
    )  # fmt: skip
    return el("defs", found)


def _under(chart: dict[str, Any], top: float) -> tuple[str, float]:
    """What each mark means, then the places that are not on the map, one a line."""
    lines = [*((one["mark"], one["label"]) for one in chart["legend"])]
    lines += [(tile["mark"], f"{tile['label']}: {tile['text']}") for tile in chart.get("tiles", [])]
    made = "".join(_line(mark, said, top + ROW * place, is_tile=place >= len(chart["legend"]))
                   for place, (mark, said) in enumerate(lines))  # fmt: skip
    return made, top + ROW * len(lines)


def _line(mark: str, said: str, y: float, *, is_tile: bool) -> str:
    swatch = el("rect", x=EDGE, y=y - 11, width=26, height=15, rx=3, fill=_fill(mark), stroke="#8d8880")
    return swatch + words(said, EDGE + 36, y + 1, size=12.5, fill=INK if is_tile else MUTED)
