"""Departments like yours, what one offers oneself, and introductions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from relationships.peers import actions, finder
from relationships.peers.forms import AgreementForm, AskForm, OfferForm, SignForm, TopicForm, WordForm
from relationships.peers.lifecycle import MOVES, State
from relationships.peers.models import Introduction, PeerAgreement, PeerOffer
from requests_app.models import TTARequest
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page

PAGE_SIZE = 20
Verb = tuple[Any, Any, Any, Callable[..., django_forms.Form], Callable[..., None]]
VERBS: dict[str, Verb] = {
    "accept": (
        gettext_lazy("Say yes"),
        gettext_lazy("Yes, introduce us"),
        gettext_lazy("Both of you get one mail with both names and addresses. From then on you see each other here."),
        django_forms.Form, lambda one, by: actions.accept(one, by=by),
    ),
    "decline": (
        gettext_lazy("Say no"),
        gettext_lazy("No, not this time"),
        gettext_lazy("They are told kindly that it is not possible now. They never learn who you are."),
        django_forms.Form, lambda one, by: actions.decline(one, by=by),
    ),
    "finish": (
        gettext_lazy("Finish"),
        gettext_lazy("Save my word"),
        gettext_lazy("When both of you have looked back, it is finished."),
        WordForm, lambda one, by, word: actions.finish(one, by=by, word=word),
    ),
    "end": (
        gettext_lazy("Stop here"),
        gettext_lazy("End it"),
        gettext_lazy("You need not say why. The other side is told that it has ended."),
        django_forms.Form, lambda one, by: actions.end(one, by=by),
    ),
}  # fmt: skip


@require_safe
@requires(Permission.SEE_ORGANIZATIONS)
def peers(request: MemberRequest) -> HttpResponse:
    """Who could be asked, what one offers oneself, and where introductions stand; for the team, the whole pool."""
    member, form = request.member, TopicForm(request.GET)
    topic = form.chosen()
    found: Any
    if member.is_staff:
        found = finder.proven().filter(finder.related(topic)) if topic else finder.proven()
    else:
        found = finder.matches(member.organization, topic=topic) if member.organization else []
    introductions = Introduction.objects.visible_to(member).select_related(
        "network", "offer__topic", "offer__organization", "seeker_organization"
    )
    own = PeerOffer.objects.visible_to(member).filter(withdrawn_at=None, organization_id=member.organization_id)
    context = {
        "topics": form,
        "topic": topic,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": f"topic={topic.pk}" if topic else "",
        "own": [] if member.is_staff else list(own.select_related("topic", "network")),
        "introductions": [(one, one.side_of(member)) for one in introductions[:PAGE_SIZE]],
        "is_staff": member.is_staff,
    }
    return render_page(request, "peers/peers.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def new_offer(request: MemberRequest) -> HttpResponse:
    """Offer to help a peer: explicitly, in one's own words."""
    return _offer_page(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def offer(request: MemberRequest, pk: int) -> HttpResponse:
    """Say yes to what a check-in began, or change the words."""
    return _offer_page(request, _find_offer(request, pk))


def _offer_page(request: MemberRequest, found: PeerOffer | None) -> HttpResponse:
    _only_departments(request)
    form = OfferForm(posted(request), member=request.member, offer=found)
    if form.is_valid():
        actions.offer(by=request.member, draft=found, **form.cleaned_data)
        messages.success(request, _("Thank you. Departments like yours find it now. You can take it back any time."))
        return redirect("peers", network=request.network.slug)
    return render_page(request, "peers/offer.html", {"form": form, "offer": found})


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take an offer back."""
    found = _find_offer(request, pk)
    form = django_forms.Form(posted(request))
    if form.is_valid():
        actions.withdraw(found, by=request.member)
        messages.success(request, _("Taken back. Nobody finds it any more."))
        return redirect("peers", network=request.network.slug)
    context = {
        "form": form, "title": _("Take the offer back?"), "submit_label": _("Take it back"),
        "text": _("Whoever waits for an answer is told kindly that it is not possible now."),
    }  # fmt: skip
    return render_page(request, "peers/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask to be introduced, in one's own words. Only an offer that one is shown can be asked."""
    get_object_or_404(PeerOffer.objects.in_pool(), pk=pk)
    _only_departments(request)
    organization = request.member.organization
    shown = finder.matches(organization) if organization else []
    match = next((one for one in shown if one.pk == pk), None)
    if match is None:
        raise Http404
    tta_request = _request_of(request)
    form = AskForm(posted(request), member=request.member)
    if form.is_valid():
        found = get_object_or_404(PeerOffer.objects.select_related("contact__user", "contact__organization",
                                  "contact__network", "organization"), pk=pk)  # fmt: skip
        made = actions.ask(found, by=request.member, tta_request=tta_request, **form.cleaned_data)
        messages.success(request, _("Asked. You hear from us as soon as they answer."))
        return redirect(made)
    return render_page(request, "peers/ask.html", {"form": form, "match": match})


def _request_of(request: MemberRequest) -> TTARequest | None:
    """The request it is about, if it is one's own."""
    number = request.GET.get("request", "")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    own = TTARequest.objects.visible_to(request.member).filter(requester=request.member)
    found: TTARequest | None = own.filter(number=int(number)).first()
    return found


@require_safe
@requires(Permission.SEE_ORGANIZATIONS)
def introduction(request: MemberRequest, pk: int) -> HttpResponse:
    """One introduction. Before the yes, either side sees what both have in common, and not who the other is."""
    found, member = _find_introduction(request, pk), request.member
    side = found.side_of(member)
    agreement = PeerAgreement.objects.filter(introduction=found).select_related(
        "seeker_signed_by__user", "host_signed_by__user"
    ).first()  # fmt: skip
    signed = agreement is not None and bool(side) and getattr(agreement, f"{side}_signed_at") is not None
    names = found.is_open or member.is_staff
    context = {
        "introduction": found,
        "side": side,
        "like": finder.likeness_words(found),
        "people": [found.seeker, found.offer.contact] if names else [],
        "agreement": agreement,
        "may_answer": side == "host" and found.state == State.ASKED,
        "may_write": bool(side) and found.state == State.INTRODUCED,
        "may_sign": bool(side) and found.state == State.INTRODUCED and agreement is not None and not signed,
        "may_finish": bool(side) and found.state == State.AGREED and not getattr(found, f"{side}_word"),
        "may_end": found.state in MOVES["end"].sources
        and (side == "seeker" or (side == "host" and found.state != State.ASKED)),
    }
    return render_page(request, "peers/introduction.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def agreement(request: MemberRequest, pk: int) -> HttpResponse:
    """Write what both agree, or change it before both have signed."""
    found = _find_introduction(request, pk)
    _only_departments(request)
    written = PeerAgreement.objects.filter(introduction=found).first()
    form = AgreementForm(posted(request), agreement=written)
    if form.is_valid():
        actions.write_agreement(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("Written, and signed by you. The other side is asked to sign."))
        return redirect(found)
    context = {
        "form": form, "title": _("What we agree"), "submit_label": _("Write it and sign"),
        "text": _("Short is fine. Both of you sign it."), "back_url": found.get_absolute_url(),
    }  # fmt: skip
    return render_page(request, "peers/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def change(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Say yes or no, sign, look back, or stop."""
    found = _find_introduction(request, pk)
    _only_departments(request)
    if verb == "sign":
        return _sign(request, found)
    if verb not in VERBS:
        raise Http404
    title, label, text, form_class, act = VERBS[verb]
    form = form_class(posted(request))
    if form.is_valid():
        act(found, by=request.member, **form.cleaned_data)
        return redirect(found)
    context = {
        "form": form, "title": title, "submit_label": label, "text": text, "back_url": found.get_absolute_url()
    }  # fmt: skip
    return render_page(request, "peers/form.html", context)


def _sign(request: MemberRequest, found: Introduction) -> HttpResponse:
    form = SignForm(posted(request))
    if form.is_valid():
        actions.sign(found, by=request.member, version=form.cleaned_data["version"])
    return redirect(found)


def _only_departments(request: MemberRequest) -> None:
    if not request.member.can(Permission.CONFIRM_NEEDS):
        raise PermissionDenied(_("Only a health department can do this for itself."))


def _find_offer(request: MemberRequest, pk: int) -> PeerOffer:
    return get_object_or_404(PeerOffer.objects.visible_to(request.member).filter(withdrawn_at=None), pk=pk)


def _find_introduction(request: MemberRequest, pk: int) -> Introduction:
    rows = Introduction.objects.visible_to(request.member).select_related(
        "network", "team__user", "tta_request__lead__user", "tta_request__lead__organization",
        "tta_request__lead__network", "offer__topic", "offer__organization__jurisdiction", "offer__contact__user",
        "offer__contact__organization", "offer__contact__network", "seeker_organization__jurisdiction",
        "seeker__user", "seeker__organization", "seeker__network",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)
