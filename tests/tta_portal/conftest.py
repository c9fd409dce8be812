from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.worlds import World, make_world
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """A network with one of everything, in force for the whole test."""
    made = make_world("ours")
    with network_scope(made.network.pk):
        yield made
