"""Whatever is mailed or told to a requester or a partner who reads Spanish says nothing in English."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from relationships import actions as relationships
from relationships.depth import actions as depth
from relationships.joint_work import actions as joint_work
from relationships.models import CheckIn, Engagement
from relationships.peers import actions as peers
from relationships.peers.models import Introduction
from requests_app import actions
from requests_app.models import RequestPerson, Side, ThreadMessage
from requests_app.training import actions as training
from tests.factories import make_member, make_request, make_session, make_topic
from tests.untranslated import alike, shared, typed_words
from tta_portal.accounts import actions as accounts
from tta_portal.accounts.models import User
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Organization
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.models import Mail, Notification
from tta_portal.outbox.models import Message

NOW = timezone.now
Part = RequestPerson.Part
TYPED = ("I have read it, and I call tomorrow.", "Mmm")


def speak(member, language):
    member.user.language = language
    member.user.save(update_fields=["language"])


def requests(world):
    """The whole way of a request, and the ways it may end."""
    ana, maya = world.members[Role.REQUESTER], world.members[Role.PROVIDER]
    jo, ben = make_member(Role.PROVIDER), make_member(Role.REQUESTER, organization=ana.organization)
    for status in ("submitted", "acknowledged", "discovery", "planning", "in_delivery", "following_up"):
        one = make_request(status, requester=ana, lead=maya)
        actions.write_message(one, by=maya, body="Mmm")
        actions.add_person(one, by=ana, member=ben, part=Part.WATCHER)
        actions.hold(one, by=maya, waiting_for="requester", reason="Mmm")
        actions.resume(one, by=maya)
    actions.assign_lead(one, by=maya, lead=jo, brief="Mmm")
    actions.decline(make_request(requester=ana, lead=maya), by=maya, reason="Mmm", alternative="Mmm")
    gone = make_request("acknowledged", requester=ben, lead=maya)
    actions.withdraw(gone, by=ana)
    actions.reopen(gone, by=maya, reason="Mmm")
    quick = make_request("acknowledged", requester=ana, lead=maya)
    actions.set_intensity(quick, by=maya, intensity="universal")
    actions.answer_quickly(quick, by=maya, answer="Mmm")
    first, second = make_request(requester=ana, lead=maya), make_request(requester=ana, lead=maya)
    actions.merge(first, by=maya, into=second)
    actions.unmerge(first, by=maya)
    actions.split(second, by=maya, need="Mmm mm mmm mmmm.")


def referrals(world):
    ana, maya = world.members[Role.REQUESTER], world.members[Role.PROVIDER]
    one = make_request("acknowledged", requester=ana, lead=maya)
    facts = {"to_name": "Mmm", "to_contact": "m@example.org", "reason": "Mmm", "consent": False}
    actions.refer(one, by=maya, **facts)
    actions.take_back_proposal(one, by=maya)
    actions.refer(one, by=maya, **facts)
    actions.agree_to_referral(one, by=ana)
    actions.accept_referral(one, by=maya)
    actions.take_back(one, by=maya, reason="Mmm")
    actions.refer(one, by=maya, **(facts | {"consent": True}))
    actions.accept_referral(one, by=maya)
    actions.introduce(one, by=maya)
    actions.complete_referral(one, by=maya, outcome="Mmm")


def promises(world):
    ana, maya = world.members[Role.REQUESTER], world.members[Role.PROVIDER]
    today = timezone.localdate()
    one = make_request("in_delivery", requester=ana, lead=maya)
    ours, theirs = one.commitments.get(side=Side.PROVIDER), one.commitments.get(side=Side.RECIPIENT)
    actions.ask_new_date(ours, by=maya, due_on=today + timedelta(days=30), reason="Mmm")
    for accept in (False, True):
        actions.ask_new_date(theirs, by=ana, due_on=today + timedelta(days=40), reason="Mmm")
        actions.answer_new_date(theirs, by=maya, accept=accept)
    theirs.refresh_from_db()
    for days in (-3, 2):
        actions.remind_of_promises(on=theirs.due_on + timedelta(days=days))
    actions.say_kept(ours, by=maya, on=today)
    actions.dispute_kept(ours, by=ana, reason="Mmm")
    actions.resolve_dispute(ours, by=maya, state="kept", resolution="Mmm")
    actions.release(theirs, by=maya, reason="Mmm")
    for link in Engagement.objects.get(pk=world.keys["engagement"]).promises.select_related("commitment"):
        actions.remind_of_promises(on=link.commitment.due_on - timedelta(days=3))


def engagements(world):
    ana, maya, pat = (world.members[role] for role in (Role.REQUESTER, Role.PROVIDER, Role.PARTNER))
    proposed = relationships.propose(make_request("following_up", requester=ana, lead=maya), by=maya)
    relationships.end(proposed, by=maya, reason="Mmm")
    one = Engagement.objects.get(pk=world.keys["engagement"])
    relationships.agree(one, by=maya)
    relationships.pause(one, by=maya, reason="")
    relationships.resume(one, by=maya, reason="")
    joint_work.name_co_lead(one, by=maya, organization=pat.organization)
    at = NOW() + timedelta(days=3)
    facts = {"title": "Mmm", "starts_at": at, "ends_at": at + timedelta(hours=1), "time_zone": "America/New_York"}
    parties = {party.organization_id: True for party in one.parties.all()}
    meeting = joint_work.arrange_meeting(one, by=maya, people=parties, **facts)
    joint_work.change_meeting(meeting, by=maya, people=parties, **(facts | {"place": "Mmm"}))
    joint_work.call_off_meeting(meeting, by=maya, reason="Mmm")
    plan = {"purpose": "Mmm", "roles": "Mmm", "goals": "Mmm", "starts_on": timezone.localdate(), "finishes_on": None}
    made = joint_work.draft_plan(one, by=maya, **plan)
    joint_work.agree_plan(one, by=maya, version=made.version)
    joint_work.look_back(one, by=maya, changed="Mmm", again="Mmm")
    joint_work.set_goal(one, by=maya, words="Mmm", measure="Mmm", target=Decimal(3), due_on=timezone.localdate())
    relationships.complete(one, by=maya, reason="Mmm")


def trainings(world):
    ana, maya, pat = (world.members[role] for role in (Role.REQUESTER, Role.PROVIDER, Role.PARTNER))
    session = make_session(by=maya, capacity=1, link="https://example.org/join")
    training.register(session, by=ana)
    waiting = training.register(session, by=pat)
    training.change_session(session, by=maya, place="Mmm")
    training.cancel(session.registrations.get(member=ana), by=ana)
    waiting.refresh_from_db()
    training.offer_seat(make_session(by=maya), make_request(requester=ana, lead=maya), by=maya)
    type(session).objects.update(reminded_of=None)
    session.registrations.update(registered_at=NOW() - timedelta(days=30))
    for hours in range(0, 24 * 8, 3):
        training.remind(world.network, at=NOW() + timedelta(hours=hours))
    training.call_off(session, by=maya, reason="")


def check_ins(world):
    ana, maya = world.members[Role.REQUESTER], world.members[Role.PROVIDER]
    make_request("following_up", requester=ana, lead=maya)
    CheckIn.objects.filter(state="scheduled").update(due_at=NOW() - timedelta(days=1), any_hour=True)
    for days in (0, 8, 20, 40):
        relationships.ask_due(at=NOW() + timedelta(days=days))
        relationships.chase_unanswered(at=NOW() + timedelta(days=days))
    asked = relationships.ask_us(ana.organization, by=ana, question="Mmm?")
    relationships.answer_them(asked, by=maya, answer="Mmm")
    depth.answer_dispute(depth.DepthDispute.objects.get(pk=world.keys["depth_dispute"]), by=maya, answer="Mmm")


def colleagues(world):
    ana = world.members[Role.REQUESTER]
    given = peers.offer(by=ana, topic=make_topic(), shares="Mmm")
    other = make_member(Role.REQUESTER)
    speak(other, ana.user.language)
    peers.decline(peers.ask(given, by=other, words="Mmm"), by=ana)
    one = Introduction.objects.get(pk=world.keys["introduction"])
    host = one.offer.contact
    speak(host, ana.user.language)
    peers.accept(one, by=host)
    until = timezone.localdate() + timedelta(days=90)
    peers.write_agreement(one, by=ana, what="Mmm", until=until, how_often="Mmm")
    peers.sign(one, by=host, version=1)
    peers.finish(one, by=ana, word="Mmm")
    peers.finish(one, by=host, word="Mmm")


def joining(world):
    lee, place = world.members[Role.ADMINISTRATOR], world.members[Role.REQUESTER].organization
    accounts.invite(by=lee, email="new@example.org", role=Role.REQUESTER, organization=place)
    notifications.choose(world.members[Role.REQUESTER], mail=Mail.DAILY)
    make_request("acknowledged", requester=world.members[Role.REQUESTER], lead=world.members[Role.PROVIDER])
    notifications.send_digests(at=NOW() + timedelta(days=2))


def told(world, scenario, language):
    """Every line that they got; nothing of it stays."""
    began, earlier = NOW(), list(Message.objects.values_list("pk", flat=True))
    readers = [world.members[role] for role in (Role.REQUESTER, Role.PARTNER)]
    with transaction.atomic():
        for member in readers:
            speak(member, language)
        Organization.objects.filter(pk__in=[member.organization_id for member in readers]).update(language=language)
        world.members[Role.REQUESTER].organization.language = language
        scenario(world)
        addresses = {"new@example.org", *User.objects.filter(language=language).values_list("email", flat=True)}
        letters = Message.objects.filter(to_email__in=addresses).exclude(pk__in=earlier)
        lines = [line for letter in letters for line in (letter.subject, *letter.text.splitlines())]
        lines += [line.words for line in Notification.objects.filter(member__user__language=language)
                  if line.created_at > began]  # fmt: skip
        lines += [line for message in ThreadMessage.objects.filter(written_at__gt=began)
                  for line in message.body.splitlines()]  # fmt: skip
        typed = typed_words(alike=[*alike(), *TYPED], but={Message, Notification, ThreadMessage})
        transaction.set_rollback(True)
    return [line for line in lines if not line.startswith("http")], typed


@pytest.mark.parametrize(
    "scenario", [requests, referrals, promises, engagements, trainings, check_ins, colleagues, joining]
)
def test_mail_has_no_english_left(world, scenario):
    english, typed = told(world, scenario, "en")
    spanish, _typed = told(world, scenario, "es")

    assert len(spanish) > 5
    assert sorted(shared(english, spanish, typed=typed)) == []
