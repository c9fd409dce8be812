"""The plan, goals, co-leads, requests and the look back of an engagement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relationships.joint_work.models import EngagementPlan, Goal, Outline, Reflection
from relationships.models import Engagement
from requests_app.forms.fields import Day, Words
from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization

LARGEST = 9_999_999_999


class PlanForm(forms.Form):
    """The next version of the plan, beginning with the words of the last."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9999)
    purpose = Words(
        label=_("What is our work for?"), rows=4, max_length=5000,
        error_messages={"required": _("Say in a sentence or two what the work is for.")},
    )  # fmt: skip
    roles = Words(
        label=_("Who does what?"), rows=4, max_length=5000,
        help_text=_("A line for each of those who take part."),
        error_messages={"required": _("Say who does what, a line for each.")},
    )  # fmt: skip
    goals = Words(
        label=_("What do we want to reach?"), rows=4, max_length=5000,
        error_messages={"required": _("Say what will be different when you are done.")},
    )  # fmt: skip
    starts_on = Day(label=_("From"), initial=timezone.localdate)
    finishes_on = Day(label=_("Until, if you know"), required=False)

    def __init__(self, data: Any = None, *, engagement: Engagement, last: EngagementPlan | None) -> None:
        names = ("purpose", "roles", "goals", "starts_on", "finishes_on")
        initial: dict[str, Any] = {"after": 0, "purpose": engagement.purpose}
        if last is not None:
            initial = {name: getattr(last, name) for name in names} | {"after": last.version}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("finishes_on")
        if first and last and last < first:
            self.add_error("finishes_on", _("The work would end before it begins. Choose a later day, or none."))
        return cleaned


class GoalForm(forms.Form):
    """A goal and how we know that it is reached."""

    words = forms.CharField(
        label=_("What do we want to reach?"), max_length=300,
        error_messages={"required": _("Say in a sentence what you want to reach.")},
    )  # fmt: skip
    measure = forms.CharField(
        label=_("What will you count?"), max_length=200, required=False,
        help_text=_("For example: nurses trained, or towns with a plan. Leave it empty until you know."),
    )  # fmt: skip
    target = forms.DecimalField(
        label=_("How many will be enough?"), required=False, min_value=0, max_value=LARGEST, max_digits=12,
        decimal_places=2, widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )  # fmt: skip
    due_on = Day(label=_("By when?"), error_messages={"required": _("Choose a day by which you want to be there.")})

    def __init__(self, data: Any = None, *, goal: Goal | None = None) -> None:
        names = ("words", "measure", "target", "due_on")
        super().__init__(data, initial={name: getattr(goal, name) for name in names} if goal else None)

    def clean_target(self) -> Any:
        target = self.cleaned_data["target"]
        if target is not None and target <= 0:
            raise forms.ValidationError(_("Give a number above 0."))
        return target

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("target") is not None and not cleaned.get("measure"):
            self.add_error("measure", _("Say what the number counts."))
        if cleaned.get("measure") and "target" in cleaned and cleaned["target"] is None:
            self.add_error("target", _("Say how many will be enough."))
        return cleaned


class ProgressForm(forms.Form):
    """How far a goal is."""

    value = forms.DecimalField(
        label=_("How many now?"), min_value=-LARGEST, max_value=LARGEST, max_digits=12, decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        error_messages={"required": _("Give the number as it is now.")},
    )  # fmt: skip
    on = Day(label=_("On which day?"), initial=timezone.localdate)
    words = forms.CharField(label=_("A word on it"), max_length=500, required=False)


class CoLeadForm(forms.Form):
    """One of those who take part, to lead together with the lead."""

    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label=_("Who leads together with the lead?"), empty_label=_("Choose"),
        error_messages={"required": _("Choose one of those who take part.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, engagement: Engagement) -> None:
        super().__init__(data)
        takes_part = Organization.objects.filter(party_to__engagement=engagement)
        leads = engagement.co_leads.values("organization")
        _field(self, "organization").queryset = (
            takes_part.exclude(pk=engagement.lead_organization_id).exclude(pk__in=leads).order_by("name")
        )


class RequestForm(forms.Form):
    """A request of the same health department that belongs to no engagement yet."""

    tta_request: forms.ModelChoiceField[TTARequest] = forms.ModelChoiceField(
        None, label=_("Which request?"), empty_label=_("Choose"),
        error_messages={"required": _("Choose a request.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, engagement: Engagement, member: Membership) -> None:
        super().__init__(data)
        visible = TTARequest.objects.visible_to(member).filter(
            organization_id=engagement.recipient_id, engagement_link=None
        )
        _field(self, "tta_request").queryset = visible.exclude(status__in=["draft", "merged"]).defer("search")


class LookBackForm(forms.Form):
    """One side's part of the joint look back."""

    changed = Words(
        label=_("What changed through our work?"), rows=4, max_length=3000,
        error_messages={"required": _("Say what changed, or that nothing did.")},
    )  # fmt: skip
    again = Words(
        label=_("What would you do again?"), rows=3, max_length=3000,
        error_messages={"required": _("Say in a few words what was good.")},
    )  # fmt: skip
    not_again = Words(label=_("What would you not do again?"), rows=3, max_length=3000, required=False)

    def __init__(self, data: Any = None, *, mine: Reflection | None = None) -> None:
        names = ("changed", "again", "not_again")
        super().__init__(data, initial={name: getattr(mine, name) for name in names} if mine else None)


class UseOutlineForm(forms.Form):
    """Which template, and from which day its dates count."""

    outline: forms.ModelChoiceField[Outline] = forms.ModelChoiceField(
        None, label=_("Which template?"), empty_label=_("Choose"), error_messages={"required": _("Choose a template.")}
    )
    starts_on = Day(
        label=_("Count its days from"), initial=timezone.localdate,
        error_messages={"required": _("Choose the day from which its dates count.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, engagement: Engagement) -> None:
        super().__init__(data)
        used = engagement.outlines_used.values("outline")
        _field(self, "outline").queryset = Outline.objects.filter(retired_on=None).exclude(pk__in=used)

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose today or a later day to count from."))
        return day


def _field(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field
