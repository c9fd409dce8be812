import os
import stat

import pytest

from devtools import env

STORED = {"SECRET_KEY": "stored", "SITE_URL": "http://stored", "DATABASE_OWNER_URL": "postgres://owner"}


@pytest.fixture
def demo_beside(monkeypatch, tmp_path):
    """A demo that wrote its environment, and a shell in which nothing is configured."""
    monkeypatch.setattr(os, "environ", {"DATA_DIR": str(tmp_path)})
    env.save(STORED)


def test_a_command_finds_the_demo_that_runs_beside_it(demo_beside, monkeypatch):
    monkeypatch.setattr("sys.argv", ["manage.py", "migrate"])
    os.environ["SITE_URL"] = "http://mine"

    env.load()

    assert {name: os.environ[name] for name in STORED} == STORED | {"SITE_URL": "http://mine"}


def test_only_commands_that_migrate_get_the_owners_login(demo_beside, monkeypatch):
    monkeypatch.setattr("sys.argv", ["manage.py", "runserver"])

    env.load()

    assert "DATABASE_OWNER_URL" not in os.environ


@pytest.mark.parametrize("configured", [{"SECRET_KEY": "mine"}, {"DEMO": "0"}])
def test_a_configured_command_is_left_alone(demo_beside, configured):
    os.environ.update(configured)
    before = dict(os.environ)

    env.load()

    assert os.environ == before


def test_a_private_file_is_the_owners_alone(tmp_path):
    env.write_private(tmp_path / "secret", "a")
    env.write_private(tmp_path / "secret", "b")

    assert (tmp_path / "secret").read_text() == "b"
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
