from __future__ import annotations

from requests_app.library import actions
from requests_app.library.similar import similar, similar_requests
from tests.factories import make_draft, make_member, make_request, make_resource, make_topic


def titles(resources):
    return [resource.title for resource in resources]


def test_any_important_word_is_enough(network):
    make_resource("Heat plan on one page")
    make_resource("Budget calendar")

    assert titles(similar("We need help with the heat emergencies of our county")) == ["Heat plan on one page"]


def test_other_forms_of_a_word_are_found(network):
    make_resource("Interpreting at a vaccination clinic")

    assert titles(similar("an interpreter for clinics")) == ["Interpreting at a vaccination clinic"]


def test_a_title_counts_more_than_a_summary(network):
    make_resource("Cooling centres", summary="Where they are")
    make_resource("A list", summary="Cooling centres and who runs them")

    assert titles(similar("cooling centres")) == ["Cooling centres", "A list"]


def test_for_whom_something_is_is_found(network):
    make_resource("Dental forms", communities=["tribal"])

    assert titles(similar("a Tribal nation asked us")) == ["Dental forms"]


def test_the_same_topic_comes_first(network):
    topic = make_topic()
    make_resource("Heat one")
    on_topic = make_resource("Heat two", topics=[topic])
    make_resource("Something else", topics=[topic])

    assert titles(similar("heat", topic=topic)) == ["Heat two", "Heat one", "Something else"]
    assert similar("heat", topic=topic, limit=1) == [on_topic]


def test_words_that_everybody_says_make_nothing_alike(network):
    make_resource("Help for people who need training")

    assert similar("We need help, please: training for our people") == []


def test_no_words_and_no_topic_find_nothing(network):
    make_resource("Heat")

    assert similar("") == similar("  ") == similar("?!") == similar("a to") == []


def test_hostile_words_are_words(network):
    make_resource("Heat")

    assert titles(similar('heat\') | !!! & <-> :* "" or -heat \x00 \\')) == ["Heat"]


def test_what_is_retired_is_not_found(network, provider):
    actions.retire(make_resource("Heat", by=provider), by=provider)

    assert similar("heat") == []


def test_earlier_requests_are_ones_own(network):
    mine = make_request("submitted", need="A plan for heat waves.")
    make_request("submitted", need="A plan for heat waves, elsewhere.")
    make_draft(mine.requester, need="Another heat plan, not sent.")

    assert similar_requests("heat waves", member=mine.requester) == [mine]


def test_earlier_requests_shared_by_others_are_not_ones_own(network):
    make_request("submitted", need="A plan for heat waves.", visibility="network")

    assert similar_requests("heat waves", member=make_member("requester")) == []


def test_a_colleagues_confidential_request_is_not_shown(network):
    secret = make_request("submitted", need="Heat, and something confidential.", visibility="named")
    colleague = make_member("requester", organization=secret.organization)

    assert similar_requests("heat", member=colleague) == []
    assert similar_requests("heat", member=secret.requester) == [secret]


def test_one_word_in_a_long_text_is_chance(network):
    make_resource("A plan for the budget")
    make_resource("Heat plan for older adults")

    found = similar("A plan for the hot weeks of summer: heat, older residents, cooling rooms and transport at night")

    assert titles(found) == ["Heat plan for older adults"]
