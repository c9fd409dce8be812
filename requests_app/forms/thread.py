"""Writing messages and notes."""

from __future__ import annotations

from typing import Any

from django import forms

from requests_app import actions
from requests_app.forms.fields import Words
from requests_app.forms.verb import VerbForm
from tta_portal.files.forms import FilesField
from tta_portal.words import gettext_lazy as _


class MessageForm(VerbForm):
    title = _("Write a message")
    submit_label = _("Send")
    action = staticmethod(actions.write_message)

    body = Words(label=_("Your message"), rows=4, max_length=20_000)
    is_internal = forms.BooleanField(
        label=_("Internal note: only the TTA team sees it. @Name tells a colleague"), required=False
    )
    attachments = FilesField(label=_("Files"))

    optional_title = _("Add files")

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [self["attachments"]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.member.is_staff:
            del self.fields["is_internal"]
