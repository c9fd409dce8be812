"""What a check-in asks, and the terms of an engagement."""

from __future__ import annotations

from typing import Any

from django import forms

from relationships.models import CheckIn, CheckInAnswer, Engagement
from relationships.questions import Changed, NextStep, Promises, Question, Used, questions_for
from requests_app.forms.fields import Day, Words
from requests_app.models import Side
from tta_portal.directory.models import Organization, OrganizationKind

AGREEMENT = [("1", "1, not at all"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5, completely")]
CONFIDENCE = [("1", "1, not at all"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5, very")]
YES_NO = [("no", "No"), ("yes", "Yes")]


def _scale(label: str, choices: list[tuple[str, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "scale"}),
    )


def _choice(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def _fields() -> dict[str, forms.Field]:
    return {
        "understood": _scale("We understood what you needed", AGREEMENT),
        "relevant": _scale("It was relevant", AGREEMENT),
        "useful": _scale("It was useful", AGREEMENT),
        "confidence_before": _scale("Before", CONFIDENCE),
        "confidence_now": _scale("Now", CONFIDENCE),
        "used": _choice("Used it?", Used),
        "barrier": Words(label="What got in the way?", rows=2, max_length=2000, required=False),
        "changed": _choice("The biggest change so far", Changed),
        "promises": _choice("What we promised, did we do it?", Promises),
        "need_remains": _choice("A need remains", YES_NO),
        "remaining_need": Words(label="If yes: what?", rows=3, max_length=5000, required=False),
        "missing_voice": Words(
            label="Who should have been heard, and was not?", rows=2, max_length=2000, required=False
        ),
        "next_step": _choice("What would you like next?", NextStep),
    }


class CheckInForm(forms.Form):
    """The questions of one check-in. Each may be left out, but not all of them."""

    def __init__(self, data: Any = None, *, check_in: CheckIn) -> None:
        saved = CheckInAnswer.objects.filter(check_in=check_in).first()
        super().__init__(data, initial=_as_initial(saved) if saved else {})
        self.questions = questions_for(
            check_in.offset_days,
            ongoing=check_in.engagement_id is not None,
            training=check_in.registration_id is not None,
        )
        known = _fields()
        for question in self.questions:
            for name in question.fields:
                self.fields[name] = known[name]
            if question.is_single:
                self.fields[question.fields[0]].label = question.title

    def screens(self) -> list[tuple[Question, list[forms.BoundField]]]:
        """Each question with its fields, to be shown one a screenful."""
        return [(question, [self[name] for name in question.fields]) for question in self.questions]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.values()):
            raise forms.ValidationError("Answer at least one question, whichever matters most to you.")
        if "need_remains" in self.fields:
            said = cleaned.get("need_remains")
            cleaned["need_remains"] = said == "yes" or bool(cleaned.get("remaining_need")) if said else None
        return cleaned


def _as_initial(saved: CheckInAnswer) -> dict[str, Any]:
    initial = {name: getattr(saved, name) for name in _fields()}
    initial["need_remains"] = {True: "yes", False: "no", None: ""}[saved.need_remains]
    return initial


class TermsForm(forms.Form):
    """Purpose, lead, rhythm, and first promises of both sides."""

    purpose = forms.CharField(label="What for?", max_length=300)
    lead_organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label="Who leads?", empty_label=None
    )
    cadence_days = forms.IntegerField(
        label="A check-in every how many days?", min_value=7, max_value=365, help_text="90 is usual."
    )
    ours = forms.CharField(label="The TTA team promises", max_length=500)
    ours_by = Day(label="By")
    theirs = forms.CharField(label="The health department promises", max_length=500)
    theirs_by = Day(label="By")

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
    reason = Words(label="In a few words", rows=3, max_length=5000)


class PartnerForm(forms.Form):
    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, empty_label="Choose", widget=forms.Select(attrs={"class": "combo"})
    )
    role = forms.CharField(label="What will they do?", max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        partners = [OrganizationKind.COMMUNITY, OrganizationKind.ACADEMIC, OrganizationKind.PROVIDER]
        field.queryset = Organization.objects.filter(kinds__overlap=partners).order_by("name")
