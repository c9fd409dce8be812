"""How often we ask, whom we spare, what they ask of us, and contacts logged in ten seconds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relationships import actions
from relationships.forms.rhythm import (
    AnswerThemForm,
    AskUsForm,
    CadenceForm,
    CheckInQuestionForm,
    OrganizationPauseForm,
    PauseForm,
    TouchForm,
    WishForm,
)
from relationships.models import Pause, ReverseCheckIn
from requests_app import actions as request_actions
from requests_app.actions.questions import DOWN, UP
from requests_app.models import Question, TTARequest
from requests_app.models.questions import AskedIn
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page

MOST = 100


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def check_in_settings(request: MemberRequest) -> HttpResponse:
    """When the network asks, what it asks besides, and where it asks nobody for now."""
    which = request.POST.get("form", "")
    cadence = CadenceForm(posted(request) if which == "cadence" else None, days=request.network.cadence)
    question = CheckInQuestionForm(posted(request) if which == "question" else None)
    pause = PauseForm(posted(request) if which == "pause" else None)
    done = _saved(request, cadence, question, pause)
    if done:
        messages.success(request, done)
        return redirect("check_in_settings", network=request.network.slug)
    own = Question.objects.filter(asked_in=AskedIn.CHECK_IN).order_by("position", "pk")
    context = {
        "cadence": cadence,
        "question": question,
        "pause": pause,
        "form": {"question": question, "pause": pause}.get(which, cadence),
        "asked": own.filter(retired_on=None)[:MOST],
        "retired": own.exclude(retired_on=None)[:MOST],
        "pauses": Pause.objects.filter(lifted_at=None).select_related("organization", "made_by__user")[:MOST],
    }
    return render_page(request, "relationships/check_in_settings.html", context)


def _saved(request: MemberRequest, cadence: CadenceForm, question: CheckInQuestionForm, pause: PauseForm) -> str:
    """Save whichever form was sent, and say so; nothing when none was, or it was wrong."""
    if cadence.is_valid():
        request.network.check_in_days = cadence.cleaned_data["days"]
        request.network.save(update_fields=["check_in_days"])
        return "Saved. Requests delivered from now on are asked about on these days."
    if question.is_valid():
        request_actions.add_question(by=request.member, **question.cleaned_data)
        return "Added. It is asked from the next check-in on."
    if pause.is_valid():
        actions.pause_check_ins(by=request.member, **pause.cleaned_data)
        return "Nobody there is asked for now. What falls due meanwhile is asked afterwards."
    return ""


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def edit_check_in_question(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask it in other words, or at another moment."""
    question: Question = get_object_or_404(Question, pk=pk, asked_in=AskedIn.CHECK_IN)
    form = CheckInQuestionForm(posted(request), question=question)
    if form.is_valid():
        request_actions.change_question(question, by=request.member, **form.cleaned_data)
        messages.success(request, "Saved. Answers given before keep the words they were asked in.")
        return redirect("check_in_settings", network=request.network.slug)
    return render_page(request, "requests_app/question.html", {"form": form, "question": question})


@require_POST
@requires(Permission.MANAGE_NETWORK)
def change_check_in_question(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Up, down, or retire and put back."""
    question: Question = get_object_or_404(Question, pk=pk, asked_in=AskedIn.CHECK_IN)
    if verb == "retire":
        request_actions.retire_question(question, by=request.member)
    elif verb in ("up", "down"):
        request_actions.move_question(question, by=request.member, step=UP if verb == "up" else DOWN)
    else:
        raise Http404
    return redirect("check_in_settings", network=request.network.slug)


@require_POST
@requires(Permission.WORK_REQUESTS)
def lift_pause(request: MemberRequest, pk: int) -> HttpResponse:
    """The emergency is over."""
    pause: Pause = get_object_or_404(Pause.objects.select_related("organization"), pk=pk)
    actions.lift_pause(pause, by=request.member)
    messages.success(request, "Check-ins go out again.")
    if pause.organization is not None:
        return redirect(pause.organization)
    return redirect("check_in_settings", network=request.network.slug)


def _theirs(request: MemberRequest, pk: int) -> Organization:
    """An organization that this member works with, or belongs to."""
    found: Organization = get_object_or_404(Organization.objects.select_related("jurisdiction"), pk=pk)
    if not (request.member.can(Permission.WORK_REQUESTS) or request.member.speaks_for(found.pk)):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_CHECK_INS)
def wish(request: MemberRequest, pk: int) -> HttpResponse:
    """How often this organization wants to be asked."""
    found = _theirs(request, pk)
    form = WishForm(posted(request), organization=found, network=request.network)
    if form.is_valid():
        actions.wish_for(found, by=request.member, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Saved. We ask as often as you wish."))
        return redirect(found)
    title = _("How often we ask you")
    return _form(request, form, found, title, _("Save"))


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def pause_organization(request: MemberRequest, pk: int) -> HttpResponse:
    """Spare one organization check-ins for a while."""
    found = get_object_or_404(Organization, pk=pk)
    form = OrganizationPauseForm(posted(request))
    if form.is_valid():
        actions.pause_check_ins(by=request.member, organization=found, **form.cleaned_data)
        messages.success(request, "They are not asked for now. What falls due meanwhile is asked afterwards.")
        return redirect(found)
    return _form(request, form, found, "No check-ins for a while", "Pause check-ins")


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_CHECK_INS)
def ask_us(request: MemberRequest, pk: int) -> HttpResponse:
    """A reverse check-in: they ask, and we owe an answer by a date."""
    found = _theirs(request, pk)
    if not request.member.speaks_for(found.pk):
        raise PermissionDenied(_("This question is the health department's to ask."))
    requests = TTARequest.objects.visible_to(request.member).filter(organization=found).open().order_by("-number")
    form = AskUsForm(posted(request), requests=requests)
    if form.is_valid():
        asked = actions.ask_us(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("Sent. You have an answer by {day}.").format(day=date_format(asked.due_on)))
        return redirect(found)
    return _form(request, form, found, _("Ask us how it stands"), _("Send the question"))


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def answer_them(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer what a recipient asked us."""
    rows = ReverseCheckIn.objects.visible_to(request.member)
    about = rows.select_related("organization", "asked_by__user", "tta_request__network")
    asked: ReverseCheckIn = get_object_or_404(about, pk=pk)
    form = AnswerThemForm(posted(request))
    if form.is_valid():
        actions.answer_them(asked, by=request.member, answer=form.cleaned_data["answer"])
        messages.success(request, f"Sent to {asked.asked_by.user.name}.")
        return redirect(asked.organization)
    return render_page(request, "relationships/answer_them.html", {"form": form, "asked": asked})


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def log_touch(request: MemberRequest, pk: int) -> HttpResponse:
    """Log a call in ten seconds."""
    found = get_object_or_404(Organization, pk=pk)
    form = TouchForm(posted(request))
    if form.is_valid():
        actions.log_touch(found, by=request.member, **form.facts())
        messages.success(request, "Logged. It is in the thread.")
        return redirect(found)
    people = [*found.members.active().values_list("user__name", flat=True)[:20],
              *found.contacts.filter(left_on=None).values_list("name", flat=True)[:20]]  # fmt: skip
    return _form(request, form, found, "Log a contact", "Log it", people=people)


def _form(
    request: MemberRequest, form: Any, organization: Organization, title: str, label: str, **more: Any
) -> HttpResponse:
    back = reverse("organization", kwargs={"network": request.network.slug, "pk": organization.pk})
    context = {"form": form, "organization": organization, "title": title, "label": label, "back": back, **more}
    return render_page(request, "relationships/rhythm_form.html", context)
