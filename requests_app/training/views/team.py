"""Trainings for those who hold them: offer, change, keep the list, answer a request by a seat."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from requests_app.training import actions
from requests_app.training.forms import AttendanceForm, CallOffForm, OfferSeatForm, SeriesForm, SessionForm
from requests_app.training.models import Registration, Series
from requests_app.training.panels import fitting_sessions
from requests_app.training.views.trainings import find_session
from requests_app.views.requests import find as find_request
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TRAINING)
def new_series(request: MemberRequest) -> HttpResponse:
    """Offer a new training."""
    form = SeriesForm(posted(request))
    if form.is_valid():
        series = actions.add_series(by=request.member, **form.cleaned_data)
        messages.success(request, "It is on the list. Now give it a date.")
        return redirect(series)
    return render_page(request, "training/series_form.html", {"form": form, "series": None})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TRAINING)
def edit_series(request: MemberRequest, pk: int) -> HttpResponse:
    """Say something else about a training."""
    series: Series = get_object_or_404(Series.objects.select_related("network"), pk=pk)
    form = SeriesForm(posted(request), series=series)
    if form.is_valid():
        actions.change_series(series, by=request.member, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect(series)
    return render_page(request, "training/series_form.html", {"form": form, "series": series})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TRAINING)
def new_session(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a date on the calendar."""
    series: Series = get_object_or_404(Series.objects.select_related("network"), pk=pk)
    form = SessionForm(posted(request), time_zone=request.network.time_zone)
    if form.is_valid():
        session = actions.add_session(series, by=request.member, **form.cleaned_data)
        messages.success(request, f"It is on the calendar: {session.when}.")
        return redirect(session)
    return render_page(request, "training/session_form.html", {"form": form, "series": series, "session": None})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TRAINING)
def edit_session(request: MemberRequest, pk: int) -> HttpResponse:
    """Another time, another place, more seats."""
    session = find_session(pk)
    form = SessionForm(posted(request), session=session)
    if form.is_valid():
        actions.change_session(session, by=request.member, **form.cleaned_data)
        messages.success(request, "Saved. If the time or place is new, everybody who is registered gets a mail.")
        return redirect(session)
    context = {"form": form, "series": session.series, "session": session}
    return render_page(request, "training/session_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TRAINING)
def call_off(request: MemberRequest, pk: int) -> HttpResponse:
    """It is not held after all."""
    session = find_session(pk)
    form = CallOffForm(posted(request))
    if form.is_valid():
        actions.call_off(session, by=request.member, reason=form.cleaned_data["reason"])
        messages.success(request, "Called off. Everybody who has a seat or waits for one is told now.")
        return redirect(session)
    people = session.registrations.active().count()
    return render_page(request, "training/call_off.html", {"form": form, "session": session, "people": people})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TRAINING)
def attendance(request: MemberRequest, pk: int) -> HttpResponse:
    """Who is coming; after it began, who was there."""
    session = find_session(pk)
    rows = Registration.objects.filter(session=session).select_related("member__user", "organization")
    seated = list(rows.with_a_seat().order_by("member__user__name", "pk"))
    form = AttendanceForm(posted(request), registrations=seated)
    if form.is_valid():
        actions.mark_attendance(session, by=request.member, present=form.cleaned_data["present"])
        messages.success(request, "Saved. Certificates and check-ins follow by themselves.")
        return redirect("attendance", network=request.network.slug, pk=session.pk)
    context = {"session": session, "form": form, "seated": seated, "waiting": list(rows.waiting())}
    return render_page(request, "training/attendance.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def offer_seat(request: MemberRequest, number: int) -> HttpResponse:
    """Answer a request by a seat in a coming session on its topic."""
    tta_request = find_request(request, number)
    sessions = fitting_sessions(tta_request)
    form = OfferSeatForm(posted(request), tta_request=tta_request, sessions=sessions)
    if form.is_valid():
        session, words = form.cleaned_data["session"], form.cleaned_data["words"]
        actions.offer_seat(session, tta_request, by=request.member, words=words)
        messages.success(
            request, f"{tta_request.requester.user.first_name} has a seat, and a message with the details."
        )
        return redirect(tta_request)
    context = {"tta_request": tta_request, "form": form, "has_sessions": sessions.exists()}
    return render_page(request, "training/offer_seat.html", context)
