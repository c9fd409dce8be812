"""A recipient on whose record one puts just what a test is about, without the actions around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from relationships.depth import rule
from relationships.depth.models import LevelChange, Standing
from relationships.models import CheckIn, CheckInAnswer, Engagement, Touch
from requests_app.library.models import Resource
from requests_app.models import Activity, Commitment, Conversation, Plan, PlanAgreement, ThreadMessage, TTARequest
from requests_app.training.models import Registration, Session
from tests.factories import make_member, make_series, make_topic

ZONE = ZoneInfo("America/New_York")
TODAY = date(2026, 6, 30)
_numbers = count(50_000)


def noon(day):
    return datetime.combine(day, time(12), tzinfo=ZONE)


@dataclass
class Recipient:
    """Facts are put on record by how many days before TODAY they happened."""

    requester: object
    lead: object
    topic: object

    @property
    def organization(self):
        return self.requester.organization

    def asks(self, days_ago=10, status="submitted", title="Heat", **fields):
        at = noon(TODAY - timedelta(days=days_ago))
        return TTARequest.objects.create(
            number=next(_numbers), organization=self.organization, requester=self.requester, title=title,
            need="Heat", topic=self.topic, status=status, submitted_at=at, created_at=at, **fields,
        )  # fmt: skip

    def old_request(self):
        """One to hang things on that counts for nothing itself."""
        mine = TTARequest.objects.filter(organization=self.organization, title="Old").first()
        return mine or self.asks(1000, status="closed", title="Old")

    def talks(self, days_ago=10, tta_request=None):
        Conversation.objects.create(
            tta_request=tta_request or self.old_request(), offered_by=self.lead, offer="Monday?",
            recipient_people="Ana", held_at=noon(TODAY - timedelta(days=days_ago)),
        )  # fmt: skip

    def answers(self, days_ago=10, tta_request=None, **answers):
        at = noon(TODAY - timedelta(days=days_ago))
        check_in = CheckIn.objects.create(
            organization=self.organization, person=self.requester, tta_request=tta_request or self.old_request(),
            offset_days=2, anchored_at=at + timedelta(microseconds=next(_numbers)), due_at=at,
            state="answered", asked_at=at, finished_at=at,
        )  # fmt: skip
        return CheckInAnswer.objects.create(check_in=check_in, useful=4, answered_at=at, **answers)

    def is_touched(self, days_ago=10, **fields):
        Touch.objects.create(
            organization=self.organization, happened_at=noon(TODAY - timedelta(days=days_ago)), logged_by=self.lead,
            **fields,
        )  # fmt: skip

    def works(self, days_ago=10, **fields):
        Activity.objects.create(
            tta_request=self.old_request(), held_on=TODAY - timedelta(days=days_ago), mode="phone",
            strategy="consultation", hours=1, people="Ana", summary="Talked", logged_by=self.lead, **fields,
        )  # fmt: skip

    def writes(self, days_ago=10, **fields):
        at = noon(TODAY - timedelta(days=days_ago))
        author = fields.pop("author", self.requester)
        ThreadMessage.objects.create(
            tta_request=self.old_request(), author=author, body="Hello", written_at=at, goes_out_at=at, **fields
        )

    def agrees(self, days_ago=10, sides=("recipient", "provider")):
        plan = Plan.objects.create(
            tta_request=self.old_request(),
            version=next(_numbers) % 30_000,
            goals="A plan",
            roles="We",
            drafted_by=self.lead,
        )
        for side in sides:
            PlanAgreement.objects.create(plan=plan, side=side, by=self.lead, at=noon(TODAY - timedelta(days=days_ago)))
        return plan

    def promises(self, state="kept", side="provider", days_ago=10, **fields):
        due_on = TODAY - timedelta(days=days_ago)
        return Commitment.objects.create(
            organization=self.organization, side=side, text="Send it", due_on=due_on, state=state,
            made_at=noon(min(due_on, TODAY) - timedelta(days=30)), **fields,
        )  # fmt: skip

    def works_together(self, **fields):
        defaults = {
            "lead_organization": self.organization,
            "status": "active",
            "started_at": noon(TODAY - timedelta(days=20)),
        }
        return Engagement.objects.create(purpose="Heat", recipient=self.organization, **(defaults | fields))

    def gives(self, days_ago=10):
        return Resource.objects.create(
            title="Ours", url="https://example.org", summary="Ours", added_by=self.requester,
            added_at=noon(TODAY - timedelta(days=days_ago)),
        )  # fmt: skip

    def hosts(self, days_ago=10, *, guest=None, state="attended", **fields):
        ends_at = noon(TODAY - timedelta(days=days_ago))
        session = Session.objects.create(
            series=make_series(), starts_at=ends_at - timedelta(hours=1), ends_at=ends_at, capacity=9,
            closes_at=ends_at - timedelta(hours=1), host=self.organization, **fields,
        )  # fmt: skip
        guest = guest or make_member()
        Registration.objects.create(session=session, member=guest, organization=guest.organization, state=state)

    def is_responsive(self):
        self.talks(100)
        self.answers(100)

    def is_collaborative(self):
        """Just what level 3 needs, and nothing that would go stale soon."""
        self.is_responsive()
        self.agrees(20)
        self.is_touched(30)
        self.is_touched(20)
        for _ in range(4):
            self.promises("kept", days_ago=5)
        self.promises("kept", side="recipient", days_ago=5)

    def stands(self, level, *, since, collaborative_since=None):
        Standing.objects.update_or_create(
            organization=self.organization,
            defaults={
                "level": level, "since": since, "computed_at": noon(TODAY),
                "collaborative_since": collaborative_since or (since if level >= 3 else None),
            },
        )  # fmt: skip

    def level(self, on=TODAY):
        """Compute on that day, and say where they stand."""
        rule.compute(at=noon(on))
        return Standing.objects.get(organization=self.organization).level

    def test(self, name):
        return next(
            row for row in Standing.objects.get(organization=self.organization).evidence if row["test"] == name
        )

    def changes(self):
        rows = LevelChange.objects.filter(organization=self.organization).order_by("pk")
        return list(rows.values_list("from_level", "to_level"))


@pytest.fixture
def recipient(requester, provider):
    return Recipient(requester, provider, make_topic())


@pytest.fixture
def another(network, provider):
    return Recipient(make_member("requester"), provider, make_topic())
