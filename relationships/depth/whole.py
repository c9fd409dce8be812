"""Ask about a whole network at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

NESTED_LOOPS = "SELECT set_config('enable_nestloop', %s, true)"


@contextmanager
def whole_network() -> Iterator[CursorWrapper]:
    """A cursor for a statement that reads most rows of the network in force, inside a transaction.

    Of freshly filled tables under row-level security the planner expects a handful of rows, and chooses loops
    within loops: minutes for what takes milliseconds by hashing. So loops are its last resort here.
    """
    with connection.cursor() as cursor:
        cursor.execute(NESTED_LOOPS, ["off"])
        yield cursor
        cursor.execute(NESTED_LOOPS, ["on"])
