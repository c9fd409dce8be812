"""What the bar and the page of notifications show, and what counts as read."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app import actions as requests
from tests.factories import make_member, make_request
from tests.tta_portal.notifications.test_mail import tell
from tta_portal.notifications import actions
from tta_portal.notifications.models import Notification, Preference
from tta_portal.notifications.told import told

PAGE = "/north/notifications/"


def unread(member):
    return told(member).in_words


def test_nothing_is_unread_at_first(requester):
    assert (unread(requester), told(requester).single_keys) == ("0", True)


def test_unread_counts_what_this_member_was_told(requester, provider):
    for number in range(3):
        tell(requester, f"k{number}")
    tell(provider)
    actions.mark_read(Notification.objects.filter(member=requester, key="k0"))

    assert (unread(requester), unread(provider)) == ("2", "1")


def test_unread_is_counted_no_further_than_a_hundred(requester, provider):
    Notification.objects.bulk_create(
        Notification(member=requester, key=f"k{number}", words="x", path="/") for number in range(150)
    )

    assert (told(requester).unread, unread(requester), unread(provider)) == (100, "99+", "0")


def test_unread_costs_one_query(requester):
    tell(requester)

    with CaptureQueriesContext(connection) as captured:
        told(requester)

    assert len(captured) == 1


def test_single_keys_are_off_for_who_switched_them_off(requester):
    actions.choose(requester, single_keys=False)

    assert told(requester).single_keys is False


def test_opening_the_request_reads_what_was_told_of_it(network, sign_in):
    tta_request, other = make_request("acknowledged"), make_request("acknowledged")
    lead = tta_request.lead
    other.lead = lead
    other.save()
    for one in (tta_request, other):
        requests.add_message(one, by=one.requester, body="We are free on Monday.")
    before = told(lead).unread

    sign_in(lead).get(tta_request.get_absolute_url())

    assert (before, told(lead).unread) == (4, 2)


def test_who_only_looks_in_from_outside_reads_nothing(network, sign_in):
    tta_request = make_request("acknowledged", visibility="network")
    looker_on = make_member("requester")
    tell(looker_on, about=tta_request)

    sign_in(looker_on).get(tta_request.get_absolute_url())

    assert unread(looker_on) == "1"


def test_what_may_still_be_taken_back_is_not_told_yet(network, sign_in, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    tta_request = make_request("acknowledged", lead=make_member("provider", name="Maya"))
    requester = tta_request.requester
    client = sign_in(requester)
    client.post(f"{PAGE}read/")
    requests.write_message(tta_request, by=tta_request.lead, body="Hello")

    assert unread(requester) == "0"
    assert [one.words for one in client.get(PAGE).context["page"]] == ["Your request 1: Maya wrote to you"]
    client.get(tta_request.get_absolute_url())
    client.post(f"{PAGE}read/")
    time_machine.shift(timedelta(seconds=16))

    assert unread(requester) == "1"


def test_opening_a_line_reads_it_and_goes_there(network, requester, sign_in):
    tell(requester)
    line = Notification.objects.get()

    answer = sign_in(requester).post(f"{PAGE}{line.pk}/")

    assert answer["Location"] == "/north/requests/7/"
    assert unread(requester) == "0"


def test_a_line_of_somebody_else_does_not_exist(network, requester, provider, sign_in):
    tell(provider)
    line = Notification.objects.get()

    assert sign_in(requester).post(f"{PAGE}{line.pk}/").status_code == 404
    assert unread(provider) == "1"


def test_looking_at_a_line_reads_nothing(network, requester, sign_in):
    tell(requester)

    sign_in(requester).get(PAGE)
    assert sign_in(requester).get(f"{PAGE}{Notification.objects.get().pk}/").status_code == 405

    assert unread(requester) == "1"


def test_reading_all_reads_ones_own(network, requester, provider, sign_in):
    tell(requester, "a")
    tell(requester, "b")
    tell(provider)

    sign_in(requester).post(f"{PAGE}read/")

    assert (unread(requester), unread(provider)) == ("0", "1")


def test_the_page_shows_ones_own_lines_and_says_when_there_are_none(network, requester, provider, sign_in):
    tell(provider, words="Request 9: for the team")

    empty = sign_in(requester).get(PAGE).content.decode()
    full = sign_in(provider).get(PAGE).content.decode()

    assert "Request 9: for the team" not in empty
    assert 'class="empty' in empty
    assert "Request 9: for the team" in full


def test_the_page_asks_as_often_for_three_as_for_one(network, requester, sign_in):
    client, numbers = sign_in(requester), []
    for new in (["a"], ["b", "c"]):
        for key in new:
            tell(requester, key)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        numbers.append(len(captured))

    assert numbers[0] == numbers[1]


def test_settings_are_kept(network, requester, sign_in):
    form = {"mail": "daily", "digest_at": "07:30", "quiet_from": "20:00", "quiet_until": "06:00"}

    sign_in(requester).post(f"{PAGE}settings/", form)

    kept = Preference.objects.get()
    assert (kept.member, kept.mail, kept.digest_at, kept.single_keys) == (requester, "daily", time(7, 30), False)
    assert (kept.quiet_from, kept.quiet_until) == (time(20), time(6))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quiet_from": "20:00"}, "Quiet hours need a beginning and an end, or neither."),
        ({"quiet_until": "20:00"}, "Quiet hours need a beginning and an end, or neither."),
        ({"quiet_from": "25:00", "quiet_until": "06:00"}, "Enter a valid time."),
        ({"mail": "carrier pigeon"}, "Select a valid choice."),
        ({"digest_at": ""}, "This field is required."),
    ],
)
def test_settings_that_make_no_sense_are_refused_with_a_sentence(network, requester, sign_in, wrong, sentence):
    answer = sign_in(requester).post(f"{PAGE}settings/", {"mail": "daily", "digest_at": "07:30"} | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Preference.objects.count() == 0
