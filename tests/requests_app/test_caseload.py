"""The lists a team works from: which requests, narrowed, kept under a name, changed together, exported."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app import actions, caseload
from requests_app.models import Commitment, RequestEvent, SavedView, TTARequest
from requests_app.rows import SORTS, read, rows
from tests.factories import log_activity, make_hub, make_member, make_network, make_request, make_topic
from tta_portal.notifications.models import Notification
from tta_portal.tenancy.scope import network_scope

PAGE = "/north/caseload/"


@pytest.fixture
def maya(network):
    return make_member("provider", name="Maya")


def on(view, member, at=None):
    holds = caseload.views(member, at=at or timezone.now())[view].holds
    return set(TTARequest.objects.visible_to(member).open().filter(holds).values_list("number", flat=True))


def change(tta_request, **fields):
    TTARequest.objects.filter(pk=tta_request.pk).update(**fields)
    return tta_request.number


def ask(lead=None, **fields):
    tta_request = make_request(lead="nobody", **fields)
    change(tta_request, lead=lead)
    tta_request.refresh_from_db()
    return tta_request


# which list holds what


def test_mine_are_those_i_lead_or_lead_along(maya):
    led, along, supported = ask(maya), ask(), ask()
    actions.add_person(along, by=maya, member=maya, part="co_lead")
    actions.add_person(supported, by=maya, member=maya, part="support")

    assert on("mine", maya) == {led.number, along.number}
    assert on("team", maya) == {led.number, along.number, supported.number}


def test_my_teams_are_those_of_my_hub(maya):
    hub = make_hub()
    ask()
    of_hub = ask()
    change(of_hub, hub=hub)
    before = on("team", maya)

    actions.change_work_profile(maya, by=maya, hub=hub)

    assert (before, on("team", maya)) == (set(), {of_hub.number})


def test_new_and_without_a_lead(maya):
    new, led = ask(), ask(maya)
    answered = make_request("acknowledged", lead=maya)
    change(answered, lead=None)

    assert on("new", maya) == {new.number, led.number}
    assert on("unassigned", maya) == {new.number, answered.number}


def test_who_waits_for_whom(maya):
    waits_for_us = make_request("acknowledged", lead=maya)
    actions.add_message(waits_for_us, by=waits_for_us.requester, body="When?")
    waits_for_them = make_request("acknowledged", lead=maya)
    held = make_request("acknowledged", lead=maya)
    actions.add_message(held, by=held.requester, body="When?")
    actions.hold(held, by=maya, waiting_for="requester", reason="x")

    assert on("waiting_us", maya) == {waits_for_us.number}
    assert on("waiting_them", maya) == {waits_for_them.number, held.number}


def test_overdue_is_everybodys_missed_target(maya):
    past, ahead = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(hours=1)
    no_reply, no_talk, in_time, replied = ask(), make_request("acknowledged"), ask(), ask()
    change(no_reply, reply_due_at=past)
    change(no_talk, discovery_due_at=past)
    change(in_time, reply_due_at=ahead)
    change(replied, reply_due_at=past, first_reply_at=timezone.now())

    assert on("late", maya) == {no_reply.number, no_talk.number}


def test_what_nobody_touched_for_two_weeks_has_gone_quiet(maya):
    quiet, fresh, held = (make_request("acknowledged", lead=maya) for _ in range(3))
    change(quiet, touched_at=timezone.now() - timedelta(days=15))
    change(held, touched_at=timezone.now() - timedelta(days=15), status="on_hold", held_from="acknowledged")
    change(fresh, touched_at=timezone.now() - timedelta(days=13))

    assert on("quiet", maya) == {quiet.number}


def test_following_up_and_laid_aside(maya):
    following, asleep = make_request("following_up", lead=maya), make_request("acknowledged", lead=maya)
    actions.snooze(asleep, by=maya, until=None, wakes_on_reply=True)

    assert on("following", maya) == {following.number}
    assert on("asleep", maya) == {asleep.number}


def test_every_list_is_counted_as_it_is_shown(maya):
    for status in ("submitted", "acknowledged", "following_up"):
        make_request(status, lead=maya)
    views = caseload.views(maya, at=timezone.now())

    counts = caseload.count(TTARequest.objects.visible_to(maya).open(), views)

    assert counts == {name: len(on(name, maya)) for name in views}


@pytest.mark.parametrize("view", ["mine", "team", "new", "unassigned", "late", "quiet", "asleep", "all"])
def test_a_confidential_request_is_on_no_list_of_others(maya, view):
    hidden = make_request("acknowledged", visibility="named")
    past = timezone.now() - timedelta(days=30)
    change(hidden, discovery_due_at=past, touched_at=past, snoozed_until=timezone.now() + timedelta(days=1))

    assert hidden.number not in on(view, maya)


# filters


@pytest.fixture
def three(maya):
    """Three requests that differ in everything one can filter by."""
    heat = make_topic(name="Heat")
    hub = make_hub(name="Region 4")
    first = make_request("acknowledged", lead=maya, topic=make_topic(parent=heat), need="Fans for elders.")
    second = ask(topic=make_topic(default_hub=hub, default_intensity="universal"), urgency="urgent", need="Masks.")
    third = ask(topic=heat, need="Posters.")
    second.organization.jurisdiction.state = "TX"
    second.organization.jurisdiction.save()
    actions.tag(third, by=maya, names=["Print"])
    change(third, reply_due_at=timezone.now() - timedelta(days=1))
    change(second, reply_due_at=timezone.now() + timedelta(days=6))
    return first, second, third


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("status=acknowledged", [0]),
        ("topic={heat}", [0, 2]),
        ("lead={maya}", [0]),
        ("lead=none", [1, 2]),
        ("hub={hub}", [1]),
        ("hub=none", [0, 2]),
        ("place=TX", [1]),
        ("tag={tag}", [2]),
        ("intensity=universal", [1]),
        ("urgency=urgent", [1]),
        ("due=late", [2]),
        ("due=week", [0, 1]),
        ("q=fans", [0]),
        ("q=is:urgent", [1]),
        ("topic={heat}&lead=none", [2]),
        ("status=nonsense", [0, 1, 2]),
        ("due=yesterday", [0, 1, 2]),
        ("lead=999999", []),
        ("lead=x", []),
        ("lead=99999999999999999999999999", []),
        ("topic=²", []),
        ("q=" + "x" * 300, [0, 1, 2]),
        ("q=%00", [0, 1, 2]),
        ("page=99&sort=nonsense&size=1000000", [0, 1, 2]),
    ],
)
def test_a_list_is_narrowed_by_its_address(three, maya, sign_in, query, places):
    _, second, third = three
    query = query.format(heat=third.topic_id, maya=maya.pk, hub=second.hub_id, tag=third.tagged.first().tag_id)

    page = sign_in(maya).get(f"{PAGE}?view=all&{query}")
    board = sign_in(maya).get(f"{PAGE}board/?view=all&{query}")

    assert page.status_code == board.status_code == 200
    assert {row.number for row in page.context["page"]} == {three[place].number for place in places}
    cards = [card["row"].number for column in board.context["columns"] for card in column["cards"]]
    assert set(cards) == {three[place].number for place in places}


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_shows_every_request_once(three, maya, sign_in, sort):
    page = sign_in(maya).get(f"{PAGE}?view=all&sort={sort}")

    assert sorted(row.number for row in page.context["page"]) == [1, 2, 3]


def test_orders_are_what_they_say(three, maya):
    first, second, third = three
    now = timezone.now()
    for one, days in ((first, 1), (second, 3), (third, 2)):
        change(one, touched_at=now - timedelta(days=days), submitted_at=now - timedelta(days=9 - days),
               first_reply_at=None, reply_due_at=now + timedelta(days=days), discovery_due_at=None)  # fmt: skip

    def order(sort):
        return [row.number for row in read(rows(TTARequest.objects.all(), sort=sort))]

    assert order("quiet") == [2, 3, 1]
    assert order("touched") == [1, 3, 2]
    assert order("new") == [2, 3, 1]
    assert order("old") == [1, 3, 2]
    assert order("due") == [1, 3, 2]
    assert order("lead")[-1] == 1


def test_a_list_that_does_not_exist_is_a_404(maya, sign_in):
    for path in ("", "board/", "export.csv"):
        assert sign_in(maya).get(f"{PAGE}{path}?view=nonsense").status_code == 404


@pytest.mark.parametrize("path", ["?view=all", "board/?view=all", "triage/", "workload/", "?view=team&q=heat"])
def test_lists_ask_the_database_as_often_for_three_as_for_one(maya, sign_in, path):
    client, numbers = sign_in(maya), []
    for new in (1, 2):
        for _ in range(new):
            lead = make_member("provider")
            actions.change_work_profile(lead, by=lead, languages=["Spanish"], hub=make_hub(), delegate=maya)
            make_request("acknowledged", lead=lead)
            tta_request = ask()
            actions.tag(tta_request, by=maya, names=["a"])
            actions.add_person(tta_request, by=maya, member=maya, part="support")
        client.get(f"{PAGE}{path}")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{PAGE}{path}").status_code == 200
        numbers.append(len(captured))

    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("side", ["team", "requester"])
def test_the_page_of_a_request_asks_as_often_for_three_of_everything_as_for_one(maya, sign_in, side):
    tta_request = make_request("in_delivery", lead=maya)
    client, numbers = sign_in(maya if side == "team" else tta_request.requester), []
    for new in (1, 2):
        for _ in range(new):
            helper = make_member("provider")
            colleague = make_member("requester", organization=tta_request.organization)
            actions.add_person(tta_request, by=maya, member=helper, part="support")
            actions.follow(tta_request, by=colleague, mail="none")
            actions.add_message(tta_request, by=colleague, body="Hello")
            actions.add_message(tta_request, by=helper, body="A note", is_internal=True)
            actions.link(tta_request, by=maya, other=make_request())
            actions.merge(make_request("acknowledged", requester=colleague, lead=maya), by=maya, into=tta_request)
            make_request("closed", requester=colleague, lead=helper)
            actions.add_tag(tta_request, by=maya, name=f"Tag {helper.pk}")
            actions.assign_lead(tta_request, by=maya, lead=helper)
            actions.assign_lead(tta_request, by=maya, lead=maya)
            log_activity(tta_request, maya)
            Commitment.objects.create(
                tta_request=tta_request, organization=tta_request.organization, side="provider", text="Call",
                due_on=timezone.localdate(),
            )  # fmt: skip
        client.get(tta_request.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(tta_request.get_absolute_url()).status_code == 200
        numbers.append(len(captured))

    assert numbers[0] == numbers[1]


# the board


def test_the_board_shows_up_to_twenty_cards_a_state_and_how_many_there_are(maya, sign_in):
    for _ in range(22):
        make_request(requester=make_member("requester"), lead="nobody")

    columns = {column["status"]: column for column in sign_in(maya).get(f"{PAGE}board/?view=all").context["columns"]}

    assert (len(columns["submitted"]["cards"]), columns["submitted"]["total"]) == (20, 22)
    assert (len(columns["planning"]["cards"]), columns["planning"]["total"]) == (0, 0)


def test_a_card_offers_the_moves_of_its_state(maya, sign_in):
    ask()

    (card,) = sign_in(maya).get(f"{PAGE}board/?view=all").context["columns"][0]["cards"]

    assert [move["to"] for move in card["moves"]] == ["acknowledged", "on_hold", "referred", "declined"]


# views kept under a name


def test_a_view_is_kept_and_found_again(maya, sign_in):
    client = sign_in(maya)

    answer = client.post(f"{PAGE}views/", {"name": "Late in Georgia", "query": "view=late&place=GA&page=3"})

    assert answer["Location"] == f"{PAGE}?view=late&place=GA"
    assert [view.name for view in client.get(PAGE).context["saved"]] == ["Late in Georgia"]


def test_the_same_name_replaces_a_view(maya):
    actions.save_view(by=maya, name="Late", query="view=late", is_shared=False)

    actions.save_view(by=maya, name="Late", query="view=all", is_shared=True)

    assert [(view.query, view.is_shared) for view in SavedView.objects.all()] == [("view=all", True)]


def test_views_are_ones_own_unless_shared(maya, administrator):
    actions.save_view(by=maya, name="Mine", query="view=mine", is_shared=False)
    actions.save_view(by=maya, name="Ours", query="view=all", is_shared=True)
    actions.save_view(by=administrator, name="Ours", query="view=new", is_shared=False)

    assert [view.name for view in SavedView.objects.for_member(maya)] == ["Mine", "Ours"]
    assert [view.query for view in SavedView.objects.for_member(administrator)] == ["view=all", "view=new"]


def test_a_shared_view_shows_only_what_its_reader_may_read(maya, sign_in):
    hidden = make_request("acknowledged", visibility="named")
    view = actions.save_view(by=hidden.lead, name="Everything", query="view=all", is_shared=True)

    rows = sign_in(maya).get(f"{PAGE}?{view.query}").context["page"]

    assert hidden not in rows.object_list


def test_only_ones_own_view_is_thrown_away(maya, administrator, sign_in):
    view = actions.save_view(by=maya, name="Ours", query="view=all", is_shared=True)

    assert sign_in(administrator).post(f"{PAGE}views/{view.pk}/forget/").status_code == 404
    actions.forget_view(view, by=administrator)
    assert SavedView.objects.count() == 1
    sign_in(maya).post(f"{PAGE}views/{view.pk}/forget/")
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\x00b"])
def test_a_view_needs_a_name(maya, sign_in, name):
    page = sign_in(maya).post(f"{PAGE}views/", {"name": name, "query": "view=all"}, follow=True)

    assert page.status_code == 422
    assert "needs your attention" in page.content.decode()
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("query", ["", "//evil.example", "next=https://evil.example", "a=\r\nX: y", "\u202e"])
def test_a_views_address_stays_on_the_caseload(maya, sign_in, query):
    answer = sign_in(maya).post(f"{PAGE}views/", {"name": "V", "query": query})

    assert answer["Location"].startswith(f"{PAGE}?")
    assert sign_in(maya).get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_who_has_no_caseload_keeps_no_views(network, role):
    with pytest.raises(PermissionDenied):
        actions.save_view(by=make_member(role), name="V", query="", is_shared=False)


# several at once


def test_what_can_be_done_is_done_and_each_refusal_reported(maya):
    open_one, ended, held = ask(), make_request("closed"), make_request("acknowledged")
    actions.hold(held, by=maya, waiting_for="us", reason="x")

    outcome = actions.do_to_all("hold", [open_one, ended, held], by=maya, waiting_for="others", reason="Snow")

    assert outcome.done == 1
    assert [(one, "can no longer be changed" in why) for one, why in outcome.refused] == [(ended, True), (held, True)]
    open_one.refresh_from_db()
    assert open_one.status == "on_hold"


def test_a_refusal_leaves_nothing_behind(maya):
    ended = make_request("closed")
    events, told = RequestEvent.objects.count(), Notification.objects.count()

    actions.do_to_all("assign", [ended], by=maya, lead=maya)
    actions.do_to_all("close", [ended], by=maya, reason="x")

    assert (RequestEvent.objects.count(), Notification.objects.count()) == (events, told)


@pytest.mark.parametrize(
    ("verb", "form", "done"),
    [
        ("assign", {"lead": "me"}, lambda one: one.lead.user.name == "Maya"),
        ("tag", {"name": "Snow"}, lambda one: one.tagged.get().tag.name == "Snow"),
        ("hold", {"waiting_for": "us", "reason": "Snow"}, lambda one: one.status == "on_hold"),
    ],
)
def test_the_page_asks_then_does_and_reports(maya, sign_in, verb, form, done):
    first, second = ask(), ask()
    client, chosen = sign_in(maya), {"verb": verb, "number": [first.number, second.number, "x", "²"]}
    form = {name: maya.pk if value == "me" else value for name, value in form.items()}

    asked = client.post(f"{PAGE}bulk/", chosen)
    nothing_yet = Notification.objects.count()
    reported = client.post(f"{PAGE}bulk/", chosen | form | {"go": "1"})

    assert "form" in asked.context
    assert nothing_yet == Notification.objects.filter(words__contains="a new request").count()
    assert reported.context["outcome"].done == 2
    assert all(done(one) for one in TTARequest.objects.all())


def test_closing_reports_what_is_still_open(maya, sign_in):
    tta_request = make_request("following_up", lead=maya)

    form = {"verb": "close", "number": tta_request.number, "go": "1", "reason": "Done"}
    page = sign_in(maya).post(f"{PAGE}bulk/", form)

    assert "The final check-in is still open" in page.content.decode()


def test_several_cannot_reach_what_one_may_not_read(maya, sign_in):
    hidden = make_request("acknowledged", visibility="named")

    answer = sign_in(maya).post(f"{PAGE}bulk/", {"verb": "tag", "number": hidden.number, "go": "1", "name": "x"})

    assert answer.status_code == 302
    assert hidden.tagged.count() == 0


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"verb": "delete", "number": "1"}, 404),
        ({"verb": "tag"}, 302),
        ({}, 404),
        ({"verb": "tag", "number": "9" * 5000}, 302),
    ],
)
def test_nonsense_changes_nothing(maya, sign_in, form, status):
    ask()

    assert sign_in(maya).post(f"{PAGE}bulk/", form | {"go": "1", "name": "x"}).status_code == status
    assert TTARequest.objects.filter(tagged__isnull=False).count() == 0


def test_what_a_thing_asks_must_be_answered(maya, sign_in):
    tta_request = ask()

    page = sign_in(maya).post(f"{PAGE}bulk/", {"verb": "hold", "number": tta_request.number, "go": "1"})

    assert set(page.context["form"].errors) == {"waiting_for", "reason"}
    tta_request.refresh_from_db()
    assert tta_request.status == "submitted"


def test_a_requester_does_nothing_to_several(network, requester):
    tta_request = make_request(requester=requester)

    outcome = actions.do_to_all("hold", [tta_request], by=requester, waiting_for="us", reason="x")
    with pytest.raises(PermissionDenied):
        actions.do_to_all("tag", [tta_request], by=requester, name="x")

    assert (outcome.done, len(outcome.refused), tta_request.tagged.count()) == (0, 1, 0)
    tta_request.refresh_from_db()
    assert tta_request.status == "submitted"


def test_an_unknown_verb_is_a_mistake_of_ours(maya):
    with pytest.raises(KeyError):
        actions.do_to_all("delete", [], by=maya)


# who has room


def test_workload_counts_what_is_led_and_the_hours_of_four_weeks(maya, days_pass):
    delivered = make_request("in_delivery", lead=maya)
    actions.add_message(delivered, by=maya, body="We have begun.")
    log_activity(delivered, maya, hours=Decimal("7.5"))
    days_pass(40)
    late = make_request("acknowledged", lead=maya)
    actions.add_message(late, by=late.requester, body="When?")
    change(late, discovery_due_at=timezone.now() - timedelta(days=1))
    log_activity(delivered, maya, hours=Decimal("3.5"))
    actions.change_work_profile(maya, by=maya, weekly_hours=10)

    (load,) = [load for load in caseload.workload(at=timezone.now()) if load.member == maya]

    assert (load.open_requests, load.waiting, load.overdue, load.hours, load.share) == (2, 1, 1, 0.9, 9)


def test_workload_of_somebody_without_hours_is_no_division_by_nothing(maya):
    actions.change_work_profile(maya, by=maya, weekly_hours=0)

    (load,) = caseload.workload(at=timezone.now())

    assert (load.hours, load.share) == (0, 0)


# the file


def test_the_file_holds_the_narrowed_list_and_starts_no_formula(maya, sign_in):
    wanted = ask(need="=1+1 is not a formula.")
    ask(lead=maya)
    make_request("acknowledged", visibility="named")

    answer = sign_in(maya).get(f"{PAGE}export.csv?view=all&lead=none")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0].startswith("number,title,organization,topic,status,lead")
    assert [line.split(",")[0] for line in lines[1:]] == [str(wanted.number)]
    assert "'=1+1 is not a formula" in lines[1]


def test_another_networks_requests_are_in_no_list_and_no_file(transactional_db, sign_in):
    ours, theirs = make_network("north"), make_network("south")
    with network_scope(theirs.pk):
        make_request(need="Theirs alone.")
        actions.save_view(by=make_member("provider"), name="Theirs alone", query="view=all", is_shared=True)
    with network_scope(ours.pk):
        client = sign_in(make_member("administrator"))

    for path in ("?view=all", "board/?view=all", "triage/", "workload/"):
        assert "Theirs alone" not in client.get(f"{PAGE}{path}").content.decode()
    assert "Theirs" not in b"".join(client.get(f"{PAGE}export.csv?view=all").streaming_content).decode()
