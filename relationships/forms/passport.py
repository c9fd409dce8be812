"""Bringing a record along from another network."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from relationships.passport.reading import LARGEST, parse


class BringForm(forms.Form):
    """The file that another network gave its owner."""

    file = forms.FileField(
        label=_("The file of your record"),
        help_text=_("It ends in .json. In the other network it is called “As data (JSON)”."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _("Choose the file first."), "empty": _("This file is empty. Choose another.")},
    )

    def clean_file(self) -> dict[str, Any]:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is larger than 5 MB, so it is not a record of ours."))
        return parse(file.read())
