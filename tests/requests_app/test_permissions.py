"""Every page of the intake as each role of its own network: who gets in, and who is told that they may not."""

from __future__ import annotations

import pytest

from requests_app.models import RequestEvent, TTARequest
from tests.factories import make_member, make_request
from tests.test_isolation import address
from tests.worlds import make_world
from tta_portal.accounts.roles import Role
from tta_portal.notifications.models import Notification
from tta_portal.tenancy.scope import network_scope

ADMINISTRATOR = {"administrator"}
TEAM = {"administrator", "provider"}
ASKERS = TEAM | {"requester"}
EVERYBODY = set(Role.values)

# page: whose number it takes, who may look
PAGES = {
    "requests": (None, ASKERS),
    "new_request": (None, {"requester"}),
    "key_in_request": (None, TEAM),
    "paper_form": (None, ASKERS),
    "request": ("request", ASKERS),
    "beside_request": ("request", ASKERS),
    "presence": ("request", TEAM),
    "request_verb": ("request", ASKERS),
    "attachment": ("attachment", ASKERS),
    "caseload": (None, TEAM),
    "board": (None, TEAM),
    "export_caseload": (None, TEAM),
    "triage": (None, TEAM),
    "workload": (None, TEAM),
    "save_view": (None, TEAM),
    "work_profile": ("member", TEAM),
    "reply_templates": (None, TEAM),
    "edit_reply_template": ("reply_template", TEAM),
    "task_done": ("task", TEAM),
    "topics": (None, ADMINISTRATOR),
    "edit_topic": ("topic", ADMINISTRATOR),
    "questions": (None, ADMINISTRATOR),
    "preview_form": (None, ADMINISTRATOR),
    "edit_question": ("question", ADMINISTRATOR),
    "holidays": (None, ADMINISTRATOR),
    "escalations": (None, ADMINISTRATOR),
    "search": (None, EVERYBODY),
    "palette": (None, EVERYBODY),
    "keys": (None, EVERYBODY),
    "notifications": (None, EVERYBODY),
    "notification_settings": (None, EVERYBODY),
}
# what is only posted: whose number it takes, who may, with what
POSTS = {
    "request_questions": (None, ASKERS, {}),
    "autosave_request": (None, {"requester"}, {"need": "x"}),
    "bulk": (None, TEAM, {"verb": "tag", "number": "1", "name": "x", "go": "1"}),
    "give_out": ("request", TEAM, {}),
    "retire_topic": ("topic", ADMINISTRATOR, {}),
    "change_question": ("question", ADMINISTRATOR, {}),
    "remove_holiday": ("holiday", ADMINISTRATOR, {}),
    "own_escalations": (None, ADMINISTRATOR, {}),
    "remove_escalation": ("escalation", ADMINISTRATOR, {}),
    "retire_template": ("reply_template", TEAM, {}),
    "read_notifications": (None, EVERYBODY, {}),
}


@pytest.fixture
def world(db):
    return make_world("north")


def client_of(sign_in, world, role):
    return sign_in(world.members[role].user)


@pytest.mark.parametrize("role", Role.values)
def test_each_role_sees_its_own_pages_and_is_told_of_the_others(world, sign_in, role):
    client = client_of(sign_in, world, role)

    seen = {
        name
        for name, (key, _) in PAGES.items()
        if client.get(address(name, "north", world.keys[key] if key else None)).status_code == 200
    }

    assert seen == {name for name, (_, roles) in PAGES.items() if role in roles}


@pytest.mark.parametrize("role", Role.values)
def test_a_page_of_others_says_that_one_may_not(world, sign_in, role):
    client = client_of(sign_in, world, role)

    for name, (key, roles) in PAGES.items():
        if role not in roles:
            answer = client.get(address(name, "north", world.keys[key] if key else None))
            assert answer.status_code == 403, name
            assert "may not" in answer.content.decode(), name


@pytest.mark.parametrize("role", Role.values)
def test_what_is_posted_is_refused_to_others(world, sign_in, role):
    client = client_of(sign_in, world, role)

    for name, (key, roles, form) in POSTS.items():
        url = address(name, "north", world.keys[key] if key else None)
        assert client.get(url).status_code == 405, name
        answer = client.post(url, form)
        assert (answer.status_code == 403) == (role not in roles), (name, answer.status_code)


@pytest.mark.parametrize("role", ["partner", "analyst"])
def test_who_sees_no_requests_can_do_nothing_to_one(world, sign_in, role):
    client, number = client_of(sign_in, world, role), world.keys["request"]
    with network_scope(world.network.pk):
        before = RequestEvent.objects.count(), TTARequest.objects.values().get(number=number)

    for verb in ("write", "withdraw", "close", "lead", "follow", "merge", "reopen"):
        assert client.post(f"/north/requests/{number}/{verb}/", {"body": "x", "reason": "x"}).status_code == 403

    with network_scope(world.network.pk):
        assert (RequestEvent.objects.count(), TTARequest.objects.values().get(number=number)) == before


TEAM_VERBS = [
    "acknowledge", "offer_conversation", "log_conversation", "what_we_heard", "start_planning", "plan",
    "start_delivery", "answer_quickly", "log_activity", "deliver", "close", "hold", "resume", "refer",
    "accept_referral", "introduce", "take_back", "complete_referral", "decline", "lead", "hand_over",
    "introduce_new_lead", "team", "hub", "intensity", "tags", "link", "unlink", "merge", "unmerge", "split", "snooze",
    "wake", "take_back_proposal",
]  # fmt: skip
FILLED = {
    "message": "x", "offer": "x", "mode": "phone", "hours": "1", "recipient_people": "x", "notes": "x",
    "text": "x", "goals": "x", "roles": "x", "answer": "x", "held_on": "2026-01-01", "people": "x",
    "strategy": "training", "summary": "x", "reason": "x", "waiting_for": "us", "kind": "outside", "to_name": "x",
    "to_contact": "x", "consent": "yes", "outcome": "x", "alternative": "x", "brief": "x", "part": "support",
    "intensity": "universal", "names": "x", "need": "x", "wakes_on_reply": "on", "provider_1": "x", "recipient_1": "x",
    "provider_1_by": "2030-01-01", "recipient_1_by": "2030-01-01", "voice_level": "involve", "voice_who": "x",
}  # fmt: skip


@pytest.mark.parametrize("verb", TEAM_VERBS)
def test_a_requester_does_nothing_of_the_teams(world, sign_in, verb):
    client, number = client_of(sign_in, world, "requester"), world.keys["request"]
    with network_scope(world.network.pk):
        other, colleague = make_request(requester=world.members["requester"]), make_member("provider")
        form = FILLED | {"lead": colleague.pk, "person": colleague.pk, "number": other.number}
        before = _everything(number)

    answer = client.post(f"/north/requests/{number}/{verb}/", form)

    assert answer.status_code == 403, (verb, answer.status_code)
    with network_scope(world.network.pk):
        assert _everything(number) == before


def _everything(number):
    tta_request = TTARequest.objects.get(number=number)
    counts = [
        relation.related_model.objects.filter(**{relation.field.name: tta_request}).count()
        for relation in TTARequest._meta.related_objects
        if relation.name != "history"
    ]
    return TTARequest.objects.values().get(number=number), counts, Notification.objects.count()


def test_the_buttons_of_a_requester_are_the_requesters(world, sign_in):
    client, number = client_of(sign_in, world, "requester"), world.keys["request"]

    groups = client.get(f"/north/requests/{number}/").context["buttons"]

    verbs = {button["url"].split("/")[-2] for group in groups for button in group["buttons"]}
    assert verbs == {"withdraw"}


def test_somebody_without_a_sign_in_is_asked_for_it(world, client):
    for name, (key, _) in PAGES.items():
        url = address(name, "north", world.keys[key] if key else None)
        assert client.get(url)["Location"].startswith("/accounts/login/"), name


def test_who_left_sees_nothing_any_more(world, sign_in):
    with network_scope(world.network.pk):
        provider = world.members["provider"]
        provider.is_active = False
        provider.save()

    for name, (key, _) in PAGES.items():
        url = address(name, "north", world.keys[key] if key else None)
        assert sign_in(provider.user).get(url).status_code == 404, name
