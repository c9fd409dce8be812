"""Which engagements and meetings a member may read at the moment when a mail about them leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from relationships.joint_work.models import Meeting
from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.notifications.readers import readers_of


@readers_of("engagement")
def of_engagements(member: Membership, numbers: Collection[int]) -> Iterable[int]:
    return Engagement.objects.visible_to(member).filter(pk__in=numbers).values_list("pk", flat=True)


@readers_of("meeting")
def of_meetings(member: Membership, numbers: Collection[int]) -> Iterable[int]:
    return Meeting.objects.visible_to(member).filter(pk__in=numbers).values_list("pk", flat=True)
