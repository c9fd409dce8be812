"""The moves of the lifecycle. Only `_move` changes a status."""

from __future__ import annotations

from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from requests_app.actions import notices, targets, thread
from requests_app.lifecycle import MOVES
from requests_app.models import Conversation, Referral, RequestEvent, TTARequest, Voice, WaitingFor
from requests_app.signals import request_moved
from tta_portal.accounts.models import Actor, Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.lifecycle import BACK, Move
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

RECIPIENTS_OWN = (Permission.CONFIRM_NEEDS, Permission.SUBMIT_REQUESTS)


class Movable(Protocol):
    """A request, or a row of one: all that decides which moves are open."""

    @property
    def status(self) -> str: ...

    @property
    def organization_id(self) -> int: ...


def may_move(tta_request: Movable, name: str, by: Actor) -> bool:
    """Whether this member may ask for the move at all, whatever the guards say."""
    if not isinstance(by, Membership):
        return True
    return any(
        by.can(permission) and (permission not in RECIPIENTS_OWN or by.speaks_for(tta_request.organization_id))
        for permission in MOVES[name].permissions
    )


def open_moves(tta_request: Movable, by: Membership) -> dict[str, Move]:
    """The moves whose buttons this member sees now."""
    return {
        name: move
        for name, move in MOVES.items()
        if tta_request.status in move.sources and may_move(tta_request, name, by)
    }


def check_move(tta_request: TTARequest, name: str, *, by: Actor) -> None:
    """Refuse, with a sentence, a move that cannot be made now.

    Acknowledging and offering write what their guards ask for themselves, so those are checked when done.
    """
    if not may_move(tta_request, name, by):
        raise PermissionDenied(
            _("Your role in this network may not do this to request {number}.").format(number=tta_request.number)
        )
    if tta_request.status not in MOVES[name].sources:
        raise Refused(_changed(tta_request))
    if name not in {"acknowledge", "offer_conversation"}:
        _check_guards(tta_request, name)


def _check_guards(tta_request: TTARequest, name: str) -> None:
    unmet = MOVES[name].first_unmet(tta_request)
    if unmet is not None:
        raise Refused(unmet.sentence)


def _changed(tta_request: TTARequest) -> str:
    return _(
        "“{title}” can no longer be changed this way: it is now “{status}”. Reload to see where it stands."
    ).format(title=tta_request.title, status=tta_request.get_status_display())


def move(tta_request: TTARequest, name: str, *, by: Actor, note: str = "", **changes: Any) -> RequestEvent:
    """Change the status if it is still what the actor saw, and write the event."""
    check_move(tta_request, name, by=by)
    _check_guards(tta_request, name)
    before, target, now = tta_request.status, MOVES[name].target, timezone.now()
    changes |= {"status": tta_request.held_from if target == BACK else target, "touched_at": now}
    seen = TTARequest.objects.filter(pk=tta_request.pk, status=before, version=tta_request.version)
    if not seen.update(**changes, version=F("version") + 1):
        tta_request.refresh_from_db()
        raise Refused(_changed(tta_request))
    for field, value in (changes | {"version": tta_request.version + 1}).items():
        setattr(tta_request, field, value)
    event: RequestEvent = RequestEvent.objects.create(
        tta_request=tta_request,
        move=name,
        from_status=before,
        to_status=tta_request.status,
        by=by if isinstance(by, Membership) else None,
        note=note,
        happened_at=now,
    )
    request_moved.send(TTARequest, tta_request=tta_request, move=name, by=by)
    return event


def _tell_requester(tta_request: TTARequest, event: RequestEvent, what: str, *paragraphs: str, by: Actor) -> None:
    words = [paragraph for paragraph in paragraphs if paragraph]
    notices.tell_recipients(tta_request, what, words, key=f"event:{event.pk}", by=by)


def _tell_team(tta_request: TTARequest, event: RequestEvent, what: str, *paragraphs: str, by: Actor) -> None:
    words = [paragraph for paragraph in paragraphs if paragraph]
    notices.tell_team(tta_request, what, words, key=f"event:{event.pk}", by=by)


@transaction.atomic
def submit(tta_request: TTARequest, *, by: Actor) -> None:
    """Send a draft. The place's groups are frozen, and the clock for a person's reply starts."""
    missing = [name for name in ("need", "hoped_for_change", "why_now") if not getattr(tta_request, name).strip()]
    if missing or tta_request.topic is None:
        raise Refused(
            _("Four things are needed before it can be sent: the need, the change you hope for, why now, and a topic.")
        )
    now, place = timezone.now(), tta_request.organization.jurisdiction
    event = move(
        tta_request,
        "submit",
        by=by,
        submitted_at=now,
        last_word=Voice.RECIPIENT,
        intensity=tta_request.topic.default_intensity,
        reply_due_at=targets.reply_due(tta_request, now),
        hub=tta_request.topic.default_hub or tta_request.organization.hub,
        **(place.profile() if place else {}),
    )
    assert tta_request.reply_due_at is not None
    due = targets.in_words(tta_request.reply_due_at, tta_request.network)
    words = format_lazy(
        _("{organization} asks for help. A person's reply is due {due}."),
        organization=tta_request.organization.name,
        due=due,
    )
    team = targets.who_gives_out(tta_request)
    notices.tell_all(
        team, tta_request, _("a new request"), [words], key=f"event:{event.pk}", by=by, label=_("Read it")
    )


@transaction.atomic
def acknowledge(tta_request: TTARequest, *, by: Membership, message: str, become_lead: bool = False) -> None:
    """A named person writes to the requester in their own words; that is what acknowledging means."""
    check_move(tta_request, "acknowledge", by=by)
    thread.add_message(tta_request, by=by, body=message)
    lead: dict[str, Any] = {"lead": by} if become_lead and tta_request.lead_id is None else {}
    due = targets.discovery_due(tta_request, timezone.now())
    move(tta_request, "acknowledge", by=by, discovery_due_at=due, **lead)


@transaction.atomic
def offer_conversation(tta_request: TTARequest, *, by: Membership, offer: str) -> None:
    """Offer the requester a conversation about the need, with times."""
    check_move(tta_request, "offer_conversation", by=by)
    Conversation.objects.create(tta_request=tta_request, offered_by=by, offer=offer)
    event = move(tta_request, "offer_conversation", by=by)
    _tell_requester(
        tta_request, event, format_lazy(_("{user} would like to talk with you"), user=by.user.name), offer, by=by
    )


@transaction.atomic
def start_planning(tta_request: TTARequest, *, by: Actor) -> None:
    """Go from understanding to planning: a conversation was held and the needs are confirmed."""
    event = move(tta_request, "start_planning", by=by)
    words = _("You confirmed what we heard. We are now drafting a plan, and you will be asked to agree it.")
    _tell_requester(tta_request, event, _("we are planning"), words, by=by)


@transaction.atomic
def start_delivery(tta_request: TTARequest, *, by: Actor) -> None:
    """Begin the agreed work."""
    event = move(tta_request, "start_delivery", by=by)
    _tell_requester(
        tta_request, event, _("the work begins"), _("Both sides agreed the plan, so the work begins."), by=by
    )


@transaction.atomic
def answer_quickly(tta_request: TTARequest, *, by: Membership, answer: str) -> None:
    """The short way for a universal request: one good answer, and still a check-in later."""
    check_move(tta_request, "answer_quickly", by=by)
    thread.add_message(tta_request, by=by, body=answer)
    move(tta_request, "answer_quickly", by=by)


@transaction.atomic
def deliver(tta_request: TTARequest, *, by: Actor, note: str = "") -> None:
    """The agreed work is done; from here the check-ins ask how it went."""
    now = timezone.now()
    event = move(tta_request, "deliver", by=by, note=note, delivered_at=now, follow_up="")
    words = _(
        "We have marked the work as delivered. In a few days we will ask you how it went; it takes three minutes."
    )
    _tell_requester(tta_request, event, _("delivered, and what comes next"), note, words, by=by)


@transaction.atomic
def close(tta_request: TTARequest, *, by: Actor, reason: str) -> None:
    """Close after the last check-in was answered, or everything was tried to get an answer."""
    event = move(tta_request, "close", by=by, note=reason, close_reason=reason, ended_at=timezone.now())
    words = _("A reply from you opens it again at any time.")
    _tell_requester(tta_request, event, "closed", reason, words, by=by)


@transaction.atomic
def hold(tta_request: TTARequest, *, by: Actor, waiting_for: str, reason: str) -> None:
    """Stop the clocks, saying whom we wait for."""
    words = format_lazy(_("Waiting for: {label}. {reason}"), label=WaitingFor(waiting_for).label, reason=reason)
    event = move(
        tta_request,
        "hold",
        by=by,
        note=words,
        held_from=tta_request.status,
        held_since=timezone.now(),
        waiting_for=waiting_for,
    )
    _tell_requester(tta_request, event, _("on hold for now"), words, by=by)


@transaction.atomic
def resume(tta_request: TTARequest, *, by: Actor, note: str = "") -> None:
    """Go on where it stopped; targets move by the time on hold."""
    now = timezone.now()
    held = now - (tta_request.held_since or now)
    event = move(
        tta_request,
        "resume",
        by=by,
        note=note,
        held_from="",
        held_since=None,
        waiting_for="",
        held_time=tta_request.held_time + held,
        reply_due_at=targets.shifted(tta_request, tta_request.reply_due_at, held),
        discovery_due_at=targets.shifted(tta_request, tta_request.discovery_due_at, held),
    )
    _tell_requester(tta_request, event, _("under way again"), note, _("The clock is running again."), by=by)


@transaction.atomic
def decline(tta_request: TTARequest, *, by: Actor, reason: str, alternative: str) -> None:
    """Turn a request down, with a reason and somewhere else to go, in the decliner's words."""
    note = f"{reason}\n\nInstead: {alternative}"
    event = move(tta_request, "decline", by=by, note=note, ended_at=timezone.now())
    _count_as_reply(tta_request, by)
    _end_hand_over(tta_request, "The request was declined.")
    _tell_requester(
        tta_request,
        event,
        _("we cannot take this on"),
        reason,
        format_lazy(_("What you could do instead: {alternative}"), alternative=alternative),
        by=by,
    )


@transaction.atomic
def withdraw(tta_request: TTARequest, *, by: Actor, reason: str = "") -> None:
    """The requester no longer needs it."""
    event = move(tta_request, "withdraw", by=by, note=reason, ended_at=timezone.now(), held_from="")
    _end_hand_over(tta_request, "The request was withdrawn.")
    _tell_team(tta_request, event, _("withdrawn by the requester"), reason, by=by)


@transaction.atomic
def reopen(tta_request: TTARequest, *, by: Actor, reason: str) -> None:
    """Take up again what had ended."""
    event = move(tta_request, "reopen", by=by, note=reason, ended_at=None, close_reason="", follow_up="")
    _tell_team(tta_request, event, _("opened again"), reason, by=by)
    _tell_requester(tta_request, event, _("open again"), reason, by=by)


def _end_hand_over(tta_request: TTARequest, outcome: str) -> None:
    """What was proposed or offered ends with the request, so that it stands in the way of no other."""
    under_way = tta_request.referrals.filter(ended_at=None)
    proposed = under_way.filter(state=Referral.State.PROPOSED)
    proposed.update(state=Referral.State.REFUSED, ended_at=timezone.now(), outcome=outcome)
    under_way.update(state=Referral.State.RETURNED, ended_at=timezone.now(), outcome=outcome)


def _count_as_reply(tta_request: TTARequest, by: Actor) -> None:
    """A decline in a person's own words is a reply, too."""
    if isinstance(by, Membership) and tta_request.first_reply_at is None:
        tta_request.first_reply_at = timezone.now()
        tta_request.save(update_fields=["first_reply_at"])
