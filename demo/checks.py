"""A public password must not stand in the door of a real portal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, transaction
from django.db.models import Q

from tta_portal.accounts.models import User

DEMO_ADDRESSES = Q(email__endswith="@demo.example") | Q(email__endswith="@gulf.example")


@register(Tags.security, deploy=True)
def no_demo_accounts(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Fail `check --deploy` where DEMO is off and the demo's logins are there; without a database say nothing."""
    if settings.DEMO or (databases is not None and "default" not in databases):
        return []
    try:
        with transaction.atomic():
            count = User.objects.filter(DEMO_ADDRESSES).count()
    except DatabaseError:
        return []
    if not count:
        return []
    return [
        Error(
            f"This database holds accounts of the demo, with a public password: {count}.",
            hint="Start with an empty database: what `load_demo` made is not meant to become a real portal.",
            id="demo.E001",
        )
    ]
