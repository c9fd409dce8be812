"""Who gets which mail, and when."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st

from requests_app import actions as requests
from tests.factories import log_activity, make_draft, make_member, make_network, make_organization, make_request
from tta_portal.notifications import actions, sweeps
from tta_portal.notifications.models import Notification, Preference
from tta_portal.notifications.sweeps import send_daily_mail
from tta_portal.outbox.models import Message
from tta_portal.outbox.readers import may_still_read
from tta_portal.tenancy.scope import network_scope

GUAM = ZoneInfo("Pacific/Guam")


def tell(member, key="k", **how):
    actions.notify(
        member,
        **{"words": "Request 7: news", "paragraphs": ["Three nurses left."], "path": "/north/requests/7/", "key": key}
        | how,
    )


def mails():
    return list(Message.objects.order_by("pk"))


def lines(member):
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("words", "for_digest"))


@pytest.fixture
def in_guam(network):
    """A member whose office lives by another clock than the network."""
    office = make_organization("Guam Health", time_zone="Pacific/Guam")
    return make_member("requester", organization=office)


def test_at_once_is_what_holds_for_those_who_chose_nothing(requester):
    tell(requester)

    assert lines(requester) == [("Request 7: news", False)]
    (mail,) = mails()
    assert (mail.to_email, mail.subject) == (requester.email, "Request 7: news")
    assert "Three nurses left." in mail.text
    assert "/north/requests/7/" in mail.text
    assert mail.due_at <= timezone.now()


def test_the_same_key_tells_once(requester):
    tell(requester)
    tell(requester, words="Request 7: other words")

    assert lines(requester) == [("Request 7: news", False)]
    assert len(mails()) == 1


def test_the_same_key_tells_each_member(requester, provider):
    tell(requester)
    tell(provider)

    assert {mail.to_email for mail in mails()} == {requester.email, provider.email}


def test_once_a_day_waits_for_the_digest(requester):
    actions.choose(requester, mail="daily")

    tell(requester)

    assert lines(requester) == [("Request 7: news", True)]
    assert mails() == []


def test_not_by_mail_is_a_line_in_the_portal_alone(requester):
    actions.choose(requester, mail="none")

    tell(requester)

    assert lines(requester) == [("Request 7: news", False)]
    assert mails() == []


@pytest.mark.parametrize(
    ("own", "of_this_one", "line", "number"),
    [("none", "now", False, 1), ("now", "none", False, 0), ("now", "daily", True, 0), ("daily", "", True, 0)],
)
def test_what_was_chosen_for_one_thing_goes_before(requester, own, of_this_one, line, number):
    actions.choose(requester, mail=own)

    tell(requester, mail=of_this_one)

    assert lines(requester) == [("Request 7: news", line)]
    assert len(mails()) == number


def test_a_delay_holds_line_and_mail_back(requester):
    before = timezone.now()

    tell(requester, delay=timedelta(seconds=15))

    assert mails()[0].due_at >= before + timedelta(seconds=15)
    assert Notification.objects.get().created_at >= before + timedelta(seconds=15)


def test_taking_back_cancels_the_mail_and_drops_the_line(requester, provider):
    tell(requester, key="thread:1", delay=timedelta(seconds=15))
    tell(provider, key="thread:1", delay=timedelta(seconds=15))
    tell(provider, key="thread:10", delay=timedelta(seconds=15))

    actions.take_back("thread:1")

    assert [mail.state for mail in mails()] == ["cancelled", "cancelled", "due"]
    assert [one.key for one in Notification.objects.all()] == ["thread:10"]


def test_long_words_are_cut_and_not_lost(requester):
    tell(requester, words="x" * 500)

    assert len(Notification.objects.get().words) == 200
    assert len(mails()[0].subject) == 200


QUIET_NIGHT = {"quiet_from": time(21), "quiet_until": time(7)}


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-10 12:00", "2026-03-10 12:00"),
        ("2026-03-10 20:59", "2026-03-10 20:59"),
        ("2026-03-10 21:00", "2026-03-11 07:00"),
        ("2026-03-10 23:30", "2026-03-11 07:00"),
        ("2026-03-11 00:00", "2026-03-11 07:00"),
        ("2026-03-11 06:59", "2026-03-11 07:00"),
        ("2026-03-11 07:00", "2026-03-11 07:00"),
    ],
)
def test_quiet_hours_over_midnight_hold_mail_by_the_members_own_clock(in_guam, time_machine, now, due):
    actions.choose(in_guam, **QUIET_NIGHT)
    time_machine.move_to(datetime.fromisoformat(now).replace(tzinfo=GUAM), tick=False)

    tell(in_guam)

    assert mails()[0].due_at == datetime.fromisoformat(due).replace(tzinfo=GUAM)
    assert Notification.objects.get().created_at == timezone.now()


clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(moments, clocks, clocks, st.sampled_from(["America/New_York", "Pacific/Guam", "Australia/Lord_Howe"]))
def test_no_mail_falls_into_quiet_hours_and_none_waits_longer(moment, starts, ends, zone):
    preference = Preference(quiet_from=starts, quiet_until=ends)

    due = preference.not_before(moment, zone=zone)

    def is_quiet(at):
        clock = at.astimezone(ZoneInfo(zone)).time()
        return starts <= clock < ends if starts <= ends else clock >= starts or clock < ends

    def offset(at):
        return at.astimezone(ZoneInfo(zone)).utcoffset()

    assume(offset(moment) == offset(moment + timedelta(days=1)))  # an hour that comes twice has no one right answer
    if starts == ends or not is_quiet(moment):
        assert due == moment
    else:
        assert moment < due < moment + timedelta(days=1)
        assert due.astimezone(ZoneInfo(zone)).time() == ends


def at(words):
    return datetime.fromisoformat(words).replace(tzinfo=GUAM)


@pytest.fixture
def daily(in_guam, time_machine):
    """Somebody in Guam who wants one mail at eight; it is Monday noon there, and two things happened."""
    actions.choose(in_guam, mail="daily", digest_at=time(8))
    time_machine.move_to(at("2026-03-09 12:00"), tick=False)
    tell(in_guam, "a", words="Request 7: Maya wrote to you")
    tell(in_guam, "b", words="Request 8: on hold for now")
    return in_guam


def test_the_digest_comes_at_its_hour_by_the_members_clock(daily):
    assert actions.send_digests(at=at("2026-03-10 07:59")) == 0
    assert actions.send_digests(at=at("2026-03-10 08:00")) == 1

    (mail,) = mails()
    assert (mail.to_email, mail.subject) == (daily.email, "2 things since yesterday")
    assert "Request 7: Maya wrote to you" in mail.text
    assert "Request 8: on hold for now" in mail.text
    assert "Three nurses left." not in mail.text + mail.html


def test_what_happens_after_the_hour_waits_for_the_next_day(daily):
    assert actions.send_digests(at=at("2026-03-09 12:10")) == 0
    assert actions.send_digests(at=at("2026-03-09 23:50")) == 0

    assert mails() == []


def test_one_digest_a_day(daily, time_machine):
    actions.send_digests(at=at("2026-03-10 08:00"))
    time_machine.move_to(at("2026-03-10 08:05"), tick=False)
    tell(daily, "c")

    assert actions.send_digests(at=at("2026-03-10 08:10")) == 0
    assert actions.send_digests(at=at("2026-03-10 20:00")) == 0
    assert actions.send_digests(at=at("2026-03-11 08:00")) == 1
    assert actions.send_digests(at=at("2026-03-12 08:00")) == 0

    assert [mail.subject for mail in mails()] == ["2 things since yesterday", "1 thing since yesterday"]


def test_a_digest_of_more_than_a_hundred_goes_on_the_next_day(daily):
    for number in range(110):
        tell(daily, f"more:{number}")

    actions.send_digests(at=at("2026-03-10 08:00"))
    actions.send_digests(at=at("2026-03-11 08:00"))

    assert [mail.subject for mail in mails()] == ["100 things since yesterday", "12 things since yesterday"]


def test_what_was_read_is_left_out_of_the_digest(daily):
    actions.mark_read(Notification.objects.filter(key="a"))

    actions.send_digests(at=at("2026-03-10 08:00"))

    assert [mail.subject for mail in mails()] == ["1 thing since yesterday"]


def test_a_digest_waits_for_the_end_of_quiet_hours(daily):
    actions.choose(daily, quiet_from=time(7), quiet_until=time(9, 30))

    assert actions.send_digests(at=at("2026-03-10 08:00")) == 0
    assert actions.send_digests(at=at("2026-03-10 09:29")) == 0
    assert actions.send_digests(at=at("2026-03-10 09:30")) == 1


def test_a_digest_of_the_night_comes_on_the_next_morning(daily):
    actions.choose(daily, digest_at=time(22), quiet_from=time(21), quiet_until=time(7))

    assert actions.send_digests(at=at("2026-03-09 22:00")) == 0
    assert actions.send_digests(at=at("2026-03-10 07:00")) == 1
    assert actions.send_digests(at=at("2026-03-10 07:10")) == 0


def test_who_left_gets_no_digest(daily):
    daily.is_active = False
    daily.save()

    assert actions.send_digests(at=at("2026-03-10 08:00")) == 0


def test_the_sweep_sends_in_every_network_once_in_ten_minutes(db, time_machine):
    time_machine.move_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    networks = [make_network("north"), make_network("south")]
    for network in networks:
        with network_scope(network.pk):
            member = make_member("provider")
            actions.choose(member, mail="daily", digest_at=time(0))
            tell(member)
    time_machine.move_to(datetime(2026, 3, 10, 12, tzinfo=UTC))

    send_daily_mail()
    send_daily_mail()
    cache.clear()
    send_daily_mail()

    for network in networks:
        with network_scope(network.pk):
            assert [mail.subject for mail in mails()] == ["1 thing since yesterday"]


@pytest.fixture
def confidential(network):
    """A request that only the person who asked, her lead and a colleague may read."""
    tta_request = make_request("acknowledged", visibility="named")
    colleague = make_member("requester", organization=tta_request.organization)
    requests.add_person(tta_request, by=tta_request.requester, member=colleague, part="watcher")
    Notification.objects.all().delete()
    return tta_request, colleague


@pytest.mark.parametrize("stays", [True, False])
def test_the_digest_leaves_out_what_one_may_no_longer_read(confidential, time_machine, stays):
    tta_request, colleague = confidential
    actions.choose(colleague, mail="daily", digest_at=time(0))
    requests.add_message(tta_request, by=tta_request.lead, body="x")
    if not stays:
        requests.remove_person(tta_request, by=tta_request.requester, member=colleague)

    time_machine.move_to(timezone.now() + timedelta(days=2))

    assert actions.send_digests(at=timezone.now()) == int(stays)


def held_mail(colleague):
    return Message.objects.filter(to_email=colleague.email).latest("pk")


def test_mail_that_waited_asks_again_whether_it_may_be_read(confidential):
    tta_request, colleague = confidential
    requests.add_message(tta_request, by=tta_request.lead, body="x")

    before = may_still_read(held_mail(colleague))
    requests.remove_person(tta_request, by=tta_request.requester, member=colleague)

    assert (before, may_still_read(held_mail(colleague))) == (True, False)


def test_mail_that_waited_is_not_for_those_who_left(requester):
    tell(requester)
    requester.is_active = False
    requester.save()

    assert not may_still_read(held_mail(requester))


def test_the_old_lead_of_a_confidential_request_still_hears_that_it_was_handed_over(confidential):
    tta_request, _ = confidential
    old, new, by = tta_request.lead, make_member("provider"), make_member("administrator")

    requests.assign_lead(tta_request, by=by, lead=new)
    requests.assign_lead(tta_request, by=by, lead=make_member("provider"))

    for lead in (old, new):
        assert held_mail(lead).subject.endswith("leads it now")
        assert may_still_read(held_mail(lead))
    you_are = Message.objects.get(to_email=new.email, subject__endswith="you are the lead")
    assert not may_still_read(you_are)


def test_nobody_is_left_out_however_many_wait(network, time_machine, monkeypatch):
    monkeypatch.setattr(sweeps, "AT_ONCE", 2)
    members = [make_member("provider") for _ in range(5)]
    for day, member in enumerate(reversed(members)):
        time_machine.move_to(datetime(2026, 3, 2 + day, 12, tzinfo=UTC))
        actions.choose(member, mail="daily", digest_at=time(0))
        tell(member)
    time_machine.move_to(datetime(2026, 3, 10, 12, tzinfo=UTC))

    waiting = actions.who_waits_for_a_digest(at=timezone.now())
    send_daily_mail()

    assert waiting == [member.pk for member in reversed(members)]
    assert {mail.to_email for mail in mails()} == {member.email for member in members}


def test_no_word_of_anybody_is_in_a_subject_or_a_line(network, requester):
    secret = "Zebrafish"
    said = f"{secret} were seen in the ward."
    tta_request = make_request("acknowledged", requester=requester, need=said, hoped_for_change=said, why_now=said)
    lead = tta_request.lead
    watcher = make_member("requester", organization=tta_request.organization)
    requests.add_person(tta_request, by=requester, member=watcher, part="watcher")
    for by in (lead, requester):
        requests.write_message(tta_request, by=by, body=said)
    requests.write_message(tta_request, by=make_member("provider"), body=f"@{lead.user.name} {said}", is_internal=True)
    requests.hold(tta_request, by=lead, waiting_for="requester", reason=said)
    requests.resume(tta_request, by=lead, note=said)
    requests.offer_conversation(tta_request, by=lead, offer=said)
    requests.write_needs_statement(tta_request, by=lead, text=said)
    requests.correct_needs(tta_request, by=requester, correction=said)
    requests.assign_lead(tta_request, by=lead, lead=make_member("provider"), brief=said, reason=said)
    requests.split(tta_request, by=lead, need=said)
    twin = make_request("submitted", requester=requester, need=said)
    requests.merge(twin, by=lead, into=tta_request)
    requests.unmerge(twin, by=lead)
    referral = {"to_name": "Elders", "to_contact": "a@elders.example", "reason": said, "shares": said}
    requests.refer(twin, by=lead, consent=False, **referral)
    requests.refuse_referral(twin, by=requester, reason=said)
    requests.decline(twin, by=lead, reason=said, alternative=said)
    requests.withdraw(tta_request, by=requester, reason=said)
    delivered = make_request("in_delivery", requester=requester, need=said)
    log_activity(delivered, delivered.lead, summary=said)
    requests.say_kept(delivered.commitments.first(), by=delivered.lead, on=timezone.localdate(), evidence=said)

    said_outside = [*Message.objects.values_list("subject", flat=True)]
    said_outside += Notification.objects.values_list("words", flat=True)
    assert len(said_outside) > 50
    assert [words for words in said_outside if secret.lower() in words.lower()] == []


def test_a_draft_tells_nobody(network, requester):
    make_draft(requester)

    assert (Message.objects.count(), Notification.objects.count()) == (0, 0)
