"""Who reaches out, and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms

from requests_app.forms.fields import PersonField
from requests_app.models.work import Mode
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization

MOST_AT_ONCE = 100
VIEWS = [("silent", "Falling silent"), ("never", "Never heard of"), ("log", "Reaching out")]


class ViewForm(forms.Form):
    """Which list; anything else is the first."""

    view = forms.ChoiceField(choices=VIEWS, required=False)

    def chosen(self) -> str:
        return (self.cleaned_data["view"] if self.is_valid() else "") or "silent"


class PlanForm(forms.Form):
    assigned_to = PersonField(None, label="Who reaches out?", empty_label="Choose")
    note = forms.CharField(label="What about?", max_length=1000, required=False)

    def __init__(self, data: Any = None, *, member: Membership) -> None:
        super().__init__(data, initial={"assigned_to": member.pk})
        field = self.fields["assigned_to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Membership.objects.staff().select_related("user", "organization").order_by("user__name")


class GiveForm(PlanForm):
    """Several at once; `place` names each of them, in the address first and then in what is sent."""

    field_order = ("place", "assigned_to", "note")

    def __init__(self, data: Any = None, *, member: Membership, chosen: list[str] | None = None) -> None:
        super().__init__(data, member=member)
        known = Organization.objects.filter(is_recipient=True).order_by("name", "pk")
        asked = (data.getlist("place") if data is not None else chosen) or []
        named = [int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 19][:MOST_AT_ONCE]
        self.is_empty = not named
        self.fields["place"] = forms.ModelMultipleChoiceField(
            known.filter(pk__in=named), label="Health departments", widget=forms.CheckboxSelectMultiple, initial=named,
            error_messages={"required": "Choose at least one health department."},
        )  # fmt: skip
        self.order_fields(self.field_order)


class LogForm(forms.Form):
    """One click is enough: it was by phone, and there was or was no answer."""

    answered = forms.TypedChoiceField(
        label="Did they answer?",
        choices=[("no", "No, I tried"), ("yes", "Yes, we talked")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    mode = forms.ChoiceField(label="How?", choices=Mode, required=False, initial=Mode.PHONE)
    note = forms.CharField(label="In a few words", max_length=1000, required=False)

    def clean_mode(self) -> str:
        return self.cleaned_data["mode"] or Mode.PHONE
