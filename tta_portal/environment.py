"""Read the environment, or refuse to start with one sentence that names the variable."""

from __future__ import annotations

import os
import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

DATABASE_EXAMPLE = "postgresql://tta_app:password@db.example:5432/tta_portal"
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
FILES_FOLDER = "file:///var/lib/common-thread/files"
FILES_EXAMPLE = "file:///var/lib/common-thread/files or s3://key:secret@s3.example/bucket?region=us-east-1"


class Refusal(SystemExit):
    """The start is refused; the message is what the operator reads."""

    def __init__(self, name: str, problem: str, example: str) -> None:
        super().__init__(f"Common Thread cannot start: {name} {problem}. It should look like {example}")


def text(name: str, *, example: str, default: str | None = None) -> str:
    """Return a required text variable; an empty one counts as missing."""
    value = os.environ.get(name, "").strip() or default
    if not value:
        raise Refusal(name, "is not set", example)
    return value


def flag(name: str) -> bool:
    """Return a yes-or-no variable; unset means no."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    raise Refusal(name, f"is {value!r}", "1 or 0")


def words(name: str, *, example: str, default: str | None = None) -> list[str]:
    """Return a comma-separated variable as a list."""
    return [word.strip() for word in text(name, example=example, default=default).split(",") if word.strip()]


def secret(name: str) -> str:
    """Return a secret of at least 50 characters; there is never a default."""
    value = text(name, example="50 or more random characters")
    if len(value) < 50:
        raise Refusal(name, f"has only {len(value)} characters", "50 or more random characters")
    return value


def web_address(name: str) -> str:
    """Return an absolute http(s) address without a path or a closing slash."""
    example = "https://tta.example.org"
    value = text(name, example=example).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise Refusal(name, f"is {value!r}", example)
    return value


def redis_address(name: str) -> str:
    """Return the address of Redis or Valkey."""
    example = "redis://:password@cache.example:6379/0"
    value = text(name, example=example)
    if urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        raise Refusal(name, "is not a Redis address", example)
    return value


def database(name: str) -> dict[str, object]:
    """Return Django's settings for one Postgres login, from an address."""
    value = text(name, example=DATABASE_EXAMPLE)
    parts = urlsplit(value)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.username or len(parts.path) < 2:
        raise Refusal(name, "is not a Postgres address with a user and a database", DATABASE_EXAMPLE)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def mail_transport(name: str) -> str:
    """Return the address of the mail transport: smtp, smtps, smtp+tls, anymail+<service> or demo."""
    example = "smtp+tls://user:password@mail.example:587"
    value = text(name, example=example)
    scheme = urlsplit(value).scheme
    if scheme not in {"smtp", "smtps", "smtp+tls", "demo"} and not scheme.startswith("anymail+"):
        raise Refusal(name, f"starts with {scheme!r}", example)
    return value


def file_storage(name: str) -> dict[str, object]:
    """Return Django's settings for where uploaded files lie: a folder, or a bucket that speaks S3."""
    value = text(name, example=FILES_EXAMPLE, default=FILES_FOLDER)
    parts = urlsplit(value)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/") and len(parts.path) > 1:
        return _folder(unquote(parts.path))
    if parts.scheme == "s3" and parts.hostname and len(parts.path.strip("/")) > 0:
        return _bucket(parts)
    raise Refusal(name, "is neither a folder nor a bucket", FILES_EXAMPLE)


def _folder(path: str) -> dict[str, object]:
    """Readable by the portal's own account alone, and at no address of the web server."""
    options = {"location": path, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}


def _bucket(parts: SplitResult) -> dict[str, object]:
    """Without a key in the address, the machine's own role is used."""
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    port = f":{parts.port}" if parts.port else ""
    options = {
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "bucket_name": parts.path.strip("/"),
        "endpoint_url": query.get("endpoint") or f"https://{parts.hostname}{port}",
        "region_name": query.get("region"),
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
        "signature_version": "s3v4",
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def scanner_address(name: str) -> str:
    """Return the address of a ClamAV daemon, or an empty text: without one, files are not scanned."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and not ((parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "unix" and parts.path)):
        raise Refusal(name, f"is {value!r}", "tcp://clamav.example:3310 or unix:///run/clamav/clamd.sock")
    return value


def domain(name: str) -> str:
    """Return a domain name in small letters, or an empty text: what it is for is then switched off."""
    value = os.environ.get(name, "").strip().lower().rstrip(".")
    if value and not re.fullmatch(
        r"(?=.{1,120}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", value
    ):
        raise Refusal(name, f"is {value!r}", "reply.tta.example.org")
    return value


def mailbox(name: str) -> str:
    """Return the address of an IMAP folder to fetch mail from, or an empty text."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and not (parts.scheme in {"imap", "imaps"} and parts.hostname and parts.username):
        raise Refusal(name, "is not the address of an IMAP folder", "imaps://user:password@mail.example/INBOX")
    return value
