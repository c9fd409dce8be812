"""Draw the map anew: who works with whom since when, and where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db import transaction
from django.utils import timezone

from relationships.models import Engagement, EngagementParty
from relationships.network_map.layout import arrange
from relationships.network_map.models import Position, Tie
from relationships.network_map.quarters import quarter_of
from requests_app.lifecycle import Status
from requests_app.models import TTARequest, Visibility
from requests_app.training.models import Registration
from tta_portal.directory.models import Organization

AN_ENGAGEMENT = 3
BATCH = 1000
Seen = tuple[int, int, date, str]


@dataclass
class Shared:
    """What two organizations share."""

    since: date
    engagements: int = 0
    requests: int = 0
    trainings: int = 0

    @property
    def strength(self) -> int:
        return AN_ENGAGEMENT * self.engagements + self.requests + self.trainings


@transaction.atomic
def draw_map() -> None:
    """Ties and places of the network in force; running it again the same day changes nothing."""
    shared = _shared([*_engagements(), *_requests(), *_trainings()])
    Tie.objects.all().delete()
    Tie.objects.bulk_create(
        (
            Tie(
                a_id=a, b_id=b, since=one.since, strength=one.strength, engagements=one.engagements,
                requests=one.requests, trainings=one.trainings,
            )
            for (a, b), one in shared.items()
        ),
        batch_size=BATCH,
    )  # fmt: skip
    before = {pk: (x, y) for pk, x, y in Position.objects.values_list("organization_id", "x", "y")}
    nodes = list(Organization.objects.order_by("pk").values_list("pk", flat=True))
    places = arrange(nodes, list(shared), _kept(before, shared))
    moved = {node: place for node, place in places.items() if before.get(node) != place}
    Position.objects.filter(organization__in=list(moved)).delete()
    Position.objects.bulk_create(
        (Position(organization_id=node, x=x, y=y, placed_at=timezone.now()) for node, (x, y) in moved.items()),
        batch_size=BATCH,
    )


def _kept(before: dict[int, tuple[float, float]], shared: Iterable[tuple[int, int]]) -> dict[int, tuple[float, float]]:
    """Who found a first tie leaves the rim; everybody else who had a place among the others keeps it."""
    tied = {node for pair in shared for node in pair}
    rim = arrange(list(before), [], {})
    return {node: place for node, place in before.items() if node in tied and place != rim[node]}


def _shared(seen: Iterable[Seen]) -> dict[tuple[int, int], Shared]:
    found: dict[tuple[int, int], Shared] = {}
    for one, other, day, kind in seen:
        if one == other:
            continue
        since = quarter_of(day)
        shared = found.setdefault((min(one, other), max(one, other)), Shared(since))
        shared.since = min(shared.since, since)
        setattr(shared, kind, getattr(shared, kind) + 1)
    return found


def _engagements() -> Iterator[Seen]:
    """All who take part in the same engagement, once it was under way."""
    began = dict(Engagement.objects.exclude(started_at=None).values_list("pk", "started_at"))
    parties: dict[int, list[int]] = defaultdict(list)
    for engagement_id, organization_id in EngagementParty.objects.values_list("engagement_id", "organization_id"):
        parties[engagement_id].append(organization_id)
    for pk, at in began.items():
        for one, other in combinations(parties[pk], 2):
            yield one, other, timezone.localdate(at), "engagements"


def _requests() -> Iterator[Seen]:
    """A provider's organization leads a request of another; a confidential one counts in totals only, so not here."""
    rows = TTARequest.objects.exclude(visibility=Visibility.NAMED).exclude(status__in=[Status.DRAFT, Status.MERGED])
    rows = rows.exclude(lead=None).exclude(lead__organization=None).exclude(submitted_at=None)
    for one, other, at in rows.values_list("organization_id", "lead__organization_id", "submitted_at"):
        yield one, other, timezone.localdate(at), "requests"


def _trainings() -> Iterator[Seen]:
    """Somebody of an organization came to a training that a provider gave for a request."""
    rows = Registration.objects.attended().exclude(organization=None)
    rows = rows.exclude(activity=None).exclude(activity__logged_by__organization=None)
    taught = rows.exclude(tta_request__visibility=Visibility.NAMED)
    for one, other, day in taught.values_list(
        "organization_id", "activity__logged_by__organization_id", "activity__held_on"
    ):
        yield one, other, day, "trainings"
