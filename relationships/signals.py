"""News from relationships that other parts listen to."""

from __future__ import annotations

from django.dispatch import Signal

# check_in, answer, by
check_in_answered = Signal()
# organization, at
touched = Signal()
# engagement, move, by
engagement_moved = Signal()
