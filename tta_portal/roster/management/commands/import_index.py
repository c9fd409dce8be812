"""Bring a published index of counties into the networks that have jurisdictions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tta_portal.roster.indexes import NAMES
from tta_portal.roster.management.bringing import bring, content_of, networks, refuse_if_refused, report, taken
from tta_portal.tenancy.scope import network_scope


class Command(BaseCommand):
    """Note what CDC/ATSDR (svi), USDA (rucc) or NCHS (nchs) say of each county. Earlier years are kept."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the CSV file as it was published")
        parser.add_argument("--kind", required=True, choices=sorted(NAMES))
        parser.add_argument("--network", metavar="SLUG", help="only this one; otherwise all that have jurisdictions")
        parser.add_argument("--year", type=int, help="of the index, where neither a heading nor the name says so")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        path, content = content_of(options["file"])
        refused, found = 0, 0
        for network in networks(options["network"]):
            with network_scope(network.pk):
                run = bring(content, path.name, kind=options["kind"], year=options["year"], dry_run=options["dry_run"])
                report(self, network, run)
            refused, found = max(refused, run.count("refused")), found + taken(run)
        refuse_if_refused(refused, taken=found, dry_run=options["dry_run"])
