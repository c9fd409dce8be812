"""The database fixtures of the suite: a clone of a migrated template for each test process."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django import DjangoDbBlocker

from devtools import pytest_services, template_database
from devtools.bootstrap import Admin
from devtools.pytest_services import Place

FILLED_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
"""
RESTART_SEQUENCES = """
SELECT setval(s.oid::regclass, q.seqstart, false)
FROM pg_class s JOIN pg_sequence q ON q.seqrelid = s.oid
JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid
WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY(%s)
"""


@pytest.fixture(scope="session")
def own_place(pytestconfig: pytest.Config) -> Place:
    return pytestconfig.stash[pytest_services.place]


@pytest.fixture(scope="session")
def django_db_setup(
    own_place: Place, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Instead of Django's test databases, which the app's role could not create."""
    template_database.clone(own_place.admin_url, own_place.database)
    with (
        template_database.connect_as_admin(own_place.admin_url, own_place.database) as admin,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(TransactionTestCase, "_fixture_teardown", wiper(admin))
        yield
    with django_db_blocker.unblock():
        connections.close_all()
    template_database.drop(own_place.admin_url, own_place.database)


def wiper(admin: Admin) -> Callable[[TransactionTestCase], None]:
    """Empties the tables after a test that commits; what the migrations put in stays.

    The app's role may not TRUNCATE, and a TRUNCATE of a tenant table would cascade
    to every other one. So the superuser deletes, with triggers and foreign keys
    asleep, from the few tables that a test filled.
    """
    seeded = [str(row[0]) for row in admin.execute(FILLED_TABLES)]
    admin.commit()

    def wipe(_test: TransactionTestCase) -> None:
        with admin.transaction():
            admin.execute("SET LOCAL lock_timeout = '10s'; SET LOCAL session_replication_role = replica")
            filled = [str(row[0]) for row in admin.execute(FILLED_TABLES) if row[0] not in seeded]
            for table in filled:
                admin.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier("public", table)))
            admin.execute(RESTART_SEQUENCES, [filled])

    return wipe


@pytest.fixture(scope="session")
def owner_dsn(own_place: Place, django_db_setup: None) -> str:
    """The tests' database as the role that migrates."""
    return own_place.urls.owner


@pytest.fixture(scope="session")
def app_dsn(own_place: Place, django_db_setup: None) -> str:
    """The tests' database as web and workers see it."""
    return own_place.urls.app


@pytest.fixture(scope="session")
def dispatch_dsn(own_place: Place, django_db_setup: None) -> str:
    """The tests' database as the role that sees what is due, and nothing else."""
    return own_place.urls.dispatch


@pytest.fixture(scope="session")
def redis_url(own_place: Place) -> str:
    """The Valkey database of this test process."""
    return own_place.redis_url
