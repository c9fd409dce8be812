"""The sequential watch: a fair bet where there is no gap, an alarm once where there is one."""

from __future__ import annotations

import math
from datetime import timedelta
from random import Random

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from equity.watch import actions
from equity.watch.evidence import FALSE_ALARMS, ODDS, Week, alarm_from, expected, log_evidence, strength
from equity.watch.gaps import GAPS
from equity.watch.models import Alarm, Watch
from tests import factories
from tests.equity.places import Asker, make_departments
from tta_portal.errors import Refused
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message
from tta_portal.tenancy.models import Network

RURAL = "target:rural_urban:rural_adjacent+rural_remote"


@pytest.mark.parametrize(("n", "other_n", "good"), [(5, 9, 6), (1, 40, 12), (12, 3, 15), (7, 7, 0), (0, 5, 3)])
def test_a_weeks_evidence_is_a_fair_bet_where_there_is_no_gap(n, other_n, good):
    every = math.comb(n + other_n, good)
    ways = range(max(0, good - other_n), min(n, good) + 1)

    for place in range(len(ODDS)):
        mean = sum(
            math.comb(n, k) * math.comb(other_n, good - k) / every
            * math.exp(log_evidence(Week(k, n, good - k, other_n))[place])
            for k in ways
        )  # fmt: skip
        assert mean == pytest.approx(1)


def test_a_week_without_outcomes_says_nothing():
    assert log_evidence(Week(0, 0, 5, 9)) == pytest.approx([0] * len(ODDS))


def test_a_part_larger_than_its_whole_is_refused():
    with pytest.raises(ValueError, match="larger than its whole"):
        Week(3, 2, 0, 0)


def _largest(rng: Random, share: float, other_share: float, weeks: int) -> float:
    """The strongest evidence in so many weeks of eight and twenty requests."""
    products, largest = [0.0] * len(ODDS), 0.0
    for _ in range(weeks):
        week = Week(
            sum(rng.random() < share for _ in range(8)), 8, sum(rng.random() < other_share for _ in range(20)), 20
        )
        products = [a + b for a, b in zip(products, log_evidence(week), strict=True)]
        largest = max(largest, strength(products))
    return largest


def test_in_a_thousand_networks_without_a_gap_alarms_are_as_rare_as_said():
    rng, limit = Random(20), 1 / FALSE_ALARMS  # of one gap alone, so that there is something to count
    alarms = sum(_largest(rng, 0.8, 0.8, weeks=60) >= limit for _ in range(1000))

    assert alarms / 1000 <= FALSE_ALARMS


def test_a_planted_gap_is_found_within_a_year():
    rng, limit = Random(21), alarm_from(len(GAPS))
    found = sum(_largest(rng, 0.6, 0.85, weeks=52) >= limit for _ in range(50))

    assert found >= 48


@pytest.fixture
def planted(network):
    """Rural departments are answered in time half as often, every week of the year."""
    asker, now = Asker(), timezone.now()
    rural, metro = make_departments(8, rural_urban="rural_remote"), make_departments(8, rural_urban="metro")
    rows = []
    for week in range(4, 50):
        for place in range(8):
            sent = now - timedelta(weeks=week, days=place % 5)
            rows.append(asker.ask(rural[place], sent=sent, replied_after=5 if (place + week) % 2 else 60))
            rows.append(asker.ask(metro[place], sent=sent, replied_after=5))
    asker.save(*rows)
    return factories.make_member("administrator", email="lee@demo.example")


def test_the_gap_raises_one_alarm_and_tells_each_administrator_once(planted):
    factories.make_member("analyst", email="noor@demo.example")

    assert actions.look() == 1
    assert actions.look() == 0

    alarm = Alarm.objects.get()
    assert alarm.watch.gap == RURAL
    assert Notification.objects.filter(key=f"gap:{alarm.pk}").count() == 1
    letters = Message.objects.filter(to_email="lee@demo.example", subject__startswith="A gap is more than chance")
    assert letters.count() == 1
    assert not mail.outbox


def test_the_evidence_says_what_was_counted(planted):
    actions.look()
    evidence = Alarm.objects.get().evidence

    assert evidence["count"] * 2 == pytest.approx(evidence["n"], abs=8)
    assert evidence["other_count"] == evidence["other_n"] > 0
    assert evidence["strength"] >= alarm_from(len(GAPS))
    words = actions.sentence(GAPS[RURAL], evidence)
    assert f"({evidence['count']} of {evidence['n']}) against 100%" in words


def test_a_noted_alarm_lets_the_watch_begin_anew(planted):
    actions.look()
    alarm = Alarm.objects.get()

    actions.note(alarm, by=planted)

    watch = Watch.objects.get(gap=RURAL)
    assert (watch.strength, watch.n) == (1, 0)
    assert watch.began_on > timezone.localdate()
    assert actions.look() == 0
    with pytest.raises(Refused, match="already"):
        actions.note(alarm, by=planted)


def test_an_alarm_whose_shares_point_elsewhere_says_what_the_weeks_expected(network):
    """Good weeks with many of the first group, bad ones with many of the others: Simpson's paradox."""
    watch = Watch.objects.create(gap=RURAL, began_on=timezone.localdate(), counted_to=timezone.localdate())
    weeks = [Week(80, 90, 10, 10), Week(3, 10, 63, 90)] * 2
    products = [sum(found) for found in zip(*map(log_evidence, weeks), strict=True)]
    assert strength(products) > alarm_from(len(GAPS))

    evidence = {
        "began_on": watch.began_on.isoformat(), "count": 166, "n": 200, "other_count": 146, "other_n": 200,
        "expected": sum(map(expected, weeks)),
    }  # fmt: skip

    assert evidence["expected"] == pytest.approx(2 * (81 + 6.6))
    assert actions.sentence(watch.of, evidence).endswith(
        "83% (166 of 200) against 73% (146 of 200); "
        "175.2 of the 200 would be expected if both fared alike in each week."
    )


def test_all_others_are_those_of_the_pages():
    """Also departments that are not classified."""
    gap = GAPS["target:jurisdiction_type:state"]

    week = gap.week([("", "", "state", 9, 4), ("", "", "local", 8, 6), ("", "", "not_classified", 5, 1)])

    assert week == Week(4, 9, 7, 13)


def test_only_administrators_note_an_alarm(planted):
    actions.look()

    with pytest.raises(PermissionDenied):
        actions.note(Alarm.objects.get(), by=factories.make_member("analyst"))


def test_where_all_are_answered_alike_nothing_happens(network):
    asker, now = Asker(), timezone.now()
    rural, metro = make_departments(4, rural_urban="rural_remote"), make_departments(4, rural_urban="metro")
    asker.save(
        *(
            asker.ask(department, sent=now - timedelta(weeks=week), replied_after=5 if place % 4 else 60)
            for week in range(4, 40)
            for departments in (rural, metro)
            for place, department in enumerate(departments)
        )
    )

    assert actions.look() == 0
    assert Watch.objects.get(gap=RURAL).strength < 1


def test_the_page_shows_the_alarm_and_takes_the_note(planted, client):
    actions.look()
    client.force_login(planted.user)
    slug = Network.objects.get().slug

    page = client.get(reverse("equity_watch", kwargs={"network": slug})).content.decode()
    assert "1 gap is more than chance" in page

    client.post(reverse("equity_watch_note", kwargs={"network": slug, "pk": Alarm.objects.get().pk}))
    page = client.get(reverse("equity_watch", kwargs={"network": slug})).content.decode()
    assert "No watched gap is more than chance" in page
    assert "Noted before" in page


@pytest.mark.parametrize("role", ["analyst", "provider", "requester"])
def test_it_is_for_administrators(network, client, role):
    client.force_login(factories.make_member(role).user)

    page = client.get(reverse("equity_watch", kwargs={"network": Network.objects.get().slug}))

    assert page.status_code == 403
