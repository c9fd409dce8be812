"""Trainings for those who come: look, register, give a seat back, fetch the certificate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from requests_app.training import actions
from requests_app.training.calendars import calendar_file
from requests_app.training.forms import LookFor
from requests_app.training.models import Certificate, Registration, Series, Session, State
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page

PAGE_SIZE = 20
PAST_SHOWN = 12
MINE_SHOWN = 30
SERIES_SHOWN = 100


@require_safe
@requires(Permission.SEE_TRAINING)
def training(request: MemberRequest) -> HttpResponse:
    """What is coming up, everything that is offered, what was, and one's own seats and certificates."""
    form, now = LookFor(request.GET), timezone.now()
    sessions = form.narrow(Session.objects.with_seats().select_related("series__topic"), at="series__")
    upcoming = Paginator(sessions.upcoming(at=now).filter(called_off_at=None), PAGE_SIZE)  # type: ignore[attr-defined]
    coming = Count("sessions", filter=Q(sessions__starts_at__gt=now, sessions__called_off_at=None))
    chosen = request.GET.copy()
    chosen.pop("page", None)
    context: dict[str, Any] = {
        "form": form,
        "page": upcoming.get_page(request.GET.get("page")),
        "query": chosen.urlencode(),
        "past": sessions.past(at=now)[:PAST_SHOWN],  # type: ignore[attr-defined]
        "all_series": form.narrow(Series.objects.select_related("topic"))
        .annotate(coming=coming)
        .order_by("title")[:SERIES_SHOWN],
        "mine": _mine(request.member),
        "can_manage": request.member.can(Permission.MANAGE_TRAINING),
    }
    return render_page(request, "training/list.html", context, part="rows")


def _mine(member: Membership) -> list[Registration]:
    """One's own seats, what comes next on top of what was."""
    rows = Registration.objects.active().filter(member=member).select_related("session__series", "certificate")
    return list(rows.order_by("-session__starts_at", "-pk")[:MINE_SHOWN])


@require_safe
@requires(Permission.SEE_TRAINING)
def series(request: MemberRequest, pk: int) -> HttpResponse:
    """One training with its sessions."""
    found: Series = get_object_or_404(Series.objects.select_related("topic", "network"), pk=pk)
    now, own = timezone.now(), {}
    for registration in Registration.objects.active().filter(member=request.member, session__series=found):
        own[registration.session_id] = registration
    sessions = Session.objects.filter(series=found).with_seats().select_related("host")
    context = {
        "series": found,
        "upcoming": [(session, own.get(session.pk)) for session in sessions.upcoming(at=now)[:PAGE_SIZE]],
        "past": [(session, own.get(session.pk)) for session in sessions.past(at=now)[:PAST_SHOWN]],
        "can_manage": request.member.can(Permission.MANAGE_TRAINING),
    }
    return render_page(request, "training/series.html", context)


def find_session(pk: int) -> Session:
    """A session of this network, with what its words need."""
    rows = Session.objects.select_related("series__network", "series__topic", "network")
    session: Session = get_object_or_404(rows, pk=pk)
    return session


@require_POST
@requires(Permission.SEE_TRAINING)
def register(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a seat, or wait for one."""
    session = find_session(pk)
    registration = actions.register(session, by=request.member)
    if registration.state == State.WAITING:
        messages.warning(request, _("All seats are taken. You are on the waiting list; we write when one is free."))
    else:
        messages.success(
            request, _("You have a seat on {day}. We sent you a mail with the details.").format(day=session.day)
        )
    return redirect(session)


@require_POST
@requires(Permission.SEE_TRAINING)
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Give one's own seat back."""
    session = find_session(pk)
    mine = Registration.objects.active().filter(session=session, member=request.member)
    actions.cancel(get_object_or_404(mine.select_related("session")), by=request.member)
    messages.success(request, _("Your seat is free for somebody else now. Thank you for telling us."))
    return redirect(session)


@require_safe
@requires(Permission.SEE_TRAINING)
def calendar(request: MemberRequest, pk: int) -> HttpResponse:
    """The session for one's own calendar; the address to join is for those who have a seat."""
    session = find_session(pk)
    seated = Registration.objects.with_a_seat().filter(session=session, member=request.member).exists()
    content = calendar_file(session, with_link=seated or request.member.is_staff)
    headers = {"Content-Disposition": f'attachment; filename="training-{session.pk}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


@require_safe
@requires(Permission.SEE_TRAINING)
def certificate(request: MemberRequest, pk: int) -> HttpResponse:
    """The certificate as a page to print."""
    from requests_app.training.certificate_pdf import certificate_pdf  # a quarter of all imports' time, seldom used

    rows = Certificate.objects.select_related("network", "registration__session__series", "registration__organization")
    found: Certificate = get_object_or_404(rows, pk=pk)
    if not found.is_readable_by(request.member):
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="certificate-{found.number}.pdf"'}
    return HttpResponse(certificate_pdf(found), content_type="application/pdf", headers=headers)
