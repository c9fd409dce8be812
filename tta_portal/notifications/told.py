"""What the bar of every page shows of notifications: one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from tta_portal.accounts.models import Membership
from tta_portal.notifications.models import Notification

MOST = 100


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
    unread = Notification.objects.told().unread().filter(member=member).order_by()
    first = unread.values("pk")[:MOST]
    counted = Notification.objects.filter(pk__in=first).order_by().values("member").annotate(n=Count("pk")).values("n")
    row = (
        Membership.objects.filter(pk=member.pk)
        .values_list(
            Coalesce(Subquery(counted, output_field=IntegerField()), Value(0)),
            Coalesce("preference__single_keys", Value(True)),
        )
        .first()
    )
    number, keys = row if row is not None else (0, True)
    return Told(number, keys)
