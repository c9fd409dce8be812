"""News for the apps above. Receivers are one line that calls an action."""

from django.dispatch import Signal

address_bounced = Signal()
"""Sent with `email` and `mail`, in the network's scope, when an address we wrote to does not exist (any more)."""
