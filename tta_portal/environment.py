"""Read the environment, or refuse to start with one sentence that names the variable."""

from __future__ import annotations

import os
from urllib.parse import parse_qs, unquote, urlsplit

DATABASE_EXAMPLE = "postgresql://tta_app:password@db.example:5432/tta_portal"


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
