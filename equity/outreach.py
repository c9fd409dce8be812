"""The queue of places where silence is news: who has each, what was tried, and what came of it.

Reads what `relationships.radar` keeps; giving and logging are done there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from equity.silent import SilentPlace
from relationships.depth.whole import whole_network
from relationships.radar.models import Outreach, State
from tta_portal.tenancy.models import current_network

CONVERSION = """
WITH first AS (
  SELECT organization_id, min(made_at) AS made_at FROM radar_outreach
  WHERE network_id = %(network)s AND made_at <= %(at)s GROUP BY organization_id),
asked AS (
  SELECT organization_id, submitted_at FROM requests_app_ttarequest
  WHERE network_id = %(network)s AND submitted_at <= %(at)s AND status NOT IN ('draft', 'merged')),
reached AS (
  SELECT first.*, EXISTS (SELECT FROM asked WHERE asked.organization_id = first.organization_id
    AND submitted_at > made_at AND submitted_at <= made_at + interval '180 days') AS has_asked
  FROM first WHERE NOT EXISTS (SELECT FROM asked WHERE asked.organization_id = first.organization_id
    AND submitted_at <= made_at AND submitted_at > made_at - interval '730 days'))
SELECT count(*), count(*) FILTER (WHERE has_asked),
  count(*) FILTER (WHERE made_at <= %(at)s - interval '180 days'),
  count(*) FILTER (WHERE has_asked AND made_at <= %(at)s - interval '180 days') FROM reached
"""


@dataclass(frozen=True)
class Row:
    """A place where silence is news, with the latest outreach to it."""

    place: SilentPlace
    outreach: Outreach | None

    @property
    def is_free(self) -> bool:
        """Nobody has it, and nobody is about to call."""
        return self.outreach is None or self.outreach.state == State.ANSWERED

    @property
    def stands(self) -> str:
        """Where it stands, in words."""
        if self.outreach is None:
            return "Nobody has it yet"
        who = f"{self.outreach.assigned_to}" if self.outreach.assigned_to else "Somebody"
        day = self.outreach.answered_at or self.outreach.made_at or self.outreach.planned_at
        done = {State.PLANNED: "has it since", State.MADE: "tried on", State.ANSWERED: "talked with them on"}
        return f"{who} {done[State(self.outreach.state)]} {day:%b} {day.day}, {day.year}"


@dataclass(frozen=True)
class Conversion:
    """Departments without a request in two years to which somebody reached out, and which then asked within 180 days.

    Those that joined the roster later than that are among them.
    `reached` and `asked` so far; `due` and `asked_of_due` where the 180 days are over.
    """

    reached: int
    asked: int
    due: int
    asked_of_due: int


def queue(places: Sequence[SilentPlace]) -> list[Row]:
    """The places with their latest outreach; one query however many."""
    newest = (
        Outreach.objects.filter(organization__in=[place.pk for place in places])
        .select_related("assigned_to__user")
        .order_by("organization", "-planned_at", "-pk")
        .distinct("organization")
    )
    latest = {one.organization_id: one for one in newest}
    return [Row(place, latest.get(place.pk)) for place in places]


def conversion(*, at: datetime) -> Conversion:
    """What reaching out to the silent brought: counted from the first call, mail or visit to each."""
    with whole_network() as cursor:
        cursor.execute(CONVERSION, {"network": current_network().pk, "at": at})
        return Conversion(*cursor.fetchone())
