"""The library: look, read, keep; and send from a request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app.library import actions
from requests_app.library.forms import AskedSoFar, LookFor, ResourceForm, SendForm
from requests_app.library.models import ENOUGH_TO_SAY, Resource
from requests_app.library.similar import matching, similar, similar_requests
from requests_app.models import TTARequest
from requests_app.views.requests import find as find_request
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.files.views import respond_with
from tta_portal.htmx import posted, render_page, sent_files

PAGE_SIZE = 24
SUGGESTED = 8
BESIDE_THE_FORM = 3


def _query(request: MemberRequest) -> str:
    """What was asked for, but the page, for the links to the other pages."""
    chosen = request.GET.copy()
    chosen.pop("page", None)
    return chosen.urlencode()


@require_safe
@requires(Permission.SEE_REQUESTS)
def library(request: MemberRequest) -> HttpResponse:
    """Everything on offer, by topic, language, community and words."""
    form = LookFor(request.GET)
    found = form.narrow(Resource.objects.offered().with_use().prefetch_related("topic_links__topic"))
    context: dict[str, Any] = {
        "form": form,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": _query(request),
        "enough": ENOUGH_TO_SAY,
        "can_keep": request.member.can(Permission.WORK_REQUESTS),
        "retired": Resource.objects.exclude(retired_on=None)[:50] if request.member.is_staff else [],
    }
    return render_page(request, "library/list.html", context, part="rows")


def find(request: MemberRequest, pk: int) -> Resource:
    """The resource of that number, if this member may read it."""
    readable = Resource.objects.readable_by(request.member).with_use().select_related("added_by__user", "network")
    resource: Resource = get_object_or_404(readable.prefetch_related("topic_links__topic"), pk=pk)
    return resource


@require_safe
@requires(Permission.SEE_REQUESTS)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One resource: what it gives, how others adapted it, whether it helped."""
    context = {
        "resource": find(request, pk),
        "enough": ENOUGH_TO_SAY,
        "can_keep": request.member.can(Permission.WORK_REQUESTS),
    }
    return render_page(request, "library/detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def new(request: MemberRequest) -> HttpResponse:
    """Put something into the library."""
    form = ResourceForm(posted(request), sent_files(request), member=request.member)
    if form.is_valid():
        resource = actions.add(by=request.member, **form.cleaned_data)
        messages.success(request, "It is in the library now, for everybody in the network.")
        return redirect(resource)
    return render_page(request, "library/form.html", {"form": form, "resource": None})


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct what the library says about a resource."""
    resource = find(request, pk)
    form = ResourceForm(posted(request), sent_files(request), member=request.member, resource=resource)
    if form.is_valid():
        actions.change(resource, by=request.member, **form.cleaned_data)
        messages.success(request, "Saved. It counts as checked today.")
        return redirect(resource)
    return render_page(request, "library/form.html", {"form": form, "resource": resource})


@require_safe
@requires(Permission.SEE_REQUESTS)
def download(request: MemberRequest, pk: int) -> HttpResponse:
    """The file of a resource that one may read."""
    stored_file = find(request, pk).stored_file
    if stored_file is None:
        raise Http404
    return respond_with(stored_file)


@require_POST
@requires(Permission.WORK_REQUESTS)
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a resource off the shelf, or put it back."""
    resource = find(request, pk)
    if resource.retired_on is None:
        actions.retire(resource, by=request.member)
        messages.success(request, "Retired. Where it was sent it can still be read.")
    else:
        actions.put_back(resource, by=request.member)
        messages.success(request, "It is on offer again.")
    return redirect(resource)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def send(request: MemberRequest, number: int) -> HttpResponse:
    """Send a resource in answer to a request: the closest ones first, one button each."""
    tta_request = find_request(request, number)
    form = SendForm(posted(request))
    if form.is_valid():
        resource = form.cleaned_data["resource"]
        actions.send(resource, tta_request, by=request.member, words=form.cleaned_data["words"])
        messages.success(request, f"Sent. {tta_request.requester.user.first_name} has “{resource}” in the thread now.")
        return redirect(tta_request)
    words = request.GET.get("q", "")[:200]
    context = {
        "tta_request": tta_request,
        "form": form,
        "words": words,
        "resources": _to_choose_from(tta_request, words, request.GET.get("first", "")),
        "sent": tta_request.sent_resources.select_related("resource"),
        "new_url": reverse("new_resource", kwargs={"network": request.network.slug}),
    }
    return render_page(request, "library/send.html", context)


def _to_choose_from(tta_request: TTARequest, words: str, first: str) -> list[Resource]:
    """What was looked for, or else what is closest to the need; the one that was picked already on top."""
    unsent = Resource.objects.offered().exclude(sent__tta_request=tta_request)
    if words.strip():
        return list(matching(unsent.prefetch_related("topic_links__topic"), words)[:SUGGESTED])
    given = set(tta_request.sent_resources.values_list("resource_id", flat=True))
    close = similar(tta_request.need, topic=tta_request.topic, limit=SUGGESTED + len(given))
    close = [resource for resource in close if resource.pk not in given][:SUGGESTED]
    picked = list(unsent.filter(pk=int(first))) if first.isascii() and first.isdigit() and len(first) < 18 else []
    return [*picked, *(resource for resource in close if resource not in picked)]


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_REQUESTS)
def similar_to(request: MemberRequest) -> HttpResponse:
    """What may answer a need before it is sent: resources, and one's own earlier requests. Also a page by itself."""
    form = AskedSoFar(request.POST or request.GET)
    if not form.is_valid() and "need" in form.errors:
        raise Http404
    need, topic = form.cleaned_data["need"], form.cleaned_data.get("topic")
    context = {
        "form": form,
        "asked": bool(need.strip() or topic),
        "resources": similar(need, topic=topic, limit=BESIDE_THE_FORM),
        "earlier": similar_requests(need, member=request.member, limit=BESIDE_THE_FORM),
    }
    return render_page(request, "library/similar.html", context, part="similar")
