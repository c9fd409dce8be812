"""The words of an HTML mail, with quotes marked as in a plain one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

LONGEST = 500_000
DEEPEST = 1_000
UNSEEN = {"script", "style", "title", "template", "noscript"}
SHOWN_TAGS = set(
    "a b blockquote br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span strong sub sup u ul "
    "table tbody td tfoot th thead tr".split()
)
OPENS = re.compile(r"<(/?)([a-z][a-z0-9:]*)", re.IGNORECASE)
NEVER_DEEP = set("area base br col embed hr img input link meta source track wbr p li td th tr dt dd option".split())
BLOCKS = set("p div li tr ul ol table h1 h2 h3 h4 h5 h6 pre section article header footer center dl dt dd".split())
APART = {"p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
RULE = "----------"


class _Writer(HTMLParser):
    """Collects lines. A blockquote puts “> ” before its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.depth = 0
        self.as_typed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.end_line()
        elif tag == "hr":
            self.end_block()
            self.line = RULE
            self.end_line()
        elif tag == "blockquote":
            self.end_block()
            self.depth = min(self.depth + 1, 20)
        elif tag in BLOCKS:
            self.end_block()
            self.line += "- " if tag == "li" else ""
        self.as_typed += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"br", "hr"}:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.end_block()
            self.depth = max(0, self.depth - 1)
        elif tag in BLOCKS:
            self.end_block()
            if tag in APART:
                self.lines.append("> " * self.depth)
        self.as_typed -= self.as_typed and tag == "pre"

    def handle_data(self, data: str) -> None:
        if self.as_typed:
            first, *rest = data.split("\n")
            self.line += first
            for one in rest:
                self.end_line()
                self.line = one
            return
        words = re.sub(r"[\s\xa0]+", " ", data)
        self.line += words.lstrip() if not self.line or self.line.endswith(" ") else words

    def end_block(self) -> None:
        if self.line.strip():
            self.end_line()
        self.line = ""

    def end_line(self) -> None:
        self.lines.append(("> " * self.depth + self.line).rstrip())
        self.line = ""


def clean(html: str) -> str:
    """HTML that does nothing and fetches nothing: no scripts, styles, forms or pictures."""
    return nh3.clean(
        _not_too_deep(html[:LONGEST]),
        tags=SHOWN_TAGS,
        clean_content_tags=UNSEEN,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
    )


def _not_too_deep(html: str) -> str:
    """Cut off where tags are nested as no person nests them: cleaning takes time by the square of the depth."""
    depth = 0
    for tag in OPENS.finditer(html):
        if tag[2].lower() not in NEVER_DEEP:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > DEEPEST:
                return html[: tag.start()]
    return html


def text_of(cleaned: str) -> str:
    """Plain text of HTML that `clean` has made well-formed: on any other the parser may take for ever."""
    writer = _Writer()
    writer.feed(cleaned)
    writer.close()
    writer.end_block()
    lines = "\n".join(line.rstrip() for line in writer.lines)
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
