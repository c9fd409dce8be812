"""How often somebody may do something, counted in the cache by windows of time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

from tta_portal.errors import TooOften

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Limit:
    """At most so many in a window of time, for each person or address. The sentence says what to do then."""

    name: str
    most: int
    window: timedelta
    sentence: str

    def count(self, who: object) -> None:
        """Count one more; raise TooOften when it is one too many."""
        if self.is_over(who):
            raise TooOften(self.sentence, wait=self.window)

    def is_over(self, who: object) -> bool:
        """Count one more, and say whether it is one too many. While the cache is away, nobody is held up."""
        if not settings.LIMITS:
            return False
        seconds = int(self.window.total_seconds())
        key = f"limit:{self.name}:{who}:{int(time.time()) // seconds}"
        try:
            cache.add(key, 0, timeout=2 * seconds)
            return cache.incr(key) > self.most
        except (RedisError, ValueError) as problem:  # ValueError: it was cleared between the two
            log.warning("limits are not counted", problem=str(problem)[:200])
            return False


def address_of(request: HttpRequest) -> str:
    """The visitor's address: what a trusted proxy says, or the connection's own."""
    remote: str = request.META.get("REMOTE_ADDR", "")
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and remote in settings.TRUSTED_PROXIES:
        return forwarded.rpartition(",")[2].strip()
    return remote or "127.0.0.1"
