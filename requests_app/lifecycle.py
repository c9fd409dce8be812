"""The life of a request, as a table. Each guard names a fact of `TTARequest`."""

from __future__ import annotations

from django.db import models

from tta_portal.accounts.roles import Permission
from tta_portal.lifecycle import BACK, Guard, Move
from tta_portal.words import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    DISCOVERY = "discovery", _("Discovery")
    PLANNING = "planning", _("Planning")
    IN_DELIVERY = "in_delivery", _("In delivery")
    FOLLOWING_UP = "following_up", _("Following up")
    CLOSED = "closed", _("Closed")
    ON_HOLD = "on_hold", _("On hold")
    REFERRED = "referred", _("Referred")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged into another")


UNDERWAY = (
    Status.SUBMITTED,
    Status.ACKNOWLEDGED,
    Status.DISCOVERY,
    Status.PLANNING,
    Status.IN_DELIVERY,
    Status.FOLLOWING_UP,
)
OPEN = (*UNDERWAY, Status.ON_HOLD, Status.REFERRED)
ENDED = (Status.CLOSED, Status.DECLINED, Status.WITHDRAWN)

TEAM = (Permission.WORK_REQUESTS,)
TRIAGE = (Permission.TRIAGE_REQUESTS,)
ASKER = (Permission.CONFIRM_NEEDS,)

REPLIED = Guard("has_personal_reply", _("Write to the requester first: automatic mail does not count as a reply."))
LED = Guard("has_lead", _("Choose a lead first, so that the requester knows who they will talk to."))
OFFERED = Guard("conversation_offered", _("Offer a conversation first, with times that would suit you."))
TALKED = Guard("conversation_held", _("Log a conversation with someone of the health department first."))
HEARD = Guard(
    "needs_confirmed", _("The requester has not confirmed “what we heard” yet. Send it, or wait for their word.")
)
AGREED = Guard("plan_agreed", _("Both sides must agree the same version of the plan first."))
VOICED = Guard("voice_recorded", _("Record in the plan who speaks for the community, or say why nobody does."))
UNIVERSAL = Guard(
    "is_universal", _("Only a request with universal intensity takes the short way. Change its intensity first.")
)
WORKED = Guard("has_activity", _("Log at least one activity first, so that the record shows what was done."))
NOTHING_LATE = Guard(
    "nothing_overdue_from_us", _("One of our own promises is overdue. Keep it or agree a new date first.")
)
FOLLOWED_UP = Guard(
    "follow_up_finished",
    _("The final check-in is still open. It must be answered, or it, one reminder and one call must have failed."),
)

MOVES: dict[str, Move] = {
    "submit": Move(
        _("Send request"), (Status.DRAFT,), Status.SUBMITTED, (Permission.SUBMIT_REQUESTS, Permission.WORK_REQUESTS)
    ),
    "acknowledge": Move(_("Acknowledge"), (Status.SUBMITTED,), Status.ACKNOWLEDGED, TRIAGE, (REPLIED,)),
    "offer_conversation": Move(
        _("Offer a conversation"), (Status.ACKNOWLEDGED,), Status.DISCOVERY, TEAM, (LED, OFFERED)
    ),
    "start_planning": Move(_("Start planning"), (Status.DISCOVERY,), Status.PLANNING, TEAM, (TALKED, HEARD)),
    "start_delivery": Move(_("Start delivery"), (Status.PLANNING,), Status.IN_DELIVERY, TEAM, (AGREED, VOICED)),
    "answer_quickly": Move(_("Answer quickly"), (Status.ACKNOWLEDGED,), Status.IN_DELIVERY, TEAM, (LED, UNIVERSAL)),
    "deliver": Move(_("Mark as delivered"), (Status.IN_DELIVERY,), Status.FOLLOWING_UP, TEAM, (WORKED, NOTHING_LATE)),
    "close": Move(_("Close"), (Status.FOLLOWING_UP,), Status.CLOSED, TEAM, (FOLLOWED_UP,)),
    "hold": Move(_("Put on hold"), UNDERWAY, Status.ON_HOLD, TEAM),
    "resume": Move(_("Resume"), (Status.ON_HOLD,), BACK, TEAM),
    "refer": Move(
        _("Refer"), (Status.SUBMITTED, Status.ACKNOWLEDGED, Status.DISCOVERY, Status.PLANNING), Status.REFERRED, TRIAGE
    ),
    "take_back": Move(_("Take back"), (Status.REFERRED,), BACK, TRIAGE),
    "complete_referral": Move(
        _("Confirm the outcome"),
        (Status.REFERRED,),
        Status.FOLLOWING_UP,
        TRIAGE,
        (Guard("was_introduced", _("Introduce both sides first: “sent” is not “received”.")),),
    ),
    "decline": Move(_("Decline"), (Status.SUBMITTED, Status.ACKNOWLEDGED, Status.DISCOVERY), Status.DECLINED, TRIAGE),
    "merge": Move(
        _("Merge into another request"),
        (Status.SUBMITTED, Status.ACKNOWLEDGED, Status.DISCOVERY, Status.PLANNING),
        Status.MERGED,
        TRIAGE,
    ),
    "unmerge": Move(_("Take out of the other request"), (Status.MERGED,), BACK, TRIAGE),
    "withdraw": Move(_("Withdraw"), OPEN, Status.WITHDRAWN, ASKER),
    "reopen": Move(_("Reopen"), ENDED, Status.ACKNOWLEDGED, (*ASKER, *TEAM), (REPLIED,)),
}

IN_PLAIN_WORDS: dict[str, str] = {
    Status.DRAFT: _("Not sent yet"),
    Status.SUBMITTED: _("Sent. A person will read it and write to you"),
    Status.ACKNOWLEDGED: _("A person has read it and written to you"),
    Status.DISCOVERY: _("We are getting to know the need together"),
    Status.PLANNING: _("We are writing a plan together"),
    Status.IN_DELIVERY: _("The work is under way"),
    Status.FOLLOWING_UP: _("Delivered. We are asking how it went"),
    Status.CLOSED: _("Closed"),
    Status.ON_HOLD: _("On hold"),
    Status.REFERRED: _("With another team, introduced by us"),
    Status.DECLINED: _("We could not take this on"),
    Status.WITHDRAWN: _("You withdrew this request"),
    Status.MERGED: _("Goes on in another of your requests"),
}

TONES: dict[str, str] = {
    Status.SUBMITTED: "new",
    Status.ACKNOWLEDGED: "act",
    Status.DISCOVERY: "act",
    Status.PLANNING: "act",
    Status.IN_DELIVERY: "act",
    Status.ON_HOLD: "wait",
    Status.REFERRED: "wait",
    Status.DRAFT: "wait",
    Status.MERGED: "wait",
}
