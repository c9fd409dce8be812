"""Knock at every door, as everybody, with the numbers of another network."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from requests_app.models import TTARequest
from tests.test_house import OWN_PATTERNS, PUBLIC
from tests.worlds import make_world
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Organization
from tta_portal.tenancy.scope import NoNetworkInForce, network_scope

KEYS = {
    "request": "request", "edit_request": "request", "request_verb": "request",
    "how_far": "organization", "trust": "organization", "trust_talk": "organization",
    "plan_outreach": "organization", "log_outreach": "organization", "answer_depth_dispute": "depth_dispute",
    "organization": "organization", "engagement": "engagement", "agree_engagement": "engagement",
    "engagement_terms": "engagement", "engagement_partner": "engagement", "change_engagement": "engagement",
    "engagement_plan": "engagement", "new_engagement_plan": "engagement", "agree_engagement_plan": "engagement",
    "new_goal": "engagement", "engagement_co_leads": "engagement", "engagement_requests": "engagement",
    "look_back": "engagement", "close_without": "engagement", "use_outline": "engagement",
    "new_meeting": "engagement", "goal": "goal", "edit_goal": "goal", "drop_goal": "goal", "meeting": "meeting",
    "edit_meeting": "meeting", "call_off_meeting": "meeting", "meeting_minutes": "meeting",
    "new_decision": "meeting", "meeting_calendar": "meeting", "promise_decision": "decision",
    "edit_outline": "outline", "retire_outline": "outline",
    "key_in_check_in": "check_in", "check_in_page": "check_in", "check_in_paper": "check_in",
    "check_in_wish": "organization", "promises": "organization", "turnover_brief": "organization",
    "bring_record": "organization", "brought_record": "brought_record", "take_record_away": "brought_record",
    "passport": "organization", "passport_json": "organization", "passport_pdf": "organization",
    "pause_organization": "organization", "ask_us": "organization",
    "log_touch": "organization", "answer_them": "reverse_check_in", "lift_pause": "pause",
    "edit_check_in_question": "check_in_question", "change_check_in_question": "check_in_question",
    "unreachable_check_in": "check_in", "settle_mail": "message",
    "commitment_verb": "commitment", "task_done": "task", "change_member": "member", "decide_join": "join",
    "revoke_token": "token", "edit_organization": "organization", "new_contact": "organization",
    "write_again": "suppression", "retire_topic": "topic", "open_notification": "notification",
    "discard_draft": "request", "attachment": "attachment", "edit_topic": "topic", "edit_question": "question",
    "change_question": "question", "remove_holiday": "holiday", "remove_escalation": "escalation",
    "forget_view": "saved_view", "presence": "request", "beside_request": "request",
    "take_back_message": "thread_message",
    "give_out": "request", "work_profile": "member",
    "edit_reply_template": "reply_template", "retire_template": "reply_template",
    "resource": "resource", "resource_file": "resource_with_file",
    "edit_resource": "resource", "retire_resource": "resource", "api_resource": "resource",
    "send_resource": "request", "offer_seat": "request", "series": "series", "edit_series": "series",
    "new_session": "series", "edit_session": "session", "register_session": "session", "cancel_session": "session",
    "call_off_session": "session",
    "attendance": "session", "session_calendar": "session", "certificate": "certificate",
    "api_register_session": "session", "api_cancel_session": "session",
    "api_check_in": "check_in", "api_engagement": "engagement", "api_contacts": "organization",
    "api_passport": "organization",
    "peer_offer": "peer_offer", "withdraw_peer_offer": "peer_offer", "ask_peer": "peer_offer",
    "introduction": "introduction", "peer_agreement": "introduction", "change_introduction": "introduction",
    "mail": "mail", "ignore_mail": "mail", "read_mail_again": "mail", "raw_mail": "mail",
    "join_mail": "mail", "open_mail": "mail",
    "roster_import": "import_run", "roster_columns": "import_run", "change_import": "import_run",
    "care": "tribe", "delete_figures": "tribe",
    "equity_edition": "edition", "equity_edition_pdf": "edition",
    "equity_watch_note": "alarm",
}  # fmt: skip
VERBS = {
    "request_verb": "write",
    "commitment_verb": "broken",
    "change_engagement": "end",
    "change_introduction": "end",
    "change_question": "up",
    "change_check_in_question": "up",
    "change_import": "undo",
}


@pytest.fixture
def worlds(transactional_db):
    return make_world("ours"), make_world("theirs")


def inside_networks():
    """Every address inside a network, with the name of the key that its number stands for."""
    for route, pattern in OWN_PATTERNS:
        if "network" in route and pattern.name not in PUBLIC:
            needs_key = "<int:" in route
            key = KEYS.get(pattern.name) or ("request" if pattern.name.startswith("api_") else None)
            assert key or not needs_key, f"{pattern.name}: say in KEYS whose number it takes"
            yield pattern.name, key if needs_key else None


def address(name, slug, number=None, verb=None):
    from django.urls import reverse

    route = next(route for route, pattern in OWN_PATTERNS if pattern.name == name)
    kwargs = {"network": slug}
    if isinstance(number, tuple):
        kwargs["number"], kwargs["pk"] = number
    elif number is not None:
        kwargs["number" if "number" in route else "pk"] = number
    if "<str:verb>" in route:
        kwargs["verb"] = verb or VERBS[name]
    return reverse(name, kwargs=kwargs)


def test_another_network_does_not_exist(worlds):
    ours, theirs = worlds

    for role in Role:
        client = Client()
        client.force_login(ours.members[role].user)
        for name, key in inside_networks():
            url = address(name, "theirs", theirs.keys[key] if key else None)
            answers = [client.get(url).status_code, client.post(url, {}).status_code]
            assert set(answers) <= {404, 405}, (role, url, answers)


def test_numbers_of_another_network_do_not_exist_here(worlds):
    ours, theirs = worlds
    with network_scope(theirs.network.pk):
        TTARequest.objects.update(number=777)
    theirs.keys["request"] = 777
    for pair in ("attachment", "thread_message"):
        theirs.keys[pair] = (777, theirs.keys[pair][1])

    for role in Role:
        client = Client()
        client.force_login(ours.members[role].user)
        for name, key in inside_networks():
            if key is None:
                continue
            url = address(name, "ours", theirs.keys[key])
            answers = [client.get(url).status_code, client.post(url, {}).status_code]
            assert set(answers) <= {403, 404, 405}, (role, url, answers)
            if role == Role.ADMINISTRATOR and name not in {"edit_request", "discard_draft"}:
                assert 404 in answers, (url, answers)


def test_nobody_learns_which_networks_exist(worlds):
    there, nowhere = Client().get("/theirs/"), Client().get("/nowhere/")

    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].replace("theirs", "") == nowhere["Location"].replace("nowhere", "")


def test_every_page_answers_its_own_people(worlds):
    ours, _ = worlds
    client = Client()
    client.force_login(ours.members[Role.ADMINISTRATOR].user)

    for name, key in inside_networks():
        url = address(name, "ours", ours.keys[key] if key else None)
        answer = client.get(url)
        assert answer.status_code in {200, 302, 403, 405, 409} or name == "edit_request", (url, answer.status_code)


def test_without_a_network_every_query_raises(db):
    with pytest.raises(NoNetworkInForce):
        TTARequest.objects.count()


def test_row_level_security_hides_what_slips_past(worlds):
    ours, theirs = worlds
    with network_scope(ours.network.pk), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT network_id FROM requests_app_ttarequest")
        assert cursor.fetchall() == [(ours.network.pk,)]
        cursor.execute("UPDATE requests_app_ttarequest SET title = 'x' WHERE network_id = %s", [theirs.network.pk])
        assert cursor.rowcount == 0


def test_without_a_setting_postgres_shows_nothing(worlds):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM requests_app_ttarequest")
        assert cursor.fetchone() == (0,)


def test_a_row_cannot_point_into_another_network(worlds):
    ours, theirs = worlds

    with pytest.raises(IntegrityError), network_scope(ours.network.pk):
        TTARequest.objects.update(organization_id=theirs.keys["organization"])


def test_a_row_cannot_be_written_for_another_network(worlds):
    ours, theirs = worlds

    with pytest.raises(ProgrammingError), network_scope(ours.network.pk):
        Organization(name="Spy", kinds=["provider"], network_id=theirs.network.pk).save(force_insert=True)


def test_scopes_do_not_nest_across_networks(worlds):
    ours, theirs = worlds

    with (
        network_scope(ours.network.pk),
        pytest.raises(RuntimeError, match="leave its scope"),
        network_scope(theirs.network.pk),
    ):
        pass


def test_the_setting_ends_with_the_transaction(worlds):
    ours, _ = worlds
    with network_scope(ours.network.pk):
        pass

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.network', true), '')")
        assert cursor.fetchone() == ("",)


def test_the_app_role_cannot_empty_a_table(worlds):
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("TRUNCATE requests_app_ttarequest CASCADE")


def test_the_app_role_cannot_rewrite_history(worlds):
    ours, _ = worlds

    with pytest.raises(ProgrammingError), network_scope(ours.network.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE requests_app_requestevent SET note = 'never happened'")


def test_the_dispatch_role_sees_only_that_something_is_due(worlds, dispatch_dsn):
    with psycopg.connect(dispatch_dsn) as dispatch:
        dispatch.execute("SELECT id, network_id, state, due_at FROM outbox_message").fetchall()
        for forbidden in ("SELECT text FROM outbox_message", "SELECT * FROM requests_app_ttarequest"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                dispatch.execute(forbidden)
            dispatch.rollback()
