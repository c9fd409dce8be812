"""What a person says about a promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from requests_app import actions
from requests_app.forms.fields import Day, Words
from requests_app.models import Commitment
from tta_portal.accounts.models import Membership


class PromiseForm(forms.Form):
    title: ClassVar[str]
    submit_label: ClassVar[str]
    action: ClassVar[Callable[..., Any]]

    def perform(self, commitment: Commitment, *, by: Membership) -> None:
        type(self).action(commitment, by=by, **self.cleaned_data)


class KeptForm(PromiseForm):
    title = "We kept this promise"
    submit_label = "Say that it is kept"
    action = staticmethod(actions.say_kept)

    on = Day(label="On which day?", initial=timezone.localdate)
    evidence = forms.CharField(label="Where one can see it", max_length=500, required=False)


class ConfirmForm(PromiseForm):
    title = "Was this promise kept?"
    submit_label = "Yes, it was kept"
    action = staticmethod(actions.confirm_kept)


class ObjectForm(PromiseForm):
    title = "This promise was not kept"
    submit_label = "Say so"
    action = staticmethod(actions.dispute_kept)

    reason = Words(label="What is missing?", rows=3, max_length=1000)


class BrokenForm(PromiseForm):
    title = "This promise cannot be kept"
    submit_label = "Say so"
    action = staticmethod(actions.say_broken)

    reason = Words(label="What happened?", rows=3, max_length=1000)


PROMISE_VERBS: dict[str, type[PromiseForm]] = {
    "kept": KeptForm,
    "confirm": ConfirmForm,
    "object": ObjectForm,
    "broken": BrokenForm,
}


class TaskDoneForm(forms.Form):
    outcome = Words(label="What came of it", rows=3, max_length=5000, required=False)
    told = forms.CharField(
        label="What may we tell them we did?", max_length=300, required=False,
        help_text="One sentence. They read it at their next check-in: “You said, we did”.",
    )  # fmt: skip
