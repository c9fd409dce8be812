"""Warm hand-offs: proposed, agreed by the requester, offered, accepted, introduced, outcome confirmed, or returned.

“Sent” is not “received”: each step is somebody's word, and nothing is shared before the requester agreed.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from requests_app.actions import notices
from requests_app.actions.moves import check_move, may_move, move
from requests_app.lifecycle import MOVES
from requests_app.models import Referral, RequestEvent, TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import SYSTEM, Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Hub, Organization
from tta_portal.errors import Refused
from tta_portal.notifications import actions as notifications
from tta_portal.outbox import actions as outbox
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

MOST_TOLD = 10
State = Referral.State
SHARED = (State.OFFERED, State.ACCEPTED, State.INTRODUCED)


@transaction.atomic
def refer(
    tta_request: TTARequest,
    *,
    by: Membership,
    to_name: str,
    to_contact: str,
    reason: str,
    consent: bool,
    kind: str = Referral.Kind.OUTSIDE,
    organization: Organization | None = None,
    hub: Hub | None = None,
    shares: str = "",
) -> Referral:
    """Offer a warm hand-off. Without the requester's word yet, they are asked first, and nothing is shared."""
    check_move(tta_request, "refer", by=by)
    if tta_request.referrals.filter(state__in=[State.PROPOSED, *SHARED]).exists():
        raise Refused(_("There is a hand-over under way already. Finish it or take it back first."))
    referral: Referral = Referral.objects.create(
        tta_request=tta_request,
        kind=kind,
        organization=organization,
        hub=hub,
        to_name=to_name,
        to_contact=to_contact,
        reason=reason,
        shares=shares,
        offered_by=by,
        state=State.OFFERED if consent else State.PROPOSED,
        consented_at=timezone.now() if consent else None,
    )
    if consent:
        _offer(referral, by)
    else:
        _ask_for_consent(referral, by)
    return referral


def _ask_for_consent(referral: Referral, by: Membership) -> None:
    words = [
        format_lazy(
            _("{user} thinks that {to_name} can help better: {reason}"),
            user=by.user.name,
            to_name=referral.to_name,
            reason=referral.reason,
        ),
        format_lazy(
            _("We would share this with them: {words}"), words=referral.shares or "your name and how to reach you"
        ),
        _("Nothing is shared before you agree."),
    ]
    notices.tell_recipients(
        referral.tta_request,
        _("may we introduce you to somebody?"),
        words,
        key=_consent_key(referral),
        by=by,
        label=_("Agree, or say no"),
    )


def _consent_key(referral: Referral) -> str:
    return f"referral:{referral.pk}:consent"


@transaction.atomic
def agree_to_referral(tta_request: TTARequest, *, by: Membership) -> None:
    """The requester says yes: now the other team hears of it."""
    referral = _proposed(tta_request, by)
    referral.state, referral.consented_at, referral.consented_by = State.OFFERED, timezone.now(), by
    referral.save(update_fields=["state", "consented_at", "consented_by"])
    _offer(referral, by)


@transaction.atomic
def refuse_referral(tta_request: TTARequest, *, by: Membership, reason: str = "") -> None:
    """The requester would rather not: nothing was shared, and the request goes on here."""
    referral = _proposed(tta_request, by)
    referral.state, referral.outcome, referral.ended_at = State.REFUSED, reason, timezone.now()
    referral.save(update_fields=["state", "outcome", "ended_at"])
    words = [reason or _("They gave no reason."), _("The request goes on with you.")]
    key = f"referral:{referral.pk}:refused"
    notices.tell_team(tta_request, _("they would rather stay with you"), words, key=key, by=by)


@transaction.atomic
def take_back_proposal(tta_request: TTARequest, *, by: Membership, reason: str = "") -> None:
    """They have not answered, and are not asked any longer: nothing was shared, and the request goes on here."""
    must(by, Permission.TRIAGE_REQUESTS)
    referral = _waiting_for_their_word(tta_request)
    referral.state, referral.outcome, referral.ended_at = State.TAKEN_BACK, reason, timezone.now()
    referral.save(update_fields=["state", "outcome", "ended_at"])
    note = f"To {referral.to_name}. {reason}".strip()
    status = tta_request.status
    event = RequestEvent.objects.create(
        tta_request=tta_request, move="take_back_proposal", from_status=status, to_status=status, by=by, note=note
    )
    notifications.take_back(_consent_key(referral))
    words = [
        reason,
        format_lazy(
            _("You need not answer about {to_name} any more. Nothing was shared; we go on with you."),
            to_name=referral.to_name,
        ),
    ]
    told = [word for word in words if word]
    notices.tell_recipients(tta_request, _("you need not decide any more"), told, key=f"event:{event.pk}", by=by)


def _proposed(tta_request: TTARequest, by: Membership) -> Referral:
    if not by.speaks_for(tta_request.organization_id):
        raise PermissionDenied(_("Only the health department that asked can decide this."))
    return _waiting_for_their_word(tta_request)


def _waiting_for_their_word(tta_request: TTARequest) -> Referral:
    referral: Referral | None = tta_request.referrals.filter(state=State.PROPOSED).select_for_update().first()
    if referral is None:
        raise Refused(_("There is no hand-over to decide about now. Reload to see where it stands."))
    return referral


def _offer(referral: Referral, by: Membership) -> None:
    """Move the request, tell both sides; an outside team gets what the requester agreed to share, and no more."""
    tta_request = referral.tta_request
    if tta_request.status not in MOVES["refer"].sources:
        raise Refused(_("The request has moved on since this was proposed. The lead will propose it again if needed."))
    actor = by if may_move(tta_request, "refer", by) else SYSTEM
    note = f"To {referral.to_name}: {referral.reason}"
    event = move(tta_request, "refer", by=actor, note=note, held_from=tta_request.status)
    words = _("We stay with you until you have met, and we will ask whether it helped.")
    notices.tell_recipients(
        tta_request, _("handing over to another team"), [note, words], key=f"event:{event.pk}", by=actor
    )
    for member in _of_the_other_team(referral):
        why = [referral.reason, referral.shares or _("Open the request to see what they need.")]
        what, key = _("a hand-over is offered to you"), f"referral:{referral.pk}"
        notices.tell(member, tta_request, what, why, key=key, by=by, in_any_case=True)
    if "@" in referral.to_contact and referral.kind == Referral.Kind.OUTSIDE:
        _write_to_outside(referral)


def _of_the_other_team(referral: Referral) -> Iterable[Membership]:
    """Members of the provider or hub to which it goes; an outside team has none."""
    staff = Membership.objects.staff().select_related("user", "organization", "network")
    if referral.kind == Referral.Kind.PROVIDER and referral.organization_id:
        return staff.filter(organization=referral.organization_id)[:MOST_TOLD]
    if referral.kind == Referral.Kind.HUB and referral.hub_id:
        return staff.filter(work_profile__hub=referral.hub_id)[:MOST_TOLD]
    return ()


def _write_to_outside(referral: Referral) -> None:
    network = referral.tta_request.network
    outbox.post(
        to=outbox.Recipient(email=referral.to_contact.strip(), name=referral.to_name),
        subject=f"{referral.offered_by.user.name} of {network.name} asks whether you can help",
        paragraphs=[
            referral.reason,
            referral.shares or "A health department we work with would like to be introduced to you.",
            f"They agreed to our sharing this. Please answer {referral.offered_by.user.name} at "
            f"{referral.offered_by.email}: can you take it on?",
        ],
        about=referral,
        dedupe_key=f"referral:{referral.pk}:offer",
        headers={"Reply-To": referral.offered_by.email},
    )


@transaction.atomic
def accept_referral(tta_request: TTARequest, *, by: Membership) -> None:
    """The other team said yes."""
    _advance(tta_request, by, State.OFFERED, State.ACCEPTED, "accepted_at")


@transaction.atomic
def introduce(tta_request: TTARequest, *, by: Membership) -> None:
    """The requester and the other team have met through us."""
    _advance(tta_request, by, State.ACCEPTED, State.INTRODUCED, "introduced_at")


def _advance(tta_request: TTARequest, by: Membership, before: str, after: str, stamp: str) -> None:
    must(by, Permission.TRIAGE_REQUESTS)
    waiting = tta_request.referrals.filter(state=before)
    if not waiting.update(state=after, **{stamp: timezone.now()}):
        raise Refused(_("The hand-over is at another step by now. Reload to see where it stands."))


@transaction.atomic
def take_back(tta_request: TTARequest, *, by: Membership, reason: str) -> None:
    """The referral was returned: we go on ourselves, where we were."""
    _end(tta_request, State.RETURNED, reason)
    event = move(tta_request, "take_back", by=by, note=reason, held_from="")
    notices.tell_recipients(tta_request, _("back with us"), [reason], key=f"event:{event.pk}", by=by)


@transaction.atomic
def complete_referral(tta_request: TTARequest, *, by: Membership, outcome: str) -> None:
    """The other team helped, in the requester's words or ours; the check-ins ask how it went."""
    check_move(tta_request, "complete_referral", by=by)
    _end(tta_request, State.CONFIRMED, outcome)
    changes = {"held_from": "", "delivered_at": timezone.now(), "follow_up": ""}
    event = move(tta_request, "complete_referral", by=by, note=outcome, **changes)
    notices.tell_recipients(tta_request, _("the hand-over worked out"), [outcome], key=f"event:{event.pk}", by=by)


def _end(tta_request: TTARequest, state: str, outcome: str) -> None:
    tta_request.referrals.filter(state__in=SHARED).update(state=state, outcome=outcome, ended_at=timezone.now())
