"""How django-allauth fits the portal: sign-up is by invitation, and addresses come from trusted proxies only."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address: what a trusted proxy says, or the connection's own."""
        remote = request.META.get("REMOTE_ADDR", "")
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if forwarded and remote in settings.TRUSTED_PROXIES:
            return forwarded.rpartition(",")[2].strip()
        return remote or "127.0.0.1"
