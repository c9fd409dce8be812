"""How the words of a letter become HTML."""

from __future__ import annotations

import re

from django import template
from django.template.defaultfilters import linebreaks_filter, urlize
from django.utils.safestring import SafeString

register = template.Library()
MAYBE_AN_ADDRESS = re.compile(r"\S\.\w|@|://")


@register.filter
def linked(words: str) -> SafeString:
    """Paragraphs of HTML whose addresses are links.

    `urlize` looks at every word, which takes longer than all the rest of a letter: it sees only words
    among which there may be an address.
    """
    words = str(words)
    html: SafeString = linebreaks_filter(urlize(words) if MAYBE_AN_ADDRESS.search(words) else words)
    return html
