"""A recipient brings its record from another network, and can take it away again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from relationships.models import BroughtRecord
from relationships.passport import reading
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization


@transaction.atomic
def bring_record(organization: Organization, *, by: Membership, record: dict[str, Any]) -> BroughtRecord:
    """Keep a record for both sides to read. It changes no number here."""
    _must_be_theirs(organization.pk, by)
    brought: BroughtRecord = BroughtRecord.objects.create(
        organization=organization,
        brought_by=by,
        from_network=reading.from_network(record),
        made_on=reading.made_on(record),
        record=record,
    )
    return brought


@transaction.atomic
def take_record_away(brought: BroughtRecord, *, by: Membership) -> None:
    """It was theirs to show; they no longer do."""
    _must_be_theirs(brought.organization_id, by)
    brought.delete()


def _must_be_theirs(organization_id: int, by: Membership) -> None:
    must(by, Permission.CONFIRM_NEEDS)
    if not by.speaks_for(organization_id):
        raise PermissionDenied("Only the health department itself brings its record, or takes it away.")
