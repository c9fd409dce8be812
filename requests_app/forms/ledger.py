"""What a person says about a promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from requests_app import actions
from requests_app.forms.fields import Day, Words
from requests_app.models import Commitment
from requests_app.models.commitments import SETTLED
from tta_portal.accounts.models import Membership
from tta_portal.words import gettext_lazy as _


class PromiseForm(forms.Form):
    title: ClassVar[str]
    submit_label: ClassVar[str]
    action: ClassVar[Callable[..., Any]]

    def perform(self, commitment: Commitment, *, by: Membership) -> None:
        type(self).action(commitment, by=by, **self.cleaned_data)


class KeptForm(PromiseForm):
    title = _("We kept this promise")
    submit_label = _("Say that it is kept")
    action = staticmethod(actions.say_kept)

    on = Day(label=_("On which day?"), initial=timezone.localdate)
    evidence = forms.CharField(label=_("Where one can see it"), max_length=500, required=False)


class ConfirmForm(PromiseForm):
    title = _("Was this promise kept?")
    submit_label = _("Yes, it was kept")
    action = staticmethod(actions.confirm_kept)


class ObjectForm(PromiseForm):
    title = _("This promise was not kept")
    submit_label = _("Say so")
    action = staticmethod(actions.dispute_kept)

    reason = Words(label=_("What is missing?"), rows=3, max_length=1000)


class BrokenForm(PromiseForm):
    title = _("This promise cannot be kept")
    submit_label = _("Say so")
    action = staticmethod(actions.say_broken)

    reason = Words(label=_("What happened?"), rows=3, max_length=1000)


class NewDateForm(PromiseForm):
    title = _("Ask for another date")
    submit_label = _("Ask the other side")
    action = staticmethod(actions.ask_new_date)

    due_on = Day(label=_("By when can it be done?"))
    reason = Words(label=_("Why?"), rows=2, max_length=500)


class AnswerNewDateForm(PromiseForm):
    title = _("Another date for this promise?")
    submit_label = _("Answer")
    action = staticmethod(actions.answer_new_date)

    accept = forms.TypedChoiceField(
        label=_("Do you agree to the new date?"),
        choices=[("yes", _("Yes, the new date")), ("no", _("No, please keep to the old date"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class ReleaseForm(PromiseForm):
    title = _("We need this promise no longer")
    submit_label = _("Let it go")
    action = staticmethod(actions.release)

    reason = Words(label=_("Why?"), rows=2, max_length=1000)


class ResolveForm(PromiseForm):
    title = _("Settle what is disputed")
    submit_label = _("Settle it")
    action = staticmethod(actions.resolve_dispute)

    state = forms.ChoiceField(
        label=_("You have talked with them. How does it end?"),
        choices=[(state.value, state.label) for state in SETTLED],
        widget=forms.RadioSelect,
    )
    resolution = Words(label=_("What did you agree on? Both sides read it"), rows=3, max_length=1000)


PROMISE_VERBS: dict[str, type[PromiseForm]] = {
    "kept": KeptForm,
    "confirm": ConfirmForm,
    "object": ObjectForm,
    "broken": BrokenForm,
    "new-date": NewDateForm,
    "answer-date": AnswerNewDateForm,
    "release": ReleaseForm,
    "resolve": ResolveForm,
}


class TaskDoneForm(forms.Form):
    outcome = Words(label=_("What came of it"), rows=3, max_length=5000, required=False)
    told = forms.CharField(
        label=_("What may we tell them we did?"), max_length=300, required=False,
        help_text=_("One sentence. They read it at their next check-in: “You said, we did”."),
    )  # fmt: skip
