"""Writing a request: drafts, and follow-on requests by one tap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.actions import moves
from requests_app.lifecycle import Status
from requests_app.models import RequestPerson, TTARequest
from requests_app.models.requests import title_from
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission, Role
from tta_portal.errors import Refused
from tta_portal.files import actions as files
from tta_portal.tenancy.models import Sequence

NUMBERED = "ttarequest"


@transaction.atomic
def save_draft(*, by: Membership, requester: Membership | None = None, **fields: Any) -> TTARequest:
    """Begin a request; nobody outside the organization sees it until it is sent.

    A member may write for a colleague, and the team may key in what came on paper or by phone:
    `requester` is then whose request it is, and `entered_by` remembers who typed.
    """
    whose = requester or by
    _must_write_for(by, whose)
    assert whose.organization is not None
    people = fields.pop("people", ())
    tta_request: TTARequest = TTARequest.objects.create(
        number=Sequence.next(NUMBERED),
        organization=whose.organization,
        requester=whose,
        entered_by=None if whose.pk == by.pk else by,
        title=fields.pop("title", "") or title_from(fields.get("need", "")),
        **fields,
    )
    _put_on(tta_request, people, by)
    return tta_request


def _must_write_for(by: Membership, whose: Membership) -> None:
    if whose.role != Role.REQUESTER or whose.organization is None:
        raise PermissionDenied(_("Only a member of a health department can ask for help here."))
    own = by.can(Permission.SUBMIT_REQUESTS) and by.speaks_for(whose.organization_id)
    if not own and not by.can(Permission.WORK_REQUESTS):
        raise PermissionDenied(_("You can write for colleagues of your own health department only."))


def _put_on(tta_request: TTARequest, people: Iterable[Membership], by: Membership) -> None:
    """Exactly these colleagues follow the draft, and whoever writes it for somebody else."""
    wanted = {member.pk: member for member in people if member.pk != tta_request.requester_id}
    if by.speaks_for(tta_request.organization_id) and by.pk != tta_request.requester_id:
        wanted[by.pk] = by
    tta_request.people.exclude(member__in=wanted).delete()
    for member in wanted.values():
        RequestPerson.objects.get_or_create(
            tta_request=tta_request,
            member=member,
            defaults={"part": RequestPerson.Part.WATCHER, "added_by": by},
        )


@transaction.atomic
def change_draft(tta_request: TTARequest, *, by: Membership, **fields: Any) -> None:
    """Go on writing."""
    if tta_request.status != Status.DRAFT:
        raise Refused(_("This request has been sent already. Write a message to add to it."))
    if not by.speaks_for(tta_request.organization_id):
        raise PermissionDenied(_("Only your own health department can change this draft."))
    is_mine = "requester" in fields and tta_request.entered_by_id == by.pk
    whose = fields.pop("requester", None) or (by if is_mine else None)
    if whose is not None and whose.pk != tta_request.requester_id:
        _must_write_for(by, whose)
        tta_request.requester, tta_request.entered_by = whose, None if whose.pk == by.pk else by
    people = fields.pop("people", None)
    for name, value in fields.items():
        setattr(tta_request, name, value)
    tta_request.title = title_from(tta_request.need)
    tta_request.save(update_fields=[*fields, "title", "requester", "entered_by"])
    if people is not None:
        _put_on(tta_request, people, by)


@transaction.atomic
def discard_draft(tta_request: TTARequest, *, by: Membership) -> None:
    """Throw away a draft that was never sent."""
    if tta_request.status != Status.DRAFT or not by.speaks_for(tta_request.organization_id):
        raise Refused(_("Only a draft of your own health department can be thrown away."))
    sent = [attachment.stored_file for attachment in tta_request.attachments.select_related("stored_file")]
    tta_request.delete()
    for stored_file in sent:
        files.discard(stored_file)


@transaction.atomic
def follow_on(tta_request: TTARequest, *, by: Membership, need: str) -> TTARequest:
    """A need that remains becomes a request of its own, linked to the one it follows."""
    follower = save_draft(
        by=by,
        need=need,
        hoped_for_change=tta_request.hoped_for_change,
        why_now=f"It remains after request {tta_request.number}.",
        topic=tta_request.topic,
        visibility=tta_request.visibility,
        language_needs=tta_request.language_needs,
        access_needs=tta_request.access_needs,
        follows=tta_request,
        lead=tta_request.lead if tta_request.lead is not None and tta_request.lead.is_active else None,
    )
    moves.submit(follower, by=by)
    return follower
