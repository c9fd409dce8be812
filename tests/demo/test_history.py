"""The generators by themselves: the same dice tell the same story, and the planted differences can be found."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from statistics import median

import pytest

from demo import places, stream, words
from demo.hours import WorkingHours
from demo.life import Today
from demo.people import Person, Register
from demo.rows import Rows
from demo.shape import chance_to_ask
from demo.world import HISTORY, World
from requests_app.models import Topic
from tta_portal.business_time import add_working_hours, next_working_moment
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import Network

NOW = datetime(2026, 3, 9, tzinfo=UTC)


class Counting:
    """Primary keys without a database."""

    def __init__(self):
        self.by_model = defaultdict(lambda: count(1))

    def next(self, model):
        return next(self.by_model[model])


def make_world(seed):
    rng = random.Random(seed)
    network = Network(
        pk=1,
        slug="national",
        time_zone="America/New_York",
        day_starts_at=time(9),
        day_ends_at=time(17),
        first_reply_hours=8,
        urgent_reply_hours=4,
        discovery_days=5,
    )
    numbers, rows = Counting(), Rows()
    today = Today(network, NOW, WorkingHours(network, around=NOW.date()), numbers)
    register = Register(rows=rows, numbers=numbers, rng=rng, since=NOW - HISTORY, domain="")
    roster = places.national_roster(rng)
    world = World(network, today, rng, rows, register, roster, organization_of=list(range(1, len(roster) + 1)))
    world.topics = {
        name: Topic(pk=number, name=name, default_intensity=intensity, network_id=1)
        for number, (name, intensity) in enumerate(words.TOPICS, start=1)
    }
    world.team = {1: [Person(1, "Maya Rivera", 1), Person(2, "Lee Ortiz", 1)]}
    return world


def lives(seed, requests):
    world = make_world(seed)
    world.partners = [Organization(pk=9, name="Elder Neighbors Alliance", network_id=1)]
    return world, list(stream.lives(world, requests))


def fingerprint(seed):
    _, told = lives(seed, 150)
    text = repr([{model.__name__: rows for model, rows in life.rows.by_model.items()} for life in told])
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_seed_tells_the_same_history():
    assert fingerprint(1) == fingerprint(1)
    assert fingerprint(1) != fingerprint(2)


def test_working_hours_are_those_of_the_portal():
    rng = random.Random(3)
    network = Network(time_zone="America/New_York", day_starts_at=time(9), day_ends_at=time(17))
    hours = WorkingHours(network, around=NOW.date())
    edges = [datetime(2026, 3, 6, 22, 0, tzinfo=UTC), datetime(2026, 3, 9, 13, 0, tzinfo=UTC)]
    moments = edges + [NOW + timedelta(minutes=rng.randint(-900_000, 100_000)) for _ in range(600)]

    for moment in moments:
        assert hours.next_moment(moment) == next_working_moment(moment, zone="America/New_York")
        for length in (0.5, 4, 8, 13.25, 40):
            assert hours.add(moment, length) == add_working_hours(moment, length, zone="America/New_York")


@pytest.fixture(scope="module")
def history():
    return lives(1, 1500)


def test_reach_differs_as_planted(history):
    world, told = history
    asked = {life.asker.organization_id for life in told if life.row["status"] != "draft"}
    reach = {
        group: [number in asked for number, place in enumerate(world.places, start=1) if place.rural_urban == group]
        for group in ("metro", "rural_adjacent", "rural_remote")
    }
    share = {group: sum(found) / len(found) for group, found in reach.items()}

    assert share["metro"] > 1.4 * share["rural_adjacent"] > 2 * share["rural_remote"]
    assert share["rural_remote"] < 0.13


def test_replies_differ_as_planted(history):
    _, told = history
    waits = defaultdict(list)
    for life in told:
        if "first_reply_at" in life.row:
            days = (life.row["first_reply_at"] - life.row["submitted_at"]) / timedelta(days=1)
            waits[life.row["rural_urban"]].append(days)
            waits[life.row["vulnerability"]].append(days)

    assert median(waits["rural_remote"]) > 2 * median(waits["metro"])
    assert median(waits["q4"]) > 1.5 * median(waits["q1"])


def test_groups_are_large_enough_to_compare_and_some_are_not(history):
    _, told = history
    sent = [life.row for life in told if life.row["status"] != "draft"]
    by_class = Counter(row["rural_urban"] for row in sent)
    by_type = Counter(row["jurisdiction_type"] for row in sent)

    assert min(by_class.values()) >= 50
    assert by_type["tribal"] >= 11
    assert by_type["freely_associated"] < 11


def test_a_small_place_asks_less_often_the_more_remote_it_is():
    world = make_world(1)
    groups = {(place.rural_urban, place.vulnerability): place.groups for place in world.places}

    assert chance_to_ask(groups["metro", "q1"]) > 0.5
    assert chance_to_ask(groups["rural_remote", "q4"]) < 0.06


def test_seeds_are_many_and_complete():
    for seed in words.SEEDS:
        texts = (seed.need, seed.hoped, seed.why, seed.reply, seed.heard, seed.goals, seed.who, seed.note, seed.voice)
        assert all(text.strip() for text in texts)
        assert 3 <= len(re.findall(r"[.?](?: |$)", seed.need)) <= 9
        assert len(seed.need.split(". ")[0]) <= 110
        assert seed.topic in dict(words.TOPICS)

    assert len({seed.need for seed in words.SEEDS}) >= 60
    assert all(seeds for kind in ("state", "local", "tribal", "territorial", "freely_associated")
               if len(seeds := words.seeds_for(kind)) >= 10)  # fmt: skip


def test_first_day_of_history_is_within_the_working_days_laid_out():
    network = Network(time_zone="America/New_York", day_starts_at=time(9), day_ends_at=time(17))
    hours = WorkingHours(network, around=date(2026, 3, 9))

    assert hours.next_moment(NOW - HISTORY - timedelta(days=30)) > NOW - HISTORY - timedelta(days=30)
