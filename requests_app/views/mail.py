"""Decide about a mail that found no request: join it to one, or open one from it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from requests_app import actions
from requests_app.forms.mail import JoinMailForm
from requests_app.forms.request import KeyInForm
from requests_app.mail_in import letters, places, senders
from requests_app.models import EntryChannel, TTARequest
from requests_app.views.writing import send_keyed_in
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission, Role
from tta_portal.htmx import posted, render_page, sent_files
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.parse import ParsedMail
from tta_portal.inbound.views import find

LONGEST_NEED = 10_000
ANSWERED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|rv)\s*:)+\s*", re.IGNORECASE)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRIAGE_REQUESTS)
def join(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask which request it belongs to, and make it a message there."""
    mail = find(request, pk)
    if not _waits(mail):
        return redirect("mail", network=request.network.slug, pk=pk)
    parsed, sender = letters.read(mail), senders.member_at(mail.from_email)
    initial = {"number": _number_in(parsed, request.member)}
    form = JoinMailForm(posted(request), member=request.member, sender=sender, initial=initial)
    if form.is_valid():
        tta_request = form.cleaned_data["number"]
        letters.join(tta_request, mail, parsed, author=form.author, by=request.member)
        messages.success(request, f"Joined. It is in the conversation of request {tta_request.number} now.")
        return redirect(tta_request)
    return render_page(request, "inbound/join.html", {"mail": mail, "parsed": parsed, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.TRIAGE_REQUESTS)
def open_one(request: MemberRequest, pk: int) -> HttpResponse:
    """Key in what a mail asks for; the form begins with what the mail says."""
    mail = find(request, pk)
    if not _waits(mail):
        return redirect("mail", network=request.network.slug, pk=pk)
    parsed = letters.read(mail)
    form = KeyInForm(posted(request), sent_files(request), member=request.member)
    form.initial.update(_said_in(parsed))
    if form.is_valid():
        tta_request = send_keyed_in(form, by=request.member)
        reasons = _attach(tta_request, parsed)
        said = " ".join([f"It opened request {tta_request.number}.", *reasons])
        inbound.settle(mail, State.OPENED, reason=said, by=request.member)
        messages.success(request, " ".join([f"Sent for them. It is request {tta_request.number}.", *reasons]))
        return redirect(tta_request)
    return render_page(request, "inbound/open.html", {"mail": mail, "parsed": parsed, "form": form})


def _waits(mail: InboundMail) -> bool:
    return mail.is_open and bool(mail.from_email)


def _number_in(parsed: ParsedMail, member: Membership) -> int | None:
    """A guess for the person: the request that the mail itself speaks of, if they may read it."""
    guess = places.request_answered(parsed, member_id=None) or places.request_named(parsed.subject)
    if guess is None or not TTARequest.objects.visible_to(member).filter(pk=guess.pk).exists():
        return None
    return guess.number


def _said_in(parsed: ParsedMail) -> dict[str, Any]:
    """What the mail already says of a request."""
    sender = senders.member_at(parsed.from_email)
    known = sender if sender is not None and sender.role == Role.REQUESTER else None
    return {
        "organization": known.organization_id if known else None,
        "person": known.user.name if known else parsed.from_name[:120],
        "email": parsed.from_email,
        "entry_channel": EntryChannel.MAIL,
        "need": _need_in(parsed),
    }


def _need_in(parsed: ParsedMail) -> str:
    """The subject, which becomes the title, then the words: a mail begins with a greeting."""
    subject = ANSWERED.sub("", parsed.subject)
    return "\n\n".join(part for part in (subject, letters.plain(parsed.reply or parsed.text)) if part)[:LONGEST_NEED]


def _attach(tta_request: TTARequest, parsed: ParsedMail) -> list[str]:
    """Take the mail's files along; return why some stay out."""
    enclosed = letters.keep_files(parsed)
    actions.attach_files(tta_request, [(None, one) for one in enclosed.kept])
    return enclosed.reasons
