"""An answer that came as a reply to the mail: what was clear counts, and the person reads back what we read."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from relationships.actions import answers
from relationships.actions.asking import lead_of, new_link
from relationships.lifecycle import CheckInState
from relationships.models import Channel, CheckIn
from requests_app.actions import open_task
from requests_app.actions.notices import recipient
from tta_portal.accounts.models import Membership
from tta_portal.outbox import actions as outbox


@transaction.atomic
def answer_by_mail(check_in: CheckIn, *, by: Membership, said: dict[str, Any], lines: list[str], key: str) -> None:
    """Save what was understood, and write back what that is, with a link to correct it.

    `lines`: the questions with the words that were read as their answers; `key` names the mail.
    """
    answers.answer(check_in, by=by, answers=said, channel=Channel.MAIL)
    to = recipient(by)
    with translation.override(to.language):
        outbox.post(
            to=to,
            subject=_("Thank you: this is how we read your answer"),
            paragraphs=[
                _("You answered by mail. This is what we saved:"),
                "\n".join(lines),
                _("If something is wrong or missing, correct it with the button below. You do not need to sign in."),
                _("All the words of your mail are kept, and a person reads them."),
            ],
            links=[outbox.Link(_("See or correct your answer"), new_link(check_in, timezone.now()))],
            about=check_in,
            dedupe_key=f"check-in:{check_in.pk}:read:{key}",
        )


def have_it_read(check_in: CheckIn) -> None:
    """Nothing in the mail was clearly an answer: the lead reads it, and keys the answer in."""
    if check_in.state == CheckInState.ANSWERED:
        return
    open_task(
        key=f"check-in:{check_in.pk}:mail",
        title=f"Read a mail that answers a check-in: {check_in.person.user.name}",
        reason="They answered by mail in their own words. Read it, key the answer in on the check-in's page, "
        "and write to them if something is not clear.",
        organization=check_in.organization,
        tta_request=check_in.tta_request,
        assigned_to=lead_of(check_in),
    )
