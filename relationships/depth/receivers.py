"""News from requests and relationships that may change a standing, each passed on in one line."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from relationships.depth import tasks
from relationships.models import CheckIn, Engagement
from relationships.signals import check_in_answered, engagement_moved, touched
from requests_app.models import TTARequest
from requests_app.signals import contact_made, request_moved
from tta_portal.directory.models import Organization


@receiver([request_moved, contact_made])
def after_a_request(tta_request: TTARequest, **kwargs: Any) -> None:
    _look_again(tta_request.organization_id)


@receiver(check_in_answered)
def after_an_answer(check_in: CheckIn, **kwargs: Any) -> None:
    _look_again(check_in.organization_id)


@receiver(touched)
def after_a_touch(organization: Organization, **kwargs: Any) -> None:
    _look_again(organization.pk)


@receiver(engagement_moved)
def after_a_move(engagement: Engagement, **kwargs: Any) -> None:
    _look_again(engagement.recipient_id)


def _look_again(organization_id: int) -> None:
    """After the commit: what a worker reads before it is not there yet."""
    transaction.on_commit(lambda: tasks.recompute.delay([organization_id]))
