"""The work between the moves: conversation, needs, plan, activities, messages, referral steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from requests_app.actions import notices
from requests_app.lifecycle import OPEN, Status
from requests_app.models import (
    Activity,
    Commitment,
    CommitmentState,
    Conversation,
    NeedsStatement,
    Plan,
    PlanAgreement,
    Side,
    TTARequest,
    Voice,
)
from requests_app.models.commitments import UNKEPT
from requests_app.signals import contact_made
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Actor, Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

CAN_CHANGE_PLAN = (Status.DISCOVERY, Status.PLANNING, Status.IN_DELIVERY)


@transaction.atomic
def set_intensity(tta_request: TTARequest, *, by: Membership, intensity: str) -> None:
    """Choose how much of a series this will be."""
    must(by, Permission.WORK_REQUESTS)
    _must_be_open(tta_request)
    tta_request.intensity = intensity
    tta_request.save(update_fields=["intensity"])


@transaction.atomic
def log_conversation(
    tta_request: TTARequest,
    *,
    by: Membership,
    held_at: datetime,
    mode: str,
    hours: Decimal,
    recipient_people: str,
    notes: str,
) -> None:
    """Write down the discovery conversation that was held."""
    must(by, Permission.WORK_REQUESTS)
    conversation = tta_request.conversation
    if tta_request.status != Status.DISCOVERY or conversation is None:
        raise Refused(_("Offer a conversation first; then it can be logged here."))
    if held_at > timezone.now():
        raise Refused(_("This conversation lies in the future. Log it after you talked."))
    if conversation.held_at is not None:
        conversation = Conversation(tta_request=tta_request, offered_by=by, offer="A further conversation")
    for name, value in {
        "held_at": held_at, "mode": mode, "hours": hours, "recipient_people": recipient_people, "notes": notes
    }.items():  # fmt: skip
        setattr(conversation, name, value)
    conversation.save()
    _contact(tta_request, held_at)


@transaction.atomic
def write_needs_statement(tta_request: TTARequest, *, by: Membership, text: str) -> None:
    """Say “what we heard”, for the requester to confirm or correct."""
    must(by, Permission.WORK_REQUESTS)
    if tta_request.status != Status.DISCOVERY:
        raise Refused(_("“What we heard” is written during discovery, after the conversation."))
    last = tta_request.needs_statement
    statement = NeedsStatement.objects.create(
        tta_request=tta_request, version=last.version + 1 if last else 1, text=text, written_by=by
    )
    _had_word(tta_request, Voice.TEAM)
    notices.tell_recipients(
        tta_request,
        _("did we hear you right?"),
        [_("This is what we heard:"), text, _("Please confirm it, or correct it in your own words.")],
        key=f"needs:{statement.pk}",
        by=by,
        label=_("Confirm or correct"),
    )


@transaction.atomic
def confirm_needs(tta_request: TTARequest, *, by: Membership) -> None:
    """The recipient says: yes, that is what we need."""
    _answer_needs(tta_request, by, confirmed_at=timezone.now())
    _tell_lead(tta_request, _("they confirmed what you heard"), _("You can start planning."), by=by)


@transaction.atomic
def correct_needs(tta_request: TTARequest, *, by: Membership, correction: str) -> None:
    """The recipient says what was misunderstood; the team writes a new version."""
    _answer_needs(tta_request, by, correction=correction)
    _tell_lead(tta_request, _("they corrected what you heard"), correction, by=by)


def _answer_needs(tta_request: TTARequest, by: Membership, **answer: Any) -> None:
    _must_speak(tta_request, by)
    statement = tta_request.needs_statement
    waiting = tta_request.needs_statements.filter(confirmed_at=None, correction="")
    if statement is None or not waiting.filter(pk=statement.pk).update(answered_by=by, **answer):
        raise Refused(_("There is nothing to confirm now: it was answered already, or not written yet."))


@transaction.atomic
def draft_plan(
    tta_request: TTARequest,
    *,
    by: Membership,
    goals: str,
    roles: str,
    finishes_on: date | None,
    voice_level: str,
    voice_who: str,
    voice_absent_because: str,
    commitments: Sequence[tuple[str, str, date]],
) -> Plan:
    """Draft the next version of the plan. `commitments`: side, text, due date; at least one on each side."""
    must(by, Permission.WORK_REQUESTS)
    if tta_request.status not in CAN_CHANGE_PLAN:
        raise Refused(_("A plan is drafted while planning. See on the request's page what comes first."))
    if {side for side, _, _ in commitments} != {Side.RECIPIENT, Side.PROVIDER}:
        raise Refused(_("A plan needs at least one promise of each side."))
    last = tta_request.plan
    plan: Plan = Plan.objects.create(
        tta_request=tta_request,
        version=last.version + 1 if last else 1,
        goals=goals,
        roles=roles,
        finishes_on=finishes_on,
        voice_level=voice_level,
        voice_who=voice_who,
        voice_absent_because=voice_absent_because,
        drafted_by=by,
    )
    Commitment.objects.bulk_create(
        Commitment(
            tta_request=tta_request, plan=plan, organization=tta_request.organization, side=side, text=text, due_on=due
        )
        for side, text, due in commitments
    )
    _had_word(tta_request, Voice.TEAM)
    notices.tell_recipients(
        tta_request,
        _("a plan for you to agree"),
        [goals, _("Please read the plan with its promises, and agree or tell us what to change.")],
        key=f"plan:{plan.pk}",
        by=by,
        label=_("Read the plan"),
    )
    return plan


@transaction.atomic
def agree_plan(tta_request: TTARequest, *, by: Membership, version: int) -> None:
    """One side agrees the version it has read; a newer version must be read again."""
    plan = tta_request.plan
    if plan is None or plan.version != version:
        raise Refused(_("The plan has changed since you opened it. Please read the new version before you agree."))
    side = Side.PROVIDER if by.can(Permission.WORK_REQUESTS) else Side.RECIPIENT
    if side == Side.RECIPIENT:
        _must_speak(tta_request, by)
    elif tta_request.lead_id != by.pk:
        raise Refused(_("The lead agrees the plan for our side."))
    PlanAgreement.objects.get_or_create(plan=plan, side=side, defaults={"by": by})
    if PlanAgreement.objects.filter(plan=plan).count() == len(Side):
        _put_in_force(tta_request, plan)
    if side == Side.RECIPIENT:
        _tell_lead(
            tta_request,
            _("they agreed the plan"),
            format_lazy(_("Version {version} has their yes."), version=version),
            by=by,
        )


def _put_in_force(tta_request: TTARequest, plan: Plan) -> None:
    """Both agreed: open promises of earlier versions are replaced by this one's."""
    earlier = tta_request.commitments.filter(plan__version__lt=plan.version, state__in=UNKEPT, said_kept_on=None)
    earlier.update(state=CommitmentState.WITHDRAWN, settled_on=timezone.localdate())


@transaction.atomic
def log_activity(
    tta_request: TTARequest,
    *,
    by: Membership,
    held_on: date,
    mode: str,
    strategy: str,
    hours: Decimal,
    people: str,
    summary: str,
    with_recipient: bool = True,
) -> Activity:
    """Write down one contact or piece of work."""
    must(by, Permission.WORK_REQUESTS)
    if tta_request.status not in (Status.IN_DELIVERY, Status.FOLLOWING_UP):
        raise Refused(_("Activities are logged once the work is under way."))
    if held_on > timezone.localdate():
        raise Refused(_("This day lies in the future. Log the activity after it took place."))
    activity: Activity = Activity.objects.create(
        tta_request=tta_request,
        held_on=held_on,
        mode=mode,
        strategy=strategy,
        hours=hours,
        people=people,
        summary=summary,
        with_recipient=with_recipient,
        logged_by=by,
    )
    if with_recipient:
        _contact(tta_request, timezone.now())
    return activity


@transaction.atomic
def record_follow_up(tta_request: TTARequest, *, outcome: str, by: Actor) -> None:
    """The final check-in was answered, or nobody could be reached: either lets the request be closed."""
    tta_request.follow_up = outcome
    tta_request.save(update_fields=["follow_up"])


def _contact(tta_request: TTARequest, at: datetime) -> None:
    tta_request.touched_at = timezone.now()
    tta_request.save(update_fields=["touched_at"])
    contact_made.send(TTARequest, tta_request=tta_request, at=at)


def _tell_lead(tta_request: TTARequest, what: str, words: str, *, by: Actor) -> None:
    key = f"lead-told:{tta_request.pk}:{timezone.now().timestamp()}"
    _had_word(tta_request, Voice.RECIPIENT)
    notices.tell_team(tta_request, what, [words], key=key, by=by)


def _had_word(tta_request: TTARequest, voice: Voice) -> None:
    tta_request.last_word, tta_request.touched_at = voice, timezone.now()
    tta_request.save(update_fields=["last_word", "touched_at"])


def _must_speak(tta_request: TTARequest, by: Membership) -> None:
    if not by.speaks_for(tta_request.organization_id):
        raise PermissionDenied(_("Only the health department that asked can answer this."))


def _must_be_open(tta_request: TTARequest) -> None:
    if tta_request.status not in OPEN:
        raise Refused(_("This request has ended. Reopen it first."))
