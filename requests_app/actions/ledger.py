"""The promise ledger: saying that a promise was kept, and the other side's word on it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from requests_app.actions import notices
from requests_app.actions.tasks import open_task
from requests_app.models import Commitment, CommitmentState, Side
from requests_app.models.commitments import UNKEPT
from requests_app.signals import commitment_broken
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused


def side_of(member: Membership, commitment: Commitment) -> Side | None:
    """Which side of a promise a member is on."""
    if member.can(Permission.WORK_REQUESTS):
        return Side.PROVIDER
    return Side.RECIPIENT if member.speaks_for(commitment.organization_id) else None


@transaction.atomic
def say_kept(commitment: Commitment, *, by: Membership, on: date, evidence: str = "") -> None:
    """The side that promised says it is done; the other side confirms, or objects within ten days."""
    _must_be(commitment, by, Side(commitment.side), "Only the side that made the promise can say that it is kept.")
    if on > timezone.localdate():
        raise Refused("A promise cannot be kept in the future. Use the day on which it was done.")
    changed = Commitment.objects.filter(pk=commitment.pk, state__in=UNKEPT, said_kept_on=None).update(
        said_kept_on=on, said_kept_by=by, evidence=evidence, disputed_at=None, dispute=""
    )
    if not changed:
        raise Refused("This promise has been settled already. Reload to see how.")
    if commitment.tta_request is not None:
        notices.tell(
            _other_side(commitment),
            commitment.tta_request,
            "please confirm a promise",
            [f"{by.user.name} says this promise is kept: {commitment.text}", evidence, "Do you agree?"],
            key=f"commitment:{commitment.pk}:kept:{on}",
            by=by,
        )


@transaction.atomic
def confirm_kept(commitment: Commitment, *, by: Membership) -> None:
    """The other side agrees that the promise was kept."""
    _must_be(commitment, by, _opposite(commitment), "Only the other side can confirm a promise.")
    _settle(commitment)


@transaction.atomic
def dispute_kept(commitment: Commitment, *, by: Membership, reason: str) -> None:
    """The other side says it was not kept: the record keeps both views, and a person looks into it."""
    _must_be(commitment, by, _opposite(commitment), "Only the other side can object.")
    changed = Commitment.objects.filter(pk=commitment.pk, state__in=UNKEPT).update(
        disputed_at=timezone.now(), dispute=reason, said_kept_on=None
    )
    if not changed:
        raise Refused("This promise has been settled already. Reload to see how.")
    _ask_a_person(commitment, f"{by.user.name} objects: {reason}")


@transaction.atomic
def say_broken(commitment: Commitment, *, by: Membership, reason: str) -> None:
    """Either side says that a promise will not be kept."""
    if side_of(by, commitment) is None:
        raise PermissionDenied("This promise is between others.")
    changed = Commitment.objects.filter(pk=commitment.pk, state__in=UNKEPT).update(
        state=CommitmentState.BROKEN, settled_on=timezone.localdate(), dispute=reason
    )
    if not changed:
        raise Refused("This promise has been settled already. Reload to see how.")
    _ask_a_person(commitment, reason)
    commitment_broken.send(Commitment, commitment=commitment, by=by)


def keep_unopposed(*, on: date) -> int:
    """Ten days without an objection are a yes; return how many were settled."""
    count = 0
    for commitment in Commitment.objects.unopposed(on=on).select_for_update(skip_locked=True)[:500]:
        _settle(commitment)
        count += 1
    return count


def _settle(commitment: Commitment) -> None:
    commitment.refresh_from_db(fields=["state", "said_kept_on", "due_on"])
    if not commitment.waits_for_confirmation:
        raise Refused("Nobody has said yet that this promise is kept.")
    assert commitment.said_kept_on is not None
    in_time = commitment.said_kept_on <= commitment.due_on
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


def _opposite(commitment: Commitment) -> Side:
    return Side.RECIPIENT if commitment.side == Side.PROVIDER else Side.PROVIDER


def _must_be(commitment: Commitment, by: Membership, side: Side, sentence: str) -> None:
    if side_of(by, commitment) != side:
        raise PermissionDenied(sentence)


def _other_side(commitment: Commitment) -> Membership | None:
    if commitment.tta_request is None:
        return None
    asker: Membership = commitment.tta_request.requester
    return asker if commitment.side == Side.PROVIDER else commitment.tta_request.lead
