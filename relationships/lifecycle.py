"""The life of an engagement and of a check-in."""

from __future__ import annotations

from django.db import models

from tta_portal.accounts.roles import Permission
from tta_portal.lifecycle import Guard, Move
from tta_portal.words import gettext_lazy as _


class EngagementStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended")


PARTIES = (Permission.AGREE_ENGAGEMENTS,)
BOTH = Guard("both_sides_agreed", _("Both sides must agree before the engagement is active."))
COMPLETE = Guard("has_commitments_of_both", _("Add at least one promise of each side first."))

ENGAGEMENT_MOVES: dict[str, Move] = {
    "accept": Move(_("Accept"), (EngagementStatus.PROPOSED,), EngagementStatus.ACTIVE, PARTIES, (COMPLETE, BOTH)),
    "pause": Move(_("Pause"), (EngagementStatus.ACTIVE,), EngagementStatus.PAUSED, PARTIES),
    "resume": Move(_("Resume"), (EngagementStatus.PAUSED,), EngagementStatus.ACTIVE, PARTIES),
    "complete": Move(
        _("Complete"), (EngagementStatus.ACTIVE, EngagementStatus.PAUSED), EngagementStatus.COMPLETED, PARTIES
    ),
    "end": Move(
        _("End"),
        (EngagementStatus.PROPOSED, EngagementStatus.ACTIVE, EngagementStatus.PAUSED),
        EngagementStatus.ENDED,
        PARTIES,
    ),
}


class CheckInState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    ASKED = "asked", _("Asked")
    REMINDED = "reminded", _("Reminded")
    TO_PHONE = "to_phone", _("A person phones")
    ANSWERED = "answered", _("Answered")
    UNREACHABLE = "unreachable", _("Nobody could be reached")
    CANCELLED = "cancelled", _("Cancelled")


WAITING_FOR_ANSWER = (CheckInState.ASKED, CheckInState.REMINDED, CheckInState.TO_PHONE)
CAN_BE_ANSWERED = (*WAITING_FOR_ANSWER, CheckInState.ANSWERED)
FINISHED = (CheckInState.ANSWERED, CheckInState.UNREACHABLE, CheckInState.CANCELLED)
