"""What a check-in asks: the questions of its moment, with the network's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.models import Channel, CheckIn, CheckInAnswer
from relationships.questions import Changed, NextStep, Promises, Question, Used, own_questions, with_own
from requests_app.forms.fields import Words
from requests_app.forms.questions import field_for, name_of
from requests_app.models import Question as OwnQuestion
from requests_app.models import QuestionKind
from requests_app.models.questions import as_json

AGREEMENT = [("1", _("1, not at all")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5, completely"))]
CONFIDENCE = [("1", _("1, not at all")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5, very"))]
YES_NO = [("no", _("No")), ("yes", _("Yes"))]


def _scale(label: Any, choices: list[tuple[str, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "scale"}),
    )


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def _fields() -> dict[str, forms.Field]:
    return {
        "understood": _scale(_("We understood what you needed"), AGREEMENT),
        "relevant": _scale(_("It was relevant"), AGREEMENT),
        "useful": _scale(_("It was useful"), AGREEMENT),
        "confidence_before": _scale(_("Before"), CONFIDENCE),
        "confidence_now": _scale(_("Now"), CONFIDENCE),
        "used": _choice(_("Used it?"), Used),
        "barrier": Words(label=_("What got in the way?"), rows=2, max_length=2000, required=False),
        "changed": _choice(_("The biggest change so far"), Changed),
        "promises": _choice(_("What we promised, did we do it?"), Promises),
        "need_remains": _choice(_("A need remains"), YES_NO),
        "remaining_need": Words(label=_("If yes: what?"), rows=3, max_length=5000, required=False),
        "missing_voice": Words(
            label=_("Who should have been heard, and was not?"), rows=2, max_length=2000, required=False
        ),
        "next_step": _choice(_("What would you like next?"), NextStep),
    }


class CheckInForm(forms.Form):
    """The questions of one check-in. Each may be left out, but not all of them."""

    def __init__(self, data: Any = None, *, check_in: CheckIn) -> None:
        saved = CheckInAnswer.objects.filter(check_in=check_in).first()
        self.own = own_questions(check_in.kind, check_in.offset_days)
        super().__init__(data, initial=_as_initial(saved, self.own) if saved else {})
        self.questions = with_own(
            check_in.kind, check_in.offset_days, own=[(str(one), name_of(one)) for one in self.own]
        )
        known = _fields() | {name_of(one): field_for(one, required=False) for one in self.own}
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
        if not any(value not in (None, "", []) for value in cleaned.values()):
            raise forms.ValidationError(_("Answer at least one question, whichever matters most to you."))
        if "need_remains" in self.fields:
            said = cleaned.get("need_remains")
            cleaned["need_remains"] = said == "yes" or bool(cleaned.get("remaining_need")) if said else None
        cleaned["own"] = {
            str(one.pk): {"asked": one.label, "kind": one.kind, "value": as_json(cleaned.pop(name_of(one), None))}
            for one in self.own
            if name_of(one) in cleaned
        }
        cleaned["own"] = {pk: said for pk, said in cleaned["own"].items() if said["value"] not in (None, "", [])}
        return cleaned


class KeyInForm(CheckInForm):
    """The same questions, keyed in by the team."""

    def __init__(self, data: Any = None, *, check_in: CheckIn) -> None:
        super().__init__(data, check_in=check_in)
        self.fields["channel"] = forms.ChoiceField(
            label="How did the answer come?",
            choices=[(Channel.PHONE, "By phone"), (Channel.PAPER, "On paper"), (Channel.MAIL, "As a reply by mail")],
            widget=forms.RadioSelect,
            initial=Channel.PHONE,
        )

    def clean(self) -> dict[str, Any]:
        channel = self.cleaned_data.pop("channel", Channel.PHONE)
        cleaned = super().clean()
        return {**cleaned, "channel": channel}


def _as_initial(saved: CheckInAnswer, own: list[OwnQuestion]) -> dict[str, Any]:
    initial = {name: getattr(saved, name) for name in _fields()}
    initial["need_remains"] = {True: "yes", False: "no", None: ""}[saved.need_remains]
    for one in own:
        value = saved.own.get(str(one.pk), {}).get("value")
        yes_no = {True: "yes", False: "no"}
        initial[name_of(one)] = yes_no.get(value, "") if one.kind == QuestionKind.YES_NO else value
    return initial
