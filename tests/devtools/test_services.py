import shutil
import signal
import sys

import psycopg
import pytest
import redis

from devtools.postgres import Postgres
from devtools.processes import run_until_stopped
from devtools.services import ServiceFailed, Valkey

pytestmark = pytest.mark.slow


@pytest.fixture
def postgres(tmp_path):
    """A server of its own; for root its data may lie outside the test's folder."""
    server = Postgres(tmp_path / "postgres", log=tmp_path / "log", password="for-tests")
    yield server
    server.stop()
    shutil.rmtree(server.folder)


@pytest.fixture
def _handlers():
    """honcho's manager takes over the signals and never gives them back."""
    taken = {signum: signal.getsignal(signum) for signum in (signal.SIGINT, signal.SIGTERM)}
    yield
    for signum, handler in taken.items():
        signal.signal(signum, handler)


def test_postgres_comes_back_with_its_data_after_kill_9(postgres):
    with postgres as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS it")
        server.process.send_signal(signal.SIGKILL)

        server.start()

        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT it FROM kept").fetchall() == [(1,)]


def test_postgres_lets_nobody_in_without_the_password(postgres):
    postgres.start()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(postgres.url.replace("for-tests", "guessed"))


def test_valkey_keeps_what_was_queued_after_kill_9(tmp_path):
    with Valkey(tmp_path / "valkey", log=tmp_path / "log", password="for-tests") as server:
        with redis.Redis.from_url(server.url) as client:
            client.rpush("queue", "task")
            client.execute_command("WAITAOF", 1, 0, 5000)
        server.process.send_signal(signal.SIGKILL)

        server.start()

        with redis.Redis.from_url(server.url) as client:
            assert client.lrange("queue", 0, -1) == [b"task"]


def test_a_server_that_cannot_start_says_why(postgres):
    postgres.settings = {"no_such": "setting"}

    with pytest.raises(ServiceFailed, match="no_such"):
        postgres.start()


@pytest.mark.usefixtures("_handlers")
def test_when_one_process_ends_the_others_are_stopped(capsys):
    sleeper = f"exec {sys.executable} -c 'import time; time.sleep(60)'"

    code = run_until_stopped(
        {"web": sleeper, "worker": "exit 3"}, environment={"PATH": "/usr/bin:/bin"}, on_start=lambda: None
    )

    assert code == 1
    assert "worker ended by itself" in capsys.readouterr().err
