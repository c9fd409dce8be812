"""The values of a record as people read them, in their language: states by their names, days as they write them."""

from __future__ import annotations

import re
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from relationships.lifecycle import CheckInState, EngagementStatus
from relationships.questions import Changed, NextStep, Promises, Used
from requests_app.lifecycle import Status
from requests_app.models import CommitmentState

ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T.{5,30})?")
NAMES = {
    **dict(Status.choices), **dict(CommitmentState.choices), **dict(EngagementStatus.choices),
    **dict(CheckInState.choices), **dict(Used.choices), **dict(Changed.choices), **dict(Promises.choices),
    **dict(NextStep.choices), "provider": gettext_lazy("The TTA team"), "recipient": gettext_lazy("Recipient"),
}  # fmt: skip


def text_of(value: Any) -> str:
    """Words and numbers as they are, days as people write them, and what the portal has a name for by that name."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    words = str(value)
    if words in NAMES:
        return str(NAMES[words])
    return _day(words) if ISO.fullmatch(words) else words


def _day(words: str) -> str:
    """The day that begins these words; one that no month has stays as it came."""
    try:
        day = parse_date(words[:10])
    except ValueError:
        return words
    return date_format(day) if day else words
