"""Why a mail is left aside."""

from __future__ import annotations

from django import forms


class IgnoreForm(forms.Form):
    reason = forms.CharField(
        label="Why is it left aside?",
        max_length=500,
        help_text="Such as “advertising”, or “answered by phone”. Your team sees it.",
        error_messages={"required": "Say in a few words why, so that nobody has to look again."},
    )
