"""The promise ledger: saying that a promise was kept, and the other side's word on it."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from requests_app.actions import notices
from requests_app.actions.tasks import open_task
from requests_app.models import Commitment, CommitmentState, NewDate, Side, Task
from requests_app.models.commitments import SETTLED, UNKEPT
from requests_app.promises import promise_people
from requests_app.signals import commitment_broken
from tta_portal.accounts.access import must
from tta_portal.accounts.models import SYSTEM, Actor, Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.notifications import actions as notifications
from tta_portal.words import day_lazy, format_lazy, lower_lazy
from tta_portal.words import gettext_lazy as _

BEFORE, AFTER = timedelta(days=3), timedelta(days=-2)
AT_MOST = 2000
REMINDERS = {
    "before": (_("a promise falls due"), _("This promise falls due on {due_on}: {text}")),
    "after": (_("a promise is overdue"), _("This promise was due on {due_on}: {text}")),
}
PEOPLE = (
    "organization", "network", "owner__user", "owner__organization", "tta_request__network",
    "tta_request__requester__user", "tta_request__requester__organization", "tta_request__lead__user",
    "tta_request__lead__organization",
)  # fmt: skip


def side_of(member: Membership, commitment: Commitment) -> Side | None:
    """Which side of a promise a member is on."""
    if member.can(Permission.WORK_REQUESTS):
        return Side.PROVIDER
    return Side.RECIPIENT if member.speaks_for(commitment.organization_id) else None


@transaction.atomic
def say_kept(commitment: Commitment, *, by: Membership, on: date, evidence: str = "") -> None:
    """The side that promised says it is done; the other side confirms, or objects within ten days."""
    _must_be(commitment, by, Side(commitment.side), _("Only the side that made the promise can say that it is kept."))
    if on > timezone.localdate():
        raise Refused(_("A promise cannot be kept in the future. Use the day on which it was done."))
    changed = Commitment.objects.filter(pk=commitment.pk, state__in=UNKEPT, said_kept_on=None).update(
        said_kept_on=on, said_kept_by=by, evidence=evidence, disputed_at=None, dispute=""
    )
    if not changed:
        raise Refused(_("This promise has been settled already. Reload to see how."))
    words = [
        _said(_("{user} says this promise is kept: {text}"), commitment, by),
        evidence,
        _("Do you agree?"),
    ]
    _tell(
        _other_side(commitment), commitment, by, _("please confirm a promise"), words,
        key=f"commitment:{commitment.pk}:kept:{on}",
    )  # fmt: skip


@transaction.atomic
def confirm_kept(commitment: Commitment, *, by: Membership) -> None:
    """The other side agrees that the promise was kept."""
    _must_be(commitment, by, _opposite(commitment), _("Only the other side can confirm a promise."))
    _settle(commitment)


@transaction.atomic
def dispute_kept(commitment: Commitment, *, by: Membership, reason: str) -> None:
    """The other side says it was not kept: the record keeps both views, and a person looks into it."""
    _must_be(commitment, by, _opposite(commitment), _("Only the other side can object."))
    changed = Commitment.objects.filter(pk=commitment.pk, state__in=UNKEPT).update(
        disputed_at=timezone.now(), dispute=reason, said_kept_on=None
    )
    if not changed:
        raise Refused(_("This promise has been settled already. Reload to see how."))
    _ask_a_person(commitment, f"{by.user.name} objects: {reason}")


@transaction.atomic
def say_broken(commitment: Commitment, *, by: Membership, reason: str) -> None:
    """Either side says that a promise will not be kept."""
    if side_of(by, commitment) is None:
        raise PermissionDenied(_("This promise is between others."))
    changed = Commitment.objects.filter(pk=commitment.pk, state__in=UNKEPT).update(
        state=CommitmentState.BROKEN, settled_on=timezone.localdate(), dispute=reason
    )
    if not changed:
        raise Refused(_("This promise has been settled already. Reload to see how."))
    _ask_a_person(commitment, reason)
    commitment_broken.send(Commitment, commitment=commitment, by=by)


@transaction.atomic
def ask_new_date(commitment: Commitment, *, by: Membership, due_on: date, reason: str) -> NewDate:
    """The side that promised asks for another date; the old one stands until the other side accepts."""
    _must_be(commitment, by, Side(commitment.side), _("Only the side that made the promise can ask for another date."))
    locked: Commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if not locked.is_unkept:
        raise Refused(_("This promise has been settled already, or was said to be kept. Reload to see how."))
    if due_on <= timezone.localdate() or due_on == locked.due_on:
        raise Refused(_("Choose a day that is still to come, and another one than now."))
    if locked.new_dates.filter(answered_at=None).exists():
        raise Refused(_("A new date was asked for already. The other side answers first."))
    asked: NewDate = NewDate.objects.create(commitment=locked, due_on=due_on, reason=reason, asked_by=by)
    words = [
        _said(_("{user} asks for another date: {text}"), commitment, by),
        format_lazy(_("By {due_on}. {reason}"), due_on=day_lazy(due_on), reason=reason),
    ]
    _tell_other_side(
        commitment, by, _("another date for a promise"), [*words, _("Do you agree?")], key=f"newdate:{asked.pk}"
    )
    return asked


@transaction.atomic
def answer_new_date(commitment: Commitment, *, by: Membership, accept: bool) -> None:
    """The other side accepts another date, or keeps to the old one.

    Accepted before the old date, the promise counts by the new one; later, it still counts as late.
    """
    _must_be(commitment, by, _opposite(commitment), _("Only the other side can answer this."))
    asked = NewDate.objects.select_for_update().filter(commitment=commitment, answered_at=None).first()
    if asked is None:
        raise Refused(_("No new date is waiting for an answer. Reload to see how it stands."))
    asked.answered_by, asked.answered_at, asked.is_accepted = by, timezone.now(), accept
    asked.save(update_fields=["answered_by", "answered_at", "is_accepted"])
    if accept:
        _move_date(commitment, asked)
    words = _("{user} agrees to the new date: {text}")
    if not accept:
        words = _("{user} would like to keep to the old date: {text}")
    _tell_other_side(
        commitment, by, _("the date of a promise"), [_said(words, commitment, by)],
        key=f"newdate:{asked.pk}:answer",
    )  # fmt: skip


def _move_date(commitment: Commitment, asked: NewDate) -> None:
    locked: Commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.state not in UNKEPT:
        raise Refused(_("This promise has been settled already. Reload to see how."))
    if locked.due_on < timezone.localdate(asked.asked_at):
        locked.moved_late = True
    locked.first_due_on = locked.first_due_on or locked.due_on
    locked.due_on, locked.state = asked.due_on, CommitmentState.RENEGOTIATED
    locked.save(update_fields=["moved_late", "first_due_on", "due_on", "state"])


@transaction.atomic
def release(commitment: Commitment, *, by: Membership, reason: str) -> None:
    """The side it was promised to needs it no longer: it is withdrawn and counts for nobody."""
    _must_be(commitment, by, _opposite(commitment), _("Only the side it was promised to can let a promise go."))
    changed = Commitment.objects.filter(pk=commitment.pk, state__in=UNKEPT).update(
        state=CommitmentState.WITHDRAWN, settled_on=timezone.localdate(), resolution=reason
    )
    if not changed:
        raise Refused(_("This promise has been settled already. Reload to see how."))
    words = [
        _said(_("{user} needs this promise no longer: {text}"), commitment, by),
        reason,
    ]
    _tell_other_side(
        commitment, by, _("a promise is not needed any more"), words, key=f"commitment:{commitment.pk}:free"
    )


@transaction.atomic
def resolve_dispute(commitment: Commitment, *, by: Membership, state: str, resolution: str) -> None:
    """People have talked: say how it ends. What each side said stays on the record."""
    must(by, Permission.WORK_REQUESTS)
    if state not in SETTLED:
        raise Refused(_("Say how it ends: kept, kept late, broken, or withdrawn."))
    now = timezone.now()
    changed = Commitment.objects.filter(
        pk=commitment.pk, state__in=UNKEPT, resolved_at=None, disputed_at__isnull=False
    ).update(state=state, settled_on=timezone.localdate(), resolution=resolution, resolved_by=by, resolved_at=now)
    if not changed:
        raise Refused(_("Nothing is disputed here any more. Reload to see how it stands."))
    Task.objects.filter(key=f"commitment:{commitment.pk}:broken", done_at=None).update(
        done_at=now, done_by=by, outcome=resolution
    )
    words = [
        format_lazy(
            _("We settled a promise that was disputed: {text}. It counts as {label}."),
            text=commitment.text,
            label=lower_lazy(CommitmentState(state).label),
        ),
        resolution,
    ]
    _tell(_recipient_of(commitment), commitment, by, _("a disputed promise is settled"), words,
          key=f"commitment:{commitment.pk}:resolved")  # fmt: skip
    if state == CommitmentState.BROKEN:
        commitment_broken.send(Commitment, commitment=commitment, by=by)


def remind_of_promises(*, on: date) -> int:
    """Three days before a promise falls due its owner is reminded, two days after it is nudged; each once."""
    count = 0
    for days, word in ((BEFORE, "before"), (AFTER, "after")):
        due = Commitment.objects.in_force().unkept().filter(due_on=on + days, disputed_at=None)
        related = due.select_related(*PEOPLE)
        for commitment in related.order_by("pk")[:AT_MOST]:
            who = commitment.owner or _side_of_promise(commitment)
            if who is None:
                continue
            what, words = REMINDERS[word]
            words = format_lazy(words, due_on=day_lazy(commitment.due_on), text=commitment.text)
            _tell(who, commitment, SYSTEM, what, [words, _("Say that it is kept, or ask for another date.")],
                  key=f"commitment:{commitment.pk}:{word}:{commitment.due_on}")  # fmt: skip
            count += 1
    return count


def keep_unopposed(*, on: date) -> int:
    """Ten days without an objection are a yes; return how many were settled."""
    count = 0
    for commitment in Commitment.objects.unopposed(on=on).select_for_update(skip_locked=True)[:500]:
        _settle(commitment)
        count += 1
    return count


def _settle(commitment: Commitment) -> None:
    commitment.refresh_from_db(fields=["state", "said_kept_on", "due_on", "first_due_on", "moved_late"])
    if not commitment.waits_for_confirmation:
        raise Refused(_("Nobody has said yet that this promise is kept."))
    assert commitment.said_kept_on is not None
    in_time = commitment.said_kept_on <= commitment.counted_due_on
    commitment.state = CommitmentState.KEPT if in_time else CommitmentState.LATE
    commitment.settled_on = timezone.localdate()
    commitment.save(update_fields=["state", "settled_on"])


def _ask_a_person(commitment: Commitment, reason: str) -> None:
    lead = commitment.tta_request.lead if commitment.tta_request else None
    open_task(
        key=f"commitment:{commitment.pk}:broken",
        title=f"A promise needs a talk: {commitment.text}",
        reason=reason,
        organization=commitment.organization,
        tta_request=commitment.tta_request,
        assigned_to=lead,
    )


def _said(words: str, commitment: Commitment, by: Membership) -> str:
    return format_lazy(words, user=by.user.name, text=commitment.text)


def _opposite(commitment: Commitment) -> Side:
    return Side.RECIPIENT if commitment.side == Side.PROVIDER else Side.PROVIDER


def _must_be(commitment: Commitment, by: Membership, side: Side, sentence: str) -> None:
    if side_of(by, commitment) != side:
        raise PermissionDenied(sentence)


def _recipient_of(commitment: Commitment) -> Membership | None:
    """Who speaks for the health department in this."""
    if commitment.tta_request is not None:
        asker: Membership = commitment.tta_request.requester
        return asker
    return promise_people(commitment)[Side.RECIPIENT]


def _provider_of(commitment: Commitment) -> Membership | None:
    return commitment.tta_request.lead if commitment.tta_request else promise_people(commitment)[Side.PROVIDER]


def _side_of_promise(commitment: Commitment) -> Membership | None:
    """Who speaks for the side that promised."""
    return _provider_of(commitment) if commitment.side == Side.PROVIDER else _recipient_of(commitment)


def _other_side(commitment: Commitment) -> Membership | None:
    return _recipient_of(commitment) if commitment.side == Side.PROVIDER else _provider_of(commitment)


def _tell_other_side(commitment: Commitment, by: Membership, what: str, words: list[str], *, key: str) -> None:
    """Write to whoever did not do it."""
    people = (_recipient_of(commitment), _provider_of(commitment))
    for reader in people:
        if reader is not None and side_of(reader, commitment) != side_of(by, commitment):
            _tell(reader, commitment, by, what, words, key=key)


def _tell(
    reader: Membership | None, commitment: Commitment, by: Actor, what: str, words: list[str], *, key: str
) -> None:
    if reader is None or not reader.is_active:
        return
    if commitment.tta_request is not None:
        notices.tell(reader, commitment.tta_request, what, words, key=key, by=by, label=_("Open the promise"))
        return
    notifications.notify(
        reader,
        words=format_lazy(_("About our work together: {what}"), what=what),
        paragraphs=words,
        path=reverse("promises", kwargs={"network": reader.network.slug, "pk": commitment.organization_id}),
        key=key,
        about=commitment,
    )
