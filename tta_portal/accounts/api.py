"""Who may use the API: members of the network in the address, by session or token."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from tta_portal.accounts.access import lacks_second_factor
from tta_portal.accounts.models import ApiToken


class IsMember(BasePermission):
    """The member's role must hold the view's `permission`; a token must be allowed to write to write.

    To a person who is no member, the network does not exist: 404, never 403.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        member = request._request.member  # type: ignore[attr-defined]  # set on every request
        if member is None:
            raise Http404
        if isinstance(request.auth, ApiToken) and request.method not in SAFE_METHODS and not request.auth.may_write:
            self.message = "This token may only read."
            return False
        if request.auth is None and lacks_second_factor(member):
            self.message = "Your role needs a second sign-in step. Set one up on the account pages first."
            return False
        self.message = f"Your role in this network may not {view.permission}."
        return member.can(view.permission)
