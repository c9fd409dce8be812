"""The record of one organization as plain data; `docs/passport.md` describes each field.

Only what the member who asks may read goes in: a colleague's confidential request stays out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from relationships.ledger import reliability
from relationships.models import CheckIn, Engagement, ReverseCheckIn, Touch
from requests_app.models import Activity, Commitment, Conversation, NeedsStatement, Plan, ThreadMessage, TTARequest
from requests_app.training.models import Registration
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization

FORMAT, VERSION = "common-thread-passport", 1
Record = dict[str, Any]


def record(organization: Organization, member: Membership) -> Record:
    """Everything between an organization and the network that this member may read, the oldest first."""
    visible = TTARequest.objects.visible_to(member).filter(organization=organization)
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _at(timezone.now()),
        "made_by": member.user.name,
        "network": organization.network.name,
        "organization": _organization(organization),
        "people": _people(organization),
        "requests": _requests(visible),
        "promises": _promises(organization, member),
        "reliability": _reliability(organization),
        "check_ins": _check_ins(organization, member),
        "questions_to_us": _questions(organization, member),
        "engagements": _engagements(organization, member),
        "contacts": _contacts(organization),
        "trainings": _trainings(organization),
    }


def _organization(organization: Organization) -> Record:
    place = organization.jurisdiction
    return {
        "name": organization.name,
        "kinds": list(organization.kinds),
        "time_zone": organization.time_zone,
        "language": organization.language,
        "jurisdiction": None if place is None else {
            "name": place.name, "state": place.state, "type": place.jurisdiction_type,
            "population": place.population, "rural_urban": place.rural_urban,
            "figures": [{"about": one.kind, "value": one.value, "as_of": _on(one.as_of), "source": one.source}
                        for one in place.descriptors.order_by("kind", "as_of")],
        },
        "counts_in_equity": organization.counts_in_equity if place and place.is_tribal else None,
    }  # fmt: skip


def _people(organization: Organization) -> list[Record]:
    members = organization.members.select_related("user").order_by("joined_at", "pk")
    contacts = organization.contacts.order_by("name", "pk")
    return [
        *({"name": one.user.name, "email": one.email, "role": one.role, "is_active": one.is_active}
          for one in members),
        *({"name": one.name, "email": one.email, "role": one.title, "is_active": one.left_on is None}
          for one in contacts),
    ]  # fmt: skip


def _requests(visible: Any) -> list[Record]:
    rows = visible.select_related("topic", "requester__user", "lead__user").order_by("number")
    found: dict[int, Record] = {row.pk: _request(row) for row in rows}
    for one in Conversation.objects.filter(tta_request__in=visible).exclude(held_at=None).order_by("held_at"):
        found[one.tta_request_id]["conversations"].append(
            {"held_at": _at(one.held_at), "mode": one.mode, "with": one.recipient_people}
        )
    for heard in NeedsStatement.objects.filter(tta_request__in=visible).order_by("version"):
        found[heard.tta_request_id]["what_we_heard"].append(
            {"version": heard.version, "text": heard.text, "confirmed_at": _at(heard.confirmed_at),
             "correction": heard.correction}
        )  # fmt: skip
    for plan in Plan.objects.filter(tta_request__in=visible).prefetch_related("agreements").order_by("version"):
        found[plan.tta_request_id]["plans"].append(
            {"version": plan.version, "goals": plan.goals, "roles": plan.roles, "finishes_on": _on(plan.finishes_on),
             "agreed_by": sorted(plan.sides_agreed)}
        )  # fmt: skip
    for work in Activity.objects.filter(tta_request__in=visible).order_by("held_on", "pk"):
        found[work.tta_request_id]["activities"].append(
            {"held_on": _on(work.held_on), "strategy": work.strategy, "hours": float(work.hours),
             "people": work.people, "summary": work.summary}
        )  # fmt: skip
    messages = ThreadMessage.objects.filter(tta_request__in=visible, is_internal=False)
    for message in messages.filter(goes_out_at__lte=timezone.now()).select_related("author__user").order_by("pk"):
        found[message.tta_request_id]["messages"].append(
            {"written_at": _at(message.written_at), "author": str(message.author or message.from_name),
             "text": message.body}
        )  # fmt: skip
    return list(found.values())


def _request(row: TTARequest) -> Record:
    return {
        "number": row.number,
        "title": row.title,
        "topic": row.topic.name if row.topic else "",
        "need": row.need,
        "hoped_for_change": row.hoped_for_change,
        "why_now": row.why_now,
        "status": row.status,
        "intensity": row.intensity,
        "requester": row.requester.user.name,
        "lead": row.lead.user.name if row.lead else "",
        "submitted_at": _at(row.submitted_at),
        "first_reply_at": _at(row.first_reply_at),
        "delivered_at": _at(row.delivered_at),
        "conversations": [], "what_we_heard": [], "plans": [], "activities": [], "messages": [],
    }  # fmt: skip


def _promises(organization: Organization, member: Membership) -> list[Record]:
    rows = Commitment.objects.in_force().visible_to(member).filter(organization=organization)
    return [
        {"side": row.side, "text": row.text, "due_on": _on(row.due_on), "first_due_on": _on(row.first_due_on),
         "state": row.state, "said_kept_on": _on(row.said_kept_on), "evidence": row.evidence,
         "dispute": row.dispute, "resolution": row.resolution, "settled_on": _on(row.settled_on),
         "request": row.tta_request.number if row.tta_request else None}
        for row in rows.select_related("tta_request").order_by("made_at", "pk")
    ]  # fmt: skip


def _reliability(organization: Organization) -> Record:
    found = reliability(Commitment.objects.in_force().filter(organization=organization), on=timezone.localdate())
    return {
        side: {"value": r.value, "n": r.n, "kept": r.kept, "late": r.late, "broken": r.broken}
        for side, r in found.items()
    }


ANSWERED = ("understood", "relevant", "useful", "confidence_before", "confidence_now", "used", "barrier", "changed",
            "promises", "need_remains", "remaining_need", "missing_voice", "next_step")  # fmt: skip


def _check_ins(organization: Organization, member: Membership) -> list[Record]:
    rows = CheckIn.objects.visible_to(member).filter(organization=organization).exclude(asked_at=None)
    rows = rows.select_related("answer", "person__user", "tta_request").order_by("asked_at", "pk")
    return [
        {
            "kind": row.kind,
            "request": row.tta_request.number if row.tta_request else None,
            "person": row.person.user.name,
            "asked_at": _at(row.asked_at),
            "state": row.state,
            "answer": _answer(row),
        }
        for row in rows
    ]


def _answer(row: CheckIn) -> Record | None:
    answer = getattr(row, "answer", None)
    if answer is None:
        return None
    said = {name: getattr(answer, name) for name in ANSWERED if getattr(answer, name) not in (None, "")}
    return {"answered_at": _at(answer.answered_at), **said, "own": dict(answer.own_answers)}


def _questions(organization: Organization, member: Membership) -> list[Record]:
    rows = ReverseCheckIn.objects.visible_to(member).filter(organization=organization).select_related("asked_by__user")
    return [
        {"asked_at": _at(row.asked_at), "asked_by": row.asked_by.user.name, "question": row.question,
         "due_on": _on(row.due_on), "answered_at": _at(row.answered_at), "answer": row.answer}
        for row in rows.order_by("asked_at", "pk")
    ]  # fmt: skip


def _engagements(organization: Organization, member: Membership) -> list[Record]:
    rows = Engagement.objects.visible_to(member).filter(recipient=organization)
    rows = rows.select_related("lead_organization").prefetch_related("parties__organization").order_by("proposed_at")
    return [
        {"purpose": row.purpose, "status": row.status, "lead": row.lead_organization.name,
         "partners": [{"name": party.organization.name, "side": party.side, "role": party.role}
                      for party in row.parties.all()],
         "proposed_at": _at(row.proposed_at), "started_at": _at(row.started_at), "ended_at": _at(row.ended_at),
         "reflection": row.reflection}
        for row in rows
    ]  # fmt: skip


def _contacts(organization: Organization) -> list[Record]:
    rows = Touch.objects.filter(organization=organization).order_by("happened_at", "pk")
    return [
        {"at": _at(row.happened_at), "mode": row.mode, "with": row.with_whom, "both_sides": row.is_two_way}
        for row in rows
    ]


def _trainings(organization: Organization) -> list[Record]:
    rows = Registration.objects.attended().filter(organization=organization)
    rows = rows.select_related("session__series", "member__user").order_by("session__starts_at", "pk")
    return [
        {"title": row.session.series.title, "at": _at(row.session.starts_at), "person": row.member.user.name}
        for row in rows
    ]


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _on(day: date | None) -> str | None:
    return day.isoformat() if day else None
