"""The promise ledger: dates moved, promises let go, disputes settled by people, and R with its n."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from relationships.ledger import Reliability, reliability
from requests_app import actions
from requests_app.models import Commitment, CommitmentState, NewDate, Task
from tests.factories import make_member, make_request
from tta_portal.errors import Refused
from tta_portal.notifications.models import Notification


@pytest.fixture
def tta_request(network):
    return make_request("in_delivery")


@pytest.fixture
def ours(tta_request):
    return tta_request.commitments.filter(side="provider").first()


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def fresh(commitment):
    return Commitment.objects.get(pk=commitment.pk)


def test_a_new_date_counts_once_the_other_side_accepts(tta_request, ours):
    before = ours.due_on
    actions.ask_new_date(ours, by=tta_request.lead, due_on=today(60), reason="The speaker is ill")
    assert fresh(ours).due_on == before

    actions.answer_new_date(ours, by=tta_request.requester, accept=True)
    moved = fresh(ours)
    assert (moved.state, moved.due_on, moved.first_due_on, moved.moved_late) == (
        "renegotiated", today(60), before, False,
    )  # fmt: skip
    actions.say_kept(moved, by=tta_request.lead, on=today())
    actions.confirm_kept(fresh(ours), by=tta_request.requester)
    assert fresh(ours).state == CommitmentState.KEPT


def test_a_date_moved_after_it_passed_is_kept_late_at_best(tta_request, ours):
    Commitment.objects.filter(pk=ours.pk).update(due_on=today(-2))
    ours = fresh(ours)
    actions.ask_new_date(ours, by=tta_request.lead, due_on=today(5), reason="Late")
    actions.answer_new_date(ours, by=tta_request.requester, accept=True)
    actions.say_kept(fresh(ours), by=tta_request.lead, on=today())
    actions.confirm_kept(fresh(ours), by=tta_request.requester)

    assert fresh(ours).state == CommitmentState.LATE


def test_a_refused_date_leaves_the_old_one(tta_request, ours):
    before = ours.due_on
    actions.ask_new_date(ours, by=tta_request.lead, due_on=today(60), reason="Busy")
    actions.answer_new_date(ours, by=tta_request.requester, accept=False)

    assert (fresh(ours).due_on, fresh(ours).state) == (before, "open")
    assert NewDate.objects.get().is_accepted is False
    with pytest.raises(Refused, match="No new date"):
        actions.answer_new_date(ours, by=tta_request.requester, accept=True)


@pytest.mark.parametrize("days", [0, -3])
def test_a_new_date_lies_ahead(tta_request, ours, days):
    with pytest.raises(Refused, match="still to come"):
        actions.ask_new_date(ours, by=tta_request.lead, due_on=today(days), reason="x")


def test_only_the_right_side_asks_answers_and_lets_go(tta_request, ours):
    with pytest.raises(PermissionDenied):
        actions.ask_new_date(ours, by=tta_request.requester, due_on=today(60), reason="x")
    actions.ask_new_date(ours, by=tta_request.lead, due_on=today(60), reason="x")
    with pytest.raises(Refused, match="asked for already"):
        actions.ask_new_date(ours, by=tta_request.lead, due_on=today(61), reason="x")
    for somebody in (tta_request.lead, make_member("requester")):
        with pytest.raises(PermissionDenied):
            actions.answer_new_date(ours, by=somebody, accept=True)
        with pytest.raises(PermissionDenied):
            actions.release(ours, by=somebody, reason="x")


def test_the_side_it_was_made_to_lets_a_promise_go(tta_request, ours):
    actions.release(ours, by=tta_request.requester, reason="We found it elsewhere")

    assert (fresh(ours).state, fresh(ours).resolution) == ("withdrawn", "We found it elsewhere")
    with pytest.raises(Refused, match="settled already"):
        actions.release(ours, by=tta_request.requester, reason="Again")


@pytest.mark.parametrize("state", ["kept", "late", "broken", "withdrawn"])
def test_people_settle_a_dispute_and_both_views_stay(tta_request, ours, state):
    actions.say_kept(ours, by=tta_request.lead, on=today(), evidence="The slides")
    actions.dispute_kept(fresh(ours), by=tta_request.requester, reason="Half of it")
    assert fresh(ours).in_words == "Disputed"
    with pytest.raises(PermissionDenied):
        actions.resolve_dispute(ours, by=tta_request.requester, state=state, resolution="No")

    actions.resolve_dispute(ours, by=tta_request.lead, state=state, resolution="We talked")

    settled = fresh(ours)
    assert (settled.state, settled.evidence, settled.dispute, settled.resolution) == (
        state, "The slides", "Half of it", "We talked",
    )  # fmt: skip
    assert Task.objects.get(key=f"commitment:{ours.pk}:broken").done_at
    with pytest.raises(Refused, match="Nothing is disputed"):
        actions.resolve_dispute(ours, by=tta_request.lead, state=state, resolution="Again")


def test_a_dispute_cannot_end_open(tta_request, ours):
    with pytest.raises(Refused, match="how it ends"):
        actions.resolve_dispute(ours, by=tta_request.lead, state="open", resolution="x")


@pytest.mark.parametrize(("days", "told"), [(3, 1), (2, 0), (4, 0), (0, 0), (-2, 1), (-3, 0)])
def test_owners_are_reminded_three_days_before_and_nudged_two_after(tta_request, ours, days, told):
    Commitment.objects.exclude(pk=ours.pk).update(due_on=today(300))
    Commitment.objects.filter(pk=ours.pk).update(due_on=today(days))

    for _ in range(2):
        actions.remind_of_promises(on=today())

    lines = Notification.objects.filter(member=tta_request.lead, key__contains=f"commitment:{ours.pk}:")
    assert lines.count() == told


# R


def put(organization, side, *states, due=-1, **fields):
    for state in states:
        settled = state in ("kept", "late", "broken")
        Commitment.objects.create(
            organization=organization, side=side, text="A promise", due_on=today(due), state=state,
            settled_on=today() if settled else None, said_kept_on=today(due) if settled else None, **fields,
        )  # fmt: skip


def r_of(organization, side="provider"):
    return reliability(Commitment.objects.filter(organization=organization), on=today())[side]


def test_r_is_too_few_to_say_under_five(network):
    place = make_member("requester").organization
    put(place, "provider", "kept", "kept", "kept", "late")
    assert (r_of(place).n, r_of(place).value) == (4, None)
    put(place, "provider", "broken")
    assert (r_of(place).n, r_of(place).value) == (5, pytest.approx(3.5 / 5))
    assert r_of(place, "recipient") == Reliability()


@pytest.mark.parametrize(("due", "n"), [(0, 5), (-1, 5), (-179, 5), (-180, 0), (1, 0)])
def test_r_counts_what_fell_due_in_180_days(network, due, n):
    place = make_member("requester").organization
    put(place, "provider", *["kept"] * 5, due=due)
    assert r_of(place).n == n


def test_what_is_forgotten_counts_as_broken_after_ten_days(network):
    place = make_member("requester").organization
    put(place, "provider", "open", due=-9)
    assert r_of(place).n == 0
    put(place, "provider", "open", due=-10)
    assert (r_of(place).n, r_of(place).broken) == (1, 1)


def test_a_date_agreed_in_time_counts_as_kept_and_one_moved_late_by_the_old(network):
    place = make_member("requester").organization
    put(place, "provider", "renegotiated", due=-3, first_due_on=today(-30))
    assert (r_of(place).kept, r_of(place).n) == (1, 1)
    put(place, "provider", "renegotiated", due=20, first_due_on=today(-30), moved_late=True)
    assert (r_of(place).kept, r_of(place).n) == (1, 1)
    put(place, "provider", "late", due=20, first_due_on=today(-30), moved_late=True)
    assert (r_of(place).late, r_of(place).n) == (1, 2)


def test_withdrawn_promises_count_for_nobody(network):
    place = make_member("requester").organization
    put(place, "provider", "withdrawn", "withdrawn")
    assert r_of(place).n == 0


def test_both_sides_see_the_same_page_and_strangers_none(tta_request, ours, sign_in):
    url = f"/north/organizations/{tta_request.organization_id}/promises/"
    for member in (tta_request.requester, tta_request.lead):
        page = sign_in(member).get(url)
        assert page.status_code == 200
        assert ours.text in page.content.decode()
    assert sign_in(make_member("requester")).get(url).status_code == 404


def test_the_page_asks_as_often_for_many_promises_as_for_one(tta_request, sign_in, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url, client = f"/north/organizations/{tta_request.organization_id}/promises/", sign_in(tta_request.lead)
    client.get(url)
    counts = []
    for more in (0, 2):
        put(tta_request.organization, "provider", *["open"] * more, due=20)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_confidential_promise_is_hidden_from_colleagues(tta_request, ours, sign_in):
    tta_request.visibility = "named"
    tta_request.save(update_fields=["visibility"])
    colleague = make_member("requester", organization=tta_request.organization)
    url = f"/north/organizations/{tta_request.organization_id}/promises/"
    assert ours.text not in sign_in(colleague).get(url).content.decode()
    assert ours.text in sign_in(tta_request.requester).get(url).content.decode()
