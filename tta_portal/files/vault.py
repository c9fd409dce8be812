"""Bytes in the storage, under keys of our own: what other apps keep beside files that people chose."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

import structlog
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone

from tta_portal.tenancy.scope import current_network_id

log = structlog.get_logger(__name__)


def put(content: bytes | File[bytes], *, folder: str = "") -> str:
    """Keep bytes of the network in force; return the key under which they lie.

    Without a folder they belong to a StoredFile, and a sweep removes those that have none.
    """
    key = f"{_home(folder)}{timezone.now():%Y/%m}/{secrets.token_hex(20)}"
    return default_storage.save(key, ContentFile(content) if isinstance(content, bytes) else content)


def get(key: str) -> bytes:
    """Return bytes; raise OSError when they are missing or the storage is away."""
    with default_storage.open(key) as file:
        return file.read()


def remove(key: str) -> None:
    """A storage that is away must not undo what was decided; what stays behind is logged."""
    try:
        default_storage.delete(key)
    except Exception:
        log.exception("bytes left behind in the storage", key=key)


def keys_of_month(day: date, *, folder: str = "") -> list[str]:
    """All keys of the network in force that were given out in this month."""
    month = f"{_home(folder)}{day:%Y/%m}"
    try:
        return [f"{month}/{name}" for name in default_storage.listdir(month)[1]]
    except FileNotFoundError:
        return []


def age_of(key: str) -> timedelta:
    """How long ago these bytes were put here; no time at all if they are gone."""
    try:
        return timezone.now() - default_storage.get_modified_time(key)
    except FileNotFoundError:
        return timedelta(0)


def _home(folder: str) -> str:
    return f"{current_network_id()}/{folder}/" if folder else f"{current_network_id()}/"
