"""A network with one of everything that has an address, for tests that knock at every door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from relationships import actions
from relationships.models import CheckIn
from requests_app.actions import open_task
from tests import factories
from tta_portal.accounts.models import ApiToken, Invitation, JoinRequest, Membership, digest
from tta_portal.accounts.roles import Role
from tta_portal.files import vault
from tta_portal.inbound.models import InboundMail
from tta_portal.outbox.models import Message, State, Suppression
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


@dataclass
class World:
    network: Network
    members: dict[str, Membership] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)


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
        world.keys = {
            "request": tta_request.number,
            "organization": requester.organization_id,
            "engagement": engagement.pk,
            "commitment": tta_request.commitments.first().pk,
            "check_in": CheckIn.objects.get(offset_days=2).pk,
            "task": open_task(
                key="walk", title="Call", reason="", organization=requester.organization, tta_request=tta_request
            ).pk,
            "message": Message.objects.create(
                dedupe_key="walk", to_email="x@example.org", subject="s", text="t", html="h", message_id="<w>",
                state=State.DEAD,
            ).pk,
            "mail": _mail(slug).pk,
            "suppression": Suppression.objects.create(email="stop@example.org", reason="asked").pk,
            "topic": tta_request.topic_id,
            "member": lead.pk,
            "token": ApiToken.objects.create(
                membership=lead, name="walk", token_hash=digest(slug), expires_at=timezone.now() + timedelta(days=1)
            ).pk,
            "join": JoinRequest.objects.create(name="J", email=f"j@{slug}.example", organization_name="O").pk,
            "invitation": Invitation.objects.create(
                email="i@example.org", role=Role.ANALYST, token_hash="x", expires_at=timezone.now()
            ).pk,
        }  # fmt: skip
    return world


def _mail(slug: str) -> InboundMail:
    raw = f"From: ana@{slug}.example\nSubject: Heat\n\nHello".encode()
    return InboundMail.objects.create(
        rcpt=f"{slug}@reply.tests.example", digest=digest(slug), key=vault.put(raw, folder="mail"), size=len(raw)
    )
