"""What a scope knows of its network, and the numbers it gives out."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_network, make_organization
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import Network, Sequence, current_network
from tta_portal.tenancy.scope import NoNetworkInForce, asked_alone, know, known_network, network_scope


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


def test_a_question_asked_alone_sees_one_network_and_leaves_nothing_behind(transactional_db):
    north, south = make_network("north"), make_network("south")
    for network, count in ((north, 1), (south, 2)):
        with network_scope(network.pk):
            for _ in range(count):
                make_organization()

    how_many = "SELECT count(*) FROM directory_organization"
    seen = [asked_alone(network.pk, how_many, {}) for network in (north, south)]

    with connection.cursor() as cursor:
        cursor.execute(how_many)
        assert (seen, cursor.fetchone()[0]) == ([1, 2], 0)


def test_a_question_asked_alone_is_no_part_of_a_transaction(db):
    with pytest.raises(RuntimeError, match="stands alone"):
        asked_alone(make_network("north").pk, "SELECT 1", {})
