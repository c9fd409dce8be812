"""Engagements: proposed by one side, accepted by the other, then kept alive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.actions import schedule
from relationships.lifecycle import ENGAGEMENT_MOVES, CheckInState, EngagementStatus
from relationships.models import (
    Engagement,
    EngagementCommitment,
    EngagementEvent,
    EngagementParty,
    EngagementRequest,
)
from relationships.signals import engagement_moved
from requests_app.actions import open_task
from requests_app.actions.notices import recipient
from requests_app.models import Commitment, Side, TTARequest
from tta_portal.accounts.models import Actor, Membership
from tta_portal.accounts.roles import Permission
from tta_portal.business_time import add_working_days
from tta_portal.directory.models import Organization, OrganizationKind
from tta_portal.errors import Refused
from tta_portal.outbox import actions as outbox
from tta_portal.words import format_lazy, gettext_lazy

Promise = tuple[str, str, date]
OVER = (EngagementStatus.COMPLETED, EngagementStatus.ENDED)
WROTE = gettext_lazy("{name} wrote: {words}")
TOLD = {
    "propose": gettext_lazy("a proposal to keep working together"),
    "terms": gettext_lazy("the proposal has changed"),
    "accept": gettext_lazy("we keep working together"),
    "pause": gettext_lazy("paused"),
    "resume": gettext_lazy("under way again"),
    "complete": gettext_lazy("completed"),
    "end": gettext_lazy("ended"),
}


@transaction.atomic
def propose(tta_request: TTARequest, *, by: Membership, purpose: str = "", reason: str = "") -> Engagement:
    """Propose to keep working together. The recipient leads by default; one open proposal per request."""
    link = EngagementRequest.objects.filter(tta_request=tta_request).select_related("engagement").first()
    if link is not None:
        existing: Engagement = link.engagement
        return existing
    lead = tta_request.lead
    engagement: Engagement = Engagement.objects.create(
        purpose=(purpose or _purpose(tta_request))[:300],
        recipient=tta_request.organization,
        lead_organization=tta_request.organization,
        contact=tta_request.requester,
        provider_lead=lead,
    )
    EngagementRequest.objects.create(engagement=engagement, tta_request=tta_request)
    provider = (lead.organization if lead else None) or Organization.objects.of_kind(OrganizationKind.PROVIDER).first()
    _add_party(engagement, tta_request.organization, EngagementParty.Side.RECIPIENT, _("Leads the work"))
    if provider is not None:
        _add_party(engagement, provider, EngagementParty.Side.PROVIDER, _("Supports the work"))
    promise(engagement, _first_promises())
    _agree_for(engagement, by)
    _record(engagement, "propose", "", by=by, note=reason or _("Keep working together"))
    _ask_other_side(engagement, tta_request, by)
    return engagement


def _purpose(tta_request: TTARequest) -> str:
    """A confidential request lends its words to nobody."""
    if tta_request.is_confidential:
        return _("Keep working together")
    return _("Build on “%(title)s”") % {"title": tta_request.title}


def _first_promises() -> list[Promise]:
    """Small first steps of both sides, to be changed by whoever knows better."""
    today = timezone.localdate()
    return [
        (Side.PROVIDER, _("Call to plan the next step together"), add_working_days(today, 10)),
        (Side.RECIPIENT, _("Say what matters most to work on first"), add_working_days(today, 15)),
    ]


@transaction.atomic
def change_terms(
    engagement: Engagement,
    *,
    by: Membership,
    purpose: str,
    lead_organization: Organization,
    cadence_days: int,
    promises: Sequence[Promise],
) -> None:
    """Change a proposal; the other side is asked again."""
    side = _side(engagement, by)
    if engagement.status != EngagementStatus.PROPOSED:
        raise Refused(_("This engagement is under way. Its terms change by talking, then by a new promise."))
    if {kind for kind, _, _ in promises} != {Side.RECIPIENT, Side.PROVIDER}:
        raise Refused(_("Each side promises at least one thing to begin with."))
    _save(engagement, purpose=purpose, lead_organization=lead_organization, cadence_days=cadence_days)
    Commitment.objects.filter(engagement_link__engagement=engagement).delete()
    promise(engagement, promises)
    engagement.parties.exclude(side=side).exclude(side=EngagementParty.Side.PARTNER).update(
        agreed_at=None, agreed_by=None
    )
    _agree_for(engagement, by)
    _tell(engagement, by, "terms", gettext_lazy("Please read it again before you accept."))


@transaction.atomic
def agree(engagement: Engagement, *, by: Membership, reason: str = "") -> None:
    """One side says yes; with the second yes the engagement is active. `reason`: in their words, why."""
    _side(engagement, by)
    if engagement.status != EngagementStatus.PROPOSED:
        raise Refused(_by_now(engagement))
    _agree_for(engagement, by)
    if not engagement.both_sides_agreed:
        return
    if by.is_staff and engagement.provider_lead_id is None:
        _save(engagement, provider_lead=by)
    _move(engagement, "accept", by=by, note=reason or _("Both sides agreed."), started_at=timezone.now())
    schedule.schedule_engagement_check_in(engagement, at=timezone.now())
    words = format_lazy(gettext_lazy("Both sides agreed: {purpose}."), purpose=engagement.purpose)
    _tell(engagement, by, "accept", words)


@transaction.atomic
def pause(engagement: Engagement, *, by: Membership, reason: str) -> None:
    """Stop for a while; nobody is asked anything."""
    _side(engagement, by)
    _move(engagement, "pause", by=by, note=reason)
    _cancel_check_ins(engagement)
    _tell(engagement, by, "pause", reason)


@transaction.atomic
def resume(engagement: Engagement, *, by: Membership, reason: str) -> None:
    """Go on."""
    _side(engagement, by)
    _move(engagement, "resume", by=by, note=reason)
    schedule.schedule_engagement_check_in(engagement, at=timezone.now())
    _tell(engagement, by, "resume", reason)


@transaction.atomic
def complete(engagement: Engagement, *, by: Membership, reason: str) -> None:
    """The purpose is reached; `reason` is the joint reflection."""
    _finish(engagement, "complete", by, reason)


@transaction.atomic
def end(engagement: Engagement, *, by: Membership, reason: str) -> None:
    """Stop before the purpose is reached, or turn a proposal down."""
    _finish(engagement, "end", by, reason)


@transaction.atomic
def add_partner(engagement: Engagement, *, by: Membership, organization: Organization, role: str) -> None:
    """Let another organization see and work on this engagement, and nothing else."""
    _side(engagement, by)
    if engagement.status in OVER:
        raise Refused(_("This engagement is over; nobody can join it any more."))
    _add_party(engagement, organization, EngagementParty.Side.PARTNER, role)


def _finish(engagement: Engagement, move: str, by: Membership, reason: str) -> None:
    _side(engagement, by)
    _move(engagement, move, by=by, note=reason, ended_at=timezone.now(), reflection=reason)
    _cancel_check_ins(engagement)
    _tell(engagement, by, move, reason)


def _cancel_check_ins(engagement: Engagement) -> None:
    engagement.check_ins.filter(state=CheckInState.SCHEDULED).update(
        state=CheckInState.CANCELLED, finished_at=timezone.now()
    )


def _move(engagement: Engagement, name: str, *, by: Actor, note: str = "", **changes: Any) -> None:
    move, before = ENGAGEMENT_MOVES[name], engagement.status
    unmet = move.first_unmet(engagement)
    if before in move.sources and unmet is not None:
        raise Refused(unmet.sentence)
    seen = Engagement.objects.filter(pk=engagement.pk, status=before, version=engagement.version)
    changes["status"] = move.target
    if before not in move.sources or not seen.update(**changes, version=F("version") + 1):
        raise Refused(_by_now(engagement))
    for field, value in (changes | {"version": engagement.version + 1}).items():
        setattr(engagement, field, value)
    _record(engagement, name, before, by=by, note=note)


def _by_now(engagement: Engagement) -> str:
    status = engagement.get_status_display()
    return _("This engagement is “%(status)s” by now. Reload to see it.") % {"status": status}


def _record(engagement: Engagement, move: str, before: str, *, by: Actor, note: str) -> None:
    member = by if isinstance(by, Membership) else None
    EngagementEvent.objects.create(
        engagement=engagement, move=move, from_status=before, to_status=engagement.status, by=member, note=note
    )
    engagement_moved.send(Engagement, engagement=engagement, move=move, by=by)


def _side(engagement: Engagement, by: Membership) -> str:
    """Which side of the engagement a member speaks for; partners look on."""
    if by.is_staff and by.can(Permission.AGREE_ENGAGEMENTS):
        return EngagementParty.Side.PROVIDER
    if by.speaks_for(engagement.recipient_id):
        return EngagementParty.Side.RECIPIENT
    raise PermissionDenied(_("Only the health department and the TTA team can change this engagement."))


def _agree_for(engagement: Engagement, by: Membership) -> None:
    party = engagement.parties.filter(side=_side(engagement, by))
    party.update(agreed_at=timezone.now(), agreed_by=by)


def _add_party(engagement: Engagement, organization: Organization, side: str, role: str) -> None:
    EngagementParty.objects.get_or_create(
        engagement=engagement, organization=organization, defaults={"side": side, "role": role}
    )


def promise(engagement: Engagement, promises: Sequence[Promise]) -> list[Commitment]:
    """Put promises of an engagement on the ledger. Who may is asked by the action that calls this."""
    made: list[Commitment] = Commitment.objects.bulk_create(
        Commitment(organization=engagement.recipient, side=side, text=text, due_on=due) for side, text, due in promises
    )
    EngagementCommitment.objects.bulk_create(
        EngagementCommitment(engagement=engagement, commitment=commitment) for commitment in made
    )
    return made


def _save(engagement: Engagement, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(engagement, name, value)
    engagement.save(update_fields=list(changes))


def _ask_other_side(engagement: Engagement, tta_request: TTARequest, by: Membership) -> None:
    _tell(engagement, by, "propose", engagement.purpose)
    if not by.is_staff:
        open_task(
            key=f"engagement:{engagement.pk}:accept",
            title=f"{engagement.recipient.name} would like to keep working together",
            reason="They proposed an engagement. Accept it, or change the terms with them.",
            organization=engagement.recipient,
            tta_request=tta_request,
            assigned_to=tta_request.lead,
        )


def _tell(engagement: Engagement, by: Membership, move: str, words: str) -> None:
    """Write to the other side's contact. `move`: one of TOLD."""
    reader = engagement.contact if by.is_staff else engagement.provider_lead
    if reader is None or reader.pk == by.pk or not reader.is_active:
        return
    outbox.post(
        to=recipient(reader),
        subject=format_lazy(gettext_lazy("Working together: {what}"), what=TOLD[move]),
        paragraphs=[format_lazy(WROTE, name=by.user.name, words=words) if words else TOLD[move]],
        links=[
            outbox.Link(gettext_lazy("Open the engagement"), f"{settings.SITE_URL}{engagement.get_absolute_url()}")
        ],
        about=engagement,
        dedupe_key=f"engagement:{engagement.pk}:{engagement.version}:{move}:{timezone.now():%Y%m%d%H%M}:{reader.pk}",
    )
