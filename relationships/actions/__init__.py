"""What people and the clock do to relationships. Call through the module: `actions.answer(…)`."""

from relationships.actions.answers import answer, ask_again_as_request, mark_unreachable, stop_check_ins
from relationships.actions.asking import ask_due, chase_unanswered
from relationships.actions.by_mail import answer_by_mail, have_it_read
from relationships.actions.consequences import you_said_we_did
from relationships.actions.engagements import (
    add_partner,
    agree,
    change_terms,
    complete,
    end,
    pause,
    promise,
    propose,
    resume,
)
from relationships.actions.passport import bring_record, take_record_away
from relationships.actions.rhythm import answer_them, ask_us, lift_pause, log_touch, pause_check_ins, wish_for
from relationships.actions.schedule import (
    begin_check_ins,
    begin_monthly_check_ins,
    begin_training_check_in,
    cancel_check_ins,
    cancel_training_check_in,
    make_room_for_contact,
    schedule_engagement_check_in,
    stay_in_touch,
)

__all__ = [
    "add_partner",
    "agree",
    "answer",
    "answer_by_mail",
    "answer_them",
    "ask_again_as_request",
    "ask_due",
    "ask_us",
    "begin_check_ins",
    "begin_monthly_check_ins",
    "begin_training_check_in",
    "bring_record",
    "cancel_check_ins",
    "cancel_training_check_in",
    "change_terms",
    "chase_unanswered",
    "complete",
    "end",
    "have_it_read",
    "lift_pause",
    "log_touch",
    "make_room_for_contact",
    "mark_unreachable",
    "pause",
    "pause_check_ins",
    "promise",
    "propose",
    "resume",
    "schedule_engagement_check_in",
    "stay_in_touch",
    "stop_check_ins",
    "take_record_away",
    "wish_for",
    "you_said_we_did",
]
