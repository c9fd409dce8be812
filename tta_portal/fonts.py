"""Fonts of ours, for documents."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured


def font_file(name: str) -> Path:
    """Where a font of ours lies; without it no document is written, rather than one full of gaps."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise ImproperlyConfigured(f"{name} is missing, so documents cannot be written. Run `npm run build`.")
    return Path(found)
