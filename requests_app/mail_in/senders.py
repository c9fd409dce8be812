"""Who wrote a mail, as far as it can be known, and who follows a request because of it."""

from __future__ import annotations

from requests_app import actions
from requests_app.models import RequestPerson, TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Role
from tta_portal.inbound.parse import ParsedMail


def member_at(email: str) -> Membership | None:
    """The active member who reads mail at this address."""
    active = Membership.objects.active().select_related("user", "organization", "network")
    found: Membership | None = active.filter(user__email=email.lower()).first() if email else None
    return found


def may_write(tta_request: TTARequest, member: Membership) -> bool:
    """Whether this member takes part in a request that they may read."""
    readable = TTARequest.objects.visible_to(member).filter(pk=tta_request.pk)
    return tta_request.is_party(member) and readable.exists()


def author_of(tta_request: TTARequest, email: str) -> Membership | None:
    """The member whose words these are, or None for somebody from outside."""
    member = member_at(email)
    return member if member is not None and may_write(tta_request, member) else None


def author_with_address_of(holder_id: int | None, tta_request: TTARequest, email: str) -> Membership | None:
    """The author of what came to the address that this member was given.

    A requester could hand their own address to anybody, or invent a From line, and the portal would mail the words on
    as the lead's: only an address that a member of the team was given lets somebody speak for the team.
    """
    author = author_of(tta_request, email)
    if author is None or not author.is_staff:
        return author
    return author if Membership.objects.staff().filter(pk=holder_id).exists() else None


def let_follow(tta_request: TTARequest, parsed: ParsedMail, *, by: Membership) -> None:
    """Colleagues who answer, or who got a copy, follow the request from now on; never a confidential one."""
    if tta_request.is_confidential or not by.speaks_for(tta_request.organization_id):
        return
    own = Membership.objects.active().filter(role=Role.REQUESTER, organization_id=tta_request.organization_id)
    copied = own.filter(user__email__in=[by.email, *parsed.to, *parsed.cc]).exclude(pk=tta_request.requester_id)
    already = RequestPerson.objects.filter(tta_request=tta_request).values("member")
    for colleague in copied.exclude(pk__in=already).select_related("user", "organization", "network"):
        actions.add_person(tta_request, by=by, member=colleague, part=RequestPerson.Part.WATCHER)
