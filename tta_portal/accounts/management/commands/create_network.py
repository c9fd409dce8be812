"""Make a network, and invite the person who will run it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from tta_portal.accounts import actions
from tta_portal.tenancy.models import RESERVED_SLUGS, Network
from tta_portal.tenancy.scope import network_scope


class Command(BaseCommand):
    """Make a network with its address, and mail its first administrator an invitation."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its part of the address, such as `gulf`")
        parser.add_argument("--name", required=True, help="its name, such as “Gulf Coast TTA Partners”")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="who will run it")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["admin"].strip().lower()
        network = Network(slug=options["slug"], name=options["name"])
        _check(network, email)
        with transaction.atomic():
            network.save()
            with network_scope(network.pk):
                actions.invite_first_administrator(network, email)
        self.stdout.write(
            f"{network.name} is at {settings.SITE_URL}/{network.slug}/. "
            f"An invitation is on its way to {email}; it works once, for {settings.INVITATION_DAYS} days. "
            "Next, the administrator joins, sets up a second sign-in step, and invites the others under “People”."
        )


def _check(network: Network, email: str) -> None:
    """Refuse, with a sentence, what would not work."""
    if network.slug in RESERVED_SLUGS:
        raise CommandError(f"“{network.slug}” is an address of the portal itself. Choose another one.")
    if Network.objects.filter(slug=network.slug).exists():
        raise CommandError(f"There is a network at “{network.slug}” already. Choose another address.")
    try:
        network.full_clean()
    except ValidationError as error:
        raise CommandError(
            "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        ) from None
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(
            f"“{email}” is no e-mail address. The first administrator gets the invitation there."
        ) from None
