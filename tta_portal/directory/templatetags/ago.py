"""How long ago something was, in one unit: lists are scanned, not read."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.timesince import timesince

register = template.Library()


@register.filter
def ago(moment: datetime | None) -> str:
    """“3 days ago”; nothing for a moment that never was."""
    return f"{timesince(moment, depth=1)} ago" if moment else ""
