"""What a scope knows of its network, and the numbers it gives out."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_network, make_organization
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import Network, Sequence, current_network
from tta_portal.tenancy.scope import NoNetworkInForce, know, known_network, network_scope


def test_the_rows_of_a_scope_share_its_network_and_ask_for_it_once(db):
    with network_scope(make_network("north").pk):
        for name in ("Ada County", "Bell County", "Coos County"):
            make_organization(name)
        with CaptureQueriesContext(connection) as asked:
            networks = {id(one.network) for one in Organization.objects.all()}

    assert len(networks) == 1
    assert sum('FROM "tenancy_network"' in query["sql"] for query in asked) == 1


def test_a_network_is_known_in_its_own_scope_alone(db):
    north, gulf = make_network("north"), make_network("gulf")
    with network_scope(north.pk):
        know(north)
        assert current_network() is known_network(north.pk) is north
        assert known_network(gulf.pk) is None
    assert known_network(north.pk) is None
    with network_scope(gulf.pk):
        know(north)
        assert known_network(north.pk) is known_network(gulf.pk) is None
        assert current_network().slug == "gulf"
    with pytest.raises(NoNetworkInForce):
        current_network()


def test_the_key_to_a_network_is_a_foreign_key_to_migrations(db):
    assert Organization._meta.get_field("network").deconstruct()[1] == "django.db.models.ForeignKey"


def test_numbers_follow_each_other_in_each_network(db):
    for slug in ("north", "gulf"):
        with network_scope(make_network(slug).pk):
            assert [Sequence.next("thing"), Sequence.next("thing", count=3), Sequence.next("thing")] == [1, 2, 5]
            assert Sequence.next("other") == 1
    assert Network.objects.count() == 2
