"""Templates of engagements, for administrators: a name, and a row for each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory

from relationships.joint_work.models import Outline, StepKind, StepSide

STEPS, SPARE = 24, 6


class OutlineForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give it a name."})
    about = forms.CharField(label="When is it useful?", max_length=500, required=False)

    def __init__(self, data: Any = None, *, outline: Outline | None = None) -> None:
        self._outline = outline
        super().__init__(data, initial={"name": outline.name, "about": outline.about} if outline else None)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Outline.objects.filter(Q(retired_on=None), name=name)
        if others.exclude(pk=self._outline.pk if self._outline else None).exists():
            raise forms.ValidationError("There is a template of this name. Choose another name.")
        return name


class StepForm(forms.Form):
    offset_days = forms.IntegerField(label="Day", min_value=0, max_value=730, required=False)
    kind = forms.ChoiceField(label="What", choices=StepKind)
    side = forms.ChoiceField(label="Whose", choices=StepSide)
    words = forms.CharField(label="In words", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("words") and cleaned.get("offset_days") is None and "offset_days" not in self.errors:
            self.add_error("offset_days", "Say after how many days.")
        if cleaned.get("offset_days") is not None and not cleaned.get("words"):
            self.add_error("words", "Say in words what it is, or empty the day, too.")
        if cleaned.get("words") and cleaned.get("kind") == StepKind.PROMISE and cleaned.get("side") == StepSide.BOTH:
            self.add_error("side", "Say which side promises it.")
        return cleaned


class BaseSteps(BaseFormSet):
    """Rows that were left empty, or emptied, are no steps."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.empty_permitted = True
        form.use_required_attribute = False

    def clean(self) -> None:
        if not any(self.errors) and not self.steps():
            raise forms.ValidationError("Write at least one step.")

    def steps(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("words")]


StepFormSet = formset_factory(StepForm, formset=BaseSteps, extra=SPARE, max_num=STEPS, absolute_max=STEPS)


def steps_form(data: Any = None, *, outline: Outline | None = None) -> Any:
    rows = list(outline.steps.values("offset_days", "kind", "side", "words")) if outline else None
    return StepFormSet(data, initial=rows, prefix="steps")
