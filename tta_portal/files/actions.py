"""Take a file, use it, or throw it away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import structlog
from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.files import content, scanner, vault
from tta_portal.files.kinds import KINDS, Kind, extension_of, in_words
from tta_portal.files.models import STAGED_FOR, FilePolicy, StoredFile
from tta_portal.files.names import clean_name
from tta_portal.files.refusal import BadFile
from tta_portal.limits import Limit
from tta_portal.words import gettext_lazy as _

MOST_STAGED = 50
UPLOADS = Limit(
    "uploads",
    120,
    timedelta(minutes=10),
    _("You sent very many files at once. Wait ten minutes, then send the others."),
)
log = structlog.get_logger(__name__)


def store(upload: File[bytes], *, by: Membership | None) -> StoredFile:
    """Check a file and keep it, staged until `attach`; raise BadFile with a sentence that names it, or TooOften.

    `by` is None for what came by mail. The upload needs `name`, `size` and to be seekable.
    """
    if by is not None:
        UPLOADS.count(by.pk)
    name, policy = clean_name(upload.name or ""), FilePolicy.in_force()
    kind = _kind_of(name, policy)
    size = _size_of(upload, name, policy)
    if by is not None and StoredFile.objects.staged().filter(uploaded_by=by).count() >= MOST_STAGED:
        raise BadFile(_("You sent many files that are not part of anything yet. Save the form first, then send more."))
    try:
        content.check(upload, kind, size=size)
    except content.BadContent as reason:
        raise BadFile(f"“{name}” {reason}.") from reason
    _scan(upload, name)
    return _keep(upload, name=name, size=size, content_type=kind.content_type, uploaded_by=by)


def attach(stored_files: Iterable[StoredFile]) -> None:
    """Mark staged files as used, so that the sweep leaves them alone. Each can be used once."""
    keys = [stored.pk for stored in stored_files]
    if not keys:
        return
    with transaction.atomic():
        used = StoredFile.objects.staged().filter(pk__in=keys).update(attached_at=timezone.now())
        if used != len(set(keys)):
            raise Refused(_("These files were used or removed already. Reload the page and choose them again."))


def discard(stored: StoredFile) -> None:
    """Remove a file: its row now, its bytes once that is certain."""
    key = stored.key
    stored.delete()
    transaction.on_commit(lambda: vault.remove(key))


@transaction.atomic
def set_policy(*, by: Membership, max_bytes: int, quota_bytes: int, allowed: list[str]) -> FilePolicy:
    """Change what files the network takes; those it has already stay."""
    must(by, Permission.MANAGE_NETWORK)
    policy: FilePolicy
    policy, _ = FilePolicy.objects.update_or_create(
        defaults={"max_bytes": max_bytes, "quota_bytes": quota_bytes, "allowed": allowed}
    )
    return policy


def remove_forgotten() -> int:
    """Throw away what was staged and never used; return how many."""
    forgotten = list(StoredFile.objects.forgotten(at=timezone.now())[:500])
    with transaction.atomic():
        for stored in forgotten:
            discard(stored)
    return len(forgotten)


def remove_orphans() -> int:
    """Throw away bytes whose row was rolled back, of this month and the last; return how many."""
    today = timezone.localdate()
    removed = 0
    for day in (today, today.replace(day=1) - timedelta(days=1)):
        keys = vault.keys_of_month(day)
        known = set(StoredFile.objects.filter(key__in=keys).values_list("key", flat=True))
        for key in keys:
            if key not in known and vault.age_of(key) > STAGED_FOR:
                vault.remove(key)
                removed += 1
    return removed


def _kind_of(name: str, policy: FilePolicy) -> Kind:
    extension = extension_of(name)
    if extension not in policy.extensions:
        raise BadFile(
            _("“{name}” is not of a kind that is taken here. Send it as one of these: {kinds}.").format(
                name=name, kinds=in_words(policy.extensions)
            )
        )
    return KINDS[extension]


def _size_of(upload: File[bytes], name: str, policy: FilePolicy) -> int:
    size = upload.size or 0
    if not size:
        raise BadFile(_("“{name}” is empty.").format(name=name))
    if size > policy.max_bytes:
        raise BadFile(
            _("“{name}” has {size}, and {most} is the most. Make it smaller, or send a link to it.").format(
                name=name, size=filesizeformat(size), most=filesizeformat(policy.max_bytes)
            )
        )
    _must_have_room(size, name, policy)
    return size


def _must_have_room(size: int, name: str, policy: FilePolicy) -> None:
    if StoredFile.objects.all().bytes_used() + size > policy.quota_bytes:
        raise BadFile(
            _("There is no room left for “{name}”. Ask an administrator of this network to make some.").format(
                name=name
            )
        )


def _scan(upload: File[bytes], name: str) -> None:
    if not scanner.is_configured():
        return
    try:
        found = scanner.find_malware(content.pieces(upload))
    except scanner.ScannerDown as error:
        log.error("virus scanner gives no answer", error=str(error)[:200])
        raise BadFile(
            _("“{name}” could not be checked for viruses just now. Try again in a few minutes.").format(name=name)
        ) from error
    if found:
        log.warning("malware refused", found=found)
        raise BadFile(
            _("“{name}” contains a virus ({found}), so we do not take it. Tell whoever gave it to you.").format(
                name=name, found=found
            )
        )


def _keep(upload: File[bytes], *, name: str, size: int, **fields: Any) -> StoredFile:
    """Keep the bytes, then ask once more for room, one at a time: another upload may have taken it meanwhile."""
    now = timezone.now()
    digest = hashlib.sha256()
    for piece in content.pieces(upload):
        digest.update(piece)
    upload.seek(0)
    saved = vault.put(upload)
    try:
        with transaction.atomic():
            _must_have_room(size, name, FilePolicy.locked())
            stored: StoredFile = StoredFile.objects.create(
                name=name,
                size=size,
                key=saved,
                sha256=digest.hexdigest(),
                uploaded_at=now,
                scanned_at=now if scanner.is_configured() else None,
                **fields,
            )
    except Exception:
        vault.remove(saved)
        raise
    return stored
