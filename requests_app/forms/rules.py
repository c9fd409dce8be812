"""Days off, rules of escalation, reply templates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from requests_app import calendars, templates
from requests_app.forms.fields import Day, PersonField, Words
from requests_app.forms.people import staff
from requests_app.models import ReplyTemplate
from requests_app.models.targets import Moment, Target, TellWhom

MOST_BYTES = 1_000_000


class HolidayForm(forms.Form):
    day = Day(label="Which day?")
    name = forms.CharField(label="What is it?", max_length=120)


class CalendarForm(forms.Form):
    """A calendar file (iCalendar) with the days off."""

    calendar = forms.FileField(
        label="A calendar file",
        help_text="Ending in .ics, as calendars export them. All its days are added; nothing is removed.",
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def clean_calendar(self) -> list[tuple[date, str]]:
        upload = self.cleaned_data["calendar"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("This file is larger than 1 MB. Export only the days off.")
        try:
            days = calendars.days_off(upload.read())
        except calendars.NotACalendar as problem:
            raise forms.ValidationError(str(problem)) from problem
        return days


class EscalationForm(forms.Form):
    target = forms.ChoiceField(label="Which target?", choices=Target)
    moment = forms.ChoiceField(label="When?", choices=Moment, widget=forms.RadioSelect)
    hours = forms.IntegerField(label="How many working hours?", min_value=0, max_value=200, initial=2)
    tell = forms.ChoiceField(label="Tell whom?", choices=TellWhom)
    person = PersonField(None, label="Which person?", required=False, empty_label="Nobody in particular")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = staff()  # type: ignore[attr-defined]  # a PersonField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("tell") == TellWhom.PERSON and not cleaned.get("person"):
            self.add_error("person", "Choose the person to tell.")
        elif cleaned.get("tell") != TellWhom.PERSON:
            cleaned["person"] = None
        return cleaned


class ReplyTemplateForm(forms.Form):
    name = forms.CharField(label="Name of the template", max_length=80)
    body = Words(label="The words", rows=8, help_text="A name in braces, such as {first_name}, is filled in.")

    def __init__(self, data: Any = None, *, template: ReplyTemplate | None = None) -> None:
        self.template = template
        super().__init__(data, initial={"name": template.name, "body": template.body} if template else None)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = ReplyTemplate.objects.exclude(pk=self.template.pk if self.template else None)
        if others.filter(name=name).exists():
            raise forms.ValidationError("There is a template of this name already.")
        return name

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"])
        if unknown := templates.unknown_names(body):
            known = ", ".join(f"{{{name}}}" for name in templates.VARIABLES)
            raise forms.ValidationError(f"{{{unknown[0]}}} stands for nothing. There are: {known}.")
        return body
