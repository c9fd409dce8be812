"""One fault run: N check-ins fall due while workers, beats, broker, database and mail server fail; then calm."""

import signal
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import psycopg
import redis

from devtools.bootstrap import Admin, with_database
from devtools.chaos_fleet import Fleet
from devtools.chaos_verdict import NIGHT, Row, Seen
from devtools.demo import say
from devtools.own_services import OwnServices
from devtools.processes import Background
from devtools.services import free_port

DATABASE = "chaos"
STRIKE_EVERY = 2.0
FREEZE_SHARE = 0.2
CANCEL_SHARE = CUT_SHARE = 0.3
EMPTY_BROKER_AT, KILL_DATABASE_AT, DUE_UNTIL = 0.35, 0.6, 0.75  # of the time with faults
LONGEST_RETRY = "interval '3 hours'"  # due later than this is due in the recipient's morning
FALL_DUE = """
UPDATE relationships_checkin
SET due_at = now() + make_interval(secs => (abs(hashtext(id::text || %(seed)s::text)) %% 1000) / 1000.0 * %(within)s)
"""
CANCEL = """
UPDATE outbox_message SET state = 'cancelled', claimed_by = NULL
WHERE state IN ('due', 'retry', 'claimed') AND id IN (
    SELECT id FROM outbox_message WHERE state IN ('due', 'retry', 'claimed') ORDER BY random() LIMIT 2)
RETURNING message_id
"""
CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tta_app' AND datname = current_database()
AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory') ORDER BY state = 'idle', random() LIMIT 1
"""
UNSETTLED = f"""
SELECT (SELECT count(*) FROM relationships_checkin WHERE state = 'scheduled') + (
    SELECT count(*) FROM outbox_message WHERE state IN ('retry', 'claimed', 'sending')
    OR (state = 'due' AND due_at < now() + {LONGEST_RETRY}))
"""  # noqa: S608  (a constant of ours)
ROWS = f"""
SELECT message_id, to_email, state, state = 'due' AND due_at > now() + {LONGEST_RETRY} FROM outbox_message
"""  # noqa: S608  (a constant of ours)


@dataclass
class Round:
    """Faults for `fault_seconds`, then up to `calm_seconds` to bring everything to its end."""

    services: OwnServices
    seed: int
    messages: int
    settings: dict[str, str]
    cancelled: set[str] = field(default_factory=set)
    kills: int = 0
    seconds: float = 0

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)  # noqa: S311  (a repeatable order of faults, not a secret)
        self.folder = self.services.folder / f"seed-{self.seed}"
        self.folder.mkdir(exist_ok=True)
        for old in self.folder.iterdir():
            old.unlink()
        self.fault_seconds = seconds_of_faults(self.messages)
        self.calm_seconds = 90 + self.messages / 50

    @property
    def book(self) -> Path:
        return self.folder / "accepted"

    def run(self) -> Seen:
        """Misbehave, calm down, and tell what was seen."""
        self.book.touch()
        self._fall_due()
        started = time.monotonic()
        with ExitStack() as stack:
            sink_port = free_port()
            sink = stack.enter_context(self._sink(sink_port))
            environment = self.services.environment(
                DATABASE, {**self.settings, "EMAIL_URL": f"smtp://127.0.0.1:{sink_port}"}
            )
            fleet = stack.enter_context(Fleet(environment, self.folder, self.rng))
            self._misbehave(fleet)
            sink.process.send_signal(signal.SIGUSR1)
            fleet.thaw()
            say(
                f"Seed {self.seed}: {len(self._accepted())} accepted in {self.fault_seconds:.0f} s of faults; now calm"
            )
            self._settle(fleet)
            self.kills += fleet.kills
        self.seconds = time.monotonic() - started
        return self._seen()

    def _sink(self, port: int) -> Background:
        log = self.folder / "sink.log"
        environment = self.services.environment(DATABASE, self.settings)
        return Background(
            "devtools.chaos_sink", str(port), str(self.seed), str(self.book), environment=environment, log=log
        )

    def _misbehave(self, fleet: Fleet) -> None:
        """Something goes wrong every two seconds; broker and database once each."""
        started, strike_at = time.monotonic(), STRIKE_EVERY
        once: list[tuple[float, Callable[[], None]]] = [
            (EMPTY_BROKER_AT * self.fault_seconds, self._empty_broker),
            (KILL_DATABASE_AT * self.fault_seconds, self._kill_database),
        ]
        while (now := time.monotonic() - started) < self.fault_seconds:
            if once and now >= once[0][0]:
                once.pop(0)[1]()
            if now >= strike_at:
                strike_at = now + self.rng.uniform(0.7, 1.3) * STRIKE_EVERY
                self._strike(fleet)
            self._hurry()
            time.sleep(0.25)

    def _strike(self, fleet: Fleet) -> None:
        fleet.thaw()
        fleet.fill_up()
        if self.rng.random() < FREEZE_SHARE:
            fleet.freeze()
        else:
            fleet.strike()
        if self.rng.random() < CANCEL_SHARE:
            self._cancel()
        if self.rng.random() < CUT_SHARE:
            self._cut()

    def _settle(self, fleet: Fleet) -> None:
        until = time.monotonic() + self.calm_seconds
        while time.monotonic() < until and self._unsettled():
            fleet.fill_up()
            self._hurry()
            time.sleep(0.5)

    def _empty_broker(self) -> None:
        with redis.Redis.from_url(self.services.valkey.url) as broker:
            broker.flushall()

    def _kill_database(self) -> None:
        """kill -9 of the postmaster; what was committed must be there when it is back."""
        process = self.services.postgres.process
        assert process is not None
        process.kill()
        process.wait()  # uncollected, it would look alive to the server that comes after it
        self.services.postgres.start()
        self.kills += 1

    def _connect(self) -> Admin:
        """As the superuser, whom row-level security does not hide anything from.

        It waits for no lock longer than a second: a worker that was stopped may hold it until the next strike.
        """
        url = with_database(self.services.postgres.url, DATABASE)
        return psycopg.connect(url, autocommit=True, options="-c lock_timeout=1000")

    def _fall_due(self) -> None:
        with self._connect() as database:
            database.execute(FALL_DUE, {"seed": self.seed, "within": self.fault_seconds * DUE_UNTIL})
            database.execute(
                "UPDATE directory_organization SET time_zone = %s WHERE name LIKE %s",
                [zone_where_it_is_night(datetime.now(UTC).hour), f"{NIGHT}%"],
            )

    def _hurry(self) -> None:
        """Retries wait minutes; here they may go at once. It is the only thing that is not as in production."""
        with suppress(psycopg.OperationalError), self._connect() as database:
            database.execute("UPDATE outbox_message SET due_at = now() WHERE state = 'retry' AND due_at > now()")

    def _cancel(self) -> None:
        """What `outbox.actions.cancel` does, to two messages that have not left yet."""
        with suppress(psycopg.OperationalError), self._connect() as database:
            self.cancelled |= {str(name) for (name,) in database.execute(CANCEL)}

    def _cut(self) -> None:
        """End one worker's database connection, not the one that holds its lock: the process lives on."""
        with suppress(psycopg.OperationalError), self._connect() as database:
            database.execute(CUT)

    def _unsettled(self) -> int:
        with self._connect() as database:
            row = database.execute(UNSETTLED).fetchone()
        return int(str(row[0])) if row else 0

    def _accepted(self) -> list[tuple[str, str]]:
        lines = self.book.read_text().splitlines()
        return [(name, address) for name, _, address in (line.partition("\t") for line in lines)]

    def _seen(self) -> Seen:
        with self._connect() as database:
            rows = [
                Row(str(name), str(to), str(state), bool(later)) for name, to, state, later in database.execute(ROWS)
            ]
            people = [str(email) for (email,) in database.execute("SELECT email FROM accounts_user")]
            left = database.execute("SELECT count(*) FROM relationships_checkin WHERE state = 'scheduled'").fetchone()
        return Seen(
            people=frozenset(people),
            rows=tuple(rows),
            accepted=tuple(self._accepted()),
            cancelled=frozenset(self.cancelled),
            check_ins_left=int(str(left[0])) if left else 0,
        )


def seconds_of_faults(messages: int) -> float:
    """Long enough for many of the messages to meet one: 65 s for 2,000."""
    return 25 + messages / 50


def zone_where_it_is_night(hour_in_utc: int) -> str:
    """A zone where it is between one and two o'clock; the names of these zones have their signs turned round."""
    ahead = (1 - hour_in_utc + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/UTC"
