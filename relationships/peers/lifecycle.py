"""The life of an introduction between two health departments."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tta_portal.accounts.roles import Permission
from tta_portal.lifecycle import Move


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
    "accept": Move("Say yes", (State.ASKED,), State.INTRODUCED, PARTIES),
    "decline": Move("Say no", (State.ASKED,), State.DECLINED, PARTIES),
    "agree": Move("Agree", (State.INTRODUCED,), State.AGREED, PARTIES),
    "finish": Move("Finish", (State.AGREED,), State.FINISHED, PARTIES),
    "end": Move("End", (State.ASKED, State.INTRODUCED, State.AGREED), State.ENDED, PARTIES),
}
