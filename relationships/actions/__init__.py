"""What people and the clock do to relationships. Call through the module: `actions.answer(…)`."""

from relationships.actions.answers import answer, ask_again_as_request, mark_unreachable, stop_check_ins
from relationships.actions.asking import ask_due, chase_unanswered
from relationships.actions.engagements import (
    add_partner,
    agree,
    change_terms,
    complete,
    end,
    pause,
    propose,
    resume,
)
from relationships.actions.schedule import (
    begin_check_ins,
    begin_training_check_in,
    cancel_check_ins,
    cancel_training_check_in,
    make_room_for_contact,
    schedule_engagement_check_in,
)

__all__ = [
    "add_partner",
    "agree",
    "answer",
    "ask_again_as_request",
    "ask_due",
    "begin_check_ins",
    "begin_training_check_in",
    "cancel_check_ins",
    "cancel_training_check_in",
    "change_terms",
    "chase_unanswered",
    "complete",
    "end",
    "make_room_for_contact",
    "mark_unreachable",
    "pause",
    "propose",
    "resume",
    "schedule_engagement_check_in",
    "stop_check_ins",
]
