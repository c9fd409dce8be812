"""What partners do in an engagement: a plan in two versions, a goal, a meeting held and one to come."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from demo.rows import Row
from relationships.joint_work.models import (
    Decision,
    EngagementPlan,
    Goal,
    Meeting,
    MeetingParty,
    Outline,
    OutlineStep,
    PlanYes,
    Progress,
    VoiceRecord,
    WorkEvent,
)
from relationships.models import EngagementCommitment, Touch
from requests_app.models import Commitment
from tta_portal.business_time import add_working_days

if TYPE_CHECKING:
    from demo.together import Together

Parties = tuple[Row, Row, Row]  # the health department, the team, the partner
ZONE = "America/New_York"
PURPOSE = "Reach people who live alone before and during a heat wave."
ROLES = """The health department leads and calls the meetings.
The TTA team drafts the plan and brings examples from other counties.
The partner asks elders what they need and trains neighbors to call."""
GOALS = "Every person on the phone tree is called on the first day of a heat warning."
GOALS_2 = GOALS + "\nCalls are made in English and in Spanish."
MINUTES = """We went through last summer day by day. Most calls went out on the second day, which was too late.
The elders' council found that many people do not answer a number they do not know.
We agreed on a short list of who calls whom, and on telling people the number beforehand."""
LEVELS = ("empower", "collaborate", "involve")


USUAL = (
    (0, "meeting", "both", "First meeting: what matters most to us?"),
    (10, "promise", "provider", "Send a first draft"),
    (24, "promise", "recipient", "Say what to change in the draft"),
    (45, "meeting", "both", "Rehearse it together"),
    (180, "goal", "both", "The plan is in use"),
)


def offer_outline(made_by: int) -> None:
    """A template that the network's administrator made."""
    outline = Outline.objects.create(
        name="Write a plan together", about="For a plan that is rehearsed once and in use after half a year.",
        made_by_id=made_by,
    )  # fmt: skip
    OutlineStep.objects.bulk_create(
        OutlineStep(outline=outline, offset_days=days, kind=kind, side=side, words=words)
        for days, kind, side, words in USUAL
    )


def work_together(story: Together, parties: Parties) -> None:
    """Tell it all from the day of the acceptance, as far as today; without dice, so that other stories stay as is."""
    JointWork(story, parties).tell()


class JointWork:
    """The joint work of one engagement."""

    def __init__(self, story: Together, parties: Parties) -> None:
        self.story, self.parties = story, parties
        self.rows, self.numbers, self.now = story.rows, story.today.numbers, story.today.now
        self.begun = story.at
        self.theirs, self.ours = story.life.asker.id, story.lead.id

    def tell(self) -> None:
        self._plan(1, days=3, goals=GOALS, yes=(self.theirs, self.ours))
        self._plan(2, days=60, goals=GOALS_2, yes=(self.theirs, self.ours))
        self._goal()
        self._meeting_held()
        self._meeting_to_come()

    def _plan(self, version: int, *, days: int, goals: str, yes: tuple[int, int]) -> None:
        at = self._after(days)
        if at is None:
            return
        number = self.numbers.next(EngagementPlan)
        day = self.begun.date()
        self._add(
            EngagementPlan, id=number, version=version, purpose=PURPOSE, roles=ROLES, goals=goals, starts_on=day,
            finishes_on=day + timedelta(days=365), drafted_by_id=self.ours, drafted_at=at,
        )  # fmt: skip
        for party, by in zip(self.parties, yes, strict=False):
            self.rows.add(PlanYes, plan_id=number, party_id=party["id"], by_id=by, at=at + timedelta(hours=30))
        self._happened(f"Plan, version {version}", at, self.ours)

    def _goal(self) -> None:
        at = self._after(4)
        if at is None:
            return
        number = self.numbers.next(Goal)
        self._add(
            Goal, id=number, words="Everybody on the phone tree is called on the first day", target=120,
            measure="People called on the first day of a warning", due_on=(at + timedelta(days=330)).date(),
            set_by_id=self.theirs, set_at=at,
        )  # fmt: skip
        self._happened("Goal set", at, self.theirs)
        for days, value, words in ((40, 45, "First rehearsal"), (85, 78, "Second rehearsal, with more callers")):
            noted = self._after(days)
            if noted is not None:
                self.rows.add(
                    Progress, goal_id=number, value=value, on=noted.date(), words=words, noted_by_id=self.theirs,
                    noted_at=noted,
                )  # fmt: skip

    def _meeting_held(self) -> None:
        at = self._after(12)
        if at is None:
            return
        number = self._meeting("Looking back at last summer", at, held_at=at + timedelta(hours=2), minutes=MINUTES,
                               missing="People without a telephone", agenda="What worked last summer, and what did not")  # fmt: skip
        came = (self.story.life.asker.name, self.story.lead.name, "Two of the council")
        for party, names, level in zip(self.parties, came, LEVELS, strict=True):
            place = {"meeting_id": number, "organization_id": party["organization_id"]}
            self.rows.add(MeetingParty, **place, expected=names, came=names)
            self.rows.add(VoiceRecord, **place, level=level, recorded_by_id=self.ours, recorded_at=at)
        recipient = self.parties[0]["organization_id"]
        self._add(
            Touch, organization_id=recipient, happened_at=at, logged_at=at, mode="in_person", logged_by_id=self.ours,
            with_whom=self.story.life.asker.name, words="Looking back at last summer",
        )  # fmt: skip
        self._happened("Meeting held: Looking back at last summer", at, self.ours)
        self._decisions(number, at)

    def _decisions(self, meeting: int, at: datetime) -> None:
        recipient, _, partner = self.parties
        due = add_working_days(at.date(), 15)
        promise = self.rows.add(
            Commitment, id=self.numbers.next(Commitment), organization_id=recipient["organization_id"],
            side="recipient", text="Write down who calls whom, on one page", due_on=due, made_at=at, state="open",
        )  # fmt: skip
        if due + timedelta(days=4) < self.now.date():
            promise.update(
                said_kept_on=due, said_kept_by_id=self.theirs, settled_on=due + timedelta(days=3), state="kept"
            )
        self._add(EngagementCommitment, commitment_id=promise["id"])
        for owner, words, commitment in (
            (recipient, promise["text"], promise["id"]),
            (partner, "Tell everybody on the list the number that will call", None),
        ):
            number = self.numbers.next(Decision)
            self.rows.add(
                Decision, id=number, meeting_id=meeting, words=words, owner_id=owner["organization_id"], due_on=due,
                commitment_id=commitment, noted_by_id=self.ours, noted_at=at,
            )  # fmt: skip

    def _meeting_to_come(self) -> None:
        day = add_working_days(self.now.date(), 6)
        number = self._meeting(
            "Rehearsal of the phone tree", datetime.combine(day, time(15), tzinfo=self.now.tzinfo),
            agenda="Who calls whom\nWhat we say\nWhat we do when nobody answers",
        )  # fmt: skip
        for party in self.parties[:2]:
            self.rows.add(MeetingParty, meeting_id=number, organization_id=party["organization_id"])

    def _meeting(self, title: str, at: datetime, **facts: Any) -> int:
        number = self.numbers.next(Meeting)
        self._add(
            Meeting, id=number, title=title, starts_at=at, ends_at=at + timedelta(hours=1), time_zone=ZONE,
            place="County library, upstairs", arranged_by_id=self.theirs, changed_at=min(at, self.now), **facts,
        )  # fmt: skip
        return number

    def _after(self, days: int) -> datetime | None:
        """In working hours so many days after the acceptance, if that is over."""
        at = self.story.today.hours.next_moment(self.begun + timedelta(days=days)).replace(
            minute=0, second=0, microsecond=0
        )
        return at if at + timedelta(days=2) < self.now else None

    def _happened(self, title: str, at: datetime, by: int) -> None:
        self._add(WorkEvent, title=title, by_id=by, happened_at=at)

    def _add(self, model: Any, **row: Any) -> None:
        self.rows.add(model, engagement_id=self.story.row["id"], **row)
