"""News of trainings for the apps above. Receivers are one line that calls an action."""

from django.dispatch import Signal

attended = Signal()
"""Sent with `registration`, inside the transaction, when somebody of a recipient organization was there."""

attendance_taken_back = Signal()
"""Sent with `registration` when the list is corrected: they were not there after all."""
