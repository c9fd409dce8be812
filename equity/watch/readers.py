"""Who may read what an alarm says: administrators."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.notifications.readers import readers_of


@readers_of("alarm")
def alarms(member: Membership, numbers: Collection[int]) -> Iterable[int]:
    return numbers if member.can(Permission.MANAGE_NETWORK) else ()
