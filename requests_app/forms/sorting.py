"""Forms that keep requests in order: tags, links, merge, split, lay aside."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from requests_app import actions
from requests_app.forms.fields import Day, Words
from requests_app.forms.verb import PlainMove, VerbForm
from requests_app.models import TTARequest
from tta_portal.accounts.roles import Permission


class TagsForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = "Tags"
    intro = "Words the team sorts by. Requesters do not see them."
    submit_label = "Save"
    action = staticmethod(actions.tag)

    names = forms.CharField(label="Tags", max_length=400, required=False, help_text="With commas between them.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = self.tta_request.tagged.select_related("tag").order_by("tag__name")
        self.fields["names"].initial = ", ".join(one.tag.name for one in tags)

    def clean_names(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["names"].split(",") if name.strip()]


class _OtherForm(VerbForm):
    """Asks for another request by its number; one that this member may not read does not exist."""

    argument = "other"

    number = forms.IntegerField(label="Number of the other request", min_value=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number = cleaned.pop("number", None)
        if number is None:
            return cleaned
        visible = TTARequest.objects.visible_to(self.member).select_related("network", "organization")
        other = visible.filter(number=number).first()
        if other is None:
            self.add_error("number", f"There is no request {number} that you may read.")
        cleaned[self.argument] = other
        return cleaned


class LinkForm(_OtherForm):
    permission = Permission.WORK_REQUESTS
    title = "Link another request"
    intro = "They belong together, and stay two."
    submit_label = "Link"
    action = staticmethod(actions.link)


class UnlinkForm(_OtherForm):
    permission = Permission.WORK_REQUESTS
    title = "Remove a link"
    submit_label = "Remove the link"
    action = staticmethod(actions.unlink)


class MergeForm(_OtherForm):
    permission = Permission.TRIAGE_REQUESTS
    title = "Merge into another request"
    intro = "For a need that was sent twice. Nothing is lost, and you can undo it."
    submit_label = "Merge"
    action = staticmethod(actions.merge)
    argument = "into"


class UnmergeForm(PlainMove):
    permission = Permission.TRIAGE_REQUESTS
    title = "Take it out again"
    intro = "It was a need of its own after all. It goes on where it stood."
    submit_label = "Take it out"
    action = staticmethod(actions.unmerge)


class SplitForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = "Split off a second need"
    intro = "The second need becomes a request of its own, with the same people. Both stay linked."
    submit_label = "Make a second request"
    action = staticmethod(actions.split)

    need = Words(label="The second need", rows=5)


class SnoozeForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = "Lay aside"
    intro = "It leaves your list until then. Its clocks run on; to stop them, put it on hold."
    submit_label = "Lay aside"
    action = staticmethod(actions.snooze)

    until = Day(label="Until which day?", required=False)
    wakes_on_reply = forms.BooleanField(
        label="Bring it back when they answer. A mere “thanks” does not", required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("until")
        if day is None and not cleaned.get("wakes_on_reply"):
            self.add_error("until", "Choose a day, or let an answer bring it back.")
        elif day is not None and day <= timezone.localdate():
            self.add_error("until", "Choose a day after today.")
        elif day is not None:
            cleaned["until"] = timezone.make_aware(datetime.combine(day, time(7)))
        return cleaned


class WakeForm(PlainMove):
    permission = Permission.WORK_REQUESTS
    title = "Take it up again"
    submit_label = "Take it up"
    action = staticmethod(actions.wake)
