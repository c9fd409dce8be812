"""What both commands do: read a file, look at what it would do, do it, and say what was done."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tta_portal.accounts.models import SYSTEM
from tta_portal.directory.models import Jurisdiction
from tta_portal.errors import Refused
from tta_portal.roster import actions
from tta_portal.roster.models import ImportRun
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

MOST_NOTES = 40


def content_of(name: str) -> tuple[Path, bytes]:
    """The bytes of a file."""
    path = Path(name)
    try:
        return path, path.read_bytes()
    except OSError as error:
        raise CommandError(f"“{name}” cannot be read: {error.strerror or error}.") from None


def networks(slug: str | None) -> list[Network]:
    """The network of this name, or all that have jurisdictions."""
    if slug is not None:
        found = Network.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"There is no network “{slug}”.")
        return [found]
    having = [network for network in Network.objects.order_by("slug") if _has_places(network)]
    if not having:
        raise CommandError("No network has jurisdictions yet. Bring a roster first, with import_jurisdictions.")
    return having


def _has_places(network: Network) -> bool:
    with network_scope(network.pk):
        return Jurisdiction.objects.exists()


def bring(content: bytes, name: str, *, kind: str, year: int | None, dry_run: bool) -> ImportRun:
    """Look, and unless it is a dry run, write; in the network in force."""
    try:
        with transaction.atomic():
            if not dry_run:
                return actions.bring(content, name=name, kind=kind, by=SYSTEM, year=year)
            run = actions.keep(content, name=name, kind=kind, by=SYSTEM, year=year)
            actions.look(run, by=SYSTEM)
            actions.discard(run, by=SYSTEM)
            return run
    except Refused as refused:
        raise CommandError(refused.sentence) from None


def report(command: BaseCommand, network: Network, run: ImportRun) -> None:
    """What was done, what is good to know, and what is wrong, by line."""
    would = "nothing was written; there would be " if run.entries and not run.pk else ""
    command.stdout.write(
        f"{network.slug}: {would}{run.count('added'):,} places added, {run.count('changed'):,} changed, "
        f"{run.count('left'):,} left as they are, {run.count('facts'):,} facts noted, "
        f"{run.count('refused'):,} lines refused."
    )
    for note in run.notes[:MOST_NOTES]:
        command.stdout.write(f"  {_where(note['line'])}{note['sentence']}")
    if len(run.notes) > MOST_NOTES:
        command.stdout.write(f"  … and {len(run.notes) - MOST_NOTES:,} more notes like these.")
    for problem in run.refused:
        command.stderr.write(f"  {_where(problem['line'])}{problem['sentence']}")


def refuse_if_refused(refused: int, *, taken: int, dry_run: bool) -> None:
    """End as a failure when lines were refused, so that a script notices."""
    if not refused:
        return
    lines = "1 line was" if refused == 1 else f"{refused:,} lines were"
    rest = "nothing was written" if dry_run or not taken else "all others went in"
    raise CommandError(f"{lines} refused, as said above; {rest}.")


def taken(run: ImportRun) -> int:
    """How many places of a file are in the directory now."""
    return run.count("added") + run.count("changed") + run.count("left")


def _where(line: int) -> str:
    return f"line {line}: " if line else ""
