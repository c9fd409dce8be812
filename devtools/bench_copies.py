"""A database of the demo made as large as a benchmark wants: requests, check-ins and answers copied many times.

Loading a million requests one story at a time would take most of an hour. A copy is sent up to ten days earlier than
its original, with all its other dates; its texts are empty. Written past triggers and foreign keys, so that the copies
leave no history and no marks of change.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from devtools.demo import say

APART = 10_000_000  # between the numbers of one copy and those of the next
TABLES: dict[str, dict[str, str]] = {
    "requests_app_ttarequest": {
        "number": "row.number + copy.number * {apart}", "need": "''", "hoped_for_change": "''", "why_now": "''",
        "populations": "''", "follows_id": "NULL", "merged_into_id": "NULL", "status": "'closed'",
    },
    "relationships_checkin": {"tta_request_id": "row.tta_request_id + copy.number * {apart}", "message_id": "NULL"},
    "relationships_checkinanswer": {"check_in_id": "row.check_in_id + copy.number * {apart}"},
}  # fmt: skip
CHOSEN = {
    "requests_app_ttarequest": "status NOT IN ('draft', 'merged', 'submitted', 'on_hold')",
    "relationships_checkin": """EXISTS (SELECT FROM requests_app_ttarequest kept
      WHERE kept.id = row.tta_request_id + copy.number * {apart})""",
    "relationships_checkinanswer": """EXISTS (SELECT FROM relationships_checkin kept
      WHERE kept.id = row.check_in_id + copy.number * {apart})""",
}
"""What is still open stays as rare as it is: a network does not leave a million people waiting."""
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND NOT EXISTS (
  SELECT FROM pg_constraint WHERE conname = indexname) AND indexdef NOT LIKE 'CREATE UNIQUE%%'
"""
"""Those that only speed up reading: row by row they would take most of the time of copying."""
COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


def multiply(url: str, *, size: int) -> int:
    """Copy until there are about `size` requests; return how many there are."""
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        indexes = connection.execute(INDEXES, [list(TABLES)]).fetchall()
        for name, _ in indexes:
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        first = _count(connection)
        for copy in range(1, 1 + max(0, round((size - first) / max(1, _copied(connection))))):
            for table in TABLES:
                connection.execute(_copy(connection, table), {"copy": copy})
            if copy % 10 == 0:
                say(f"Copied {copy} times: {_count(connection):,} requests")
        say("Making the indexes again")
        for _, definition in indexes:
            connection.execute(sql.SQL(definition))
        return _count(connection)


def _copy(connection: psycopg.Connection, table: str) -> sql.Composed:
    names, values = [], []
    for name, kind in connection.execute(COLUMNS, [table]).fetchall():
        names.append(sql.Identifier(name))
        values.append(sql.SQL(_value(table, name, kind)))
    into = sql.SQL(
        "INSERT INTO {} ({}) SELECT {} FROM {} row, (SELECT %(copy)s::bigint AS number) copy WHERE row.id < {} AND {}"
    )
    chosen = sql.SQL(CHOSEN[table].format(apart=APART))
    return into.format(
        sql.Identifier(table), sql.SQL(", ").join(names), sql.SQL(", ").join(values), sql.Identifier(table),
        sql.Literal(APART), chosen,
    )  # fmt: skip


def _value(table: str, name: str, kind: str) -> str:
    if name == "id":
        return f"row.id + copy.number * {APART}"
    if name in TABLES[table]:
        return TABLES[table][name].format(apart=APART)
    if kind == "timestamp with time zone":
        return f"row.\"{name}\" - mod(copy.number * 7919, 14400) * interval '1 minute'"
    return f'row."{name}"'


def _count(connection: psycopg.Connection) -> int:
    found = connection.execute("SELECT count(*) FROM requests_app_ttarequest").fetchone()
    return int(found[0]) if found else 0


def _copied(connection: psycopg.Connection) -> int:
    where = sql.SQL(CHOSEN["requests_app_ttarequest"])
    found = connection.execute(
        sql.SQL("SELECT count(*) FROM requests_app_ttarequest WHERE {}").format(where)
    ).fetchone()
    return int(found[0]) if found else 0
