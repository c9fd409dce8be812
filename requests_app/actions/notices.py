"""Who is told what about a request. A subject never carries a word of the need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from requests_app.models import RequestPerson, TTARequest
from requests_app.models.people import stand_in_for
from tta_portal.accounts.models import Actor, Membership
from tta_portal.inbound.routing import reply_address
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.actions import recipient
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

__all__ = ["recipient", "tell", "tell_all", "tell_recipients", "tell_team"]

Part = RequestPerson.Part
REQUEST = "request"
LABEL = _("Open the request")


def tell(
    member: Membership | None,
    tta_request: TTARequest,
    what: str,
    paragraphs: Sequence[str],
    *,
    key: str,
    by: Actor,
    label: str = LABEL,
    delay: timedelta = timedelta(0),
    in_any_case: bool = False,
) -> None:
    """Tell one member about a request, unless they did it themselves or have left.

    `in_any_case`: also if they may not, or no longer, open it.
    """
    if member is not None:
        how: Any = {"by": by, "label": label, "delay": delay, "in_any_case": in_any_case}
        tell_all([member], tta_request, what, paragraphs, key=key, **how)


def tell_all(
    members: Iterable[Membership],
    tta_request: TTARequest,
    what: str,
    paragraphs: Sequence[str],
    *,
    key: str,
    by: Actor,
    label: str = LABEL,
    delay: timedelta = timedelta(0),
    mail: Mapping[int, str] | None = None,
    in_any_case: bool = False,
) -> None:
    """Tell members about a request, each once, but not who did it or has left.

    `mail`: how each wants to hear of this request, where that is known already.
    """
    told = {member.pk: member for member in members if member.pk != by.pk and member.is_active}
    if not told:
        return
    if mail is None:
        mail = dict(tta_request.people.filter(member__in=list(told)).values_list("member", "mail"))
    notifications.notify_all(
        [
            notifications.Addressee(
                member=member,
                words=format_lazy(
                    _("Request {number}: {what}") if member.is_staff else _("Your request {number}: {what}"),
                    number=tta_request.number,
                    what=what,
                ),
                mail=mail.get(member.pk, ""),
                reply_to=reply_address(REQUEST, tta_request.pk, member.pk),
                in_any_case=in_any_case,
            )
            for member in told.values()
        ],
        paragraphs=paragraphs,
        path=tta_request.get_absolute_url(),
        key=key,
        about=tta_request,
        label=label,
        delay=delay,
    )


def tell_recipients(
    tta_request: TTARequest,
    what: str,
    paragraphs: Sequence[str],
    *,
    key: str,
    by: Actor,
    label: str = LABEL,
    delay: timedelta = timedelta(0),
) -> None:
    """Tell the person who asked, and the colleagues who follow."""
    people = _people(tta_request)
    members = [tta_request.requester, *(person.member for person in people if not person.member.is_staff)]
    mail = {person.member_id: person.mail for person in people}
    tell_all(members, tta_request, what, paragraphs, key=key, by=by, label=label, delay=delay, mail=mail)


def tell_team(
    tta_request: TTARequest,
    what: str,
    paragraphs: Sequence[str],
    *,
    key: str,
    by: Actor,
    label: str = LABEL,
    delay: timedelta = timedelta(0),
) -> None:
    """Tell the lead, the co-leads, those of the team who follow, and who stands in while the lead is away."""
    people = _people(tta_request)
    members = [person.member for person in people if person.member.is_staff]
    if tta_request.lead is not None:
        members.insert(0, tta_request.lead)
        other = stand_in_for(tta_request.lead, on=timezone.localdate())
        aside = format_lazy(_("{what} ({user} is away)"), what=what, user=tta_request.lead.user.name)
        if other is not None and _may_read(other, tta_request):
            tell(other, tta_request, aside, paragraphs, key=key, by=by, label=label, delay=delay)
    mail = {person.member_id: person.mail for person in people}
    tell_all(members, tta_request, what, paragraphs, key=key, by=by, label=label, delay=delay, mail=mail)


def _may_read(member: Membership, tta_request: TTARequest) -> bool:
    """Standing in for the lead opens no confidential request."""
    if not tta_request.is_confidential:
        return True
    return bool(TTARequest.objects.visible_to(member).filter(pk=tta_request.pk).exists())


def _people(tta_request: TTARequest) -> list[RequestPerson]:
    """Those on it besides the requester and the lead; being allowed to see is not yet wanting to hear."""
    related = ("member__user", "member__organization", "member__network")
    return list(tta_request.people.exclude(part=Part.NAMED, mail="").select_related(*related))
