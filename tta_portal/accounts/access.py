"""Who may look at a page. Actions decide who may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission

View = Callable[..., HttpResponse]


class MemberRequest(HttpRequest):
    """A request inside a network, by one of its members."""

    member: Membership
    network: Any


def requires(permission: Permission) -> Callable[[View], View]:
    """Show a page only to members who may see it; to anyone else the network does not exist.

    The page runs in a transaction of its own, so that a refusal leaves nothing half done.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.member is None:
                raise Http404
            if lacks_second_factor(request.member):
                messages.warning(request, _("Your role needs a second sign-in step. Set one up to go on."))
                return redirect("mfa_index")
            if not request.member.can(permission):
                raise PermissionDenied(
                    _("Your role in this network may not {permission}.").format(permission=_(permission))
                )
            with transaction.atomic():
                return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the house tests
        return guarded

    return decorate


def open_to_all(view: View) -> View:
    """Mark a page that needs no sign-in. Each one is listed in the house tests with its reason."""
    view.is_public = True  # type: ignore[attr-defined]  # read by the house tests
    return view


def must(member: Any, permission: Permission) -> None:
    """Refuse an action that the member's role does not include; the clock may do anything it is coded to."""
    if isinstance(member, Membership) and not member.can(permission):
        raise PermissionDenied(_("Your role in this network may not {permission}.").format(permission=_(permission)))


def lacks_second_factor(member: Membership) -> bool:
    """Whether this member must set up a second sign-in step before anything else."""
    return member.is_staff and member.network.second_factor_required and not is_mfa_enabled(member.user)
