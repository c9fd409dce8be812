"""What the page of a request shows: its steps, its buttons, its people and its thread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from requests_app import actions
from requests_app.actions.ledger import side_of
from requests_app.lifecycle import MOVES, OPEN, Status
from requests_app.models import Commitment, RequestLink, RequestPerson, ThreadMessage, TTARequest
from requests_app.models.commitments import UNKEPT
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

ALIKE = 0.45
LONG_WAY = (
    Status.SUBMITTED,
    Status.ACKNOWLEDGED,
    Status.DISCOVERY,
    Status.PLANNING,
    Status.IN_DELIVERY,
    Status.FOLLOWING_UP,
    Status.CLOSED,
)
SHORT_WAY = (Status.SUBMITTED, Status.ACKNOWLEDGED, Status.IN_DELIVERY, Status.FOLLOWING_UP, Status.CLOSED)

Work = tuple[str, str, tuple[Status, ...], Permission]
OPEN_STATES = (*LONG_WAY[:6], Status.ON_HOLD, Status.REFERRED)
TEAM, TRIAGE = Permission.WORK_REQUESTS, Permission.TRIAGE_REQUESTS

# verb: group, label, where it makes sense, who may
WORK: dict[str, Work] = {
    "log_conversation": ("Work", "Log a conversation", (Status.DISCOVERY,), TEAM),
    "what_we_heard": ("Work", "Write what we heard", (Status.DISCOVERY,), TEAM),
    "plan": ("Work", "Draft the plan", (Status.PLANNING, Status.IN_DELIVERY), TEAM),
    "log_activity": ("Work", "Log an activity", (Status.IN_DELIVERY, Status.FOLLOWING_UP), TEAM),
    "intensity": ("Work", "Change the intensity", (*LONG_WAY[:4],), TEAM),
    "accept_referral": ("Work", "They accepted", (Status.REFERRED,), TRIAGE),
    "introduce": ("Work", "Both have met", (Status.REFERRED,), TRIAGE),
    "lead": ("People", "Choose the lead", OPEN_STATES, TRIAGE),
    "hand_over": ("People", "Hand over, with a brief", OPEN_STATES, TRIAGE),
    "team": ("People", "Add a co-lead or support", OPEN_STATES, TEAM),
    "hub": ("People", "Choose the hub", OPEN_STATES, TRIAGE),
    "tags": ("Keep in order", "Tags", tuple(Status), TEAM),
    "snooze": ("Keep in order", "Lay aside", OPEN_STATES, TEAM),
    "link": ("Keep in order", "Link another request", tuple(Status), TEAM),
    "split": ("Keep in order", "Split off a second need", OPEN_STATES, TEAM),
}
WITHIN_A_STATUS = {"take_back_proposal": _("Proposal of a hand-over taken back")}
GROUPS = (gettext_noop("Move on"), "Work", "People", "Keep in order")


def verb_url(tta_request: TTARequest, verb: str) -> str:
    """The address of one thing a person can do to a request."""
    kwargs = {"network": tta_request.network.slug, "number": tta_request.number, "verb": verb}
    return reverse("request_verb", kwargs=kwargs)


def steps(tta_request: TTARequest) -> list[dict[str, str]]:
    """The way of a request, with where it stands."""
    way = SHORT_WAY if tta_request.is_universal else LONG_WAY
    here = tta_request.held_from or tta_request.status
    if here not in way:
        return []
    at = way.index(Status(here))
    states = ["past" if i < at else "now" if i == at else "next" for i in range(len(way))]
    return [{"label": str(status.label), "state": state} for status, state in zip(way, states, strict=True)]


def buttons(tta_request: TTARequest, member: Membership) -> list[dict[str, Any]]:
    """Everything else this member can do now, in groups: the moves of the table, then the work between them."""
    found: dict[str, list[dict[str, str]]] = {group: [] for group in GROUPS}
    for name, move in actions.open_moves(tta_request, member).items():
        if name not in ("submit", "merge", "unmerge"):
            found["Move on"].append({"label": move.label, "url": verb_url(tta_request, name)})
    for verb, (group, label, statuses, permission) in WORK.items():
        if tta_request.status in statuses and member.can(permission):
            found[group].append({"label": label, "url": verb_url(tta_request, verb)})
    for name in ("merge", "unmerge"):
        if name in actions.open_moves(tta_request, member):
            found["Keep in order"].append({"label": MOVES[name].label, "url": verb_url(tta_request, name)})
    return [{"group": gettext(group), "buttons": links} for group, links in found.items() if links]


def thread(tta_request: TTARequest, member: Membership, has: frozenset[str]) -> list[dict[str, Any]]:
    """Messages, moves, conversations and activities in one thread, newest first; also of what was merged in."""
    family = {tta_request.pk: 0}
    if "merged" in has:
        family |= dict(tta_request.merged.filter(status=Status.MERGED).values_list("pk", "number"))
    items = [
        *_messages(family, member, with_files="attachments" in has or len(family) > 1),
        *_moves(tta_request),
        *(_conversations(tta_request) if "conversations" in has else ()),
        *(_activities(tta_request) if "activities" in has else ()),
    ]
    return sorted(items, key=lambda item: item["at"], reverse=True)


def _messages(family: dict[int, int], member: Membership, *, with_files: bool) -> list[dict[str, Any]]:
    messages = ThreadMessage.objects.filter(tta_request__in=list(family)).readable_by(member)
    related = messages.select_related("author__user").defer("search")
    if with_files:
        related = related.prefetch_related("attachments__stored_file")
    return [
        {
            "at": message.written_at,
            "title": _title(message, family[message.tta_request_id]),
            "who": message.who,
            "text": message.body,
            "folded": message.folded,
            "files": list(message.attachments.all()) if with_files else [],
            "number": family[message.tta_request_id],
            "take_back": message.pk if message.author_id == member.pk and message.can_be_taken_back else None,
            "goes_out_at": message.goes_out_at,
            "kind": "auto" if message.is_internal else "contact",
        }
        for message in related
    ]


def _title(message: ThreadMessage, merged_number: int) -> str:
    kind = _("Internal note") if message.is_internal else _("By mail") if message.via == "mail" else _("Message")
    return (
        format_lazy(_("{kind}, in request {merged_number}"), kind=kind, merged_number=merged_number)
        if merged_number
        else kind
    )


def _moves(tta_request: TTARequest) -> list[dict[str, Any]]:
    return [
        {
            "at": event.happened_at,
            "title": WITHIN_A_STATUS.get(event.move) or event.get_to_status_display(),
            "who": str(event.by) if event.by else "Common Thread",
            "text": event.note,
            "kind": "move",
        }
        for event in tta_request.events.select_related("by__user")
    ]


def _conversations(tta_request: TTARequest) -> Iterator[dict[str, Any]]:
    for talk in tta_request.conversations.select_related("offered_by__user"):
        who = str(talk.offered_by)
        yield {
            "at": talk.offered_at, "title": _("Conversation offered"), "who": who,
            "text": talk.offer, "kind": "contact",
        }  # fmt: skip
        if talk.held_at:
            text = format_lazy(
                _("With {recipient_people}. {notes}"), recipient_people=talk.recipient_people, notes=talk.notes
            )
            yield {"at": talk.held_at, "title": _("Conversation held"), "who": who, "text": text, "kind": "contact"}


def _activities(tta_request: TTARequest) -> Iterator[dict[str, Any]]:
    for activity in tta_request.activities.select_related("logged_by__user"):
        yield {
            "at": activity.logged_at,
            "title": activity.get_strategy_display(),
            "who": str(activity.logged_by),
            "text": format_lazy(
                _("{hours} h with {people}. {summary}"),
                hours=f"{activity.hours.normalize():f}",
                people=activity.people,
                summary=activity.summary,
            ),
            "kind": "contact",
        }


def who_sees(tta_request: TTARequest) -> str:
    """One sentence about who may read this request."""
    department = tta_request.organization.name
    match tta_request.visibility:
        case "named":
            lead = (
                tta_request.lead.user.name
                if tta_request.lead
                else _("those who give out the work, until it has a lead")
            )
            return format_lazy(
                _("{user}, {lead}, and the people named here. It counts in totals only."),
                user=tta_request.requester.user.name,
                lead=lead,
            )
        case "network":
            return format_lazy(
                _("{department}, the TTA team, and every health department in the network."), department=department
            )
    return format_lazy(_("{department} and the TTA team. Nobody else."), department=department)


def promises(tta_request: TTARequest, member: Membership) -> list[dict[str, Any]]:
    """Both sides' promises, each with what this member can do about it."""
    sides = [("provider", _("The TTA team")), ("recipient", tta_request.organization.name)]
    made = tta_request.commitments.exclude(state="withdrawn").with_new_dates()
    rows = list(made.select_related("plan", "tta_request", "owner__user"))
    return [
        {"side": name, "rows": [_promise(row, member) for row in rows if row.side == side]} for side, name in sides
    ]


def _promise(commitment: Commitment, member: Membership) -> dict[str, Any]:
    return {"commitment": commitment, "buttons": promise_buttons(commitment, member)}


def promise_buttons(commitment: Commitment, member: Membership) -> list[dict[str, str]]:
    """What this member can say about a promise; it was read `with_new_dates`."""
    side = side_of(member, commitment)
    if side is None or commitment.state not in UNKEPT:
        return []
    is_ours, asked = side == commitment.side, getattr(commitment, "asked_due_on", None)
    verbs: list[tuple[str, str]] = []
    if commitment.is_disputed:
        verbs = [("resolve", _("Settle it"))] if member.is_staff else []
    elif commitment.waits_for_confirmation:
        verbs = [] if is_ours else [("confirm", _("Confirm it was kept")), ("object", _("It was not"))]
    elif is_ours:
        verbs = [("kept", _("We kept it")), *([] if asked else [("new-date", _("Ask for another date"))]),
                 ("broken", _("We cannot keep it"))]  # fmt: skip
    else:
        verbs = [("answer-date", _("Answer the new date"))] if asked else []
        verbs += [("broken", _("It was not kept"))] if commitment.is_overdue else []
        verbs += [("release", _("No longer needed"))]
    return [{"label": label, "url": _promise_url(commitment, verb)} for verb, label in verbs]


def _promise_url(commitment: Commitment, verb: str) -> str:
    kwargs = {"network": commitment.network.slug, "pk": commitment.pk, "verb": verb}
    return reverse("commitment_verb", kwargs=kwargs)


def people(tta_request: TTARequest) -> list[RequestPerson]:
    """Those on it besides the requester and the lead."""
    return list(tta_request.people.select_related("member__user", "member__organization").order_by("part", "pk"))


def linked(tta_request: TTARequest, member: Membership) -> list[dict[str, Any]]:
    """Requests that belong to this one, as far as this member may read them, each with how."""
    pairs = RequestLink.objects.filter(Q(tta_request=tta_request) | Q(other=tta_request))
    how: dict[int, str] = {}
    for one, other, kind in pairs.values_list("tta_request_id", "other_id", "kind"):
        how[other if one == tta_request.pk else one] = _("split off") if kind == "split" else _("linked")
    if tta_request.merged_into_id:
        how[tta_request.merged_into_id] = _("goes on there")
    if tta_request.follows_id:
        how[tta_request.follows_id] = _("came before")
    visible = TTARequest.objects.visible_to(member).select_related("network").defer("search")
    related = Q(pk__in=how) | Q(follows=tta_request) | Q(merged_into=tta_request, status=Status.MERGED)
    return [
        {
            "tta_request": one,
            "how": how.get(one.pk, _("merged in") if one.status == Status.MERGED else _("follows it")),
        }
        for one in visible.filter(related)[:30]
    ]


def look_alikes(tta_request: TTARequest, member: Membership) -> list[TTARequest]:
    """Open requests of the same department that may ask the same: shared words, sent within 90 days of it."""
    if tta_request.status not in OPEN or tta_request.submitted_at is None:
        return []
    near = timedelta(days=90)
    window = (tta_request.submitted_at - near, tta_request.submitted_at + near)
    others = (
        TTARequest.objects.visible_to(member)
        .open()
        .filter(organization_id=tta_request.organization_id, submitted_at__range=window)
    )
    alike = TrigramWordSimilarity(tta_request.title, "title")
    found = others.exclude(pk=tta_request.pk).annotate(alike=alike).filter(alike__gte=ALIKE)
    return list(found.select_related("network").defer("search", "need").order_by("-alike")[:3])


def history(tta_request: TTARequest, member: Membership) -> list[TTARequest]:
    """What the same department asked before, newest first."""
    earlier = TTARequest.objects.visible_to(member).sent().filter(organization_id=tta_request.organization_id)
    earlier = earlier.exclude(pk=tta_request.pk).select_related("network", "lead__user").defer("search", "need")
    return list(earlier.order_by("-submitted_at")[:5])
