"""Depth, reliability, conversion and funnel once more, in plain Python over exported rows.

Written from product.md and docs/depth.md, not from the SQL: it shares no code with it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from relationships.models import (
    CheckIn,
    CheckInAnswer,
    Consequence,
    Engagement,
    EngagementCommitment,
    Touch,
)
from relationships.peers.models import Introduction, PeerOffer
from requests_app.library.models import Resource
from requests_app.models import (
    Activity,
    Commitment,
    Conversation,
    Plan,
    PlanAgreement,
    RequestPerson,
    Task,
    ThreadMessage,
    TTARequest,
)
from requests_app.training.models import Registration, Session
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization

DAY = timedelta(days=1)


@dataclass
class Record:
    """Everything on record about one recipient, by day."""

    contacts: set[date] = field(default_factory=set)
    requests: list[dict] = field(default_factory=list)
    talks: list[date] = field(default_factory=list)
    answers: list[tuple[date, int | None]] = field(default_factory=list)
    plans: list[date] = field(default_factory=list)
    engagements: list[dict] = field(default_factory=list)
    promises: list[dict] = field(default_factory=list)
    given: list[date] = field(default_factory=list)
    co_leads: int = 0


@dataclass
class Stand:
    level: int = 0
    since: date | None = None
    collaborative_since: date | None = None
    changes: list[tuple[int, int, date]] = field(default_factory=list)


class Export:
    """The rows of one network, as dictionaries."""

    def __init__(self, zone: str):
        self.zone = ZoneInfo(zone)
        self.records: dict[int, Record] = {
            pk: Record() for pk in Organization.objects.filter(is_recipient=True).values_list("pk", flat=True)
        }
        self.requests = {row["id"]: row for row in TTARequest.objects.values()}
        self.members = {row["id"]: row for row in Membership.objects.values()}
        self.check_ins = {row["id"]: row for row in CheckIn.objects.values()}
        self._requests()
        self._contacts()
        self._messages()
        self._trainings()
        self._relationships()
        self._plans_and_promises()
        self._given()

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def of(self, organization_id) -> Record:
        return self.records.get(organization_id) or Record()

    def of_request(self, request_id) -> Record:
        return self.of(self.requests[request_id]["organization_id"])

    def _requests(self):
        for row in self.requests.values():
            if row["status"] not in ("draft", "merged"):
                self.of(row["organization_id"]).requests.append(row)

    def _contacts(self):
        for row in Conversation.objects.values():
            if row["held_at"] and row["recipient_people"]:
                record = self.of_request(row["tta_request_id"])
                record.talks.append(self.day(row["held_at"]))
                record.contacts.add(self.day(row["held_at"]))
        for row in Activity.objects.values():
            if row["with_recipient"]:
                self.of_request(row["tta_request_id"]).contacts.add(row["held_on"])

    def _messages(self):
        for row in ThreadMessage.objects.values():
            author = self.members.get(row["author_id"])
            ours = self.requests[row["tta_request_id"]]["organization_id"]
            theirs = author and author["role"] == "requester" and author["organization_id"] == ours
            if theirs and not row["is_internal"] and not row["taken_back_at"]:
                self.of(ours).contacts.add(self.day(row["written_at"]))

    def _trainings(self):
        ends = dict(Session.objects.values_list("pk", "ends_at"))
        for row in Registration.objects.values():
            if row["state"] == "attended":
                self.of(row["organization_id"]).contacts.add(self.day(ends[row["session_id"]]))

    def _relationships(self):
        for row in CheckInAnswer.objects.values():
            check_in = self.check_ins[row["check_in_id"]]
            record, day = self.of(check_in["organization_id"]), self.day(row["answered_at"])
            record.answers.append((day, check_in["tta_request_id"]))
            record.contacts.add(day)
        for row in Touch.objects.values():
            if row["is_two_way"]:
                self.of(row["organization_id"]).contacts.add(self.day(row["happened_at"]))
        for row in Engagement.objects.values():
            self.of(row["recipient_id"]).engagements.append(row)
        for row in RequestPerson.objects.values():
            request = self.requests[row["tta_request_id"]]
            at_work = request["status"] in ("planning", "in_delivery") and row["part"] == "co_lead"
            if at_work and self.members[row["member_id"]]["organization_id"] == request["organization_id"]:
                self.of(request["organization_id"]).co_leads += 1

    def _plans_and_promises(self):
        yes = defaultdict(dict)
        for row in PlanAgreement.objects.values():
            yes[row["plan_id"]][row["side"]] = row["at"]
        agreed = {plan: max(sides.values()) for plan, sides in yes.items() if len(sides) == 2}
        for row in Plan.objects.values():
            if row["id"] in agreed:
                self.of_request(row["tta_request_id"]).plans.append(self.day(agreed[row["id"]]))
        unstarted = set(Engagement.objects.filter(started_at=None).values_list("pk", flat=True))
        proposals = {
            row["commitment_id"] for row in EngagementCommitment.objects.values() if row["engagement_id"] in unstarted
        }
        for row in Commitment.objects.values():
            in_force = row["plan_id"] is None or row["plan_id"] in agreed
            if in_force and row["state"] != "withdrawn" and row["id"] not in proposals:
                self.of(row["organization_id"]).promises.append(row)

    def _given(self):
        for row in Resource.objects.values():
            self.of(self.members[row["added_by_id"]]["organization_id"]).given.append(self.day(row["added_at"]))
        done = dict(Task.objects.exclude(done_at=None).values_list("pk", "done_at"))
        answers = {row["id"]: row for row in CheckInAnswer.objects.values()}
        for row in Consequence.objects.values():
            if row["kind"] == "peer" and row["task_id"] in done:
                check_in = self.check_ins[answers[row["answer_id"]]["check_in_id"]]
                self.of(check_in["organization_id"]).given.append(self.day(done[row["task_id"]]))
        offers = dict(PeerOffer.objects.values_list("pk", "organization_id"))
        for row in Introduction.objects.exclude(introduced_at=None).values():
            self.of(offers[row["offer_id"]]).given.append(self.day(row["introduced_at"]))
        guests = defaultdict(set)
        for row in Registration.objects.filter(state="attended").values():
            guests[row["session_id"]].add(row["organization_id"])
        for row in Session.objects.exclude(host_id=None).filter(called_off_at=None).values():
            if guests[row["id"]] - {row["host_id"]}:
                self.of(row["host_id"]).given.append(self.day(row["ends_at"]))

    def outcome(self, promise, on):
        if promise["state"] == "kept":
            return 1.0
        if promise["state"] == "late":
            return 0.5
        overdue = promise["said_kept_on"] is None and on >= promise["due_on"] + 10 * DAY
        if promise["state"] == "broken" or overdue:
            return 0.0
        return 1.0 if promise["state"] == "renegotiated" and not promise["moved_late"] else None

    def due_on(self, promise):
        """The day that counts: the first one, if the date was moved only after it."""
        return promise["first_due_on"] if promise["moved_late"] else promise["due_on"]

    def due(self, record, on, side=None):
        """What became of the promises that fell due in 180 days."""
        found = [
            self.outcome(one, on)
            for one in record.promises
            if on - 180 * DAY < self.due_on(one) <= on
            and self.day(one["made_at"]) <= on
            and (side is None or one["side"] == side)
        ]
        return [one for one in found if one is not None]

    def target(self, record: Record, stand: Stand, on: date) -> int:
        """The highest level whose test holds on a day, without a pulse."""
        asked = [row for row in record.requests if within(self.day(row["submitted_at"]), on, 365)]
        contacts = [day for day in record.contacts if within(day, on, 365)]
        if not asked and not contacts:
            return 0
        talked = any(within(day, on, 365) for day in record.talks)
        answered = any(within(day, on, 365) for day, _ in record.answers)
        if not talked or not (answered or len(asked) >= 2):
            return 1
        active = [
            one for one in record.engagements
            if one["status"] == "active" and (one["started_at"] is None or self.day(one["started_at"]) <= on)
        ]  # fmt: skip
        planned = any(within(day, on, 365) for day in record.plans)
        held = [one for one in record.promises if one["due_on"] > on - 365 * DAY and self.day(one["made_at"]) <= on]
        due = self.due(record, on)
        collaborates = (
            (planned or active)
            and sum(within(day, on, 180) for day in contacts) >= 3
            and {one["side"] for one in held} == {"recipient", "provider"}
            and len(due) >= 5
            and sum(due) / len(due) >= 0.8
        )
        return 3 if collaborates else 2

    def step(self, record: Record, stand: Stand, on: date) -> None:
        """One night."""
        target, before = self.target(record, stand, on), stand.level
        if target >= before or before <= 2:
            level = target
        else:
            due = self.due(record, on)
            silent = not any(within(day, on, 180) for day in record.contacts)
            unreliable = len(due) >= 5 and sum(due) / len(due) < 0.6
            falls = (silent or unreliable) and on >= stand.since + 30 * DAY
            level = before - 1 if falls else before
        if level != before or stand.since is None:
            if level != before:
                stand.changes.append((before, level, on))
            stand.level, stand.since = level, on
        stand.collaborative_since = (stand.collaborative_since or on) if level >= 3 else None

    def conversion(self, since: date, until: date, on: date) -> tuple[int, int]:
        converted = n = 0
        for record in self.records.values():
            first = self.first(record)
            if first is None or first["delivered_at"] is None:
                continue
            delivered = self.day(first["delivered_at"])
            if since <= delivered <= until and delivered + 180 * DAY <= on:
                n += 1
                converted += self.was_responsive(record, delivered, on)
        return converted, n

    def funnel(self, since: date, until: date, on: date) -> list[int]:
        counts = [0] * 5
        for record in self.records.values():
            first = self.first(record)
            if first is None or not since <= self.day(first["submitted_at"]) <= until:
                continue
            delivered = self.day(first["delivered_at"]) if first["delivered_at"] else None
            steps = [
                True,
                delivered is not None and delivered <= on,
                any(about == first["id"] and day <= on for day, about in record.answers),
                delivered is not None and self.was_responsive(record, delivered, on),
                any(one["started_at"] and self.day(one["started_at"]) <= on for one in record.engagements),
            ]
            for place in range(5):
                counts[place] += all(steps[: place + 1])
        return counts

    def first(self, record):
        return min(record.requests, key=lambda row: (row["submitted_at"], row["id"]), default=None)

    def was_responsive(self, record, delivered, on) -> bool:
        """Whether level 2's test held on any of the 180 days after delivery, day by day."""
        asked = [self.day(row["submitted_at"]) for row in record.requests]
        for days in range(181):
            day = delivered + days * DAY
            if day > on:
                return False
            talked = any(within(one, day, 365) for one in record.talks)
            answered = any(within(one, day, 365) for one, _ in record.answers)
            if talked and (answered or sum(within(one, day, 365) for one in asked) >= 2):
                return True
        return False


def within(day: date, on: date, days: int) -> bool:
    return on - days * DAY < day <= on
