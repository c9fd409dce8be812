"""The whole history of a network, a few thousand requests at a time, in the order in which they were sent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from demo import shape
from demo.history import Ask, Story
from demo.life import Life
from demo.rows import Rows
from demo.together import keep_working_together
from demo.words import seeds_for
from demo.world import HISTORY, World

CHUNK = 1000
DRAFTS, DRAFTS_YOUNGER_THAN = 0.06, timedelta(days=50)
ENOUGH = 0.45  # requests for each place; with fewer, fewer places are reached
ALL_DETAIL = 20_000  # beyond this many requests, more and more of them are quick answers


def who_asks(world: World, count: int) -> list[int]:
    """For each request, the place that sends it. Who never asks is decided first: that is the planted reach."""
    rng = world.rng
    free = [index for index in range(len(world.places)) if index not in world.told_by_hand]
    scale = min(1.0, count / len(free) / ENOUGH)
    reached = [index for index in free if rng.random() < shape.chance_to_ask(world.places[index].groups) * scale]
    reached = reached or rng.sample(free, 1)
    rng.shuffle(reached)
    weights = [rng.choice((0.01, 0.01, 0.5, 1.0, 1.0, 4.0)) * _appetite(world, index) for index in reached]
    asked = reached[:count] + rng.choices(reached, weights, k=max(0, count - len(reached)))
    rng.shuffle(asked)
    return asked


def _appetite(world: World, index: int) -> float:
    return {"state": 3.0, "tribal": 1.5, "territorial": 2.5}.get(world.places[index].kind, 1.0)


def moments(world: World, count: int) -> Iterator[datetime]:
    """When requests are sent: on working days and in office hours mostly, and a little more each month."""
    zone, first = ZoneInfo(world.network.time_zone), world.begins.date()
    days = [first + timedelta(days=offset) for offset in range(HISTORY.days)]
    weights = [(1 + 0.6 * n / len(days)) * (1.0 if day.weekday() < 5 else 0.07) for n, day in enumerate(days)]
    sums = list(accumulate(weights))
    for number in range(count):
        at = (number + world.rng.random()) / count * sums[-1]
        index = min(bisect_left(sums, at), len(days) - 1)
        share = 1 - (sums[index] - at) / weights[index]
        midnight = datetime.combine(days[index], time(), tzinfo=zone)
        yield min(midnight + timedelta(hours=_hour(share)), world.today.now - timedelta(minutes=20))


def _hour(share: float) -> float:
    """Most between eight and five, some in the evening."""
    return 7.5 + share / 0.9 * 9.7 if share < 0.9 else 17.2 + (share - 0.9) / 0.1 * 5


def lives(world: World, count: int) -> Iterator[Life]:
    """Every request of the history, oldest first."""
    rng = Random(world.rng.random())  # noqa: S311  (a history, not a secret)
    quick = max(0.0, 1 - ALL_DETAIL / count) if count else 0.0
    for index, at in zip(who_asks(world, count), moments(world, count), strict=True):
        place = world.places[index]
        seed = rng.choice(seeds_for(place.kind))
        topic = world.topics[seed.topic]
        is_quick = rng.random() < quick
        ask = Ask(
            asker=world.asker(index),
            seed=seed,
            topic_id=topic.pk,
            intensity="universal" if is_quick else topic.default_intensity,
            helper=rng.choice(world.helpers(place)),
        )
        is_draft = at > world.today.now - DRAFTS_YOUNGER_THAN and rng.random() < DRAFTS
        life = Story(world.today, Rows(), ask, at, rng).tell(is_draft=is_draft)
        partner = rng.choice(world.partners) if rng.random() < 0.45 else None
        keep_working_together(life, seed, rng, partner=partner)
        yield life
