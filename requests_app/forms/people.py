"""Forms about who works on a request, who follows it, and who is handed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict

from requests_app import actions, briefs
from requests_app.forms.fields import Day, PersonField, Words
from requests_app.forms.verb import PlainMove, VerbForm
from requests_app.models import RequestPerson, WorkProfile
from requests_app.models.requests import MAIL
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission, Role
from tta_portal.directory.models import Hub
from tta_portal.words import gettext_lazy as _

Part = RequestPerson.Part


def staff() -> Any:
    """The members of the team, by name."""
    return Membership.objects.staff().select_related("user").order_by("user__name", "pk")


class LeadForm(VerbForm):
    permission = Permission.TRIAGE_REQUESTS
    title = _("Choose the lead")
    intro = _("The named person the requester talks to.")
    submit_label = _("Make them the lead")
    action = staticmethod(actions.assign_lead)

    lead = PersonField(None, empty_label=_("Choose a person"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = staff()  # type: ignore[attr-defined]  # a PersonField
        self.fields["lead"].initial = self.tta_request.lead_id or self.member.pk


class HandOverForm(LeadForm):
    title = _("Hand over to a colleague")
    intro = _("The brief is made from the record. Add what only you know; the next lead gets it by mail.")
    submit_label = _("Hand over")

    reason = forms.CharField(
        label=_("Why, in a sentence the old lead would sign"), max_length=500, required=False,
        help_text=_("Such as: Maya is on leave from June."),
    )  # fmt: skip
    brief = Words(label=_("The brief"), rows=14, max_length=20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = staff().exclude(pk=self.tta_request.lead_id)  # type: ignore[attr-defined]
        self.fields["lead"].initial = None
        self.fields["brief"].initial = briefs.brief(self.tta_request)


class IntroduceNewLeadForm(PlainMove):
    permission = Permission.TRIAGE_REQUESTS
    title = _("Introduced, all three")
    intro = _("The old lead, the new lead and the requester have talked together.")
    submit_label = _("We have met")
    action = staticmethod(actions.introduce_new_lead)


class _PersonForm(VerbForm):
    action = staticmethod(actions.add_person)

    person = PersonField(None, label=_("Who?"), empty_label=_("Choose a person"))

    def people(self) -> Any:
        return staff()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = self.tta_request.people.values("member")
        asker = self.tta_request.requester_id
        found = self.people().exclude(pk__in=there).exclude(pk=asker).exclude(pk=self.tta_request.lead_id)
        self.fields["person"].queryset = found.select_related("organization")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["member"] = cleaned.pop("person", None)
        return cleaned


class AddToTeamForm(_PersonForm):
    permission = Permission.WORK_REQUESTS
    title = _("Add to the team")
    submit_label = _("Add")

    part = forms.ChoiceField(
        label=_("As what?"),
        choices=[(Part.CO_LEAD, _("Co-lead: shares the lead")), (Part.SUPPORT, _("Supporting team: helps out"))],
        widget=forms.RadioSelect,
        initial=Part.SUPPORT,
    )


class AddColleagueForm(_PersonForm):
    title = _("Add a colleague")
    intro = _("Somebody of the health department who should hear how it goes. They may see the whole request.")
    submit_label = _("Add")

    def people(self) -> Any:
        own = Membership.objects.active().filter(organization_id=self.tta_request.organization_id, role=Role.REQUESTER)
        return own.select_related("user").order_by("user__name", "pk")

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "part": Part.WATCHER}


class NamePersonForm(_PersonForm):
    title = _("Let somebody see it")
    intro = _(
        "This request is confidential: besides you, your lead and those who help them, only the people you name "
        "may see it."
    )
    submit_label = _("Let them see it")

    def people(self) -> Any:
        own = Membership.objects.active().filter(organization_id=self.tta_request.organization_id, role=Role.REQUESTER)
        return (own | Membership.objects.staff()).select_related("user").order_by("user__name", "pk")

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "part": Part.NAMED}


class RemovePersonForm(VerbForm):
    title = _("Take somebody off")
    submit_label = _("Take them off")
    action = staticmethod(actions.remove_person)

    person = PersonField(None, label=_("Who?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_it = self.tta_request.people.values("member")
        found = Membership.objects.filter(pk__in=on_it).select_related("user", "organization")
        self.fields["person"].queryset = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["member"] = cleaned.pop("person", None)
        return cleaned


class FollowForm(VerbForm):
    title = _("How you hear of this request")
    submit_label = _("Save")
    action = staticmethod(actions.follow)

    mail = forms.ChoiceField(
        label=_("Mail about this request"),
        choices=[("", _("As in my own settings")), *MAIL],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.tta_request.people.filter(member=self.member).first()
        self.fields["mail"].initial = mine.mail if mine else ""


class HubForm(VerbForm):
    permission = Permission.TRIAGE_REQUESTS
    title = _("Choose the hub")
    submit_label = _("Save")
    action = staticmethod(actions.send_to_hub)

    hub: forms.ModelChoiceField[Hub] = forms.ModelChoiceField(None, empty_label=_("No hub"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["hub"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = Hub.objects.order_by("name"), self.tta_request.hub_id


class WorkProfileForm(forms.Form):
    """How much room somebody has, and who stands in while they are away."""

    weekly_hours = forms.DecimalField(
        label="Hours a week for requests", min_value=0, max_value=80, max_digits=4, decimal_places=1
    )
    languages = forms.CharField(
        label="Languages you work in", required=False, max_length=200, help_text="Such as: English, Spanish"
    )
    hub: forms.ModelChoiceField[Hub] = forms.ModelChoiceField(None, label="Hub", required=False, empty_label="None")
    away_from = Day(label="Away from", required=False)
    away_until = Day(label="Away until", required=False, help_text="Leave empty while you do not know yet.")
    delegate = PersonField(None, label="Who stands in", required=False, empty_label="Nobody")

    def __init__(self, data: Any = None, *, profile: WorkProfile) -> None:
        initial = model_to_dict(profile) | {"languages": ", ".join(profile.languages)}
        super().__init__(data, initial=initial)
        self.fields["delegate"].queryset = staff().exclude(pk=profile.member_id)  # type: ignore[attr-defined]
        self.fields["hub"].queryset = Hub.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_languages(self) -> list[str]:
        return [word.strip()[:40] for word in self.cleaned_data["languages"].split(",") if word.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("away_from"), cleaned.get("away_until")
        if ends and not starts:
            self.add_error("away_from", "Say from which day on.")
        elif starts and ends and ends < starts:
            self.add_error("away_until", "The last day lies before the first.")
        return cleaned
