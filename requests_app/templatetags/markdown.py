from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from requests_app.markdown import as_html

register = template.Library()


@register.filter
def markdown(words: str) -> SafeString:
    """Show a text that was written in markdown."""
    return as_html(words)
