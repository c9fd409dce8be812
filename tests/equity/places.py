"""Fill a network with places and requests, many at a time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from relationships.models import CheckIn, CheckInAnswer
from requests_app.models import Topic, TTARequest
from tests import factories
from tta_portal.directory.models import Jurisdiction, Organization

_number = count(1)


def make_departments(how_many: int, **profile: str) -> list[Organization]:
    """Health departments on the roster, in places with these groups."""
    places = Jurisdiction.objects.bulk_create(
        [Jurisdiction(name=f"Place {next(_number)}", **profile) for _ in range(how_many)]
    )
    return Organization.objects.bulk_create(
        [
            Organization(
                name=f"{place} Health Department",
                kinds=["recipient"],
                jurisdiction=place,
                eligible_from=date(2000, 1, 1),
                counts_in_equity=True,
            )
            for place in places
        ]
    )


class Asker:
    """Sends requests on behalf of health departments, as if it were long ago."""

    def __init__(self) -> None:
        self.requester = factories.make_member("requester")
        Organization.objects.filter(pk=self.requester.organization_id).update(eligible_from=None)
        self.topic = Topic.objects.create(name=f"Topic {next(_number)}")

    def ask(
        self, department: Organization, *, replied_after: float | None = 5, sent: datetime | None = None, **fields: Any
    ) -> TTARequest:
        """A request sent 30 days ago, due after 24 hours, replied to after so many hours."""
        sent = sent or timezone.now() - timedelta(days=30)
        place = department.jurisdiction
        defaults: dict[str, Any] = {
            "status": "acknowledged" if replied_after is not None else "submitted",
            "submitted_at": sent,
            "reply_due_at": sent + timedelta(hours=24),
            "first_reply_at": None if replied_after is None else sent + timedelta(hours=replied_after),
            **(place.profile() if place else {}),
        }
        return TTARequest(
            number=next(_number),
            organization=department,
            requester=self.requester,
            title="Heat",
            need="A plan.",
            topic=self.topic,
            **(defaults | fields),
        )

    def save(self, *requests: TTARequest) -> None:
        TTARequest.objects.bulk_create(requests)


def fill(asker: Asker, *, departments: int, asked: int, in_time: int, late: int = 0, **profile: str) -> None:
    """A group: so many on the roster, so many of them asked, with so many replies in time and late."""
    made = make_departments(departments, **profile)
    hours = [5.0] * in_time + [60.0] * late
    asker.save(*(asker.ask(made[index % asked], replied_after=wait) for index, wait in enumerate(hours)))


def answered(asker: Asker, departments: list[Organization], *, useful: int, not_useful: int, silent: int) -> None:
    """Check-ins asked sixty days ago and over by now."""
    now, rows = timezone.now(), []
    for index in range(useful + not_useful + silent):
        department = departments[index % len(departments)]
        tta_request = asker.ask(department, sent=now - timedelta(days=100))
        asker.save(tta_request)
        rows.append(
            CheckIn(
                organization=department, person=asker.requester, tta_request=tta_request, offset_days=2,
                anchored_at=now - timedelta(days=62), due_at=now - timedelta(days=60),
                asked_at=now - timedelta(days=60), closes_at=now - timedelta(days=15),
                state="answered" if index < useful + not_useful else "unreachable",
            )
        )  # fmt: skip
    CheckIn.objects.bulk_create(rows)
    CheckInAnswer.objects.bulk_create(
        CheckInAnswer(check_in=row, useful=5 if index < useful else 2)
        for index, row in enumerate(rows[: useful + not_useful])
    )
