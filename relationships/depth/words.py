"""The levels and their tests in words that a recipient can read, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

MEANING = {
    0: gettext_lazy("We have not been in touch for a year."),
    1: gettext_lazy("You asked, or we were in touch, within a year."),
    2: gettext_lazy("We talked, and you came back to us."),
    3: gettext_lazy("We plan together, talk often, and keep our promises on both sides."),
    4: gettext_lazy("You lead, you give to others, and trust goes both ways."),
}
TESTS = {
    "in_contact": gettext_lazy("A request, or a contact in both directions, in the last 12 months"),
    "talked": gettext_lazy("A conversation about what is needed, in the last 12 months"),
    "came_back": gettext_lazy("An answered check-in, or a second request, in the last 12 months"),
    "has_plan": gettext_lazy("A plan that both sides agreed in the last 12 months, or work together that goes on"),
    "in_touch": gettext_lazy("In touch in both directions on at least 3 days of the last 180"),
    "both_promise": gettext_lazy("Both sides have made promises, in the last 12 months or for the time to come"),
    "reliable": gettext_lazy("Of at least 5 promises that fell due in 180 days, 80 of 100 were kept (late: half)"),
    "lasting": gettext_lazy("Collaborative for 180 days"),
    "leads": gettext_lazy("The health department leads or co-leads the work"),
    "gave": gettext_lazy("The health department gave something to others in the last 12 months"),
    "trusted": gettext_lazy("Both sides trust each other: at least 75 of 100 each way"),
}


@dataclass(frozen=True)
class Row:
    """One test as it stood, ready to be shown."""

    words: str
    found: str
    holds: bool
    level: int


def rows(evidence: Iterable[dict[str, Any]]) -> list[Row]:
    """The evidence in words; a test that is no longer known is left out."""
    return [
        Row(str(TESTS[row["test"]]), _found(row), bool(row["holds"]), row["level"])
        for row in evidence
        if row["test"] in TESTS
    ]


def would_come_next(level: int, evidence: Iterable[dict[str, Any]]) -> list[str]:
    """The tests of the next level that do not hold yet, in words."""
    return [row.words for row in rows(evidence) if row.level == level + 1 and not row.holds]


def _found(row: dict[str, Any]) -> str:
    count = int(row["n"])
    match row["test"]:
        case "reliable" if row.get("share") is None:
            return ngettext("{n} fell due: too few to say", "{n} fell due: too few to say", count).format(n=count)
        case "reliable":
            return _("{share} of 100, of {n} promises").format(share=int(row["share"]), n=count)
        case "lasting":
            return ngettext("{n} day so far", "{n} days so far", count).format(n=count)
        case "both_promise":
            return ngettext("{n} side", "{n} sides", count).format(n=count)
        case "trusted":
            return _("yes") if row["holds"] else _("not known to both, or not yet")
        case "in_touch":
            return ngettext("{n} day", "{n} days", count).format(n=count)
    return ngettext("{n} found", "{n} found", count).format(n=count)
