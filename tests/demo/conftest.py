"""The demo, loaded once for the tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import TransactionTestCase, override_settings

from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


@pytest.fixture(scope="module")
def loaded(request, django_db_setup, django_db_blocker) -> Iterator[None]:
    """Both networks, with a short history in `national`, or one of the module's REQUESTS; wiped when it is done."""
    with django_db_blocker.unblock():
        with override_settings(DEMO=True):
            call_command("load_demo", requests=getattr(request.module, "REQUESTS", 200), verbosity=0)
        yield
        TransactionTestCase._fixture_teardown(None)


@pytest.fixture
def national(loaded, db) -> Iterator[Network]:
    network = Network.objects.get(slug="national")
    with network_scope(network.pk):
        yield network
