"""Words that are read later, in the language of whoever reads them; for the types they are plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.utils import functional, text, translation

gettext_lazy = cast("Callable[[str], str]", translation.gettext_lazy)
format_lazy = cast("Callable[..., str]", text.format_lazy)
lower_lazy = cast("Callable[[str], str]", functional.keep_lazy_text(lambda words: str(words).lower()))
"""A label within a sentence."""
