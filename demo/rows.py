"""Write plain rows in bulk, as the app role: no tables are made or copied into, so row-level security holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

from tta_portal.tenancy.scope import current_network_id

Row = dict[str, Any]
BLOCK = 2000


class Numbers:
    """Primary keys, taken from the tables' own sequences in blocks, so that children can name their parents."""

    def __init__(self, block: int = BLOCK) -> None:
        self._block = block
        self._waiting: dict[type[models.Model], Iterator[int]] = {}

    def next(self, model: type[models.Model]) -> int:
        number = next(self._waiting.get(model, iter(())), None)
        if number is None:
            self._waiting[model] = iter(self._take(model))
            number = next(self._waiting[model])
        return number

    def _take(self, model: type[models.Model]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, self._block],
            )
            return [number for (number,) in cursor.fetchall()]


class Rows:
    """Rows by model, waiting to be written."""

    def __init__(self) -> None:
        self.by_model: dict[type[models.Model], list[Row]] = defaultdict(list)

    def add(self, model: type[models.Model], **row: Any) -> Row:
        self.by_model[model].append(row)
        return row

    def extend(self, other: Rows) -> None:
        for model, rows in other.by_model.items():
            self.by_model[model] += rows


def check_keys_at_once() -> None:
    """Check foreign keys with each statement: put off to the commit, a million rows' checks would fill the memory."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def write(model: type[models.Model], rows: list[Row]) -> None:
    """Insert rows, a few thousand in a statement; what a row does not name gets the model's default."""
    for start in range(0, len(rows), BLOCK):
        _insert(model, rows[start : start + BLOCK])


def _insert(model: type[models.Model], rows: list[Row]) -> None:
    types = _column_types(model)
    named = set().union(*rows)
    if not named <= types.keys():
        raise TypeError(f"{model.__name__} has no columns {', '.join(sorted(named - types.keys()))}.")
    chosen = [name for name in types if name != "id" or name in named]
    defaults = {field.column: field.get_default() for field in model._meta.concrete_fields if not field.remote_field}
    defaults["network_id"] = current_network_id()
    statement = sql.SQL("INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays})").format(
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join(map(sql.Identifier, chosen)),
        arrays=sql.SQL(", ").join(sql.SQL("%s::") + types[name] for name in chosen),
    )
    values = [[_adapted(row.get(name, defaults.get(name))) for row in rows] for name in chosen]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _adapted(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


@cache
def _column_types(model: type[models.Model]) -> dict[str, sql.SQL]:
    """Each column's array type. Text has no length here: what is too long must fail, not be cut."""
    kinds = {
        str(field.column): str(field.db_type(connection))
        for field in model._meta.concrete_fields
        if not field.generated
    }
    return {
        name: sql.SQL(("text" if kind.startswith("varchar") else kind.partition("(")[0]) + "[]")
        for name, kind in kinds.items()
    }
