"""Joining a network, and its settings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tta_portal.accounts import actions
from tta_portal.accounts.access import MemberRequest, open_to_all, requires
from tta_portal.accounts.forms import AcceptForm, ApprovalForm, InvitationForm, JoinForm, NetworkForm, TokenForm
from tta_portal.accounts.models import ApiToken, Invitation, JoinRequest, Membership, User, digest
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page
from tta_portal.limits import Limit, address_of
from tta_portal.public_pages import links
from tta_portal.tenancy.keys import network_of_key
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope
from tta_portal.words import gettext_lazy as _

JOINING = Limit(
    "joining",
    30,
    timedelta(minutes=10),
    _(
        "Very many people asked to join from where you are. What you typed is kept below: "
        "send it again in ten minutes."
    ),
)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@require_http_methods(["GET", "POST"])
@open_to_all
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation. Opening the page changes nothing."""
    network, secret = network_of_key(token)
    if network is None:
        return render(request, "accounts/invitation_over.html", status=404)
    with network_scope(network.pk):
        found = Invitation.objects.select_related("organization").filter(token_hash=digest(secret)).first()
        if found is None or not found.is_usable(at=timezone.now()):
            return render(request, "accounts/invitation_over.html", status=404)
        return _accept(request, found, network)


def _accept(request: HttpRequest, found: Invitation, network: Network) -> HttpResponse:
    has_login = User.objects.filter(email=found.email).exists()
    if has_login and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    form = None if has_login else AcceptForm(posted(request), email=found.email)
    if request.method == "POST" and (form is None or form.is_valid()):
        user = request.user if has_login and isinstance(request.user, User) else None
        membership = actions.accept_invitation(found, user=user, **(form.cleaned_data if form else {}))
        if user is None:
            login(request, membership.user, backend=BACKEND)
        return redirect(network)
    context = {"invitation": found, "invited_to": network, "form": form}
    return render_page(request, "accounts/invitation.html", context)


@require_http_methods(["GET", "POST"])
@open_to_all
def join(request: MemberRequest) -> HttpResponse:
    """Ask to join a network that has an open form."""
    if request.network is None or not request.network.open_sign_up:
        raise Http404
    form, context = JoinForm(posted(request)), {"asked": request.network, "links": links(request.network)}
    if request.method == "POST" and JOINING.is_over(address_of(request)):
        form.add_error(None, JOINING.sentence)
        return render(request, "accounts/join.html", {**context, "form": form}, status=429)
    if form.is_valid():
        actions.ask_to_join(**form.cleaned_data)
        return render(request, "accounts/join_asked.html", context)
    return render_page(request, "accounts/join.html", {**context, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def network_settings(request: MemberRequest) -> HttpResponse:
    """Targets, privacy and how people come in."""
    form = NetworkForm(posted(request), instance=request.network)
    if form.is_valid():
        form.save()
        messages.success(request, "Saved. New targets hold for requests sent from now on.")
        return redirect("settings", network=request.network.slug)
    return render_page(request, "accounts/settings.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def people(request: MemberRequest) -> HttpResponse:
    """Who is in the network, who is invited, who asks to come in."""
    form = InvitationForm(posted(request))
    if form.is_valid():
        actions.invite(by=request.member, **form.cleaned_data)
        messages.success(request, f"Invitation sent to {form.cleaned_data['email']}.")
        return redirect("people", network=request.network.slug)
    members = Membership.objects.select_related("user", "organization").order_by("user__name", "pk")
    context: dict[str, Any] = {
        "form": form,
        "page": Paginator(members, 50).get_page(request.GET.get("page")),
        "invitations": Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now())[:50],
        "join_requests": JoinRequest.objects.filter(state=JoinRequest.State.WAITING)[:50],
    }
    return render_page(request, "accounts/people.html", context)


@require_POST
@requires(Permission.MANAGE_NETWORK)
def change_member(request: MemberRequest, pk: int) -> HttpResponse:
    """End somebody's membership, or let them back in."""
    membership = get_object_or_404(Membership.objects.select_related("user"), pk=pk)
    act = actions.deactivate if membership.is_active else actions.reactivate
    act(membership, by=request.member)
    done = "can no longer sign in here" if not membership.is_active else "is back in"
    messages.success(request, f"{membership.user.name} {done}.")
    return redirect("people", network=request.network.slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def decide_join(request: MemberRequest, pk: int) -> HttpResponse:
    """Let somebody in who asked, or not."""
    join_request = get_object_or_404(JoinRequest, pk=pk, state=JoinRequest.State.WAITING)
    if "turn_down" in request.POST:
        actions.turn_down(join_request, by=request.member)
        return redirect("people", network=request.network.slug)
    form = ApprovalForm(posted(request))
    if form.is_valid():
        actions.approve(join_request, by=request.member, **form.cleaned_data)
        messages.success(request, f"{join_request.name} gets an invitation.")
        return redirect("people", network=request.network.slug)
    return render_page(request, "accounts/decide_join.html", {"join_request": join_request, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_HOME)
def tokens(request: MemberRequest) -> HttpResponse:
    """A member's keys for programs. A new key is shown once."""
    form, secret = TokenForm(posted(request)), ""
    if form.is_valid():
        secret, form = actions.make_token(by=request.member, **form.cleaned_data), TokenForm()
    mine = ApiToken.objects.filter(membership=request.member, revoked_at=None, expires_at__gt=timezone.now())
    return render_page(request, "accounts/tokens.html", {"form": form, "secret": secret, "tokens": mine[:50]})


@require_POST
@requires(Permission.SEE_HOME)
def revoke_token(request: MemberRequest, pk: int) -> HttpResponse:
    """Make one of one's own keys useless."""
    token = get_object_or_404(ApiToken, pk=pk, membership=request.member)
    actions.revoke_token(token, by=request.member)
    messages.success(request, _("The key no longer works."))
    return redirect("tokens", network=request.network.slug)
