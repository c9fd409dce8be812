"""Everything that happened between an organization and the network, in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import chain
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from relationships.models import CheckIn, EngagementEvent, ReverseCheckIn, Touch
from requests_app.lifecycle import Status
from requests_app.models import Activity, Commitment, Conversation, RequestEvent, TTARequest
from requests_app.training.models import Registration
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

PER_SOURCE = 60
Item = dict[str, Any]


KINDS = {"contact": _("Contacts"), "move": _("Requests"), "promise": _("Promises"), "auto": _("Check-ins"),
         "together": _("Working together")}  # fmt: skip


def timeline(organization: Organization, member: Membership, *, shown: str = "") -> list[Item]:
    """The newest of each kind that this member may read, newest first. At most 60 of a source.

    `shown`: one of KINDS, or everything.
    """
    visible = TTARequest.objects.visible_to(member).filter(organization=organization)
    sources: dict[str, list[Iterator[Item]]] = {
        "move": [_moves(visible)],
        "contact": [
            _conversations(visible), _activities(visible), _touches(organization, member),
            _trainings(organization, member),
        ],
        "auto": [_check_ins(organization, member), _questions(organization, member)],
        "promise": [_commitments(organization, visible)],
        "together": [_engagements(organization)],
    }  # fmt: skip
    chosen = sources[shown] if shown in sources else [one for some in sources.values() for one in some]
    return sorted(chain.from_iterable(chosen), key=lambda item: item["at"], reverse=True)


def _touches(organization: Organization, member: Membership) -> Iterator[Item]:
    rows = Touch.objects.visible_to(member).filter(organization=organization).select_related("logged_by__user")
    for row in rows[:PER_SOURCE]:
        title = (
            row.get_mode_display()
            if row.is_two_way
            else format_lazy(_("{mode}, nobody reached"), mode=row.get_mode_display())
        )
        text = ": ".join(part for part in (row.with_whom, row.words if member.is_staff else "") if part)
        yield _item(row.happened_at, title, text, row.logged_by, "contact" if row.is_two_way else "auto", None)


def _questions(organization: Organization, member: Membership) -> Iterator[Item]:
    """What they asked us, and what we answered: between the two sides alone."""
    rows = ReverseCheckIn.objects.visible_to(member).filter(organization=organization)
    for row in rows.select_related("asked_by__user", "answered_by__user")[:PER_SOURCE]:
        yield _item(row.asked_at, _("They asked us"), row.question, row.asked_by, "contact", None)
        if row.answered_at is not None:
            yield _item(row.answered_at, _("We answered"), row.answer, row.answered_by, "contact", None)


def _moves(visible: Any) -> Iterator[Item]:
    told = (Status.SUBMITTED, Status.CLOSED, Status.DECLINED, Status.WITHDRAWN, Status.FOLLOWING_UP, Status.REFERRED)
    events = RequestEvent.objects.filter(tta_request__in=visible, to_status__in=told).exclude(
        from_status=F("to_status")
    )
    words = {
        Status.SUBMITTED: _("asked for help"), Status.CLOSED: _("closed"), Status.DECLINED: _("declined"),
        Status.WITHDRAWN: _("withdrawn"), Status.FOLLOWING_UP: _("delivered"), Status.REFERRED: _("referred"),
    }  # fmt: skip
    for event in events.select_related("tta_request__network", "by__user").order_by("-happened_at")[:PER_SOURCE]:
        title = format_lazy(
            _("Request {number} {what}"),
            number=event.tta_request.number,
            what=words[Status(event.to_status)],
        )
        yield _item(event.happened_at, title, event.tta_request.title, event.by, "move", event.tta_request)


def _conversations(visible: Any) -> Iterator[Item]:
    talks = Conversation.objects.filter(tta_request__in=visible).exclude(held_at=None)
    for talk in talks.select_related("tta_request__network", "offered_by__user").order_by("-held_at")[:PER_SOURCE]:
        yield _item(
            talk.held_at,
            _("Conversation"),
            format_lazy(_("With {recipient_people}"), recipient_people=talk.recipient_people),
            talk.offered_by,
            "contact",
            talk.tta_request,
        )


def _activities(visible: Any) -> Iterator[Item]:
    rows = Activity.objects.filter(tta_request__in=visible).select_related("tta_request__network", "logged_by__user")
    for row in rows.order_by("-held_on")[:PER_SOURCE]:
        same_day = timezone.localdate(row.logged_at) == row.held_on
        at = row.logged_at if same_day else _noon(row.held_on)
        yield _item(at, row.get_strategy_display(), row.summary, row.logged_by, "contact", row.tta_request)


def _check_ins(organization: Organization, member: Membership) -> Iterator[Item]:
    rows = CheckIn.objects.visible_to(member).filter(organization=organization).exclude(asked_at=None)
    for row in rows.select_related(
        "tta_request__network", "person__user", "engagement__network", "registration__session__series__network"
    ).order_by("-asked_at")[:PER_SOURCE]:
        about = row.about
        if row.finished_at and row.state == "answered":
            yield _item(
                row.finished_at,
                _("Check-in answered"),
                format_lazy(_("About {about_words}"), about_words=row.about_words),
                row.person,
                "contact",
                about,
            )
        else:
            yield _item(
                row.asked_at,
                _("Check-in sent"),
                format_lazy(_("About {about_words}"), about_words=row.about_words),
                row.person,
                "auto",
                about,
            )


def _commitments(organization: Organization, visible: Any) -> Iterator[Item]:
    rows = Commitment.objects.in_force().filter(Q(tta_request=None) | Q(tta_request__in=visible))
    rows = rows.filter(organization=organization).exclude(state="withdrawn").select_related("tta_request__network")
    for row in rows.order_by("-made_at")[:PER_SOURCE]:
        who = _("The TTA team") if row.side == "provider" else organization.name
        if row.settled_on:
            kind = "late" if row.state in ("broken", "late") else "promise"
            yield _item(
                _noon(row.settled_on),
                format_lazy(_("Promise: {state}"), state=row.in_words.lower()),
                row.text,
                who,
                kind,
                row.tta_request,
            )
        else:
            yield _item(
                row.made_at,
                format_lazy(_("Promise, by {day}"), day=date_format(row.due_on, "M j")),
                row.text,
                who,
                "promise",
                row.tta_request,
            )


def _engagements(organization: Organization) -> Iterator[Item]:
    events = EngagementEvent.objects.filter(engagement__recipient=organization)
    for event in events.select_related("engagement__network", "by__user").order_by("-happened_at")[:PER_SOURCE]:
        title = format_lazy(_("Engagement {what}"), what=event.get_to_status_display().lower())
        yield _item(event.happened_at, title, event.engagement.purpose, event.by, "move", event.engagement)


def _trainings(organization: Organization, member: Membership) -> Iterator[Item]:
    """Who of the organization came to which training: for its own people and the team."""
    if not member.is_staff and member.organization_id != organization.pk:
        return
    rows = Registration.objects.attended().filter(organization=organization)
    rows = rows.select_related("session__series__network", "member__user").order_by("-session__starts_at", "-pk")
    for row in rows[:PER_SOURCE]:
        session = row.session
        yield _item(
            session.ends_at, _("Took part in a training"), session.series.title, row.member, "contact", session
        )


def _item(at: datetime, title: str, text: str, who: Any, kind: str, about: Any) -> Item:
    url = about.get_absolute_url() if about is not None else ""
    return {"at": at, "title": title, "text": text, "who": str(who) if who else "", "kind": kind, "url": url}


def _noon(day: Any) -> datetime:
    noon = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
    return min(noon, timezone.now())
