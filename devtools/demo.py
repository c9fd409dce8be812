"""`make demo`: the whole portal on one machine, and the addresses and logins to try it with.

Starts what is missing (Postgres, Valkey), brings database and static files up to
date side by side, loads the demo networks once, then runs web, worker and beat
until Ctrl-C. Everything it starts ends with it.
"""

import fcntl
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from devtools import env
from devtools.bootstrap import BootstrapRefused, DatabaseUrls, bootstrap, from_environment
from devtools.postgres import Postgres
from devtools.processes import Background, run_until_stopped
from devtools.secret_store import SecretStore
from devtools.services import ServiceFailed, Valkey

STARTED = float(os.environ.get("DEMO_STARTED") or time.time())
READY_SECONDS = 120
AS_ROOT_IS_FINE_HERE = "ignore:You're running the worker with superuser privileges"
DEMO_PASSWORD = "common-thread-demo"  # noqa: S105  (public; refused outside the demo)
LOGINS = (
    ("requester@demo.example", "requester of a rural county health department"),
    ("provider@demo.example", "provider with a caseload"),
    ("partner@demo.example", "community partner in one engagement"),
    ("admin@demo.example", "administrator"),
    ("analyst@demo.example", "analyst"),
    ("requester@gulf.example", "requester in the small network `gulf`"),
    ("provider@gulf.example", "provider in `gulf`"),
    ("admin@gulf.example", "administrator in `gulf`"),
)


def main() -> int:
    for signum in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, lambda received, _frame: sys.exit(128 + received))
    folder, port = env.data_dir(), _port()
    try:
        with ExitStack() as stack:
            stack.enter_context(only_one(folder))
            _require_free(port)
            environment = prepare(stack, folder, port)
            return serve(environment, port)
    except BrokenPipeError:
        return 1  # nobody reads what we say any more
    except (ServiceFailed, BootstrapRefused) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Stopped")
        return 130


def prepare(stack: ExitStack, folder: Path, port: int) -> dict[str, str]:
    """Everything up to the point where the portal can serve; returns its environment."""
    secrets = SecretStore(folder)
    settings = _settings(folder, port, secrets)
    say("Installing and building styles, scripts and fonts, in the background")
    Path(settings["STATIC_ROOT"]).mkdir(parents=True, exist_ok=True)  # stays empty: the demo serves from the sources
    assets = stack.enter_context(
        Background("devtools.assets", environment=surroundings(), log=folder / "logs/assets.log")
    )
    settings |= _database(stack, folder, secrets).environment()
    settings["REDIS_URL"] = _broker(stack, folder, secrets)
    env.save(settings)
    say("Migrating the database")
    manage("migrate", "--verbosity=0", environment=surroundings() | settings)
    del settings["DATABASE_OWNER_URL"]
    say("Loading the demo networks, unless they are there already")
    manage("load_demo", "--skip-checks", environment=surroundings() | settings)
    if assets.running():
        say("Waiting for styles, scripts and fonts")
    assets.finish()
    return surroundings() | settings


def serve(environment: Mapping[str, str], port: int) -> int:
    """Web, worker and beat until one of them ends or somebody presses Ctrl-C."""
    say("Starting web, worker and beat")
    schedule = shlex.quote(str(env.data_dir() / "beat"))
    python = f"exec {shlex.quote(sys.executable)} -m"
    celery = f"{python} celery --app tta_portal --quiet"
    commands = {
        "web": f"{python} gunicorn --config gunicorn.conf.py --bind 127.0.0.1:{port} --log-level warning",
        "worker": f"{celery} worker --concurrency 2 --loglevel WARNING --without-gossip --without-mingle",
        "beat": f"{celery} beat --loglevel WARNING --schedule {schedule} --pidfile=",
    }
    announcer = threading.Thread(target=_announce_when_ready, args=[environment["SITE_URL"], port], daemon=True)
    return run_until_stopped(commands, environment=environment, on_start=announcer.start)


def manage(*arguments: str, environment: Mapping[str, str]) -> None:
    """Run a command of the portal; what it prints is for the person who waits."""
    command = [sys.executable, "manage.py", *arguments]
    if subprocess.run(command, cwd=env.ROOT, env=environment, check=False).returncode:
        raise ServiceFailed(f"`manage.py {' '.join(arguments)}` failed; see above.")


def say(what: str) -> None:
    print(f"[{time.time() - STARTED:5.1f} s] {what}", flush=True)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Two demos on one data folder would corrupt it; the kernel frees the lock even after kill -9."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServiceFailed(
                f"Another demo runs on {folder}: stop it, or give this one its own DATA_DIR."
            ) from None
        yield


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not (given.isdigit() and 0 < int(given) < 65536):
        raise SystemExit(f"PORT is {given!r}: it should be a number such as 8000.")
    return int(given)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServiceFailed(f"Port {port} cannot be used ({error.strerror}): try PORT=8001 make demo.") from None


def _settings(folder: Path, port: int, secrets: SecretStore) -> dict[str, str]:
    """The portal's configuration: the demo's defaults, and whatever the person set instead."""
    defaults = {
        "SECRET_KEY": secrets["SECRET_KEY"],
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "demo://",
        "LOG_LEVEL": "WARNING",
        "DEFAULT_FROM_EMAIL": "Common Thread <portal@demo.example>",
        "DEMO_MAIL_DIR": str(folder / "mail"),
        "STATIC_ROOT": str(folder / "staticfiles"),
        "FILES_URL": (folder / "files").as_uri(),
    }
    chosen = {name: os.environ.get(name) or value for name, value in defaults.items()}
    return {**chosen, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "tta_portal.settings"}


def surroundings() -> dict[str, str]:
    """What our processes inherit: not the database roles, because web and worker must never see the owner's."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return {**inherited, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": AS_ROOT_IS_FINE_HERE}


def _database(stack: ExitStack, folder: Path, secrets: SecretStore) -> DatabaseUrls:
    if brought := from_environment(os.environ, secrets):
        say("Using the database of DATABASE_URL")
        return brought
    say("Starting Postgres")
    log = folder / "logs/postgres.log"
    server = stack.enter_context(Postgres(folder / "postgres", log=log, password=secrets["postgres"]))
    return bootstrap(server.url, secrets)


def _broker(stack: ExitStack, folder: Path, secrets: SecretStore) -> str:
    if brought := os.environ.get("REDIS_URL"):
        say("Using the broker of REDIS_URL")
        return brought
    say("Starting Valkey")
    log = folder / "logs/valkey.log"
    return stack.enter_context(Valkey(folder / "valkey", log=log, password=secrets["valkey"])).url


def _announce_when_ready(address: str, port: int) -> None:
    """Say where the portal is once it says itself that it is well."""
    unwell = "no answer yet"
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                _announce(address)
                return
        except urllib.error.HTTPError as error:
            unwell = error.read().decode(errors="replace")
        except OSError as error:
            unwell = str(error)
        time.sleep(0.5)
    say(f"{address} is still not ready after {READY_SECONDS} s. /readyz says: {unwell}")


def _announce(address: str) -> None:
    width = max(len(login) for login, _ in LOGINS)
    logins = "\n".join(f"    {login:<{width}}  {role}" for login, role in LOGINS)
    say(
        f"Common Thread is ready: {address}/\n\n"
        f"  Sign in with the password {DEMO_PASSWORD} as\n\n{logins}\n\n"
        f"  Mail it sent: {address}/demo/mail/    API: {address}/api/docs/\n"
        f"  Ctrl-C stops every process. Your data stays in {env.data_dir()}.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
