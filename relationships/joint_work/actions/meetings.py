"""Meetings: arranged, changed, held with minutes or called off; what they decided becomes promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from relationships import actions as relationships
from relationships.joint_work.actions.telling import note, tell
from relationships.joint_work.models import Decision, Meeting, MeetingParty, VoiceRecord
from relationships.joint_work.parties import Side, must_lead, must_take_part
from relationships.lifecycle import EngagementStatus
from relationships.models import Engagement, EngagementParty
from requests_app.models import Commitment
from requests_app.models.work import Mode
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.errors import Refused

People = Mapping[int, str]  # names, by the number of their organization


@transaction.atomic
def arrange_meeting(engagement: Engagement, *, by: Membership, people: People | None = None, **facts: Any) -> Meeting:
    """Set a date with all who take part, and tell them."""
    must_take_part(engagement, by)
    meeting: Meeting = Meeting.objects.create(engagement=engagement, arranged_by=by, **facts)
    _expect(meeting, people or {})
    tell(
        engagement,
        lambda: _("a meeting on %(day)s") % {"day": _day(meeting)},
        lambda: [_when_and_where(meeting), meeting.agenda, _("A file for your calendar is on its page.")],
        by=by,
        key=f"meeting:{meeting.pk}",
        about=meeting,
    )
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Membership, people: People | None = None, **facts: Any) -> None:
    """Another date, place or agenda; calendars follow, and everybody is told."""
    must_take_part(meeting.engagement, by)
    _change(meeting, facts)
    if people is not None:
        _expect(meeting, people)
    tell(
        meeting.engagement,
        lambda: _("our meeting changed, it is on %(day)s") % {"day": _day(meeting)},
        lambda: [_when_and_where(meeting), meeting.agenda],
        by=by,
        key=f"meeting:{meeting.pk}:{meeting.revision}",
        about=meeting,
    )


@transaction.atomic
def call_off_meeting(meeting: Meeting, *, by: Membership, reason: str) -> None:
    """It is not held; everybody is told why, and calendars follow."""
    must_take_part(meeting.engagement, by)
    _change(meeting, {"called_off_at": timezone.now(), "called_off_why": reason})
    note(meeting.engagement, _("Meeting called off: %(title)s") % {"title": meeting.title}, by=by, words=reason)
    tell(
        meeting.engagement,
        lambda: _("our meeting on %(day)s is called off") % {"day": _day(meeting)},
        lambda: [reason],
        by=by,
        key=f"meeting:{meeting.pk}:called-off",
        about=meeting,
    )


@transaction.atomic
def hold_meeting(
    meeting: Meeting, *, by: Membership, minutes: str, came: People, levels: Mapping[int, str], missing: str = ""
) -> None:
    """Keep the minutes: who came, how far each took part, who was missing. Talking with the recipient is a contact."""
    must_take_part(meeting.engagement, by)
    if not meeting.has_begun:
        raise Refused(_("This meeting has not begun yet. Write its minutes afterwards."))
    if not any(came.values()):
        raise Refused(_("Say who came. If nobody did, call the meeting off."))
    _change(meeting, {"held_at": timezone.now(), "minutes": minutes, "missing": missing})
    _expect(meeting, came, field="came")
    _voices(meeting, None, {pk: level for pk, level in levels.items() if came.get(pk)}, by)
    note(meeting.engagement, _("Meeting held: %(title)s") % {"title": meeting.title}, by=by)
    if came.get(meeting.engagement.recipient_id):
        _was_a_contact(meeting, came[meeting.engagement.recipient_id], by)


def _was_a_contact(meeting: Meeting, whom: str, by: Membership) -> None:
    """Only the team logs contacts; for a meeting whose minutes another writes, the lead of the team does."""
    logger = by if by.can(Permission.WORK_REQUESTS) else meeting.engagement.provider_lead
    if logger is None or not logger.can(Permission.WORK_REQUESTS):
        return
    relationships.log_touch(
        meeting.engagement.recipient,
        by=logger,
        engagement=meeting.engagement,
        happened_at=meeting.starts_at,
        mode=Mode.IN_PERSON if meeting.place else Mode.VIDEO,
        with_whom=whom[:200],
        words=meeting.title,
        is_two_way=True,
    )


@transaction.atomic
def decide(
    meeting: Meeting,
    *,
    by: Membership,
    words: str,
    owner: Organization,
    due_on: date,
    missing: str = "",
    levels: Mapping[int, str] | None = None,
    on_ledger: bool = False,
) -> Decision:
    """Write down what a meeting decided, who sees to it, and by when."""
    must_take_part(meeting.engagement, by)
    if meeting.called_off_at is not None:
        raise Refused(_("This meeting was called off, so it decided nothing."))
    decision: Decision = Decision.objects.create(
        meeting=meeting, words=words, owner=owner, due_on=due_on, missing=missing, noted_by=by
    )
    _voices(meeting, decision, levels or {}, by)
    if on_ledger:
        promise_decision(decision, by=by)
    return decision


@transaction.atomic
def promise_decision(decision: Decision, *, by: Membership) -> Commitment:
    """Put a decision on the ledger, where the other side confirms that it was kept."""
    engagement = decision.meeting.engagement
    must_lead(engagement, by)
    owner: EngagementParty | None = engagement.parties.filter(organization_id=decision.owner_id).first()
    if owner is None or owner.side == Side.PARTNER:
        raise Refused(
            _("The ledger holds promises of the health department and the TTA team. This decision stays here.")
        )
    if engagement.status == EngagementStatus.PROPOSED:
        raise Refused(_("Promises are in force once the engagement is. Accept it first."))
    if not Decision.objects.select_for_update().filter(pk=decision.pk, commitment=None).exists():
        raise Refused(_("This decision is on the ledger already."))
    [made] = relationships.promise(engagement, [(owner.side, decision.words, decision.due_on)])
    decision.commitment = made
    decision.save(update_fields=["commitment"])
    return made


def _change(meeting: Meeting, facts: dict[str, Any]) -> None:
    """Change an open meeting, once."""
    facts = facts | {"changed_at": timezone.now()}
    open_one = Meeting.objects.filter(pk=meeting.pk, held_at=None, called_off_at=None)
    if not open_one.update(**facts, revision=F("revision") + 1):
        raise Refused(_("This meeting is over or called off. Reload to see how it stands."))
    for name, value in (facts | {"revision": meeting.revision + 1}).items():
        setattr(meeting, name, value)


def _expect(meeting: Meeting, people: People, *, field: str = "expected") -> None:
    for organization_id, names in people.items():
        MeetingParty.objects.update_or_create(
            meeting=meeting, organization_id=organization_id, defaults={field: names}
        )


def _voices(meeting: Meeting, decision: Decision | None, levels: Mapping[int, str], by: Membership) -> None:
    VoiceRecord.objects.bulk_create(
        VoiceRecord(meeting=meeting, decision=decision, organization_id=pk, level=level, recorded_by=by)
        for pk, level in levels.items()
        if level
    )


def _day(meeting: Meeting) -> str:
    return date_format(meeting.local_start, "l, F j")


def _when_and_where(meeting: Meeting) -> str:
    start, end = meeting.local_start, meeting.local_end
    when = f"{meeting.title}: {date_format(start, 'l, F j, Y, g:i a')}–{date_format(end, 'g:i a T')}."
    return " ".join(part for part in (when, meeting.place, meeting.link) if part)
