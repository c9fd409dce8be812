"""Find the network and the member of a request, and keep sessions short."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pghistory.middleware
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from tta_portal.accounts.models import Membership
from tta_portal.logs import scrub
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import know, network_scope

TOUCH_SECONDS = 600


class NetworkMiddleware:
    """Open the scope of the network in the address, and say who is asking.

    Views never see the network's slug. A network that does not exist and one that the person
    is no member of look the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.network = request.member = None
        slug = _slug(request.path_info)
        network = Network.objects.filter(slug=slug).first() if slug else None
        if network is None:
            return self.get_response(request)
        with network_scope(network.pk):
            request.network = network
            know(network)
            response: Any = self.get_response(request)
            if not getattr(response, "is_rendered", True):
                response = response.render()
            timezone.deactivate()
            return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        kwargs.pop("network", None)
        if request.network is not None and request.user.is_authenticated:
            request.member = find_member(request.user, request.network)
            if request.member is not None:
                translation.activate(request.member.language)
            timezone.activate(time_zone_of(request.member) or request.network.time_zone)


def time_zone_of(member: Membership | None) -> str:
    """The clock a member lives by: their organization's."""
    return member.organization.time_zone if member is not None and member.organization else ""


def find_member(user: Any, network: Network) -> Membership | None:
    """The person's active membership in the network in force, with what every page reads of it."""
    member: Membership | None
    member = Membership.objects.active().select_related("organization").filter(user=user).first()
    if member is not None:
        member.network, member.user = network, user
    return member


class LanguageMiddleware:
    """Speak the person's own language, else what their browser asks for; and forget it after the request.

    In a network, `NetworkMiddleware` then chooses again: there the organization's language counts too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request), deactivate=True):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        if not request.user.is_authenticated:
            patch_vary_headers(response, ("Accept-Language",))
        return response


def language_of(request: HttpRequest) -> str:
    """The language of a page outside the networks."""
    chosen = str(getattr(request.user, "language", ""))
    return chosen or translation.get_language_from_request(request)


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Notes who changed a row and on which page, without the keys that some addresses are."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"user": request.user.pk, "url": scrub(request.path)}


class SessionLimitsMiddleware:
    """End a session after three idle hours, or twelve hours in all; and keep pages out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._keep_or_end(request)
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def _keep_or_end(self, request: HttpRequest) -> None:
        now = int(time.time())
        started = request.session.setdefault("started_at", now)
        touched = request.session.setdefault("touched_at", now)
        if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - touched > settings.SESSION_IDLE_SECONDS:
            logout(request)
        elif now - touched > TOUCH_SECONDS:
            request.session["touched_at"] = now


def _slug(path: str) -> str | None:
    try:
        return resolve(path).kwargs.get("network")
    except Resolver404:
        return None
