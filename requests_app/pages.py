"""What the page of a request shows: its steps, its buttons, its people and its thread."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from requests_app import actions
from requests_app.actions.ledger import side_of
from requests_app.lifecycle import Status
from requests_app.models import Commitment, TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission

LONG_WAY = (
    Status.SUBMITTED,
    Status.ACKNOWLEDGED,
    Status.DISCOVERY,
    Status.PLANNING,
    Status.IN_DELIVERY,
    Status.FOLLOWING_UP,
    Status.CLOSED,
)
SHORT_WAY = (Status.SUBMITTED, Status.ACKNOWLEDGED, Status.IN_DELIVERY, Status.FOLLOWING_UP, Status.CLOSED)

WORK: dict[str, tuple[str, tuple[str, ...], Permission]] = {
    "lead": ("Change the lead", (Status.SUBMITTED, *LONG_WAY[1:6]), Permission.TRIAGE_REQUESTS),
    "intensity": ("Change the intensity", (Status.SUBMITTED, *LONG_WAY[1:4]), Permission.WORK_REQUESTS),
    "log_conversation": ("Log a conversation", (Status.DISCOVERY,), Permission.WORK_REQUESTS),
    "what_we_heard": ("Write what we heard", (Status.DISCOVERY,), Permission.WORK_REQUESTS),
    "plan": ("Draft the plan", (Status.PLANNING, Status.IN_DELIVERY), Permission.WORK_REQUESTS),
    "log_activity": ("Log an activity", (Status.IN_DELIVERY, Status.FOLLOWING_UP), Permission.WORK_REQUESTS),
    "accept_referral": ("They accepted", (Status.REFERRED,), Permission.TRIAGE_REQUESTS),
    "introduce": ("Both have met", (Status.REFERRED,), Permission.TRIAGE_REQUESTS),
}


def verb_url(tta_request: TTARequest, verb: str) -> str:
    """The address of one thing a person can do to a request."""
    kwargs = {"network": tta_request.network.slug, "number": tta_request.number, "verb": verb}
    return reverse("request_verb", kwargs=kwargs)


def steps(tta_request: TTARequest) -> list[dict[str, str]]:
    """The way of a request, with where it stands."""
    way = SHORT_WAY if tta_request.is_universal else LONG_WAY
    here = tta_request.held_from or tta_request.status
    if here not in way:
        return []
    at = way.index(Status(here))
    states = ["past" if i < at else "now" if i == at else "next" for i in range(len(way))]
    return [{"label": str(status.label), "state": state} for status, state in zip(way, states, strict=True)]


def buttons(tta_request: TTARequest, member: Membership) -> list[dict[str, str]]:
    """Everything else this member can do now: the moves of the table, then the work between them."""
    found = [
        {"label": move.label, "url": verb_url(tta_request, name)}
        for name, move in actions.open_moves(tta_request, member).items()
        if name != "submit"
    ]
    for verb, (label, statuses, permission) in WORK.items():
        if tta_request.status in statuses and member.can(permission):
            found.append({"label": label, "url": verb_url(tta_request, verb)})
    return found


def thread(tta_request: TTARequest, member: Membership) -> list[dict[str, Any]]:
    """Messages, moves, conversations and activities in one thread, newest first."""
    items = [*_messages(tta_request, member), *_moves(tta_request), *_contacts(tta_request)]
    return sorted(items, key=lambda item: item["at"], reverse=True)


def _messages(tta_request: TTARequest, member: Membership) -> list[dict[str, Any]]:
    messages = tta_request.messages.select_related("author__user", "author__organization")
    if not member.is_staff:
        messages = messages.filter(is_internal=False)
    return [
        {
            "at": message.written_at,
            "title": "Internal note" if message.is_internal else "Message",
            "who": str(message.author),
            "text": message.body,
            "kind": "auto" if message.is_internal else "contact",
        }
        for message in messages
    ]


def _moves(tta_request: TTARequest) -> list[dict[str, Any]]:
    return [
        {
            "at": event.happened_at,
            "title": event.get_to_status_display(),
            "who": str(event.by) if event.by else "Common Thread",
            "text": event.note,
            "kind": "move",
        }
        for event in tta_request.events.select_related("by__user")
    ]


def _contacts(tta_request: TTARequest) -> list[dict[str, Any]]:
    items = []
    for talk in tta_request.conversations.select_related("offered_by__user"):
        items.append({"at": talk.offered_at, "title": "Conversation offered", "who": str(talk.offered_by),
                      "text": talk.offer, "kind": "contact"})  # fmt: skip
        if talk.held_at:
            text = f"With {talk.recipient_people}. {talk.notes}"
            items.append({"at": talk.held_at, "title": "Conversation held", "who": str(talk.offered_by),
                          "text": text, "kind": "contact"})  # fmt: skip
    for activity in tta_request.activities.select_related("logged_by__user"):
        hours = f"{activity.hours.normalize():f} h with {activity.people}. {activity.summary}"
        items.append({"at": activity.logged_at, "title": activity.get_strategy_display(),
                      "who": str(activity.logged_by), "text": hours, "kind": "contact"})  # fmt: skip
    return items


def who_sees(tta_request: TTARequest) -> str:
    """One sentence about who may read this request."""
    department = tta_request.organization.name
    match tta_request.visibility:
        case "named":
            lead = (
                tta_request.lead.user.name if tta_request.lead else "those who give out the work, until it has a lead"
            )
            return f"{tta_request.requester.user.name}, {lead}, and the people they name. It counts in totals only."
        case "network":
            return f"{department}, the TTA team, and every health department in the network."
    return f"{department} and the TTA team. Nobody else."


def promises(tta_request: TTARequest, member: Membership) -> list[dict[str, Any]]:
    """Both sides' promises, each with what this member can do about it."""
    sides = [("provider", "The TTA team"), ("recipient", tta_request.organization.name)]
    rows = list(tta_request.commitments.exclude(state="withdrawn").select_related("plan", "tta_request"))
    return [
        {"side": name, "rows": [_promise(row, member) for row in rows if row.side == side]} for side, name in sides
    ]


def _promise(commitment: Commitment, member: Membership) -> dict[str, Any]:
    return {"commitment": commitment, "buttons": promise_buttons(commitment, member)}


def promise_buttons(commitment: Commitment, member: Membership) -> list[dict[str, str]]:
    """What this member can say about a promise."""
    side = side_of(member, commitment)
    if side is None or commitment.state not in ("open", "renegotiated"):
        return []
    if commitment.waits_for_confirmation and side != commitment.side:
        verbs = [("confirm", "Confirm it was kept"), ("object", "It was not")]
    elif commitment.is_unkept and side == commitment.side:
        verbs = [("kept", "We kept it"), ("broken", "We cannot keep it")]
    elif commitment.is_unkept and commitment.is_overdue:
        verbs = [("broken", "It was not kept")]
    else:
        verbs = []
    return [{"label": label, "url": _promise_url(commitment, verb)} for verb, label in verbs]


def _promise_url(commitment: Commitment, verb: str) -> str:
    kwargs = {"network": commitment.network.slug, "pk": commitment.pk, "verb": verb}
    return reverse("commitment_verb", kwargs=kwargs)
