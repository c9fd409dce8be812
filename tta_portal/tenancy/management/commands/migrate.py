"""Migrate as the owner, then give the app role its rights."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from tta_portal.tenancy.grants import grant_app_role


class Command(migrate.Command):
    """Django's migrate, on the owner's connection."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: only the owner's login may migrate.")
        super().handle(*args, **options)
        grant_app_role(using=options["database"])
