"""Whether a message may still be read by whom it was written for: the apps above know, and are asked as it leaves."""

from __future__ import annotations

from collections.abc import Callable

from tta_portal.outbox.models import Message

Question = Callable[[int, str], bool]
_questions: list[Question] = []


def asked_before_sending(question: Question) -> Question:
    """Register a question: may the member of this number still read what the message is about?"""
    _questions.append(question)
    return question


def may_still_read(message: Message) -> bool:
    """A message that names no reader was meant for its address, whatever changed since."""
    return message.reader is None or all(ask(message.reader, message.about) for ask in _questions)
