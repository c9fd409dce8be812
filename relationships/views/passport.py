"""A recipient's record, to read, to keep and to take along; and those that were brought from elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships import actions
from relationships.forms.passport import BringForm
from relationships.models import BroughtRecord
from relationships.passport.labels import label
from relationships.passport.reading import sections
from relationships.passport.record import record
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page, sent_files

MOST_BROUGHT = 20


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
    context = {
        "organization": found,
        "counts": [(label(name), len(made[name])) for name in made if isinstance(made[name], list)],
        "brought": list(found.brought_records.select_related("network").defer("record")[:MOST_BROUGHT]),
        "is_ours": request.member.speaks_for(found.pk),
    }
    return render_page(request, "relationships/passport.html", context)


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


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_CHECK_INS)
def bring_record(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring the record of another network along."""
    found = _theirs(request, pk)
    if not request.member.speaks_for(found.pk):
        raise PermissionDenied("Only the health department itself brings its record.")
    form = BringForm(posted(request), sent_files(request))
    if form.is_valid():
        brought = actions.bring_record(found, by=request.member, record=form.cleaned_data["file"])
        messages.success(
            request, _("Your record is here now. The team can read it; you can take it away at any time.")
        )
        return redirect(brought)
    return render_page(request, "relationships/bring_record.html", {"organization": found, "form": form})


def _find_brought(request: MemberRequest, pk: int) -> BroughtRecord:
    rows = BroughtRecord.objects.select_related("organization", "brought_by__user", "network")
    found: BroughtRecord = get_object_or_404(rows, pk=pk)
    if not (request.member.is_staff or request.member.speaks_for(found.organization_id)):
        raise Http404
    return found


@require_safe
@requires(Permission.SEE_CHECK_INS)
def brought_record(request: MemberRequest, pk: int) -> HttpResponse:
    """What a record from another network tells."""
    found = _find_brought(request, pk)
    is_ours = request.member.speaks_for(found.organization_id)
    context = {"brought": found, "sections": sections(found.record), "is_ours": is_ours}
    return render_page(request, "relationships/brought_record.html", context)


@require_POST
@requires(Permission.SEE_CHECK_INS)
def take_record_away(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it away again."""
    found = _find_brought(request, pk)
    actions.take_record_away(found, by=request.member)
    messages.success(request, _("Taken away. Nobody here can read it any more."))
    return redirect("passport", network=request.network.slug, pk=found.organization_id)


def _named(response: HttpResponse, extension: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="our-record-{timezone.localdate()}.{extension}"'
    return response
