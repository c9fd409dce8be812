"""Tags, links, what was asked twice or held two needs, and what is laid aside."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from equity import queries
from equity.periods import PeriodChoice, period_of
from relationships.models import CheckIn
from requests_app import actions, caseload, pages
from requests_app.models import RequestLink, RequestTag, Tag, TTARequest
from tests.factories import make_member, make_network, make_request
from tests.races import at_once
from tta_portal.errors import Refused
from tta_portal.notifications.models import Notification
from tta_portal.tenancy.scope import network_scope


def tags_of(tta_request):
    return sorted(tta_request.tagged.values_list("tag__name", flat=True))


def told(member):
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("words", flat=True))


# tags


def test_tags_are_the_same_in_any_case_and_spacing(provider):
    first, second = make_request(), make_request()

    actions.tag(first, by=provider, names=["Heat", "Long  term"])
    actions.tag(second, by=provider, names=["HEAT", "heat", " long term "])

    assert tags_of(first) == tags_of(second) == ["Heat", "Long term"]
    assert Tag.objects.count() == 2


def test_two_who_make_the_same_tags_at_once_share_them(transactional_db):
    network, names = make_network("race"), [f"New {letter}" for letter in "abcdefgh"]
    with network_scope(network.pk):
        pairs = [(make_request(), make_member("provider")) for _ in range(3)]
    orders = [names, names[::-1], [name.upper() for name in names]]

    raised = at_once(
        network,
        [
            lambda tta_request=tta_request, by=by, order=order: actions.tag(tta_request, by=by, names=order)
            for (tta_request, by), order in zip(pairs, orders, strict=True)
        ],
    )

    assert raised == []
    with network_scope(network.pk):
        assert (Tag.objects.count(), RequestTag.objects.count()) == (8, 24)


def test_tagging_leaves_these_tags_and_no_others(provider):
    tta_request = make_request()
    actions.tag(tta_request, by=provider, names=["a", "b"])

    actions.tag(tta_request, by=provider, names=["b", "c"])
    actions.add_tag(tta_request, by=provider, name="D")

    assert tags_of(tta_request) == ["D", "b", "c"]


def test_no_tags_takes_all_off(provider):
    tta_request = make_request()
    actions.tag(tta_request, by=provider, names=["a"])

    actions.tag(tta_request, by=provider, names=[])

    assert (tags_of(tta_request), RequestTag.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", ["", "   ", "\u00a0\n"])
def test_a_tag_needs_a_name(provider, name):
    with pytest.raises(Refused, match="A tag needs a name"):
        actions.add_tag(make_request(), by=provider, name=name)


def test_a_long_tag_is_cut_and_found_again(provider):
    tta_request = make_request()

    for _ in range(2):
        actions.add_tag(tta_request, by=provider, name="x" * 60)

    assert tags_of(tta_request) == ["x" * 40]


def test_tags_are_shown_to_the_team_alone(network, sign_in):
    tta_request = make_request("acknowledged")
    actions.tag(tta_request, by=tta_request.lead, names=["Difficult"])
    url = tta_request.get_absolute_url()

    assert "Difficult" in sign_in(tta_request.lead).get(url).content.decode()
    assert "Difficult" not in sign_in(tta_request.requester).get(url).content.decode()


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        (actions.tag, {"names": ["a"]}), (actions.add_tag, {"name": "a"}), (actions.link, {"other": None}),
        (actions.unlink, {"other": None}), (actions.split, {"need": "x"}), (actions.wake, {}),
        (actions.snooze, {"until": None, "wakes_on_reply": True}), (actions.merge, {"into": None}),
    ],
)  # fmt: skip
def test_keeping_in_order_is_the_teams(requester, action, fields):
    tta_request = make_request(requester=requester)
    other = make_request(requester=requester)

    with pytest.raises(PermissionDenied):
        action(tta_request, by=requester, **{name: value or other for name, value in fields.items()})


# links


def test_a_link_is_one_from_both_sides(provider):
    first, second = make_request(), make_request()

    actions.link(first, by=provider, other=second)
    actions.link(second, by=provider, other=first)

    assert RequestLink.objects.count() == 1
    assert [row["tta_request"] for row in pages.linked(first, provider)] == [second]
    assert [(row["tta_request"], row["how"]) for row in pages.linked(second, provider)] == [(first, "linked")]


def test_a_link_is_removed_from_either_side(provider):
    first, second, third = (make_request() for _ in range(3))
    actions.link(first, by=provider, other=second)
    actions.link(first, by=provider, other=third)

    actions.unlink(second, by=provider, other=first)

    assert [row["tta_request"] for row in pages.linked(first, provider)] == [third]


def test_nothing_is_linked_to_itself(provider):
    tta_request = make_request()

    with pytest.raises(Refused, match="This is the same request"):
        actions.link(tta_request, by=provider, other=tta_request)


def test_a_linked_request_that_one_may_not_read_is_not_shown(provider):
    tta_request, hidden = make_request(), make_request("acknowledged", visibility="named")

    actions.link(tta_request, by=provider, other=hidden)

    assert pages.linked(tta_request, provider) == []
    assert pages.linked(tta_request, tta_request.requester) == []
    assert [row["tta_request"] for row in pages.linked(hidden, hidden.lead)] == [tta_request]


@pytest.mark.parametrize("verb", ["link", "merge"])
@pytest.mark.parametrize("number", ["999", "0", "-1", "x", "", "99999999999999999999"])
def test_a_number_of_nothing_is_a_sentence(network, provider, sign_in, verb, number):
    tta_request = make_request()

    answer = sign_in(provider).post(f"{tta_request.get_absolute_url()}{verb}/", {"number": number})

    assert answer.status_code == 422
    assert (RequestLink.objects.count(), TTARequest.objects.filter(status="merged").count()) == (0, 0)


@pytest.mark.parametrize("verb", ["link", "merge"])
def test_a_number_that_one_may_not_read_does_not_exist(network, provider, sign_in, verb):
    tta_request, hidden = make_request(), make_request("acknowledged", visibility="named")

    answer = sign_in(provider).post(f"{tta_request.get_absolute_url()}{verb}/", {"number": hidden.number})

    assert answer.status_code == 422
    assert f"There is no request {hidden.number} that you may read." in answer.content.decode()


# merging


@pytest.fixture
def twins(network):
    """The same need sent twice by one department: an older request with a life of its own, and a new one."""
    lead = make_member("provider", name="Maya")
    into = make_request("in_delivery", lead=lead)
    twin = make_request("discovery", requester=into.requester, lead=lead)
    return twin, into


CHANGING = {"version", "touched_at"}


LEFT_OUT = {"events", "history"}  # each move writes one


def everything(*tta_requests):
    """All rows that hang on these requests, and the requests themselves, but for what every move changes."""
    own = TTARequest.objects.filter(pk__in=[one.pk for one in tta_requests])
    found = {f"request {one.number}": _values(one, CHANGING) for one in own}
    for relation in TTARequest._meta.related_objects:
        if relation.related_model is TTARequest or relation.name in LEFT_OUT:
            continue
        for row in relation.related_model.objects.filter(**{f"{relation.field.name}__in": tta_requests}):
            found[f"{relation.name} {row.pk}"] = _values(row)
    return found


def _values(row, left_out=()):
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in left_out}


def test_merging_and_taking_out_again_leaves_every_row_as_it_was(twins):
    twin, into = twins
    maya = twin.lead
    actions.tag(twin, by=maya, names=["heat"])
    actions.link(twin, by=maya, other=make_request())
    actions.add_person(twin, by=maya, member=make_member("provider"), part="support")
    actions.write_message(twin, by=twin.requester, body="Please hurry.")
    before = everything(twin, into)

    actions.merge(twin, by=maya, into=into)
    during = everything(twin, into)
    actions.unmerge(TTARequest.objects.get(pk=twin.pk), by=maya)

    assert {name.split()[0] for name in before} >= {
        "request", "messages", "conversations", "plans", "commitments", "tagged", "links_out", "people",
    }  # fmt: skip
    assert [name for name in before if before[name] != during[name]] == [f"request {twin.number}"]
    assert everything(twin, into) == before


def thread_of(client, tta_request):
    return {item["text"]: item["title"] for item in client.get(tta_request.get_absolute_url()).context["thread"]}


def test_messages_of_the_merged_one_are_read_in_the_others_thread(twins, sign_in):
    twin, into = twins
    team, asker = sign_in(twin.lead), sign_in(twin.requester)
    actions.add_message(twin, by=twin.requester, body="Please hurry.")
    actions.add_message(twin, by=twin.lead, body="A note", is_internal=True)

    actions.merge(twin, by=twin.lead, into=into)

    assert thread_of(team, into)["A note"] == f"Internal note, in request {twin.number}"
    assert thread_of(asker, into)["Please hurry."] == f"Message, in request {twin.number}"
    assert "A note" not in thread_of(asker, into)
    actions.unmerge(twin, by=twin.lead)
    assert "Please hurry." not in thread_of(asker, into)
    assert "Please hurry." in thread_of(asker, twin)


def test_what_is_written_to_the_merged_one_goes_on_in_the_other(twins):
    twin, into = twins
    actions.assign_lead(into, by=twin.lead, lead=make_member("provider", name="Jo"))
    actions.merge(twin, by=twin.lead, into=into)

    message = actions.write_message(twin, by=twin.requester, body="One thing more.")
    outside = actions.add_from_outside(twin, from_name="Bo", from_email="bo@county.example", body="I am new here.")

    into.refresh_from_db()
    assert (message.tta_request, outside.tta_request, into.last_word) == (into, into, "recipient")
    assert [words.split(": ")[1] for words in told(into.lead)][-2:] == [
        f"{twin.requester} wrote to you", "Bo wrote by mail",
    ]  # fmt: skip


def test_writing_to_what_was_merged_into_an_ended_request_opens_that(network):
    into = make_request("following_up")
    twin = make_request("acknowledged", requester=into.requester)
    actions.merge(twin, by=into.lead, into=into)
    actions.record_follow_up(into, outcome="answered", by=into.lead)
    actions.close(into, by=into.lead, reason="Done")

    actions.write_message(TTARequest.objects.get(pk=twin.pk), by=twin.requester, body="It broke again.")

    into.refresh_from_db()
    assert into.status == "acknowledged"


def test_merging_tells_the_requester_where_it_goes_on(twins):
    twin, into = twins

    actions.merge(twin, by=twin.lead, into=into)
    actions.unmerge(twin, by=twin.lead)

    assert told(twin.requester)[-2:] == [
        f"Your request {twin.number}: goes on as request {into.number}",
        f"Your request {twin.number}: goes on by itself",
    ]


def test_check_ins_are_untouched_by_merging(network):
    into = make_request("following_up")
    twin = make_request("acknowledged", requester=into.requester)
    before = list(CheckIn.objects.order_by("pk").values())

    actions.merge(twin, by=into.lead, into=into)
    actions.unmerge(twin, by=into.lead)

    assert len(before) == 4
    assert list(CheckIn.objects.order_by("pk").values()) == before


def test_equity_counts_what_was_asked_twice_once(twins):
    twin, into = twins

    def counted():
        return sum(cell.count for cell in queries.replies(period_of(PeriodChoice.LAST_YEAR, zone="UTC")).due.values())

    TTARequest.objects.update(reply_due_at=timezone.now() - timedelta(minutes=1), first_reply_at=None)
    before = counted()
    actions.merge(TTARequest.objects.get(pk=twin.pk), by=twin.lead, into=into)
    during = counted()
    actions.unmerge(TTARequest.objects.get(pk=twin.pk), by=twin.lead)

    assert (before, during, counted()) == (2, 1, 2)


def test_the_merged_one_is_on_no_list_of_open_requests(twins):
    twin, into = twins

    actions.merge(twin, by=twin.lead, into=into)

    views = caseload.views(twin.lead, at=timezone.now())
    assert list(TTARequest.objects.open().filter(views["mine"].holds)) == [into]
    assert caseload.count(TTARequest.objects.open(), views)["all"] == 1


def other_department(twin, into):
    return make_request(lead=twin.lead)


def ended(twin, into):
    return make_request("closed", requester=twin.requester, lead=twin.lead)


def confidential(twin, into):
    return make_request("acknowledged", requester=twin.requester, lead=twin.lead, visibility="named")


def merged_already(twin, into):
    third = make_request(requester=twin.requester)
    actions.merge(third, by=twin.lead, into=into)
    return third


@pytest.mark.parametrize(
    ("find", "sentence"),
    [
        (lambda twin, into: twin, "cannot be merged into itself"),
        (other_department, "Only two requests of the same health department can become one"),
        (ended, "has ended"),
        (merged_already, "has ended"),
        (confidential, "not visible to the same people"),
    ],
)
def test_what_cannot_become_one_is_refused(twins, find, sentence):
    twin, into = twins

    with pytest.raises(Refused, match=sentence):
        actions.merge(twin, by=twin.lead, into=find(twin, into))

    twin.refresh_from_db()
    assert (twin.status, twin.merged_into) == ("discovery", None)


def test_two_confidential_requests_of_two_people_stay_two(network):
    lead = make_member("provider")
    into = make_request("acknowledged", visibility="named", lead=lead)
    colleague = make_member("requester", organization=into.organization)
    twin = make_request("acknowledged", visibility="named", requester=colleague, lead=lead)

    with pytest.raises(Refused, match="not visible to the same people"):
        actions.merge(twin, by=lead, into=into)


def test_two_confidential_requests_with_others_named_stay_two(network):
    lead = make_member("provider")
    into = make_request("acknowledged", visibility="named", lead=lead)
    twin = make_request("acknowledged", visibility="named", requester=into.requester, lead=lead)
    colleague = make_member("requester", organization=into.organization)
    actions.add_person(into, by=into.requester, member=colleague, part="named")

    with pytest.raises(Refused, match="not visible to the same people"):
        actions.merge(twin, by=lead, into=into)


def test_two_confidential_requests_of_one_person_can_become_one(network):
    lead = make_member("provider")
    into = make_request("acknowledged", visibility="named", lead=lead)
    twin = make_request("acknowledged", visibility="named", requester=into.requester, lead=lead)

    actions.merge(twin, by=lead, into=into)

    assert twin.status == "merged"


def test_no_chain_of_merged_requests_begins(twins):
    twin, into = twins
    actions.merge(twin, by=twin.lead, into=into)
    third = make_request("acknowledged", requester=into.requester, lead=into.lead)
    TTARequest.objects.filter(pk=into.pk).update(status="planning")
    into.refresh_from_db()

    with pytest.raises(Refused, match="the other way round"):
        actions.merge(into, by=into.lead, into=third)


def test_the_work_under_way_is_not_merged_away(twins):
    twin, into = twins

    with pytest.raises(Refused, match="can no longer be changed this way"):
        actions.merge(into, by=into.lead, into=twin)


def test_what_was_not_merged_is_not_taken_out(twins):
    twin, _ = twins

    with pytest.raises(Refused, match="can no longer be changed this way"):
        actions.unmerge(twin, by=twin.lead)


def test_look_alikes_are_offered_and_merged_from_the_page(network, sign_in):
    into = make_request("acknowledged")
    twin = make_request(requester=into.requester)
    other = make_request(need="We need masks.", requester=into.requester)
    client = sign_in(into.lead)

    page = client.get(f"{twin.get_absolute_url()}beside/")
    asked = client.get(f"{twin.get_absolute_url()}merge/?into={into.number}")
    client.post(f"{twin.get_absolute_url()}merge/", {"number": into.number})

    assert page.context["look_alikes"] == [into]
    assert other not in page.context["look_alikes"]
    assert asked.context["form"]["number"].value() == str(into.number)
    twin.refresh_from_db()
    assert (twin.status, twin.merged_into) == ("merged", into)


# splitting


def test_the_second_need_becomes_a_request_with_the_same_people(provider):
    tta_request = make_request("in_delivery", language_needs="Spanish", urgency="urgent")
    helper = make_member("provider")
    colleague = make_member("requester", organization=tta_request.organization)
    actions.add_person(tta_request, by=provider, member=helper, part="co_lead")
    actions.follow(tta_request, by=colleague, mail="daily")

    part = actions.split(tta_request, by=provider, need="We also need masks. Soon.")

    assert (part.status, part.title, part.number) == ("submitted", "We also need masks", 2)
    assert (part.lead, part.requester, part.topic) == (tta_request.lead, tta_request.requester, tta_request.topic)
    assert (part.language_needs, part.urgency, part.visibility) == ("Spanish", "urgent", "team")
    assert part.reply_due_at is not None
    assert sorted(part.people.values_list("member", "part", "mail")) == sorted(
        [(helper.pk, "co_lead", ""), (colleague.pk, "watcher", "daily")]
    )
    assert [(row["tta_request"], row["how"]) for row in pages.linked(tta_request, provider)] == [(part, "split off")]
    assert told(tta_request.requester)[-1] == "Your request 2: a request of its own"
    tta_request.refresh_from_db()
    assert tta_request.status == "in_delivery"


def test_splitting_a_confidential_request_tells_nobody_else(network):
    tta_request, other = make_request("acknowledged", visibility="named"), make_member("provider")

    part = actions.split(tta_request, by=tta_request.lead, need="We also need masks.")

    assert part.visibility == "named"
    assert told(other) == []
    assert not TTARequest.objects.visible_to(other).exists()


def test_splitting_works_after_the_requester_left(network):
    tta_request = make_request("acknowledged")
    requester = tta_request.requester
    requester.is_active = False
    requester.save()

    part = actions.split(TTARequest.objects.get(pk=tta_request.pk), by=tta_request.lead, need="Masks")

    assert part.status == "submitted"


def test_an_ended_request_is_not_split(network):
    tta_request = make_request("closed")

    with pytest.raises(Refused, match="Reopen it first"):
        actions.split(tta_request, by=tta_request.lead, need="Masks")


# laying aside


def is_mine_now(tta_request, at=None):
    views = caseload.views(tta_request.lead, at=at or timezone.now())
    found = TTARequest.objects.open()
    return found.filter(views["mine"].holds).exists(), found.filter(views["asleep"].holds).exists()


def test_what_is_laid_aside_until_a_day_comes_back_then(network):
    tta_request = make_request("acknowledged")
    until = timezone.now() + timedelta(days=3)

    actions.snooze(tta_request, by=tta_request.lead, until=until, wakes_on_reply=False)

    assert is_mine_now(tta_request) == (False, True)
    assert is_mine_now(tta_request, at=until + timedelta(seconds=1)) == (True, False)


def test_an_answer_does_not_wake_what_sleeps_until_a_day(network):
    tta_request = make_request("acknowledged")
    actions.snooze(tta_request, by=tta_request.lead, until=timezone.now() + timedelta(days=3), wakes_on_reply=False)

    actions.write_message(tta_request, by=tta_request.requester, body="It is urgent now.")

    assert is_mine_now(tta_request) == (False, True)


def test_an_answer_wakes_what_waits_for_one(network):
    tta_request = make_request("acknowledged")
    actions.snooze(tta_request, by=tta_request.lead, until=None, wakes_on_reply=True)
    before = is_mine_now(tta_request)

    actions.write_message(tta_request, by=tta_request.lead, body="Any news?")
    ours = is_mine_now(tta_request)
    actions.write_message(tta_request, by=tta_request.requester, body="Here are the numbers.")

    assert (before, ours, is_mine_now(tta_request)) == ((False, True), (False, True), (True, False))


def test_a_mail_from_outside_wakes_it_too(network):
    tta_request = make_request("acknowledged")
    actions.snooze(tta_request, by=tta_request.lead, until=None, wakes_on_reply=True)

    actions.add_from_outside(tta_request, from_name="Bo", from_email="bo@county.example", body="The numbers: 3, 4.")

    assert is_mine_now(tta_request) == (True, False)


THANKS = [
    "Thanks", "thanks!", "THANK YOU", "Thank you so much!", "Thank you very much.", "Many thanks", "thx", "Thx!!",
    "ty", "Ok, thanks", "Okay thanks a lot", "Great, thank you!", "Perfect. Thanks again.", "Got it, thanks!",
    "Received, thank you.", "Thanks for this", "Thank you for the plan!", "Thanks all", "Thank you everyone!",
    "Much appreciated", "I appreciate it", "Cheers", "Gracias", "Muchas gracias!", "¡Muchas gracias!", "Thanks 🙏",
    "Thank you! 😊", "  thanks  \n", "Thanks.\n\nThank you.", "Thanks :-)", "Wonderful – thank you", "Thank u",
    "Thanks, will do", "Got it",
]  # fmt: skip
ANSWERS = [
    "Thanks, but it does not work.", "Thank you. When can we talk?", "No thanks, we found somebody.", "Yes", "Ok",
    "All", "Everyone", "Great", "Perfect", "Monday is fine. Thanks!", "Thanks for the plan, page two is wrong",
    "Got it?", "Thanks?", "received 3 of 5", "", "🙏", "thanks " * 20, "We are all gone.", "A lot",
    "Will do it on Monday", "Sounds good, thanks!",
]  # fmt: skip


@pytest.mark.parametrize("body", THANKS)
def test_mere_thanks_wake_nobody(network, body):
    tta_request = make_request("acknowledged")
    actions.snooze(tta_request, by=tta_request.lead, until=None, wakes_on_reply=True)

    actions.write_message(tta_request, by=tta_request.requester, body=body)

    assert is_mine_now(tta_request) == (False, True)


@pytest.mark.parametrize("body", ANSWERS)
def test_an_answer_wakes_even_if_it_is_short_or_polite(network, body):
    tta_request = make_request("acknowledged")
    actions.snooze(tta_request, by=tta_request.lead, until=None, wakes_on_reply=True)

    actions.write_message(tta_request, by=tta_request.requester, body=body)

    assert is_mine_now(tta_request) == (True, False)


def test_it_is_taken_up_again_at_once(network):
    tta_request = make_request("acknowledged")
    actions.snooze(tta_request, by=tta_request.lead, until=None, wakes_on_reply=True)

    actions.wake(tta_request, by=tta_request.lead)

    tta_request.refresh_from_db()
    assert (tta_request.snoozed_until, tta_request.wakes_on_reply) == (None, False)


def test_laying_aside_needs_an_end(network):
    tta_request = make_request("acknowledged")

    with pytest.raises(Refused, match="Say until when"):
        actions.snooze(tta_request, by=tta_request.lead, until=None, wakes_on_reply=False)
    with pytest.raises(Refused, match="This day is past"):
        actions.snooze(tta_request, by=tta_request.lead, until=timezone.now(), wakes_on_reply=True)


def test_a_target_runs_on_while_it_is_laid_aside(network):
    tta_request = make_request("acknowledged")
    due = tta_request.discovery_due_at

    actions.snooze(tta_request, by=tta_request.lead, until=timezone.now() + timedelta(days=3), wakes_on_reply=False)

    tta_request.refresh_from_db()
    assert (tta_request.discovery_due_at, tta_request.held_time) == (due, timedelta(0))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Choose a day, or let an answer bring it back."),
        ({"until": "2020-01-01"}, "Choose a day after today."),
        ({"until": "soon"}, "Enter a valid date."),
    ],
)
def test_the_page_asks_for_an_end(network, sign_in, form, sentence):
    tta_request = make_request("acknowledged")

    answer = sign_in(tta_request.lead).post(f"{tta_request.get_absolute_url()}snooze/", form)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_page_lays_aside_until_the_morning_of_a_day(network, sign_in):
    tta_request = make_request("acknowledged")
    day = timezone.localdate() + timedelta(days=5)

    sign_in(tta_request.lead).post(f"{tta_request.get_absolute_url()}snooze/", {"until": day.isoformat()})

    tta_request.refresh_from_db()
    local = tta_request.snoozed_until.astimezone(ZoneInfo("America/New_York"))
    assert (local.date(), local.hour, tta_request.wakes_on_reply) == (day, 7, False)
