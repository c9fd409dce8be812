"""What people do to a roster: bring a file, look at what it would do, do it, take it back. And what Tribes decide."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tta_portal.accounts.access import must
from tta_portal.accounts.models import SYSTEM, Actor, Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Descriptor, Jurisdiction, Organization
from tta_portal.errors import Refused
from tta_portal.roster import undoing, writing
from tta_portal.roster.columns import guess, year_in
from tta_portal.roster.indexes import read_index
from tta_portal.roster.models import CareDecision, ImportRun
from tta_portal.roster.parsing import read
from tta_portal.roster.plan import Plan, plan_index, plan_roster
from tta_portal.roster.rows import check as check_rows
from tta_portal.tenancy.models import current_network

LOCK = "SELECT pg_advisory_xact_lock(hashtext('roster'), %s::int)"


@transaction.atomic
def keep(content: bytes, *, name: str, kind: str, by: Actor, year: int | None = None) -> ImportRun:
    """Keep a file, once it can be read as a table, with a guess of which column is which."""
    must(by, Permission.MANAGE_NETWORK)
    table = read(content)
    return ImportRun.objects.create(
        kind=kind, name=name[:150], content=content, columns=guess(table.headers), year=year, made_by=_member(by)
    )


@transaction.atomic
def look(run: ImportRun, *, by: Actor, columns: Mapping[str, int] | None = None, year: int | None = None) -> None:
    """Work out what the file would do, and keep that; nothing is written to the directory."""
    must(by, Permission.MANAGE_NETWORK)
    _refuse_unless_open(run)
    run.columns = dict(columns) if columns is not None else run.columns
    run.year = year or run.year
    plan = _plan(run)
    run.entries, run.refused, run.notes, run.counts = plan.entries, plan.refused, plan.notes, plan.counts
    run.state = ImportRun.State.CHECKED
    run.save(update_fields=["columns", "year", "source", "entries", "refused", "notes", "counts", "state"])


@transaction.atomic
def confirm(run: ImportRun, *, by: Actor) -> None:
    """Write what was looked at, and only that."""
    must(by, Permission.MANAGE_NETWORK)
    run = _locked(run)
    if run.state != ImportRun.State.CHECKED:
        raise Refused("This import was done or discarded already. Reload to see where it stands.")
    if _plan(run).entries != run.entries:
        raise Refused("The directory was changed since you looked. Look at what would happen once more.")
    _write(run, by=by)


@transaction.atomic
def bring(content: bytes, *, name: str, kind: str, by: Actor, year: int | None = None) -> ImportRun:
    """Look and write in one go, as a command does; what would change nothing is not kept."""
    run = keep(content, name=name, kind=kind, by=by, year=year)
    _wait_for_turn(run)
    look(run, by=by)
    if run.entries:
        _write(run, by=by)
    else:
        discard(run, by=by)
    return run


def _write(run: ImportRun, *, by: Actor) -> None:
    entries = writing.write(run.entries)
    touched = {entry["place_id"] for entry in entries if entry["facts"] and not entry.get("is_new_place")}
    groups = writing.groups_of(touched)
    writing.settle(groups)
    run.entries, run.profiles = entries, [[place, *given] for place, given in groups.items()]
    run.state, run.done_by, run.done_at, run.content = ImportRun.State.DONE, _member(by), timezone.now(), b""
    run.save(update_fields=["entries", "profiles", "state", "done_by", "done_at", "content"])
    _say_what_is_invented()


@transaction.atomic
def undo(run: ImportRun, *, by: Actor) -> None:
    """Put back what was there before, unless somebody went on from it."""
    must(by, Permission.MANAGE_NETWORK)
    run = _locked(run)
    if run.state != ImportRun.State.DONE:
        raise Refused("There is nothing to undo: this import was not done, or is undone already.")
    withheld = set(CareDecision.objects.withheld().values_list("organization__jurisdiction_id", flat=True))
    undoing.take_back(run.entries, {place: groups for place, *groups in run.profiles if place not in withheld})
    run.state, run.undone_by, run.undone_at = ImportRun.State.UNDONE, _member(by), timezone.now()
    run.save(update_fields=["state", "undone_by", "undone_at"])
    _say_what_is_invented()


@transaction.atomic
def discard(run: ImportRun, *, by: Actor) -> None:
    """Let a file go that was not brought in."""
    must(by, Permission.MANAGE_NETWORK)
    _refuse_unless_open(run)
    run.delete()


@transaction.atomic
def decide_counting(organization: Organization, *, by: Membership, counts: bool, words: str = "") -> None:
    """Note whether a Tribe wants its numbers counted in shared tables by group, and who said so."""
    _refuse_unless_theirs(organization, by)
    decision = CareDecision.Decision.COUNT if counts else CareDecision.Decision.DO_NOT_COUNT
    CareDecision.objects.create(organization=organization, decision=decision, by=by, words=words)
    organization.counts_in_equity = counts
    organization.save(update_fields=["counts_in_equity"])


@transaction.atomic
def delete_figures(organization: Organization, *, by: Membership, words: str = "") -> None:
    """Delete the figures about a Tribe's place for good; no later file brings them back."""
    _refuse_unless_theirs(organization, by)
    CareDecision.objects.create(organization=organization, decision=CareDecision.Decision.DELETE, by=by, words=words)
    place = organization.jurisdiction
    assert place is not None
    Descriptor.objects.filter(jurisdiction=place).delete()
    writing.settle({place.pk: writing.NO_GROUPS})


def _plan(run: ImportRun) -> Plan:
    content = bytes(run.content)
    table = read(content)
    if run.is_roster:
        run.source = f"Roster file “{run.name[:100]}”"
        year = run.year or year_in(run.name) or timezone.localdate().year
        return plan_roster(check_rows(table, run.columns, year=year), current_network(), source=run.source)
    index = read_index(table, run.kind, name=run.name, year=run.year)
    run.source = index.source
    return plan_index(index)


def _locked(run: ImportRun) -> ImportRun:
    """The run as it is now; one import a network at a time."""
    _wait_for_turn(run)
    found: ImportRun = ImportRun.objects.select_for_update().get(pk=run.pk)
    return found


def _wait_for_turn(run: ImportRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [run.network_id])


def _refuse_unless_open(run: ImportRun) -> None:
    if not run.is_open:
        raise Refused("This import was done already. Undo it, or bring the file once more.")


def _refuse_unless_theirs(organization: Organization, by: Membership) -> None:
    place: Jurisdiction | None = organization.jurisdiction
    if place is None or not place.is_tribal:
        raise Refused(_("This is for Tribes: only they decide about their data in this way."))
    if not by.speaks_for(organization.pk):
        must(by, Permission.MANAGE_NETWORK)


def _say_what_is_invented() -> None:
    """The demo says that its figures are invented, until none of those in force is."""
    network = current_network()
    in_force = Descriptor.objects.in_force().values("pk")
    invented = Descriptor.objects.filter(pk__in=in_force, is_synthetic=True).exists()
    if network.descriptors_are_synthetic != invented:
        network.descriptors_are_synthetic = invented
        network.save(update_fields=["descriptors_are_synthetic"])


def _member(by: Actor) -> Membership | None:
    return None if by is SYSTEM or not isinstance(by, Membership) else by
