"""Which order to try, and which to use."""

from __future__ import annotations

from typing import Any

from django import forms

from equity.replay.outcome import rules

MOST_DAYS = 5
NO_DAYS = f"Enter a whole number from 0 to {MOST_DAYS}."


class TryForm(forms.Form):
    """By how many days under-served places would stand ahead; nothing is as many as are in use, or one."""

    ahead = forms.IntegerField(
        label="Days ahead for under-served places", min_value=0, max_value=MOST_DAYS, required=False, initial=1,
        help_text=f"A whole number from 0 to {MOST_DAYS}.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_DAYS),
    )  # fmt: skip

    def __init__(self, *args: Any, in_use: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = min(in_use or 1, MOST_DAYS)

    def clean_ahead(self) -> int:
        ahead: int | None = self.cleaned_data["ahead"]
        return self.usual if ahead is None else ahead

    @property
    def days(self) -> int:
        """What to replay, also where something impossible was typed."""
        return self.cleaned_data["ahead"] if self.is_valid() else self.usual


class AdoptForm(forms.Form):
    """One of the orders that the queue can really follow."""

    rule = forms.ChoiceField(
        label="Order",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these orders.", "invalid_choice": "Choose one of these orders."},
    )
    ahead = forms.IntegerField(
        min_value=0, max_value=MOST_DAYS, required=False, widget=forms.HiddenInput(attrs={"id": "id_ahead_to_use"})
    )

    def __init__(self, *args: Any, ahead: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(rule.key, rule.label) for rule in rules(ahead) if rule.is_fair is not None]
        self.initial["ahead"] = ahead
