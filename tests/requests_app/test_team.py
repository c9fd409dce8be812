"""Who leads, who helps, who follows, who may see: and who decides about it."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from requests_app import actions, briefs
from requests_app.models import LeadChange, RequestPerson, TTARequest, WorkProfile
from requests_app.models.people import stand_in_for
from tests.factories import make_hub, make_member, make_network, make_request, make_topic
from tta_portal.errors import Refused
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope


def told(member):
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("words", flat=True))


def mail_to(member):
    return list(Message.objects.filter(to_email=member.email).order_by("pk"))


def on_it(tta_request):
    return sorted(tta_request.people.values_list("member__user__name", "part"))


def may_see(member, tta_request):
    return TTARequest.objects.visible_to(member).filter(pk=tta_request.pk).exists()


def test_the_first_lead_is_told_and_nobody_else(provider):
    tta_request, lead = make_request(), make_member("provider")

    change = actions.assign_lead(tta_request, by=provider, lead=lead)

    tta_request.refresh_from_db()
    assert tta_request.lead == lead
    assert (change.from_lead, change.to_lead, change.by) == (None, lead, provider)
    assert told(lead)[-1] == "Request 1: you are the lead"
    assert told(tta_request.requester) == []


def test_taking_it_oneself_tells_nobody(provider):
    tta_request = make_request(lead=provider)
    before = told(provider)

    actions.assign_lead(tta_request, by=provider, lead=provider)

    assert told(provider) == before


def test_a_hand_over_tells_all_three_and_keeps_the_brief(provider):
    tta_request, new = make_request("acknowledged"), make_member("provider", name="Jo Bell")
    old = tta_request.lead

    actions.assign_lead(tta_request, by=provider, lead=new, brief="They have three nurses.", reason="On leave.")

    change = LeadChange.objects.get()
    assert (change.from_lead, change.to_lead, change.brief, change.reason) == (
        old, new, "They have three nurses.", "On leave.",
    )  # fmt: skip
    assert told(new)[-1] == "Request 1: you are the lead"
    assert told(old)[-1] == "Request 1: Jo Bell leads it now"
    assert told(tta_request.requester)[-1] == "Your request 1: a new person to talk to"
    assert "They have three nurses." in mail_to(new)[-1].text
    assert "They have three nurses." not in mail_to(tta_request.requester)[-1].text


def test_the_same_lead_again_changes_nothing(provider):
    tta_request = make_request("acknowledged")

    assert actions.assign_lead(tta_request, by=provider, lead=tta_request.lead) is None
    assert LeadChange.objects.count() == 0


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_only_the_team_can_lead(provider, role):
    with pytest.raises(Refused, match="Only an active member of the TTA team"):
        actions.assign_lead(make_request(), by=provider, lead=make_member(role))


def test_who_left_cannot_lead(provider):
    gone = make_member("provider")
    gone.is_active = False
    gone.save()

    with pytest.raises(Refused, match="Only an active member of the TTA team"):
        actions.assign_lead(make_request(), by=provider, lead=gone)


def test_an_ended_request_gets_no_lead(provider):
    with pytest.raises(Refused, match="has ended"):
        actions.assign_lead(make_request("closed"), by=provider, lead=provider)


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_only_the_team_chooses_a_lead(provider, role):
    with pytest.raises(PermissionDenied):
        actions.assign_lead(make_request(), by=make_member(role), lead=provider)


def test_who_saw_another_lead_is_told(provider):
    tta_request = make_request()
    stale = TTARequest.objects.get(pk=tta_request.pk)
    actions.assign_lead(tta_request, by=provider, lead=make_member("provider"))

    with pytest.raises(Refused, match="Somebody else chose a lead a moment ago"):
        actions.assign_lead(stale, by=provider, lead=provider)


def test_two_who_choose_a_lead_at_once_leave_one_and_one_is_told(transactional_db):
    network = make_network("north")
    with network_scope(network.pk):
        number = make_request().pk
        members = [make_member("provider") for _ in range(2)]
    ends, both_saw = [], threading.Barrier(2)

    def choose(lead):
        with network_scope(network.pk):
            tta_request = TTARequest.objects.get(pk=number)
            both_saw.wait(timeout=10)
            try:
                actions.assign_lead(tta_request, by=lead, lead=lead)
            except Refused as refused:
                ends.append(str(refused))
            else:
                ends.append("done")
        connections.close_all()

    threads = [threading.Thread(target=choose, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["Somebody else chose a lead a moment ago. Reload to see whom.", "done"]
    with network_scope(network.pk):
        assert TTARequest.objects.get(pk=number).lead_id == LeadChange.objects.get().to_lead_id


def test_a_helper_who_becomes_the_lead_is_no_helper_any_more(provider):
    tta_request, helper, watcher = make_request(), make_member("provider"), make_member("provider")
    actions.add_person(tta_request, by=provider, member=helper, part="co_lead")
    actions.follow(tta_request, by=watcher, mail="none")

    actions.assign_lead(tta_request, by=provider, lead=helper)
    actions.assign_lead(tta_request, by=provider, lead=watcher)

    assert [(one.member, one.part, one.mail) for one in tta_request.people.all()] == [(watcher, "watcher", "none")]


def test_the_brief_is_made_from_the_record(network):
    requester = make_member("requester", name="Ana Cole")
    earlier = make_request("submitted", requester=requester, need="We had no masks.")
    hidden = make_request("submitted", requester=requester, need="About a colleague.", visibility="named")
    tta_request = make_request(
        "in_delivery",
        requester=requester,
        language_needs="Spanish",
        access_needs="Large print",
        tried_so_far="A poster",
    )
    lead = tta_request.lead
    actions.write_message(tta_request, by=lead, body="See you on Monday.")
    actions.write_message(tta_request, by=lead, body="The nurse manager is difficult.", is_internal=True)
    taken_back = actions.write_message(tta_request, by=lead, body="Wrong window, sorry.")
    actions.take_back_message(taken_back, by=lead)

    brief = briefs.brief(tta_request)

    for words in (
        f"Request {tta_request.number}: Our nurses need a plan for heat emergencies",
        "Asked by Ana Cole.", "It stands at: in delivery.", "What we heard (confirmed): You need a one-page plan.",
        "Languages: Spanish", "Access needs: Large print", "They tried: A poster",
        "Send a first draft", "Read the draft", "See you on Monday.", f"{earlier.number} (submitted): We had no masks",
    ):  # fmt: skip
        assert words in brief
    for secret in ("difficult", "Wrong window", hidden.title):
        assert secret not in brief


def test_a_brief_of_a_new_request_is_short_and_whole(network):
    tta_request = make_request(need="word " * 200)

    brief = briefs.brief(tta_request)

    assert "What we heard (not confirmed yet): word word" in brief
    assert max(len(line) for line in brief.splitlines()) < 350
    assert brief.endswith("What only the old lead knows: ")


def test_an_introduction_is_noted_once(provider, days_pass):
    tta_request = make_request("acknowledged")
    actions.assign_lead(tta_request, by=provider, lead=provider)

    actions.introduce_new_lead(tta_request, by=provider)
    with pytest.raises(Refused, match="no change of lead that still waits"):
        actions.introduce_new_lead(tta_request, by=provider)

    assert LeadChange.objects.exclude(introduced_at=None).count() == 1
    assert LeadChange.objects.get().introduced_by == provider


def test_the_first_lead_needs_no_introduction(provider):
    tta_request = make_request()
    actions.assign_lead(tta_request, by=provider, lead=provider)

    with pytest.raises(Refused, match="no change of lead"):
        actions.introduce_new_lead(tta_request, by=provider)


def test_each_hand_over_is_introduced_by_itself(provider):
    tta_request = make_request("acknowledged")
    for _ in range(2):
        actions.assign_lead(tta_request, by=provider, lead=make_member("provider"))
        actions.introduce_new_lead(tta_request, by=provider)

    assert LeadChange.objects.exclude(introduced_at=None).count() == 2


@pytest.mark.parametrize("part", ["co_lead", "support"])
@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_only_the_team_leads_along_or_supports(provider, part, role):
    with pytest.raises(Refused, match="Only a member of the TTA team can lead or support"):
        actions.add_person(make_request(), by=provider, member=make_member(role), part=part)


def test_a_co_lead_hears_what_the_lead_hears(provider):
    tta_request, co_lead = make_request("acknowledged"), make_member("provider")
    actions.add_person(tta_request, by=provider, member=co_lead, part="co_lead")

    actions.add_message(tta_request, by=tta_request.requester, body="We are free on Monday.")

    assert [words.split(": ")[1] for words in told(co_lead)] == [
        "you were added", f"{tta_request.requester} wrote to you",
    ]  # fmt: skip


def test_who_is_only_allowed_to_see_is_told_so_and_no_more(requester):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")
    colleague = make_member("requester", organization=requester.organization)
    actions.add_person(tta_request, by=requester, member=colleague, part="named")

    actions.add_message(tta_request, by=tta_request.lead, body="Hello")

    assert told(colleague) == ["Your request 1: you were added"]
    assert may_see(colleague, tta_request)


def test_a_watcher_may_see_a_confidential_request_until_taken_off(requester):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")
    colleague = make_member("requester", organization=requester.organization)
    before = may_see(colleague, tta_request)

    actions.add_person(tta_request, by=requester, member=colleague, part="watcher")
    during = may_see(colleague, tta_request)
    actions.remove_person(tta_request, by=requester, member=colleague)

    assert (before, during, may_see(colleague, tta_request)) == (False, True, False)


def test_a_co_lead_may_see_a_confidential_request(provider):
    tta_request, helper = make_request("acknowledged", visibility="named"), make_member("provider")
    before = may_see(helper, tta_request)

    actions.add_person(tta_request, by=tta_request.lead, member=helper, part="co_lead")

    assert (before, may_see(helper, tta_request), may_see(provider, tta_request)) == (False, True, False)


def test_the_old_lead_of_a_confidential_request_sees_it_no_more(provider):
    tta_request = make_request("acknowledged", visibility="named")
    old = tta_request.lead

    actions.assign_lead(tta_request, by=old, lead=provider)

    assert (may_see(old, tta_request), may_see(provider, tta_request)) == (False, True)


def test_the_team_adds_no_colleague_to_a_confidential_request(provider, requester):
    tta_request = make_request("acknowledged", requester=requester, lead=provider, visibility="named")
    colleague = make_member("requester", organization=requester.organization)

    with pytest.raises(PermissionDenied, match="The person who asked decides"):
        actions.add_person(tta_request, by=provider, member=colleague, part="watcher")

    assert on_it(tta_request) == []


def test_the_team_adds_a_colleague_to_an_open_request(provider, requester):
    tta_request = make_request(requester=requester)
    colleague = make_member("requester", organization=requester.organization, name="Bo")

    actions.add_person(tta_request, by=provider, member=colleague, part="watcher")

    assert on_it(tta_request) == [("Bo", "watcher")]


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_nobody_from_elsewhere_is_put_on_a_request(provider, role):
    tta_request = make_request()

    for by in (provider, tta_request.requester):
        with pytest.raises(Refused, match="Only people of the health department that asked"):
            actions.add_person(tta_request, by=by, member=make_member(role), part="watcher")


@pytest.mark.parametrize("part", ["co_lead", "support"])
def test_a_requester_does_not_put_the_team_to_work(requester, provider, part):
    tta_request = make_request(requester=requester)

    with pytest.raises(PermissionDenied):
        actions.add_person(tta_request, by=requester, member=provider, part=part)

    assert on_it(tta_request) == []


def test_a_requester_does_not_take_the_team_off(requester, provider):
    tta_request = make_request(requester=requester)
    actions.add_person(tta_request, by=provider, member=make_member("provider", name="Jo"), part="co_lead")

    with pytest.raises(PermissionDenied):
        actions.remove_person(tta_request, by=requester, member=tta_request.people.get().member)

    assert on_it(tta_request) == [("Jo", "co_lead")]


def test_a_requester_lets_somebody_of_the_team_see_it_and_takes_that_back(requester, provider):
    tta_request = make_request("acknowledged", requester=requester, visibility="named")

    actions.add_person(tta_request, by=requester, member=provider, part="named")
    during = may_see(provider, tta_request)
    actions.remove_person(tta_request, by=requester, member=provider)

    assert (during, may_see(provider, tta_request)) == (True, False)


def test_naming_a_co_lead_leaves_them_the_co_lead(requester, provider):
    tta_request = make_request("acknowledged", requester=requester)
    actions.add_person(tta_request, by=tta_request.lead, member=provider, part="co_lead")

    with pytest.raises(Refused, match="is on it already"):
        actions.add_person(tta_request, by=requester, member=provider, part="named")

    assert [part for _, part in on_it(tta_request)] == ["co_lead"]


def test_anybody_takes_themselves_off(requester):
    tta_request = make_request(requester=requester)
    colleague = make_member("requester", organization=requester.organization)
    actions.follow(tta_request, by=colleague, mail="")

    actions.remove_person(tta_request, by=colleague, member=colleague)

    assert on_it(tta_request) == []


def test_another_department_takes_nobody_off(requester):
    tta_request = make_request(requester=requester)
    colleague = make_member("requester", organization=requester.organization, name="Bo")
    actions.add_person(tta_request, by=requester, member=colleague, part="watcher")

    with pytest.raises(Refused):
        actions.remove_person(tta_request, by=make_member("requester"), member=colleague)

    assert on_it(tta_request) == [("Bo", "watcher")]


def test_following_tells_the_follower_as_they_wish(requester):
    tta_request = make_request("acknowledged", requester=requester)
    colleagues = [make_member("requester", organization=requester.organization) for _ in range(4)]
    for colleague, mail in zip(colleagues, ["", "now", "daily", "none"], strict=True):
        actions.follow(tta_request, by=colleague, mail=mail)
    notifications.choose(colleagues[1], mail="none")

    actions.add_message(tta_request, by=tta_request.lead, body="Hello")

    assert [len(told(colleague)) for colleague in colleagues] == [1, 1, 1, 1]
    assert [len(mail_to(colleague)) for colleague in colleagues] == [1, 1, 0, 0]
    assert [one.for_digest for one in Notification.objects.filter(member=colleagues[2])] == [True]


def test_following_again_changes_the_mail_and_not_the_part(provider):
    tta_request = make_request()
    actions.add_person(tta_request, by=provider, member=provider, part="co_lead")

    actions.follow(tta_request, by=provider, mail="daily")

    assert [(one.part, one.mail) for one in tta_request.people.all()] == [("co_lead", "daily")]


def test_the_requester_and_the_lead_choose_for_one_request_too(network):
    tta_request = make_request("acknowledged")
    requester, lead = tta_request.requester, tta_request.lead
    actions.follow(tta_request, by=requester, mail="none")
    actions.follow(tta_request, by=lead, mail="none")
    before = len(mail_to(requester)), len(mail_to(lead)), len(told(requester)), len(told(lead))

    actions.add_message(tta_request, by=lead, body="Hello")
    actions.add_message(tta_request, by=requester, body="Hello")

    after = len(mail_to(requester)), len(mail_to(lead)), len(told(requester)), len(told(lead))
    assert after == (before[0], before[1], before[2] + 1, before[3] + 1)


def test_a_hub_is_chosen_and_taken_away(provider):
    tta_request, hub = make_request(), make_hub()

    actions.send_to_hub(tta_request, by=provider, hub=hub)
    chosen = TTARequest.objects.get().hub
    actions.send_to_hub(tta_request, by=provider, hub=None)

    assert (chosen, TTARequest.objects.get().hub) == (hub, None)


@pytest.fixture
def pair(network):
    return make_member("provider", name="Maya"), make_member("provider", name="Jo")


@pytest.mark.parametrize(
    ("away", "stands_in"),
    [
        ({"away_from": -1, "away_until": 1}, True),
        ({"away_from": 0, "away_until": 0}, True),
        ({"away_from": -1}, True),
        ({"away_from": 1, "away_until": 2}, False),
        ({"away_from": -3, "away_until": -1}, False),
        ({}, False),
    ],
)
def test_the_delegate_stands_in_on_days_away(pair, away, stands_in):
    maya, jo = pair
    today = timezone.localdate()
    days = {name: today + timedelta(days=offset) for name, offset in away.items()}
    actions.change_work_profile(maya, by=maya, delegate=jo, **days)

    assert stand_in_for(maya, on=today) == (jo if stands_in else None)


def test_a_delegate_who_is_away_does_not_stand_in(pair):
    maya, jo = pair
    today = timezone.localdate()
    actions.change_work_profile(maya, by=maya, away_from=today, delegate=jo)
    actions.change_work_profile(jo, by=jo, away_from=today)

    assert stand_in_for(maya, on=today) is None


def test_a_delegate_who_left_does_not_stand_in(pair):
    maya, jo = pair
    actions.change_work_profile(maya, by=maya, away_from=timezone.localdate(), delegate=jo)
    jo.is_active = False
    jo.save()

    assert stand_in_for(maya, on=timezone.localdate()) is None


def test_who_stands_in_hears_what_the_lead_hears(pair):
    maya, jo = pair
    tta_request = make_request("acknowledged", lead=maya)
    actions.change_work_profile(maya, by=maya, away_from=timezone.localdate(), delegate=jo)

    actions.add_message(tta_request, by=tta_request.requester, body="We are free on Monday.")

    assert told(jo)[-1] == f"Request 1: {tta_request.requester} wrote to you (Maya is away)"
    assert "We are free on Monday." in mail_to(jo)[-1].text


def test_who_stands_in_hears_nothing_of_a_confidential_request(pair):
    maya, jo = pair
    tta_request = make_request("acknowledged", lead=maya, visibility="named")
    actions.change_work_profile(maya, by=maya, away_from=timezone.localdate(), delegate=jo)

    actions.add_message(tta_request, by=tta_request.requester, body="About a colleague.")

    assert told(jo) == ["Request 1: a new request"]  # while nobody led it
    assert not [mail for mail in mail_to(jo) if "About a colleague." in mail.text]
    assert told(maya)[-1] == f"Request 1: {tta_request.requester} wrote to you"


def test_a_new_confidential_request_is_told_to_who_stands_in(pair):
    maya, jo = pair
    actions.change_work_profile(maya, by=maya, away_from=timezone.localdate(), delegate=jo)

    make_request(visibility="named", topic=make_topic(default_lead=maya))

    assert told(jo) == ["Request 1: a new request"]


def test_nobody_stands_in_for_themselves(pair):
    maya, _ = pair

    with pytest.raises(Refused, match="Choose somebody else to stand in"):
        actions.change_work_profile(maya, by=maya, delegate=maya)


def test_only_an_administrator_changes_anothers_profile(pair, administrator):
    maya, jo = pair

    with pytest.raises(PermissionDenied):
        actions.change_work_profile(maya, by=jo, weekly_hours=1)
    actions.change_work_profile(maya, by=administrator, weekly_hours=12)

    assert WorkProfile.objects.get().weekly_hours == 12


def test_the_hand_over_page_offers_the_brief_and_hands_over(network, sign_in):
    tta_request, new = make_request("acknowledged"), make_member("provider", name="Jo Bell")
    client, url = sign_in(tta_request.lead), f"{tta_request.get_absolute_url()}hand_over/"

    page = client.get(url).content.decode()
    client.post(url, {"lead": new.pk, "brief": "Call before noon.", "reason": "On leave"})

    assert "What only the old lead knows" in page
    tta_request.refresh_from_db()
    assert (tta_request.lead, LeadChange.objects.get().brief) == (new, "Call before noon.")


@pytest.mark.parametrize("verb", ["lead", "hand_over", "team", "hub"])
def test_a_requester_does_not_post_what_is_the_teams(network, sign_in, verb):
    tta_request, other = make_request("acknowledged"), make_member("provider")
    lead = tta_request.lead
    form = {"lead": other.pk, "brief": "x", "person": other.pk, "part": "co_lead", "hub": make_hub().pk}

    answer = sign_in(tta_request.requester).post(f"{tta_request.get_absolute_url()}{verb}/", form)

    assert answer.status_code == 403
    tta_request.refresh_from_db()
    assert (tta_request.lead, tta_request.hub, RequestPerson.objects.count()) == (lead, None, 0)


def test_a_work_profile_is_kept_from_the_page(pair, sign_in):
    maya, jo = pair
    hub = make_hub()
    form = {"weekly_hours": "12.5", "languages": "English, Spanish ,", "hub": hub.pk, "away_from": "2026-03-01",
            "away_until": "2026-03-07", "delegate": jo.pk}  # fmt: skip

    sign_in(maya).post(f"/north/caseload/workload/{maya.pk}/", form)

    kept = WorkProfile.objects.get()
    assert (float(kept.weekly_hours), kept.languages, kept.hub, kept.delegate) == (
        12.5,
        ["English", "Spanish"],
        hub,
        jo,
    )
    assert (kept.away_from, kept.away_until) == (date(2026, 3, 1), date(2026, 3, 7))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"away_until": "2026-03-07"}, "Say from which day on."),
        ({"away_from": "2026-03-07", "away_until": "2026-03-01"}, "The last day lies before the first."),
        ({"weekly_hours": "200"}, "less than or equal to 80"),
        ({"languages": "x" * 201}, "at most 200 characters"),
    ],
)
def test_a_work_profile_that_makes_no_sense_is_refused(pair, sign_in, wrong, sentence):
    maya, _ = pair

    answer = sign_in(maya).post(f"/north/caseload/workload/{maya.pk}/", {"weekly_hours": "12"} | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert WorkProfile.objects.count() == 0


def test_anothers_work_profile_does_not_exist_for_a_provider(pair, sign_in):
    maya, jo = pair

    assert sign_in(jo).get(f"/north/caseload/workload/{maya.pk}/").status_code == 404


def test_follow_on_keeps_the_lead_who_knows_them_and_wakes_nobody_else(network):
    first, others = make_request("following_up"), make_member("provider")

    follower = actions.follow_on(first, by=first.requester, need="A training for new nurses.")

    assert (follower.lead, follower.follows, follower.status) == (first.lead, first, "submitted")
    assert told(first.lead)[-1] == f"Request {follower.number}: a new request"
    assert told(others) == []
