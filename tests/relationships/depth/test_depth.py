"""What people see and do about depth, and what the clock does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships import actions as relationships
from relationships.depth import actions, growth, measures, sweeps, tasks
from relationships.depth.growth import Group
from relationships.depth.models import DepthDispute, LevelChange, Standing
from relationships.models import CheckIn, Touch
from requests_app.models import LeadChange, Task
from tests.factories import make_member, make_network, make_request
from tests.relationships.depth.conftest import TODAY, noon
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(noon(TODAY))


def page_of(organization, where="how-far/"):
    return f"/north/organizations/{organization.pk}/{where}"


def test_a_touch_counts_as_soon_as_it_is_committed(recipient, django_capture_on_commit_callbacks, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.recompute, "delay", lambda ids: asked.append(ids))

    with django_capture_on_commit_callbacks(execute=True):
        relationships.log_touch(recipient.organization, by=recipient.lead)
    tasks.recompute(*asked)

    assert Standing.objects.get().level == 1


@pytest.mark.parametrize("step", ["submitted", "planning"])
def test_moves_and_conversations_ask_for_a_new_look(
    requester, provider, django_capture_on_commit_callbacks, step, monkeypatch
):
    asked = []
    monkeypatch.setattr(tasks.recompute, "delay", lambda ids: asked.extend(ids))

    with django_capture_on_commit_callbacks(execute=True):
        make_request(step, requester=requester, lead=provider)

    assert set(asked) == {requester.organization_id}


def test_the_health_department_says_that_it_is_wrong(recipient):
    actions.compute_all()

    made = actions.dispute(recipient.organization, by=recipient.requester, words="We met in March.")

    assert (made.level, made.words, made.answered_at) == (0, "We met in March.", None)
    assert "We met in March." in Task.objects.get(key=f"depth-dispute:{made.pk}").reason


def test_others_cannot_dispute(recipient, another):
    for by in (another.requester, recipient.lead):
        with pytest.raises(PermissionDenied):
            actions.dispute(recipient.organization, by=by, words="Too high.")


def test_a_second_dispute_waits_for_the_first_answer(recipient):
    actions.dispute(recipient.organization, by=recipient.requester, words="Wrong.")

    with pytest.raises(Refused, match="told us already"):
        actions.dispute(recipient.organization, by=recipient.requester, words="Still wrong.")


def test_a_person_answers_and_both_stay_on_record(recipient):
    made = actions.dispute(recipient.organization, by=recipient.requester, words="We met in March.")
    recipient.is_touched(5)

    actions.answer_dispute(made, by=recipient.lead, answer="You are right; I have put it on record.")

    made.refresh_from_db()
    assert (made.words, made.answer) == ("We met in March.", "You are right; I have put it on record.")
    assert Task.objects.get().outcome == "Answered."
    assert Standing.objects.get().level == 1
    assert "You are right" in Message.objects.get(to_email=recipient.requester.email).text
    with pytest.raises(Refused, match="answered this already"):
        actions.answer_dispute(made, by=recipient.lead, answer="Again.")


def test_only_the_team_answers(recipient):
    made = actions.dispute(recipient.organization, by=recipient.requester, words="Wrong.")

    with pytest.raises(PermissionDenied):
        actions.answer_dispute(made, by=recipient.requester, answer="So it is.")


def test_history_cannot_be_rewritten(recipient):
    from django.db import ProgrammingError

    recipient.asks()
    recipient.level()

    with pytest.raises(ProgrammingError):
        LevelChange.objects.update(to_level=4)


def test_the_card_and_the_page_tell_the_health_department(recipient, sign_in):
    recipient.is_responsive()
    recipient.level()
    client = sign_in(recipient.requester)

    card, page = client.get(page_of(recipient.organization, "")), client.get(page_of(recipient.organization))

    assert "How far we have come" in card.text
    assert "Responsive" in card.text
    assert "In touch in both directions" in card.text
    assert "Unreached → Responsive" in page.text
    assert "This is wrong" in page.text


def test_a_dispute_by_page(recipient, sign_in):
    client = sign_in(recipient.requester)

    empty = client.post(page_of(recipient.organization), {"words": " "})
    sent = client.post(page_of(recipient.organization), {"words": "We met in March."}, follow=True)

    assert "This field is required" in empty.text
    assert "We met in March." in sent.text
    answer = sign_in(recipient.lead).post(
        f"/north/relationships/disputes/{DepthDispute.objects.get().pk}/", {"answer": "Added."}, follow=True
    )
    assert "Added." in answer.text


def test_others_do_not_see_it(recipient, another, sign_in):
    recipient.asks()
    recipient.level()

    assert sign_in(another.requester).get(page_of(recipient.organization)).status_code == 404
    assert "How far" not in sign_in(another.requester).get(page_of(recipient.lead.organization, "")).text
    assert sign_in(make_member("partner")).get(page_of(recipient.organization)).status_code == 403
    assert sign_in(make_member("analyst")).get("/north/relationships/").status_code == 403
    assert sign_in(recipient.requester).get("/north/relationships/by-level/").status_code == 403


def test_growth_page(recipient, sign_in):
    recipient.is_collaborative()
    recipient.level()

    page = sign_in(recipient.lead).get("/north/relationships/")

    assert "How relationships grow" in page.text
    assert "Too few to say" in page.text


def test_found_by_level_and_listed_by_name(recipient, another, sign_in):
    recipient.asks()
    recipient.level()
    client = sign_in(recipient.lead)

    everybody, some = (
        client.get("/north/relationships/by-level/"),
        client.get("/north/relationships/by-level/?level=0"),
    )

    names = sorted([recipient.organization.name, another.organization.name])
    assert everybody.text.index(names[0]) < everybody.text.index(names[1])
    assert recipient.organization.name not in some.text
    assert another.organization.name in some.text
    assert client.get("/north/relationships/by-level/?level=x").status_code == 200


def test_the_list_asks_the_same_for_one_and_three(recipient, provider, sign_in):
    client = sign_in(provider)
    counts = []
    for _ in range(2):
        recipient.level()
        client.get("/north/relationships/by-level/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/north/relationships/by-level/")
        counts.append(len(queries))
        make_member("requester"), make_member("requester")
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ([20, 30, 40, 11, 12], [((0,), 20), ((1,), 30), ((2,), 40), ((3,), 11), ((4,), 12)]),
        ([20, 30, 40, 11, 0], [((0,), 20), ((1,), 30), ((2,), 40), ((3,), 11), ((4,), 0)]),
        ([20, 30, 40, 11, 2], [((0,), 20), ((1,), 30), ((2,), 40), ((3, 4), 13)]),
        ([1, 30, 2, 3, 1], [((0, 1), 31), ((2, 3, 4), 6)]),
        ([1, 2, 0, 0, 0], [((0, 1, 2, 3, 4), 3)]),
    ],
)
def test_small_counts_are_put_together(counts, groups):
    found = growth.together([Group((level,), count) for level, count in enumerate(counts)], 11)

    if sum(counts) > 40:
        assert [(group.levels, group.count) for group in found] == groups
    assert all(group.count == 0 or group.count >= 11 for group in found) or len(found) == 1


def test_continuity_counts_introductions(recipient, provider):
    tta_request, other = recipient.asks(), make_member("provider")
    for introduced in (None, timezone.now()):
        LeadChange.objects.create(
            tta_request=tta_request, from_lead=provider, to_lead=other, introduced_at=introduced,
        )  # fmt: skip
    LeadChange.objects.create(tta_request=tta_request, to_lead=provider)

    found = measures.continuity(on=TODAY)

    assert (found.value, found.n) == (0.5, 2)


def test_reciprocity_is_the_smaller_over_the_larger(recipient):
    recipient.asks(delivered_at=noon(TODAY))
    recipient.asks(delivered_at=noon(TODAY))
    recipient.gives()
    recipient.gives(365)

    found = measures.reciprocity(on=TODAY, organization=recipient.organization)

    assert (found.value, found.n) == (0.5, 3)


def test_voice_and_lead_of_plans(recipient):
    for level in ("inform", "involve", ""):
        plan = recipient.agrees(10)
        type(plan).objects.filter(pk=plan.pk).update(voice_level=level)
    assert (measures.voice_level(on=TODAY).value, measures.voice_level(on=TODAY).n) == (2.0, 2)
    assert measures.led_by_recipient(on=TODAY).value == 0

    recipient.old_request().people.create(member=recipient.requester, part="co_lead")

    assert measures.led_by_recipient(on=TODAY).value == 1


@pytest.fixture
def rested(recipient):
    recipient.asks(300, status="closed")
    recipient.is_touched(100)
    recipient.level()
    return recipient


def test_staying_in_touch_falls_due(rested):
    assert actions.stay_in_touch() == 1
    assert actions.stay_in_touch() == 0

    check_in = CheckIn.objects.get()
    assert (check_in.kind, check_in.person, check_in.offset_days) == ("relationship", rested.requester, 180)
    assert (check_in.due_at.date() - TODAY).days == 80


def test_an_unanswered_one_is_not_repeated_at_once(rested):
    Touch.objects.all()
    actions.stay_in_touch()
    CheckIn.objects.update(state="unreachable", asked_at=timezone.now(), finished_at=timezone.now())

    actions.stay_in_touch()

    assert (CheckIn.objects.get(state="scheduled").due_at.date() - TODAY).days == 180


@pytest.mark.parametrize(
    "busy",
    [
        lambda one: one.asks(status="in_delivery"),
        lambda one: one.works_together(),
        lambda one: CheckIn.objects.create(
            organization=one.organization, person=one.requester, kind="relationship", offset_days=90,
            anchored_at=timezone.now(), due_at=timezone.now() + timedelta(days=3),
        ),
        lambda one: type(one.requester).objects.filter(pk=one.requester.pk).update(is_active=False),
        lambda one: one.stands(0, since=TODAY),
    ],
)  # fmt: skip
def test_who_is_not_asked_how_things_are(rested, busy):
    busy(rested)

    assert actions.stay_in_touch() == 0


def test_once_a_night_by_the_clock_of_the_network(transactional_db, monkeypatch, time_machine):
    queued = []
    monkeypatch.setattr(sweeps.tasks.nightly, "delay", lambda: queued.append(1))
    network = make_network("north", time_zone="Pacific/Honolulu")
    with network_scope(network.pk):
        make_member("requester")

    def tick():
        queued.clear()
        cache.delete("sweep:depth")
        sweeps.compute_depth_at_night()
        if queued:
            with network_scope(network.pk):
                tasks.nightly()
        return len(queued)

    assert tick() == 1
    assert tick() == 0
    time_machine.move_to(noon(TODAY) + timedelta(hours=19))  # 1 in the morning in Honolulu
    assert tick() == 0
    time_machine.move_to(noon(TODAY) + timedelta(hours=20, minutes=1))  # after 2
    assert tick() == 1
    assert tick() == 0


def test_networks_are_computed_apart(transactional_db):
    for slug in ("north", "south"):
        network = make_network(slug)
        with network_scope(network.pk):
            member = make_member("requester")
            make_request(requester=member)
    with network_scope(network.pk):
        actions.compute_all()
        assert Standing.objects.count() == 1
    from tta_portal.tenancy.models import Network

    with network_scope(Network.objects.get(slug="north").pk):
        assert Standing.objects.count() == 0
