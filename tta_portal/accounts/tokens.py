"""Sign-in for programs, with a hashed token of one network."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from tta_portal.accounts.models import ApiToken, digest
from tta_portal.tenancy.scope import network_in_force


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer ct_…`: valid in its own network only, until it expires or is revoked."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = _find(secret) if network_in_force() else None
        if token is None:
            raise exceptions.AuthenticationFailed("This token is wrong, expired or revoked.")
        request._request.member = token.membership  # type: ignore[attr-defined]  # set on every request
        return token.membership.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the package has no types
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "ct_ and 43 characters"}


def _find(secret: str) -> ApiToken | None:
    now = timezone.now()
    tokens = ApiToken.objects.select_related("membership__user", "membership__organization", "membership__network")
    usable = tokens.filter(expires_at__gt=now, revoked_at=None, membership__is_active=True)
    return usable.filter(token_hash=digest(secret), membership__user__is_active=True).first()
