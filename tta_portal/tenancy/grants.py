"""What the app role may do: read and write rows, never alter, truncate or rewrite history."""

from __future__ import annotations

from django.conf import settings
from django.db import connections


def grant_app_role(*, using: str) -> None:
    """Give the app role its rights on every table; history tables take inserts only."""
    role = settings.DATABASES["default"]["USER"]
    with connections[using].cursor() as cursor:
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"')
        cursor.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
        for table in _append_only(cursor):
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM "{role}"')
        cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{role}"')


def _append_only(cursor: object) -> list[str]:
    cursor.execute(  # type: ignore[attr-defined]  # Django's cursor wrapper has no public type
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND column_name IN ('pgh_id', 'happened_at')"
    )
    return [table for (table,) in cursor.fetchall()]  # type: ignore[attr-defined]
