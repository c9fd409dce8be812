"""Engagements: what grew out of requests whose check-in said “keep working together”."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from demo.follow_up import OPEN_FOR, UNTOUCHED
from demo.joint_work import work_together
from demo.life import Life, NotYet
from demo.rows import Row
from demo.words import Seed, phrases
from relationships.models import (
    CheckIn,
    CheckInAnswer,
    Engagement,
    EngagementCommitment,
    EngagementEvent,
    EngagementParty,
    EngagementRequest,
)
from requests_app.models import Commitment, Side
from tta_portal.business_time import add_working_days
from tta_portal.directory.models import Organization

CADENCES = (30, 60, 90, 90, 90, 120)


def keep_working_together(
    life: Life, seed: Seed, rng: Random, *, partner: Organization | None = None, may_end: bool = True
) -> Row | None:
    """Propose an engagement when the recipient wished for one, and let it go on as far as today."""
    wishes = [
        row["answered_at"] for row in life.rows.by_model[CheckInAnswer] if row.get("next_step") == "keep_working"
    ]
    if not wishes or life.lead is None:
        return None
    together = Together(life, seed, rng, proposed_at=min(wishes))
    with suppress(NotYet):
        together.tell(partner, may_end=may_end)
    return together.row


class Together:
    """One engagement and what hangs on it."""

    def __init__(self, life: Life, seed: Seed, rng: Random, *, proposed_at: datetime) -> None:
        self.life, self.seed, self.rng, self.at = life, seed, rng, proposed_at
        self.rows, self.today = life.rows, life.today
        assert life.lead is not None
        self.lead = life.lead
        self.row = self.rows.add(
            Engagement,
            id=self.today.numbers.next(Engagement),
            purpose=life.row["hoped_for_change"].split(". ")[0].rstrip("."),
            recipient_id=life.asker.organization_id,
            lead_organization_id=life.asker.organization_id,
            contact_id=life.asker.id,
            provider_lead_id=self.lead.id,
            cadence_days=rng.choice(CADENCES),
            status="proposed",
            version=1,
            proposed_at=proposed_at,
        )
        self._add(EngagementRequest, tta_request_id=life.id)

    def tell(self, partner: Organization | None, *, may_end: bool) -> None:
        """From the proposal to whatever it is today."""
        self._event("propose", "", "proposed", self.at, self.life.asker.id, "Keep working together")
        agreed = {"agreed_by_id": self.life.asker.id, "agreed_at": self.at}
        theirs = self._party("recipient", self.life.asker.organization_id, "Leads the work", **agreed)
        ours = self._party("provider", self.lead.organization_id, "Supports the work")
        first_steps = self.at.date()
        self._promise(Side.PROVIDER, "Call to plan the next step together", add_working_days(first_steps, 10))
        self._promise(Side.RECIPIENT, "Say what matters most to work on first", add_working_days(first_steps, 15))
        try:
            self._accept(ours)
        except NotYet:
            self._ask_lead()
            raise
        if partner is not None:
            joined = self._party("partner", partner.pk, self.rng.choice(phrases.PARTNER_ROLES))
            work_together(self, (theirs, ours, joined))
        self._go_on(last=self.at + timedelta(days=self.rng.uniform(200, 420)) if may_end else None)

    def _accept(self, party: Row) -> None:
        self._wait(4, 60)
        party.update(agreed_by_id=self.lead.id, agreed_at=self.at)
        self._change("accept", "active", self.lead.id, "Both sides agreed.", started_at=self.at)

    def _ask_lead(self) -> None:
        self.life.task(
            key=f"engagement:{self.row['id']}:accept",
            title=f"{self.life.asker.name} would like to keep working together",
            reason="They proposed an engagement. Accept it, or change the terms with them.",
            at=self.row["proposed_at"],
            due_on=add_working_days(self.row["proposed_at"].date(), 1),
        )

    def _go_on(self, *, last: datetime | None) -> None:
        """A check-in each so many days; each answer brings the next one, and now and then new promises."""
        while True:
            due_at = self.at + timedelta(days=self.row["cadence_days"])
            if last is not None and due_at > last and last <= self.today.now:
                self.at = last
                words = self.rng.choice(phrases.REFLECTIONS)
                return self._change(
                    "complete", "completed", self.life.asker.id, words, ended_at=last, reflection=words
                )
            self._check_in(due_at)
            promise = self.rng.choice(phrases.TOGETHER_PROMISES)
            if self.rng.random() < 0.4:
                continue
            for side, text in zip(Side.values[::-1], promise, strict=True):
                self._promise(Side(side), text, add_working_days(self.at.date(), self.rng.randint(12, 40)))

    def _check_in(self, due_at: datetime) -> None:
        now = self.today.now
        row = self._add(
            CheckIn,
            kind="engagement",
            id=self.today.numbers.next(CheckIn),
            organization_id=self.life.asker.organization_id,
            person_id=self.life.asker.id,
            offset_days=self.row["cadence_days"],
            anchored_at=self.at,
            due_at=due_at if not now < due_at < now + UNTOUCHED else now + UNTOUCHED + timedelta(hours=5),
            state="scheduled",
        )
        if due_at > now:
            raise NotYet
        answered_at = self.today.hours.next_moment(due_at + timedelta(hours=self.rng.uniform(2, 90)))
        row.update(state="asked", asked_at=due_at, closes_at=due_at + OPEN_FOR)
        if answered_at > now:
            raise NotYet
        row.update(state="answered", finished_at=answered_at)
        self.at = answered_at
        self.rows.add(
            CheckInAnswer,
            check_in_id=row["id"],
            changed=self.rng.choice((self.seed.changed, "practice", "partnership", "nothing")),
            missing_voice=self.rng.choice(phrases.MISSING_VOICES),
            promises=self.rng.choices(("all", "most", "some"), (6, 3, 1))[0],
            need_remains=False,
            next_step="stay_in_touch",
            answered_at=answered_at,
            changed_at=answered_at,
        )

    def _promise(self, side: Side, text: str, due: date) -> None:
        """On the same ledger as all others; kept soon after it was made, or still open."""
        today = self.today.now.date()
        row = self.rows.add(
            Commitment,
            id=self.today.numbers.next(Commitment),
            organization_id=self.life.asker.organization_id,
            side=str(side),
            text=text,
            due_on=due,
            made_at=self.at,
            state="open",
        )
        self._add(EngagementCommitment, commitment_id=row["id"])
        kept_on = due + timedelta(days=self.rng.choice((-4, -2, -1, 0, 0, 3)))
        if kept_on + timedelta(days=4) <= today:
            by = self.lead.id if side == Side.PROVIDER else self.life.asker.id
            row.update(said_kept_on=kept_on, said_kept_by_id=by, settled_on=kept_on + timedelta(days=3))
            row["state"] = "kept" if kept_on <= due else "late"

    def _party(self, side: str, organization_id: int | None, role: str, **agreed: Any) -> Row:
        number = self.today.numbers.next(EngagementParty)
        return self._add(EngagementParty, id=number, organization_id=organization_id, side=side, role=role, **agreed)

    def _change(self, move: str, target: str, by: int, note: str, **changes: Any) -> None:
        before = self.row["status"]
        self.row.update(changes, status=target, version=self.row["version"] + 1)
        self._event(move, before, target, self.at, by, note)

    def _event(self, move: str, before: str, target: str, at: datetime, by: int, note: str) -> None:
        self._add(
            EngagementEvent, move=move, from_status=before, to_status=target, by_id=by, note=note, happened_at=at
        )

    def _wait(self, least: float, most: float) -> None:
        self.at = self.life.happens(self.today.hours.add(self.at, self.rng.uniform(least, most)))

    def _add(self, model: Any, **row: Any) -> Row:
        return self.rows.add(model, engagement_id=self.row["id"], **row)
