"""Who looks at a request at this moment: kept in the cache for some seconds, never in the database."""

from __future__ import annotations

import time

from django.core.cache import cache

from tta_portal.accounts.models import Membership

SEEN_FOR = 25


def note(tta_request_id: int, member: Membership, *, is_writing: bool = False) -> list[tuple[str, bool]]:
    """Say that a member looks, and return the names of the others with whether they write.

    Two who say so in the same instant may overlook each other until the next time; nothing depends on it.
    """
    key, now = f"presence:{member.network_id}:{tta_request_id}", time.time()
    seen: dict[int, tuple[str, float, bool]] = cache.get(key) or {}
    seen = {who: entry for who, entry in seen.items() if now - entry[1] < SEEN_FOR}
    others = sorted((name, writes) for who, (name, _, writes) in seen.items() if who != member.pk)
    cache.set(key, {**seen, member.pk: (member.user.name, now, is_writing)}, timeout=SEEN_FOR)
    return others
