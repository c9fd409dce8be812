"""Pieces of a drawing: elements with their text made safe, words broken into lines, and round numbers for an axis."""

from __future__ import annotations

import math
import textwrap

from django.utils.html import escape

FONT = "'Public Sans Variable', 'Public Sans', 'DejaVu Sans', sans-serif"
INK, MUTED, LINE, SPRUCE, PLUM = "#232019", "#5e5954", "#dcd9d3", "#0f6460", "#93348c"
WIDEST_LETTER = 0.56
"""The width of an average letter, in sizes of the font; the widest of our fonts decides."""


def el(tag: str, inside: str = "", /, **attributes: object) -> str:
    """One element; `inside` is markup already. An underscore in a name stands for a hyphen, None leaves out."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>"


def words(text: str, x: float, y: float, *, size: float = 13, **attributes: object) -> str:
    """One line of text."""
    return el("text", escape(text), x=x, y=y, font_size=size, **{"fill": INK, **attributes})


def lines_of(text: str, *, width: float, size: float = 13) -> list[str]:
    """Text broken so that each line fits into so many pixels."""
    return textwrap.wrap(text, max(8, int(width / (size * WIDEST_LETTER)))) or [""]


def paragraph(text: str, x: float, y: float, *, width: float, size: float = 13, **attributes: object) -> str:
    """Several lines, the first on y."""
    found = lines_of(text, width=width, size=size)
    return "".join(words(line, x, y + n * size * 1.35, size=size, **attributes) for n, line in enumerate(found))


def height_of(text: str, *, width: float, size: float = 13) -> float:
    return len(lines_of(text, width=width, size=size)) * size * 1.35


def ticks(end: float, *, most: int) -> list[float]:
    """Round numbers from zero to the first that reaches the end."""
    raw = max(end, 1e-9) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw - 1e-12)
    return [step * number for number in range(math.ceil(end / step - 1e-9) + 1)]


def with_unit(number: float, unit: str) -> str:
    shown = f"{number:,.1f}".removesuffix(".0")
    return f"{shown}%" if unit == "%" else f"{shown} {unit}".strip()


def _short(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
