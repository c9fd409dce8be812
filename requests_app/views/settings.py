"""What a network is asked about: its topics, and its own questions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import actions
from requests_app.actions.questions import DOWN, UP
from requests_app.forms.questions import QuestionForm
from requests_app.forms.request import RequestForm
from requests_app.forms.topics import TopicForm
from requests_app.models import Question, Topic
from requests_app.models.questions import AskedIn
from requests_app.models.topics import tree
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page
from tta_portal.numbers import number_in

MOST = 200


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def topics(request: MemberRequest) -> HttpResponse:
    """The topics of the request form; a retired one stays on old requests."""
    form = TopicForm(posted(request))
    if form.is_valid():
        Topic.objects.create(**form.cleaned_data, position=Topic.objects.count())
        messages.success(request, "Added. It is on the request form now.")
        return redirect("topics", network=request.network.slug)
    found = Topic.objects.select_related("parent", "default_lead__user", "default_hub")[:MOST]
    return render_page(request, "requests_app/topics.html", {"form": form, "branches": tree(list(found))})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def edit_topic(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a topic: its place in the tree, what usually fits it, and its targets."""
    topic: Topic = get_object_or_404(Topic, pk=pk)
    form = TopicForm(posted(request), topic=topic)
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(topic, name, value)
        topic.save(update_fields=list(form.cleaned_data))
        messages.success(request, "Saved. Targets hold for requests that are sent from now on.")
        return redirect("topics", network=request.network.slug)
    return render_page(request, "requests_app/topic.html", {"form": form, "topic": topic})


@require_POST
@requires(Permission.MANAGE_NETWORK)
def retire_topic(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a topic off the form, or put it back."""
    topic: Topic = get_object_or_404(Topic, pk=pk)
    topic.retired_on = None if topic.retired_on else timezone.localdate()
    topic.save(update_fields=["retired_on"])
    return redirect("topics", network=request.network.slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def questions(request: MemberRequest) -> HttpResponse:
    """The network's own questions, in their order; those retired are kept below."""
    form = QuestionForm(posted(request))
    if form.is_valid():
        actions.add_question(by=request.member, **form.cleaned_data)
        messages.success(request, "Added. It is on the request form now.")
        return redirect("questions", network=request.network.slug)
    ours = Question.objects.filter(asked_in=AskedIn.REQUEST)
    context = {
        "form": form,
        "asked": Question.objects.asked().select_related("topic")[:MOST],
        "retired": ours.exclude(retired_on=None).select_related("topic")[:MOST],
    }
    return render_page(request, "requests_app/questions.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def edit_question(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask it in other words."""
    question: Question = get_object_or_404(Question, pk=pk, asked_in=AskedIn.REQUEST)
    form = QuestionForm(posted(request), question=question)
    if form.is_valid():
        actions.change_question(question, by=request.member, **form.cleaned_data)
        messages.success(request, "Saved. Answers given before keep the words they were asked in.")
        return redirect("questions", network=request.network.slug)
    return render_page(request, "requests_app/question.html", {"form": form, "question": question})


@require_POST
@requires(Permission.MANAGE_NETWORK)
def change_question(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Up, down, or retire and put back."""
    question: Question = get_object_or_404(Question, pk=pk, asked_in=AskedIn.REQUEST)
    if verb == "retire":
        actions.retire_question(question, by=request.member)
    elif verb in ("up", "down"):
        actions.move_question(question, by=request.member, step=UP if verb == "up" else DOWN)
    else:
        raise Http404
    return redirect("questions", network=request.network.slug)


@require_safe
@requires(Permission.MANAGE_NETWORK)
def preview_form(request: MemberRequest) -> HttpResponse:
    """The request form as a requester would see it, for every topic or for one."""
    chosen = request.GET.get("topic", "")
    form = RequestForm(member=request.member)
    if number_in(chosen) is not None:
        form = RequestForm(member=request.member, topic=get_object_or_404(Topic, pk=chosen))
    context = {"form": form, "topics": Topic.objects.offered()[:MOST], "chosen": chosen}
    return render_page(request, "requests_app/preview.html", context)
