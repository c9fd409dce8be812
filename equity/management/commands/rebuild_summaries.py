"""Count every request and check-in anew into the summaries that the equity pages read."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from equity.summaries import keeping, nightly
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope


class Command(BaseCommand):
    """The numbers on the pages are the same before, meanwhile and after; only quicker to read."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", metavar="SLUG", help="only this one; otherwise all")

    def handle(self, *args: Any, **options: Any) -> None:
        networks = Network.objects.order_by("slug")
        if options["network"]:
            networks = networks.filter(slug=options["network"])
            if not networks:
                raise CommandError(f"There is no network with the address {options['network']}.")
        for network in networks:
            started = perf_counter()
            with network_scope(network.pk):
                keeping.rebuild()
                summed = perf_counter()
                nightly.keep()
            took = f"sums in {summed - started:.1f} s, what reads the whole history in {perf_counter() - summed:.1f} s"
            self.stdout.write(f"{network.slug}: {took}")
