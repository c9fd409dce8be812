"""What the reader may choose."""

from __future__ import annotations

from django import forms

from equity.change import BASELINES
from equity.dimensions import BY_FIELD, RURAL_URBAN, Dimension
from equity.periods import PeriodChoice


class ViewForm(forms.Form):
    """How to split the numbers, and over which period; both have a default."""

    by = forms.ChoiceField(choices=[(d.field, d.label) for d in BY_FIELD.values()], required=False)
    period = forms.ChoiceField(choices=PeriodChoice.choices, required=False)
    anew = forms.BooleanField(required=False)

    def clean_by(self) -> Dimension:
        return BY_FIELD.get(self.cleaned_data["by"], RURAL_URBAN)

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
