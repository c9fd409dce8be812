"""A Postgres and a Valkey that belong to one tool alone, under build/, and databases cloned from a prepared one."""

import fcntl
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
from psycopg import sql

from devtools.bootstrap import DatabaseUrls, bootstrap, database_urls, make_database, with_database
from devtools.demo import manage, surroundings
from devtools.env import ROOT
from devtools.postgres import Postgres
from devtools.secret_store import SecretStore
from devtools.services import ServiceFailed, Valkey
from devtools.template_database import drop

HALF_MADE = "half_made_template"
PREFIX = "prepared_"


@dataclass(frozen=True)
class OwnServices:
    """Both servers, running, and where the tool keeps its things."""

    folder: Path
    secrets: SecretStore
    postgres: Postgres
    valkey: Valkey

    def urls(self, database: str) -> DatabaseUrls:
        return database_urls(self.postgres.url, self.secrets, database=database)

    def environment(self, database: str, settings: Mapping[str, str]) -> dict[str, str]:
        """What the portal's processes are started with: never the owner's login."""
        found = {**surroundings(), **settings, **self.urls(database).environment(), "REDIS_URL": self.valkey.url}
        del found["DATABASE_OWNER_URL"]
        return {**found, "SECRET_KEY": self.secrets["SECRET_KEY"], "DJANGO_SETTINGS_MODULE": "tta_portal.settings"}

    def prepare(
        self,
        fingerprint: str,
        settings: Mapping[str, str],
        fill: Callable[[dict[str, str]], None],
        *,
        family: str = "",
    ) -> str:
        """The name of a migrated and filled database to clone; made again only when its fingerprint changed.

        Of each family the newest is kept.
        """
        first = f"{PREFIX}{family}"
        name = first + fingerprint[:16]
        with psycopg.connect(self.postgres.url, autocommit=True) as admin:
            known = [str(row[0]) for row in admin.execute("SELECT datname FROM pg_database")]
            if name in known:
                return name
            for other in known:
                if other == HALF_MADE or (other.startswith(first) and other[len(first) : len(first) + 1].isdigit()):
                    drop(self.postgres.url, other)
            bootstrap(self.postgres.url, self.secrets, database=HALF_MADE)
            self._fill(settings, fill)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            admin.execute(rename.format(sql.Identifier(HALF_MADE), sql.Identifier(name)))
        return name

    def clone(self, template: str, name: str) -> None:
        """A fresh copy under `name`, instead of whatever has that name.

        A copied sequence counts on log records of the original: after a crash it would give out
        numbers again. The checkpoint makes its next number a log record of its own.
        """
        drop(self.postgres.url, name)
        with psycopg.connect(self.postgres.url, autocommit=True) as admin:
            make_database(admin, name, template=template)
            admin.execute("CHECKPOINT")
        with redis.Redis.from_url(self.valkey.url) as broker:
            broker.flushall()

    def _fill(self, settings: Mapping[str, str], fill: Callable[[dict[str, str]], None]) -> None:
        environment = self.environment(HALF_MADE, settings)
        manage("migrate", "--verbosity=0", environment=environment | self.urls(HALF_MADE).environment())
        fill(environment)
        with psycopg.connect(with_database(self.postgres.url, HALF_MADE), autocommit=True) as admin:
            admin.execute("VACUUM ANALYZE")


@contextmanager
def own_services(name: str) -> Iterator[OwnServices]:
    """Start both servers with the settings of production: a benchmark or a crash without fsync would tell nothing."""
    folder = ROOT / "build" / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServiceFailed(f"Another run works in {folder}: wait for its end.") from None
        secrets = SecretStore(folder)
        postgres = Postgres(folder / "postgres", log=folder / "logs/postgres.log", password=secrets["postgres"])
        valkey = Valkey(folder / "valkey", log=folder / "logs/valkey.log", password=secrets["valkey"])
        with postgres, valkey:
            yield OwnServices(folder, secrets, postgres, valkey)


def end_like_ctrl_c() -> None:
    """Being told to stop must run the `with` blocks' ends, too: they stop what was started."""
    for signum in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, lambda received, _frame: sys.exit(128 + received))


def run_module(module: str, *arguments: str, environment: Mapping[str, str]) -> str:
    """Run a module of ours that needs an environment of its own, and return what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise ServiceFailed(f"{module} failed; see above.")
    return done.stdout


def write_json(path: Path, text: str) -> None:
    """Replace the file in one step: a reader sees the old result or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(text)
    new.replace(path)
