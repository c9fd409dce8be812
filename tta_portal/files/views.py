"""Send a file, hand one out, and say what a network takes."""

from __future__ import annotations

from typing import cast

import structlog
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused, TooOften, too_often
from tta_portal.files import actions
from tta_portal.files.forms import FilePolicyForm, UploadForm
from tta_portal.files.models import FilePolicy, StoredFile
from tta_portal.files.refusal import BadFile
from tta_portal.files.tickets import ticket_for
from tta_portal.htmx import posted, render_page

log = structlog.get_logger(__name__)


def respond_with(stored: StoredFile) -> HttpResponse:
    """A file as a download, which no browser opens by itself.

    Whoever calls this has decided that the person may have it. The bytes are read after the
    network's scope has closed, so nothing here asks the database later.
    """
    try:
        file = default_storage.open(stored.key)
    except OSError as error:
        log.error("bytes are missing in the storage", file=stored.pk, error=str(error)[:200])
        raise Refused(
            _("“{stored}” cannot be read just now. Try again later, or ask for it to be sent anew.").format(
                stored=stored.name
            )
        ) from error
    response = FileResponse(file, as_attachment=True, filename=stored.name, content_type=stored.content_type)
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return cast(HttpResponse, response)  # Django's own types keep the two apart


@require_POST
@requires(Permission.SEE_HOME)
def upload(request: MemberRequest) -> HttpResponse:
    """Stage one file for a form that is still being filled in."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"error": _("No file came through. Choose it again.")}, status=422)
    try:
        stored = actions.store(form.cleaned_data["file"], by=request.member)
    except BadFile as bad:
        return JsonResponse({"error": bad.sentence}, status=422)
    except TooOften as refused:
        return too_often(JsonResponse({"error": refused.sentence}), refused)
    return JsonResponse(
        {"id": ticket_for(stored, request.member), "name": stored.name, "size": filesizeformat(stored.size)}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def file_settings(request: MemberRequest) -> HttpResponse:
    """What files the network takes, and how much room is left."""
    policy = FilePolicy.in_force()
    form = FilePolicyForm(posted(request), policy=policy)
    if form.is_valid():
        actions.set_policy(by=request.member, **form.limits())
        messages.success(request, "Saved. It holds for files sent from now on.")
        return redirect("file_settings", network=request.network.slug)
    used = StoredFile.objects.all().bytes_used()
    context = {
        "form": form,
        "used": used,
        "quota": policy.quota_bytes,
        "count": StoredFile.objects.count(),
        "percent": min(100, round(100 * used / policy.quota_bytes)) if policy.quota_bytes else 100,
    }
    return render_page(request, "files/settings.html", context)
