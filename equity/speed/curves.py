"""The share still waiting over time, drawn so that no step stands for few.

A step of Kaplan and Meier's curve can be one request. So the curve is read at the ends of whole days, a step is drawn
only once at least as many replies as the threshold have come since the last one, and none that would leave fewer than
that waiting. A group has a curve only if its share in time is shown and n is at least four times the threshold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from equity.statistics import Step, Waits, kaplan_meier

Point = tuple[int, float]
"""A day, and the share (0 to 1) still waiting at its end."""
HOURS = 24


def coarse(waits: Waits, *, fewest: int) -> list[Point]:
    """The drawn steps, in the order of days."""
    replies: dict[int, int] = {}
    for time, spell in waits.items():
        day = max(1, math.ceil(time / HOURS))
        replies[day] = replies.get(day, 0) + spell.replied
    left = sum(spell.replied + spell.unwatched for spell in waits.values())
    steps, since, points = kaplan_meier(waits), 0, []
    for day in sorted(replies):
        since, left = since + replies[day], left - replies[day]
        if since >= fewest and (left == 0 or left >= fewest):
            points.append((day, waiting_after(steps, day * HOURS)))
            since = 0
    return points


def waiting_after(steps: Sequence[Step], hours: float) -> float:
    return next((step.waiting for step in reversed(steps) if step.time <= hours), 1.0)


def level(points: Sequence[Point], day: int) -> float | None:
    """The height of the drawing at the end of a day; None after its last step."""
    if not points or day > points[-1][0]:
        return None
    return next((share for on, share in reversed(points) if on <= day), 1.0)
