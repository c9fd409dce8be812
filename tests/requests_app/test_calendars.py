"""Days off from calendar files, as calendars really write them, and as they should not."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from requests_app.calendars import NotACalendar, days_off
from tta_portal.directory.models import Holiday

TODAY = datetime(2026, 3, 4, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(TODAY)


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//T//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@example", *event.splitlines(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def days(raw):
    return [day.isoformat() for day, _ in days_off(raw)]


def test_a_day_off_is_read_with_its_name():
    raw = calendar("DTSTART;VALUE=DATE:20260525\nDTEND;VALUE=DATE:20260526\nSUMMARY:Memorial Day")

    assert days_off(raw) == [(date(2026, 5, 25), "Memorial Day")]


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227", ["2026-12-24", "2026-12-25", "2026-12-26"]),
        ("DTSTART;VALUE=DATE:20261224", ["2026-12-24"]),
        ("DTSTART;VALUE=DATE:20261224\nDURATION:P2D", ["2026-12-24", "2026-12-25"]),
        ("DTSTART:20261224T000000Z\nDTEND:20261225T000000Z", ["2026-12-24"]),
        ("DTSTART;TZID=America/New_York:20261224T230000\nDTEND;TZID=America/New_York:20261225T010000", ["2026-12-24"]),
        ("DTSTART;TZID=Pacific/Guam:20261224T000000\nDTEND;TZID=Pacific/Guam:20261226T000000",
         ["2026-12-24", "2026-12-25"]),
        ("DTSTART;TZID=A Clock Nobody Knows:20261224T080000", ["2026-12-24"]),
        ("DTSTART:20261224T080000", ["2026-12-24"]),
    ],
)  # fmt: skip
def test_an_event_is_every_day_it_covers(event, found):
    assert days(calendar(event)) == found


def test_a_yearly_day_comes_back_every_year_ahead():
    raw = calendar("DTSTART;VALUE=DATE:20190704\nRRULE:FREQ=YEARLY\nSUMMARY:Independence Day")

    assert days(raw) == ["2026-07-04", "2027-07-04", "2028-07-04"]


def test_a_yearly_weekday_comes_back_on_its_weekday():
    raw = calendar("DTSTART;VALUE=DATE:20241128\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nSUMMARY:Thanksgiving")

    assert days(raw) == ["2026-11-26", "2027-11-25", "2028-11-23"]


def test_a_yearly_day_that_ended_does_not_come_back():
    raw = calendar(
        "DTSTART;VALUE=DATE:20190704\nRRULE:FREQ=YEARLY;UNTIL=20261231\nSUMMARY:A", "DTSTART;VALUE=DATE:20270101"
    )

    assert days(raw) == ["2026-07-04", "2027-01-01"]


def test_a_leap_day_comes_back_in_leap_years():
    raw = calendar("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY")

    assert days(raw) == ["2028-02-29"]


def test_only_days_from_today_to_three_years_ahead_are_read():
    raw = calendar(*(f"DTSTART;VALUE=DATE:{day}" for day in ("20260303", "20260304", "20290304", "20290305")))

    assert days(raw) == ["2026-03-04", "2029-03-04"]


def test_an_event_without_a_name_is_a_day_off():
    assert days_off(calendar("DTSTART;VALUE=DATE:20261224")) == [(date(2026, 12, 24), "Day off")]


def test_a_long_name_is_cut():
    assert len(days_off(calendar(f"DTSTART;VALUE=DATE:20261224\nSUMMARY:{'x' * 500}"))[0][1]) == 120


NOT_ONE = "This is not a calendar file that we can read. Export it again as .ics."
NOTHING_AHEAD = "There is no day in this file that lies ahead of us."


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", NOT_ONE),
        (b"day,name\n2026-12-24,Christmas Eve\n", NOT_ONE),
        (b"%PDF-1.4 \xff\xfe\x00", NOT_ONE),
        (calendar("DTSTART;VALUE=DATE:20261224")[:-40], NOT_ONE),
        (calendar("DTSTART;VALUE=DATE:99991231"), NOTHING_AHEAD),
        (calendar("DTSTART;VALUE=DATE:20261399"), NOT_ONE),
        (calendar("DTSTART;VALUE=DATE:20251224"), NOTHING_AHEAD),
        (calendar("SUMMARY:No day at all"), NOTHING_AHEAD),
        (calendar(), NOTHING_AHEAD),
    ],
)
def test_a_file_that_cannot_be_used_says_why(raw, sentence):
    with pytest.raises(NotACalendar) as refused:
        days_off(raw)

    assert str(refused.value) == sentence


def test_a_calendar_of_somebodys_whole_life_is_refused():
    raw = calendar(*(f"DTSTART;VALUE=DATE:{year}{m:02}{d:02}" for year in (2027, 2028)
                     for m in range(1, 13) for d in range(1, 28)))  # fmt: skip

    with pytest.raises(NotACalendar, match="This file has 648 days"):
        days_off(raw)


snippets = st.sampled_from(
    ["DTSTART:", "DTSTART;VALUE=DATE:", "20261224", "99991231T235959Z", "DTEND:", "00010101", "-1", "SUMMARY:",
     "RRULE:FREQ=YEARLY", ";BYMONTH=13", ";COUNT=99999999", ";INTERVAL=0", "\r\n", "DURATION:P9999999D", "\x00", "é",
     "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", ";TZID=", "DTSTART;VALUE=TIME:101010", "RDATE:20270101", "EXDATE:x",
     "=", ":", ";", ","]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=200), st.lists(snippets, max_size=12).map(lambda parts: "".join(parts).encode())))
def test_no_file_breaks_the_reading(body):
    for raw in (body, calendar("X-A:1").replace(b"X-A:1", body)):
        with suppress(NotACalendar):
            assert all(date(2026, 3, 4) <= day <= date(2029, 3, 4) for day, _ in days_off(raw))


def test_days_off_are_added_from_a_file_and_none_is_lost(network, administrator, sign_in):
    Holiday.objects.create(day=date(2026, 12, 24), name="Old name")
    Holiday.objects.create(day=date(2026, 6, 1), name="Ours alone")
    raw = calendar(
        "DTSTART;VALUE=DATE:20261224\nSUMMARY:Christmas Eve", "DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas"
    )
    upload = SimpleUploadedFile("off.ics", raw, content_type="text/calendar")

    page = sign_in(administrator).post("/north/settings/holidays/", {"calendar": upload}, follow=True)

    assert "2 days off noted." in page.content.decode()
    assert list(Holiday.objects.values_list("day", "name")) == [
        (date(2026, 6, 1), "Ours alone"), (date(2026, 12, 24), "Christmas Eve"), (date(2026, 12, 25), "Christmas"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "sentence"), [(b"no calendar", NOT_ONE), (b"x" * 1_000_001, "This file is larger than 1 MB.")]
)
def test_a_bad_file_is_a_sentence_on_the_page(network, administrator, sign_in, raw, sentence):
    upload = SimpleUploadedFile("off.ics", raw, content_type="text/calendar")

    page = sign_in(administrator).post("/north/settings/holidays/", {"calendar": upload})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Holiday.objects.count() == 0


def test_one_day_is_added_and_removed(network, administrator, sign_in):
    client = sign_in(administrator)

    client.post("/north/settings/holidays/", {"day": "2026-12-24", "name": "Christmas Eve"})
    added = Holiday.objects.get()
    client.post(f"/north/settings/holidays/{added.pk}/remove/")

    assert (added.day, added.name) == (date(2026, 12, 24), "Christmas Eve")
    assert Holiday.objects.count() == 0
