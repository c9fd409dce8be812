"""Who is told what about a request. A subject never carries a word of the need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from django.utils import timezone

from requests_app.models import RequestPerson, TTARequest
from requests_app.models.people import stand_in_for
from tta_portal.accounts.models import Actor, Membership
from tta_portal.inbound.routing import reply_address
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.actions import recipient

__all__ = ["recipient", "tell", "tell_recipients", "tell_team"]

Part = RequestPerson.Part
REQUEST = "request"


def tell(
    member: Membership | None,
    tta_request: TTARequest,
    what: str,
    paragraphs: Sequence[str],
    *,
    key: str,
    by: Actor,
    label: str = "Open the request",
    delay: timedelta = timedelta(0),
    mail: str | None = None,
) -> None:
    """Tell one member about a request, unless they did it themselves or have left."""
    if member is None or member.pk == by.pk or not member.is_active:
        return
    if mail is None:
        chosen = tta_request.people.filter(member=member).values_list("mail", flat=True).first()
        mail = chosen or ""
    whose = "Request" if member.is_staff else "Your request"
    notifications.notify(
        member,
        words=f"{whose} {tta_request.number}: {what}",
        paragraphs=paragraphs,
        path=tta_request.get_absolute_url(),
        key=key,
        about=tta_request,
        label=label,
        mail=mail,
        delay=delay,
        reply_to=reply_address(REQUEST, tta_request.pk, member.pk),
    )


def tell_recipients(
    tta_request: TTARequest, what: str, paragraphs: Sequence[str], *, key: str, by: Actor, **how: object
) -> None:
    """Tell the person who asked, and the colleagues who follow."""
    _tell_all(tta_request, tta_request.requester, lambda member: not member.is_staff, what, paragraphs, key, by, **how)


def tell_team(
    tta_request: TTARequest, what: str, paragraphs: Sequence[str], *, key: str, by: Actor, **how: object
) -> None:
    """Tell the lead, the co-leads, those of the team who follow, and who stands in while the lead is away."""
    if tta_request.lead is not None:
        other = stand_in_for(tta_request.lead, on=timezone.localdate())
        tell(other, tta_request, f"{what} ({tta_request.lead.user.name} is away)", paragraphs, key=key, by=by)
    _tell_all(tta_request, tta_request.lead, lambda member: member.is_staff, what, paragraphs, key, by, **how)


def _tell_all(
    tta_request: TTARequest,
    first: Membership | None,
    belongs: Callable[[Membership], bool],
    what: str,
    paragraphs: Sequence[str],
    key: str,
    by: Actor,
    **how: object,
) -> None:
    people = list(_people(tta_request))
    mail = {person.member_id: person.mail for person in people}
    told = {first.pk: first} if first else {}
    told |= {person.member_id: person.member for person in people if belongs(person.member)}
    for member in told.values():
        tell(member, tta_request, what, paragraphs, key=key, by=by, mail=mail.get(member.pk, ""), **how)  # type: ignore[arg-type]  # the named options of `tell`


def _people(tta_request: TTARequest) -> Iterable[RequestPerson]:
    """Those on it besides the requester and the lead; being allowed to see is not yet wanting to hear."""
    related = ("member__user", "member__organization", "member__network")
    return tta_request.people.exclude(part=Part.NAMED, mail="").select_related(*related)
