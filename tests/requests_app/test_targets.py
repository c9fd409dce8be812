"""When a person's reply and a conversation are due, and who is woken by it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from requests_app import actions
from requests_app.models import Escalation
from requests_app.sweeps import watch_targets
from tests.factories import make_hub, make_member, make_network, make_request, make_topic
from tta_portal.directory.models import Holiday
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope

NEW_YORK = ZoneInfo("America/New_York")


def at(words):
    return datetime.fromisoformat(words).replace(tzinfo=NEW_YORK)


@pytest.fixture
def wednesday(time_machine):
    """Wednesday morning at ten, March 4, 2026, in New York; the returned function goes to another moment."""
    time_machine.move_to(at("2026-03-04 10:00"), tick=False)
    return lambda words: time_machine.move_to(at(words), tick=False)


def told(words):
    """Who was told of targets in these words, by name, each as often as they were."""
    found = Notification.objects.filter(key__startswith="target:", words__contains=words)
    return sorted(found.values_list("member__user__name", flat=True))


def watch(network, when):
    return actions.watch(network, at=at(when))


def test_a_reply_is_due_in_the_networks_hours_until_a_topic_says_otherwise(network, wednesday):
    assert make_request().reply_due_at == at("2026-03-05 10:00")


@pytest.mark.parametrize(
    ("own", "of_parent", "urgency", "due"),
    [
        ({"first_reply_hours": 2}, {}, "routine", "2026-03-04 12:00"),
        ({}, {"first_reply_hours": 3}, "routine", "2026-03-04 13:00"),
        ({"first_reply_hours": 2}, {"first_reply_hours": 3}, "routine", "2026-03-04 12:00"),
        ({"first_reply_hours": 2}, {}, "urgent", "2026-03-04 14:00"),
        ({"urgent_reply_hours": 1}, {"urgent_reply_hours": 3}, "urgent", "2026-03-04 11:00"),
        ({}, {"urgent_reply_hours": 3}, "urgent", "2026-03-04 13:00"),
        ({}, {}, "urgent", "2026-03-04 14:00"),
    ],
)
def test_a_topics_target_goes_before_its_parents_and_that_before_the_networks(
    network, wednesday, own, of_parent, urgency, due
):
    topic = make_topic(parent=make_topic(**of_parent), **own)

    assert make_request(topic=topic, urgency=urgency).reply_due_at == at(due)


@pytest.mark.parametrize(
    ("own", "of_parent", "due"),
    [
        ({}, {}, "2026-03-11 10:00"),
        ({"discovery_days": 1}, {}, "2026-03-05 10:00"),
        ({}, {"discovery_days": 3}, "2026-03-09 10:00"),
    ],
)
def test_a_conversation_is_due_so_many_working_days_after_the_reply(network, wednesday, own, of_parent, due):
    topic = make_topic(parent=make_topic(**of_parent), **own)

    assert make_request("acknowledged", topic=topic).discovery_due_at == at(due)


def test_a_day_off_moves_a_target(network, wednesday):
    Holiday.objects.create(day=date(2026, 3, 5), name="Founders' day")

    assert make_request().reply_due_at == at("2026-03-06 10:00")


def test_the_networks_own_hours_and_clock_count(network, wednesday):
    network.time_zone, network.day_starts_at, network.day_ends_at = "Pacific/Guam", "08:00", "12:00"
    network.save()
    network.refresh_from_db()

    due = make_request().reply_due_at

    # one in the morning of Thursday there: eight hours of four a day fill Thursday and Friday
    assert due == datetime(2026, 3, 6, 12, tzinfo=ZoneInfo("Pacific/Guam"))


def test_time_on_hold_does_not_count(network, wednesday):
    tta_request = make_request("acknowledged")
    wednesday("2026-03-05 10:00")
    actions.hold(tta_request, by=tta_request.lead, waiting_for="requester", reason="On leave")
    wednesday("2026-03-06 10:00")

    actions.resume(tta_request, by=tta_request.lead)

    assert tta_request.discovery_due_at == at("2026-03-12 10:00")
    assert tta_request.reply_due_at == at("2026-03-06 10:00")


def test_a_target_shifted_into_a_day_off_falls_on_the_next_morning(network, wednesday):
    Holiday.objects.create(day=date(2026, 3, 16), name="Founders' day")
    tta_request = make_request("acknowledged")
    actions.hold(tta_request, by=tta_request.lead, waiting_for="requester", reason="On leave")
    wednesday("2026-03-07 10:00")

    actions.resume(tta_request, by=tta_request.lead)

    assert tta_request.discovery_due_at == at("2026-03-17 09:00")


def test_nobody_is_warned_before_the_time_of_the_rule(network, wednesday):
    make_request()

    assert watch(network, "2026-03-04 15:59") == 0
    assert told("") == []
    assert watch(network, "2026-03-04 16:00") == 1


def test_a_warning_goes_to_the_team_once_while_nobody_leads(network, wednesday):
    make_member("provider", name="Maya")
    make_member("administrator", name="Lee")
    make_member("analyst", name="Ann")
    make_request(lead=make_member("provider", name="Jo"))

    for when in ("2026-03-05 08:10", "2026-03-05 08:15", "2026-03-05 09:30"):
        watch(network, when)

    assert told("a target is near") == ["Jo", "Lee", "Maya"]
    assert told("a target was missed") == []


def test_a_warning_goes_to_the_lead_alone(network, wednesday):
    make_member("administrator", name="Lee")
    tta_request = make_request()
    actions.assign_lead(tta_request, by=make_member("provider"), lead=make_member("provider", name="Maya"))

    watch(network, "2026-03-05 09:30")

    assert told("a target is near") == ["Maya"]


def test_a_missed_reply_goes_to_the_administrators_once(network, wednesday):
    make_member("administrator", name="Lee")
    make_request(lead=make_member("provider", name="Jo"))

    for when in ("2026-03-05 10:00", "2026-03-05 10:05", "2026-03-09 12:00"):
        watch(network, when)

    assert told("a target was missed") == ["Lee"]


def test_the_lead_is_warned_of_a_conversation_and_told_when_it_was_missed(network, wednesday):
    make_member("administrator", name="Lee")
    make_request("acknowledged", lead=make_member("provider", name="Maya"))

    watch(network, "2026-03-10 10:30")
    before = told("")
    watch(network, "2026-03-11 10:01")

    assert before == ["Maya"]
    assert (told("is near"), told("was missed")) == (["Maya"], ["Maya"])


def test_a_lead_who_left_is_warned_in_vain_so_the_team_is(network, wednesday):
    make_member("administrator", name="Lee")
    lead = make_member("provider", name="Maya")
    make_request("acknowledged", lead=lead)
    lead.is_active = False
    lead.save()

    watch(network, "2026-03-11 10:01")

    assert told("was missed") == ["Lee"]


@pytest.mark.parametrize("status", ["discovery", "in_delivery", "following_up"])
def test_a_target_that_was_met_wakes_nobody(network, wednesday, status):
    make_member("administrator")
    make_request(status)

    assert watch(network, "2026-03-30 10:00") == 0


def test_a_reply_without_a_move_meets_the_target(network, wednesday):
    make_member("administrator")
    tta_request = make_request()
    actions.add_message(tta_request, by=make_member("provider"), body="I look into it.")

    assert watch(network, "2026-03-30 10:00") == 0


def test_a_request_on_hold_wakes_nobody(network, wednesday):
    make_member("administrator")
    tta_request = make_request()
    actions.hold(tta_request, by=make_member("provider"), waiting_for="others", reason="x")

    assert watch(network, "2026-03-30 10:00") == 0


def test_what_was_missed_months_ago_wakes_nobody(network, wednesday):
    make_member("administrator")
    make_request()

    assert watch(network, "2026-06-30 10:00") == 0


def test_a_target_that_moved_warns_again(network, wednesday):
    tta_request = make_request("acknowledged", lead=make_member("provider", name="Maya"))
    watch(network, "2026-03-10 10:30")
    wednesday("2026-03-10 11:00")
    actions.hold(tta_request, by=make_member("provider"), waiting_for="others", reason="x")
    wednesday("2026-03-20 11:00")
    actions.resume(tta_request, by=make_member("provider"))

    watch(network, "2026-03-20 11:05")

    assert told("is near") == ["Maya", "Maya"]


def test_of_a_confidential_request_only_those_hear_who_may_read_it(network, wednesday):
    Escalation.objects.create(target="reply", moment="after", hours=0, tell="team")
    make_member("administrator", name="Lee")
    tta_request = make_request(visibility="named")
    lead, helper = make_member("provider", name="Maya"), make_member("provider", name="Jo")
    actions.assign_lead(tta_request, by=lead, lead=lead)
    actions.add_person(tta_request, by=lead, member=helper, part="support")

    watch(network, "2026-03-05 10:01")

    assert told("was missed") == ["Jo", "Maya"]


def test_a_new_confidential_request_wakes_those_who_give_out_the_work(network, wednesday):
    make_member("administrator", name="Lee")
    make_request(visibility="named", lead=make_member("provider", name="Jo"))

    watch(network, "2026-03-05 10:01")

    assert told("was missed") == ["Lee"]


@pytest.mark.parametrize(
    ("tell", "names"),
    [("lead", ["Maya"]), ("team", ["Jo", "Lee", "Maya"]), ("administrators", ["Lee"]), ("person", ["Jo"])],
)
def test_a_rule_says_whom_it_wakes(network, wednesday, tell, names):
    person = make_member("provider", name="Jo")
    make_member("administrator", name="Lee")
    make_request("acknowledged", lead=make_member("provider", name="Maya"))
    Escalation.objects.create(
        target="discovery", moment="after", hours=0, tell=tell, person=person if tell == "person" else None
    )

    watch(network, "2026-03-11 10:01")

    assert told("was missed") == names


def test_a_rule_after_waits_its_working_hours(network, wednesday):
    Escalation.objects.create(target="reply", moment="after", hours=10, tell="team")
    make_member("provider", name="Jo")
    make_request(lead=make_member("provider", name="Maya"))

    assert watch(network, "2026-03-06 11:59") == 0  # due on the 5th at ten: seven hours, then three
    assert watch(network, "2026-03-06 12:00") == 1
    assert told("was missed") == ["Jo", "Maya"]


def test_two_rules_wake_in_turn(network, wednesday):
    for hours, tell in ((0, "lead"), (8, "administrators")):
        Escalation.objects.create(target="discovery", moment="after", hours=hours, tell=tell)
    make_member("administrator", name="Lee")
    make_request("acknowledged", lead=make_member("provider", name="Maya"))

    watch(network, "2026-03-11 10:01")
    first = told("")
    watch(network, "2026-03-12 10:01")

    assert (first, told("")) == (["Maya"], ["Lee", "Maya"])


def test_the_same_rule_cannot_stand_twice(network):
    rule = {"target": "reply", "moment": "after", "hours": 1, "tell": "lead", "person": None}
    Escalation.objects.create(**rule)

    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(**rule)


def test_the_usual_rules_hold_until_there_are_own_ones(network):
    usual = [str(rule) for rule in actions.rules_in_force()]

    actions.own_rules()
    actions.own_rules()

    assert Escalation.objects.count() == len(usual) == 4
    assert sorted(str(rule) for rule in actions.rules_in_force()) == sorted(usual)
    Escalation.objects.exclude(target="reply", moment="before").delete()
    assert [(rule.target, rule.moment) for rule in actions.rules_in_force()] == [("reply", "before")]


def test_the_sweep_watches_every_network(db, time_machine):
    time_machine.move_to(at("2026-03-04 10:00"), tick=False)
    networks = [make_network("north"), make_network("south")]
    for network in networks:
        with network_scope(network.pk):
            make_member("administrator", name=f"Lee of {network.slug}")
            make_request()
    time_machine.move_to(at("2026-03-05 10:30"), tick=False)

    watch_targets()
    watch_targets()
    cache.clear()
    watch_targets()

    for network in networks:
        with network_scope(network.pk):
            assert told("was missed") == [f"Lee of {network.slug}"]


def told_of_new():
    found = Notification.objects.filter(words__endswith="a new request")
    return sorted(found.values_list("member__user__name", flat=True))


def test_times_in_mails_are_the_networks_own(network, wednesday):
    lead = make_member("provider")
    make_request(lead=lead)
    watch(network, "2026-03-05 09:30")

    new, near = Message.objects.filter(to_email=lead.email).order_by("pk")
    assert "A person's reply is due Thursday, March 5, 10:00." in new.text
    assert "A person's reply is due Thursday, March 5, 10:00." in near.text


def test_a_new_request_is_told_to_its_topics_usual_lead(network):
    make_member("administrator", name="Lee")

    make_request(topic=make_topic(default_lead=make_member("provider", name="Maya")))

    assert told_of_new() == ["Maya"]


def test_a_new_request_is_told_to_the_team_when_the_usual_lead_left(network):
    make_member("administrator", name="Lee")
    gone = make_member("provider", name="Maya")
    gone.is_active = False
    gone.save()

    make_request(topic=make_topic(default_lead=gone), lead=make_member("provider", name="Jo"))

    assert told_of_new() == ["Jo", "Lee"]


def test_a_new_request_is_told_to_who_stands_in_while_the_usual_lead_is_away(network, wednesday):
    away, here = make_member("provider", name="Maya"), make_member("provider", name="Jo")
    actions.change_work_profile(away, by=away, away_from=date(2026, 3, 1), delegate=here)

    make_request(topic=make_topic(default_lead=away))

    assert told_of_new() == ["Jo"]


def test_a_new_request_is_told_to_the_people_of_its_hub(network):
    hub, maya = make_hub(), make_member("provider", name="Maya")
    make_member("administrator", name="Lee")
    actions.change_work_profile(maya, by=maya, hub=hub)

    make_request(topic=make_topic(default_hub=hub))

    assert told_of_new() == ["Maya"]


def test_a_new_request_is_told_to_ten_of_a_large_team(network):
    for number in range(12):
        make_member("provider", name=f"Provider {number:02}")

    make_request(lead=make_member("provider", name="Last"))

    assert told_of_new() == [f"Provider {number:02}" for number in range(10)]
