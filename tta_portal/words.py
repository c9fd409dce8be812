"""Words that are read later, in the language of whoever reads them; for the types they are plain text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from django.utils import formats, functional, text, translation

gettext_lazy = cast("Callable[[str], str]", translation.gettext_lazy)
format_lazy = cast("Callable[..., str]", text.format_lazy)
lower_lazy = cast("Callable[[str], str]", functional.keep_lazy_text(lambda words: str(words).lower()))
"""A label within a sentence."""


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")


day_lazy = cast("Callable[[date], str]", functional.lazy(_day, str))
"""A day as its reader writes it."""
