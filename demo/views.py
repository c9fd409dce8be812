"""The demo's mailbox: every mail the portal sent, newest first, with its links."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from demo import mail_program
from demo.forms import AnswerForm
from tta_portal.accounts.access import open_to_all
from tta_portal.htmx import posted, render_page
from tta_portal.outbox.models import Message, State
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

SHOWN = 100
LINK = re.compile(r"https?://[^\s<>\"]+")


@require_safe
@open_to_all
def mail(request: HttpRequest) -> HttpResponse:
    """All mail of all demo networks; there is no such page outside the demo."""
    _only_in_the_demo()
    mails = sorted([*_outbox(), *_account_mail()], key=lambda one: one["at"], reverse=True)[:SHOWN]
    return render(request, "demo/mail.html", {"mails": mails})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def one_mail(request: HttpRequest, key: str) -> HttpResponse:
    """One mail as it was sent; one that can be answered by mail is answered here."""
    _only_in_the_demo()
    found = next((one for one in [*_outbox(), *_account_mail()] if one["key"] == key), None)
    if found is None:
        raise Http404
    form = AnswerForm(posted(request)) if found["reply_to"] else None
    if form is not None and form.is_valid():
        received = mail_program.answer(found, form.cleaned_data["text"])
        messages.success(request, f"The portal took it in. {received.reason}")
        return redirect("demo_one_mail", key=key)
    return render_page(request, "demo/one_mail.html", {"mail": found, "form": form})


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _outbox() -> Iterator[dict[str, Any]]:
    for network in Network.objects.all():
        with network_scope(network.pk):
            for message in Message.objects.filter(state=State.SENT).exclude(text="").order_by("-sent_at")[:SHOWN]:
                yield {
                    "key": f"{network.pk}-{message.pk}",
                    "at": message.sent_at,
                    "network": network.name,
                    "to": f"{message.to_name} <{message.to_email}>",
                    "to_name": message.to_name,
                    "to_email": message.to_email,
                    "reply_to": message.headers.get("Reply-To", ""),
                    "message_id": message.message_id,
                    "subject": message.subject,
                    "text": message.text,
                    "links": LINK.findall(message.text),
                }


def _account_mail() -> Iterator[dict[str, Any]]:
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "") or "/nonexistent")
    for path in sorted(folder.glob("*.log"), reverse=True)[:SHOWN] if folder.is_dir() else []:
        parsed = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = parsed.get_body(preferencelist=("plain",))
        text = body.get_content() if body else ""
        yield {
            "key": path.stem,
            "at": datetime.fromtimestamp(path.stat().st_mtime, tz=UTC),
            "network": "Sign-in",
            "to": str(parsed["to"]),
            "reply_to": "",
            "subject": str(parsed["subject"]),
            "text": text,
            "links": LINK.findall(text),
        }
