"""Who works on a request and who follows it: lead, co-lead, supporting team, watchers, hand-over."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from requests_app.actions import notices
from requests_app.lifecycle import OPEN
from requests_app.models import LeadChange, RequestPerson, TTARequest, WorkProfile
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Hub
from tta_portal.errors import Refused
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

Part = RequestPerson.Part
OF_THE_TEAM = (Part.CO_LEAD, Part.SUPPORT)


@transaction.atomic
def assign_lead(
    tta_request: TTARequest, *, by: Membership, lead: Membership, brief: str = "", reason: str = ""
) -> LeadChange | None:
    """Give a request its lead: the named person the requester talks to.

    Two people assigning at once do not undo each other: the row is locked, and the second is told.
    """
    must(by, Permission.TRIAGE_REQUESTS)
    seen = tta_request.lead_id
    locked = TTARequest.objects.select_for_update().only("pk", "lead_id", "status").get(pk=tta_request.pk)
    if locked.status not in OPEN:
        raise Refused("This request has ended. Reopen it first.")
    if locked.lead_id != seen:
        raise Refused("Somebody else chose a lead a moment ago. Reload to see whom.")
    if not lead.is_staff or not lead.is_active:
        raise Refused("Only an active member of the TTA team can lead a request.")
    if lead.pk == seen:
        return None
    change: LeadChange = LeadChange.objects.create(
        tta_request=tta_request, from_lead_id=seen, to_lead=lead, by=by, brief=brief, reason=reason
    )
    tta_request.lead = lead
    tta_request.save(update_fields=["lead"])
    RequestPerson.objects.filter(tta_request=tta_request, member=lead, part__in=OF_THE_TEAM).delete()
    if tta_request.is_confidential:  # how the old lead wished to hear of it is no leave to go on reading
        tta_request.people.filter(member=seen, part=Part.WATCHER, added_by=seen).delete()
    _tell_of_change(tta_request, change, by)
    return change


def _tell_of_change(tta_request: TTARequest, change: LeadChange, by: Membership) -> None:
    key, lead = f"lead:{change.pk}", change.to_lead
    words = [format_lazy(_("{user} made you the lead."), user=by.user.name), change.brief]
    notices.tell(lead, tta_request, _("you are the lead"), [word for word in words if word], key=key, by=by)
    if change.from_lead is None:
        return
    gone = format_lazy(
        _("From now on {user} is the person you talk to, in place of {other}."),
        user=lead.user.name,
        other=change.from_lead.user.name,
    )
    notices.tell_recipients(tta_request, _("a new person to talk to"), [gone], key=key, by=by)
    what, why = format_lazy(_("{user} leads it now"), user=lead.user.name), [change.reason or gone]
    notices.tell(change.from_lead, tta_request, what, why, key=key, by=by, in_any_case=True)


@transaction.atomic
def introduce_new_lead(tta_request: TTARequest, *, by: Membership) -> None:
    """The old lead, the new lead and the requester have talked, all three: that keeps continuity."""
    must(by, Permission.TRIAGE_REQUESTS)
    change: LeadChange | None = tta_request.lead_changes.exclude(from_lead=None).first()
    if change is None or change.introduced_at is not None:
        raise Refused("There is no change of lead that still waits for an introduction.")
    change.introduced_at, change.introduced_by = timezone.now(), by
    change.save(update_fields=["introduced_at", "introduced_by"])


@transaction.atomic
def add_person(tta_request: TTARequest, *, by: Membership, member: Membership, part: str) -> None:
    """Put somebody on a request. Whoever is on it may see it, also a confidential one.

    The health department decides about its own people, and whom of the team it lets see; the team about the team.
    """
    _must_decide_about(tta_request, by, member, part)
    if part in (Part.NAMED, Part.WATCHER) and _part_of(tta_request, member) in (*OF_THE_TEAM, Part.WATCHER):
        raise Refused(format_lazy(_("{user} is on it already."), user=member.user.name))
    RequestPerson.objects.update_or_create(
        tta_request=tta_request, member=member, defaults={"part": part, "added_by": by}
    )
    words = {
        Part.CO_LEAD: format_lazy(_("{user} made you a co-lead."), user=by.user.name),
        Part.SUPPORT: format_lazy(_("{user} asked you to support it."), user=by.user.name),
        Part.WATCHER: format_lazy(_("{user} added you, so that you hear how it goes."), user=by.user.name),
        Part.NAMED: format_lazy(_("{user} lets you see it."), user=by.user.name),
    }
    key = f"person:{tta_request.pk}:{member.pk}:{part}"
    notices.tell(member, tta_request, _("you were added"), [words[Part(part)]], key=key, by=by)


@transaction.atomic
def remove_person(tta_request: TTARequest, *, by: Membership, member: Membership) -> None:
    """Take somebody off a request; everybody may take off themselves."""
    if member.pk != by.pk:
        _must_decide_about(tta_request, by, member, _part_of(tta_request, member))
    RequestPerson.objects.filter(tta_request=tta_request, member=member).delete()


def _part_of(tta_request: TTARequest, member: Membership) -> str:
    return tta_request.people.filter(member=member).values_list("part", flat=True).first() or ""


def _must_decide_about(tta_request: TTARequest, by: Membership, member: Membership, part: str) -> None:
    if tta_request.is_confidential:
        _must_decide_who_sees(tta_request, by, member)
    if part in OF_THE_TEAM:
        must(by, Permission.WORK_REQUESTS)
        if not member.is_staff:
            raise Refused(_("Only a member of the TTA team can lead or support."))
    of_the_department = member.speaks_for(tta_request.organization_id)
    own, ours = by.speaks_for(tta_request.organization_id), by.can(Permission.WORK_REQUESTS)
    if not (own or ours) or not (member.is_staff or of_the_department):
        raise Refused(_("Only people of the health department that asked, and the TTA team, can be on a request."))


def _must_decide_who_sees(tta_request: TTARequest, by: Membership, member: Membership) -> None:
    """The person who asked decides; the lead, about who helps."""
    is_lead = by.pk == tta_request.lead_id and member.is_staff
    if by.pk != tta_request.requester_id and not is_lead:
        raise PermissionDenied(_("The person who asked decides who may see a confidential request."))


@transaction.atomic
def follow(tta_request: TTARequest, *, by: Membership, mail: str) -> None:
    """Choose how to hear of one request; `mail` empty means as in one's own settings.

    Whoever follows may read. So those who give out a confidential request do not begin to follow it.
    """
    theirs = by.pk in (tta_request.requester_id, tta_request.lead_id)
    if tta_request.is_confidential and not theirs and not tta_request.people.filter(member=by).exists():
        raise PermissionDenied(_("The person who asked decides who may follow a confidential request."))
    RequestPerson.objects.update_or_create(
        tta_request=tta_request,
        member=by,
        defaults={"mail": mail},
        create_defaults={"mail": mail, "part": Part.WATCHER, "added_by": by},
    )


@transaction.atomic
def send_to_hub(tta_request: TTARequest, *, by: Membership, hub: Hub | None) -> None:
    """Say which regional hub serves it."""
    must(by, Permission.TRIAGE_REQUESTS)
    tta_request.hub = hub
    tta_request.save(update_fields=["hub"])


@transaction.atomic
def change_work_profile(member: Membership, *, by: Membership, **fields: Any) -> WorkProfile:
    """Say how much room somebody has, what they speak, when they are away and who stands in."""
    if by.pk != member.pk:
        must(by, Permission.MANAGE_NETWORK)
    delegate = fields.get("delegate")
    if delegate is not None and delegate.pk == member.pk:
        raise Refused("Choose somebody else to stand in.")
    profile: WorkProfile
    profile, _ = WorkProfile.objects.update_or_create(member=member, defaults=fields)
    return profile
