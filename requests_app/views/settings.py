"""What a network is asked about: its topics."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.forms.request import TopicForm
from requests_app.models import Topic
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def topics(request: MemberRequest) -> HttpResponse:
    """The topics of the request form; a retired one stays on old requests."""
    form = TopicForm(posted(request))
    if form.is_valid():
        Topic.objects.create(**form.cleaned_data, position=Topic.objects.count())
        messages.success(request, "Added. It is on the request form now.")
        return redirect("topics", network=request.network.slug)
    return render_page(request, "requests_app/topics.html", {"form": form, "topics": Topic.objects.all()[:200]})


@require_POST
@requires(Permission.MANAGE_NETWORK)
def retire_topic(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a topic off the form, or put it back."""
    topic: Topic = get_object_or_404(Topic, pk=pk)
    topic.retired_on = None if topic.retired_on else timezone.localdate()
    topic.save(update_fields=["retired_on"])
    return redirect("topics", network=request.network.slug)
