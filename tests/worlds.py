"""A network with one of everything that has an address, for tests that knock at every door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from equity.board.content import compose
from equity.board.models import Edition
from equity.dimensions import RURAL_URBAN
from equity.watch.gaps import GAPS
from equity.watch.models import Alarm, Watch
from relationships import actions
from relationships.depth import actions as depth
from relationships.joint_work import actions as joint_work
from relationships.models import CheckIn
from relationships.peers.models import Introduction, PeerOffer
from requests_app.actions import attach_files, open_task
from requests_app.models import Attachment, Escalation, Question, ReplyTemplate, SavedView
from tests import factories
from tta_portal.accounts.models import ApiToken, Invitation, JoinRequest, Membership, digest
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Holiday
from tta_portal.files import actions as files
from tta_portal.files import vault
from tta_portal.files.models import StoredFile
from tta_portal.inbound.models import InboundMail
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message, State, Suppression
from tta_portal.roster import actions as roster
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


@dataclass
class World:
    network: Network
    members: dict[str, Membership] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)


def a_report(network: Network) -> dict[str, Any]:
    """The equity report of now."""
    return compose(network, RURAL_URBAN, at=timezone.now())


def an_alarm() -> Alarm:
    """A watched gap that is more than chance, not noted yet."""
    today = timezone.localdate()
    watch = Watch.objects.create(gap=next(iter(GAPS)), began_on=today, counted_to=today)
    seen = {"began_on": today.isoformat(), "ended_on": today.isoformat(), "strength": 500.0}
    return Alarm.objects.create(watch=watch, evidence={**seen, "count": 6, "n": 19, "other_count": 54, "other_n": 59})


def stage(by: Membership) -> StoredFile:
    """A small text file, sent and not used yet."""
    return files.store(SimpleUploadedFile("notes.txt", b"Some notes.", content_type="text/plain"), by=by)


def attach(tta_request: Any, by: Membership) -> Attachment:
    """A small text file on a request."""
    stored = stage(by)
    attach_files(tta_request, [(None, stored)])
    return Attachment.objects.get(stored_file=stored)


def introduce(seeker: Membership, topic: Any, slug: str) -> Introduction:
    """Another department offers to help with a topic, and the seeker has asked it."""
    host = factories.make_member(Role.REQUESTER, email=f"host@{slug}.example", name=f"host {slug}")
    offer = PeerOffer.objects.create(
        organization=host.organization, contact=host, topic=topic, shares="Our plan", since=timezone.now()
    )
    return Introduction.objects.create(
        offer=offer, seeker=seeker, seeker_organization=seeker.organization, words="How did you begin?"
    )


def make_world(slug: str) -> World:
    """Fill a network: a delivered request with plan, promises, check-ins, engagement, task, mail, invitation."""
    world = World(factories.make_network(slug))
    with network_scope(world.network.pk):
        for role in Role:
            world.members[role] = factories.make_member(role, email=f"{role}@{slug}.example", name=f"{role} {slug}")
        requester, lead = world.members[Role.REQUESTER], world.members[Role.PROVIDER]
        tta_request = factories.make_request("following_up", requester=requester, lead=lead)
        engagement = actions.propose(tta_request, by=requester)
        actions.add_partner(
            engagement, by=lead, organization=world.members[Role.PARTNER].organization, role="Reaches elders"
        )
        CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now() - timedelta(minutes=1), any_hour=True)
        actions.ask_due(at=timezone.now())
        introduction = introduce(requester, tta_request.topic, slug)
        held = factories.make_attended_session(requester, by=lead)
        world.keys = {
            "series": held.session.series_id,
            "session": held.session_id,
            "certificate": held.certificate.pk,
            "request": tta_request.number,
            "organization": requester.organization_id,
            "engagement": engagement.pk,
            "depth_dispute": depth.dispute(requester.organization, by=requester, words="We met in March, too.").pk,
            **_joint_work(engagement, lead, world.members[Role.ADMINISTRATOR]),
            "peer_offer": introduction.offer_id,
            "introduction": introduction.pk,
            "commitment": tta_request.commitments.first().pk,
            "check_in": CheckIn.objects.get(offset_days=2, tta_request=tta_request).pk,
            "brought_record": actions.bring_record(
                requester.organization, by=requester, record={"network": "Elsewhere"}
            ).pk,
            "reverse_check_in": actions.ask_us(
                requester.organization, by=requester, question="When do you come?"
            ).pk,
            "pause": actions.pause_check_ins(
                by=lead, reason="Flood", organization=requester.organization, ends_on=timezone.localdate()
            ).pk,
            "check_in_question": Question.objects.create(
                label="Was it near enough?", kind="yes_no", asked_in="check_in", moments=["soon"]
            ).pk,
            "task": open_task(
                key="walk", title="Call", reason="", organization=requester.organization, tta_request=tta_request
            ).pk,
            "message": Message.objects.create(
                dedupe_key="walk", to_email="x@example.org", subject="s", text="t", html="h", message_id="<w>",
                state=State.DEAD,
            ).pk,
            "mail": _mail(slug).pk,
            "import_run": roster.keep(
                b"name,state,fips\nBibb County,AL,1007\n", name="roster.csv", kind="roster",
                by=world.members[Role.ADMINISTRATOR],
            ).pk,
            "tribe": factories.make_organization(
                "Tribal Health", jurisdiction=factories.make_jurisdiction(jurisdiction_type="tribal")
            ).pk,
            "edition": Edition.objects.create(due_on=timezone.localdate(), content=a_report(world.network)).pk,
            "alarm": an_alarm().pk,
            "suppression": Suppression.objects.create(email="stop@example.org", reason="asked").pk,
            "topic": tta_request.topic_id,
            "resource": factories.make_resource(by=lead, topics=[tta_request.topic]).pk,
            "resource_with_file": factories.make_resource(
                by=lead, title="Our plan", kind="file", url="", stored_file=stage(lead)
            ).pk,
            "member": lead.pk,
            "token": ApiToken.objects.create(
                membership=lead, name="walk", token_hash=digest(slug), expires_at=timezone.now() + timedelta(days=1)
            ).pk,
            "join": JoinRequest.objects.create(name="J", email=f"j@{slug}.example", organization_name="O").pk,
            "attachment": (tta_request.number, attach(tta_request, lead).pk),
            "question": Question.objects.create(label="How many people?", kind="number").pk,
            "holiday": Holiday.objects.create(day=timezone.localdate(), name="Founders' day").pk,
            "escalation": Escalation.objects.create(target="reply", moment="after", hours=1, tell="lead").pk,
            "reply_template": ReplyTemplate.objects.create(name="Hello", body="Hello {first_name}").pk,
            "thread_message": (tta_request.number, tta_request.messages.first().pk),
            "saved_view": SavedView.objects.create(member=lead, name="Rural", query="view=all").pk,
            "notification": Notification.objects.filter(member=lead).first().pk,
            "invitation": Invitation.objects.create(
                email="i@example.org", role=Role.ANALYST, token_hash="x", expires_at=timezone.now()
            ).pk,
        }  # fmt: skip
    return world


def _joint_work(engagement: Any, lead: Membership, administrator: Membership) -> dict[str, int]:
    """A goal, a meeting with a decision, and a template."""
    today, now = timezone.localdate(), timezone.now()
    goal = joint_work.set_goal(engagement, by=lead, words="Plans", measure="Plans", target=Decimal(3), due_on=today)
    meeting = joint_work.arrange_meeting(
        engagement, by=lead, title="Kick-off", starts_at=now, ends_at=now + timedelta(hours=1), time_zone="UTC"
    )
    decision = joint_work.decide(meeting, by=lead, words="Call", owner=engagement.recipient, due_on=today)
    steps = [{"offset_days": 0, "kind": "meeting", "side": "both", "words": "Kick-off"}]
    outline = joint_work.make_outline(by=administrator, name="Usual", about="", steps=steps)
    return {"goal": goal.pk, "meeting": meeting.pk, "decision": decision.pk, "outline": outline.pk}


def _mail(slug: str) -> InboundMail:
    raw = f"From: ana@{slug}.example\nSubject: Heat\n\nHello".encode()
    return InboundMail.objects.create(
        rcpt=f"{slug}@reply.tests.example", from_email=f"ana@{slug}.example",
        digest=digest(slug), key=vault.put(raw, folder="mail"), size=len(raw),
    )  # fmt: skip
