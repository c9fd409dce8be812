"""Bytes in the storage, under keys of our own: what other apps keep beside files that people chose."""

from __future__ import annotations

import secrets

import structlog
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone

from tta_portal.tenancy.scope import current_network_id

log = structlog.get_logger(__name__)


def put(content: bytes | File[bytes]) -> str:
    """Keep bytes of the network in force; return the key under which they lie."""
    key = f"{current_network_id()}/{timezone.now():%Y/%m}/{secrets.token_hex(20)}"
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
