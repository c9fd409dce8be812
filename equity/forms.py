"""What the reader may choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from equity.actions import Choice
from equity.change import BASELINES
from equity.counties import SORTS
from equity.dimensions import BY_FIELD, MORE, RURAL_URBAN, Dimension
from equity.panels import PANELS
from equity.periods import PeriodChoice
from equity.public_words import PANELS as WORDS

PANEL_LABELS = {"overview": "Reach and speed", "reach": "Reach", **{key: panel.label for key, panel in PANELS.items()}}


class ViewForm(forms.Form):
    """How to split the numbers, and over which period; both have a default."""

    by = forms.ChoiceField(choices=[(field, field) for field in (*BY_FIELD, *MORE)], required=False)
    period = forms.ChoiceField(choices=PeriodChoice.choices, required=False)
    anew = forms.BooleanField(required=False)
    small = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Some ways to split are for readers who see small counts."""
        chosen = super().clean() or {}
        if chosen.get("by") in MORE:
            if not chosen.get("small"):
                raise forms.ValidationError("Small counts have to be shown to split the numbers like this.")
            chosen["by"] = MORE[chosen["by"]]()
        elif "by" in chosen:
            chosen["by"] = BY_FIELD.get(chosen["by"], RURAL_URBAN)
        return chosen

    def clean_period(self) -> PeriodChoice:
        return PeriodChoice(self.cleaned_data["period"] or PeriodChoice.LAST_YEAR)


class BaselineForm(forms.Form):
    """How to split the numbers, and which earlier year to compare with."""

    by = forms.ChoiceField(choices=[(d.field, d.label) for d in BY_FIELD.values()], required=False)
    baseline = forms.ChoiceField(choices=[(one.value, one.label) for one in BASELINES], required=False)

    def clean_by(self) -> Dimension:
        return BY_FIELD.get(self.cleaned_data["by"], RURAL_URBAN)

    def clean_baseline(self) -> PeriodChoice:
        return PeriodChoice(self.cleaned_data["baseline"] or PeriodChoice.YEAR_BEFORE)


class PublishForm(forms.Form):
    """Which panels, split by what, everybody may read. One field a panel, one choice a dimension."""

    def __init__(self, data: Any = None, *, published: Iterable[Choice]) -> None:
        super().__init__(data)
        shown = set(published)
        dimensions = [(d.field, d.label) for d in BY_FIELD.values()]
        for key, label in PANEL_LABELS.items():
            said = f"{label}: {WORDS[key]}"
            self.fields[key] = forms.MultipleChoiceField(
                choices=dimensions, required=False, label=said, widget=forms.CheckboxSelectMultiple,
                initial=[field for field in BY_FIELD if (key, field) in shown],
            )  # fmt: skip

    def chosen(self) -> list[Choice]:
        return [(key, field) for key, fields in self.cleaned_data.items() for field in fields]


class SortForm(forms.Form):
    """How to sort the list of departments; anything else is the first way."""

    sort = forms.ChoiceField(choices=list(SORTS.items()), required=False)

    def chosen(self) -> str:
        return (self.cleaned_data["sort"] if self.is_valid() else "") or next(iter(SORTS))
