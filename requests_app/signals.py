"""News for the apps above. Receivers are one line that calls an action."""

from django.dispatch import Signal

request_moved = Signal()
"""Sent with `tta_request`, `move` and `by`, inside the transaction of the move."""

contact_made = Signal()
"""Sent with `tta_request` and `at` (aware datetime) when a person and the recipient were in touch."""

commitment_broken = Signal()
"""Sent with `commitment` and `by`."""
