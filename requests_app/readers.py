"""Which requests a member may read at the moment when a mail about them leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.notifications.readers import readers_of


@readers_of("ttarequest")
def of_requests(member: Membership, numbers: Collection[int]) -> Iterable[int]:
    return TTARequest.objects.visible_to(member).filter(pk__in=numbers).values_list("pk", flat=True)
