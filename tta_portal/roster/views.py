"""Bring a roster or an index, look before anything is written, take it back; and a Tribe's data."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page, sent_files
from tta_portal.roster import actions
from tta_portal.roster.forms import BringForm, ColumnsForm, CountingForm, DeletionForm, read_kept
from tta_portal.roster.in_words import as_lines
from tta_portal.roster.models import ImportRun
from tta_portal.roster.parsing import BadTable

PAGE_SIZE = 20
FIRST_CHANGES = 30
BULKY = ("content", "entries", "profiles", "refused", "notes")


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def roster(request: MemberRequest) -> HttpResponse:
    """Choose a file or paste a table; below, what was brought before."""
    form = BringForm(posted(request), sent_files(request))
    if form.is_valid():
        given = form.cleaned_data
        run = actions.keep(given["content"], name=given["name"], kind=given["kind"], by=request.member)
        if not run.is_roster:
            _look_at_index(request, run)
        return redirect(run)
    runs = ImportRun.objects.select_related("made_by__user", "done_by__user", "network").defer(*BULKY)
    page = Paginator(runs.order_by("-made_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "roster/roster.html", {"form": form, "page": page})


def _look_at_index(request: MemberRequest, run: ImportRun) -> None:
    """A published file says by itself what is where; if it does not, the next page asks."""
    try:
        with transaction.atomic():
            actions.look(run, by=request.member)
    except BadTable as bad:
        messages.warning(request, bad.sentence)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def roster_columns(request: MemberRequest, pk: int) -> HttpResponse:
    """Say which column is which. The file is with us already."""
    run: ImportRun = get_object_or_404(ImportRun.objects.select_related("network"), pk=pk)
    if not run.is_open:
        return redirect(run)
    table = read_kept(run)
    form = ColumnsForm(posted(request), run=run, table=table)
    if form.is_valid() and _looked(request, run, form):
        return redirect(run)
    context = {"form": form, "run": run, "headers": table.headers, "first": table.lines[:3]}
    return render_page(request, "roster/columns.html", context)


def _looked(request: MemberRequest, run: ImportRun, form: ColumnsForm) -> bool:
    """Work out what the file would do; what is wrong with the whole file is an error of the form."""
    try:
        with transaction.atomic():
            actions.look(run, by=request.member, columns=form.columns(), year=form.cleaned_data["year"])
    except BadTable as bad:
        form.add_error(None, bad.sentence)
        return False
    return True


@require_safe
@requires(Permission.MANAGE_NETWORK)
def roster_import(request: MemberRequest, pk: int) -> HttpResponse:
    """What a file would do, or did: counts, the first changes, and every row that is refused."""
    related = ImportRun.objects.select_related("made_by__user", "done_by__user", "undone_by__user", "network")
    run: ImportRun = get_object_or_404(related.defer("content", "profiles"), pk=pk)
    if run.state == ImportRun.State.KEPT:
        return redirect("roster_columns", network=request.network.slug, pk=run.pk)
    context = {
        "run": run,
        "changes": as_lines(run.entries[:FIRST_CHANGES]),
        "more": max(0, len(run.entries) - FIRST_CHANGES),
        "refused_tone": "warn" if run.refused else "",
        "notes": run.notes[:FIRST_CHANGES],
        "more_notes": max(0, len(run.notes) - FIRST_CHANGES),
    }
    return render_page(request, "roster/import.html", context)


@require_POST
@requires(Permission.MANAGE_NETWORK)
def change_import(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Do it, take it back, or let the file go."""
    run: ImportRun = get_object_or_404(ImportRun.objects.select_related("network"), pk=pk)
    if verb == "confirm":
        actions.confirm(run, by=request.member)
        messages.success(request, "Done. You can undo it here.")
    elif verb == "undo":
        actions.undo(run, by=request.member)
        messages.success(request, "Undone. The directory is as it was before this import.")
    elif verb == "discard":
        actions.discard(run, by=request.member)
        messages.success(request, "Discarded. Nothing was written.")
        return redirect("roster", network=request.network.slug)
    else:
        raise Http404
    return redirect(run)


def _tribe(request: MemberRequest, pk: int) -> Organization:
    """A Tribe's organization, for its own people and for administrators; to others there is no such page."""
    found: Organization = get_object_or_404(Organization.objects.select_related("jurisdiction", "network"), pk=pk)
    may = request.member.speaks_for(found.pk) or request.member.can(Permission.MANAGE_NETWORK)
    if not may or found.jurisdiction is None or not found.jurisdiction.is_tribal:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def care(request: MemberRequest, pk: int) -> HttpResponse:
    """What we hold about a Tribe, whether it is counted, and how to take it along or have it deleted."""
    found = _tribe(request, pk)
    is_ours = request.member.speaks_for(found.pk)
    form = CountingForm(posted(request), counts=found.counts_in_equity, is_ours=is_ours)
    if form.is_valid():
        counts = form.cleaned_data["counts"] == "yes"
        actions.decide_counting(found, by=request.member, counts=counts, words=form.cleaned_data["words"])
        messages.success(request, _("Noted. It holds from now on."))
        return redirect("care", network=request.network.slug, pk=found.pk)
    return render_page(request, "roster/care.html", _care_context(found, form, DeletionForm(is_ours=is_ours), form))


@require_POST
@requires(Permission.SEE_ORGANIZATIONS)
def delete_figures(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete the figures about a Tribe's place."""
    found = _tribe(request, pk)
    is_ours = request.member.speaks_for(found.pk)
    deletion = DeletionForm(posted(request), is_ours=is_ours)
    if deletion.is_valid():
        actions.delete_figures(found, by=request.member, words=deletion.cleaned_data["why"])
        messages.success(request, _("Deleted. No later file brings these figures back."))
        return redirect("care", network=request.network.slug, pk=found.pk)
    counting = CountingForm(counts=found.counts_in_equity, is_ours=is_ours)
    return render_page(request, "roster/care.html", _care_context(found, counting, deletion, deletion))


def _care_context(found: Organization, counting: Any, deletion: Any, form: Any) -> dict[str, Any]:
    place = found.jurisdiction
    assert place is not None
    return {
        "organization": found,
        "counting": counting,
        "deletion": deletion,
        "form": form,
        "figures": list(place.descriptors.order_by("kind", "-as_of")),
        "decisions": list(found.care_decisions.select_related("by__user").order_by("-happened_at", "-pk")[:20]),
    }
