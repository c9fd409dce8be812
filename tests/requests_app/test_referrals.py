"""Warm hand-offs: each step is somebody's word, and nothing is shared before the requester agreed."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from requests_app import actions
from requests_app.models import Referral, TTARequest
from tests.factories import make_hub, make_member, make_organization, make_request
from tta_portal.errors import Refused
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message

OUTSIDE = {"to_name": "Elders United", "to_contact": "help@elders.example", "reason": "They know elders.",
           "shares": "Ana Cole, ana@delta.example. They need fans."}  # fmt: skip
SECRETS = ("They know elders.", "They need fans.")


@pytest.fixture
def tta_request(network):
    lead = make_member("provider", name="Maya Rivera")
    return make_request("acknowledged", lead=lead)


def refer(tta_request, *, consent=False, **fields):
    return actions.refer(tta_request, by=tta_request.lead, consent=consent, **(OUTSIDE | fields))


def letters():
    """What went to the other team."""
    return list(Message.objects.filter(to_email="help@elders.example"))


def told(member):
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("words", flat=True))


def stands(tta_request):
    found = TTARequest.objects.get(pk=tta_request.pk)
    return found.status, Referral.objects.latest("pk").state


def test_nothing_is_shared_before_the_requester_agrees(tta_request):
    refer(tta_request)

    assert stands(tta_request) == ("acknowledged", "proposed")
    assert letters() == []
    assert told(tta_request.requester)[-1] == "Your request 1: may we introduce you to somebody?"
    asked = Message.objects.filter(to_email=tta_request.requester.email).latest("pk")
    for secret in (*SECRETS, "Elders United", "Nothing is shared before you agree."):
        assert secret in asked.text


def test_agreeing_shares_exactly_what_was_asked(tta_request):
    referral = refer(tta_request)

    actions.agree_to_referral(tta_request, by=tta_request.requester)

    referral.refresh_from_db()
    assert stands(tta_request) == ("referred", "offered")
    assert (referral.consented_by, referral.consented_at is not None) == (tta_request.requester, True)
    (letter,) = letters()
    for words in (*SECRETS, "Maya Rivera", tta_request.lead.email):
        assert words in letter.text
    assert tta_request.need not in letter.text
    assert letter.headers["Reply-To"] == tta_request.lead.email
    assert tta_request.title not in letter.subject


def test_a_colleague_of_the_department_may_agree(tta_request):
    refer(tta_request)

    actions.agree_to_referral(tta_request, by=make_member("requester", organization=tta_request.organization))

    assert stands(tta_request) == ("referred", "offered")


def test_refusing_shares_nothing_and_the_request_goes_on(tta_request):
    referral = refer(tta_request)

    actions.refuse_referral(tta_request, by=tta_request.requester, reason="We know you.")

    referral.refresh_from_db()
    assert stands(tta_request) == ("acknowledged", "refused")
    assert (referral.outcome, referral.ended_at is not None, referral.consented_at) == ("We know you.", True, None)
    assert letters() == []
    assert told(tta_request.lead)[-1] == "Request 1: they would rather stay with you"


@pytest.mark.parametrize("action", [actions.agree_to_referral, actions.refuse_referral])
@pytest.mark.parametrize("role", ["provider", "administrator", "requester", "partner", "analyst"])
def test_nobody_else_decides_for_the_requester(tta_request, action, role):
    refer(tta_request)

    with pytest.raises(PermissionDenied, match="Only the health department that asked"):
        action(tta_request, by=make_member(role))

    assert (stands(tta_request), letters()) == (("acknowledged", "proposed"), [])


@pytest.mark.parametrize("action", [actions.agree_to_referral, actions.refuse_referral])
def test_there_is_nothing_to_decide_twice(tta_request, action):
    refer(tta_request)
    actions.agree_to_referral(tta_request, by=tta_request.requester)

    with pytest.raises(Refused, match="no hand-over to decide about now"):
        action(tta_request, by=tta_request.requester)

    assert len(letters()) == 1


def test_the_requesters_word_by_phone_is_enough(tta_request):
    referral = refer(tta_request, consent=True)

    assert stands(tta_request) == ("referred", "offered")
    assert (referral.consented_at is not None, referral.consented_by) == (True, None)
    assert len(letters()) == 1


@pytest.mark.parametrize("consent", [True, False])
def test_one_hand_over_at_a_time(tta_request, consent):
    refer(tta_request)

    with pytest.raises(Refused, match="There is a hand-over under way already"):
        refer(tta_request, consent=consent)

    assert Referral.objects.count() == 1


def test_after_a_refusal_another_team_can_be_proposed(tta_request):
    refer(tta_request)
    actions.refuse_referral(tta_request, by=tta_request.requester)

    refer(tta_request, to_name="Others")

    assert stands(tta_request) == ("acknowledged", "proposed")


def test_the_database_shares_nothing_without_consent_and_hands_over_once(tta_request):
    referral = refer(tta_request)

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(state="offered")
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(tta_request=tta_request, state="proposed", offered_by=tta_request.lead, to_name="x")


def test_agreeing_after_the_request_moved_on_is_refused_and_shares_nothing(tta_request):
    refer(tta_request)
    actions.hold(tta_request, by=tta_request.lead, waiting_for="others", reason="x")

    with pytest.raises(Refused, match="has moved on since this was proposed"), transaction.atomic():
        actions.agree_to_referral(TTARequest.objects.get(pk=tta_request.pk), by=tta_request.requester)

    assert (stands(tta_request), letters()) == (("on_hold", "proposed"), [])


def test_the_way_to_a_confirmed_outcome(tta_request):
    lead = tta_request.lead
    referral = refer(tta_request, consent=True)
    states = [stands(tta_request)]

    for action, fields in (
        (actions.accept_referral, {}), (actions.introduce, {}),
        (actions.complete_referral, {"outcome": "They got fans."}),
    ):  # fmt: skip
        action(TTARequest.objects.get(pk=tta_request.pk), by=lead, **fields)
        states.append(stands(tta_request))

    assert states == [
        ("referred", "offered"), ("referred", "accepted"), ("referred", "introduced"), ("following_up", "confirmed"),
    ]  # fmt: skip
    referral.refresh_from_db()
    assert referral.outcome == "They got fans."
    assert all((referral.accepted_at, referral.introduced_at, referral.ended_at))
    assert TTARequest.objects.get().check_ins.count() == 4


def test_a_requester_hands_nothing_over(tta_request):
    with pytest.raises(PermissionDenied):
        actions.refer(tta_request, by=tta_request.requester, consent=True, **OUTSIDE)


@pytest.mark.parametrize("reached", ["offered", "accepted", "introduced"])
def test_it_can_be_taken_back_at_every_step(tta_request, reached):
    refer(tta_request, consent=True)
    for step, action in (("accepted", actions.accept_referral), ("introduced", actions.introduce)):
        if reached in (step, "introduced") and reached != "offered":
            action(tta_request, by=tta_request.lead)

    actions.take_back(TTARequest.objects.get(pk=tta_request.pk), by=tta_request.lead, reason="They have no room.")

    assert stands(tta_request) == ("acknowledged", "returned")
    assert told(tta_request.requester)[-1] == "Your request 1: back with us"


def test_sent_is_not_received(tta_request):
    refer(tta_request, consent=True)

    with pytest.raises(Refused, match="another step by now"):
        actions.introduce(tta_request, by=tta_request.lead)
    with pytest.raises(Refused, match="Introduce both sides first"):
        actions.complete_referral(tta_request, by=tta_request.lead, outcome="x")
    actions.accept_referral(tta_request, by=tta_request.lead)
    with pytest.raises(Refused, match="another step by now"):
        actions.accept_referral(tta_request, by=tta_request.lead)

    assert stands(tta_request) == ("referred", "accepted")


def test_a_second_hand_over_is_introduced_by_itself(tta_request):
    lead = tta_request.lead
    refer(tta_request, consent=True)
    actions.accept_referral(tta_request, by=lead)
    actions.introduce(tta_request, by=lead)
    actions.take_back(tta_request, by=lead, reason="No room")
    refer(tta_request, consent=True, to_name="Others")

    with pytest.raises(Refused, match="Introduce both sides first"):
        actions.complete_referral(tta_request, by=lead, outcome="x")


def test_a_proposal_without_an_answer_can_be_taken_back(tta_request, sign_in):
    refer(tta_request)
    client, url = sign_in(tta_request.lead), tta_request.get_absolute_url()
    before = client.get(url).content.decode()

    client.post(f"{url}take_back_proposal/", {"reason": "They have no room any more."})

    after = client.get(url).content.decode()
    assert [f'href="{url}take_back_proposal/"' in page for page in (before, after)] == [True, False]
    assert "Proposal of a hand-over taken back" in after
    assert stands(tta_request) == ("acknowledged", "taken_back")
    event = tta_request.events.last()
    assert (event.move, event.by) == ("take_back_proposal", tta_request.lead)
    assert event.note == "To Elders United. They have no room any more."
    assert told(tta_request.requester)[-1] == "Your request 1: you need not decide any more"
    assert "Your request 1: may we introduce you to somebody?" not in told(tta_request.requester)
    assert letters() == []


def test_what_was_taken_back_is_not_decided_any_more_and_another_can_follow(tta_request):
    refer(tta_request)
    actions.take_back_proposal(tta_request, by=tta_request.lead)

    for action in (actions.agree_to_referral, actions.refuse_referral):
        with pytest.raises(Refused, match="no hand-over to decide about now"):
            action(tta_request, by=tta_request.requester)
    with pytest.raises(Refused, match="no hand-over to decide about now"):
        actions.take_back_proposal(tta_request, by=tta_request.lead)
    refer(tta_request, to_name="Others")

    assert (stands(tta_request), letters()) == (("acknowledged", "proposed"), [])


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_only_the_team_takes_a_proposal_back(tta_request, role):
    refer(tta_request)
    colleague = make_member("requester", organization=tta_request.organization)

    for member in (make_member(role), colleague, tta_request.requester):
        with pytest.raises(PermissionDenied):
            actions.take_back_proposal(tta_request, by=member)

    assert stands(tta_request) == ("acknowledged", "proposed")


def test_an_agreed_hand_over_is_taken_back_as_a_hand_over(tta_request):
    refer(tta_request)
    actions.agree_to_referral(tta_request, by=tta_request.requester)

    with pytest.raises(Refused, match="no hand-over to decide about now"):
        actions.take_back_proposal(tta_request, by=tta_request.lead)

    assert stands(tta_request) == ("referred", "offered")


@pytest.mark.parametrize(("consent", "ended"), [(False, "refused"), (True, "returned")])
def test_withdrawing_ends_the_hand_over(tta_request, consent, ended):
    refer(tta_request, consent=consent)

    actions.withdraw(tta_request, by=tta_request.requester)

    assert stands(tta_request) == ("withdrawn", ended)
    assert Referral.objects.get().outcome == "The request was withdrawn."


def test_declining_ends_what_was_proposed_so_that_another_can_follow(tta_request):
    refer(tta_request)
    actions.decline(tta_request, by=tta_request.lead, reason="x", alternative="y")
    declined = stands(tta_request)
    actions.reopen(tta_request, by=tta_request.requester, reason="We still need it.")

    refer(tta_request, to_name="Others")

    assert declined == ("declined", "refused")
    assert stands(tta_request) == ("acknowledged", "proposed")


def test_the_steps_after_the_offer_are_the_teams(tta_request):
    refer(tta_request, consent=True)

    for action in (actions.accept_referral, actions.introduce):
        with pytest.raises(PermissionDenied):
            action(tta_request, by=tta_request.requester)
    with pytest.raises(PermissionDenied):
        actions.complete_referral(tta_request, by=tta_request.requester, outcome="x")


def test_a_provider_of_the_network_hears_of_it_after_consent(tta_request):
    institute = make_organization("Heat Institute", kinds=("provider",))
    theirs = make_member("provider", organization=institute)
    refer(tta_request, kind="provider", organization=institute, to_name="Heat Institute", to_contact="Room 5")
    before = told(theirs)

    actions.agree_to_referral(tta_request, by=tta_request.requester)

    assert (before, told(theirs)) == ([], ["Request 1: a hand-over is offered to you"])
    assert "They need fans." in Message.objects.filter(to_email=theirs.email).get().text
    assert letters() == []


def test_a_hub_of_the_network_hears_of_it_after_consent(tta_request):
    hub, theirs = make_hub(), make_member("provider")
    actions.change_work_profile(theirs, by=theirs, hub=hub)

    refer(tta_request, kind="hub", hub=hub, to_name=hub.name, to_contact="Room 5", consent=True)

    assert told(theirs) == ["Request 1: a hand-over is offered to you"]


@pytest.mark.parametrize("contact", ["Room 5", "555 123 4567"])
def test_a_contact_without_an_address_gets_no_mail(tta_request, contact):
    refer(tta_request, consent=True, to_contact=contact)

    assert not Message.objects.filter(to_name="Elders United").exists()


FORM = {"kind": "outside", "to_name": "Elders United", "to_contact": "help@elders.example", "reason": "They know.",
        "shares": "Ana", "consent": "no"}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to_name": ""}, "to_name"),
        ({"kind": "provider"}, "organization"),
        ({"kind": "hub"}, "hub"),
        ({"kind": ""}, "kind"),
        ({"consent": ""}, "consent"),
        ({"consent": "perhaps"}, "consent"),
        ({"reason": ""}, "reason"),
        ({"to_contact": ""}, "to_contact"),
        ({"to_contact": "two@a.example, help@b.example"}, "to_contact"),
    ],
)
def test_the_page_asks_whom_and_whether_they_agreed(tta_request, sign_in, wrong, field):
    answer = sign_in(tta_request.lead).post(f"{tta_request.get_absolute_url()}refer/", FORM | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert Referral.objects.count() == 0


def test_the_page_names_the_provider_that_was_chosen(tta_request, sign_in):
    institute = make_organization("Heat Institute", kinds=("provider",))

    form = FORM | {"kind": "provider", "organization": institute.pk, "to_name": ""}
    sign_in(tta_request.lead).post(f"{tta_request.get_absolute_url()}refer/", form)

    assert Referral.objects.get().to_name == "Heat Institute"


def test_the_requester_reads_what_would_be_shared_and_decides(tta_request, sign_in):
    refer(tta_request)
    client, url = sign_in(tta_request.requester), tta_request.get_absolute_url()

    page = client.get(url).content.decode()
    asked = client.get(f"{url}agree_to_referral/").content.decode()
    client.post(f"{url}agree_to_referral/", {})

    assert "May we introduce you to somebody?" in page
    for secret in SECRETS:
        assert secret in asked
    assert stands(tta_request) == ("referred", "offered")


def test_the_requester_refuses_from_the_page(tta_request, sign_in):
    refer(tta_request)

    sign_in(tta_request.requester).post(f"{tta_request.get_absolute_url()}refuse_referral/", {"reason": "No"})

    assert stands(tta_request) == ("acknowledged", "refused")
