"""The request form: four questions, and what may be left out folded away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict

from requests_app.forms.fields import Day, Words
from requests_app.models import Intensity, Topic, TTARequest
from requests_app.models.requests import CHANNELS, Urgency, Visibility

OPTIONAL = (
    "populations",
    "partners_to_include",
    "tried_so_far",
    "needed_by",
    "language_needs",
    "access_needs",
    "preferred_channel",
)


class RequestForm(forms.Form):
    """What a health department tells us to begin with."""

    optional_title = "Add more, if you like. We can also ask you later"

    need = Words(
        label="What do you need help with?",
        error_messages={"required": "Tell us what you need, in a sentence or two."},
        help_text="In plain words, as you would tell a colleague. The first sentence becomes the title. "
        "Please leave out anything about individual patients.",
    )
    hoped_for_change = Words(
        label="What would be different if this went well?",
        help_text="The change you hope for.",
        rows=3,
        error_messages={"required": "Tell us what would be different, in a sentence."},
    )
    why_now = Words(
        label="Why now?",
        help_text="A deadline, an event, a new rule, or simply “at last”.",
        rows=2,
        error_messages={"required": "Tell us why now. A few words are enough."},
    )
    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, empty_label="Choose the closest one", error_messages={"required": "Choose the topic that comes closest."}
    )
    urgency = forms.ChoiceField(
        label="How urgent is it?", choices=Urgency, initial=Urgency.ROUTINE, widget=forms.RadioSelect, required=False
    )
    visibility = forms.ChoiceField(
        label="Who may see it?",
        choices=Visibility,
        initial=Visibility.TEAM,
        widget=forms.RadioSelect,
        required=False,
        help_text="Confidential requests count in totals only.",
    )
    populations = Words(label="Who do you serve with this?", rows=2, max_length=2000, required=False)
    partners_to_include = Words(label="Partners to include", rows=2, max_length=2000, required=False)
    tried_so_far = Words(label="What have you tried?", rows=2, max_length=2000, required=False)
    needed_by = Day(label="Needed by", required=False)
    language_needs = forms.CharField(
        label="Languages other than English", max_length=200, required=False, help_text="For you or those you serve."
    )
    access_needs = forms.CharField(label="Access needs", max_length=200, required=False)

    preferred_channel = forms.ChoiceField(
        label="How should we reach you?", choices=[("", "No preference"), *CHANNELS], required=False
    )

    def __init__(self, data: Any = None, *, draft: TTARequest | None = None) -> None:
        super().__init__(data, initial=model_to_dict(draft) if draft else None)
        topics = self.fields["topic"]
        assert isinstance(topics, forms.ModelChoiceField)
        topics.queryset = Topic.objects.filter(retired_on=None)

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in OPTIONAL]

    def clean_urgency(self) -> str:
        return self.cleaned_data["urgency"] or Urgency.ROUTINE

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.TEAM


class DraftForm(RequestForm):
    """The same questions, none of which must be answered yet but the first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("hoped_for_change", "why_now", "topic"):
            self.fields[name].required = False


class TopicForm(forms.Form):
    """A topic, and what usually fits it."""

    name = forms.CharField(max_length=80)
    default_intensity = forms.ChoiceField(label="Usual intensity", choices=Intensity, initial=Intensity.TARGETED)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Topic.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError("There is a topic of this name already. If it is retired, put it back.")
        return name
