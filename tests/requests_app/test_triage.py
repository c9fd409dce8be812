"""Suggestions with their reasons, the fair order, and giving requests out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app import actions, queue
from requests_app.models import QueueShown, TTARequest
from requests_app.triage import suggest
from tests.factories import make_hub, make_jurisdiction, make_member, make_organization, make_request, make_topic

PAGE = "/north/caseload/triage/"


def ask(**fields):
    """A new request, without the colleague whom the factory brings for further steps."""
    return make_request(lead="nobody", **fields)


@pytest.fixture
def pair(network):
    return make_member("provider", name="Maya"), make_member("provider", name="Jo")


def profile(member, **fields):
    actions.change_work_profile(member, by=member, **fields)


def lead_of(tta_request):
    return suggest([tta_request])[tta_request.pk].lead


def reasons_of(tta_request):
    return " ".join(suggest([tta_request])[tta_request.pk].reasons)


def led_before(lead, *, status="acknowledged"):
    """A department whose last request this member led, and its new request."""
    first = make_request(status, lead=lead)
    return ask(requester=first.requester)


def test_who_led_before_is_suggested_first(pair):
    maya, jo = pair
    new = led_before(jo)
    new.topic.default_lead = maya
    profile(maya, languages=["Spanish"])
    new.language_needs = "Spanish"

    assert lead_of(new) == jo
    assert reasons_of(new).startswith("Jo led their request 1, so they know each other.")


def test_the_last_lead_counts_and_not_one_before(pair):
    maya, jo = pair
    first = make_request("acknowledged", lead=jo)
    make_request("acknowledged", lead=maya, requester=first.requester)

    assert lead_of(ask(requester=first.requester)) == maya


def test_an_ended_request_is_remembered_too(pair):
    _, jo = pair

    assert lead_of(led_before(jo, status="closed")) == jo


def test_the_delegate_is_suggested_for_who_is_away(pair):
    maya, jo = pair
    profile(jo, away_from=timezone.localdate(), delegate=maya)
    new = led_before(jo)

    assert lead_of(new) == maya
    assert "Maya stands in for Jo, who led their request 1." in reasons_of(new)


def test_who_is_away_without_a_delegate_is_not_suggested(pair):
    maya, jo = pair
    profile(jo, away_from=timezone.localdate())
    new = led_before(jo)

    assert lead_of(new) == maya
    assert "no open requests" in reasons_of(new)


def test_who_left_is_not_suggested(pair):
    maya, jo = pair
    new = led_before(jo)
    jo.is_active = False
    jo.save()

    assert lead_of(new) == maya


def test_the_topics_usual_lead_comes_next(pair):
    maya, jo = pair
    profile(maya, languages=["Spanish"])
    new = ask(topic=make_topic(name="Heat", default_lead=jo), language_needs="Spanish")

    assert lead_of(new) == jo
    assert reasons_of(new).startswith("Jo usually leads Heat.")


def test_the_delegate_of_the_topics_usual_lead_stands_in(pair):
    maya, jo = pair
    profile(jo, away_from=timezone.localdate(), delegate=maya)
    new = ask(topic=make_topic(name="Heat", default_lead=jo))

    assert reasons_of(new).startswith("Maya stands in for Jo, who usually leads Heat.")


def test_language_goes_before_hub(pair):
    maya, jo = pair
    hub = make_hub()
    profile(maya, hub=hub)
    profile(jo, languages=["spanish"])
    new = ask(topic=make_topic(default_hub=hub), language_needs="Spanish and French")

    assert lead_of(new) == jo
    assert "works in Spanish and French" in reasons_of(new)


def test_hub_goes_before_room(pair):
    maya, jo = pair
    hub = make_hub(name="Region 4")
    profile(jo, hub=hub)
    for _ in range(3):
        actions.assign_lead(ask(), by=maya, lead=jo)

    new = ask(topic=make_topic(default_hub=hub))

    assert lead_of(new) == jo
    assert "is of Region 4" in reasons_of(new)


def test_who_has_most_room_for_their_hours_comes_last(pair):
    maya, jo = pair
    profile(maya, weekly_hours=10)
    profile(jo, weekly_hours=40)
    for lead in (maya, jo, jo):
        actions.assign_lead(ask(), by=maya, lead=lead)

    new = ask()

    assert lead_of(new) == jo
    assert "Jo has 2 open requests and 40 hours a week" in reasons_of(new)


def test_who_has_no_hours_is_asked_last(pair):
    maya, jo = pair
    profile(maya, weekly_hours=0)
    actions.assign_lead(ask(), by=maya, lead=jo)

    assert lead_of(ask()) == jo


def test_several_new_requests_are_spread_over_the_team(pair):
    requests = [ask() for _ in range(4)]

    found = suggest(requests)

    assert sorted(str(found[one.pk].lead) for one in requests) == ["Jo", "Jo", "Maya", "Maya"]


def test_nobody_is_suggested_where_nobody_is_here(pair):
    for member in pair:
        profile(member, away_from=timezone.localdate())
    new = ask()

    assert lead_of(new) is None
    assert "Nobody of the team is here today." in reasons_of(new)


def test_a_hub_is_suggested_by_topic_then_by_department_then_by_place(network):
    of_topic, of_department, of_place = make_hub(states=["TX"]), make_hub(states=["TX"]), make_hub(states=["GU"])
    place = make_jurisdiction(state="GU")
    office = make_organization(jurisdiction=place, hub=of_department)
    other_office = make_organization(jurisdiction=place)
    first = ask(requester=make_member("requester", organization=office), topic=make_topic(default_hub=of_topic))
    second = ask(requester=make_member("requester", organization=office))
    third = ask(requester=make_member("requester", organization=other_office))
    fourth = ask()

    found = suggest([first, second, third, fourth])

    assert [found[one.pk].hub for one in (first, second, third, fourth)] == [of_topic, of_department, of_place, None]
    assert f"{of_topic} serves this topic." in found[first.pk].reasons
    assert f"{of_department} serves this department." in found[second.pk].reasons
    assert f"{of_place} covers GU." in found[third.pk].reasons


def test_the_usual_intensity_of_the_topic_is_suggested(network):
    new = ask(topic=make_topic(name="Forms", default_intensity="universal"))

    found = suggest([new])[new.pk]

    assert (found.intensity, found.reasons[-1]) == ("universal", "Universal: usual for Forms.")


def test_suggestions_cost_as_much_for_three_as_for_one(pair):
    numbers = []
    for new in (1, 2):
        for _ in range(new):
            led_before(pair[0])
        waiting = list(
            queue.fair(TTARequest.objects.unassigned()).select_related("organization__jurisdiction", "topic")
        )
        with CaptureQueriesContext(connection) as captured:
            suggest(waiting)
        numbers.append(len(captured))

    assert numbers == [5, 5]


def order(of):
    return [one.number for one in of(TTARequest.objects.unassigned())]


@pytest.fixture
def arrived(network, time_machine):
    """Make requests that arrive one minute after the other."""
    start = timezone.now()

    def arrive(minute, **fields):
        time_machine.move_to(start + timedelta(minutes=minute), tick=False)
        return ask(**fields).number

    return arrive


def of_place(**groups):
    return make_member("requester", organization=make_organization(jurisdiction=make_jurisdiction(**groups)))


CITY = {"rural_urban": "metro", "vulnerability": "q1"}


def waited(arrived, days, minute, lead):
    """A department that once waited so long for a first answer, and the number of its new request."""
    requester = of_place(**CITY)
    old = ask(requester=requester)
    TTARequest.objects.filter(pk=old.pk).update(
        submitted_at=timezone.now() - timedelta(days=60), first_reply_at=timezone.now() - timedelta(days=60 - days),
        status="acknowledged", lead=lead,
    )  # fmt: skip
    return arrived(minute, requester=requester)


def test_what_is_due_first_comes_first_whoever_waited(arrived, provider):
    waited_long = waited(arrived, 20, 0, provider)
    urgent = arrived(1, requester=of_place(**CITY), topic=make_topic(urgent_reply_hours=1), urgency="urgent")
    later = TTARequest.objects.get(number=waited_long)
    TTARequest.objects.filter(pk=later.pk).update(reply_due_at=timezone.now() + timedelta(days=9))

    assert order(queue.fair) == [urgent, waited_long]


def test_on_one_day_who_waited_longest_before_comes_first(arrived, provider):
    new = arrived(1, requester=of_place(**CITY))
    little, long = waited(arrived, 2, 2, provider), waited(arrived, 12, 3, provider)
    TTARequest.objects.update(reply_due_at=timezone.now() + timedelta(days=3))

    assert order(queue.fair) == [long, little, new]
    assert order(queue.by_arrival) == [new, little, long]


def test_time_on_hold_was_not_waiting(arrived, provider):
    held, quick = waited(arrived, 12, 1, provider), waited(arrived, 3, 2, provider)
    organization = TTARequest.objects.get(number=held).organization_id
    TTARequest.objects.filter(organization=organization, status="acknowledged").update(held_time=timedelta(days=11))
    TTARequest.objects.update(reply_due_at=timezone.now() + timedelta(days=3))

    assert order(queue.fair) == [quick, held]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"rural_urban": "rural_remote"}, "the place is remote"),
        ({"vulnerability": "q4"}, "the place has high social vulnerability"),
        ({"jurisdiction_type": "tribal"}, "the place is a tribal department"),
        ({"jurisdiction_type": "territorial"}, "the place is a territory or freely associated state"),
        ({"jurisdiction_type": "freely_associated"}, "the place is a territory or freely associated state"),
        ({"rural_urban": "rural_remote", "vulnerability": "q4"},
         "the place is remote and has high social vulnerability"),
    ],
)  # fmt: skip
def test_an_under_served_place_comes_before_others_of_the_day(arrived, place, words):
    first = arrived(1, requester=of_place(**CITY))
    under_served = arrived(2, requester=of_place(**(CITY | place)))
    TTARequest.objects.update(reply_due_at=timezone.now() + timedelta(days=3))

    fair = list(queue.fair(TTARequest.objects.unassigned()))
    assert [one.number for one in fair] == [under_served, first]
    assert words in queue.reason(fair[0], is_fair=True)
    assert words not in queue.reason(fair[0], is_fair=False)
    assert "the place" not in queue.reason(fair[1], is_fair=True)


def test_the_reason_says_how_long_they_waited(arrived, provider):
    waited(arrived, 12, 1, provider)
    (one,) = queue.fair(TTARequest.objects.unassigned())

    assert "they waited 12 days for first answers before, on average" in queue.reason(one, is_fair=True)
    assert "they waited" not in queue.reason(one, is_fair=False)


def test_what_is_overdue_says_so(network, days_pass):
    ask()
    days_pass(20)

    (one,) = queue.fair(TTARequest.objects.unassigned())

    assert queue.reason(one, is_fair=False) == "Overdue or due today."


def test_a_network_can_switch_fairness_off(network, provider, sign_in, arrived):
    first = arrived(1, requester=of_place(**CITY))
    second = arrived(2, requester=of_place(rural_urban="rural_remote"))
    TTARequest.objects.update(reply_due_at=timezone.now() + timedelta(days=3))
    client = sign_in(provider)

    fair = client.get(PAGE)
    network.fair_queue = False
    network.save()
    plain = client.get(PAGE)

    assert [row["tta_request"].number for row in fair.context["rows"]] == [second, first]
    assert [row["tta_request"].number for row in plain.context["rows"]] == [first, second]
    assert "By target, then by arrival." in plain.content.decode()
    assert list(QueueShown.objects.order_by("pk").values_list("is_fair", "shown", "by_arrival")) == [
        (True, [second, first], [first, second]), (False, [first, second], [first, second]),
    ]  # fmt: skip


def test_what_was_shown_is_kept_once_until_it_changes(network, provider, sign_in):
    client = sign_in(provider)
    ask()

    for _ in range(3):
        client.get(PAGE)
    once = QueueShown.objects.count()
    ask()
    client.get(PAGE)
    changed = QueueShown.objects.count()
    cache.clear()  # an hour later
    client.get(PAGE)

    assert (once, changed, QueueShown.objects.count()) == (1, 2, 3)
    assert QueueShown.objects.first().shown_to == provider


def test_an_empty_queue_is_not_kept(network, provider, sign_in):
    assert "Every request has a lead" in sign_in(provider).get(PAGE).content.decode()

    assert QueueShown.objects.count() == 0


def test_the_queue_holds_no_confidential_request_that_has_a_lead(network, provider, sign_in):
    make_request("acknowledged", visibility="named")
    new = ask(visibility="named")

    rows = sign_in(provider).get(PAGE).context["rows"]

    assert [row["tta_request"].number for row in rows] == [new.number]


def test_following_the_suggestion_gives_lead_and_hub(network, provider, sign_in):
    tta_request, hub, lead = ask(), make_hub(), make_member("provider", name="Jo Bell")

    page = sign_in(provider).post(f"{PAGE}{tta_request.number}/", {"lead": lead.pk, "hub": hub.pk}, follow=True)

    tta_request.refresh_from_db()
    assert (tta_request.lead, tta_request.hub) == (lead, hub)
    assert "Jo Bell leads request 1, and was told." in page.content.decode()


def test_no_hub_leaves_the_hub_it_has(network, provider, sign_in):
    hub = make_hub()
    tta_request = ask(topic=make_topic(default_hub=hub))

    sign_in(provider).post(f"{PAGE}{tta_request.number}/", {"lead": provider.pk, "hub": ""})

    tta_request.refresh_from_db()
    assert (tta_request.lead, tta_request.hub) == (provider, hub)


@pytest.mark.parametrize("lead", ["", "0", "x", "\x00"])
def test_giving_out_to_nobody_says_so(network, provider, sign_in, lead):
    tta_request = ask()

    page = sign_in(provider).post(f"{PAGE}{tta_request.number}/", {"lead": lead}, follow=True)

    assert "Choose who should lead it." in page.content.decode()
    tta_request.refresh_from_db()
    assert tta_request.lead is None


def test_a_requester_cannot_be_given_a_request(network, provider, sign_in):
    tta_request = ask()

    sign_in(provider).post(f"{PAGE}{tta_request.number}/", {"lead": tta_request.requester_id})

    tta_request.refresh_from_db()
    assert tta_request.lead is None


def test_who_comes_second_is_refused_and_told(network, provider, sign_in):
    tta_request = make_request("closed")

    answer = sign_in(provider).post(f"{PAGE}{tta_request.number}/", {"lead": provider.pk})

    assert answer.status_code == 409
    assert "has ended" in answer.content.decode()
