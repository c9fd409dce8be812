from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app import actions
from requests_app.models import Task, ThreadMessage, TTARequest
from tests.factories import make_draft, make_member, make_request, make_topic, today_in

FOUR = {"need": "Help with heat. We had none.", "hoped_for_change": "Safer", "why_now": "June"}


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_requester_sends_a_request(network, requester, sign_in):
    client = sign_in(requester)

    answer = client.post("/north/requests/new/", {**FOUR, "topic": make_topic().pk}, follow=True)

    tta_request = TTARequest.objects.get()
    assert (tta_request.number, tta_request.status, tta_request.title) == (1, "submitted", "Help with heat")
    assert b"Sent. It is request 1" in answer.content


def test_what_was_typed_is_kept_when_something_is_missing(network, requester, sign_in):
    answer = sign_in(requester).post("/north/requests/new/", {**FOUR, "why_now": "", "topic": make_topic().pk})

    assert answer.status_code == 422
    assert b"Help with heat. We had none." in answer.content
    assert b"Tell us why now" in answer.content
    assert TTARequest.objects.count() == 0


def test_a_draft_needs_only_the_need(network, requester, sign_in):
    sign_in(requester).post("/north/requests/new/", {"need": "Something", "keep_draft": "1"})

    assert TTARequest.objects.get().status == "draft"


def test_a_draft_is_finished_and_sent(network, requester, sign_in):
    draft = make_draft(requester)

    sign_in(requester).post(f"/north/requests/{draft.number}/edit/", {**FOUR, "topic": draft.topic_id})

    draft.refresh_from_db()
    assert draft.status == "submitted"


def test_a_stale_page_says_so_and_keeps_the_words(network, provider, sign_in):
    tta_request = make_request("submitted")
    seen = tta_request.version
    actions.acknowledge(tta_request, by=make_member("provider"), message="Hello")

    answer = sign_in(provider).post(
        f"/north/requests/{tta_request.number}/hold/",
        {"seen": seen, "waiting_for": "requester", "reason": "They are on leave."},
    )

    assert answer.status_code == 422
    assert "Somebody changed this request while you were writing" in answer.content.decode()
    assert b"They are on leave." in answer.content
    tta_request.refresh_from_db()
    assert tta_request.status == "acknowledged"


def test_sending_the_stale_page_again_works(network, provider, sign_in):
    tta_request = make_request("submitted")
    client, url = sign_in(provider), f"/north/requests/{tta_request.number}/hold/"
    actions.acknowledge(tta_request, by=make_member("provider"), message="Hello")
    form = {"seen": 1, "waiting_for": "requester", "reason": "On leave."}

    again = client.post(url, form).context["form"]["seen"].value()
    client.post(url, {**form, "seen": again})

    tta_request.refresh_from_db()
    assert tta_request.status == "on_hold"


def test_a_refusal_is_a_page_with_its_sentence(network, provider, sign_in):
    tta_request = make_request("following_up")

    answer = sign_in(provider).get(f"/north/requests/{tta_request.number}/close/")

    assert answer.status_code == 409
    assert b"The final check-in is still open" in answer.content


def test_internal_notes_stay_internal(network, sign_in):
    tta_request = make_request("acknowledged")
    actions.write_message(tta_request, by=tta_request.lead, body="Only for us", is_internal=True)
    url = tta_request.get_absolute_url()

    assert b"Only for us" in sign_in(tta_request.lead).get(url).content
    assert b"Only for us" not in sign_in(tta_request.requester).get(url).content


def test_a_requester_cannot_mark_a_note_internal(network, requester, sign_in):
    tta_request = make_request("acknowledged", requester=requester)

    sign_in(requester).post(f"{tta_request.get_absolute_url()}write/", {"body": "Hi", "is_internal": "on"})

    assert ThreadMessage.objects.get(author=requester).is_internal is False


def test_another_department_sees_nothing(network, sign_in):
    tta_request = make_request("submitted")

    stranger = sign_in(make_member("requester"))

    assert stranger.get(tta_request.get_absolute_url()).status_code == 404
    assert stranger.post(f"{tta_request.get_absolute_url()}withdraw/", {}).status_code == 404


def test_a_confidential_request_is_seen_by_those_named(network, sign_in):
    tta_request = make_request("acknowledged", visibility="named")
    colleague = make_member("requester", organization=tta_request.organization)
    url = tta_request.get_absolute_url()

    assert sign_in(tta_request.requester).get(url).status_code == 200
    assert sign_in(tta_request.lead).get(url).status_code == 200
    assert sign_in(colleague).get(url).status_code == 404
    assert sign_in(make_member("provider")).get(url).status_code == 404
    assert sign_in(make_member("administrator")).get(url).status_code == 404


def test_a_draft_is_not_seen_by_the_team(network, provider, sign_in):
    assert sign_in(provider).get(make_draft().get_absolute_url()).status_code == 404


@pytest.mark.parametrize("path", ["caseload/?view=all", "requests/", "organizations/", "check-ins/?view=coming"])
def test_lists_ask_the_database_as_often_for_three_as_for_one(network, provider, sign_in, path):
    client = sign_in(provider)
    make_request("following_up")
    one = queries(client, f"/north/{path}")

    for _ in range(2):
        make_request("following_up")

    assert queries(client, f"/north/{path}") == one


def test_home_asks_as_often_for_three_as_for_one(network, requester, sign_in):
    client = sign_in(requester)
    make_request("submitted", requester=requester)
    one = queries(client, "/north/")

    for _ in range(2):
        make_request("submitted", requester=requester)

    assert queries(client, "/north/") == one


def test_a_task_is_done_and_off_the_list(network, provider, sign_in):
    tta_request = make_request("acknowledged")
    task = actions.open_task(key="k", title="Call them", reason="", organization=tta_request.organization)

    sign_in(provider).post(f"/north/tasks/{task.pk}/done/", {"outcome": "Called"})

    task = Task.objects.get()
    assert (task.done_by, task.outcome) == (provider, "Called")


def test_the_ledger_asks_the_other_side(network, sign_in):
    tta_request = make_request("in_delivery")
    promise = tta_request.commitments.get(side="recipient")
    lead, requester = sign_in(tta_request.lead), sign_in(tta_request.requester)
    url, today = f"/north/promises/{promise.pk}", today_in(network).isoformat()

    assert requester.post(f"{url}/confirm/", {}).status_code == 403
    assert lead.post(f"{url}/kept/", {"on": today}).status_code == 403
    assert lead.post(f"{url}/confirm/", {}).status_code == 409
    requester.post(f"{url}/kept/", {"on": today})
    lead.post(f"{url}/confirm/", {})

    promise.refresh_from_db()
    assert promise.state == "kept"


def test_a_promise_kept_after_its_date_is_late(network, sign_in, days_pass):
    tta_request = make_request("in_delivery")
    promise = tta_request.commitments.get(side="recipient")
    days_pass(20)

    actions.say_kept(promise, by=tta_request.requester, on=timezone.localdate())
    actions.confirm_kept(promise, by=tta_request.lead)

    assert promise.state == "late"


def test_ten_days_without_objection_are_a_yes(network, days_pass):
    tta_request = make_request("in_delivery")
    promise = tta_request.commitments.get(side="provider")
    actions.say_kept(promise, by=tta_request.lead, on=timezone.localdate())

    days_pass(9)
    assert actions.keep_unopposed(on=timezone.localdate()) == 0
    days_pass(1.1)
    assert actions.keep_unopposed(on=timezone.localdate()) == 1

    promise.refresh_from_db()
    assert promise.state == "kept"


def test_an_objection_opens_a_task_and_keeps_both_views(network):
    tta_request = make_request("in_delivery")
    promise = tta_request.commitments.get(side="provider")
    actions.say_kept(promise, by=tta_request.lead, on=timezone.localdate(), evidence="Mail of Monday")

    actions.dispute_kept(promise, by=tta_request.requester, reason="We got half of it.")

    promise.refresh_from_db()
    assert (promise.evidence, promise.dispute) == ("Mail of Monday", "We got half of it.")
    assert Task.objects.get().assigned_to == tta_request.lead


def test_a_broken_promise_opens_a_task(network):
    tta_request = make_request("in_delivery")
    promise = tta_request.commitments.get(side="provider")

    actions.say_broken(promise, by=tta_request.lead, reason="Our trainer left.")

    promise.refresh_from_db()
    assert promise.state == "broken"
    assert Task.objects.get().assigned_to == tta_request.lead


def test_hostile_words_are_shown_as_words(network, requester, sign_in):
    words = "<script>alert(1)</script> \u202e {{ 7*7 }} \x00 'quoted'"
    form = {**FOUR, "need": words, "topic": make_topic().pk}

    answer = sign_in(requester).post("/north/requests/new/", form, follow=True)

    assert b"<script>alert(1)" not in answer.content
    assert "{{ 7*7 }}" in answer.content.decode()


def test_an_htmx_request_gets_the_part(network, provider, sign_in):
    make_request("submitted")

    answer = sign_in(provider).get("/north/requests/", headers={"HX-Request": "true"})

    assert answer.content.strip().startswith(b'<div id="rows">')


def test_a_page_is_kept_out_of_shared_caches(network, provider, sign_in):
    assert sign_in(provider).get("/north/caseload/")["Cache-Control"] == "no-store"


def test_a_shared_request_shows_the_need_and_keeps_the_talk(network, sign_in):
    tta_request = make_request("following_up", visibility="network")
    actions.write_message(tta_request, by=tta_request.requester, body="Between us only")
    promise = tta_request.commitments.first()
    looker_on = sign_in(make_member("requester"))

    page = looker_on.get(tta_request.get_absolute_url())

    assert b"heat emergencies" in page.content
    for secret in (b"Between us only", b"Send a first draft", b"You need a one-page plan"):
        assert secret not in page.content
    assert looker_on.get(f"{tta_request.get_absolute_url()}write/").status_code == 404
    assert looker_on.get(f"/north/promises/{promise.pk}/broken/").status_code == 404


def test_tasks_about_a_confidential_request_stay_confidential(network, provider, sign_in):
    tta_request = make_request("in_delivery", visibility="named")
    actions.say_broken(tta_request.commitments.get(side="provider"), by=tta_request.lead, reason="x")
    Task.objects.update(assigned_to=None)

    assert b"Send a first draft" not in sign_in(provider).get("/north/caseload/").content
    assert b"Send a first draft" in sign_in(tta_request.lead).get("/north/caseload/").content
