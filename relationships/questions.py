"""What a check-in asks: at most six questions, chosen by how long after delivery it comes.

Product rule: some items come twice (usefulness, confidence). At 90 days the list would be eight
questions long, so use and missing voices are asked at 30 days only (see docs/decisions.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Used(models.TextChoices):
    NO = "no", "No"
    PARTLY = "partly", "Partly"
    FULLY = "fully", "Fully"
    CHOSE_NOT_TO = "chose_not_to", "We chose not to"


class Changed(models.TextChoices):
    NOTHING = "nothing", "Nothing yet"
    PRACTICE = "practice", "How we work"
    PROGRAMME = "programme", "A programme"
    POLICY = "policy", "A policy"
    PARTNERSHIP = "partnership", "A partnership"
    COMMUNITY = "community", "Something in the community"


class Promises(models.TextChoices):
    ALL = "all", "All of it"
    MOST = "most", "Most of it"
    SOME = "some", "Some of it"
    NONE = "none", "None of it"


class NextStep(models.TextChoices):
    DONE = "done", "We are done"
    STAY_IN_TOUCH = "stay_in_touch", "Stay in touch"
    KEEP_WORKING = "keep_working", "Keep working together"
    HELP_A_PEER = "help_a_peer", "We could help another health department"


@dataclass(frozen=True)
class Question:
    """One screenful: a heading and the answer's fields below it."""

    title: str
    fields: tuple[str, ...]

    @property
    def is_single(self) -> bool:
        """Whether its one field carries the title itself."""
        return len(self.fields) == 1


UNDERSTOOD = Question("Do you agree? We understood what you needed", ("understood",))
QUALITY = Question("Was it relevant and useful?", ("relevant", "useful"))
RELEVANT = Question("Do you agree? It was relevant", ("relevant",))
USEFUL = Question("Do you agree? It was useful", ("useful",))
CONFIDENCE = Question(
    "How confident did you feel before, and how confident now?", ("confidence_before", "confidence_now")
)
USE = Question("Have you used it?", ("used", "barrier"))
CHANGE = Question("What has changed?", ("changed",))
VOICE = Question("Whose voice was missing? Who should have been heard, and was not?", ("missing_voice",))
PROMISES = Question("Did we do what we said?", ("promises",))
WILL_USE = Question("Will you use what you learned, or have you already?", ("used",))
NEED = Question("Is there still a need?", ("need_remains", "remaining_need"))
NEXT = Question("What next?", ("next_step",))
EVERY = (PROMISES, NEED, NEXT)


def questions_for(offset_days: int, *, ongoing: bool = False, training: bool = False) -> tuple[Question, ...]:
    """The questions of a check-in so many days after delivery, of an engagement's rhythm, or after a training."""
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
