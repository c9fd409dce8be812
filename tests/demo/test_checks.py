from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import OperationalError, connection

from demo.checks import no_demo_accounts
from tests import factories


@pytest.mark.parametrize("email", ["admin@demo.example", "provider@gulf.example"])
def test_demo_accounts_fail_the_deploy_check(db, settings, email):
    settings.DEMO = False
    factories.make_user(email)

    found = [error for error in run_checks(include_deployment_checks=True) if error.id == "demo.E001"]

    assert [error.msg for error in found] == ["This database holds accounts of the demo, with a public password: 1."]


def test_other_accounts_pass(db, settings):
    settings.DEMO = False
    factories.make_user("ada@example.org")

    assert no_demo_accounts(None) == []


def test_the_demo_may_have_its_accounts(db, settings):
    settings.DEMO = True
    factories.make_user("admin@demo.example")

    assert no_demo_accounts(None) == []


def test_without_a_database_the_check_says_nothing(db, settings):
    settings.DEMO = False

    def unreachable(*args):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(unreachable):
        assert no_demo_accounts(None) == []
