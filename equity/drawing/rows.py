"""What a row of a drawing says of itself: its group with n, and why it has no mark."""

from __future__ import annotations

from typing import Any

from equity.drawing.svg import MUTED, WIDEST_LETTER, el, lines_of, paragraph, words

EDGE = 12.0


def label_of(row: dict[str, Any], room: float, y: float) -> str:
    """The group, in as many lines as it needs, and its n below."""
    lines = lines_of(row["label"], width=room, size=12.5)
    first = y + 4 - 8 * (len(lines) - (row["n"] is None))
    said = "".join(words(line, EDGE, first + 15 * place, size=12.5) for place, line in enumerate(lines))
    n = "" if row["n"] is None else f"n = {row['n']:,}"
    return said + words(n, EDGE, first + 15 * len(lines), size=11.5, fill=MUTED)


def withheld(row: dict[str, Any], left: float, right: float, y: float) -> str:
    """A hatched tag for what is hidden, and the reason in words for all that has no number."""
    if not row["hidden"]:
        return _reason(row["text"], left + 8, right, y)
    x = left + 1
    frame = el("rect", x=x, y=y - 9, width=33, height=18, fill="#ffffff", stroke=MUTED, stroke_dasharray="3 3")
    hatch = "".join(
        el("line", x1=x + 4 + dx, x2=x + 11 + dx, y1=y + 7, y2=y - 7, stroke=MUTED) for dx in (0, 6, 12, 18)
    )
    return frame + hatch + _reason(row["text"], x + 42, right, y)


def _reason(text: str, x: float, right: float, y: float) -> str:
    """Words on white, so that no line runs through them."""
    lines = lines_of(text, width=right - x, size=12)
    widest = 12 * WIDEST_LETTER * max(map(len, lines))
    back = el(
        "rect", x=x - 4, y=y - 10, width=min(widest, right - x) + 8, height=4 + 16.2 * len(lines), fill="#ffffff"
    )
    return back + paragraph(text, x, y + 4, width=right - x, size=12, fill=MUTED)
