"""A network's own questions as form fields, and the form that makes them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from requests_app.forms.fields import Day, Words
from requests_app.models import Answer, Question, QuestionKind, Topic
from requests_app.models.questions import WITH_CHOICES
from tta_portal.files.forms import FilesField
from tta_portal.words import gettext_lazy as _

ONE_FILE = 1
YES_OR_NO = (("yes", _("Yes")), ("no", _("No")))


def name_of(question: Question) -> str:
    return question.field_name


def field_for(question: Question, *, required: bool) -> forms.Field:
    """The field that asks this question."""
    said: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help_text,
        "required": required,
        "error_messages": {"required": "This network needs an answer here."},
    }
    choices = [(choice, choice) for choice in question.choices]
    match question.kind:
        case QuestionKind.CHOICE:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
        case QuestionKind.MANY:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
        case QuestionKind.NUMBER:
            return forms.DecimalField(max_digits=15, decimal_places=2, **said)
        case QuestionKind.DATE:
            return Day(**said)
        case QuestionKind.YES_NO:
            return forms.TypedChoiceField(
                choices=YES_OR_NO,
                widget=forms.RadioSelect,
                coerce=lambda value: value == "yes",
                empty_value=None,
                **said,
            )
        case QuestionKind.FILE:
            return FilesField(most=ONE_FILE, **said)
    return Words(rows=3, max_length=5000, **said)


def initial_for(answer: Answer) -> Any:
    """What the field shows of an earlier answer."""
    if answer.kind == QuestionKind.YES_NO:
        return "yes" if answer.value else "no"
    return answer.value


class QuestionForm(forms.Form):
    """Add a question to the request form, or change it."""

    label = forms.CharField(label="The question", max_length=200)
    help_text = forms.CharField(label="A hint under it", max_length=300, required=False)
    kind = forms.ChoiceField(label="What is the answer?", choices=QuestionKind, initial=QuestionKind.TEXT)
    choices = Words(
        label="What one can choose", rows=4, required=False, max_length=5000,
        help_text="One on each line, for “one of several” and “several of several”.",
    )  # fmt: skip
    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, label="Asked for which topic?", required=False, empty_label="Every topic"
    )
    is_required = forms.BooleanField(label="It must be answered before a request can be sent", required=False)

    def __init__(self, data: Any = None, *, question: Question | None = None) -> None:
        initial = None
        if question is not None:
            names = ("label", "help_text", "kind", "topic", "is_required")
            initial = {name: getattr(question, name) for name in names} | {"choices": "\n".join(question.choices)}
        super().__init__(data, initial=initial)
        possible = Q(pk__in=Topic.objects.offered()) | Q(pk=question.topic_id if question else None)
        self.fields["topic"].queryset = Topic.objects.filter(possible)  # type: ignore[attr-defined]

    def clean_choices(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["choices"].splitlines())
        found = list(dict.fromkeys(line for line in lines if line))
        if any(len(line) > 120 for line in found):
            raise forms.ValidationError("A choice has at most 120 characters. Say more in the hint.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") in WITH_CHOICES and "choices" in cleaned and len(cleaned["choices"]) < 2:
            self.add_error("choices", "Give at least two things to choose from, one on each line.")
        return cleaned
