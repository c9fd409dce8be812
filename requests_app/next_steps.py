"""What happens next with a request, by when, and which button does it, for the person who looks.

Two tables, one for each side: a status, and the function that says what comes next in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from requests_app.lifecycle import Status
from requests_app.models import TTARequest, WaitingFor
from tta_portal.accounts.models import Membership
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _


@dataclass(frozen=True)
class NextStep:
    """`verb` names the button's address under the request; without one, somebody else is to act."""

    title: str
    text: str
    by: date | datetime | None = None
    verb: str = ""
    label: str = ""

    @property
    def is_mine(self) -> bool:
        return bool(self.verb)


Teller = Callable[[TTARequest], NextStep]


def next_step(tta_request: TTARequest, member: Membership) -> NextStep | None:
    """The one next thing, from this member's side; None when the request has ended."""
    if member.is_staff:
        tell = _TEAM.get(tta_request.status)
    elif member.speaks_for(tta_request.organization_id):
        tell = _REQUESTER.get(tta_request.status)
    else:
        return None
    return tell(tta_request) if tell else None


def _lead(tta_request: TTARequest) -> str:
    return tta_request.lead.user.name if tta_request.lead else _("A person of the TTA team")


def _plan_end(tta_request: TTARequest) -> date | None:
    plan = tta_request.plan
    return plan.finishes_on if plan else None


def _waiting_for(tta_request: TTARequest) -> str:
    return format_lazy(
        _("We are waiting for: {label}. The clock is stopped."), label=WaitingFor(tta_request.waiting_for).label
    )


def _requester_draft(tta_request: TTARequest) -> NextStep:
    words = _("Nobody outside your health department sees a draft.")
    return NextStep(_("Finish and send it"), words, verb="edit", label=_("Go on writing"))


def _requester_submitted(tta_request: TTARequest) -> NextStep:
    words = _("Not an automatic answer: a named person, in their own words.")
    return NextStep(_("A person reads it and writes to you"), words, by=tta_request.reply_due_at)


def _requester_acknowledged(tta_request: TTARequest) -> NextStep:
    who, due = _lead(tta_request), tta_request.discovery_due_at
    if tta_request.is_universal:
        return NextStep(
            format_lazy(_("{who} sends you an answer"), who=who),
            _("This looks like something we can answer quickly."),
            by=due,
        )
    words = _("To understand the need before anybody plans anything.")
    return NextStep(format_lazy(_("{who} offers you a conversation"), who=who), words, by=due)


def _requester_discovery(tta_request: TTARequest) -> NextStep:
    who, statement = _lead(tta_request), tta_request.needs_statement
    if statement is None:
        return _requester_before_statement(tta_request, who)
    if statement.is_waiting:
        words = _("Read what we heard. Confirm it, or correct it in your own words.")
        return NextStep(_("Did we hear you right?"), words, verb="confirm_needs", label=_("Read and confirm"))
    if statement.correction:
        return NextStep(format_lazy(_("{who} writes it again"), who=who), _("Your correction has arrived."))
    return NextStep(format_lazy(_("{who} starts the plan"), who=who), _("You confirmed what we heard."))


def _requester_before_statement(tta_request: TTARequest, who: str) -> NextStep:
    if tta_request.conversation_held:
        return NextStep(
            format_lazy(_("{who} writes down what we heard"), who=who),
            _("You will be asked to confirm it or correct it."),
        )
    words = format_lazy(_("{who} has offered times: see below, and answer with a message."), who=who)
    due = tta_request.discovery_due_at
    return NextStep(_("Have the conversation"), words, by=due, verb="write", label=_("Answer the offer"))


def _requester_planning(tta_request: TTARequest) -> NextStep:
    who, plan = _lead(tta_request), tta_request.plan
    if plan is None:
        return NextStep(
            format_lazy(_("{who} drafts a plan"), who=who),
            _("With promises of both sides. It counts when both agree it."),
        )
    if "recipient" not in plan.sides_agreed:
        words = _("Or write what should change; then you get a new version.")
        return NextStep(_("Read the plan and agree it"), words, verb="agree_plan", label=_("Read the plan"))
    return NextStep(format_lazy(_("{who} starts the work"), who=who), _("You agreed the plan."))


def _requester_in_delivery(tta_request: TTARequest) -> NextStep:
    words = format_lazy(
        _("{tta_request} keeps the record. Write at any time if something changes."), tta_request=_lead(tta_request)
    )
    return NextStep(_("The work is under way"), words, by=_plan_end(tta_request))


def _requester_following_up(tta_request: TTARequest) -> NextStep:
    words = _("You get a short mail. Your answer takes three minutes, without signing in.")
    return NextStep(_("We ask you how it went"), words)


def _requester_on_hold(tta_request: TTARequest) -> NextStep:
    return NextStep(_("On hold"), _waiting_for(tta_request))


def _requester_referred(tta_request: TTARequest) -> NextStep:
    name = tta_request.referral.to_name if tta_request.referral else _("another team")
    return NextStep(
        format_lazy(_("We are handing over to {name}"), name=name),
        _("We stay with you until you have met, and ask whether it helped."),
    )


def _team_submitted(tta_request: TTARequest) -> NextStep:
    words = "In your own words: that you have read it, and what happens next."
    due = tta_request.reply_due_at
    return NextStep("Write to the requester", words, by=due, verb="acknowledge", label="Acknowledge")


def _team_acknowledged(tta_request: TTARequest) -> NextStep:
    due = tta_request.discovery_due_at
    if not tta_request.has_lead:
        words = "The requester should know who they will talk to."
        return NextStep("Choose a lead", words, by=due, verb="lead", label="Choose the lead")
    if tta_request.is_universal:
        words = "A universal request takes the short way, and still gets a check-in."
        return NextStep("Answer quickly", words, by=due, verb="answer_quickly", label="Answer")
    words = "Before any plan: half an hour with the people who asked."
    return NextStep("Offer a conversation", words, by=due, verb="offer_conversation", label="Offer a conversation")


def _team_discovery(tta_request: TTARequest) -> NextStep:
    if not tta_request.conversation_held:
        words = "Who took part, and what you learned."
        return NextStep("Log the conversation", words, verb="log_conversation", label="Log the conversation")
    statement = tta_request.needs_statement
    if statement is None or statement.correction:
        words = "The requester confirms it or corrects it."
        return NextStep("Write what you heard", words, verb="what_we_heard", label="Write what we heard")
    if statement.is_waiting:
        return NextStep("The requester reads what you heard", "They confirm it, or correct it.")
    return NextStep("Start planning", "The needs are confirmed.", verb="start_planning", label="Start planning")


def _team_planning(tta_request: TTARequest) -> NextStep:
    plan = tta_request.plan
    if plan is None:
        return NextStep(
            "Draft the plan", "With at least one promise of each side.", verb="plan", label="Draft the plan"
        )
    if "provider" not in plan.sides_agreed:
        words = "The lead agrees the same version that the requester reads."
        return NextStep("Agree the plan for our side", words, verb="agree_plan", label="Agree the plan")
    if not plan.is_agreed:
        return NextStep("The requester reads the plan", "They agree it, or write what should change.")
    return NextStep("Start delivery", "Both sides agreed the plan.", verb="start_delivery", label="Start delivery")


def _team_in_delivery(tta_request: TTARequest) -> NextStep:
    due = _plan_end(tta_request)
    if not tta_request.has_activity:
        words = "Each contact with its hours and people."
        return NextStep("Log what you do together", words, by=due, verb="log_activity", label="Log an activity")
    words = "When the agreed work is done, mark it as delivered; the check-ins begin."
    return NextStep("Finish the work", words, by=due, verb="deliver", label="Mark as delivered")


def _team_following_up(tta_request: TTARequest) -> NextStep:
    if tta_request.follow_up_finished:
        return NextStep("Close it", "The follow-up is finished.", verb="close", label="Close")
    return NextStep("The check-ins are asking how it went", "You are told when an answer needs you.")


def _team_on_hold(tta_request: TTARequest) -> NextStep:
    return NextStep("Resume when you can", _waiting_for(tta_request), verb="resume", label="Resume")


def _team_referred(tta_request: TTARequest) -> NextStep:
    referral = tta_request.referral
    if referral is None or referral.state == "offered":
        words = "Note their answer. If they return it, take it back."
        return NextStep("Have they accepted?", words, verb="accept_referral", label="They accepted")
    if referral.state == "accepted":
        words = "A hand-over counts when they have met."
        return NextStep("Introduce both sides", words, verb="introduce", label="Both have met")
    words = "Then confirm the outcome."
    return NextStep("Ask what came of it", words, verb="complete_referral", label="Confirm the outcome")


_REQUESTER: dict[str, Teller] = {
    Status.DRAFT: _requester_draft,
    Status.SUBMITTED: _requester_submitted,
    Status.ACKNOWLEDGED: _requester_acknowledged,
    Status.DISCOVERY: _requester_discovery,
    Status.PLANNING: _requester_planning,
    Status.IN_DELIVERY: _requester_in_delivery,
    Status.FOLLOWING_UP: _requester_following_up,
    Status.ON_HOLD: _requester_on_hold,
    Status.REFERRED: _requester_referred,
}

_TEAM: dict[str, Teller] = {
    Status.SUBMITTED: _team_submitted,
    Status.ACKNOWLEDGED: _team_acknowledged,
    Status.DISCOVERY: _team_discovery,
    Status.PLANNING: _team_planning,
    Status.IN_DELIVERY: _team_in_delivery,
    Status.FOLLOWING_UP: _team_following_up,
    Status.ON_HOLD: _team_on_hold,
    Status.REFERRED: _team_referred,
}
