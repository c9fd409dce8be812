"""A form field for the address of a page or file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class WebAddress(forms.URLField):
    """An address that a browser can open; `https://` may be left out."""

    default_error_messages = {"invalid": _("Use an address that begins with https:// or http://.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=500, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not str(value).startswith(("http://", "https://")):
            raise forms.ValidationError(self.error_messages["invalid"])
