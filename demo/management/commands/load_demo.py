"""Load the demo networks, once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.load import GULF, NATIONAL, load
from tta_portal.tenancy.models import Network

MOST = 1_000_000


class Command(BaseCommand):
    """Fill `national` and `gulf` with places, people and two years of history, all invented."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--requests", type=int, default=NATIONAL.requests, help="requests in `national`")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same history on the same day")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This loads invented people with a public password, so it runs only where DEMO=1 is set."
            )
        if not 0 < options["requests"] <= MOST:
            raise CommandError(f"Choose a number of requests from 1 to {MOST:,}.")
        for design, count in ((NATIONAL, options["requests"]), (GULF, GULF.requests)):
            if Network.objects.filter(slug=design.slug).exists():
                self.stdout.write(f"{design.name} is here already; nothing to load.")
                continue
            made = load(design, requests=count, seed=options["seed"])
            self.stdout.write(f"{design.name}: {made:,} requests.")
