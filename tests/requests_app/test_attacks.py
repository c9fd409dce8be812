"""Somebody who means harm, or only looks too far: what they must not read, and must not do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from requests_app import actions, search
from requests_app.forms import VERBS
from requests_app.library import actions as library
from requests_app.models import TTARequest, WorkProfile
from tests.factories import make_hub, make_member, make_organization, make_request, make_resource
from tests.tta_portal.inbound.mails import make_mail
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.routing import reply_address
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message

OF_THE_TEAM = [
    "lead", "hand_over", "introduce_new_lead", "team", "hub", "tags", "link", "unlink", "merge", "unmerge", "split",
    "snooze", "wake", "log_conversation", "what_we_heard", "plan", "log_activity", "intensity", "accept_referral",
    "introduce", "take_back_proposal",
]  # fmt: skip


def may_see(member, tta_request):
    return TTARequest.objects.visible_to(member).filter(pk=tta_request.pk).exists()


@pytest.mark.parametrize("verb", OF_THE_TEAM)
def test_a_requester_is_not_even_shown_what_only_the_team_does(network, sign_in, verb):
    tta_request = make_request("acknowledged")
    actions.tag(tta_request, by=tta_request.lead, names=["difficult people"])
    client, url = sign_in(tta_request.requester), f"{tta_request.get_absolute_url()}{verb}/"

    asked, sent = client.get(url), client.post(url, {})

    assert (asked.status_code, sent.status_code) == (403, 403)
    assert "difficult people" not in asked.content.decode() + sent.content.decode()


@pytest.mark.parametrize("verb", OF_THE_TEAM)
def test_a_requesters_program_does_nothing_that_only_the_team_does(network, sign_in, verb):
    tta_request = make_request("acknowledged")

    answer = sign_in(tta_request.requester).post(
        f"/api/v1/{network.slug}/requests/{tta_request.number}/{verb}/", {}, content_type="application/json"
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("verb", list(VERBS))
def test_nobody_from_another_health_department_does_anything_to_a_shared_request(network, sign_in, verb):
    tta_request, other = make_request("acknowledged", visibility="network"), make_member("requester")
    client, url = sign_in(other), f"{tta_request.get_absolute_url()}{verb}/"

    assert (client.get(url).status_code, client.post(url, {}).status_code) == (404, 404)


def test_a_requester_learns_no_tag_by_searching_for_it(network):
    tta_request = make_request("acknowledged")
    actions.tag(tta_request, by=tta_request.lead, names=["difficult"])

    found = {
        who: len(search.requests_found("tag:difficult", member=member))
        for who, member in (("requester", tta_request.requester), ("lead", tta_request.lead))
    }

    assert found == {"requester": 0, "lead": 1}


@pytest.mark.parametrize("role", ["partner", "analyst"])
@pytest.mark.parametrize("page", ["search", "search/palette"])
def test_who_may_see_no_organizations_finds_no_people(network, provider, sign_in, role, page):
    answer = sign_in(make_member(role)).get(f"/{network.slug}/{page}/?q=Maya")

    assert "Maya Rivera" not in answer.content.decode()


def test_who_gives_out_a_confidential_request_does_not_follow_it_to_go_on_reading(network, provider):
    tta_request = make_request(visibility="named")

    with pytest.raises(PermissionDenied, match="The person who asked decides"):
        actions.follow(tta_request, by=provider, mail="")
    actions.assign_lead(tta_request, by=provider, lead=make_member("provider"))

    assert not may_see(provider, tta_request)


@pytest.mark.parametrize("part", ["named", "watcher", "co_lead", "support"])
def test_who_gives_out_a_confidential_request_puts_nobody_on_it(network, provider, part):
    tta_request, other = make_request(visibility="named"), make_member("provider")

    for member in (provider, other):
        with pytest.raises(PermissionDenied, match="The person who asked decides"):
            actions.add_person(tta_request, by=provider, member=member, part=part)

    assert not tta_request.people.exists()


def test_an_old_lead_who_chose_how_to_hear_of_a_confidential_request_sees_it_no_more(network, provider):
    tta_request = make_request("acknowledged", visibility="named")
    old = tta_request.lead
    actions.follow(tta_request, by=old, mail="daily")

    actions.assign_lead(tta_request, by=old, lead=provider)

    assert not may_see(old, tta_request)


def test_who_was_named_on_a_confidential_request_names_nobody_else(network, requester):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")
    named = make_member("requester", organization=requester.organization)
    third = make_member("requester", organization=requester.organization)
    actions.add_person(tta_request, by=requester, member=named, part="named")

    with pytest.raises(PermissionDenied, match="The person who asked decides"):
        actions.add_person(tta_request, by=named, member=third, part="named")

    assert not may_see(third, tta_request)


def test_standing_in_for_a_lead_opens_no_confidential_request(network):
    tta_request, other = make_request("acknowledged", visibility="named"), make_member("provider")
    today = timezone.localdate()
    WorkProfile.objects.create(member=tta_request.lead, away_from=today - timedelta(days=1), delegate=other)

    actions.add_message(tta_request, by=tta_request.requester, body="Our director drinks.")

    assert not Notification.objects.filter(member=other).exists()
    assert not Message.objects.filter(to_email=other.email).exists()


def test_a_partner_in_the_same_organization_gets_no_mail_about_a_request(network, requester):
    tta_request = make_request("acknowledged", requester=requester)
    organization = make_organization(kinds=("recipient", "community"))
    Membership.objects.filter(pk=requester.pk).update(organization=organization)
    TTARequest.objects.filter(pk=tta_request.pk).update(organization=organization)
    partner = make_member("partner", organization=organization)
    tta_request.refresh_from_db()

    with pytest.raises(Refused, match="Only people of the health department"):
        actions.add_person(tta_request, by=tta_request.lead, member=partner, part="watcher")


def test_merging_shows_a_confidential_conversation_to_no_other_lead(network, requester):
    one = make_request("acknowledged", requester=requester, visibility="named")
    two = make_request("acknowledged", requester=requester, visibility="named")
    Membership.objects.filter(pk=one.lead_id).update(role="administrator")

    with pytest.raises(Refused, match="not visible to the same people"):
        actions.merge(one, by=one.lead, into=two)


@pytest.mark.parametrize("page", ["", "raw/"])
def test_mail_of_a_confidential_request_is_as_confidential(network, requester, provider, sign_in, settings, page):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")
    address = reply_address("request", tta_request.pk, requester.pk)
    mail = make_mail("Our director drinks.", To=address, From=requester.email, Subject="About our director")
    (kept,) = inbound.receive(mail, rcpt=[address])
    url = f"/{network.slug}/mail/{kept.pk}/{page}"

    codes = [sign_in(who).get(url).status_code for who in (provider, tta_request.lead)]
    listed = [
        "About our director" in sign_in(who).get(f"/{network.slug}/mail/?show=done").content.decode()
        for who in (provider, tta_request.lead)
    ]

    assert (codes, listed) == ([404, 200], [False, True])


def test_a_refused_reason_shows_no_mail_of_a_confidential_request(network, requester, provider, sign_in):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")
    address = reply_address("request", tta_request.pk, requester.pk)
    (kept,) = inbound.receive(make_mail("Secret.", To=address, From=requester.email), rcpt=[address])

    assert sign_in(provider).post(f"/{network.slug}/mail/{kept.pk}/ignore/", {}).status_code == 404


def test_a_colleague_who_is_not_named_neither_reads_nor_writes_a_confidential_draft(network, requester, sign_in):
    tta_request = make_request("draft", requester=requester, visibility="named", need="Our director drinks.")
    colleague = sign_in(make_member("requester", organization=requester.organization))
    base = f"/{network.slug}/requests"

    codes = [
        colleague.get(f"{base}/{tta_request.number}/edit/").status_code,
        colleague.post(f"{base}/{tta_request.number}/discard/").status_code,
        colleague.post(f"{base}/autosave/", {"number": tta_request.number, "need": "Mine now."}).status_code,
    ]

    tta_request.refresh_from_db()
    assert (codes, tta_request.need) == ([404, 404, 404], "Our director drinks.")


@pytest.mark.parametrize("typed", ["by:Ana", "hub:South", "intensity:targeted", "is:waiting"])
def test_a_shared_request_tells_another_department_nothing_by_filters(network, requester, typed):
    shared = make_request("submitted", requester=requester, visibility="network")
    actions.send_to_hub(shared, by=make_member("provider"), hub=make_hub(name="South"))
    other = make_member("requester")

    found = {
        who: len(search.requests_found(typed, member=member)) for who, member in (("own", requester), ("other", other))
    }

    assert found == {"own": 1, "other": 0}
    assert len(search.requests_found("state:GA", member=other)) == 1


def test_a_shared_conversation_is_found_by_nobody_else(network, requester):
    shared = make_request("acknowledged", requester=requester, visibility="network")
    actions.add_message(shared, by=requester, body="The commissioner is hesitating.")
    actions.add_message(shared, by=shared.lead, body="The commissioner is difficult.", is_internal=True)

    found = [
        len(search.requests_found(words, member=member))
        for words, member in (
            ("hesitating", requester),
            ("hesitating", make_member("requester")),
            ("difficult", requester),
            ("difficult", shared.lead),
        )
    ]

    assert found == [1, 0, 0, 1]


@pytest.mark.parametrize("page", ["join", "open"])
def test_what_a_machine_answered_about_a_confidential_request_is_not_opened(
    network, requester, provider, sign_in, settings, page
):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")
    address = reply_address("request", tta_request.pk, requester.pk)
    mail = make_mail("I am away.", To=address, From=requester.email, Auto_Submitted="auto-replied")
    (kept,) = inbound.receive(mail, rcpt=[address])
    url = f"/{network.slug}/mail/{kept.pk}/{page}/"

    codes = [sign_in(who).get(url).status_code for who in (provider, tta_request.lead)]

    assert (kept.state, codes) == ("ignored", [404, 200])


def test_only_the_person_who_asked_is_offered_to_let_others_see_a_confidential_request(network, requester, sign_in):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")
    named = make_member("requester", organization=requester.organization)
    actions.add_person(tta_request, by=requester, member=named, part="named")

    offered = [
        "Let somebody see it" in sign_in(who).get(tta_request.get_absolute_url()).content.decode()
        for who in (requester, named)
    ]

    assert offered == [True, False]


@pytest.mark.parametrize(
    "page", ["beside", "presence", "edit", "resources", "seat", "messages/1/take-back", "files/1"]
)
def test_who_may_not_read_a_request_gets_nothing_beside_it(network, provider, sign_in, page):
    tta_request = make_request("acknowledged", visibility="named")

    answer = sign_in(provider).get(f"{tta_request.get_absolute_url()}{page}/")

    assert answer.status_code in (403, 404, 405)
    assert tta_request.title not in answer.content.decode()


def test_a_retired_resource_is_read_by_no_department_it_was_not_sent_to(network, requester, provider, sign_in):
    resource = make_resource(by=provider)
    library.retire(resource, by=provider)

    urls = (resource.get_absolute_url(), f"{resource.get_absolute_url()}file/")

    assert [sign_in(requester).get(url).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize("role", ["partner", "analyst"])
@pytest.mark.parametrize(
    "page",
    ["requests/", "requests/new/", "requests/key-in/", "caseload/", "caseload/export.csv", "caseload/board/",
     "caseload/triage/", "caseload/workload/", "mail/", "reply-templates/", "resources/", "resources/similar/",
     "settings/topics/", "settings/questions/", "settings/holidays/"],
)  # fmt: skip
def test_partners_and_analysts_stay_out_of_requests(network, sign_in, role, page):
    assert sign_in(make_member(role)).get(f"/{network.slug}/{page}").status_code == 403


@pytest.mark.parametrize("page", ["/demo/mail/", "/demo/mail/x/"])
def test_the_mailbox_of_the_demo_is_not_there_outside_it(network, provider, sign_in, page):
    assert sign_in(provider).get(page).status_code == 404
