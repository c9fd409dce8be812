"""Who may still read a report at the moment when the mail about it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from equity.board.models import Reader
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.notifications.readers import readers_of


@readers_of("edition")
def of_editions(member: Membership, numbers: Collection[int]) -> Iterable[int]:
    """Whoever lost the permission, or asked us to stop meanwhile, gets no mail that waited until then."""
    may = member.can(Permission.SEE_EQUITY) and Reader.objects.filter(member=member).exists()
    return numbers if may else ()
