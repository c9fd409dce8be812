"""A recipient's record, to read, to keep and to take along."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from relationships.passport.labels import label
from relationships.passport.record import record
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import render_page


def _theirs(request: MemberRequest, pk: int) -> Organization:
    found: Organization = get_object_or_404(Organization.objects.select_related("jurisdiction"), pk=pk)
    if not (request.member.speaks_for(found.pk) or request.member.is_staff):
        raise Http404
    return found


@require_safe
@requires(Permission.SEE_CHECK_INS)
def passport(request: MemberRequest, pk: int) -> HttpResponse:
    """What the record holds, and the two ways to take it along."""
    found = _theirs(request, pk)
    made = record(found, request.member)
    counts = [(label(name), len(made[name])) for name in made if isinstance(made[name], list)]
    return render_page(request, "relationships/passport.html", {"organization": found, "counts": counts})


@require_safe
@requires(Permission.SEE_CHECK_INS)
def passport_json(request: MemberRequest, pk: int) -> HttpResponse:
    """As documented JSON."""
    response = JsonResponse(record(_theirs(request, pk), request.member), json_dumps_params={"indent": 1})
    return _named(response, "json")


@require_safe
@requires(Permission.SEE_CHECK_INS)
def passport_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """As a document."""
    from relationships.passport.document import passport_pdf as write  # the writer is large, and rarely needed

    content = write(record(_theirs(request, pk), request.member))
    return _named(HttpResponse(content, content_type="application/pdf"), "pdf")


def _named(response: HttpResponse, extension: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="our-record-{timezone.localdate()}.{extension}"'
    return response
