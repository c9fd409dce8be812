"""Answer with a whole page, or with just the part that htmx asked for."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None when the page is only looked at; a form without fields is sent empty."""
    return request.POST if request.method == "POST" else None


def sent_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    """The files that came with what was sent, or None when the page is only looked at."""
    return request.FILES if request.method == "POST" else None


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page alone."""
    return bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]


def render_page(request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "") -> HttpResponse:
    """Render a page; an htmx request gets the named part of the same template.

    A form that was sent and came back with errors is answered with 422.
    """
    form = context.get("form")
    invalid = request.method == "POST" and form is not None and form.is_bound and not form.is_valid()
    name = f"{template}#{part}" if part and is_part(request) else template
    return render(request, name, context, status=422 if invalid else 200)
