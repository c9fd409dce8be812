"""What stands in English on a page or in a mail that should be in Spanish: the words that both languages share."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from html.parser import HTMLParser
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.html import strip_spaces_between_tags
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
CATALOG = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
SPOKEN = {"aria-label", "title", "alt", "label", "data-label", "content"}
NOT_OURS = {"contenttypes", "sessions", "pghistory"}
SILENT = {"script", "style", "code", "kbd", "textarea"}
LETTERS = re.compile(r"[^\W\d_]{3,}")
NAMES = (
    "Common Thread",
    "English",
    "Español",
    "Washington",
    "PDF",
    "JSON",
    "API",
    "CSV",
    "bytes",
    "http",
    "https",
    "tests",
)
"""Proper nouns, and words that are the same in both languages."""


class Words(HTMLParser):
    """The texts of a page, and those attributes that somebody sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        self.found += [value for name, value in attrs if name in SPOKEN and value and tag != "meta"]

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent:
            self.found.append(" ".join(data.split()))


def words_of(html: str) -> list[str]:
    parser = Words()
    parser.feed(strip_spaces_between_tags(html))
    return [words for words in parser.found if words]


def shared(english: Collection[str], spanish: Collection[str], *, typed: Collection[str]) -> set[str]:
    """What both say alike, beyond what people typed."""
    both = set(english) & set(spanish)
    return {words for words in both if LETTERS.search(_without(words, typed))}


def _without(words: str, typed: Collection[str]) -> str:
    for one in typed:
        if one in words:
            words = words.replace(one, " ")
    return words


def catalog() -> dict[str, list[str]]:
    """Each message of the catalog, with its translations."""
    found: dict[str, list[str]] = {}
    for entry in CATALOG.read_text().split("\n\n")[1:]:
        words: dict[str, str] = {}
        for name, quoted in re.findall(r'^(msg\S+) (".*")$', entry, re.MULTILINE):
            words[name] = ast.literal_eval(quoted)
        found[words["msgid"]] = [said for name, said in words.items() if name.startswith("msgstr")]
    return found


OURS = ("tta_portal", "requests_app", "relationships", "equity")
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
IN_TEMPLATE = re.compile(r"""(?:gettext|_)\(\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")


def marked_in_code() -> set[str]:
    """Every text that the code asks to be translated."""
    trees = (ast.parse(path.read_text()) for folder in OURS for path in (ROOT / folder).rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return {
        call.args[0].value
        for call in calls
        if getattr(call.func, "id", "") in MARKS
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def marked_in_templates() -> set[str]:
    """The same of the templates, in the way in which Django reads them."""
    found: set[str] = set()
    for path in (ROOT / "templates").rglob("*.*"):
        if path.suffix in {".html", ".txt"}:
            found |= {ast.literal_eval(one) for one in IN_TEMPLATE.findall(templatize(path.read_text()))}
    return found


def alike() -> set[str]:
    """What is the same in both languages, such as “Plan”."""
    return {message for message, said in catalog().items() if said == [message]}


def typed_words(*, alike: Collection[str] = (), but: Collection[type[models.Model]] = ()) -> list[str]:
    """Everything that is kept in the network in force as text, the longest first; and what needs no translation."""
    found: set[str] = {*NAMES, *alike}
    for model in apps.get_models():
        if (
            model in but
            or not model._meta.managed
            or model._meta.app_label in {"contenttypes", "sessions", "pghistory"}
        ):
            continue
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        if not names or ("Event" in model.__name__ and model.__name__ not in OWN_EVENTS):
            continue
        for row in model._default_manager.values_list(*names):
            found |= {part.strip() for text in row if isinstance(text, str) for part in _parts(text)}
    return sorted((one for one in found if len(one) > 1), key=len, reverse=True)


OWN_EVENTS = {"RequestEvent", "EngagementEvent", "WorkEvent"}


def _parts(text: str) -> list[str]:
    return [text, " ".join(text.split()), *text.splitlines()]
