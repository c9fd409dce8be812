"""Read a passport that somebody brought: only what has the documented shape, as words to be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.passport.record import FORMAT, VERSION
from relationships.passport.words import text_of

LARGEST = 5 * 1024**2
MOST_SHOWN = 500
SECTIONS = {
    "requests": (gettext_lazy("Requests"), "title", ("status", "need", "hoped_for_change", "why_now", "lead")),
    "promises": (gettext_lazy("Promises"), "text", ("side", "due_on", "state", "evidence", "dispute", "resolution")),
    "engagements": (
        gettext_lazy("Engagements"),
        "purpose",
        ("status", "lead", "started_at", "ended_at", "reflection"),
    ),
    "check_ins": (gettext_lazy("Check-ins"), "asked_at", ("person", "state")),
    "questions_to_us": (gettext_lazy("Questions to the team"), "question", ("due_on", "answer")),
    "people": (gettext_lazy("People"), "name", ("role",)),
    "trainings": (gettext_lazy("Trainings"), "title", ("at", "person")),
}
LABELS = {
    "status": gettext_lazy("Stands at"), "need": gettext_lazy("Need"), "why_now": gettext_lazy("Why now"),
    "hoped_for_change": gettext_lazy("The change hoped for"), "lead": gettext_lazy("Lead"),
    "side": gettext_lazy("Side"), "due_on": gettext_lazy("Due"), "state": gettext_lazy("State"),
    "evidence": gettext_lazy("Evidence"), "dispute": gettext_lazy("Disputed"),
    "resolution": gettext_lazy("Settled"), "started_at": gettext_lazy("Began"), "ended_at": gettext_lazy("Ended"),
    "reflection": gettext_lazy("Looking back"), "person": gettext_lazy("Person"), "answer": gettext_lazy("Answer"),
    "role": gettext_lazy("Role"), "at": gettext_lazy("When"),
}  # fmt: skip


@dataclass
class Entry:
    """One thing of the record: its title, and what is known of it."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    entries: list[Entry]
    left_out: int


def parse(content: bytes) -> dict[str, Any]:
    """The record in a file that was brought; raises ValidationError with a sentence that says what is wrong."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValidationError(
            _("This is not a record in JSON. In the other network, choose “As data (JSON)” and bring that file.")
        ) from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise ValidationError(_("This file is not a record from Common Thread: its first field does not say so."))
    if record.get("version") != VERSION:
        raise ValidationError(_("This record is of a version that we cannot read yet. Ask the team to look at it."))
    if "\\u0000" in json.dumps(record):
        raise ValidationError(
            _("This record holds characters that cannot be kept. Save it again, and bring that file.")
        )
    return record


def from_network(record: dict[str, Any]) -> str:
    """Which network it says it is from: a claim, like all of it."""
    return text_of(record.get("network"))[:200] or _("another network")


def made_on(record: dict[str, Any]) -> date | None:
    try:
        return parse_date(str(record.get("made_at"))[:10])
    except ValueError:
        return None


def sections(record: dict[str, Any]) -> list[Section]:
    """What it holds, in the order in which one would tell it; what has another shape is left out."""
    found = []
    for key, (title, heading, facts) in SECTIONS.items():
        rows = [row for row in record[key] if isinstance(row, dict)] if isinstance(record.get(key), list) else []
        entries = [Entry(text_of(row.get(heading)) or "–", list(_facts(row, facts))) for row in rows[:MOST_SHOWN]]
        if entries:
            found.append(Section(key, str(title), entries, max(0, len(rows) - MOST_SHOWN)))
    return found


def _facts(row: dict[str, Any], names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        value = row.get(name)
        words = _answers(value) if isinstance(value, dict) else text_of(value)
        if words:
            yield str(LABELS[name]), words


def _answers(said: dict[str, Any]) -> str:
    return "; ".join(f"{name}: {text_of(value)}" for name, value in said.items() if text_of(value))
