"""Fixtures for every test. A test that takes `network` runs inside its scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.live import Processes, Sink
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import know, network_scope


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> None:
    """Hashing slowly on purpose is right everywhere but here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def days_pass(time_machine: Any) -> Callable[[float], None]:
    """Move time forward; it goes on ticking from there."""

    def pass_by(days: float) -> None:
        time_machine.move_to(timezone.now() + timedelta(days=days))

    return pass_by


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest) -> None:
    """Rate limits and heartbeats of one test are not the next one's."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        cache.clear()


@pytest.fixture
def network(db: None) -> Iterator[Network]:
    """A network, in force for the whole test."""
    made = factories.make_network("north")
    with network_scope(made.pk):
        know(made)
        yield made


@pytest.fixture
def provider(network: Network) -> Membership:
    return factories.make_member("provider", name="Maya Rivera")


@pytest.fixture
def requester(network: Network) -> Membership:
    return factories.make_member("requester", name="Ana Cole")


@pytest.fixture
def administrator(network: Network) -> Membership:
    return factories.make_member("administrator", name="Lee Ortiz")


@pytest.fixture
def sign_in() -> Callable[[Any], Client]:
    """Return a client signed in as a member or user."""

    def signed_in(who: Any) -> Client:
        client = Client()
        client.force_login(getattr(who, "user", who))
        return client

    return signed_in


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def processes(
    transactional_db: None, app_dsn: str, dispatch_dsn: str, redis_url: str, sink: Sink, tmp_path: Path
) -> Iterator[Processes]:
    """The portal's own programs on the tests' database; whatever was started ends with the test."""
    environment = {
        "DATABASE_URL": app_dsn,
        "DATABASE_DISPATCH_URL": dispatch_dsn,
        "REDIS_URL": redis_url,
        "EMAIL_URL": sink.url,
    }
    started = Processes(environment, tmp_path)
    yield started
    started.stop()
