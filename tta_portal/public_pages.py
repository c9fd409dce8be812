"""What the apps above show to everybody in a network, so that its public pages can link to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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
