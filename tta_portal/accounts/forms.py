"""Who may come in: invitations, the open form, tokens, the network's settings."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tta_portal.accounts.actions import NEEDS_ORGANIZATION
from tta_portal.accounts.models import User
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import Network
from tta_portal.words import gettext_lazy as _


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=Role)
    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None,
        required=False,
        empty_label=_("None"),
        help_text=_("Required for requesters and partners."),
        widget=forms.Select(attrs={"class": "combo"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organization.objects.order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") in NEEDS_ORGANIZATION and not cleaned.get("organization"):
            self.add_error("organization", _("A requester or partner belongs to an organization. Choose one."))
        return cleaned


class ApprovalForm(InvitationForm):
    """As an invitation, to the address that asked."""

    email = None  # type: ignore[assignment]  # Django's way to drop an inherited field


class AcceptForm(forms.Form):
    """A new person's name and password."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. A few words in a row are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned:
            try:
                validate_password(cleaned["password"], User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class JoinForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Work e-mail"))
    organization_name = forms.CharField(label=_("Your health department or organization"), max_length=160)
    reason = forms.CharField(
        label=_("What brings you here?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TokenForm(forms.Form):
    name = forms.CharField(label=_("What is it for?"), max_length=80)
    days = forms.IntegerField(label=_("Valid for how many days?"), min_value=1, max_value=365, initial=90)
    may_write = forms.BooleanField(label=_("It may also change things"), required=False)


class NetworkForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=sorted((zone, zone) for zone in available_timezones() if "/" in zone),
        widget=forms.Select(attrs={"class": "combo"}),
    )

    class Meta:
        model = Network
        fields = (
            "name",
            "time_zone",
            "day_starts_at",
            "day_ends_at",
            "first_reply_hours",
            "urgent_reply_hours",
            "discovery_days",
            "fair_queue",
            "head_start_days",
            "paper_return",
            "suppression_threshold",
            "gap_margin",
            "open_sign_up",
            "second_factor_required",
        )
        labels = {
            "day_starts_at": _("The working day starts at"),
            "day_ends_at": _("and ends at"),
            "first_reply_hours": _("A person replies within how many working hours?"),
            "urgent_reply_hours": _("And to an urgent request?"),
            "discovery_days": _("A conversation is offered within how many working days?"),
            "fair_queue": _("Among requests due on the same day, those who waited longest before come first"),
            "head_start_days": _("And under-served places stand among those due so many days earlier"),
            "paper_return": _("Where forms on paper go: fax number and postal address"),
            "suppression_threshold": _("Hide counts smaller than"),
            "gap_margin": _("Call out a gap only beyond how many percent?"),
            "open_sign_up": _("Anybody may ask to join; an administrator decides"),
            "second_factor_required": _("Providers and administrators need a second sign-in step"),
        }
        widgets = {
            "paper_return": forms.Textarea(attrs={"rows": 3}),
            "day_starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "day_ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "day_ends_at": _("Targets run from Monday to Friday between these hours, by the clock of the network."),
            "fair_queue": _("With places that are under-served next. The queue shows the reason on each row."),
            "head_start_days": _(
                "0 to 5. Targets stay as they are. “What if” on the equity pages shows who would wait."
            ),
            "suppression_threshold": _("On equity pages seen by people without a right to single requests: 5 to 20."),
            "gap_margin": _("Of the value it is compared with, and only if it is more than chance: 5 to 50."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("day_starts_at"), cleaned.get("day_ends_at")
        if starts and ends and ends <= starts:
            self.add_error(
                "day_ends_at", _("The working day must end after it starts. Targets count the hours between.")
            )
        return cleaned
