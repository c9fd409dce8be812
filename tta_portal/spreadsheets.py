"""Cells of files that are opened in a spreadsheet, which must not run them as formulas."""

from __future__ import annotations

from datetime import datetime
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: Any) -> str:
    """A value as text; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
