"""One form for each piece of work between the moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from requests_app import actions
from requests_app.forms.fields import Day, Hours, Words
from requests_app.forms.verb import VerbForm
from requests_app.models import Intensity, Side, VoiceLevel
from requests_app.models.work import Mode, Strategy
from tta_portal.accounts.roles import Permission
from tta_portal.words import gettext_lazy as _

PROMISES_A_SIDE = 3


class LogConversationForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = _("Log the conversation")
    intro = _("Who of the health department took part, and what you learned.")
    submit_label = _("Log it")
    action = staticmethod(actions.log_conversation)

    held_on = Day(label=_("On which day?"))
    mode = forms.ChoiceField(label=_("How did you meet?"), choices=Mode)
    hours = Hours(label=_("Hours"))
    recipient_people = forms.CharField(label=_("Who of the health department took part?"), max_length=300)
    notes = Words(label=_("What you learned"), help_text=_("The requester can read this."), max_length=20_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.pop("held_on", None)
        if day is not None:
            cleaned["held_at"] = _moment(day)
        return cleaned


class NeedsForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = _("What we heard")
    intro = _("In your words, what they need. The requester confirms it or corrects it.")
    submit_label = _("Send to the requester")
    action = staticmethod(actions.write_needs_statement)

    text = Words(label=_("What we heard"), rows=7)


class ConfirmNeedsForm(VerbForm):
    title = _("Is this what you need?")
    submit_label = _("Yes, that is right")
    action = staticmethod(actions.confirm_needs)


class CorrectNeedsForm(VerbForm):
    title = _("What did we get wrong?")
    intro = _("Your words go to the lead, who writes it again.")
    submit_label = _("Send the correction")
    action = staticmethod(actions.correct_needs)

    correction = Words(label=_("How you would put it"))


class PlanForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = _("Draft the plan")
    intro = _("Both sides agree the same version before the work begins. Each side promises at least one thing.")
    submit_label = _("Send the plan")
    action = staticmethod(actions.draft_plan)

    goals = Words(label=_("What we want to achieve"), rows=4)
    roles = Words(label=_("Who does what"), rows=3)
    finishes_on = Day(label=_("Finished by"), required=False)
    voice_level = forms.ChoiceField(
        label=_("How does the community take part?"),
        choices=[("", _("Not in this plan")), *VoiceLevel.choices],
        required=False,
    )
    voice_who = forms.CharField(label=_("Who speaks for the community?"), max_length=300, required=False)
    voice_absent_because = forms.CharField(label=_("If nobody does: why?"), max_length=500, required=False)

    optional_title = _("Add more promises")

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in FURTHER_PROMISES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("voice_absent_because") and not (cleaned.get("voice_level") and cleaned.get("voice_who")):
            self.add_error(
                "voice_level", _("Say how the community takes part and who speaks for it, or why nobody does.")
            )
        cleaned["commitments"] = [promise for side in Side.values for promise in self._promises(cleaned, side)]
        return cleaned

    def _promises(self, cleaned: dict[str, Any], side: str) -> list[tuple[str, str, date]]:
        promises = []
        for number in range(1, PROMISES_A_SIDE + 1):
            text, due = cleaned.pop(f"{side}_{number}", ""), cleaned.pop(f"{side}_{number}_by", None)
            if text and due is None and f"{side}_{number}_by" not in self.errors:
                self.add_error(f"{side}_{number}_by", _("Every promise needs a date."))
            if text and due:
                promises.append((side, text, due))
        return promises


def _promise_fields() -> Iterator[tuple[str, forms.Field]]:
    """Up to three promises a side, each with its date; the first of each side is required."""
    for side, who in (("provider", _("We promise")), ("recipient", _("The health department promises"))):
        for number in range(1, PROMISES_A_SIDE + 1):
            first = number == 1
            label = who if first else f"{who} also"
            yield f"{side}_{number}", forms.CharField(label=label, max_length=500, required=first)
            yield f"{side}_{number}_by", Day(label=_("By"), required=first)


PlanForm.base_fields |= dict(_promise_fields())


FURTHER_PROMISES = {name for name, field in _promise_fields() if not field.required}


class AgreePlanForm(VerbForm):
    title = _("Agree the plan")
    submit_label = _("Agree this version")
    action = staticmethod(actions.agree_plan)

    plan_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.tta_request.plan
        self.fields["plan_version"].initial = plan.version if plan else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["version"] = cleaned.pop("plan_version", None)
        return cleaned


class ActivityForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = _("Log an activity")
    submit_label = _("Log it")
    action = staticmethod(actions.log_activity)

    held_on = Day(label=_("On which day?"))
    strategy = forms.ChoiceField(label=_("What was it?"), choices=Strategy)
    mode = forms.ChoiceField(label=_("How?"), choices=Mode)
    hours = Hours(label=_("Hours"))
    people = forms.CharField(label=_("Who took part?"), max_length=500)
    summary = Words(label=_("What was done"), rows=3)
    with_recipient = forms.BooleanField(
        label=_("Someone of the health department took part"), required=False, initial=True
    )


class IntensityForm(VerbForm):
    permission = Permission.WORK_REQUESTS
    title = _("Choose the intensity")
    submit_label = _("Save")
    action = staticmethod(actions.set_intensity)

    intensity = forms.ChoiceField(choices=Intensity, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intensity"].initial = self.tta_request.intensity


def _moment(day: date) -> datetime:
    """Noon of that day, or now if it is today: a conversation is logged by its day."""
    now = timezone.localtime()
    noon = datetime.combine(day, time(12), tzinfo=now.tzinfo)
    return now if day == now.date() else noon
