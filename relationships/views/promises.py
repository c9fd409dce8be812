"""One page for both sides: what we promised each other."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from relationships.ledger import both_sides, reliability
from requests_app.models import Commitment, Side
from requests_app.pages import promise_buttons
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import render_page

MOST = 200


@require_safe
@requires(Permission.SEE_CHECK_INS)
def promises(request: MemberRequest, pk: int) -> HttpResponse:
    """The ledger of one organization and the network, the same for both sides, ready to be printed."""
    found: Organization = get_object_or_404(Organization, pk=pk)
    member = request.member
    if not (member.is_staff or member.speaks_for(found.pk)):
        raise Http404
    visible = Commitment.objects.in_force().visible_to(member).filter(organization=found)
    rows = visible.with_new_dates().select_related("tta_request", "owner__user", "said_kept_by__user")
    names = {Side.PROVIDER: request.network.name, Side.RECIPIENT: found.name}
    sides = both_sides(rows.order_by("-due_on", "-pk")[:MOST], names)
    reliable = reliability(Commitment.objects.in_force().filter(organization=found), on=timezone.localdate())
    for side, key in zip(sides, (Side.PROVIDER, Side.RECIPIENT), strict=True):
        side["reliability"] = reliable[key]
        side["open"] = [_with_buttons(row, member) for row in side["open"]]
    context: dict[str, Any] = {"organization": found, "sides": sides, "today": timezone.localdate()}
    return render_page(request, "relationships/promises.html", context)


def _with_buttons(commitment: Commitment, member: Any) -> dict[str, Any]:
    return {"commitment": commitment, "buttons": promise_buttons(commitment, member)}
