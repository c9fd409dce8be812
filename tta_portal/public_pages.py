"""What the apps above show to everybody in a network, so that its public pages and the front door can link to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

log = structlog.get_logger(__name__)
AT_THE_DOOR = "public-pages:at-the-door"
TEN_MINUTES = 600


@dataclass(frozen=True)
class Link:
    label: str
    url: str


Finder = Callable[[Any], list[Link]]
_finders: list[Finder] = []


def register(find: Finder) -> Finder:
    """Say what a network shows to everybody: a function of the network in force."""
    _finders.append(find)
    return find


def links(network: Any) -> list[Link]:
    """All that the network in force shows to everybody."""
    return [link for find in _finders for link in find(network)]


def at_the_door() -> list[Link]:
    """Each network that shows something to everybody, by name. Networks are asked one by one, so it is remembered."""
    try:
        known: list[Link] | None = cache.get(AT_THE_DOOR)
        if known is None:
            known = _ask_each()
            cache.set(AT_THE_DOOR, known, timeout=TEN_MINUTES)
    except RedisError as problem:
        log.warning("public pages are not remembered", problem=str(problem)[:200])
        known = _ask_each()
    return known


def changed() -> None:
    """A network shows something else now: the front door asks anew."""
    try:
        cache.delete(AT_THE_DOOR)
    except RedisError as problem:
        log.warning("public pages are not forgotten", problem=str(problem)[:200])


def _ask_each() -> list[Link]:
    found = []
    for network in Network.objects.order_by("name"):
        with network_scope(network.pk):
            found += [Link(network.name, link.url) for link in links(network)]
    return found
