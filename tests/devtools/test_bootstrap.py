import psycopg
import pytest

from devtools.bootstrap import BootstrapRefused, DatabaseUrls, bootstrap, from_environment
from devtools.keeper import FOLDER
from devtools.secret_store import SecretStore


def test_three_urls_are_used_as_they_are():
    given = DatabaseUrls("postgres://owner", "postgres://app", "postgres://dispatch")

    assert from_environment(given.environment(), {}) == given


def test_a_role_that_may_not_create_roles_is_refused_by_name(app_dsn):
    with pytest.raises(BootstrapRefused, match="set DATABASE_OWNER_URL and DATABASE_DISPATCH_URL"):
        from_environment({"DATABASE_URL": app_dsn}, {})


def test_an_address_that_leads_nowhere_is_refused_by_name():
    with pytest.raises(BootstrapRefused, match="DATABASE_URL does not lead to a Postgres server"):
        from_environment({"DATABASE_URL": "postgres://somebody@127.0.0.1:1/none"}, {})


def test_a_second_bootstrap_changes_nothing(own_place):
    secrets = SecretStore(FOLDER)

    assert bootstrap(own_place.admin_url, secrets) == bootstrap(own_place.admin_url, secrets)


@pytest.mark.parametrize("login", ["app_dsn", "dispatch_dsn"])
def test_app_and_dispatch_stand_below_row_level_security(login, request):
    with psycopg.connect(request.getfixturevalue(login)) as connection:
        role = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, pg_has_role('tta_owner', 'MEMBER'),"
            " has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

    assert role == (False,) * 6
