"""What a check-in asks: at most six questions, chosen by how long after delivery it comes.

Product rule: some items come twice (usefulness, confidence). At 90 days the list would be eight
questions long, so use and missing voices are asked at 30 days only (see docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.questions import Moment
from requests_app.models.questions import Question as OwnQuestion


class Used(models.TextChoices):
    NO = "no", _("No")
    PARTLY = "partly", _("Partly")
    FULLY = "fully", _("Fully")
    CHOSE_NOT_TO = "chose_not_to", _("We chose not to")


class Changed(models.TextChoices):
    NOTHING = "nothing", _("Nothing yet")
    PRACTICE = "practice", _("How we work")
    PROGRAMME = "programme", _("A programme")
    POLICY = "policy", _("A policy")
    PARTNERSHIP = "partnership", _("A partnership")
    COMMUNITY = "community", _("Something in the community")


class Promises(models.TextChoices):
    ALL = "all", _("All of it")
    MOST = "most", _("Most of it")
    SOME = "some", _("Some of it")
    NONE = "none", _("None of it")


class NextStep(models.TextChoices):
    DONE = "done", _("We are done")
    STAY_IN_TOUCH = "stay_in_touch", _("Stay in touch")
    KEEP_WORKING = "keep_working", _("Keep working together")
    HELP_A_PEER = "help_a_peer", _("We could help another health department")


@dataclass(frozen=True)
class Question:
    """One screenful: a heading and the answer's fields below it."""

    title: Any
    fields: tuple[str, ...]

    @property
    def is_single(self) -> bool:
        """Whether its one field carries the title itself."""
        return len(self.fields) == 1


UNDERSTOOD = Question(_("Do you agree? We understood what you needed"), ("understood",))
QUALITY = Question(_("Was it relevant and useful?"), ("relevant", "useful"))
RELEVANT = Question(_("Do you agree? It was relevant"), ("relevant",))
USEFUL = Question(_("Do you agree? It was useful"), ("useful",))
CONFIDENCE = Question(
    _("How confident did you feel before, and how confident now?"), ("confidence_before", "confidence_now")
)
USE = Question(_("Have you used it?"), ("used", "barrier"))
CHANGE = Question(_("What has changed?"), ("changed",))
VOICE = Question(_("Whose voice was missing? Who should have been heard, and was not?"), ("missing_voice",))
PROMISES = Question(_("Did we do what we said?"), ("promises",))
WILL_USE = Question(_("Will you use what you learned, or have you already?"), ("used",))
NEED = Question(_("Is there still a need?"), ("need_remains", "remaining_need"))
NEXT = Question(_("What next?"), ("next_step",))
EVERY = (PROMISES, NEED, NEXT)


MOST, MOST_OWN = 6, 2


def questions_for(offset_days: int, *, ongoing: bool = False, training: bool = False) -> tuple[Question, ...]:
    """The questions of a check-in so many days after delivery, of an ongoing rhythm, or after a training."""
    if training:
        return (RELEVANT, USEFUL, WILL_USE, NEED, NEXT)
    if ongoing:
        return (CHANGE, VOICE, *EVERY)
    if offset_days < 14:
        return (UNDERSTOOD, RELEVANT, USEFUL, *EVERY)
    if offset_days < 60:
        return (CONFIDENCE, USE, VOICE, *EVERY)
    if offset_days < 150:
        return (QUALITY, CONFIDENCE, CHANGE, *EVERY)
    return (CHANGE, *EVERY)


def moment_of(kind: str, offset_days: int) -> Moment | None:
    """Which of the moments that a network's own questions name this check-in is; none after a training."""
    if kind == "training":
        return None
    if kind != "request":
        return Moment.ONGOING
    steps = ((14, Moment.SOON), (60, Moment.MONTH), (150, Moment.QUARTER))
    return next((moment for days, moment in steps if offset_days < days), Moment.HALF_YEAR)


def with_own(kind: str, offset_days: int, *, own: Sequence[tuple[str, str]] = ()) -> tuple[Question, ...]:
    """Six questions at most: the network's own, as (title, field), take the places of the last optional ones."""
    usual = questions_for(offset_days, ongoing=kind not in ("request", "training"), training=kind == "training")
    optional = [question for question in usual if question not in EVERY]
    always = [question for question in usual if question in EVERY]
    own_ones = [Question(title, (name,)) for title, name in own[:MOST_OWN]]
    room = MOST - len(always) - len(own_ones)
    return (*optional[:room], *own_ones, *always)


def own_questions(kind: str, offset_days: int) -> list[OwnQuestion]:
    """The network's own questions for this moment: two at most, so that six stay six."""
    moment = moment_of(kind, offset_days)
    if moment is None:
        return []
    return list(OwnQuestion.objects.asked_in_check_ins().filter(moments__contains=[moment])[:MOST_OWN])
