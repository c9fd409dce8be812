"""Who is sending: each process holds a lock that the kernel frees when it dies.

A message claimed by a courier is released only when that lock is free, never because the
courier was slow: a stopped process wakes up and goes on.
"""

from __future__ import annotations

import os
import secrets

import psycopg
from django.db import connection

LOCK_NAMESPACE = 0x7474


class _Courier:
    """This process's number, held by a connection of its own for as long as the process lives."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.number = secrets.randbelow(2**31 - 1) + 1
        parameters = connection.get_connection_params()
        parameters.pop("cursor_factory", None)
        parameters.pop("context", None)
        self.connection = psycopg.connect(**parameters, autocommit=True)
        self.connection.execute("SELECT pg_advisory_lock(%s, %s)", (LOCK_NAMESPACE, self.number))

    def is_alive(self) -> bool:
        """Whether the connection, and with it the lock, still exists."""
        try:
            self.connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        return self.pid == os.getpid()


_couriers: list[_Courier] = []


def number() -> int:
    """Return this process's courier number, taking a new one if its lock was lost or it was forked."""
    if not _couriers or not _couriers[-1].is_alive():
        _couriers[:] = [_Courier()]
    return _couriers[0].number


def resign() -> None:
    """Let go of the lock: what this process still held is put back or listed at the next tick."""
    while _couriers:
        _couriers.pop().connection.close()


def is_gone(courier: int) -> bool:
    """Whether the courier of that number is dead: nobody holds its lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK_NAMESPACE, courier])
        return bool(cursor.fetchone()[0])
