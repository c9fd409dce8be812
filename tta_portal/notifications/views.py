"""What one was told, and how one wants to be told."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.actions import speak
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page
from tta_portal.notifications import actions
from tta_portal.notifications.forms import PreferenceForm
from tta_portal.notifications.models import Notification

PAGE_SIZE = 50


@require_safe
@requires(Permission.SEE_HOME)
def notifications(request: MemberRequest) -> HttpResponse:
    """Everything this member was told, newest first."""
    mine = Notification.objects.told().filter(member=request.member)
    page = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "unread": mine.unread().exists()}
    return render_page(request, "notifications/list.html", context)


@require_POST
@requires(Permission.SEE_HOME)
def open_notification(request: MemberRequest, pk: int) -> HttpResponse:
    """Go to what it is about; it counts as read."""
    mine = Notification.objects.told().filter(member=request.member)
    notification: Notification = get_object_or_404(mine, pk=pk)
    actions.mark_read(mine.filter(pk=pk))
    return redirect(notification.path)


@require_POST
@requires(Permission.SEE_HOME)
def read_all(request: MemberRequest) -> HttpResponse:
    """Nothing is new any more."""
    actions.mark_read(Notification.objects.filter(member=request.member))
    return redirect("notifications", network=request.network.slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_HOME)
def preferences(request: MemberRequest) -> HttpResponse:
    """How this member hears of things."""
    member = request.member
    own = {"language": member.user.language}
    form = PreferenceForm(posted(request), instance=actions.preference_of(member), initial=own)
    if form.is_valid():
        speak(member.user, form.cleaned_data.pop("language"))
        actions.choose(member, **form.cleaned_data)
        translation.activate(member.language)
        messages.success(request, _("Saved. It holds from the next thing that happens."))
        return redirect("notification_settings", network=request.network.slug)
    return render_page(request, "notifications/settings.html", {"form": form})
