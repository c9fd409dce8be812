"""Organizations, their place and their people."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms

from tta_portal.directory.models import (
    Descriptor,
    Hub,
    JurisdictionType,
    Organization,
    OrganizationKind,
    current_value,
)

TIME_ZONES = sorted((zone, zone.replace("_", " ")) for zone in available_timezones() if "/" in zone)


class OrganizationForm(forms.Form):
    """An organization and, for a health department, the place it serves."""

    optional_title = "The place it serves (for a health department)"

    name = forms.CharField(max_length=160)
    kinds = forms.MultipleChoiceField(
        label="What is it?", choices=OrganizationKind, widget=forms.CheckboxSelectMultiple
    )
    hub: forms.ModelChoiceField[Hub] = forms.ModelChoiceField(None, required=False, empty_label="None")
    time_zone = forms.ChoiceField(choices=TIME_ZONES, widget=forms.Select(attrs={"class": "combo"}))
    place = forms.CharField(label="Name of the place", max_length=160, required=False)
    jurisdiction_type = forms.ChoiceField(label="Kind of place", choices=JurisdictionType, required=False)
    state = forms.CharField(label="State, two letters", max_length=2, required=False)
    population = forms.IntegerField(label="Residents", min_value=0, max_value=2_000_000_000, required=False)
    workforce = forms.IntegerField(
        label="People who work at the health department", min_value=0, max_value=100_000, required=False,
        help_text="Full-time equivalents. Places with about as many are compared when nobody asks.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, organization: Organization | None = None, time_zone: str = "") -> None:
        super().__init__(data, initial=_as_initial(organization) if organization else {"time_zone": time_zone})
        hubs = self.fields["hub"]
        assert isinstance(hubs, forms.ModelChoiceField)
        hubs.queryset = Hub.objects.order_by("name")

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("place", "jurisdiction_type", "state", "population", "workforce")]

    def clean_state(self) -> str:
        return str(self.cleaned_data["state"]).upper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if OrganizationKind.RECIPIENT in cleaned.get("kinds", []) and not cleaned.get("place"):
            self.add_error("place", "Say which place this health department serves, so that it counts in the roster.")
        return cleaned


def _as_initial(organization: Organization) -> dict[str, Any]:
    place = organization.jurisdiction
    initial = {"name": organization.name, "kinds": organization.kinds, "hub": organization.hub_id}
    initial["time_zone"] = organization.time_zone
    if place is not None:
        initial |= {
            "place": place.name,
            "jurisdiction_type": place.jurisdiction_type,
            "state": place.state,
            "population": place.population,
            "workforce": staff.value if (staff := current_value(place, Descriptor.Kind.WORKFORCE)) else None,
        }
    return initial


class ContactForm(forms.Form):
    """A person at an organization, with or without a login."""

    name = forms.CharField(max_length=120)
    title = forms.CharField(max_length=120, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(max_length=40, required=False)
