"""Small marks that stand on every row of a list: built here, because a template inside a template for each costs most
of a list's time."""

from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from tta_portal.script_words import SAID

register = template.Library()

ICONS = {"new": "star", "act": "autorenew", "wait": "schedule", "late": "priority_high"}
USUAL_ICON = "check_circle"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon of the USWDS sprite, decorative: put a word beside it."""
    return format_html(
        '<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/sprite.svg"),
        name,
    )


@register.simple_tag
def script_words() -> SafeString:
    """What the scripts say, for a page that is not in English; their code holds the English."""
    language = get_language() or "en"
    return SafeString("") if language.startswith("en") else _script_words(language)


@cache
def _script_words(language: str) -> SafeString:
    return json_script({english: gettext(english) for english in SAID}, "words-of-scripts")


@register.simple_tag
def chip(label: str, tone: str, icon_name: str = "") -> SafeString:
    """A status. `tone`: new, act, wait, done, late; `icon_name`: of the sprite, else the tone's own."""
    mark = icon(icon_name or ICONS.get(tone, USUAL_ICON))
    return format_html('<span class="chip {}">{}{}</span>', tone, mark, label)


@register.simple_tag
def ribbon(left: str, right: str, strength: int, text: str) -> SafeString:
    """Two people joined by a thread. `strength`: 1 new, 2, 3 deep; `text` is the same as a sentence, read aloud."""
    return format_html(
        '<span class="ribbon s{}"><i aria-hidden="true">{}</i><i aria-hidden="true">{}</i>'
        '<span class="usa-sr-only">{}</span></span>',
        strength or 1,
        left,
        right or "?",
        text,
    )
