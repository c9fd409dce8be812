"""A network's topics and what usually fits each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict

from requests_app.forms.fields import PersonField, days_from
from requests_app.forms.people import staff
from requests_app.models import Intensity, Topic
from tta_portal.directory.models import Hub


class TopicForm(forms.Form):
    """A topic, perhaps under another, and what usually fits it."""

    name = forms.CharField(max_length=80)
    parent: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, label="Under which topic?", required=False, empty_label="It stands by itself"
    )
    help_text = forms.CharField(label="What belongs to it", max_length=300, required=False)
    default_intensity = forms.ChoiceField(label="Usual intensity", choices=Intensity, initial=Intensity.TARGETED)
    default_hub: forms.ModelChoiceField[Hub] = forms.ModelChoiceField(
        None, label="Goes to which hub?", required=False, empty_label="The hub of the place that asks"
    )
    default_lead = PersonField(None, label="Usual lead", required=False, empty_label="Nobody in particular")
    first_reply_hours = forms.IntegerField(
        label="First reply by a person within so many working hours", min_value=1, max_value=400, required=False,
        help_text="Empty: as the topic above it, else as the network.",
    )  # fmt: skip
    urgent_reply_hours = forms.IntegerField(label="The same when urgent", min_value=1, max_value=400, required=False)
    discovery_days = forms.IntegerField(
        label="A conversation offered within so many working days", min_value=1, max_value=90, required=False
    )

    check_in_days = forms.CharField(
        label="Check-ins how many days after delivery", max_length=60, required=False,
        help_text="Such as 7, 60. Empty: as the topic above it, else as the network.",
    )  # fmt: skip

    optional_title = "Hub, lead, targets and check-ins"

    def __init__(self, data: Any = None, *, topic: Topic | None = None) -> None:
        self.topic = topic
        initial = model_to_dict(topic) if topic else {}
        initial["check_in_days"] = ", ".join(map(str, initial.get("check_in_days") or []))
        super().__init__(data, initial=initial)
        tops = Topic.objects.filter(parent=None).exclude(pk=topic.pk if topic else None)
        self.fields["parent"].queryset = tops  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["default_hub"].queryset = Hub.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["default_lead"].queryset = staff()  # type: ignore[attr-defined]

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in ("name", "parent", "help_text", "default_intensity")]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = Topic.objects.exclude(pk=self.topic.pk if self.topic else None)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError("There is a topic of this name already. If it is retired, put it back.")
        return name

    def clean_check_in_days(self) -> list[int]:
        words = self.cleaned_data["check_in_days"]
        return days_from(words) if words else []

    def clean_parent(self) -> Topic | None:
        parent: Topic | None = self.cleaned_data["parent"]
        if parent is not None and self.topic is not None and self.topic.children.exists():
            raise forms.ValidationError("Other topics are under this one, so it cannot go under another.")
        return parent
