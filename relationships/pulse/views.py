"""Answering a pulse from the mail without signing in, and what both sides may see of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from relationships.depth.cards import may_see
from relationships.depth.rule import today
from relationships.pulse import actions, trust
from relationships.pulse.forms import PulseForm, SettingForm, title_of
from relationships.pulse.models import Pulse, PulseAnswer, PulseSetting
from tta_portal.accounts.access import MemberRequest, open_to_all, requires
from tta_portal.accounts.models import digest
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page
from tta_portal.tenancy.keys import network_of_key
from tta_portal.tenancy.scope import network_scope


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@open_to_all
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the statements; save only when they are sent. The key is the only proof, as with check-ins."""
    network, secret = network_of_key(token)
    if network is None:
        return _private(render(request, "pulse/over.html", status=404))
    with network_scope(network.pk):
        return _private(_answer(request, secret))


def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    related = Pulse.objects.select_related("organization", "person__user")
    pulse = related.filter(token_hash=digest(secret)).first()
    if pulse is None or not pulse.is_open(at=timezone.now()):
        return render(request, "pulse/over.html", status=404 if pulse is None else 410)
    form = PulseForm(posted(request), pulse=pulse)
    if form.is_valid():
        actions.answer(pulse, answers=form.cleaned_data)
        return render(request, "pulse/thanks.html", {"again_url": request.path})
    return render(request, "pulse/answer.html", {"form": form, "pulse": pulse, "title": title_of(pulse)})


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@requires(Permission.WORK_REQUESTS)
def overview(request: MemberRequest) -> HttpResponse:
    """Trust and value over the whole network, from five respondents each way; and how many answered."""
    context = {
        "both": trust.in_network(on=today(timezone.now())),
        "enough": trust.ENOUGH,
        "asked": Pulse.objects.count(),
        "answered": PulseAnswer.objects.count(),
        "setting": PulseSetting.objects.first(),
        "can_manage": request.member.can(Permission.MANAGE_NETWORK),
    }
    return render_page(request, "pulse/overview.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def change_setting(request: MemberRequest) -> HttpResponse:
    """How often both sides are asked."""
    form = SettingForm(posted(request), initial=PulseSetting.objects.values("times_a_year").first())
    if form.is_valid():
        actions.set_rhythm(by=request.member, **form.cleaned_data)
        messages.success(request, "Saved. Whoever is due is asked in the next hours, in working time.")
        return redirect("pulse", network=request.network.slug)
    return render_page(request, "pulse/setting.html", {"form": form})


@require_safe
@requires(Permission.SEE_ORGANIZATIONS)
def between(request: MemberRequest, pk: int) -> HttpResponse:
    """What both sides of one relationship said, for these two alone, where both agreed."""
    organization, both = _relationship(request, pk)
    context = {"organization": organization, "both": both, "enough": trust.ENOUGH}
    return render_page(request, "pulse/between.html", context)


@require_safe
@requires(Permission.SEE_ORGANIZATIONS)
def talk(request: MemberRequest, pk: int) -> HttpResponse:
    """Questions and an agenda, to print: a talk, not a grade."""
    organization, both = _relationship(request, pk)
    if not both.needs_a_talk:
        return redirect("trust", network=request.network.slug, pk=pk)
    return render_page(request, "pulse/talk.html", {"organization": organization})


def _relationship(request: MemberRequest, pk: int) -> tuple[Organization, trust.Both]:
    organization: Organization = get_object_or_404(Organization.objects.select_related("network"), pk=pk)
    if not may_see(organization, request.member):
        raise Http404
    return organization, trust.between(organization, on=today(timezone.now()))
