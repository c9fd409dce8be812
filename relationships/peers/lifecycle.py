"""The life of an introduction between two health departments."""

from __future__ import annotations

from django.db import models

from tta_portal.accounts.roles import Permission
from tta_portal.lifecycle import Move
from tta_portal.words import gettext_lazy as _


class State(models.TextChoices):
    ASKED = "asked", _("Asked")
    DECLINED = "declined", _("Not this time")
    INTRODUCED = "introduced", _("Introduced")
    AGREED = "agreed", _("Working together")
    FINISHED = "finished", _("Finished")
    ENDED = "ended", _("Ended")


BOTH_SEE = (State.INTRODUCED, State.AGREED)
PARTIES = (Permission.CONFIRM_NEEDS,)

MOVES: dict[str, Move] = {
    "accept": Move(_("Say yes"), (State.ASKED,), State.INTRODUCED, PARTIES),
    "decline": Move(_("Say no"), (State.ASKED,), State.DECLINED, PARTIES),
    "agree": Move(_("Agree"), (State.INTRODUCED,), State.AGREED, PARTIES),
    "finish": Move(_("Finish"), (State.AGREED,), State.FINISHED, PARTIES),
    "end": Move(_("End"), (State.ASKED, State.INTRODUCED, State.AGREED), State.ENDED, PARTIES),
}
