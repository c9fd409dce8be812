"""The report as a tagged PDF (PDF/UA-1): headings, tables and charts with their words, for any screen reader."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.core.exceptions import ImproperlyConfigured

from equity.board.content import Content
from equity.drawing.picture import drawing, in_words
from tta_portal.fonts import font_file

TEMPLATE = Path(__file__).parent / "report.typ"
FONTS = ("fonts/DejaVuSans.ttf", "fonts/DejaVuSans-Bold.ttf")
FAMILY = "DejaVu Sans"


def write(content: Content) -> bytes:
    """The same content gives the same bytes. What is said reaches the writer as data, so nothing in it is markup."""
    panels = [{**panel, "figures": [_figure(chart) for chart in panel["figures"]]} for panel in content["panels"]]
    day = datetime.combine(date.fromisoformat(content["as_of"]), time(12), tzinfo=UTC)
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"content": json.dumps({**content, "panels": panels})},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(day.timestamp()))
    assert isinstance(made, bytes)
    return made


def _fonts() -> typst.Fonts:
    """Ours alone, whatever the machine has; without them there would be no letters, and no complaint."""
    folders = sorted({str(font_file(name).parent) for name in FONTS})
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    if FAMILY not in fonts.families():
        raise ImproperlyConfigured(f"The PDF writer cannot read {FAMILY}. Run `npm run build`.")
    return fonts


def _figure(chart: dict[str, Any]) -> dict[str, Any]:
    return {**chart, "drawing": drawing(chart), "words": in_words(chart)}
