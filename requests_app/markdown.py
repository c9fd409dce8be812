"""Texts that people write in markdown, shown as HTML that is safe."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FIRST_HEADING = 3  # a text stands in a card whose own heading is an h2
TAGS = set("p br hr h3 h4 h5 h6 ul ol li a strong em s code pre blockquote table thead tbody tr th td".split())
_reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def as_html(words: str) -> SafeString:
    """Render markdown. HTML in it is shown as it was typed, never obeyed, and no image is fetched from anywhere."""
    tokens = _reader.parse(words)
    _fit_headings(tokens)
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"})
    return mark_safe(clean)  # noqa: S308  (nh3 has left nothing that could do harm)


def _fit_headings(tokens: list[Token]) -> None:
    """Whatever levels a writer chose, the page's own headings go on without a gap."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(FIRST_HEADING + levels.index(token.tag), 6)}"
