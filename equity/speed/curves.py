"""The share still waiting over time, drawn so that no step stands for few.

A step of Kaplan and Meier's curve can be one request. So the curve is read at the ends of whole days, a step is drawn
only once at least as many replies as the threshold have come since the last one, and none that would leave fewer than
that waiting. A request that is no longer watched, because it ended or is not older, is not left waiting. A group has a
curve only if its share in time is shown and n is at least four times the threshold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from equity.statistics import Step, Waits, kaplan_meier, together

Point = tuple[int, float]
"""A day, and the share (0 to 1) still waiting at its end."""
HOURS = 24


def coarse(waits: Waits, *, fewest: int) -> list[Point]:
    """The drawn steps, in the order of days."""
    steps, since, points, days = kaplan_meier(waits), 0, [], _by_day(waits)
    left = unanswered = sum(spell.replied + spell.unwatched for spell in waits.values())
    for day in sorted(days):
        spell = days[day]
        since, unanswered = since + spell.replied, unanswered - spell.replied
        left -= spell.replied + spell.unwatched
        if since >= fewest and (unanswered == 0 or left >= fewest):
            points.append((int(day), waiting_after(steps, day * HOURS)))
            since = 0
    return points


def _by_day(waits: Waits) -> Waits:
    """The waits by the day at whose end they are over."""
    return together({max(1, math.ceil(time / HOURS)): spell} for time, spell in waits.items())


def waiting_after(steps: Sequence[Step], hours: float) -> float:
    return next((step.waiting for step in reversed(steps) if step.time <= hours), 1.0)


def level(points: Sequence[Point], day: int) -> float | None:
    """The height of the drawing at the end of a day; None after its last step."""
    if not points or day > points[-1][0]:
        return None
    return next((share for on, share in reversed(points) if on <= day), 1.0)
