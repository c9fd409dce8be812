"""Finding: by words, by filters in words, by a name spelled nearly right; and never what one may not see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app import actions, commands, finders, search
from requests_app.models import ThreadMessage, TTARequest
from tests.factories import (
    make_draft,
    make_hub,
    make_jurisdiction,
    make_member,
    make_network,
    make_organization,
    make_request,
    make_resource,
    make_topic,
)
from tests.requests_app.test_hostile import NAUGHTY, OWN, needs_corpus
from tta_portal.tenancy.scope import network_scope

PAGE, PALETTE = "/north/search/", "/north/search/palette/"


def found(words, member):
    return {one.number for one in search.requests_found(words, member=member)}


def ask(**fields):
    return make_request(lead="nobody", **fields)


# words


@pytest.mark.parametrize("place", ["need", "hoped_for_change", "why_now", "populations"])
def test_a_word_of_the_request_finds_it(provider, place):
    tta_request = ask(**{place: "A quokka was seen."})
    ask()

    assert found("quokka", provider) == {tta_request.number}


@pytest.mark.parametrize(
    "words", ["QUOKKA", "quokkas", "seen quokka", '"quokka was seen"', "quokka -zebra", "zebra or quokka"]
)
def test_words_are_found_in_any_form_and_order(provider, words):
    tta_request = ask(need="A quokka was seen.")

    assert found(words, provider) == {tta_request.number}


@pytest.mark.parametrize("words", ["quokka zebra", '"seen quokka"', "-quokka", "quok"])
def test_what_is_not_in_it_does_not_find_it(provider, words):
    ask(need="A quokka was seen.")

    assert found(words, provider) == set()


def test_a_message_and_a_note_find_their_request_for_the_team(provider):
    tta_request = make_request("acknowledged")
    actions.add_message(tta_request, by=tta_request.requester, body="The quokka bites.")
    actions.add_message(tta_request, by=tta_request.lead, body="Is a wombat difficult?", is_internal=True)

    assert found("quokka", provider) == found("wombat", provider) == {tta_request.number}


def test_a_message_is_found_by_nobody_before_it_goes_out(network):
    tta_request = make_request("acknowledged")
    lead, asker = tta_request.lead, tta_request.requester
    message = actions.write_message(tta_request, by=lead, body="The quokka bites.")

    assert found("quokka", lead) == found("quokka", asker) == set()

    ThreadMessage.objects.filter(pk=message.pk).update(goes_out_at=timezone.now())

    assert found("quokka", lead) == found("quokka", asker) == {tta_request.number}


def test_a_number_finds_that_request_alone(provider):
    for _ in range(3):
        ask(need="We need 2 of them.")

    assert found("2", provider) == {2}
    assert found("99", provider) == set()
    assert found("9" * 30, provider) == set()


def test_the_newest_come_first(provider):
    for need in ("quokka one", "quokka two", "quokka three"):
        ask(need=need)
    TTARequest.objects.filter(number=1).update(touched_at=timezone.now() + timedelta(days=1))

    assert [one.number for one in search.requests_found("quokka", member=provider)] == [1, 3, 2]


def test_of_a_common_word_as_many_as_are_asked_for(provider):
    for _ in range(4):
        ask(need="common")

    assert len(search.requests_found("common", member=provider, limit=3)) == 3
    assert len(search.ids("common", member=provider, limit=2)) == 2


@pytest.mark.parametrize("words", ["the", "and or not", "a", "''", '""', "-", "of the"])
def test_words_that_say_nothing_find_nothing(provider, words):
    ask(need="The end of the world and all.")

    assert found(words, provider) == set()


# filters in words


@pytest.fixture
def three(provider):
    """Three requests that differ in everything one can filter by."""
    lead = make_member("provider", name="Maya Rivera")
    first = make_request("acknowledged", lead=lead, topic=make_topic(name="Data systems"), need="Fans for elders.",
                         requester=make_member("requester", name="Ana Cole"))  # fmt: skip
    place = make_organization("Guam Health", jurisdiction=make_jurisdiction(state="GU"))
    second = ask(requester=make_member("requester", organization=place, name="Bo"), urgency="urgent", need="Masks",
                 topic=make_topic(name="Heat", parent=make_topic(name="Climate"), default_intensity="universal",
                                  default_hub=make_hub(name="Region 9")))  # fmt: skip
    third = make_request("closed", topic=make_topic(name="Water"), need="Pipes")
    actions.tag(second, by=provider, names=["Long term"])
    TTARequest.objects.filter(pk=second.pk).update(reply_due_at=timezone.now() - timedelta(hours=1))
    return first, second, third


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("state:GU", {2}), ("STATE:gu", {2}), ("state:XX", set()),
        ("topic:data", {1}), ('topic:"data systems"', {1}), ("topic:climate", {2}), ("topic:heat", {2}),
        ("lead:maya", {1}), ("lead:none", {2}), ("from:guam", {2}), ('from:"guam health"', {2}),
        ("by:ana", {1}), ("hub:region", {2}), ('tag:"long TERM"', {2}), ("tag:long", set()),
        ("intensity:universal", {2}), ("is:overdue", {2}), ("is:late", {2}), ("is:open", {1, 2}),
        ("is:closed", {3}), ("is:ended", {3}), ("is:unassigned", {2}), ("is:urgent", {2}), ("is:waiting", {2}),
        ("is:acknowledged", {1}), ("is:nonsense", set()), ("is:confidential", set()),
        ("is:open fans", {1}), ("masks is:open", {2}), ("masks lead:maya", set()), ("state:GU is:urgent", {2}),
        ("state:GU state:GA", set()),
    ],
)  # fmt: skip
def test_filters_are_written_as_words(three, provider, typed, numbers):
    assert found(typed, provider) == numbers


def test_quotes_keep_words_side_by_side():
    assert search.read('heat "two words" is:open').phrased == 'heat "two words"'


@pytest.mark.parametrize(
    ("typed", "words", "filters", "unknown"),
    [
        ('heat topic:"data systems"', "heat", (("topic", "data systems"),), ()),
        ("colour:red heat", "colour:red heat", (), ("colour:red",)),
        ('say "two words" is:open', "say two words", (("is", "open"),), ()),
        ('"unfinished quote', "unfinished quote", (), ()),
        ("topic:", "topic:", (), ()),
        ("a:b:c", "a:b:c", (), ("a:b:c",)),
        ("is:is:open", "", (("is", "is:open"),), ()),
        ("it's fine", "it's fine", (), ()),
        ("back\\slash", "back\\slash", (), ()),
        ("# not a comment", "# not a comment", (), ()),
        ("https://example.org", "https://example.org", (), ("https://example.org",)),
    ],
)
def test_what_is_typed_is_read_as_a_person_means_it(typed, words, filters, unknown):
    query = search.read(typed)

    assert (query.words, query.filters, query.unknown) == (words, filters, unknown)


def test_an_unknown_filter_is_said_and_looked_for_as_words(provider, sign_in):
    tta_request = ask(need="The colour red.")

    page = sign_in(provider).get(f"{PAGE}?q=colour:red").content.decode()

    assert "there is no such filter: colour:red" in page
    assert tta_request.get_absolute_url() in page


# never what one may not see


@pytest.fixture
def secrets(network):
    """One of everything that could leak, each with the word quokka; the asker's department, too."""
    asker = make_member("requester", name="Ana Cole")
    lead = make_member("provider")
    own = make_request("acknowledged", requester=asker, lead=lead, need="Ours alone.")
    colleague = make_member("requester", organization=asker.organization)
    hidden = {
        "another department": ask(need="quokka"),
        "another department's draft": make_draft(need="quokka"),
        "a colleague's confidential one": make_request("acknowledged", requester=colleague, need="quokka",
                                                       visibility="named"),
        "talk about a shared one": make_request("acknowledged", visibility="network"),
        "another department's talk": make_request("acknowledged"),
    }  # fmt: skip
    for name in ("talk about a shared one", "another department's talk"):
        actions.add_message(hidden[name], by=hidden[name].requester, body="quokka")
    actions.add_message(own, by=lead, body="A note on the wombat.", is_internal=True)
    taken_back = actions.write_message(own, by=asker, body="An echidna by mistake.")
    actions.take_back_message(taken_back, by=asker)
    actions.tag(own, by=lead, names=["difficult"])
    return asker, own, hidden


def test_a_requester_finds_nothing_of_others(secrets, sign_in):
    asker, _, _ = secrets

    assert found("quokka", asker) == set()
    for path in (PAGE, PALETTE):
        assert "quokka" not in sign_in(asker).get(f"{path}?q=quokka").content.decode().replace('value="quokka"', "")


@pytest.mark.parametrize("words", ["wombat", "echidna", "tag:difficult", "quokka", "quokka or wombat"])
def test_a_requester_finds_nothing_by_notes_tags_or_what_was_taken_back(secrets, words):
    asker, _, _ = secrets

    assert found(words, asker) == set()


def test_the_filters_of_a_requester_stay_among_their_own(secrets):
    asker, own, hidden = secrets
    readable = {own.number, hidden["talk about a shared one"].number}

    for typed in (
        "is:open",
        "is:acknowledged",
        "lead:none",
        "is:unassigned",
        "state:GA",
        "is:waiting",
        "is:confidential",
    ):
        assert found(typed, asker) <= readable, typed
    for tta_request in hidden.values():
        if tta_request.number not in readable:
            assert found(str(tta_request.number), asker) == set()


def test_a_requester_finds_their_own_and_what_is_shared(network):
    asker = make_member("requester")
    own = make_request("acknowledged", requester=asker, need="quokka")
    draft = make_draft(asker, need="quokka")
    talk = make_request("acknowledged", requester=asker)
    actions.add_message(talk, by=talk.lead, body="quokka")
    shared = ask(need="quokka", visibility="network")

    assert found("quokka", asker) == {own.number, draft.number, talk.number, shared.number}


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("quokka", False), ("fans quokka", False), ("fans or quokka", True), ('"fans for"', True), ("o'brien", True),
        ("fans", True), ("fans -quokka", True), ("fans -wombats", False), ("fans -o'brien", False),
    ],
)  # fmt: skip
def test_a_shared_need_is_found_by_what_is_shown_of_it(network, typed, finds):
    """Who is served stays between a department and the team; leaving a word out must not tell it, either."""
    tta_request = ask(need="Fans for wombats of O'Brien.", populations="A quokka.", visibility="network")
    colleague = make_member("requester", organization=tta_request.organization)

    assert found(typed, make_member("requester")) == ({tta_request.number} if finds else set())
    assert found("quokka", colleague) == found("quokka", make_member("provider")) == {tta_request.number}


def test_who_was_named_finds_a_confidential_request(network):
    tta_request = make_request("acknowledged", need="quokka", visibility="named")
    colleague = make_member("requester", organization=tta_request.organization)
    before = found("quokka", colleague)

    actions.add_person(tta_request, by=tta_request.requester, member=colleague, part="named")

    assert (before, found("quokka", colleague)) == (set(), {tta_request.number})


def test_the_team_finds_no_confidential_request_of_others_and_no_draft(secrets, provider):
    _, _, hidden = secrets

    assert found("quokka", provider) == {
        hidden[name].number for name in ("another department", "talk about a shared one", "another department's talk")
    }


@pytest.mark.parametrize("role", ["partner", "analyst"])
def test_who_sees_no_requests_finds_none(secrets, sign_in, role):
    member = make_member(role)

    assert found("quokka", member) == set()
    page = sign_in(member).get(f"{PAGE}?q=quokka")
    assert [group.title for group in page.context["groups"]] == []


def test_nothing_of_another_network_is_found(transactional_db, sign_in):
    ours, theirs = make_network("north"), make_network("south")
    with network_scope(theirs.pk):
        lead = make_member("provider", name="Quokka Smith")
        office = make_organization("Quokka County Health Department")
        tta_request = make_request("acknowledged", lead=lead, need="quokka", visibility="network",
                                   requester=make_member("requester", organization=office))  # fmt: skip
        actions.add_message(tta_request, by=lead, body="quokka")
        make_resource("Quokka handbook", by=lead)
        actions.tag(tta_request, by=lead, names=["quokka"])
    with network_scope(ours.pk):
        members = [make_member(role) for role in ("administrator", "provider", "requester", "partner", "analyst")]

    for member in members:
        for path in (PAGE, PALETTE, f"{PAGE}?q=tag:quokka", "/north/caseload/?view=all"):
            page = sign_in(member).get(f"{path.split('?')[0]}?q=quokka")
            assert "Quokka" not in page.content.decode(), (member.role, path)


def test_the_databases_own_search_is_of_the_network_in_force(transactional_db):
    ours, theirs = make_network("north"), make_network("south")
    with network_scope(theirs.pk):
        make_request(need="quokka")
    with network_scope(ours.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_requests('quokka', 100)")
        assert cursor.fetchone() == (0,)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_requests('quokka', 100)")
        assert cursor.fetchone() == (0,)


# names, spelled nearly right


def titles(words, member):
    return {
        group.title: [hit.label for hit in group.hits] for group in finders.find_all(words, member=member, limit=9)
    }


@pytest.mark.parametrize(
    "words", ["Okefenokee", "okefenoke", "Okefenokee Conty", "okeefenokee health", "OKEFENOKEE COUNTY"]
)
def test_an_organization_is_found_although_it_is_misspelled(provider, words):
    make_organization("Okefenokee County Health Department")
    make_organization("Bibb County Health Department")

    assert titles(words, provider)["Organizations"][0] == "Okefenokee County Health Department"


def test_words_like_no_name_find_no_organization(provider):
    make_organization("Okefenokee County Health Department")

    assert titles("zzzzqqqq", provider) == {}


def test_a_requester_finds_no_other_department(network):
    asker = make_member("requester", organization=make_organization("Bibb County Health Department"))
    make_organization("Okefenokee County Health Department")

    assert titles("county health department", asker)["Organizations"] == ["Bibb County Health Department"]
    assert "Organizations" not in titles("Okefenokee", asker)


def test_people_are_found_by_name_nearly_right_and_by_address_by_the_team(provider):
    make_member("requester", name="Ruth Greenfield", email="ruth@delta.example")

    assert titles("Ruth Grenfield", provider)["People"] == ["Ruth Greenfield"]
    assert titles("ruth@delta", provider)["People"] == ["Ruth Greenfield"]


def test_a_requester_finds_colleagues_and_the_team_and_nobody_elsewhere(network):
    asker = make_member("requester", name="Ana Cole")
    make_member("requester", name="Ruth Greenfield", organization=asker.organization)
    make_member("provider", name="Ruth Greenberg", email="zq77@delta.example")
    make_member("requester", name="Ruth Greenwood")
    gone = make_member("provider", name="Ruth Greene")
    gone.is_active = False
    gone.save()

    assert set(titles("Ruth Green", asker)["People"]) == {"Ruth Greenfield", "Ruth Greenberg"}
    assert "People" not in titles("zq77@delta", asker)
    assert titles("zq77@delta", make_member("provider"))["People"] == ["Ruth Greenberg"]


# the palette


def labels(words, member):
    return [hit.label for hit in commands.matching(words, member)]


def test_what_one_can_do_is_found_by_the_beginnings_of_words(administrator, requester):
    assert labels("key", administrator) == ["Key in a request", "Keys"]
    assert labels("req new", requester) == ["New request"]
    assert labels("zzz", administrator) == []


def test_the_palette_offers_only_what_one_may_do(requester, provider, administrator):
    everything = {role: set(labels("", member)) for role, member in
                  (("requester", requester), ("provider", provider), ("administrator", administrator))}  # fmt: skip

    assert "Topics" in everything["administrator"] - everything["provider"]
    assert "Board" in everything["provider"] - everything["requester"]
    assert "New request" in everything["requester"] - everything["provider"]


@pytest.mark.parametrize("role", ["administrator", "provider", "requester", "partner", "analyst"])
def test_every_place_of_the_palette_opens(network, sign_in, role):
    client = sign_in(make_member(role))

    page = client.get(PALETTE)

    hits = [hit for group in page.context["groups"] for hit in group.hits]
    assert hits
    for hit in commands.matching("", page.wsgi_request.member):
        assert client.get(hit.url, follow=True).status_code == 200, hit.url


# hostile words

OPERATORS = [
    "a & b", "a | b", "!a", "a <-> b", "a:*", "((((", "))))", "'", "''a''", '"', '"""', "\\", "\\'", "%", "_", "%_%",
    "-- drop", "a\x00b", "\x00", "or or or", "-----", "- - -", '-"', '"a" or -"b"', ":", "::", "is:", ":open",
    "is:\x00", "topic:%", "lead:'", 'from:"', "state:" + "x" * 190, "tag:\\", "hub:_", "by:%", "is:open " * 50,
    "x" * 5000, "word " * 1000, "🏳️‍🌈", "\u202e", "é" * 200, "<script>alert(1)</script>", "{{ 7*7 }}",
    "1" * 200, "-1", "1e9", "0", "٣", "²",
]  # fmt: skip


@pytest.mark.parametrize("typed", [*OPERATORS, *OWN.values()])
def test_nothing_that_is_typed_fails_or_runs(provider, requester, sign_in, typed):
    ask(need="Words")

    for client in (sign_in(provider), sign_in(requester)):
        for path in (PAGE, PALETTE):
            page = client.get(path, {"q": typed})
            assert page.status_code == 200
            assert "<script>alert" not in page.content.decode()
    assert sign_in(provider).get("/north/caseload/", {"view": "all", "q": typed}).status_code == 200


@needs_corpus
@pytest.mark.parametrize("start", range(0, len(NAUGHTY), 40))
def test_no_naughty_string_fails_the_search(provider, sign_in, start):
    client = sign_in(provider)

    for typed in NAUGHTY[start : start + 40]:
        assert client.get(PAGE, {"q": typed}).status_code == 200, typed


def test_search_asks_as_often_for_three_as_for_one(provider, sign_in):
    client, numbers = sign_in(provider), []
    for new in (1, 2):
        for _ in range(new):
            office = make_organization("Quokka County Health Department")
            make_request("acknowledged", need="quokka", requester=make_member("requester", organization=office,
                                                                              name="Quokka Smith"))  # fmt: skip
            make_resource("Quokka handbook")
        client.get(f"{PAGE}?q=quokka")
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"{PAGE}?q=quokka")
        numbers.append(len(captured))

    assert {group.title for group in page.context["groups"]} >= {"Requests", "Organizations", "People"}
    assert numbers[0] == numbers[1]


def test_one_letter_is_not_looked_for(provider, sign_in):
    with CaptureQueriesContext(connection) as captured:
        page = sign_in(provider).get(f"{PAGE}?q=a")

    assert page.context["groups"] == []
    assert not [query for query in captured if "search_requests" in query["sql"]]
