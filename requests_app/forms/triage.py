"""Giving a request to somebody from the queue."""

from __future__ import annotations

from typing import Any

from django import forms

from requests_app.forms.fields import PersonField
from requests_app.forms.people import staff
from tta_portal.directory.models import Hub


class GiveOutForm(forms.Form):
    lead = PersonField(None)
    hub: forms.ModelChoiceField[Hub] = forms.ModelChoiceField(None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = staff()  # type: ignore[attr-defined]  # a PersonField
        self.fields["hub"].queryset = Hub.objects.all()  # type: ignore[attr-defined]
