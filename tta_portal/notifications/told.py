"""What the bar of every page shows of notifications: one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from tta_portal.accounts.models import Membership

MOST = 100
# Asked on every page: written by hand, because building it takes longer than answering it.
HOW_MUCH = """
SELECT (
    SELECT count(*) FROM (
        SELECT FROM notifications_notification
        WHERE network_id = %(network)s AND member_id = %(member)s AND read_at IS NULL AND created_at <= %(now)s
        LIMIT %(most)s
    ) unread
), coalesce((
    SELECT single_keys FROM notifications_preference WHERE network_id = %(network)s AND member_id = %(member)s
), true)
"""


@dataclass(frozen=True)
class Told:
    """How much is unread, up to a hundred, and whether single keys are on."""

    unread: int
    single_keys: bool

    @property
    def in_words(self) -> str:
        return f"{MOST - 1}+" if self.unread >= MOST else str(self.unread)


def told(member: Membership) -> Told:
    """Count no further than anybody would read."""
    asked = {"network": member.network_id, "member": member.pk, "now": timezone.now(), "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(HOW_MUCH, asked)
        return Told(*cursor.fetchone())
