"""What one may say about a level, and the answer to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.depth.models import Level
from requests_app.forms.fields import Words


class DisputeForm(forms.Form):
    words = Words(
        label=_("What is wrong, or missing?"),
        rows=4,
        max_length=5000,
        help_text=_("A person reads it, looks at the record with you, and answers here."),
    )


class AnswerForm(forms.Form):
    answer = Words(label="Your answer, which the health department reads", rows=4, max_length=5000)


class LevelForm(forms.Form):
    """Which level to list; anything else lists all."""

    level = forms.TypedChoiceField(choices=Level, coerce=int, required=False, empty_value=None)

    def chosen(self) -> int | None:
        level: Any = self.cleaned_data.get("level") if self.is_valid() else None
        return level
