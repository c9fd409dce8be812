"""A migrated database, made once and cloned for every test process."""

import fcntl
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql

from devtools.assets import fingerprint
from devtools.bootstrap import Admin, bootstrap, database_urls, make_database, with_database
from devtools.env import ROOT
from devtools.keeper import FOLDER
from devtools.secret_store import SecretStore
from devtools.services import ServiceFailed

PREFIX = "template_of_tests_"


def clone(admin_url: str, name: str) -> None:
    """A fresh database under `name`; whatever a killed run left under it is dropped."""
    template = ensure_template(admin_url)
    drop(admin_url, name)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        make_database(admin, name, template=template)


def drop(admin_url: str, name: str) -> None:
    """Also when a process of ours still holds a connection to it."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def ensure_template(admin_url: str) -> str:
    """The template's name, after making it if a migration changed since."""
    name = PREFIX + fingerprint(made_from())[:12]
    with (FOLDER / "template.lock").open("w") as lock, psycopg.connect(admin_url, autocommit=True) as admin:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if name not in _templates(admin):
            _drop_outdated(admin)
            _make(admin, admin_url, name)
    return name


def made_from() -> list[Path]:
    """What decides how a migrated database looks, apart from the models' state."""
    migrations = sorted(ROOT.glob("*/migrations")) + sorted(ROOT.glob("*/*/migrations"))
    return [*migrations, ROOT / "tta_portal/tenancy", ROOT / "requirements.txt", ROOT / "devtools/bootstrap.py"]


def _templates(admin: Admin) -> list[str]:
    found = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    return [str(row[0]) for row in found]


def _drop_outdated(admin: Admin) -> None:
    for name in _templates(admin):
        identifier = sql.Identifier(name)
        with suppress(psycopg.errors.ObjectInUse):  # another run is cloning it
            admin.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(identifier))
            admin.execute(sql.SQL("DROP DATABASE {}").format(identifier))


def _make(admin: Admin, admin_url: str, name: str) -> None:
    """Under another name first: a template whose migration failed must not be found."""
    half_made = "half_made_template"
    drop(admin_url, half_made)
    secrets = SecretStore(FOLDER)
    bootstrap(admin_url, secrets, database=half_made)
    urls = database_urls(admin_url, secrets, database=half_made)
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    environment = {**os.environ, **urls.environment(), "DJANGO_SETTINGS_MODULE": "tta_portal.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServiceFailed(f"The migrations failed on the tests' database:\n{done.stdout}{done.stderr}")
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half_made), sql.Identifier(name)))
    admin.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(name)))


def connect_as_admin(admin_url: str, name: str) -> Admin:
    return psycopg.connect(with_database(admin_url, name))
