"""Let days pass in one network of the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demo import actions
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


class Command(BaseCommand):
    """Make what falls due in so many days due now; the running clock sends it within ten seconds."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", required=True, metavar="SLUG")
        parser.add_argument("--days", required=True, type=int, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        days, slug = options["days"], options["network"]
        if not settings.DEMO:
            raise CommandError("Time can be moved only where DEMO=1 is set: it rewrites due dates.")
        if not 0 < days <= 3650:
            raise CommandError("Choose a number of days from 1 to 3650.")
        network = Network.objects.filter(slug=slug).first()
        if network is None:
            raise CommandError(f"There is no network at “{slug}”.")
        with network_scope(network.pk):
            due = actions.fast_forward(days=days, at=timezone.now())
        self.stdout.write(
            f"{network.name} is {days} days on: {due.check_ins} check-ins fell due, and {due.mails} mails. "
            "The clock looks every ten seconds, so they go out now; see /demo/mail/."
        )
