"""What we promised each other: both sides' promises of one organization, and how reliable each side is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When

from relationships.models import EngagementCommitment
from requests_app.models import Commitment, CommitmentState, Side
from requests_app.models.commitments import OBJECTION_DAYS, UNKEPT
from requests_app.promises import People, speaks_for_promises

WINDOW, FEWEST = timedelta(days=180), 5


@dataclass(frozen=True)
class Reliability:
    """R = (kept + half of the late) / (kept + late + broken), of promises that fell due in 180 days.

    A new date that was accepted before the old one passed counts as kept; asked for later, the old date counts.
    What has been overdue for ten days, and nobody has said to be kept, counts as broken. Under five, it is too few
    to say. `relationships/depth/sources.py` says the same in SQL for a whole network.
    """

    kept: int = 0
    late: int = 0
    broken: int = 0

    @property
    def n(self) -> int:
        return self.kept + self.late + self.broken

    @property
    def value(self) -> float | None:
        """Between 0 and 1, or None when it is too few to say."""
        return (self.kept + self.late / 2) / self.n if self.n >= FEWEST else None

    @property
    def per_cent(self) -> int | None:
        return None if self.value is None else round(100 * self.value)


def reliability(commitments: QuerySet[Commitment], *, on: date) -> dict[str, Reliability]:
    """How reliable each side was in the last 180 days, in one query."""
    counted = Case(When(moved_late=True, then=F("first_due_on")), default=F("due_on"))
    due = commitments.annotate(counted_on=counted).filter(counted_on__gt=on - WINDOW, counted_on__lte=on)
    forgotten = Q(state__in=UNKEPT, said_kept_on=None, due_on__lte=on - timedelta(days=OBJECTION_DAYS))
    agreed = Q(state=CommitmentState.RENEGOTIATED, moved_late=False) & ~forgotten
    rows = (
        due.order_by()
        .values_list("side")
        .annotate(
            kept=Count("pk", filter=Q(state=CommitmentState.KEPT) | agreed),
            late=Count("pk", filter=Q(state=CommitmentState.LATE)),
            broken=Count("pk", filter=Q(state=CommitmentState.BROKEN) | forgotten),
        )
    )
    found = {side: Reliability(kept, late, broken) for side, kept, late, broken in rows}
    return {side: found.get(side, Reliability()) for side in Side.values}


@speaks_for_promises
def of_engagements(commitment: Commitment) -> People | None:
    """The contact of the health department and the lead of the team."""
    link = EngagementCommitment.objects.filter(commitment=commitment).select_related(
        "engagement__contact__user", "engagement__contact__organization",
        "engagement__provider_lead__user", "engagement__provider_lead__organization",
    ).first()  # fmt: skip
    if link is None:
        return None
    return {Side.RECIPIENT: link.engagement.contact, Side.PROVIDER: link.engagement.provider_lead}


def both_sides(commitments: QuerySet[Commitment], names: dict[Side, str]) -> list[dict[str, Any]]:
    """Each side with its promises, the open ones first."""
    rows = list(commitments)
    return [
        {
            "name": names[side],
            "open": [row for row in rows if row.side == side and row.state in UNKEPT],
            "settled": [row for row in rows if row.side == side and row.state not in UNKEPT],
        }
        for side in (Side.PROVIDER, Side.RECIPIENT)
    ]
