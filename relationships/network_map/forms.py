"""Which part of the network is looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tta_portal.directory.models import Hub, Jurisdiction, Organization, OrganizationKind


class MapForm(forms.Form):
    """Filters in the address; one that makes no sense is left out."""

    hub: forms.ModelChoiceField[Hub] = forms.ModelChoiceField(
        None, label=_("Hub"), required=False, empty_label=_("All hubs")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        hub, kind, state = self.fields["hub"], self.fields["kind"], self.fields["state"]
        assert isinstance(hub, forms.ModelChoiceField)
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(state, forms.ChoiceField)
        hub.queryset = Hub.objects.order_by("name")
        kind.choices = [("", _("All kinds")), *OrganizationKind.choices]
        states = Jurisdiction.objects.exclude(state="").order_by("state").values_list("state", flat=True).distinct()
        state.choices = [("", _("All states")), *((one, one) for one in states)]
        self.is_valid()

    def chosen(self) -> list[int] | None:
        """The organizations that fit what was chosen; None when nothing was."""
        rows, chosen = Organization.objects.all(), self.cleaned_data
        if not any(chosen.values()):
            return None
        if chosen.get("hub"):
            rows = rows.filter(hub=chosen["hub"])
        if chosen.get("kind"):
            rows = rows.filter(kinds__contains=[chosen["kind"]])
        if chosen.get("state"):
            rows = rows.filter(jurisdiction__state=chosen["state"])
        return list(rows.values_list("pk", flat=True))
