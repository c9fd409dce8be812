"""The trust pulse: who is asked, what an answer does, and who may see what."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from relationships.depth import rule
from relationships.depth.models import Standing
from relationships.models import Pause
from relationships.pulse import actions, trust
from relationships.pulse.models import ITEMS, Pulse, PulseAnswer, PulseSetting
from requests_app.models import Task
from tests.factories import make_member, make_network, make_topic
from tests.relationships.depth.conftest import TODAY, Recipient, noon
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope

DAY = timedelta(days=1)


def responsive(requester, lead, topic=None):
    one = Recipient(requester, lead, topic or make_topic())
    one.asks(20, status="closed", lead=lead)
    one.stands(2, since=TODAY)
    return one


@pytest.fixture
def now(time_machine):
    time_machine.move_to(noon(TODAY))
    return noon(TODAY)


@pytest.fixture
def recipient(now, requester, provider):
    PulseSetting.objects.create(times_a_year=1)
    return responsive(requester, provider)


def ask(at):
    return actions.ask_due(at=at)


def asked():
    return sorted(Pulse.objects.values_list("direction", "person__user__name"))


def answered(one, direction, person, *, trust=4, value=4, shares=False, at=None):
    at = at or timezone.now()
    pulse = Pulse.objects.create(
        organization=one.organization, person=person, direction=direction, closes_at=at + 45 * DAY,
        token_hash=f"{Pulse.objects.count()}",
    )  # fmt: skip
    scores = dict.fromkeys(ITEMS[:3], trust) | dict.fromkeys(ITEMS[3:], value)
    return PulseAnswer.objects.create(pulse=pulse, shares=shares, answered_at=at, **scores)


def test_both_sides_are_asked_once_a_year(recipient, now):
    assert ask(now) == 2
    assert asked() == [("provider", "Maya Rivera"), ("recipient", "Ana Cole")]
    assert ask(now) == 0
    assert ask(now + 364 * DAY) == 0
    assert ask(now + 366 * DAY) == 2
    assert set(Message.objects.values_list("kind", "any_hour")) == {("check_in", False)}


def test_twice_a_year(recipient, now):
    PulseSetting.objects.update(times_a_year=2)
    ask(now)

    assert ask(now + 181 * DAY) == 0
    assert ask(now + 183 * DAY) == 2


def test_it_is_off_until_somebody_wants_it(recipient, now):
    PulseSetting.objects.all().delete()

    assert ask(now) == 0


@pytest.mark.parametrize(("days", "count"), [(13, 1), (15, 2)])
def test_nobody_hears_from_us_twice_in_14_days(recipient, now, days, count):
    Message.objects.create(
        dedupe_key="check-in:1", kind="check_in", to_email=recipient.requester.email, subject="s", text="t", html="h",
        message_id="<m>", date=now - days * DAY, state="sent",
    )  # fmt: skip

    assert ask(now) == count


@pytest.mark.parametrize("where", [{}, {"state": "GA"}, {"organization": True}])
def test_not_during_an_emergency(recipient, now, where):
    if "organization" in where:
        where = {"organization": recipient.organization}
    Pause.objects.create(reason="Flood", made_by=recipient.lead, starts_on=TODAY, **where)

    assert ask(now) == 0


def test_not_before_level_2(recipient, now):
    recipient.stands(1, since=TODAY)

    assert ask(now) == 0


def test_who_leads_many_gets_one_mail_about_at_most_five(recipient, now, provider):
    for _ in range(6):
        responsive(make_member("requester"), provider, recipient.topic)

    assert ask(now) == 12
    mails = Message.objects.filter(to_email=provider.email)
    assert len(re.findall(r"/pulse/\S+", mails.get().text)) == 5
    assert ask(now + 15 * DAY) == 2


@pytest.fixture
def link(transactional_db, time_machine):
    time_machine.move_to(noon(TODAY))
    network = make_network("north")
    with network_scope(network.pk):
        PulseSetting.objects.create(times_a_year=1)
        lead, requester = make_member("provider"), make_member("requester", email="ana@north.example")
        responsive(requester, lead)
        ask(noon(TODAY))
        mail = Message.objects.get(to_email="ana@north.example")
    return network, re.search(r"/pulse/[^\s/]+/", mail.text).group()


def count(network):
    with network_scope(network.pk):
        return PulseAnswer.objects.count()


def test_opening_changes_nothing(link):
    network, path = link

    for method in ("get", "head", "get"):
        answer = getattr(Client(), method)(path)
        assert (answer.status_code, answer["Referrer-Policy"]) == (200, "no-referrer")
        assert "no-store" in answer["Cache-Control"]

    assert count(network) == 0


def test_answering_and_correcting_keeps_one(link):
    network, path = link

    first = Client().post(path, {"openness": "4", "shares": "on"})
    Client().post(path, {"openness": "2"})

    assert "Thank you" in first.text
    with network_scope(network.pk):
        saved = PulseAnswer.objects.get()
        assert (saved.openness, saved.reliability, saved.shares) == (2, None, False)


@pytest.mark.parametrize("sent", [{}, {"shares": "on"}, {"openness": "5"}])
def test_bad_answers_get_a_sentence(link, sent):
    network, path = link

    page = Client().post(path, sent)

    assert page.status_code == 200
    assert "usa-error-message" in page.text or "Answer at least one statement" in page.text
    assert count(network) == 0


def test_wrong_and_old_links_say_what_to_do(link, time_machine):
    network, path = link

    assert Client().get(path[:-3] + "/").status_code == 404
    assert Client().get("/pulse/nonsense/").status_code == 404
    time_machine.move_to(noon(TODAY) + 46 * DAY)
    assert Client().post(path, {"openness": "4"}).status_code == 410
    assert count(network) == 0


@pytest.mark.parametrize(
    ("theirs", "ours", "shown", "gap"),
    [((4, True), (3, True), True, 33.3), ((4, True), (3, False), False, None), ((4, False), (3, True), False, None)],
)
def test_two_sides_see_it_when_both_agreed(recipient, theirs, ours, shown, gap):
    answered(recipient, "recipient", recipient.requester, trust=theirs[0], shares=theirs[1])
    answered(recipient, "provider", recipient.lead, trust=ours[0], shares=ours[1])

    both = trust.between(recipient.organization, on=TODAY)

    assert both.is_shown is shown
    assert both.gap == (pytest.approx(gap, abs=0.1) if gap else None)


def test_items_become_composites(recipient):
    saved = answered(recipient, "recipient", recipient.requester, shares=True)
    PulseAnswer.objects.filter(pk=saved.pk).update(reliability=1, openness=4, shared_mission=None, influence=2)
    answered(recipient, "provider", recipient.lead, trust=2, value=3, shares=True)

    both = trust.between(recipient.organization, on=TODAY)

    assert both.theirs == trust.Side(1, 50.0, pytest.approx((100 / 3 + 100 + 100) / 3))
    assert both.ours == trust.Side(1, pytest.approx(100 / 3), pytest.approx(200 / 3))


def test_only_the_newest_answer_of_a_person_and_a_year_counts(recipient, now):
    answered(recipient, "recipient", recipient.requester, trust=1, shares=True, at=now - 100 * DAY)
    answered(recipient, "recipient", recipient.requester, trust=4, shares=True)
    answered(recipient, "provider", recipient.lead, shares=True, at=now - 365 * DAY)

    both = trust.between(recipient.organization, on=TODAY)

    assert (both.theirs, both.ours.n, both.is_shown) == (trust.Side(1, 100.0, 100.0), 0, False)


@pytest.mark.parametrize(("people", "shown"), [(4, False), (5, True)])
def test_from_five_each_way_a_mean_is_shown(recipient, people, shown):
    for _ in range(people):
        answered(recipient, "recipient", make_member("requester", organization=recipient.organization))
        answered(recipient, "provider", make_member("provider"))

    assert trust.between(recipient.organization, on=TODAY).is_shown is shown
    assert trust.in_network(on=TODAY).is_shown is shown


@pytest.mark.parametrize(
    ("theirs", "ours", "shares", "trusted"),
    [(4, 4, True, True), (4, 3, True, False), (3, 4, True, False), (4, 4, False, False)],
)
def test_depth_reads_the_lower_of_both_where_both_may_see_it(recipient, now, theirs, ours, shares, trusted):
    answered(recipient, "recipient", recipient.requester, trust=theirs, shares=shares)
    answered(recipient, "provider", recipient.lead, trust=ours, shares=True)

    rule.compute(at=now)

    row = next(row for row in Standing.objects.get().evidence if row["test"] == "trusted")
    assert row["holds"] is trusted


def test_one_side_alone_is_no_mutual_trust(recipient, now):
    answered(recipient, "recipient", recipient.requester, shares=True)

    rule.compute(at=now)

    assert not recipient.test("trusted")["holds"]


@pytest.mark.parametrize(("ours", "opens"), [(3, True), (4, False)])
def test_a_wide_gap_opens_a_talk(recipient, sign_in, ours, opens, network):
    answered(recipient, "provider", recipient.lead, trust=ours, shares=True)
    pulse = Pulse.objects.create(
        organization=recipient.organization, person=recipient.requester, direction="recipient",
        closes_at=timezone.now() + DAY, token_hash="x",
    )  # fmt: skip
    actions.answer(pulse, answers=dict.fromkeys(ITEMS, 4) | {"shares": True})

    client, where = sign_in(recipient.requester), f"/north/organizations/{recipient.organization.pk}"
    assert Task.objects.exists() is opens
    assert client.get(f"{where}/talk/").status_code == (200 if opens else 302)
    assert ("A talk would help" in client.get(f"{where}/").text) is opens
    assert "Trust" in client.get(f"{where}/trust/").text


def test_others_see_nothing_of_a_relationship(recipient, sign_in):
    answered(recipient, "recipient", recipient.requester, trust=4, shares=False)
    answered(recipient, "provider", recipient.lead, trust=2, shares=True)
    where = f"/north/organizations/{recipient.organization.pk}/trust/"

    assert "Nothing can be shown yet" in sign_in(recipient.lead).get(where).text
    assert sign_in(make_member("requester")).get(where).status_code == 404
    assert sign_in(make_member("analyst")).get(where).status_code == 403
    assert sign_in(recipient.requester).get("/north/pulse/").status_code == 403


def test_an_administrator_says_how_often(administrator, provider, sign_in):
    client = sign_in(administrator)

    client.post("/north/pulse/settings/", {"times_a_year": "2"})
    client.post("/north/pulse/settings/", {"times_a_year": "1"})

    assert PulseSetting.objects.get().times_a_year == 1
    assert "Once a year" in client.get("/north/pulse/").text
    assert "Select a valid choice" in client.post("/north/pulse/settings/", {"times_a_year": "9"}).text
    with pytest.raises(PermissionDenied):
        actions.set_rhythm(by=provider, times_a_year=2)
