from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from equity import queries, tallies
from equity.dimensions import JURISDICTION_TYPE, RURAL_URBAN
from equity.periods import PeriodChoice, period_of
from equity.queries import Replies
from equity.statistics import Spell
from equity.suppression import Cell
from tests import factories
from tests.equity.places import Asker, make_departments
from tta_portal.directory.models import Jurisdiction, Organization
from tta_portal.tenancy.scope import network_scope

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
METRO_KEY = ("metro", "q1", "local")


@pytest.fixture
def asker(network):
    return Asker()


def this_year():
    return period_of(PeriodChoice.LAST_YEAR, zone="UTC")


def replies_of(asker, *requests) -> Replies:
    asker.save(*requests)
    return queries.replies(this_year())


def test_reach_counts_a_department_once_and_those_that_never_asked(asker):
    often, once, _ = make_departments(3, **METRO)
    asker.save(asker.ask(often), asker.ask(often), asker.ask(once))

    assert queries.reached(this_year()) == {METRO_KEY: Cell(count=2, ceiling=3)}


def test_reach_leaves_out_who_is_not_on_the_roster(asker):
    left, late = make_departments(2, **METRO)
    Organization.objects.filter(pk=left.pk).update(eligible_until=date(2020, 1, 1))
    Organization.objects.filter(pk=late.pk).update(eligible_from=timezone.localdate() + timedelta(days=3))
    asker.save(asker.ask(left), asker.ask(late))

    assert queries.reached(this_year()) == {}


def test_reach_counts_neither_drafts_nor_other_periods(asker):
    (department,) = make_departments(1, **METRO)
    asker.save(
        asker.ask(department, status="draft"),
        asker.ask(department, sent=timezone.now() - timedelta(days=500)),
    )

    assert queries.reached(this_year()) == {METRO_KEY: Cell(count=0, ceiling=1)}


def test_a_department_without_a_place_is_not_classified_in_any_dimension(asker):
    department = Organization.objects.create(name="D", kinds=["recipient"], eligible_from=date(2020, 1, 1))
    asker.save(asker.ask(department))

    key = ("not_classified",) * 3
    assert queries.reached(this_year()) == {key: Cell(count=1, ceiling=1)}
    assert queries.replies(this_year()).due == {key: Cell(1)}
    assert list(queries.waits(this_year(), by=JURISDICTION_TYPE)) == ["not_classified"]


def test_requests_keep_the_group_they_were_sent_from(asker):
    (department,) = make_departments(1, **METRO)
    asker.save(asker.ask(department))
    Jurisdiction.objects.update(rural_urban="rural_remote")

    assert list(queries.reached(this_year())) == [("rural_remote", "q1", "local")]
    assert list(queries.replies(this_year()).due) == [METRO_KEY]
    assert list(queries.waits(this_year(), by=RURAL_URBAN)) == ["metro"]


def test_replies_in_time_late_and_missing(asker):
    (department,) = make_departments(1, **METRO)

    found = replies_of(
        asker,
        asker.ask(department, replied_after=24),
        asker.ask(department, replied_after=25),
        asker.ask(department, replied_after=None),
    )

    assert found == Replies(due={METRO_KEY: Cell(3)}, within={METRO_KEY: Cell(1, 3)})


def test_requests_not_due_yet_are_left_out_answered_or_not(asker):
    (department,) = make_departments(1, **METRO)
    just_now = timezone.now() - timedelta(hours=2)

    found = replies_of(
        asker,
        asker.ask(department, sent=just_now, replied_after=1),
        asker.ask(department, sent=just_now, replied_after=None),
    )

    assert found == Replies(due={}, within={})


def test_a_clock_that_stands_still_on_hold_is_not_due(asker):
    (department,) = make_departments(1, **METRO)
    sent = timezone.now() - timedelta(days=30)
    hold = {"status": "on_hold", "held_from": "submitted"}

    found = replies_of(
        asker,
        asker.ask(department, replied_after=None, held_since=sent + timedelta(hours=3), **hold),
        asker.ask(department, replied_after=None, held_since=sent + timedelta(hours=30), **hold),
    )

    assert found == Replies(due={METRO_KEY: Cell(1)}, within={METRO_KEY: Cell(0, 1)})


def test_a_request_that_ended_before_a_reply_was_due_is_left_out(asker):
    (department,) = make_departments(1, **METRO)
    sent = timezone.now() - timedelta(days=30)

    found = replies_of(
        asker,
        asker.ask(department, replied_after=None, status="withdrawn", ended_at=sent + timedelta(hours=2)),
        asker.ask(department, replied_after=None, status="withdrawn", ended_at=sent + timedelta(hours=40)),
        asker.ask(department, replied_after=1, status="declined", ended_at=sent + timedelta(hours=1)),
    )

    assert found == Replies(due={METRO_KEY: Cell(2)}, within={METRO_KEY: Cell(1, 2)})


def test_confidential_requests_count_like_all_others(asker):
    (department,) = make_departments(1, **METRO)

    found = replies_of(asker, asker.ask(department, visibility="named"))

    assert found.due == {METRO_KEY: Cell(1)}


def test_waits_are_rounded_up_when_answered_and_down_when_not(asker):
    (department,) = make_departments(1, **METRO)
    sent = timezone.now() - timedelta(days=30, minutes=5)
    asker.save(
        asker.ask(department, replied_after=2.5, sent=sent),
        asker.ask(department, replied_after=100, sent=sent),
        asker.ask(department, replied_after=None, sent=sent),
        asker.ask(department, replied_after=None, sent=sent, status="withdrawn", ended_at=sent + timedelta(hours=2.5)),
    )

    assert queries.waits(this_year(), by=RURAL_URBAN) == {
        "metro": {3.0: Spell(1, 0), 120.0: Spell(1, 0), 720.0: Spell(0, 1), 2.0: Spell(0, 1)}
    }


def test_nothing_of_another_network_is_counted(db):
    for slug, how_many in (("one", 2), ("two", 5)):
        network = factories.make_network(slug)
        with network_scope(network.pk):
            asker = Asker()
            asker.save(*(asker.ask(department) for department in make_departments(how_many, **METRO)))

    with network_scope(network.pk):
        assert queries.reached(this_year()) == {METRO_KEY: Cell(5, 5)}
        assert queries.replies(this_year()).due == {METRO_KEY: Cell(5)}
        assert sum(spell.replied for spell in queries.waits(this_year(), by=RURAL_URBAN)["metro"].values()) == 5


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_number_of_queries_does_not_grow(asker, how_many, django_assert_num_queries):
    asker.save(*(asker.ask(department) for department in make_departments(how_many, **METRO)))

    with django_assert_num_queries(9):  # three counts; what the summaries hold, twice; and the planner's setting
        queries.reached(this_year())
        queries.replies(this_year())
        queries.waits(this_year(), by=RURAL_URBAN)


def test_periods_do_not_overlap_and_leave_no_gap():
    at = timezone.datetime(2028, 2, 29, 12, tzinfo=timezone.get_fixed_timezone(0))
    periods = [period_of(choice, zone="America/New_York", at=at) for choice in PeriodChoice]

    assert [(p.starts_on, p.ends_on) for p in periods] == [
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2026, 3, 1), date(2027, 2, 28)),
        (date(2025, 3, 1), date(2026, 2, 28)),
    ]
    assert periods[1].ends_before == periods[0].starts_at


def test_a_period_ends_at_the_networks_midnight():
    at = timezone.datetime(2026, 11, 23, 3, tzinfo=timezone.get_fixed_timezone(0))

    assert period_of(PeriodChoice.LAST_YEAR, zone="America/New_York", at=at).ends_on == date(2026, 11, 22)


def test_a_tribe_is_counted_only_after_its_yes(network):
    period = period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone)
    asker, (silent, counted) = Asker(), make_departments(2, jurisdiction_type="tribal")
    asker.save(asker.ask(silent), asker.ask(counted))
    Organization.objects.filter(pk=silent.pk).update(counts_in_equity=False)

    reached, replies = queries.reached(period), queries.replies(period)

    assert [(cell.count, cell.ceiling) for cell in reached.values()] == [(1, 1)]
    assert sum(cell.count for cell in replies.due.values()) == 1
    assert sum(cell.count for cell in tallies.responsive(period).cells["roster"].values()) == 1
    assert queries.not_counted(period) == 1
