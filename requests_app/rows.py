"""A request as one line of a list, or one card of the board.

Read as plain values: building four models for each line costs most of a list's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.safestring import SafeString

from requests_app.lifecycle import TONES, Status
from requests_app.models import TTARequest
from tta_portal.accounts.models import person_initials
from tta_portal.directory.models import organization_initials
from tta_portal.directory.templatetags.ago import ago
from tta_portal.directory.templatetags.marks import chip, ribbon

SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "quiet": ("Quiet longest", (F("touched_at"), F("pk"))),
    "touched": ("Touched last", (F("touched_at").desc(), F("pk").desc())),
    "due": ("Due first", (Coalesce("discovery_due_at", "reply_due_at").asc(nulls_last=True), F("pk"))),
    "new": ("Newest", (F("submitted_at").desc(nulls_last=True), F("pk").desc())),
    "old": ("Oldest", (F("submitted_at").asc(nulls_last=True), F("pk"))),
    "organization": ("Organization", (F("organization__name"), F("pk"))),
    "state": ("State", (F("status"), F("touched_at"), F("pk"))),
    "lead": ("Lead", (F("lead__user__name").asc(nulls_first=True), F("pk"))),
}
COLUMNS = ("number", "title", "status", "organization_id", "organization__name", "lead__user__name", "touched_at",
           "reply_due_at")  # fmt: skip


class Row(NamedTuple):
    """What a list shows of one request."""

    number: int
    title: str
    status: str
    organization_id: int
    organization: str
    lead: str | None
    touched_at: datetime
    reply_due_at: datetime | None
    asked_before: bool = False

    @property
    def chip(self) -> SafeString:
        return _chip(self.status)

    @property
    def ribbon(self) -> SafeString:
        """Who asks and who answers, joined by a thread: fuller when they asked before."""
        strength, words = (2, "They asked before") if self.asked_before else (1, "Their first request")
        return ribbon(organization_initials(self.organization), person_initials(self.lead or ""), strength, words)

    @property
    def is_late(self) -> bool:
        """Past the day by which a person should have written."""
        return self.status == Status.SUBMITTED and bool(self.reply_due_at and self.reply_due_at < timezone.now())

    @property
    def touched(self) -> str:
        return ago(self.touched_at)


@lru_cache
def _chip(status: str) -> SafeString:
    return chip(str(Status(status).label), TONES.get(status, "done"))


def rows(
    requests: QuerySet[TTARequest], *, sort: str, with_past: bool = False
) -> QuerySet[TTARequest, tuple[Any, ...]]:
    """The columns of `Row` of these requests, in order, in one query: make lines of them with `read`."""
    past = [Exists(_before())] if with_past else []
    return requests.order_by(*SORTS[sort][1]).values_list(*COLUMNS, *past)


def _before() -> QuerySet[TTARequest]:
    """What the same organization asked earlier."""
    return TTARequest.objects.filter(organization=OuterRef("organization"), submitted_at__lt=OuterRef("submitted_at"))


def read(values: Iterable[tuple[Any, ...]]) -> list[Row]:
    """Lines of what `rows` asked for."""
    return [Row(*one) for one in values]
