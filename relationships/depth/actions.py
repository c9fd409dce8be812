"""What people and the clock do about depth. Nobody sets a level. Call through the module: `actions.dispute(…)`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from relationships import actions as relationships
from relationships.depth import rule
from relationships.depth.models import DepthDispute, Standing
from relationships.depth.silence import TO_STAY_IN_TOUCH
from relationships.depth.whole import whole_network
from requests_app.actions import open_task
from requests_app.actions.notices import recipient
from requests_app.models import Task
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.errors import Refused
from tta_portal.outbox import actions as outbox
from tta_portal.tenancy.models import current_network

A_NIGHT = 500


def compute_all(*, at: datetime | None = None) -> rule.Pass:
    """The nightly pass over every recipient of the network in force."""
    return rule.compute(at=at)


def recompute(organization_ids: Iterable[int]) -> rule.Pass:
    """The same for some recipients, after something happened with them."""
    return rule.compute(organization_ids=sorted(set(organization_ids)))


def stay_in_touch(*, at: datetime | None = None, limit: int = A_NIGHT) -> int:
    """Let relationship check-ins fall due where the last follow-up is over and nothing else is planned.

    The longest silent first, at most `limit` a night; return for how many.
    """
    at, network = at or timezone.now(), current_network()
    values: dict[str, Any] = {"network": network.pk, "zone": network.time_zone, "limit": limit}
    with whole_network() as cursor:
        cursor.execute(TO_STAY_IN_TOUCH, values)
        found = cursor.fetchall()
    for organization_id, person_id, level, last_contact in found:
        relationships.stay_in_touch(organization_id, person_id, last_contact=last_contact or at, level=level)
    return len(found)


@transaction.atomic
def dispute(organization: Organization, *, by: Membership, words: str) -> DepthDispute:
    """The recipient says that this is wrong; a person looks into it by the next working day."""
    if not by.speaks_for(organization.pk):
        raise PermissionDenied(_("Only the health department itself can say that this is wrong."))
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    if DepthDispute.objects.waiting().filter(organization=organization).exists():
        raise Refused(_("You have told us already, and a person is looking into it. You will get an answer here."))
    standing = Standing.objects.filter(organization=organization).first()
    made: DepthDispute = DepthDispute.objects.create(
        organization=organization, level=standing.level if standing else 0, words=words, said_by=by
    )
    open_task(
        key=f"depth-dispute:{made.pk}",
        title=f"{organization.name}: “How far we have come” is wrong, they say",
        reason=f"{by.user.name} writes: {words}\nCheck the record, add what is missing, and answer on their page.",
        organization=organization,
    )
    return made


@transaction.atomic
def answer_dispute(disputed: DepthDispute, *, by: Membership, answer: str) -> None:
    """A person of the network answers in words. The level follows the record, so it is computed again."""
    must(by, Permission.WORK_REQUESTS)
    now = timezone.now()
    changed = DepthDispute.objects.filter(pk=disputed.pk, answered_at=None).update(
        answer=answer, answered_by=by, answered_at=now
    )
    if not changed:
        raise Refused("A colleague has answered this already. Reload to read it.")
    Task.objects.filter(key=f"depth-dispute:{disputed.pk}", done_at=None).update(
        done_at=now, done_by=by, outcome="Answered."
    )
    recompute([disputed.organization_id])
    _tell(disputed, by, answer)


def _tell(disputed: DepthDispute, by: Membership, answer: str) -> None:
    member, organization = disputed.said_by, disputed.organization
    if not member.is_active:
        return
    to = recipient(member)
    path = reverse("how_far", kwargs={"network": organization.network.slug, "pk": organization.pk})
    with translation.override(to.language):
        outbox.post(
            to=to,
            subject=_("An answer to what you told us was wrong"),
            paragraphs=[_("{name} answered:").format(name=by.user.name), answer],
            links=[outbox.Link(_("Open the page"), f"{settings.SITE_URL}{path}")],
            about=disputed,
            dedupe_key=f"depth-dispute:{disputed.pk}:answered",
        )
