"""Writing messages and notes."""

from __future__ import annotations

from typing import Any

from django import forms

from requests_app import actions
from requests_app.forms.fields import Words
from requests_app.forms.verb import VerbForm
from tta_portal.files.forms import FilesField


class MessageForm(VerbForm):
    title = "Write a message"
    submit_label = "Send"
    action = staticmethod(actions.write_message)

    body = Words(label="Your message", rows=4, max_length=20_000)
    is_internal = forms.BooleanField(
        label="Internal note: only the TTA team sees it. @Name tells a colleague", required=False
    )
    attachments = FilesField(label="Files")

    optional_title = "Add files"

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [self["attachments"]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.member.is_staff:
            del self.fields["is_internal"]
