"""News from check-ins, passed on in one line."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from relationships.models import CheckIn, CheckInAnswer
from relationships.peers import actions
from relationships.signals import check_in_answered


@receiver(check_in_answered)
def after_an_answer(check_in: CheckIn, answer: CheckInAnswer, **kwargs: Any) -> None:
    actions.hear(check_in, answer)
