"""Without faults: how long check-ins take to leave, beside a bare loop that sends as many in hundreds."""

import signal
import smtplib
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from random import Random

import psycopg
from celery import Celery

from devtools.bootstrap import with_database
from devtools.chaos_fleet import Fleet
from devtools.chaos_round import DATABASE
from devtools.own_services import OwnServices
from devtools.processes import Background
from devtools.services import ServiceFailed, free_port

HUNDRED = 100
WORKERS = 2  # of the fleet: one with two processes, one alone
COMING_UP, LONGEST = 120.0, 900.0
ALL_DUE = "UPDATE relationships_checkin SET due_at = now(), any_hour = true WHERE state = 'scheduled'"
REACHABLE = """
SELECT count(*) FROM accounts_user WHERE email NOT IN (SELECT email FROM outbox_suppression)
"""
WORDS = "How did it go? This is about our work. Your answer takes about three minutes.\n" * 12


@dataclass(frozen=True)
class Calm:
    """Seconds of the portal, from all due to all accepted, and of the bare loop with the same server."""

    messages: int
    seconds: float
    bare_seconds: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.bare_seconds


def measure(services: OwnServices, settings: dict[str, str]) -> Calm:
    """Both in one run, one after the other, with a mail server that behaves."""
    folder = services.folder / "calm"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    with psycopg.connect(with_database(services.postgres.url, DATABASE), autocommit=True) as database:
        row = database.execute(REACHABLE).fetchone()
        people = int(str(row[0])) if row else 0
        bare = _with_sink(services, settings, folder / "bare", lambda port, _: _bare(port, people))

        def ours(port: int, book: Path) -> float:
            return _portal(services, settings, database, port, book, people)

        portal = _with_sink(services, settings, folder / "portal", ours)
    return Calm(people, round(portal, 1), round(bare, 1))


def _with_sink(
    services: OwnServices, settings: dict[str, str], book: Path, work: Callable[[int, Path], float]
) -> float:
    book.touch()
    port = free_port()
    environment = services.environment(DATABASE, settings)
    log = book.with_suffix(".log")
    with Background("devtools.chaos_sink", str(port), "1", str(book), environment=environment, log=log) as sink:
        time.sleep(1)
        sink.process.send_signal(signal.SIGUSR1)
        return work(port, book)


def _bare(port: int, count: int) -> float:
    """No state, no database: a message like ours, a hundred over each connection."""
    message = EmailMessage()
    message["Subject"], message["From"] = "How did it go?", "portal@chaos.example"
    message.set_content(WORDS)
    message.add_alternative(f"<html><body><p>{WORDS}</p></body></html>", subtype="html")
    started = time.monotonic()
    for first in range(0, count, HUNDRED):
        with smtplib.SMTP("127.0.0.1", port) as server:
            for number in range(first, min(first + HUNDRED, count)):
                del message["Message-ID"], message["To"]
                message["Message-ID"], message["To"] = f"<{number}@bare>", f"person{number}@chaos.example"
                server.send_message(message)
    return time.monotonic() - started


def _wait_for_workers(services: OwnServices) -> None:
    """Until both answer: starting them is not what is measured."""
    control = Celery(broker=services.valkey.url).control
    until = time.monotonic() + COMING_UP
    while len(control.ping(timeout=1) or []) < WORKERS:
        if time.monotonic() > until:
            raise ServiceFailed(f"The workers did not come up in {COMING_UP:.0f} s.")


def _portal(
    services: OwnServices, settings: dict[str, str], database: psycopg.Connection, port: int, book: Path, people: int
) -> float:
    environment = services.environment(DATABASE, {**settings, "EMAIL_URL": f"smtp://127.0.0.1:{port}"})
    with ExitStack() as stack:
        stack.enter_context(Fleet(environment, book.parent, Random(1)))  # noqa: S311  (nothing is drawn from it)
        _wait_for_workers(services)
        database.execute(ALL_DUE)
        started = time.monotonic()
        while (seconds := time.monotonic() - started) < LONGEST:
            if len(book.read_bytes().splitlines()) >= people:
                return seconds
            time.sleep(0.2)
    raise ServiceFailed(f"Not all of {people:,} messages had left after {LONGEST:.0f} s: see {book.parent}.")
