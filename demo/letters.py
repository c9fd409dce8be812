"""A handful of mails that were sent long ago, so that the demo's mailbox is not empty on the first day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from demo.life import Life
from demo.rows import Row
from relationships.actions.asking import new_link
from relationships.models import CheckIn
from requests_app.actions.notices import REQUEST, recipient
from requests_app.models import NeedsStatement, ThreadMessage, TTARequest
from tta_portal.inbound.routing import reply_address
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message, State

LATER = timedelta(days=3650)


def write_letters(lives: list[Life]) -> None:
    """What the demo's requester was sent: replies, “what we heard”, and one check-in with its link."""
    for life in lives:
        tta_request = TTARequest.objects.select_related("network", "requester__user", "requester__organization").get(
            pk=life.id
        )
        by_team = [row for row in life.rows.by_model[ThreadMessage] if row["author_id"] != tta_request.requester_id]
        for row in by_team[:1]:
            words = [row["body"]]
            _sent(tta_request, f"{_lead(life)} wrote to you", words, at=row["written_at"], label="Answer")
        for row in life.rows.by_model[NeedsStatement]:
            words = ["This is what we heard:", row["text"], "Please confirm it, or correct it in your own words."]
            _sent(tta_request, "did we hear you right?", words, at=row["written_at"], label="Confirm or correct")
        for row in life.check_ins:
            if row["state"] == "answered" and row["closes_at"] > timezone.now():
                _asked(tta_request, row, _lead(life))


def _page_of(tta_request: TTARequest) -> str:
    """Its address, without loading every page of the portal to look it up."""
    return f"{settings.SITE_URL}/{tta_request.network.slug}/requests/{tta_request.number}/"


def _lead(life: Life) -> str:
    return life.lead.name if life.lead else "The TTA team"


def _sent(tta_request: TTARequest, what: str, paragraphs: list[str], *, at: datetime, label: str) -> None:
    message = outbox.post(
        to=recipient(tta_request.requester),
        subject=f"Your request {tta_request.number}: {what}",
        paragraphs=paragraphs,
        links=[outbox.Link(label, _page_of(tta_request))],
        about=tta_request,
        dedupe_key=f"demo:{tta_request.pk}:{what}:{at:%Y%m%d}",
        headers=_answered_to(tta_request),
        due_at=timezone.now() + LATER,
    )
    _date(message, at)


def _answered_to(tta_request: TTARequest) -> dict[str, str]:
    """An answer to it finds the request, if the portal takes mail."""
    address = reply_address(REQUEST, tta_request.pk, tta_request.requester_id)
    return {"Reply-To": address} if address else {}


def _asked(tta_request: TTARequest, row: Row, lead: str) -> None:
    """The check-in that was answered: its link still lets her correct the answer."""
    check_in = CheckIn.objects.get(pk=row["id"])
    link = new_link(check_in, row["asked_at"])
    stop = link.replace("/check-in/", "/unsubscribe/")
    message = outbox.post(
        to=recipient(tta_request.requester),
        subject="How did it go? Three minutes, no sign-in",
        paragraphs=[
            f"How did it go? This is about request {tta_request.number}, “{tta_request.title}”.",
            "Your answer takes about three minutes. You do not need to sign in. Nothing is saved until you send it.",
            f"It goes to {lead}, and you can correct it for six weeks.",
            f"If you would rather not be asked: {stop}",
        ],
        links=[outbox.Link(f"Answer about request {tta_request.number}", link)],
        about=check_in,
        dedupe_key=f"check-in:{check_in.pk}",
        kind=Message.Kind.CHECK_IN,
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        due_at=timezone.now() + LATER,
    )
    _date(message, row["asked_at"])
    CheckIn.objects.filter(pk=check_in.pk).update(message=message)


def _date(message: Message, at: datetime) -> None:
    """It went out then, and nothing sends it again."""
    Message.objects.filter(pk=message.pk).update(state=State.SENT, date=at, due_at=at, sent_at=at, attempts=1)
