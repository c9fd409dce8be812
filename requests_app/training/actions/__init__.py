"""What people do with trainings. Call through the module: `actions.register(…)`."""

from requests_app.training.actions.attendance import mark_attendance
from requests_app.training.actions.catalogue import add_series, add_session, call_off, change_series, change_session
from requests_app.training.actions.reminders import remind
from requests_app.training.actions.seats import cancel, offer_seat, register

__all__ = [
    "add_series",
    "add_session",
    "call_off",
    "cancel",
    "change_series",
    "change_session",
    "mark_attendance",
    "offer_seat",
    "register",
    "remind",
]
