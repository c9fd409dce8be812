"""Postgres and Valkey for tests: shared by every test process of this checkout, gone when the last one is.

A keeper process of its own holds the servers. Test processes hold a shared lock
for as long as they live; when the kernel has freed the last one, even after
kill -9, the keeper stops the servers and ends.
"""

import fcntl
import json
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from devtools.bootstrap import bootstrap
from devtools.env import ROOT, write_private
from devtools.postgres import FOR_TESTS, Postgres
from devtools.secret_store import SecretStore
from devtools.services import START_SECONDS, ServiceFailed, Valkey

FOLDER = ROOT / ".local/test"
ADDRESSES = FOLDER / "services.json"
LOG = FOLDER / "logs/keeper.log"
SLOTS = 64


@dataclass(frozen=True)
class Addresses:
    """How test processes reach the servers; `admin` is the superuser."""

    admin: str
    redis: str


class Membership:
    """Holds the servers for this process, starting them if nobody has."""

    def __init__(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(FOLDER / "users.lock", fcntl.LOCK_SH)
        self.addresses = _addresses()

    def leave(self) -> None:
        """Let go; the last one waits until the servers are gone, so that a run leaves nothing behind."""
        self._lock.close()
        deadline = time.monotonic() + START_SECONDS
        while _keeper_lives() and not _others_stay() and time.monotonic() < deadline:
            time.sleep(0.05)


class Slot:
    """A number no other running test process has: its database, its Valkey database."""

    def __init__(self) -> None:
        folder = FOLDER / "slots"
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(SLOTS):
            with suppress(BlockingIOError):
                self._lock = _locked(folder / str(number), fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.number = number
                return
        raise ServiceFailed(f"More than {SLOTS} test processes at once in this checkout.")


def keep() -> None:
    """The keeper: run the servers until nobody holds them."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        life = _locked(FOLDER / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # somebody else's keeper was quicker
    secrets = SecretStore(FOLDER)
    postgres = Postgres(
        FOLDER / "postgres", log=FOLDER / "logs/postgres.log", password=secrets["postgres"], settings=FOR_TESTS
    )
    valkey = Valkey(FOLDER / "valkey", log=FOLDER / "logs/valkey.log", password=secrets["valkey"], databases=SLOTS)
    with life, postgres, valkey:
        bootstrap(postgres.url, secrets)
        write_private(ADDRESSES, json.dumps(asdict(Addresses(postgres.url, valkey.url))))
        try:
            unused = _wait_until_unused()
        finally:
            ADDRESSES.unlink()
    unused.close()  # only now may newcomers look for a keeper


def _wait_until_unused() -> IO[str]:
    while True:
        with suppress(BlockingIOError):
            return _locked(FOLDER / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        time.sleep(0.2)


def _addresses() -> Addresses:
    deadline = time.monotonic() + START_SECONDS
    keeper = None if _keeper_lives() else _start_keeper()
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError):
            return Addresses(**json.loads(ADDRESSES.read_text()))
        if keeper and keeper.poll():
            break
        time.sleep(0.03)
    raise ServiceFailed(f"The test services did not start:\n{LOG.read_text(errors='replace')}")


def _start_keeper() -> subprocess.Popen[bytes]:
    ADDRESSES.unlink(missing_ok=True)
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "devtools.keeper"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _keeper_lives() -> bool:
    return not _is_free(FOLDER / "keeper.lock", fcntl.LOCK_EX)


def _others_stay() -> bool:
    """Somebody shares the lock: we may share it too, but not have it alone."""
    users = FOLDER / "users.lock"
    return not _is_free(users, fcntl.LOCK_EX) and _is_free(users, fcntl.LOCK_SH)


def _is_free(path: Path, kind: int) -> bool:
    try:
        _locked(path, kind | fcntl.LOCK_NB).close()
    except BlockingIOError:
        return False
    return True


def _locked(path: Path, kind: int) -> IO[str]:
    file = path.open("w")
    try:
        fcntl.flock(file, kind)
    except BlockingIOError:
        file.close()
        raise
    return file


if __name__ == "__main__":
    keep()
