"""Make things for tests, inside whatever network is in force."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.utils import timezone

from requests_app import actions
from requests_app.library import actions as library
from requests_app.library.models import Resource
from requests_app.models import Side, Topic, TTARequest
from requests_app.training import actions as training
from requests_app.training.models import Registration, Series, Session
from tta_portal.accounts.models import Membership, User
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Hub, Jurisdiction, Organization
from tta_portal.tenancy.models import Network

PASSWORD = "a long enough password"
_number = count(1)


def make_network(slug: str = "", **fields: Any) -> Network:
    slug = slug or f"net{next(_number)}"
    defaults = {"name": slug.title(), "second_factor_required": False}
    return Network.objects.create(slug=slug, **(defaults | fields))


def today_in(network: Network | None = None) -> date:
    """The day on a network's own clock, or on that of a new one: what its people may call today."""
    zone = network.time_zone if network else Network._meta.get_field("time_zone").default
    return timezone.localdate(timezone=ZoneInfo(zone))


def make_user(email: str = "", **fields: Any) -> User:
    email = email or f"person{next(_number)}@example.org"
    name = fields.pop("name", email.split("@")[0].title())
    user = User.objects.create_user(email, PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_organization(name: str = "", *, kinds: tuple[str, ...] = ("recipient",), **fields: Any) -> Organization:
    name = name or f"Delta County {next(_number)} Health Department"
    if "recipient" in kinds:
        fields.setdefault("jurisdiction", make_jurisdiction(name=name.replace(" Health Department", "")))
        fields.setdefault("eligible_from", date(2020, 1, 1))
    return Organization.objects.create(name=name, kinds=list(kinds), **fields)


def make_jurisdiction(**fields: Any) -> Jurisdiction:
    defaults = {"name": f"Place {next(_number)}", "state": "GA", "rural_urban": "rural_remote", "vulnerability": "q4"}
    return Jurisdiction.objects.create(**(defaults | fields))


def make_hub(**fields: Any) -> Hub:
    return Hub.objects.create(**({"name": f"Hub {next(_number)}", "states": ["GA"]} | fields))


def make_member(role: str = Role.PROVIDER, *, organization: Organization | None = None, **fields: Any) -> Membership:
    if organization is None and role in (Role.REQUESTER, Role.PARTNER):
        kinds = ("recipient",) if role == Role.REQUESTER else ("community",)
        organization = make_organization(kinds=kinds)
    if organization is None and role == Role.PROVIDER:
        organization = make_organization(f"Institute {next(_number)}", kinds=("provider",))
    member = Membership.objects.create(user=make_user(**fields), role=role, organization=organization)
    return Membership.objects.select_related("user", "organization", "network").get(pk=member.pk)


def make_topic(**fields: Any) -> Topic:
    return Topic.objects.create(**({"name": f"Topic {next(_number)}"} | fields))


def make_resource(title: str = "", *, by: Membership | None = None, **fields: Any) -> Resource:
    defaults: dict[str, Any] = {
        "title": title or f"Resource {next(_number)}",
        "kind": "link",
        "url": "https://example.org/tool",
        "summary": "A page to print and hang up.",
    }
    return library.add(by=by or make_member(Role.PROVIDER), **(defaults | fields))


def make_series(title: str = "", *, by: Membership | None = None, **fields: Any) -> Series:
    defaults: dict[str, Any] = {
        "title": title or f"Training {next(_number)}",
        "about": "What to do when it is hot.",
        "topic": fields.pop("topic", None) or make_topic(),
        "hours": Decimal("1.5"),
    }
    return training.add_series(by=by or make_member(Role.PROVIDER), **(defaults | fields))


def make_session(series: Series | None = None, *, by: Membership | None = None, **fields: Any) -> Session:
    """A session in a week, of an hour and a half, with ten seats."""
    by = by or make_member(Role.PROVIDER)
    starts_at = fields.pop("starts_at", timezone.now() + timedelta(days=7))
    defaults: dict[str, Any] = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1.5),
        "closes_at": starts_at,
        "place": "Tifton Library",
        "capacity": 10,
    }
    return training.add_session(series or make_series(by=by), by=by, **(defaults | fields))


def make_attended_session(member: Membership, *, by: Membership) -> Registration:
    """A session that ended an hour ago, in which this member was."""
    session = make_session(by=by)
    registration = training.register(session, by=member)
    begun = timezone.now() - timedelta(hours=2.5)
    Session.objects.filter(pk=session.pk).update(
        starts_at=begun, ends_at=begun + timedelta(hours=1.5), closes_at=begun
    )
    training.mark_attendance(session, by=by, present=[registration.pk])
    return Registration.objects.select_related("session__series", "certificate").get(pk=registration.pk)


def make_draft(requester: Membership | None = None, **fields: Any) -> TTARequest:
    requester = requester or make_member(Role.REQUESTER)
    defaults: dict[str, Any] = {
        "need": "Our nurses need a plan for heat emergencies. Last summer we had none.",
        "hoped_for_change": "Nobody is left alone in a heat wave.",
        "why_now": "Summer begins in June.",
        "topic": fields.pop("topic", None) or make_topic(),
    }
    return actions.save_draft(by=requester, **(defaults | fields))


def make_request(status: str = "submitted", *, requester: Any = None, lead: Any = None, **fields: Any) -> TTARequest:
    """A request that has come as far as `status` by the real actions."""
    tta_request = make_draft(requester, **fields)
    requester, lead = tta_request.requester, lead or make_member(Role.PROVIDER)
    for reached, step in STEPS:
        if tta_request.status == status:
            break
        step(tta_request, requester, lead)
        assert tta_request.status == reached
    return tta_request


def _acknowledge(tta_request: TTARequest, requester: Membership, lead: Membership) -> None:
    actions.acknowledge(tta_request, by=lead, message="I have read it, and I call tomorrow.", become_lead=True)


def confirm_needs(tta_request: TTARequest, requester: Membership, lead: Membership) -> None:
    """All of discovery up to the requester's yes."""
    actions.log_conversation(
        tta_request,
        by=lead,
        held_at=timezone.now(),
        mode="phone",
        hours=Decimal("0.5"),
        recipient_people="The nurse manager",
        notes="They have three nurses.",
    )
    actions.write_needs_statement(tta_request, by=lead, text="You need a one-page plan.")
    actions.confirm_needs(tta_request, by=requester)


def _plan(tta_request: TTARequest, requester: Membership, lead: Membership) -> None:
    confirm_needs(tta_request, requester, lead)
    actions.start_planning(tta_request, by=lead)


def agree_plan(tta_request: TTARequest, requester: Membership, lead: Membership, **fields: Any) -> None:
    """A drafted plan with a promise of each side, agreed by both."""
    due = timezone.localdate() + timedelta(days=14)
    defaults: dict[str, Any] = {
        "goals": "A one-page plan",
        "roles": "We write, you check",
        "finishes_on": due,
        "voice_level": "involve",
        "voice_who": "The senior centre",
        "voice_absent_because": "",
        "commitments": [(Side.PROVIDER, "Send a first draft", due), (Side.RECIPIENT, "Read the draft", due)],
    }
    plan = actions.draft_plan(tta_request, by=lead, **(defaults | fields))
    actions.agree_plan(tta_request, by=lead, version=plan.version)
    actions.agree_plan(tta_request, by=requester, version=plan.version)


def _deliver_start(tta_request: TTARequest, requester: Membership, lead: Membership) -> None:
    agree_plan(tta_request, requester, lead)
    actions.start_delivery(tta_request, by=lead)


def log_activity(tta_request: TTARequest, lead: Membership, **fields: Any) -> None:
    defaults: dict[str, Any] = {
        "held_on": timezone.localdate(),
        "mode": "video",
        "strategy": "consultation",
        "hours": Decimal("1.5"),
        "people": "Two nurses",
        "summary": "Went through the draft",
    }
    actions.log_activity(tta_request, by=lead, **(defaults | fields))


def _deliver(tta_request: TTARequest, requester: Membership, lead: Membership) -> None:
    log_activity(tta_request, lead)
    actions.deliver(tta_request, by=lead)


def _close(tta_request: TTARequest, requester: Membership, lead: Membership) -> None:
    actions.record_follow_up(tta_request, outcome="answered", by=lead)
    actions.close(tta_request, by=lead, reason="The plan is in use.")


STEPS = [
    ("submitted", lambda tta_request, requester, lead: actions.submit(tta_request, by=requester)),
    ("acknowledged", _acknowledge),
    (
        "discovery",
        lambda tta_request, _, lead: actions.offer_conversation(tta_request, by=lead, offer="Monday at 10?"),
    ),
    ("planning", _plan),
    ("in_delivery", _deliver_start),
    ("following_up", _deliver),
    ("closed", _close),
]
