"""The database roles of the portal, made on a server that has none yet.

Owner migrates, app serves, dispatch sends, backup reads: separate logins, none
of them able to become another, none above row-level security but the backup.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg import sql

DATABASE = "tta_portal"
ROLES = {
    "tta_owner": "NOBYPASSRLS",
    "tta_app": "NOBYPASSRLS",
    "tta_dispatch": "NOBYPASSRLS",
    "tta_backup": "BYPASSRLS",
}
EXTENSIONS = ("btree_gin", "pg_trgm", "citext")
SYSTEM_DATABASES = {"", "postgres", "template1"}

Admin = psycopg.Connection[tuple[object, ...]]


class BootstrapRefused(Exception):
    """The server cannot be prepared; the message says which variable to change."""


class Secrets(Protocol):
    def __getitem__(self, name: str) -> str: ...


@dataclass(frozen=True)
class DatabaseUrls:
    """How each process reaches the same database."""

    owner: str
    app: str
    dispatch: str

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_OWNER_URL": self.owner,
            "DATABASE_URL": self.app,
            "DATABASE_DISPATCH_URL": self.dispatch,
        }


def from_environment(environ: Mapping[str, str], secrets: Secrets) -> DatabaseUrls | None:
    """The database somebody brought, or None when there is no DATABASE_URL."""
    url = environ.get("DATABASE_URL")
    if not url:
        return None
    owner, dispatch = environ.get("DATABASE_OWNER_URL"), environ.get("DATABASE_DISPATCH_URL")
    if owner and dispatch:
        return DatabaseUrls(owner, url, dispatch)
    named = unquote(urlsplit(url).path.lstrip("/"))
    return bootstrap(url, secrets, database=DATABASE if named in SYSTEM_DATABASES else named)


def bootstrap(admin_url: str, secrets: Secrets, *, database: str = DATABASE) -> DatabaseUrls:
    """Make roles and database, or bring them up to date; running it twice changes nothing."""
    with _connect(admin_url) as admin:
        _require_rights(admin)
        for role, bypass in ROLES.items():
            _make_role(admin, role, bypass, secrets[role])
        make_database(admin, database)
    with _connect(with_database(admin_url, database)) as admin:
        _guard_schema(admin)
    return database_urls(admin_url, secrets, database=database)


def database_urls(admin_url: str, secrets: Secrets, *, database: str) -> DatabaseUrls:
    """Where the three roles find a database on the server of `admin_url`."""
    return DatabaseUrls(
        *(with_database(admin_url, database, role=role, password=secrets[role]) for role in list(ROLES)[:3])
    )


def make_database(admin: Admin, name: str, *, template: str = "template1") -> None:
    """A database of the owner's that only our roles may enter."""
    identifier = sql.Identifier(name)
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        statement = sql.SQL("CREATE DATABASE {} OWNER tta_owner TEMPLATE {}")
        admin.execute(statement.format(identifier, sql.Identifier(template)))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(identifier))
    roles = sql.SQL(", ").join(sql.Identifier(role) for role in existing_roles(admin))
    admin.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(identifier, roles))


def existing_roles(admin: Admin) -> list[str]:
    found = admin.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)])
    return [str(row[0]) for row in found]


def with_database(url: str, database: str, *, role: str = "", password: str = "") -> str:
    """The same server, another database, perhaps as somebody else."""
    parts = urlsplit(url)
    netloc = parts.netloc
    if role:
        netloc = f"{role}:{quote(password, safe='')}@{netloc.rpartition('@')[2]}"
    return parts._replace(netloc=netloc, path=f"/{quote(database, safe='')}").geturl()


def _connect(url: str) -> Admin:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        said = " ".join(str(error).split())
        raise BootstrapRefused(
            f"DATABASE_URL does not lead to a Postgres server that lets us in "
            f"(it should look like postgres://role:password@host:5432/database): {said}"
        ) from None


def _require_rights(admin: Admin) -> None:
    row = admin.execute(
        "SELECT rolsuper OR (rolcreaterole AND rolcreatedb) FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if not (row and row[0]):
        raise BootstrapRefused(
            "DATABASE_URL names a role that may not create roles and databases: set DATABASE_OWNER_URL and "
            "DATABASE_DISPATCH_URL as well (postgres://role:password@host:5432/database), "
            "or give DATABASE_URL a role with CREATEROLE and CREATEDB."
        )


def _make_role(admin: Admin, role: str, bypass: str, password: str) -> None:
    """The password is hashed here, so that it never stands in the server's log."""
    identifier = sql.Identifier(role)
    if role not in existing_roles(admin):
        if bypass == "BYPASSRLS" and not _may_bypass(admin):
            return  # nobody can give away what they do not have; backups then use the server's own role
        attributes = f"LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION {bypass}"
        admin.execute(sql.SQL("CREATE ROLE {} {}").format(identifier, sql.SQL(attributes)))
    _require_modest(admin, role)
    hashed = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    admin.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(identifier, sql.Literal(hashed)))
    if role == "tta_owner":
        admin.execute("GRANT tta_owner TO CURRENT_USER")  # to create what the owner is to own
    if role == "tta_backup":
        admin.execute("GRANT pg_read_all_data TO tta_backup")
        admin.execute("ALTER ROLE tta_backup SET default_transaction_read_only = on")


def _may_bypass(admin: Admin) -> bool:
    row = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def _require_modest(admin: Admin, role: str) -> None:
    """A role of that name may exist already, with rights that would undo tenant isolation."""
    row = admin.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR (rolbypassrls AND rolname <> 'tta_backup')"
        " OR (rolname <> 'tta_owner' AND pg_has_role(oid, 'tta_owner', 'MEMBER'))"
        " FROM pg_roles WHERE rolname = %s",
        [role],
    ).fetchone()
    if row and row[0]:
        raise BootstrapRefused(
            f"The server of DATABASE_URL has a role {role} with more rights than it may have; drop it or "
            f"take away SUPERUSER, CREATEROLE, CREATEDB, BYPASSRLS and membership in tta_owner."
        )


def _guard_schema(admin: Admin) -> None:
    for extension in EXTENSIONS:
        admin.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    admin.execute("GRANT USAGE, CREATE ON SCHEMA public TO tta_owner")
    for role in existing_roles(admin):
        admin.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role)))
