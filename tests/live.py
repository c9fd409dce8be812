"""The portal's real processes, for tests of what only processes can show: web, worker, beat, and a mail sink."""

from __future__ import annotations

import asyncio
import email
import email.policy
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from devtools.services import free_port
from tta_portal.inbound import lmtp

ROOT = Path(__file__).parent.parent
logging.getLogger("mail.log").setLevel(logging.WARNING)


def wait_for(what: Callable[[], Any], *, seconds: float = 30, why: str = "") -> Any:
    """Return the first true answer; fail after a while, saying what was waited for."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = what()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds} s for {why or what}")


class Sink:
    """An SMTP server on loopback that keeps what it accepted, and can be told to misbehave."""

    def __init__(self) -> None:
        self.accepted: list[EmailMessage] = []
        self.answers: list[str] = []
        self.pipelining = True
        self.lock = threading.Lock()
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"

    def __enter__(self) -> Sink:
        self.controller.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.controller.stop()

    async def handle_EHLO(  # noqa: N802  (its caller names it)
        self, server: Any, session: Any, envelope: Any, name: str, says: list[str]
    ) -> list[str]:
        """Several commands in one go, as real servers take them."""
        session.host_name = name
        return [says[0], "250-PIPELINING", *says[1:]] if self.pipelining else says

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (its caller names it)
        with self.lock:
            answer = self.answers.pop(0) if self.answers else "250 accepted"
            if answer.startswith("250"):
                self.accepted.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if answer == "drop":
            server.transport.abort()
        return answer

    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.accepted]


def listens(port: int) -> bool:
    """Whether somebody answers at this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class MailServer:
    """The LMTP server that takes mail in, on a port of its own, in a thread."""

    def __init__(self) -> None:
        self.port = free_port()
        self.loop, self.stop = asyncio.new_event_loop(), asyncio.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> MailServer:
        self.thread.start()
        wait_for(lambda: listens(self.port), why="the LMTP server")
        return self

    def __exit__(self, *exc: object) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(10)
        self.loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(lmtp.serve("127.0.0.1", self.port, until=self.stop))


class Processes:
    """Starts the portal's programs against the tests' database, and ends just those."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = {**os.environ, **environment}
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{len(self.running)}-{command[1] if len(command) > 1 else command[0]}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", *command],
            cwd=ROOT,
            env=self.environment | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        return self.start(
            "celery", "-A", "tta_portal", "worker", "--pool", "solo", "--without-gossip", "--without-mingle",
            "--without-heartbeat", "-l", "warning", **environment,
        )  # fmt: skip

    def beat(self) -> subprocess.Popen[bytes]:
        schedule = str(self.folder / "beat")
        return self.start("celery", "-A", "tta_portal", "beat", "-s", schedule, "--pidfile", "", "-l", "warning")

    def logs(self) -> str:
        return "\n".join(f"== {path.name}\n{path.read_text()[-4000:]}" for path in sorted(self.folder.glob("*.log")))

    def stop(self) -> None:
        for process in self.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
