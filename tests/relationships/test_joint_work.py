from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from relationships import actions as relationships
from relationships.joint_work import actions
from relationships.joint_work.differences import words_changed
from relationships.joint_work.models import Goal, Meeting, Outline, Reflection, VoiceRecord
from relationships.models import Touch
from relationships.signals import engagement_moved
from requests_app.models import Commitment
from tests.factories import make_member, make_organization, make_request, today_in
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message

PLAN = {
    "purpose": "Keep elders safe when it is hot.",
    "roles": "We write, you check.",
    "goals": "Nobody is left alone.",
    "starts_on": date(2026, 12, 1),
    "finishes_on": None,
}


@pytest.fixture
def tta_request(network):
    return make_request("following_up")


@pytest.fixture
def requester(tta_request):
    return tta_request.requester


@pytest.fixture
def lead(tta_request):
    return tta_request.lead


@pytest.fixture
def partner(network):
    return make_member("partner", name="Pat Okefenokee")


@pytest.fixture
def engagement(tta_request, requester, lead, partner):
    """Under way, with a partner."""
    made = relationships.propose(tta_request, by=requester)
    relationships.agree(made, by=lead)
    relationships.add_partner(made, by=lead, organization=partner.organization, role="Reaches elders")
    return made


def in_network(name, network, **kwargs):
    return reverse(name, kwargs={"network": network.slug, **kwargs})


def make_meeting(engagement, by, *, days=-1, **facts):
    starts_at = timezone.now() + timedelta(days=days)
    facts = {"title": "Kick-off", "time_zone": "America/New_York", "place": "Library"} | facts
    return actions.arrange_meeting(
        engagement, by=by, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), **facts
    )


def make_goal(engagement, by, **facts):
    facts = {"words": "Towns have a plan", "measure": "Towns with a plan", "target": Decimal(4)} | facts
    return actions.set_goal(engagement, by=by, due_on=timezone.localdate() + timedelta(days=90), **facts)


# Moves


def test_each_move_is_told_with_its_reason_kept(tta_request, requester, lead):
    heard = []

    def hear(engagement, move, by, **kwargs):
        heard.append((move, by.pk))

    engagement_moved.connect(hear)
    made = relationships.propose(tta_request, by=requester)
    relationships.agree(made, by=lead, reason="We enjoy it")
    relationships.pause(made, by=lead, reason="Summer")
    relationships.resume(made, by=lead, reason="Autumn")
    relationships.end(made, by=lead, reason="No money")
    engagement_moved.disconnect(hear)

    assert heard == [
        ("propose", requester.pk), ("accept", lead.pk), ("pause", lead.pk), ("resume", lead.pk), ("end", lead.pk)
    ]  # fmt: skip
    notes = [event.note for event in made.events.all()]
    assert notes == ["Keep working together", "We enjoy it", "Summer", "Autumn", "No money"]


@pytest.mark.parametrize("verb", ["pause", "end"])
def test_a_move_without_a_reason_is_asked_for_it(engagement, lead, sign_in, network, verb):
    url = in_network("change_engagement", network, pk=engagement.pk, verb=verb)

    answer = sign_in(lead).post(url, {"reason": ""})

    assert answer.status_code == 422
    assert "Say why" in answer.text
    engagement.refresh_from_db()
    assert engagement.status == "active"


def test_the_reason_of_an_acceptance_stands_in_the_history(tta_request, requester, lead, sign_in, network):
    made = relationships.propose(tta_request, by=requester)

    sign_in(lead).post(in_network("agree_engagement", network, pk=made.pk), {"reason": "We enjoy it"})

    assert "We enjoy it" in sign_in(requester).get(made.get_absolute_url()).text


# Partners


def test_a_partner_sees_its_engagement_and_of_a_request_its_title_alone(
    engagement, tta_request, requester, lead, partner, sign_in
):
    quiet = make_request("following_up", requester=requester, lead=lead, need="SECRET-NEED of the county")
    quiet.title, quiet.visibility = "SECRET-TITLE", "named"
    quiet.save(update_fields=["title", "visibility"])
    actions.add_request(engagement, quiet, by=lead)
    make_goal(engagement, lead)

    page = sign_in(partner).get(engagement.get_absolute_url())

    assert page.status_code == 200
    assert tta_request.title in page.text
    assert tta_request.get_absolute_url() not in page.text
    assert "Towns have a plan" in page.text
    assert "SECRET" not in page.text
    assert f"Request {quiet.number}" not in page.text
    assert tta_request.need not in page.text
    assert "SECRET" in sign_in(requester).get(engagement.get_absolute_url()).text


def test_a_partner_who_tries_everything_gets_no_further(engagement, tta_request, requester, lead, partner, sign_in):
    network = engagement.network
    other = relationships.propose(make_request("following_up"), by=make_member("provider"))
    others_goal, others_meeting = make_goal(other, other.provider_lead), make_meeting(other, other.provider_lead)
    decision = actions.decide(
        make_meeting(engagement, lead), by=lead, words="Call", owner=lead.organization, due_on=date(2026, 12, 1)
    )
    goal, client = make_goal(engagement, lead), sign_in(partner)

    hidden = [
        other.get_absolute_url(),
        others_meeting.get_absolute_url(),
        in_network("goal", network, pk=others_goal.pk),
        in_network("engagement_plan", network, pk=other.pk),
        in_network("meeting_calendar", network, pk=others_meeting.pk),
    ]
    assert [client.get(url).status_code for url in hidden] == [404] * len(hidden)
    assert client.get(tta_request.get_absolute_url()).status_code in {403, 404}
    pk = engagement.pk
    forbidden = [
        in_network("new_engagement_plan", network, pk=pk),
        in_network("new_goal", network, pk=pk),
        in_network("edit_goal", network, pk=goal.pk),
        in_network("drop_goal", network, pk=goal.pk),
        in_network("engagement_co_leads", network, pk=pk),
        in_network("engagement_requests", network, pk=pk),
        in_network("use_outline", network, pk=pk),
        in_network("close_without", network, pk=pk),
        in_network("outlines", network),
    ]
    assert [client.get(url).status_code for url in forbidden] == [403] * len(forbidden)
    assert client.post(in_network("promise_decision", network, pk=decision.pk)).status_code == 403
    for verb in ("pause", "end"):
        url = in_network("change_engagement", network, pk=pk, verb=verb)
        assert client.post(url, {"reason": "x"}).status_code == 403
    assert (
        client.post(in_network("engagement_requests", network, pk=pk), {"remove": tta_request.pk}).status_code == 403
    )
    engagement.refresh_from_db()
    assert (engagement.status, engagement.request_links.count()) == ("active", 1)


def test_a_partner_works_in_its_engagement(engagement, lead, partner):
    goal = make_goal(engagement, lead)

    actions.note_progress(goal, by=partner, value=Decimal(1), on=timezone.localdate(), words="Waycross")
    meeting = make_meeting(engagement, partner)

    assert Goal.objects.with_progress().get(pk=goal.pk).share == 25
    assert meeting.arranged_by == partner
    with pytest.raises(PermissionDenied):
        make_goal(engagement, partner)


# Leads


def test_co_leads_are_parties_that_lead_together(engagement, lead, requester, partner):
    actions.name_co_lead(engagement, by=requester, organization=partner.organization)

    assert [one.organization for one in engagement.co_leads.all()] == [partner.organization]
    with pytest.raises(Refused, match="leads already"):
        actions.name_co_lead(engagement, by=lead, organization=engagement.recipient)
    with pytest.raises(Refused, match="Bring"):
        actions.name_co_lead(engagement, by=lead, organization=make_organization("Far", kinds=("community",)))
    actions.remove_co_lead(engagement, by=lead, organization=partner.organization)
    assert engagement.co_leads.count() == 0


# Goals


def test_progress_is_shown_with_a_bar_and_in_words(engagement, lead, sign_in, network):
    goal = make_goal(engagement, lead)
    url = in_network("goal", network, pk=goal.pk)

    sign_in(lead).post(url, {"value": "3", "on": today_in(network).isoformat(), "words": "Waycross"})

    page = sign_in(lead).get(engagement.get_absolute_url())
    assert 'value="75"' in page.text
    assert "3 of 4" in page.text


def test_a_bad_goal_keeps_what_was_typed(engagement, lead, sign_in, network):
    answer = sign_in(lead).post(
        in_network("new_goal", network, pk=engagement.pk),
        {"words": "Towns have a plan", "measure": "", "target": "4", "due_on": "2027-03-01"},
    )

    assert answer.status_code == 422
    assert "Say what the number counts." in answer.text
    assert "Towns have a plan" in answer.text


@pytest.mark.parametrize("days", [1])
def test_progress_of_tomorrow_is_refused(engagement, lead, days):
    with pytest.raises(Refused, match="future"):
        actions.note_progress(
            make_goal(engagement, lead), by=lead, value=Decimal(1), on=timezone.localdate() + timedelta(days=days)
        )


def test_a_goal_is_given_up_with_a_reason(engagement, lead):
    goal = make_goal(engagement, lead)

    actions.drop_goal(goal, by=lead, reason="No towns left")

    assert Goal.objects.in_force().count() == 0
    assert "No towns left" in engagement.work_events.last().words
    with pytest.raises(Refused, match="already"):
        actions.drop_goal(goal, by=lead, reason="x")


# Plan


def test_each_party_agrees_a_version_and_a_new_one_asks_everybody_again(engagement, lead, requester, partner):
    actions.draft_plan(engagement, by=lead, **PLAN)
    actions.agree_plan(engagement, by=requester, version=1)
    plan = engagement.plans.get(version=1)
    assert {yes.by for yes in plan.yeses.all()} == {lead, requester}

    actions.agree_plan(engagement, by=partner, version=1)
    second = actions.draft_plan(engagement, by=requester, **PLAN | {"purpose": "Keep all safe."}, after=1)

    assert plan.yeses.count() == 3
    assert [yes.by for yes in second.yeses.all()] == [requester]
    with pytest.raises(Refused, match="changed"):
        actions.agree_plan(engagement, by=partner, version=1)
    told = {message.to_email for message in Message.objects.filter(subject__contains="a plan for you to agree")}
    assert told == {lead.email, requester.email, partner.email}


def test_two_who_change_the_plan_at_once_lose_no_words(engagement, lead, requester):
    actions.draft_plan(engagement, by=lead, **PLAN)

    with pytest.raises(Refused, match="meanwhile"):
        actions.draft_plan(engagement, by=requester, **PLAN)


def test_the_difference_is_marked_for_eyes_and_ears(engagement, lead, partner, sign_in, network):
    actions.draft_plan(engagement, by=lead, **PLAN)
    actions.draft_plan(engagement, by=lead, **PLAN | {"purpose": "Keep elders and children safe."}, after=1)

    page = sign_in(partner).get(in_network("engagement_plan", network, pk=engagement.pk)).text

    assert "<ins>" in page
    assert "new:" in page
    assert "and children" in page
    assert "<del>" in page
    assert "gone:" in page
    assert "version 1" in page


def test_words_changed_reads_in_order():
    pieces = words_changed("We call every Monday morning.", "We call every Tuesday morning.")

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "We call every "), ("del", "Monday "), ("ins", "Tuesday "), ("same", "morning.")
    ]  # fmt: skip


def test_the_plan_page_writes_and_agrees(engagement, lead, requester, sign_in, network):
    url = in_network("new_engagement_plan", network, pk=engagement.pk)
    bad = PLAN | {"starts_on": "2026-12-01", "finishes_on": "2026-11-01", "after": "0"}

    answer = sign_in(lead).post(url, bad)
    assert answer.status_code == 422
    assert "before it begins" in answer.text
    assert PLAN["roles"] in answer.text
    sign_in(lead).post(url, bad | {"finishes_on": ""})
    sign_in(requester).post(in_network("agree_engagement_plan", network, pk=engagement.pk), {"version": "1"})

    assert engagement.plans.get().yeses.count() == 2


# Meetings


def test_a_held_meeting_is_a_contact_when_the_recipient_came(engagement, lead, requester, partner):
    meeting = make_meeting(engagement, lead)
    ours, theirs = lead.organization_id, requester.organization_id

    actions.hold_meeting(
        meeting, by=lead, minutes="We spoke of fans.", came={ours: "Maya", theirs: "Ana", partner.organization_id: ""},
        levels={ours: "collaborate", theirs: "empower", partner.organization_id: "inform"}, missing="Farm workers",
    )  # fmt: skip

    touch = Touch.objects.get(engagement=engagement)
    assert (touch.organization, touch.is_two_way, touch.with_whom) == (engagement.recipient, True, "Ana")
    voices = {voice.organization_id: voice.level for voice in VoiceRecord.objects.all()}
    assert voices == {ours: "collaborate", theirs: "empower"}
    with pytest.raises(Refused, match="over or called off"):
        actions.hold_meeting(meeting, by=lead, minutes="x", came={ours: "Maya"}, levels={})


def test_a_meeting_without_the_recipient_is_no_contact(engagement, lead):
    actions.hold_meeting(
        make_meeting(engagement, lead), by=lead, minutes="x", came={lead.organization_id: "Maya"}, levels={}
    )

    assert Touch.objects.count() == 0


def test_a_meeting_to_come_has_no_minutes_yet(engagement, lead):
    with pytest.raises(Refused, match="not begun"):
        actions.hold_meeting(
            make_meeting(engagement, lead, days=1),
            by=lead,
            minutes="x",
            came={lead.organization_id: "Maya"},
            levels={},
        )


def test_a_decision_becomes_a_promise_once(engagement, lead, requester, partner):
    meeting, due = make_meeting(engagement, lead), timezone.localdate() + timedelta(days=9)
    decision = actions.decide(
        meeting, by=lead, words="Order fans", owner=requester.organization, due_on=due, on_ledger=True,
        levels={partner.organization_id: "consult"}, missing="Renters",
    )  # fmt: skip

    promise = Commitment.objects.get(engagement_link__engagement=engagement, text="Order fans")
    assert (promise.side, promise.due_on, decision.commitment) == ("recipient", due, promise)
    assert decision.voices.get().level == "consult"
    with pytest.raises(Refused, match="already"):
        actions.promise_decision(decision, by=lead)
    of_partner = actions.decide(meeting, by=partner, words="Ask around", owner=partner.organization, due_on=due)
    with pytest.raises(Refused, match="stays here"):
        actions.promise_decision(of_partner, by=lead)


def test_the_calendar_file_follows_changes(engagement, lead, partner, sign_in, network):
    meeting = make_meeting(engagement, lead, days=5)
    url = in_network("meeting_calendar", network, pk=meeting.pk)
    first = Calendar.from_ical(sign_in(partner).get(url).content).walk("VEVENT")[0]

    actions.call_off_meeting(meeting, by=lead, reason="Storm")
    after = Calendar.from_ical(sign_in(partner).get(url).content).walk("VEVENT")[0]

    assert first["UID"] == after["UID"]
    assert (first["SEQUENCE"], after["SEQUENCE"], after["STATUS"]) == (0, 1, "CANCELLED")


def test_the_pages_of_a_meeting(engagement, lead, requester, sign_in, network):
    client, today = sign_in(requester), timezone.localdate()
    facts = {
        "title": "Kick-off",
        "day": (today - timedelta(days=1)).isoformat(),
        "begins": "10:00",
        "ends": "09:00",
        "time_zone": "America/New_York",
        "place": "Library",
        f"expected_{lead.organization_id}": "Maya",
    }
    url = in_network("new_meeting", network, pk=engagement.pk)

    answer = client.post(url, facts)
    assert answer.status_code == 422
    assert "end after it begins" in answer.text
    assert "Maya" in answer.text
    client.post(url, facts | {"ends": "11:00"})
    meeting = Meeting.objects.get()
    empty = client.post(in_network("meeting_minutes", network, pk=meeting.pk), {"minutes": "Fans"})
    assert empty.status_code == 422
    assert "Say who came" in empty.text
    client.post(
        in_network("meeting_minutes", network, pk=meeting.pk),
        {
            "minutes": "Fans",
            f"came_{requester.organization_id}": "Ana",
            f"level_{requester.organization_id}": "empower",
        },
    )
    client.post(
        in_network("new_decision", network, pk=meeting.pk),
        {"words": "Order fans", "owner": requester.organization_id, "due_on": today.isoformat(), "on_ledger": "on"},
    )
    page = client.get(meeting.get_absolute_url()).text

    assert "Order fans" in page
    assert "Ana" in page
    assert "they decide" in page
    assert "on the promise ledger" in page
    assert Touch.objects.get().logged_by == lead


# Templates


@pytest.fixture
def outline(administrator):
    steps = [
        {"offset_days": 0, "kind": "meeting", "side": "both", "words": "Kick-off"},
        {"offset_days": 14, "kind": "promise", "side": "provider", "words": "Send a draft"},
        {"offset_days": 90, "kind": "goal", "side": "both", "words": "A plan is in force"},
    ]
    return actions.make_outline(by=administrator, name="Heat", about="", steps=steps)


def test_a_template_makes_dates_after_a_preview(engagement, requester, outline, sign_in, network):
    client, url = sign_in(requester), in_network("use_outline", network, pk=engagement.pk)
    monday = timezone.localdate() + timedelta(days=(7 - timezone.localdate().weekday()) % 7 or 7)
    chosen = {"outline": outline.pk, "starts_on": monday.isoformat()}

    preview = client.get(url, chosen).text
    assert "Kick-off" in preview
    assert "Send a draft" in preview
    assert (Meeting.objects.count(), Goal.objects.count()) == (0, 0)
    client.post(url, chosen)

    begins = datetime(monday.year, monday.month, monday.day, 10, tzinfo=ZoneInfo("America/New_York"))
    assert Meeting.objects.get().starts_at == begins
    assert Commitment.objects.get(text="Send a draft").due_on == monday + timedelta(days=14)
    assert Goal.objects.get().in_words == "Not measured yet"
    with pytest.raises(Refused, match="already"):
        actions.use_outline(engagement, outline, by=requester, starts_on=monday)


def test_an_administrator_makes_and_changes_a_template(administrator, sign_in, network):
    client = sign_in(administrator)
    rows = {f"steps-{i}-kind": "promise" for i in range(6)} | {f"steps-{i}-side": "both" for i in range(6)}
    data = {"name": "Heat", "steps-TOTAL_FORMS": "6", "steps-INITIAL_FORMS": "0", **rows,
            "steps-0-offset_days": "14", "steps-0-words": "Send a draft"}  # fmt: skip

    bad = client.post(in_network("new_outline", network), data)
    assert bad.status_code == 422
    assert "which side promises" in bad.text
    assert "Send a draft" in bad.text
    client.post(in_network("new_outline", network), data | {"steps-0-side": "provider"})
    outline = Outline.objects.get()
    assert [step.words for step in outline.steps.all()] == ["Send a draft"]

    changed = data | {"steps-0-side": "provider", "steps-0-words": "Send two drafts", "steps-INITIAL_FORMS": "1"}
    client.post(in_network("edit_outline", network, pk=outline.pk), changed)
    assert [step.words for step in outline.steps.all()] == ["Send two drafts"]
    client.post(in_network("retire_outline", network, pk=outline.pk))
    assert "No templates yet" in client.get(in_network("outlines", network)).text


# Requests


def test_requests_of_the_same_department_are_added_and_taken_out(engagement, requester, lead, sign_in, network):
    second, client = make_request("submitted", requester=requester), sign_in(requester)
    url = in_network("engagement_requests", network, pk=engagement.pk)

    client.post(url, {"tta_request": second.pk})
    assert engagement.request_links.count() == 2
    client.post(url, {"remove": second.pk})
    assert engagement.request_links.count() == 1
    with pytest.raises(Refused, match="another health department"):
        actions.add_request(engagement, make_request("submitted"), by=lead)


# Looking back


def test_it_is_completed_when_both_sides_looked_back(engagement, requester, lead, partner):
    words = {"changed": "A plan is in force", "again": "Calls", "not_again": "Long mails"}

    assert actions.look_back(engagement, by=partner, **words) is False
    assert actions.look_back(engagement, by=requester, **words) is False
    engagement.refresh_from_db()
    assert engagement.status == "active"
    assert actions.look_back(engagement, by=lead, **words) is True

    assert engagement.status == "completed"
    assert Reflection.objects.count() == 3
    with pytest.raises(Refused, match="over"):
        actions.look_back(engagement, by=requester, **words)


def test_looking_back_asks_the_others_and_shows_both_parts(engagement, requester, lead, sign_in, network):
    url = in_network("look_back", network, pk=engagement.pk)

    assert sign_in(requester).post(url, {"changed": "A plan"}).status_code == 422
    sign_in(requester).post(url, {"changed": "A plan is in force", "again": "Calls"})
    assert Message.objects.filter(to_email=lead.email, subject__contains="look back").count() == 1
    sign_in(lead).post(url, {"changed": "We know them", "again": "Visits"})

    page = sign_in(requester).get(engagement.get_absolute_url()).text
    assert "A plan is in force" in page
    assert "We know them" in page


def test_a_person_of_the_team_may_close_without_with_the_reason(engagement, requester, lead):
    with pytest.raises(PermissionDenied):
        actions.close_without(engagement, by=requester, reason="x")

    actions.close_without(engagement, by=lead, reason="Nobody answers since May")

    assert engagement.status == "completed"
    assert engagement.events.last().note == "Nobody answers since May"


# Pages


def test_the_page_asks_the_database_as_often_for_three_as_for_one(engagement, requester, lead, sign_in):

    def fill():
        goal = make_goal(engagement, lead)
        actions.note_progress(goal, by=lead, value=Decimal(1), on=timezone.localdate())
        meeting = make_meeting(engagement, lead)
        actions.hold_meeting(
            meeting, by=lead, minutes="x", came={requester.organization_id: "Ana"}, levels={}, missing=""
        )
        make_meeting(engagement, lead, days=4)
        actions.decide(meeting, by=lead, words="x", owner=lead.organization, due_on=date(2027, 1, 1), on_ledger=True)
        return meeting

    def queries(client, url):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    client = sign_in(requester)
    meeting = fill()
    urls = [engagement.get_absolute_url(), meeting.get_absolute_url()]
    [client.get(url) for url in urls]
    one = [queries(client, url) for url in urls]
    for _ in range(2):
        fill()
        due = date(2027, 1, 1)
        actions.decide(meeting, by=lead, words="x", owner=lead.organization, due_on=due, on_ledger=True)

    assert [queries(client, url) for url in urls] == one


def test_an_engagement_that_is_over_is_read_and_no_longer_changed(engagement, lead, requester, sign_in, network):
    relationships.end(engagement, by=lead, reason="No money")

    assert sign_in(requester).get(engagement.get_absolute_url()).status_code == 200
    answer = sign_in(requester).get(in_network("new_goal", network, pk=engagement.pk))
    assert answer.status_code == 409
