"""Answer a mail of the demo."""

from __future__ import annotations

from django import forms

from requests_app.forms.fields import Words


class AnswerForm(forms.Form):
    """What a mail program would send."""

    text = Words(
        label="Answer this mail as its recipient",
        help_text="It goes the way that any mail goes which comes in, without a mail server.",
        rows=4,
        max_length=20_000,
        error_messages={"required": "Write a few words, then send them."},
    )
