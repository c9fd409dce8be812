"""Write a request: in the portal, for a colleague, from paper, or on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import actions
from requests_app.forms.request import AutosaveForm, DraftForm, KeyInForm, RequestForm
from requests_app.lifecycle import Status
from requests_app.models import EntryChannel, Question, Topic, TTARequest
from requests_app.views.requests import find
from tta_portal.accounts import actions as accounts
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.files.views import respond_with
from tta_portal.htmx import posted, render_page, sent_files
from tta_portal.numbers import number_in


@require_http_methods(["GET", "POST"])
@requires(Permission.SUBMIT_REQUESTS)
def new(request: MemberRequest) -> HttpResponse:
    """Write a request: send it, or keep a draft."""
    return _write(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.SUBMIT_REQUESTS)
def edit(request: MemberRequest, number: int) -> HttpResponse:
    """Go on with a draft."""
    tta_request = find(request, number)
    if tta_request.status != Status.DRAFT:
        return redirect(tta_request)
    return _write(request, tta_request)


def _write(request: MemberRequest, draft: TTARequest | None) -> HttpResponse:
    keep = "keep_draft" in request.POST
    form = (DraftForm if keep else RequestForm)(
        posted(request), sent_files(request), member=request.member, draft=draft
    )
    if form.is_valid():
        draft = _save(form, request, draft)
        if not keep:
            actions.submit(draft, by=request.member)
            messages.success(
                request, _("Sent. It is request {number}; keep that number if you phone.").format(number=draft.number)
            )
        return redirect(draft)
    mine = TTARequest.objects.filter(requester=request.member, status=Status.DRAFT).order_by("-created_at")
    context = {
        "form": form,
        "draft": draft,
        "drafts": mine.select_related("network")[:3] if draft is None and request.method == "GET" else [],
        "attachments": draft.attachments.select_related("stored_file") if draft else [],
    }
    return render_page(request, "requests_app/form.html", context)


@require_POST
@requires(Permission.SEE_REQUESTS)
def questions(request: MemberRequest) -> HttpResponse:
    """The network's own questions for the topic that was just chosen, with what was answered so far."""
    return render(
        request, "requests_app/form.html#questions", {"form": DraftForm(request.POST, member=request.member)}
    )


def _save(form: RequestForm, request: MemberRequest, draft: TTARequest | None) -> TTARequest:
    if draft is None:
        draft = actions.save_draft(by=request.member, **form.facts())
    else:
        actions.change_draft(draft, by=request.member, **form.facts())
    actions.save_answers(draft, form.answers)
    actions.attach_files(draft, form.sent_files)
    return draft


@require_POST
@requires(Permission.SUBMIT_REQUESTS)
def autosave(request: MemberRequest) -> HttpResponse:
    """Keep what is being typed as a draft, and say where it is; a first word is needed to begin one."""
    number = number_in(request.POST.get("number", ""))
    draft = find(request, number) if number is not None else None
    if draft is not None and draft.status != Status.DRAFT:
        return JsonResponse({"sent": True, "url": draft.get_absolute_url()})
    form = AutosaveForm(request.POST, member=request.member, draft=draft)
    if not form.is_valid():
        return JsonResponse({"errors": list(form.errors)}, status=422)
    draft = _save(form, request, draft)
    url = reverse("edit_request", kwargs={"network": request.network.slug, "number": draft.number})
    now = timezone.localtime()
    return JsonResponse({"number": draft.number, "url": url, "saved": f"{now:%H:%M}"})


@require_POST
@requires(Permission.SUBMIT_REQUESTS)
def discard(request: MemberRequest, number: int) -> HttpResponse:
    """Throw a draft away."""
    actions.discard_draft(find(request, number), by=request.member)
    messages.success(request, _("The draft is gone."))
    return redirect("requests", network=request.network.slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def key_in(request: MemberRequest) -> HttpResponse:
    """Key in what came on paper, by phone or by mail; the page of the request says so."""
    form = KeyInForm(posted(request), sent_files(request), member=request.member)
    if form.is_valid():
        tta_request = send_keyed_in(form, by=request.member)
        how = EntryChannel(tta_request.entry_channel).label.lower()
        messages.success(
            request,
            _("Keyed in. It is request {number}, marked as: {how}.").format(number=tta_request.number, how=how),
        )
        return redirect(tta_request)
    return render_page(request, "requests_app/key_in.html", {"form": form})


def send_keyed_in(form: KeyInForm, *, by: Membership) -> TTARequest:
    """Send what was keyed in, for the person who asked; somebody new gets a place in the network."""
    given = form.cleaned_data
    whose = accounts.enrol(by=by, name=given["person"], email=given["email"], organization=given["organization"])
    tta_request = actions.save_draft(by=by, **{**form.facts(), "requester": whose})
    actions.save_answers(tta_request, form.answers)
    actions.attach_files(tta_request, form.sent_files)
    actions.submit(tta_request, by=by)
    return tta_request


@require_safe
@requires(Permission.SEE_REQUESTS)
def paper(request: MemberRequest) -> HttpResponse:
    """The form to print, fill in by hand, and fax or mail."""
    asked = Question.objects.asked().select_related("topic")
    context = {"topics": Topic.objects.offered().select_related("parent"), "questions": asked}
    return render_page(request, "requests_app/paper.html", context)


@require_safe
@requires(Permission.SEE_REQUESTS)
def attachment(request: MemberRequest, number: int, pk: int) -> HttpResponse:
    """Download a file of a request, as far as one may read what it came with."""
    tta_request = find(request, number)
    readable: Any = tta_request.attachments.readable_by(request.member).select_related("stored_file")
    if not tta_request.is_party(request.member):
        readable = readable.none()
    return respond_with(get_object_or_404(readable, pk=pk).stored_file)
