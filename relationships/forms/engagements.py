"""The terms of an engagement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.models import Engagement
from requests_app.forms.fields import Day, Words
from requests_app.models import Side
from tta_portal.directory.models import Organization, OrganizationKind


class TermsForm(forms.Form):
    """Purpose, lead, rhythm, and first promises of both sides."""

    purpose = forms.CharField(label=_("What for?"), max_length=300)
    lead_organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label=_("Who leads?"), empty_label=None
    )
    cadence_days = forms.IntegerField(
        label=_("A check-in every how many days?"), min_value=7, max_value=365, help_text=_("90 is usual.")
    )
    ours = forms.CharField(label=_("The TTA team promises"), max_length=500)
    ours_by = Day(label=_("By"))
    theirs = forms.CharField(label=_("The health department promises"), max_length=500)
    theirs_by = Day(label=_("By"))

    def __init__(self, data: Any = None, *, engagement: Engagement) -> None:
        super().__init__(data, initial=_terms(engagement))
        field = self.fields["lead_organization"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organization.objects.filter(party_to__engagement=engagement).order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["promises"] = [
                (Side.PROVIDER, cleaned.pop("ours"), cleaned.pop("ours_by")),
                (Side.RECIPIENT, cleaned.pop("theirs"), cleaned.pop("theirs_by")),
            ]
        return cleaned


def _terms(engagement: Engagement) -> dict[str, Any]:
    terms: dict[str, Any] = {
        "purpose": engagement.purpose,
        "lead_organization": engagement.lead_organization_id,
        "cadence_days": engagement.cadence_days,
    }
    for link in engagement.promises.select_related("commitment"):
        name = "ours" if link.commitment.side == Side.PROVIDER else "theirs"
        terms |= {name: link.commitment.text, f"{name}_by": link.commitment.due_on}
    return terms


class ReasonForm(forms.Form):
    """Why something changes, in words that all who take part read."""

    reason = Words(
        label=_("In a few words"), rows=3, max_length=5000,
        error_messages={"required": _("Say why, in a few words that all who take part may read.")},
    )  # fmt: skip


class PartnerForm(forms.Form):
    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label=_("Organization"), empty_label=_("Choose"), widget=forms.Select(attrs={"class": "combo"})
    )
    role = forms.CharField(label=_("What will they do?"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        partners = [OrganizationKind.COMMUNITY, OrganizationKind.ACADEMIC, OrganizationKind.PROVIDER]
        field.queryset = Organization.objects.filter(kinds__overlap=partners).order_by("name")
