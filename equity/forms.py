"""What the reader may choose."""

from __future__ import annotations

from django import forms

from equity.counties import SORTS
from equity.dimensions import BY_FIELD, RURAL_URBAN, Dimension
from equity.periods import PeriodChoice


class ViewForm(forms.Form):
    """How to split the numbers, and over which period; both have a default."""

    by = forms.ChoiceField(choices=[(d.field, d.label) for d in BY_FIELD.values()], required=False)
    period = forms.ChoiceField(choices=PeriodChoice.choices, required=False)

    def clean_by(self) -> Dimension:
        return BY_FIELD.get(self.cleaned_data["by"], RURAL_URBAN)

    def clean_period(self) -> PeriodChoice:
        return PeriodChoice(self.cleaned_data["period"] or PeriodChoice.LAST_YEAR)


class SortForm(forms.Form):
    """How to sort the list of departments; anything else is the first way."""

    sort = forms.ChoiceField(choices=[(key, label) for key, (label, _) in SORTS.items()], required=False)

    def chosen(self) -> str:
        return (self.cleaned_data["sort"] if self.is_valid() else "") or next(iter(SORTS))
