"""What a page holds of a staged file: a signed number, good for one member, for two days."""

from __future__ import annotations

from django.core import signing

from tta_portal.accounts.models import Membership
from tta_portal.files.models import STAGED_FOR, StoredFile


def ticket_for(stored: StoredFile, member: Membership) -> str:
    return signing.dumps(stored.pk, salt=_salt(member))


def staged_file(ticket: str, member: Membership) -> StoredFile | None:
    """The file that this member staged and has not used yet, or None for anything else."""
    try:
        pk = signing.loads(ticket, salt=_salt(member), max_age=STAGED_FOR)
    except signing.BadSignature:
        return None
    found: StoredFile | None = StoredFile.objects.staged().filter(pk=pk, uploaded_by=member).first()
    return found


def _salt(member: Membership) -> str:
    return f"staged-file:{member.network_id}:{member.pk}"
