"""Bring a roster of jurisdictions and their health departments into a network."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tta_portal.roster.management.bringing import bring, content_of, networks, refuse_if_refused, report, taken
from tta_portal.tenancy.scope import network_scope


class Command(BaseCommand):
    """Bring a roster from a CSV file, with or without index columns. Refused lines are told; the others go in."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a CSV file with a heading; docs/roster.md says what it may hold")
        parser.add_argument("--network", required=True, metavar="SLUG")
        parser.add_argument("--year", type=int, help="of the figures, where neither a heading nor the name says so")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        path, content = content_of(options["file"])
        (network,) = networks(options["network"])
        with network_scope(network.pk):
            run = bring(content, path.name, kind="roster", year=options["year"], dry_run=options["dry_run"])
            report(self, network, run)
        refuse_if_refused(run.count("refused"), taken=taken(run), dry_run=options["dry_run"])
