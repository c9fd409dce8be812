"""Refuse to serve from a database that would not keep networks apart."""

from __future__ import annotations

from django.db import connection

ROLE_FAULTS = """
SELECT CASE WHEN rolsuper THEN 'is a superuser' WHEN rolbypassrls THEN 'bypasses row-level security' END
FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)
UNION ALL
SELECT 'owns the table ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_get_userbyid(c.relowner) = current_user
UNION ALL
SELECT 'may truncate ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND has_table_privilege(c.oid, 'TRUNCATE')
"""

TENANT_TABLES = """
SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity,
  EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'network_isolation'),
  EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 2
    AND (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[0]) = 'network_id')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'network_id' AND NOT a.attisdropped
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""

LONE_KEYS = """
WITH tenant AS (
  SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'network_id' AND NOT a.attisdropped
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p'))
SELECT source.relname, a.attname
FROM pg_constraint k
JOIN tenant source ON source.oid = k.conrelid
JOIN tenant target ON target.oid = k.confrelid
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
WHERE k.contype = 'f' AND cardinality(k.conkey) = 1
AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = k.conrelid
  AND c.confrelid = k.confrelid AND cardinality(c.conkey) = 2 AND c.conkey[2] = k.conkey[1])
"""


def database_faults() -> list[str]:
    """List, in words, what in this database or role would let one network see another."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE_FAULTS)
        faults = [f"the login of DATABASE_URL {fault}" for (fault,) in cursor.fetchall()]
        cursor.execute(TENANT_TABLES)
        for _, table, enabled, forced, policy, key in cursor.fetchall():
            present = {"row-level security": enabled, "FORCE": forced, "a policy": policy, "a composite key": key}
            faults += [f"table {table} lacks {what}" for what, there in present.items() if not there]
        cursor.execute(LONE_KEYS)
        faults += [f"{table}.{column} can point into another network" for table, column in cursor.fetchall()]
    return faults


def refuse_unsafe_database() -> None:
    """Stop the process, with every reason, if the database is not safe to serve from."""
    faults = database_faults()
    connection.close()
    if faults:
        raise SystemExit("Common Thread refuses to serve: " + "; ".join(faults) + ".")
