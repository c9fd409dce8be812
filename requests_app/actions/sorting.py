"""Keeping requests in order: tags, links, merging what was asked twice, splitting, laying aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from requests_app.actions import notices
from requests_app.actions.moves import move
from requests_app.actions.moves import submit as send
from requests_app.actions.requests import NUMBERED
from requests_app.lifecycle import OPEN, Status
from requests_app.models import LinkKind, RequestLink, RequestTag, SavedView, Tag, TTARequest
from requests_app.models.requests import title_from
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.tenancy.models import Sequence
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _


@transaction.atomic
def tag(tta_request: TTARequest, *, by: Membership, names: list[str]) -> None:
    """Sort a request under these words, and no others; a new word becomes a tag."""
    must(by, Permission.WORK_REQUESTS)
    wanted = [find_tag(name) for name in sorted(names, key=str.lower)]  # in one order, so that nobody waits in a ring
    tta_request.tagged.exclude(tag__in=wanted).delete()
    for one in wanted:
        RequestTag.objects.get_or_create(tta_request=tta_request, tag=one)


@transaction.atomic
def add_tag(tta_request: TTARequest, *, by: Membership, name: str) -> None:
    """One more tag; the others stay."""
    must(by, Permission.WORK_REQUESTS)
    RequestTag.objects.get_or_create(tta_request=tta_request, tag=find_tag(name))


@transaction.atomic
def add_tag_to_all(tta_requests: Iterable[TTARequest], *, by: Membership, name: str) -> None:
    """One more tag on each, in two statements however many they are."""
    must(by, Permission.WORK_REQUESTS)
    one = find_tag(name)
    rows = [RequestTag(tta_request=tta_request, tag=one) for tta_request in tta_requests]
    RequestTag.objects.bulk_create(rows, ignore_conflicts=True)


def find_tag(name: str) -> Tag:
    """The tag of that name in any case, made if there is none."""
    clean = " ".join(name.split())[:40]
    if not clean:
        raise Refused("A tag needs a name.")
    same = Tag.objects.alias(in_lower=Lower("name")).filter(in_lower=Lower(Value(clean)))
    found: Tag | None = same.first()
    if found is None:  # somebody else may be making it, too: then theirs is the one
        Tag.objects.bulk_create([Tag(name=clean)], ignore_conflicts=True)
        found = same.get()
    return found


@transaction.atomic
def link(tta_request: TTARequest, *, by: Membership, other: TTARequest, kind: str = LinkKind.RELATED) -> None:
    """Say that two requests belong together."""
    must(by, Permission.WORK_REQUESTS)
    if other.pk == tta_request.pk:
        raise Refused("This is the same request. Give the number of the other one.")
    there = RequestLink.objects.filter(tta_request=other, other=tta_request).exists()
    if not there:
        RequestLink.objects.get_or_create(tta_request=tta_request, other=other, defaults={"kind": kind, "by": by})


@transaction.atomic
def unlink(tta_request: TTARequest, *, by: Membership, other: TTARequest) -> None:
    """They do not belong together after all."""
    must(by, Permission.WORK_REQUESTS)
    RequestLink.objects.filter(tta_request__in=[tta_request, other], other__in=[tta_request, other]).delete()


@transaction.atomic
def merge(tta_request: TTARequest, *, by: Membership, into: TTARequest) -> None:
    """The same need was sent twice: it goes on in one place, where its messages can be read, too.

    Nothing is moved or deleted, so that taking it out again leaves everything as it was.
    """
    if into.pk == tta_request.pk:
        raise Refused("A request cannot be merged into itself. Give the number of the other one.")
    if into.organization_id != tta_request.organization_id:
        raise Refused("Only two requests of the same health department can become one. Link them instead.")
    if into.status not in OPEN:
        raise Refused(f"Request {into.number} has ended. Merge into an open one, or reopen it first.")
    if into.visibility != tta_request.visibility or (into.is_confidential and _named(into) != _named(tta_request)):
        raise Refused("They are not visible to the same people, so their conversations must stay apart.")
    if tta_request.merged.filter(status=Status.MERGED).exists():
        raise Refused("Another request was merged into this one. Merge this pair the other way round.")
    event = move(
        tta_request, "merge", by=by, note=f"Into request {into.number}", merged_into=into, held_from=tta_request.status
    )
    words = format_lazy(
        _("It asks the same as request {number}, “{title}”, so we answer both there. Nothing is lost."),
        number=into.number,
        title=into.title,
    )
    notices.tell_recipients(
        tta_request,
        format_lazy(_("goes on as request {number}"), number=into.number),
        [words],
        key=f"event:{event.pk}",
        by=by,
    )


def _named(tta_request: TTARequest) -> set[int | None]:
    return {tta_request.requester_id, tta_request.lead_id, *tta_request.people.values_list("member", flat=True)}


@transaction.atomic
def unmerge(tta_request: TTARequest, *, by: Membership) -> None:
    """It was a need of its own after all: it stands where it stood, with all that was its own."""
    into = tta_request.merged_into
    event = move(tta_request, "unmerge", by=by, merged_into=None, held_from="")
    words = format_lazy(
        _("We took it out of request {number} again, and answer it by itself."),
        number=into.number if into else "",
    )
    notices.tell_recipients(tta_request, _("goes on by itself"), [words], key=f"event:{event.pk}", by=by)


@transaction.atomic
def split(tta_request: TTARequest, *, by: Membership, need: str) -> TTARequest:
    """One request held two needs: the second becomes a request of its own, with the same people."""
    must(by, Permission.WORK_REQUESTS)
    if tta_request.status not in OPEN:
        raise Refused("This request has ended. Reopen it first.")
    part: TTARequest = TTARequest.objects.create(
        number=Sequence.next(NUMBERED),
        organization=tta_request.organization,
        requester=tta_request.requester,
        entered_by=by,
        title=title_from(need),
        need=need,
        hoped_for_change=tta_request.hoped_for_change,
        why_now=tta_request.why_now,
        topic=tta_request.topic,
        urgency=tta_request.urgency,
        visibility=tta_request.visibility,
        language_needs=tta_request.language_needs,
        access_needs=tta_request.access_needs,
        lead=tta_request.lead,
    )
    send(part, by=by)
    for person in tta_request.people.all():
        part.people.create(member=person.member, part=person.part, mail=person.mail, added_by=by)
    RequestLink.objects.create(tta_request=part, other=tta_request, kind=LinkKind.SPLIT, by=by)
    words = format_lazy(
        _("It came out of request {number}, which held two needs. Both have their own answer now."),
        number=tta_request.number,
    )
    notices.tell_recipients(part, _("a request of its own"), [words], key=f"split:{part.pk}", by=by)
    return part


@transaction.atomic
def snooze(tta_request: TTARequest, *, by: Membership, until: datetime | None, wakes_on_reply: bool) -> None:
    """Lay a request aside until a day, or until they answer. Its target clocks run on."""
    must(by, Permission.WORK_REQUESTS)
    if until is None and not wakes_on_reply:
        raise Refused("Say until when, or that an answer wakes it.")
    if until is not None and until <= timezone.now():
        raise Refused("This day is past. Choose a later one.")
    tta_request.snoozed_until = until or FAR
    tta_request.wakes_on_reply = wakes_on_reply
    tta_request.save(update_fields=["snoozed_until", "wakes_on_reply"])


FAR = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


@transaction.atomic
def wake(tta_request: TTARequest, *, by: Membership) -> None:
    """Take it up again now."""
    must(by, Permission.WORK_REQUESTS)
    tta_request.snoozed_until, tta_request.wakes_on_reply = None, False
    tta_request.save(update_fields=["snoozed_until", "wakes_on_reply"])


@transaction.atomic
def save_view(*, by: Membership, name: str, query: str, is_shared: bool) -> SavedView:
    """Keep a caseload's filters under a name; the same name again replaces them."""
    must(by, Permission.SEE_CASELOAD)
    view: SavedView
    view, _ = SavedView.objects.update_or_create(
        member=by, name=name, defaults={"query": query, "is_shared": is_shared}
    )
    return view


@transaction.atomic
def forget_view(view: SavedView, *, by: Membership) -> None:
    """Throw a saved view away; those of others stay."""
    SavedView.objects.filter(pk=view.pk, member=by).delete()
