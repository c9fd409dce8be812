"""Write a mail down in a request: its words, its quotes and its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from requests_app import actions
from requests_app.lifecycle import ENDED
from requests_app.mail_in import places, senders
from requests_app.models import ThreadMessage, TTARequest
from requests_app.models.thread import Via
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused
from tta_portal.files import actions as files
from tta_portal.files.models import StoredFile
from tta_portal.files.names import clean_name
from tta_portal.files.refusal import BadFile
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.bodies import Attachment
from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.parse import ParsedMail
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

LONGEST_BODY, LONGEST_FOLDED = 20_000, 100_000
ORNAMENT = 10_000
"""Pictures within the text that are smaller than this are logos and signatures."""

NO_TEXT = _("There is no text in this mail.")
CUT = _("\n\n[It was too long to be shown whole. The team has all of it.]")
CUT_BEFORE = _("The mail was too large to be kept whole.")
AMONG_COLLEAGUES = ("lead:", "person:", "target:", "referral:", "bounced:")
"""Notices about how the team works: answering one does not write to the health department."""


@dataclass
class Enclosed:
    """The files of a mail that were kept, the names of the others, and why those were not."""

    kept: list[StoredFile] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        return (
            format_lazy(_("Left out: {names}. The team has the whole mail."), names=", ".join(self.left_out))
            if self.left_out
            else ""
        )


def read(mail: InboundMail) -> ParsedMail:
    """What a mail says, for a person who decides about it."""
    try:
        return mail.parsed()
    except OSError as error:
        raise Refused("This mail cannot be read from the storage just now. Try again later.") from error


@transaction.atomic
def join(
    tta_request: TTARequest,
    mail: InboundMail,
    parsed: ParsedMail,
    *,
    author: Membership | None,
    by: Membership | None = None,
) -> ThreadMessage:
    """Make a mail a message of a request. Without an author it stands under the address it claims.

    `by` is the person who placed it, if one did.
    """
    if author is None and not parsed.from_email:
        raise Refused(_("This mail does not say who sent it, so it cannot stand in a request."))
    enclosed = keep_files(parsed)
    own, quoted = _words(parsed)
    words: dict[str, Any] = {
        "body": _with_notes(own, [enclosed.note, CUT_BEFORE if mail.was_cut else ""]),
        "folded": _cut(quoted, LONGEST_FOLDED),
        "via": Via.MAIL,
    }
    if author is None:
        message = _from_outside(tta_request, parsed, enclosed, words)
    else:
        message = _from_member(tta_request, parsed, enclosed, words, author)
    said = " ".join([f"It is in request {tta_request.number} now.", *enclosed.reasons])
    inbound.settle(mail, State.JOINED, reason=said, by=by)
    return message


def keep_files(parsed: ParsedMail) -> Enclosed:
    """Store the files of a mail, each by itself: one that is not taken does not keep out the others."""
    enclosed = Enclosed()
    for attachment in parsed.attachments:
        if _is_ornament(attachment):
            continue
        try:
            enclosed.kept.append(files.store(ContentFile(attachment.content, name=attachment.name), by=None))
        except BadFile as bad:
            enclosed.left_out.append(clean_name(attachment.name))
            enclosed.reasons.append(bad.sentence)
    return enclosed


def plain(text: str) -> str:
    """Without NUL and other control characters, and without empty lines at either end."""
    return "".join(char for char in text if char in "\n\t" or (char >= " " and not "\x7f" <= char <= "\x9f")).strip()


def _is_ornament(attachment: Attachment) -> bool:
    is_picture = attachment.content_type.startswith("image/")
    return attachment.is_inline and is_picture and attachment.size < ORNAMENT


def _words(parsed: ParsedMail) -> tuple[str, str]:
    """The writer's own words and the rest; what seems to be nothing but quotes is shown whole."""
    own = plain(parsed.reply)
    return (own, plain(parsed.folded)) if own else (plain(parsed.text) or NO_TEXT, "")


def _with_notes(words: str, notes: list[str]) -> str:
    end = "".join(f"\n\n{note}" for note in notes if note)
    return _cut(words, LONGEST_BODY - len(end)) + end


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - len(CUT)] + CUT


def _from_outside(
    tta_request: TTARequest, parsed: ParsedMail, enclosed: Enclosed, words: dict[str, Any]
) -> ThreadMessage:
    message = actions.add_from_outside(tta_request, from_name=parsed.from_name, from_email=parsed.from_email, **words)
    actions.attach_files(tta_request, [(None, one) for one in enclosed.kept], message=message)
    return message


def _from_member(
    tta_request: TTARequest, parsed: ParsedMail, enclosed: Enclosed, words: dict[str, Any], author: Membership
) -> ThreadMessage:
    is_internal = author.is_staff and _is_among_colleagues(parsed)
    message = actions.add_message(tta_request, by=author, attachments=enclosed.kept, is_internal=is_internal, **words)
    if not author.is_staff:
        senders.let_follow(tta_request, parsed, by=author)
        if tta_request.status in ENDED and tta_request.has_personal_reply:
            actions.reopen(tta_request, by=author, reason="The requester wrote again.")
    return message


def _is_among_colleagues(parsed: ParsedMail) -> bool:
    """Whether it answers what only the team was told: then the answer stays with the team, too."""
    keys = [message.dedupe_key for message in places.answered(parsed)]
    about = [key.split(":")[1] for key in keys if key.startswith("thread:")]
    notes = ThreadMessage.objects.filter(pk__in=[pk for pk in about if pk.isdigit()], is_internal=True)
    return any(key.startswith(AMONG_COLLEAGUES) for key in keys) or notes.exists()
