"""Last year in another order: the orders themselves, what they may show, and the page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from equity.dimensions import VULNERABILITY
from equity.periods import PeriodChoice, period_of
from equity.replay.facts import year
from equity.replay.outcome import AS_IT_WAS, compare
from equity.replay.rules import Asked, ByTarget, Fair, FirstCome, replay
from requests_app import queue
from requests_app.models import TTARequest
from tests import factories
from tests.equity.places import Asker, fill, make_departments
from tta_portal.tenancy.models import Network

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def asked(hours: float, *, due: float = 48, department: int = 1, under_served: bool = False) -> Asked:
    return Asked(at(hours), at(hours + due).toordinal(), department, under_served)


def order(requests, queue, *, replies):
    """The places of the requests in the order in which they would have been answered."""
    answered = replay(requests, [at(hours) for hours in replies], queue, UTC)
    return [place for _, place in sorted((when, place) for place, when in enumerate(answered) if when)]


def test_first_come_asks_for_nothing_else():
    requests = [asked(0, due=400), asked(1, due=4)]

    assert order(requests, FirstCome(requests), replies=[5, 6]) == [0, 1]


def test_target_first_takes_what_is_due_and_then_whoever_came_first():
    requests = [asked(0, due=400), asked(1, due=4), asked(2, due=4)]

    assert order(requests, ByTarget(requests), replies=[5, 6, 7]) == [1, 2, 0]


def test_what_is_overdue_counts_as_due_today():
    requests = [asked(0, due=30), asked(1, due=2)]

    assert order(requests, ByTarget(requests), replies=[500, 501]) == [0, 1]


def test_the_fair_queue_takes_those_who_waited_longest_before():
    requests = [asked(0, department=1), asked(1, department=2), asked(2, department=3, under_served=True)]

    assert order(requests, Fair(requests, {2: (90.0, 3)}), replies=[5, 6, 7]) == [1, 2, 0]


def test_the_fair_queue_learns_from_its_own_answers():
    requests = [
        asked(0, department=1),
        asked(1, department=2),
        asked(20, department=1, due=28),
        asked(20, department=2, due=28),
    ]

    assert order(requests, Fair(requests, {}), replies=[2, 30, 31, 32]) == [0, 2, 1, 3]


def test_a_head_start_moves_under_served_places_ahead_by_days():
    requests = [asked(0, due=30), asked(1, due=54, under_served=True, department=2)]

    assert order(requests, Fair(requests, {}), replies=[2, 3]) == [0, 1]
    assert order(requests, Fair(requests, {}, 1), replies=[2, 3]) == [1, 0]
    assert order(requests, Fair(requests, {}, 2), replies=[2, 3]) == [1, 0]


def test_who_left_is_not_answered_after_that():
    requests = [Asked(at(0), at(1).toordinal(), 1, False, left_at=at(3)), asked(1)]

    assert replay(requests, [at(4)], FirstCome(requests), UTC) == [None, at(4)]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from([FirstCome, ByTarget, "fair"]))
def test_every_reply_goes_to_somebody_and_the_sum_of_waits_is_the_same(seed, kind):
    rng = Random(seed)
    hours = sorted(rng.uniform(0, 500) for _ in range(40))
    requests = [
        asked(h, due=rng.choice((4, 40)), department=rng.randrange(5), under_served=rng.random() < 0.3) for h in hours
    ]
    replies = sorted(at(h + rng.expovariate(1 / 30)) for h in hours)
    order_of = Fair(requests, {}, rng.randrange(4)) if kind == "fair" else kind(requests)

    answered = replay(requests, replies, order_of, UTC)

    assert sorted(when for when in answered if when) == replies
    assert all(when >= one.at for when, one in zip(answered, requests, strict=True))


@pytest.fixture
def asker(network):
    return Asker()


@pytest.mark.parametrize("head_start", [0, 2])
def test_the_replayed_fair_queue_is_the_order_of_the_live_one(asker, head_start):
    now = timezone.now()
    departments = [*make_departments(2, rural_urban="metro"), *make_departments(2, rural_urban="rural_remote")]
    rng = Random(4)
    for department in departments:
        sent = now - timedelta(days=rng.randrange(20, 40))
        asker.save(asker.ask(department, sent=sent, replied_after=rng.randrange(5, 90)))
    waiting = [
        asker.ask(department, sent=now - timedelta(hours=rng.randrange(1, 40)), replied_after=None,
                  reply_due_at=now + timedelta(hours=rng.choice((-5, 20, 30, 60))))
        for department in departments for _ in range(3)
    ]  # fmt: skip
    asker.save(*waiting)

    live = [one.pk for one in queue.fair(TTARequest.objects.filter(first_reply_at=None), head_start=head_start)]

    found = year(period_of(PeriodChoice.LAST_YEAR, zone=str(timezone.get_current_timezone())))
    requests = [fact.asked for fact in found.facts if fact.replied_at is None]
    before = {fact.asked.organization: ((fact.replied_at - fact.asked.at).total_seconds() / 3600, 1)
              for fact in found.facts if fact.replied_at}  # fmt: skip
    replayed = Fair(requests, before, head_start)
    for place in range(len(requests)):
        replayed.add(place)
    places = []
    for _ in requests:
        places.append(replayed.next(timezone.localdate().toordinal()))
        replayed.gone.add(places[-1])
    pks = {one.submitted_at: one.pk for one in waiting}
    assert [pks[requests[place].at] for place in places] == live


def test_as_it_was_is_what_the_overview_says(asker):
    fill(asker, departments=20, asked=20, in_time=40, late=30, vulnerability="q4")
    fill(asker, departments=20, asked=20, in_time=50, late=20, vulnerability="q1")
    period = period_of(PeriodChoice.LAST_YEAR, zone="UTC")

    outcome = compare(year(period), period, VULNERABILITY, threshold=11, head_start=2)

    by_group = {group.group: group for group in outcome.groups}
    assert [rule.key for rule in outcome.rules] == [AS_IT_WAS, "first-come", "target", "fair", "head-start"]
    assert (by_group["q4"].shares[0].count, by_group["q4"].shares[0].n) == (40, 70)
    assert (by_group["q1"].shares[0].count, by_group["q1"].shares[0].n) == (50, 70)


def test_what_is_hidden_as_it_was_is_hidden_in_every_order(asker):
    fill(asker, departments=20, asked=20, in_time=40, late=30, vulnerability="q4")
    fill(asker, departments=20, asked=20, in_time=67, late=3, vulnerability="q1")
    fill(asker, departments=20, asked=20, in_time=40, late=30, vulnerability="q2")
    period = period_of(PeriodChoice.LAST_YEAR, zone="UTC")

    outcome = compare(year(period), period, VULNERABILITY, threshold=11)

    hidden = next(group for group in outcome.groups if group.group == "q1")
    assert all(share.hidden and share.count is None for share in hidden.shares)
    assert set(hidden.later) == {None}


def test_an_administrator_reads_it_and_puts_an_order_to_use(asker, client):
    fill(asker, departments=20, asked=20, in_time=40, late=30, vulnerability="q4")
    client.force_login(factories.make_member("administrator").user)
    address = reverse("equity_replay", kwargs={"network": Network.objects.get().slug})

    page = client.get(address, {"by": "vulnerability", "ahead": 2})
    assert "Fair, 2 days ahead" in page.content.decode()
    client.post(address, {"rule": "head-start", "ahead": 2})

    network = Network.objects.get()
    assert (network.fair_queue, network.head_start_days) == (True, 2)
    client.post(address, {"rule": "target", "ahead": 2})
    network.refresh_from_db()
    assert (network.fair_queue, network.head_start_days) == (False, 0)


def test_an_order_that_does_not_exist_is_refused_with_a_sentence(asker, client):
    client.force_login(factories.make_member("administrator").user)
    address = reverse("equity_replay", kwargs={"network": Network.objects.get().slug})

    page = client.post(address, {"rule": "first-come", "ahead": 1})

    assert page.status_code == 422 or "Select a valid choice" in page.content.decode()
    assert Network.objects.get().fair_queue


@pytest.mark.parametrize("role", ["analyst", "provider"])
def test_it_is_for_administrators(asker, client, role):
    client.force_login(factories.make_member(role).user)

    page = client.get(reverse("equity_replay", kwargs={"network": Network.objects.get().slug}))

    assert page.status_code == 403


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_number_of_queries_does_not_grow(asker, how_many, django_assert_num_queries):
    asker.save(*(asker.ask(department) for department in make_departments(how_many)))

    with django_assert_num_queries(3):
        year(period_of(PeriodChoice.LAST_YEAR, zone="UTC"))
