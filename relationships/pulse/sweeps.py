"""Every few hours: whose pulse is due, where an administrator wants it taken."""

from __future__ import annotations

from datetime import timedelta

from relationships.pulse import tasks
from relationships.pulse.models import PulseSetting
from tta_portal.clock import sweep_networks


@sweep_networks(every=timedelta(hours=3))
def take_the_pulse() -> None:
    if PulseSetting.objects.filter(times_a_year__gt=0).exists():
        tasks.ask_pulses.delay()
