"""One request from its first word to its last, as rows. Each method does what the action of that name does."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from demo.hours import WorkingHours
from demo.people import Person
from demo.rows import Numbers, Row, Rows
from requests_app.lifecycle import MOVES
from requests_app.models import (
    Activity,
    Commitment,
    Conversation,
    NeedsStatement,
    Plan,
    PlanAgreement,
    Referral,
    RequestEvent,
    Side,
    Task,
    ThreadMessage,
    TTARequest,
)
from requests_app.models.requests import title_from
from tta_portal.lifecycle import BACK
from tta_portal.tenancy.models import Network

HOURS_A_DAY = 8
Promise = tuple[str, str, date]


class NotYet(Exception):
    """The next thing would lie after today: the story has come as far as it has."""


@dataclass(frozen=True)
class Today:
    """Where and when the demo's history ends: nothing of it happens after `now`."""

    network: Network
    now: datetime
    hours: WorkingHours
    numbers: Numbers


class Life:
    """A request and everything that hangs on it. Raises NotYet rather than write about the future."""

    def __init__(self, today: Today, rows: Rows, *, asker: Person, at: datetime, need: str, **fields: Any) -> None:
        self.today, self.rows, self.asker = today, rows, asker
        self.promises: list[Row] = []
        self.check_ins: list[Row] = []
        self.row = rows.add(
            TTARequest,
            id=today.numbers.next(TTARequest),
            organization_id=asker.organization_id,
            requester_id=asker.id,
            title=title_from(need),
            need=need,
            status="draft",
            version=1,
            held_from="",
            created_at=at,
            touched_at=at,
            **fields,
        )
        self.lead: Person | None = None
        self._conversation: Row = {}
        self._statement: Row = {}
        self.plan: Row = {}

    @property
    def id(self) -> int:
        return int(self.row["id"])

    def happens(self, at: datetime) -> datetime:
        """Let something happen, unless today comes first."""
        if at > self.today.now:
            raise NotYet
        self.row["touched_at"] = max(at, self.row["touched_at"])
        return at

    def move(self, name: str, at: datetime, by: Person | None, note: str = "", **changes: Any) -> None:
        """Change the status along the lifecycle's table, with its event."""
        self.happens(at)
        before, move = self.row["status"], MOVES[name]
        if before not in move.sources:
            raise ValueError(f"A request that is {before} cannot {name}.")
        target = self.row["held_from"] if move.target == BACK else move.target
        self.row.update(changes, status=str(target), version=self.row["version"] + 1)
        self._add(
            RequestEvent,
            move=name,
            from_status=str(before),
            to_status=str(target),
            by_id=by.id if by else None,
            note=note,
            happened_at=at,
        )

    def submit(self, at: datetime, *, intensity: str) -> None:
        assert self.asker.place is not None
        network = self.today.network
        urgent = self.row.get("urgency") == "urgent"
        due = self.today.hours.add(at, network.urgent_reply_hours if urgent else network.first_reply_hours)
        groups = asdict(self.asker.place.groups)
        self.move("submit", at, self.asker, submitted_at=at, intensity=intensity, reply_due_at=due, **groups)

    def say(self, at: datetime, by: Person, body: str, *, is_internal: bool = False) -> None:
        """A message; the first one of the team is the reply that the target waits for."""
        self.happens(at)
        self._add(ThreadMessage, author_id=by.id, body=body, is_internal=is_internal, written_at=at, goes_out_at=at)
        if is_internal:
            return
        is_ours = by.id != self.asker.id
        self.row["last_word"] = "team" if is_ours else "recipient"
        if is_ours:
            self.row.setdefault("first_reply_at", at)

    def acknowledge(self, at: datetime, by: Person, body: str) -> None:
        self.say(at, by, body)
        due = self.today.hours.add(at, self.today.network.discovery_days * HOURS_A_DAY)
        self.lead = by
        self.move("acknowledge", at, by, discovery_due_at=due, lead_id=by.id)

    def answer_quickly(self, at: datetime, body: str) -> None:
        assert self.lead is not None
        self.say(at, self.lead, body)
        self.move("answer_quickly", at, self.lead)

    def offer(self, at: datetime, words: str) -> None:
        assert self.lead is not None
        self.move("offer_conversation", at, self.lead)
        self._conversation = self._add(
            Conversation, offered_by_id=self.lead.id, offered_at=at, offer=words, held_at=None, mode="",
            hours=Decimal(0), recipient_people="", notes="",
        )  # fmt: skip

    def talk(self, at: datetime, *, mode: str, hours: Decimal, people: str, notes: str) -> None:
        self.happens(at)
        self._conversation.update(held_at=at, mode=mode, hours=hours, recipient_people=people, notes=notes)

    def hear(self, at: datetime, text: str) -> None:
        assert self.lead is not None
        self.happens(at)
        version = self._statement.get("version", 0) + 1
        self._statement = self._add(
            NeedsStatement, version=version, text=text, written_by_id=self.lead.id, written_at=at, correction="",
            confirmed_at=None, answered_by_id=None,
        )  # fmt: skip

    def confirm(self, at: datetime) -> None:
        self._statement.update(confirmed_at=self.happens(at), answered_by_id=self.asker.id)

    def correct(self, at: datetime, words: str) -> None:
        self.happens(at)
        self._statement.update(correction=words, answered_by_id=self.asker.id)

    def draft_plan(self, at: datetime, *, promises: list[Promise], **fields: Any) -> None:
        assert self.lead is not None
        self.happens(at)
        self.plan = self._add(
            Plan, id=self.today.numbers.next(Plan), version=self.plan.get("version", 0) + 1,
            drafted_by_id=self.lead.id, drafted_at=at, **fields,
        )  # fmt: skip
        self.promises += [self._promise(at, *promise) for promise in promises]

    def _promise(self, at: datetime, side: str, text: str, due: date) -> Row:
        return self._add(
            Commitment, id=self.today.numbers.next(Commitment), plan_id=self.plan["id"], side=side, text=text,
            organization_id=self.asker.organization_id, due_on=due, made_at=at, state="open",
        )  # fmt: skip

    def agree(self, at: datetime, by: Person) -> None:
        self.happens(at)
        side = Side.RECIPIENT if by.id == self.asker.id else Side.PROVIDER
        self.rows.add(PlanAgreement, plan_id=self.plan["id"], side=str(side), by_id=by.id, at=at)

    def activity(self, at: datetime, *, summary: str, people: str, strategy: str, mode: str, hours: Decimal) -> None:
        assert self.lead is not None
        self.happens(at)
        self._add(
            Activity, held_on=at.date(), mode=mode, strategy=strategy, hours=hours, people=people,
            summary=summary, logged_by_id=self.lead.id, logged_at=at,
        )  # fmt: skip

    def deliver(self, at: datetime, note: str = "") -> None:
        self.move("deliver", at, self.lead, note, delivered_at=at)

    def hold(self, at: datetime, *, waiting_for: str, words: str) -> None:
        before = self.row["status"]
        self.move("hold", at, self.lead, words, held_from=before, held_since=at, waiting_for=waiting_for)

    def resume(self, at: datetime, note: str) -> None:
        held = self.happens(at) - self.row["held_since"]
        due = self.row.get("discovery_due_at")
        self.move(
            "resume", at, self.lead, note, held_since=None, waiting_for="",
            held_time=self.row.get("held_time", timedelta()) + held,
            reply_due_at=self.today.hours.next_moment(self.row["reply_due_at"] + held),
            discovery_due_at=self.today.hours.next_moment(due + held) if due else None,
        )  # fmt: skip
        self.row["held_from"] = ""

    def refer(self, at: datetime, *, to_name: str, to_contact: str, reason: str) -> Row:
        assert self.lead is not None
        before = self.row["status"]
        self.move("refer", at, self.lead, f"To {to_name}: {reason}", held_from=before)
        return self._add(
            Referral, to_name=to_name, to_contact=to_contact, reason=reason, consented_at=at, state="offered",
            offered_by_id=self.lead.id, offered_at=at,
        )  # fmt: skip

    def complete_referral(self, at: datetime, referral: Row, outcome: str) -> None:
        self.move("complete_referral", at, self.lead, outcome, delivered_at=at, held_from="")
        referral.update(state="confirmed", outcome=outcome, ended_at=at)

    def decline(self, at: datetime, by: Person, *, reason: str, alternative: str) -> None:
        self.move("decline", at, by, f"{reason}\n\nInstead: {alternative}", ended_at=at)
        self.row.setdefault("first_reply_at", at)

    def withdraw(self, at: datetime, reason: str) -> None:
        self.move("withdraw", at, self.asker, reason, ended_at=at)

    def close(self, at: datetime, reason: str) -> None:
        self.move("close", at, self.lead, reason, ended_at=at, close_reason=reason)

    def task(self, *, key: str, title: str, reason: str, at: datetime, due_on: date, **done: Any) -> None:
        """Ask the lead to do something."""
        self._add(
            Task, organization_id=self.asker.organization_id, assigned_to_id=self.lead.id if self.lead else None,
            key=key, title=title[:200], reason=reason, created_at=at, due_on=due_on, **done,
        )  # fmt: skip

    def _add(self, model: Any, **row: Any) -> Row:
        return self.rows.add(model, tta_request_id=self.id, **row)
