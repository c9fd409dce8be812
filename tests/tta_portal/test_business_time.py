"""Working hours, as properties over holidays, weekends and the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tta_portal.business_time import add_working_days, add_working_hours, is_working_day, next_working_moment

ZONES = ["America/New_York", "America/Los_Angeles", "Pacific/Guam", "Australia/Lord_Howe"]
A_MINUTE = timedelta(minutes=1)
NEW_YORK = ZoneInfo("America/New_York")

zones = st.sampled_from(ZONES)
# a third of all moments lie near a change of clocks in one of the zones
near_changes = st.sampled_from([date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5), date(2026, 10, 4)])
any_day = st.dates(date(2025, 12, 20), date(2027, 1, 10))
days = st.one_of(any_day, any_day, near_changes)
moments = st.builds(
    lambda day, hours, minutes: datetime.combine(day, time(), tzinfo=UTC) + timedelta(hours=hours, minutes=minutes),
    days, st.integers(-40, 40), st.integers(0, 59),
)  # fmt: skip
holidays = st.frozensets(any_day, max_size=12)
quarters = st.integers(1, 120).map(lambda number: number / 4)
working_days = st.sampled_from([(time(9), time(17)), (time(8, 30), time(16, 30)), (time(0), time(23, 45))])


def local(moment, zone):
    return moment.astimezone(ZoneInfo(zone))


def is_worked(moment, zone, holidays, hours=(time(9), time(17))):
    """Whether people work in the minute that begins now."""
    here = local(moment, zone)
    return here.weekday() < 5 and here.date() not in holidays and hours[0] <= here.time() < hours[1]


@given(moments, quarters, zones, holidays)
def test_a_target_lies_in_working_time_and_never_on_a_day_off(moment, hours, zone, holidays):
    due = local(add_working_hours(moment, hours, zone=zone, holidays=holidays), zone)

    assert due.weekday() < 5
    assert due.date() not in holidays
    assert time(9) <= due.time() <= time(17)


@given(moments, quarters, quarters, zones, holidays)
def test_adding_both_is_adding_one_and_then_the_other(moment, first, second, zone, holidays):
    there = {"zone": zone, "holidays": holidays}

    at_once = add_working_hours(moment, first + second, **there)

    assert add_working_hours(add_working_hours(moment, first, **there), second, **there) == at_once


@given(moments, st.integers(0, 60 * 24 * 10), quarters, zones, holidays)
def test_who_begins_later_is_never_due_earlier(moment, minutes, hours, zone, holidays):
    there = {"zone": zone, "holidays": holidays}

    assert add_working_hours(moment, hours, **there) <= add_working_hours(moment + minutes * A_MINUTE, hours, **there)


@given(moments, quarters, quarters, zones, holidays)
def test_more_hours_are_due_later(moment, hours, more, zone, holidays):
    there = {"zone": zone, "holidays": holidays}

    assert add_working_hours(moment, hours, **there) < add_working_hours(moment, hours + more, **there)


@settings(max_examples=60)
@given(moments, st.integers(1, 80).map(lambda number: number / 4), zones, holidays, working_days)
@example(datetime(2026, 3, 6, 21, tzinfo=UTC), 4, "America/New_York", frozenset(), (time(9), time(17)))
@example(datetime(2026, 10, 2, 1, tzinfo=UTC), 20, "Australia/Lord_Howe", frozenset(), (time(0), time(23, 45)))
def test_exactly_so_many_working_minutes_lie_between(moment, hours, zone, holidays, working_day):
    due = add_working_hours(moment, hours, zone=zone, starts=working_day[0], ends=working_day[1], holidays=holidays)

    between = range(round((due - moment) / A_MINUTE))
    assert sum(is_worked(moment + n * A_MINUTE, zone, holidays, working_day) for n in between) == hours * 60


@given(moments, zones, holidays)
def test_the_next_working_moment_is_the_first_one(moment, zone, holidays):
    found = next_working_moment(moment, zone=zone, holidays=holidays)

    assert is_worked(found, zone, holidays)
    assert next_working_moment(found, zone=zone, holidays=holidays) == found
    if found != moment:
        assert local(found, zone).time() == time(9)
        skipped = range(0, round((found - moment) / A_MINUTE), 7)
        assert not any(is_worked(moment + n * A_MINUTE, zone, holidays) for n in skipped)


@given(moments, quarters, zones)
def test_the_answer_is_the_same_whatever_clock_the_question_came_in(moment, hours, zone):
    asked_here = add_working_hours(local(moment, zone), hours, zone=zone)

    assert asked_here == add_working_hours(moment, hours, zone=zone)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-03-04 10:00", 4, "2026-03-04 14:00"),
        ("2026-03-04 15:00", 4, "2026-03-05 11:00"),
        ("2026-03-04 09:00", 8, "2026-03-04 17:00"),
        ("2026-03-04 06:00", 1, "2026-03-04 10:00"),
        ("2026-03-04 18:00", 1, "2026-03-05 10:00"),
        ("2026-03-06 16:00", 2, "2026-03-09 10:00"),  # over the weekend on which clocks go forward
        ("2026-10-30 16:00", 2, "2026-11-02 10:00"),  # and back
        ("2026-03-07 12:00", 8, "2026-03-09 17:00"),
        ("2026-07-02 16:00", 2, "2026-07-06 10:00"),  # Friday the 3rd is off
    ],
)
def test_examples_as_a_person_would_count(start, hours, due):
    moment = datetime.fromisoformat(start).replace(tzinfo=NEW_YORK)

    found = add_working_hours(moment, hours, zone="America/New_York", holidays={date(2026, 7, 3)})

    assert found == datetime.fromisoformat(due).replace(tzinfo=NEW_YORK)


@given(days, st.integers(1, 30), holidays)
def test_so_many_working_days_lie_between(day, count, holidays):
    found = add_working_days(day, count, holidays=holidays)

    after = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert is_working_day(found, holidays=holidays)
    assert sum(one.weekday() < 5 and one not in holidays for one in after) == count


@pytest.mark.parametrize("ends", [time(8), time(9)])
def test_a_day_without_hours_is_refused_rather_than_counted_for_ever(ends):
    moment, day = datetime(2026, 3, 4, 12, tzinfo=UTC), {"zone": "America/New_York", "starts": time(9), "ends": ends}

    with pytest.raises(ValueError, match="has no hours"):
        next_working_moment(moment, **day)
    with pytest.raises(ValueError, match="has no hours"):
        add_working_hours(moment, 4, **day)
