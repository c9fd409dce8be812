"""What happens next with a request, by when, and which button does it, for the person who looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from requests_app.lifecycle import Status
from requests_app.models import TTARequest, WaitingFor
from tta_portal.accounts.models import Membership


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


def next_step(tta_request: TTARequest, member: Membership) -> NextStep | None:
    """The one next thing, from this member's side; None when the request has ended."""
    if member.is_staff:
        return _for_team(tta_request)
    if member.speaks_for(tta_request.organization_id):
        return _for_requester(tta_request)
    return None


def _lead_name(tta_request: TTARequest) -> str:
    return tta_request.lead.user.name if tta_request.lead else "A person of the TTA team"


def _for_requester(tta_request: TTARequest) -> NextStep | None:
    who = _lead_name(tta_request)
    match tta_request.status:
        case Status.DRAFT:
            return NextStep(
                "Finish and send it",
                "Nobody outside your health department sees a draft.",
                verb="edit",
                label="Go on writing",
            )
        case Status.SUBMITTED:
            return NextStep(
                "A person reads it and writes to you",
                "Not an automatic answer: a named person, in their own words.",
                by=tta_request.reply_due_at,
            )
        case Status.ACKNOWLEDGED if tta_request.is_universal:
            return NextStep(
                f"{who} sends you an answer",
                "This looks like something we can answer quickly.",
                by=tta_request.discovery_due_at,
            )
        case Status.ACKNOWLEDGED:
            return NextStep(
                f"{who} offers you a conversation",
                "To understand the need before anybody plans anything.",
                by=tta_request.discovery_due_at,
            )
        case Status.DISCOVERY:
            return _requester_in_discovery(tta_request, who)
        case Status.PLANNING:
            return _requester_in_planning(tta_request, who)
        case Status.IN_DELIVERY:
            return NextStep(
                "The work is under way",
                f"{who} keeps the record. Write at any time if something changes.",
                by=_plan_end(tta_request),
            )
        case Status.FOLLOWING_UP:
            return NextStep(
                "We ask you how it went", "You get a short mail. Your answer takes three minutes, without signing in."
            )
        case Status.ON_HOLD:
            return NextStep(
                "On hold", f"We are waiting for: {WaitingFor(tta_request.waiting_for).label}. The clock is stopped."
            )
        case Status.REFERRED:
            name = tta_request.referral.to_name if tta_request.referral else "another team"
            return NextStep(
                f"We are handing over to {name}", "We stay with you until you have met, and ask whether it helped."
            )
    return None


def _requester_in_discovery(tta_request: TTARequest, who: str) -> NextStep:
    statement = tta_request.needs_statement
    if statement is not None and statement.is_waiting:
        return NextStep(
            "Did we hear you right?",
            "Read what we heard. Confirm it, or correct it in your own words.",
            verb="confirm_needs",
            label="Read and confirm",
        )
    if statement is not None and statement.correction:
        return NextStep(f"{who} writes it again", "Your correction has arrived.")
    if statement is not None:
        return NextStep(f"{who} starts the plan", "You confirmed what we heard.")
    if tta_request.conversation_held:
        return NextStep(f"{who} writes down what we heard", "You will be asked to confirm it or correct it.")
    return NextStep(
        "Have the conversation",
        f"{who} has offered times: see below, and answer with a message.",
        by=tta_request.discovery_due_at,
        verb="write",
        label="Answer the offer",
    )


def _requester_in_planning(tta_request: TTARequest, who: str) -> NextStep:
    plan = tta_request.plan
    if plan is None:
        return NextStep(f"{who} drafts a plan", "With promises of both sides. It counts when both agree it.")
    if "recipient" not in plan.sides_agreed:
        return NextStep(
            "Read the plan and agree it",
            "Or write what should change; then you get a new version.",
            verb="agree_plan",
            label="Read the plan",
        )
    return NextStep(f"{who} starts the work", "You agreed the plan.")


def _for_team(tta_request: TTARequest) -> NextStep | None:
    match tta_request.status:
        case Status.SUBMITTED:
            return NextStep(
                "Write to the requester",
                "In your own words: that you have read it, and what happens next.",
                by=tta_request.reply_due_at,
                verb="acknowledge",
                label="Acknowledge",
            )
        case Status.ACKNOWLEDGED if not tta_request.has_lead:
            return NextStep(
                "Choose a lead",
                "The requester should know who they will talk to.",
                by=tta_request.discovery_due_at,
                verb="lead",
                label="Choose the lead",
            )
        case Status.ACKNOWLEDGED if tta_request.is_universal:
            return NextStep(
                "Answer quickly",
                "A universal request takes the short way, and still gets a check-in.",
                by=tta_request.discovery_due_at,
                verb="answer_quickly",
                label="Answer",
            )
        case Status.ACKNOWLEDGED:
            return NextStep(
                "Offer a conversation",
                "Before any plan: half an hour with the people who asked.",
                by=tta_request.discovery_due_at,
                verb="offer_conversation",
                label="Offer a conversation",
            )
        case Status.DISCOVERY:
            return _team_in_discovery(tta_request)
        case Status.PLANNING:
            return _team_in_planning(tta_request)
        case Status.IN_DELIVERY if not tta_request.has_activity:
            return NextStep(
                "Log what you do together",
                "Each contact with its hours and people.",
                by=_plan_end(tta_request),
                verb="log_activity",
                label="Log an activity",
            )
        case Status.IN_DELIVERY:
            return NextStep(
                "Finish the work",
                "When the agreed work is done, mark it as delivered; the check-ins begin.",
                by=_plan_end(tta_request),
                verb="deliver",
                label="Mark as delivered",
            )
        case Status.FOLLOWING_UP if tta_request.follow_up_finished:
            return NextStep("Close it", "The follow-up is finished.", verb="close", label="Close")
        case Status.FOLLOWING_UP:
            return NextStep("The check-ins are asking how it went", "You are told when an answer needs you.")
        case Status.ON_HOLD:
            return NextStep(
                "Resume when you can",
                f"Waiting for: {WaitingFor(tta_request.waiting_for).label}.",
                verb="resume",
                label="Resume",
            )
        case Status.REFERRED:
            return _team_referred(tta_request)
    return None


def _team_in_discovery(tta_request: TTARequest) -> NextStep:
    if not tta_request.conversation_held:
        return NextStep(
            "Log the conversation",
            "Who took part, and what you learned.",
            verb="log_conversation",
            label="Log the conversation",
        )
    statement = tta_request.needs_statement
    if statement is None or statement.correction:
        return NextStep(
            "Write what you heard",
            "The requester confirms it or corrects it.",
            verb="what_we_heard",
            label="Write what we heard",
        )
    if statement.is_waiting:
        return NextStep("The requester reads what you heard", "They confirm it, or correct it.")
    return NextStep("Start planning", "The needs are confirmed.", verb="start_planning", label="Start planning")


def _team_in_planning(tta_request: TTARequest) -> NextStep:
    plan = tta_request.plan
    if plan is None:
        return NextStep(
            "Draft the plan", "With at least one promise of each side.", verb="plan", label="Draft the plan"
        )
    if "provider" not in plan.sides_agreed:
        return NextStep(
            "Agree the plan for our side",
            "The lead agrees the same version that the requester reads.",
            verb="agree_plan",
            label="Agree the plan",
        )
    if not plan.is_agreed:
        return NextStep("The requester reads the plan", "They agree it, or write what should change.")
    return NextStep("Start delivery", "Both sides agreed the plan.", verb="start_delivery", label="Start delivery")


def _team_referred(tta_request: TTARequest) -> NextStep:
    referral = tta_request.referral
    if referral is None or referral.state == "offered":
        return NextStep(
            "Have they accepted?",
            "Note their answer. If they return it, take it back.",
            verb="accept_referral",
            label="They accepted",
        )
    if referral.state == "accepted":
        return NextStep(
            "Introduce both sides", "A hand-over counts when they have met.", verb="introduce", label="Both have met"
        )
    return NextStep(
        "Ask what came of it", "Then confirm the outcome.", verb="complete_referral", label="Confirm the outcome"
    )


def _plan_end(tta_request: TTARequest) -> date | None:
    plan = tta_request.plan
    return plan.finishes_on if plan else None
