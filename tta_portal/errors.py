"""Saying no: how a refusal is shown as a page, a fragment or JSON, always with the same sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM_JSON = "application/problem+json"


class Refused(Exception):
    """What was asked cannot be done now; the sentence says what happened and what to do."""

    code: int = status.HTTP_409_CONFLICT

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooOften(Refused):
    """Too much at once from one person or address; the sentence says when to go on."""

    code = status.HTTP_429_TOO_MANY_REQUESTS

    def __init__(self, sentence: str, *, wait: timedelta) -> None:
        super().__init__(sentence)
        self.wait = wait


class RefusedMiddleware:
    """Answer a refusal with its sentence, as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if isinstance(exception, TooOften):
            context = {"sentence": exception.sentence, "again_url": request.get_full_path()}
            return too_often(render(request, "errors/too_often.html", context), exception)
        context = {"sentence": exception.sentence, "back_url": request.path}
        return render(request, "errors/refused.html", context, status=exception.code)


def too_often(response: HttpResponse, refused: TooOften) -> HttpResponse:
    """Mark an answer as one to somebody who asked too often, whatever it shows."""
    response.status_code = refused.code
    response["Retry-After"] = str(int(refused.wait.total_seconds()))
    return response


def problem_json(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an API error as RFC 9457 problem JSON: title, status, detail, and field errors."""
    if isinstance(exception, Refused):
        return _problem("Refused", exception.code, exception.sentence)
    if isinstance(exception, Http404):
        return _problem("Not found", status.HTTP_404_NOT_FOUND, "There is nothing at this address for you.")
    if isinstance(exception, PermissionDenied):
        return _problem("Not allowed", status.HTTP_403_FORBIDDEN, str(exception) or "Your role may not do this.")
    if isinstance(exception, exceptions.ValidationError):
        return _problem("Invalid", status.HTTP_400_BAD_REQUEST, "Some fields need another look.", exception.detail)
    response = exception_handler(exception, context)
    if response is None:
        return None
    detail = str(getattr(exception, "detail", exception))
    problem = _problem(type(exception).__name__, response.status_code, detail)
    for header in ("WWW-Authenticate", "Retry-After", "Allow"):
        if header in response:
            problem[header] = response[header]
    return problem


def _problem(title: str, code: int, detail: str, errors: Any = None) -> Response:
    body = {"title": title, "status": code, "detail": detail}
    if errors is not None:
        body["errors"] = errors
    return Response(body, status=code, content_type=PROBLEM_JSON)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that waited too long, or came from elsewhere."""
    if request.path.startswith("/api/"):
        body = {"title": "Not allowed", "status": 403, "detail": "The form token is missing or too old."}
        return JsonResponse(body, status=403, content_type=PROBLEM_JSON)
    return render(request, "errors/csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing here for this person; the same for what exists elsewhere and what does not exist."""
    if request.path.startswith("/api/"):
        body = {"title": "Not found", "status": 404, "detail": "There is nothing at this address for you."}
        return JsonResponse(body, status=404, content_type=PROBLEM_JSON)
    return render(request, "errors/404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The person is known and the page exists, but their role may not use it."""
    return render(request, "errors/403.html", {"sentence": str(exception)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault. Rendered without queries and without the page frame."""
    return render(None, "errors/500.html", status=500)
