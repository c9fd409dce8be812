from __future__ import annotations

from collections import Counter
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.utils import timezone

from demo.numbers import PUBLIC
from demo.people import DEMO_PASSWORD, GULF_LOGINS, NATIONAL_LOGINS
from equity.board.models import Edition, Reader, Rhythm, Schedule
from equity.public_views import published
from relationships import actions as relationships
from relationships.models import CheckIn, Engagement
from requests_app import actions
from requests_app.library.models import Resource, SentResource
from requests_app.lifecycle import MOVES, Status
from requests_app.models import (
    Answer,
    LeadChange,
    Question,
    RequestEvent,
    SavedView,
    Task,
    Topic,
    TTARequest,
    WorkProfile,
)
from requests_app.training.models import Certificate, Registration, Series, Session
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Descriptor, Holiday, Jurisdiction, JurisdictionType, Organization
from tta_portal.lifecycle import BACK
from tta_portal.notifications.told import told
from tta_portal.outbox.models import Message, State
from tta_portal.tenancy.models import Network, Sequence

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]
LOGINS = [("national", login) for login in NATIONAL_LOGINS] + [("gulf", login) for login in GULF_LOGINS]


def member(email):
    return Membership.objects.select_related("user", "organization__jurisdiction", "network").get(user__email=email)


def test_load_refuses_outside_the_demo(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="only where DEMO=1"):
        call_command("load_demo")

    assert not Network.objects.exists()


def test_load_again_does_nothing(national, settings):
    settings.DEMO = True
    before, said = TTARequest.objects.count(), StringIO()

    call_command("load_demo", requests=5, stdout=said)

    assert TTARequest.objects.count() == before
    assert said.getvalue().splitlines() == [
        "National TTA Network is here already; nothing to load.",
        "Gulf Coast TTA Partners is here already; nothing to load.",
    ]


@pytest.mark.parametrize(("slug", "login"), LOGINS, ids=[login.email for _, login in LOGINS])
def test_every_login_gets_in_by_the_form(loaded, db, slug, login):
    client = Client()

    answer = client.post("/accounts/login/", {"login": login.email, "password": DEMO_PASSWORD}, follow=True)

    assert answer.status_code == 200
    assert answer.wsgi_request.user.email == login.email
    assert answer.wsgi_request.path.startswith(f"/{slug}/")


def test_roster_is_whole(national):
    places = Counter(Jurisdiction.objects.values_list("jurisdiction_type", flat=True))
    recipients = Organization.objects.roster(on=timezone.localdate())

    assert places[JurisdictionType.STATE] == 51
    assert places[JurisdictionType.TERRITORIAL] == 5
    assert places[JurisdictionType.FREELY_ASSOCIATED] == 3
    assert places[JurisdictionType.TRIBAL] >= 40
    assert places[JurisdictionType.LOCAL] >= 2500
    assert recipients.count() == sum(places.values())
    assert not recipients.filter(hub=None).exists()


def test_descriptors_are_invented_and_agree_with_the_groups(national):
    kinds = {"population": "population", "rural_urban": "rural_urban", "vulnerability": "vulnerability"}
    differing = [
        Descriptor.objects.filter(kind=kind).exclude(value=F(f"jurisdiction__{field}"))
        for kind, field in kinds.items()
        if kind != "population"
    ]
    counties = Jurisdiction.objects.filter(jurisdiction_type="local")

    assert not Descriptor.objects.filter(is_synthetic=False).exists()
    assert [rows.count() for rows in differing] == [0, 0]
    assert not counties.filter(rural_urban="not_classified").exists()
    assert not Jurisdiction.objects.exclude(jurisdiction_type="local").exclude(vulnerability="not_classified").exists()


def test_numbers_count_from_one_without_gaps(national):
    numbers = list(TTARequest.objects.order_by("number").values_list("number", flat=True))

    assert numbers == list(range(1, 201))
    assert Sequence.objects.get(name="ttarequest").last == 200


def test_later_requests_have_higher_numbers(national):
    sent = TTARequest.objects.sent().order_by("number").values_list("submitted_at", flat=True)

    assert all(earlier <= later for earlier, later in pairwise(sent))


def test_events_follow_the_lifecycle(national):
    events: dict[int, list[RequestEvent]] = {}
    for event in RequestEvent.objects.order_by("happened_at", "pk"):
        events.setdefault(event.tta_request_id, []).append(event)

    for tta_request in TTARequest.objects.sent():
        chain = events[tta_request.pk]
        assert chain[0].from_status == Status.DRAFT
        assert chain[-1].to_status == tta_request.status
        assert all(earlier.to_status == later.from_status for earlier, later in pairwise(chain))
        assert all(event.from_status in MOVES[event.move].sources for event in chain)
        assert all(MOVES[event.move].target in (BACK, event.to_status) for event in chain)
        assert tta_request.version == len(chain) + 1


def test_nothing_happens_in_the_future(national):
    now = timezone.now()

    assert not RequestEvent.objects.filter(happened_at__gt=now).exists()
    assert not TTARequest.objects.filter(touched_at__gt=now).exists()
    assert not TTARequest.objects.filter(first_reply_at__lt=F("submitted_at")).exists()
    assert not CheckIn.objects.filter(finished_at__gt=now).exists()


def test_what_the_guards_ask_for_is_there(national):
    plain = TTARequest.objects.exclude(intensity="universal").filter(referrals=None)
    past_planning = plain.filter(status__in=["in_delivery", "following_up", "closed"])

    for tta_request in past_planning[:15]:
        assert tta_request.has_personal_reply
        assert tta_request.has_lead
        assert tta_request.conversation_held
        assert tta_request.needs_confirmed
        assert tta_request.plan_agreed
        assert tta_request.voice_recorded
    for tta_request in plain.filter(status__in=["following_up", "closed"])[:15]:
        assert tta_request.has_activity
        assert tta_request.nothing_overdue_from_us
    assert not TTARequest.objects.filter(status="closed", follow_up="").exists()


def test_the_clock_finds_nothing_to_send(national):
    soon = timezone.now() + timedelta(days=1)

    assert relationships.ask_due(at=soon) == 0
    assert relationships.chase_unanswered(at=soon) == 0
    assert actions.keep_unopposed(on=timezone.localdate()) == 0
    assert not Message.objects.exclude(state=State.SENT).exists()


def test_profile_is_frozen_as_the_place_is(national):
    for name in ("jurisdiction_type", "population_band", "rural_urban", "vulnerability"):
        differing = TTARequest.objects.sent().exclude(**{name: F(f"organization__jurisdiction__{name}")})
        assert not differing.exists()


def test_requester_has_one_of_each(national):
    her = member("requester@demo.example")
    rows = TTARequest.objects.filter(organization=her.organization).order_by("status")
    hers = {row.status: row for row in rows}

    assert [row.status for row in rows] == ["closed", "discovery", "draft", "following_up"]
    assert hers["discovery"].needs_statement.is_waiting
    assert {promise.state for promise in hers["closed"].commitments.all()} == {"kept"}
    states = list(hers["following_up"].check_ins.order_by("due_at").values_list("offset_days", "state"))
    assert states == [(2, "answered"), (30, "scheduled"), (90, "scheduled"), (180, "scheduled")]
    assert her.organization.jurisdiction.rural_urban == "rural_remote"


def test_provider_has_a_caseload_and_tasks(national):
    provider = member("provider@demo.example")
    states = provider.organization.hub.states
    unassigned = TTARequest.objects.unassigned().filter(organization__jurisdiction__state__in=states)

    assert 22 <= TTARequest.objects.open().led_by(provider).count() <= 28
    assert 3 <= Task.objects.open().filter(assigned_to=provider).count() <= 6
    assert unassigned.filter(status="submitted").count() >= 3
    assert unassigned.reply_overdue(at=timezone.now()).exists()


def test_partner_sees_one_active_engagement(national):
    engagement = Engagement.objects.visible_to(member("partner@demo.example")).get()

    assert (engagement.status, engagement.provider_lead) == ("active", member("provider@demo.example"))
    assert engagement.both_sides_agreed
    assert engagement.has_commitments_of_both


def test_mailbox_is_not_empty_on_the_first_day(national):
    mails = Message.objects.filter(to_email="requester@demo.example")

    assert mails.filter(kind="check_in").count() == 1
    assert mails.filter(kind="notice").count() >= 3


def test_the_library_is_stocked_and_was_sent_from(national):
    assert Resource.objects.count() == 30
    assert not Resource.objects.filter(topic_links=None).exists()
    sent = SentResource.objects.select_related("tta_request", "message")
    assert all(one.tta_request.first_reply_at <= one.sent_at == one.message.written_at for one in sent)
    assert sent.exclude(helped=None).exists()


def test_no_session_has_more_people_than_seats(national):
    sessions = list(Session.objects.with_seats())

    assert Series.objects.count() == 6
    assert all(session.taken <= session.capacity for session in sessions)
    assert any(session.waiting for session in sessions)
    assert not Registration.objects.attended().filter(session__ends_at__gt=timezone.now()).exists()


def test_certificates_count_from_one_without_gaps(national):
    numbers = list(Certificate.objects.order_by("number").values_list("number", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))
    assert Sequence.objects.get(name="certificate").last == len(numbers)


def test_the_national_network_shaped_its_intake(national):
    provider, her = member("provider@demo.example"), member("requester@demo.example")

    assert Topic.objects.exclude(parent=None).exclude(first_reply_hours=None).count() >= 2
    assert (Question.objects.asked().count(), Holiday.objects.filter(day__gt=timezone.localdate()).count()) == (3, 10)
    assert Answer.objects.filter(tta_request__requester=her).exists()
    assert not Answer.objects.filter(tta_request__status="draft").exists()
    away = WorkProfile.objects.away(on=timezone.localdate()).get()
    assert away.delegate_id not in (None, away.member_id)
    assert [view.is_shared for view in SavedView.objects.for_member(provider)] == [False, True, False]
    assert LeadChange.objects.filter(to_lead=provider, introduced_at=None).count() == 1
    assert LeadChange.objects.filter(changed_at__lt=F("tta_request__submitted_at")).count() == 0
    assert all(told(one).unread > 0 for one in (provider, her))


def test_every_page_of_the_intake_opens_in_the_demo(national):
    client = Client()
    for email, paths in (
        ("provider@demo.example", ("caseload/", "caseload/board/", "caseload/triage/", "search/?q=heat")),
        ("admin@demo.example", ("settings/topics/", "settings/questions/", "settings/holidays/", "reply-templates/")),
        ("requester@demo.example", ("requests/new/", "notifications/")),
    ):  # fmt: skip
        client.force_login(member(email).user)
        for path in paths:
            assert client.get(f"/national/{path}").status_code == 200, path
    client.force_login(member("provider@demo.example").user)
    for change in LeadChange.objects.select_related("tta_request__network"):
        assert client.get(change.tta_request.get_absolute_url()).status_code == 200


def test_numbers_are_public_and_the_report_has_readers(national):
    administrator, analyst = (member(f"{who}@demo.example") for who in ("admin", "analyst"))
    schedule = Schedule.objects.get()

    assert sorted(published()) == sorted(PUBLIC)
    assert schedule.rhythm == Rhythm.MONTHLY
    assert {reader.member for reader in Reader.objects.all()} == {administrator, analyst}
    assert Edition.objects.count() == 0
