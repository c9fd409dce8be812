"""pytest's plugin: every test meets a real Postgres and Valkey, as the app's role.

Loaded with `-p`, so that the environment is complete before pytest-django reads the settings.
"""

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis

from devtools import env
from devtools.bootstrap import database_urls
from devtools.keeper import FOLDER, Addresses, Membership, Slot
from devtools.secret_store import SecretStore

membership = pytest.StashKey[Membership]()
place = pytest.StashKey["Place"]()


class Place:
    """What belongs to this test process alone: a database and a Valkey database."""

    def __init__(self, addresses: Addresses) -> None:
        self.slot = Slot()
        self.database = f"test_{self.slot.number}"
        self.admin_url = addresses.admin
        self.urls = database_urls(addresses.admin, SecretStore(FOLDER), database=self.database)
        self.redis_url = f"{addresses.redis.rpartition('/')[0]}/{self.slot.number}"

    def environment(self) -> dict[str, str]:
        return {
            **env.FOR_TESTS,
            **self.urls.environment(),
            "REDIS_URL": self.redis_url,
            "FILES_URL": f"{env.FOR_TESTS['FILES_URL']}/{self.slot.number}",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright runs an event loop in the tests' thread
        }


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Runs around pytest-django's own hook, hence before it."""
    early_config.stash[membership] = Membership()
    here = early_config.stash[place] = Place(early_config.stash[membership].addresses)
    os.environ.update(here.environment())
    Path(env.FOR_TESTS["STATIC_ROOT"]).mkdir(parents=True, exist_ok=True)
    shutil.rmtree(urlsplit(os.environ["FILES_URL"]).path, ignore_errors=True)
    with redis.Redis.from_url(here.redis_url) as client:
        client.flushdb()
    yield


def pytest_configure(config: pytest.Config) -> None:
    """Registered after pytest-django's fixtures, so that ours of the same names win."""
    from devtools import pytest_database

    config.pluginmanager.register(pytest_database)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share one process, and so one browser."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if held := config.stash.get(membership, None):
        held.leave()
