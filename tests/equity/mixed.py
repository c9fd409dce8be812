"""A network in which everything occurs: groups that changed, Tribes, no place, confidential requests, four years."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from relationships.depth.models import Standing
from relationships.models import CheckIn, CheckInAnswer, Engagement, EngagementParty, EngagementRequest
from requests_app.models import Conversation, Plan, PlanAgreement, RequestPerson, TTARequest
from tests import factories
from tests.equity.places import Asker, make_departments
from tta_portal.directory.models import Jurisdiction, Organization
from tta_portal.tenancy.models import Network

DAYS = 1400


class Mixed:
    """Some ninety departments and what they do, the same for each seed."""

    def __init__(self, seed: int = 1) -> None:
        Network.objects.update(suppression_threshold=5)
        self.rng, self.asker, self.now = Random(seed), Asker(), timezone.now()
        self.lead = factories.make_member("provider")
        self.departments = [*self._placed(), *self._unplaced(), *self._off_the_roster()]
        self.requests = [one for one in self._requests() if one.status != "draft"]
        self._merge()
        self._plans()
        self._partners()
        self._talks()
        self._check_ins()
        self._levels()
        self._move()

    def _placed(self) -> list[Organization]:
        tribes = make_departments(6, jurisdiction_type="tribal")
        Organization.objects.filter(pk__in=[one.pk for one in tribes[:3]]).update(counts_in_equity=False)
        return [
            *make_departments(30, rural_urban="metro", vulnerability="q1"),
            *make_departments(30, rural_urban="rural_remote", vulnerability="q4"),
            *make_departments(14, jurisdiction_type="state"),
            *tribes,
        ]

    def _unplaced(self) -> list[Organization]:
        return Organization.objects.bulk_create(
            Organization(name=f"Unplaced {number}", kinds=["recipient"], eligible_from=date(2000, 1, 1))
            for number in range(4)
        )

    def _off_the_roster(self) -> list[Organization]:
        gone = make_departments(3, rural_urban="metro", vulnerability="q1")
        Organization.objects.filter(pk__in=[one.pk for one in gone]).update(eligible_until=date(2020, 1, 1))
        return gone

    def _requests(self) -> list[TTARequest]:
        spans = [(department, self.rng.choice((DAYS, 650, 350))) for department in self.departments]
        made = [self._request(one, days) for one, days in spans for _ in range(self.rng.choice((0, 3, 5)))]
        self.asker.save(*made)
        return made

    def _request(self, department: Organization, days: int) -> TTARequest:
        sent, draw = self._ago(days), self.rng.random()
        ended = {"status": "closed", "ended_at": self.now} if draw > 0.6 else {}
        delivered = sent + timedelta(days=self.rng.randint(1, 60))
        return self.asker.ask(
            department, sent=sent, replied_after=self.rng.choice((5, 60, None)),
            delivered_at=delivered if delivered < self.now and draw < 0.7 else None,
            visibility=self.rng.choice(("team", "named")),
            **({"status": "draft"} if draw > 0.95 else ended),
        )  # fmt: skip

    def days_ago(self, days: int) -> date:
        return (self.now - timedelta(days=days)).date()

    def _ago(self, days: float) -> datetime:
        return self.now - timedelta(days=self.rng.uniform(0.1, days))

    def _merge(self) -> None:
        first, *others = self.requests[::20]
        merged = TTARequest.objects.filter(pk__in=[one.pk for one in others])
        merged.update(status="merged", held_from="submitted", merged_into=first)

    def _plans(self) -> None:
        plans = Plan.objects.bulk_create(
            Plan(
                tta_request=one, version=version, goals="A plan.", roles="We write.", drafted_by=self.lead,
                voice_level=self.rng.choice(("", "inform", "involve", "empower")),
            )
            for one in self.rng.sample(self.requests, len(self.requests) * 2 // 3)
            for version in range(1, self.rng.randint(2, 3))
        )  # fmt: skip
        PlanAgreement.objects.bulk_create(
            PlanAgreement(plan=plan, side=side, by=self.lead, at=self._ago(DAYS))
            for plan in plans
            for side in ("provider", "recipient")[: self.rng.choice((1, 2, 2, 2))]
        )

    def _partners(self) -> None:
        community = factories.make_organization("Elder Neighbors Alliance", kinds=("community",))
        chosen = self.rng.sample(self.requests, len(self.requests) * 2 // 3)
        made = Engagement.objects.bulk_create(
            Engagement(
                recipient=one.organization, purpose="A plan.",
                lead_organization=self.rng.choice((one.organization, one.organization, community)),
                started_at=self.rng.choice((None, self.now - timedelta(days=1))),
            )
            for one in chosen
        )  # fmt: skip
        EngagementRequest.objects.bulk_create(
            EngagementRequest(engagement=engagement, tta_request=one)
            for engagement, one in zip(made, chosen, strict=True)
        )
        EngagementParty.objects.bulk_create(
            EngagementParty(engagement=engagement, organization=community, side="partner") for engagement in made[::2]
        )
        self._co_lead()

    def _co_lead(self) -> None:
        department = self.departments[1]
        nurse = factories.make_member("requester", organization=department)
        RequestPerson.objects.bulk_create(
            RequestPerson(tta_request=one, member=nurse, part="co_lead")
            for one in self.requests
            if one.organization_id == department.pk
        )

    def _talks(self) -> None:
        Conversation.objects.bulk_create(
            Conversation(
                tta_request=one, offered_by=self.lead, held_at=one.submitted_at + timedelta(days=9), mode="phone",
                recipient_people="The nurse manager",
            )
            for one in self.requests
        )  # fmt: skip

    def _check_ins(self) -> None:
        made = CheckIn.objects.bulk_create(self._check_in(one, self._ago(DAYS)) for one in self.requests)
        CheckInAnswer.objects.bulk_create(
            CheckInAnswer(
                check_in=one, useful=self.rng.choice((None, 2, 4, 5)), answered_at=one.asked_at,
                used=self.rng.choice(("", "no", "partly", "fully")),
                changed=self.rng.choice(("", "nothing", "policy", "practice")),
            )
            for one in made
            if one.state == "answered"
        )  # fmt: skip

    def _check_in(self, one: TTARequest, at: datetime) -> CheckIn:
        return CheckIn(
            organization=one.organization, person=self.asker.requester, tta_request=one, offset_days=2,
            anchored_at=at, due_at=at, asked_at=at, closes_at=at + timedelta(days=45),
            state=self.rng.choice(("answered", "answered", "answered", "unreachable", "cancelled")),
        )  # fmt: skip

    def _levels(self) -> None:
        Standing.objects.bulk_create(
            Standing(organization=one, level=self.rng.choice((0, 1, 2)), since=self.now, computed_at=self.now)
            for one in self.departments[::2]
        )

    def _move(self) -> None:
        """Some places are classed anew after their departments asked."""
        metro = Jurisdiction.objects.filter(rural_urban="metro").order_by("pk").values("pk")[:8]
        Jurisdiction.objects.filter(pk__in=list(metro.values_list("pk", flat=True))).update(
            rural_urban="rural_remote", vulnerability="q3"
        )
