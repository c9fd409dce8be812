"""How often somebody is asked, when nobody is, what they ask of us, and a contact in ten seconds."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relationships.models import Rhythm, Wish
from requests_app.forms.fields import Day, Words, days_from
from requests_app.forms.questions import QuestionForm
from requests_app.models import Question, QuestionKind, TTARequest
from requests_app.models.questions import AskedIn, Moment
from requests_app.models.work import Mode
from tta_portal.directory.models import Jurisdiction, Organization
from tta_portal.tenancy.models import Network

AGO = (("now", "Just now"), ("today", "Earlier today"), ("yesterday", "Yesterday"), ("day", "Another day"))


class CadenceForm(forms.Form):
    """Days after delivery on which the network asks."""

    days = forms.CharField(
        label="Ask how many days after delivery?",
        help_text="Numbers with commas between them, such as 2, 30, 90, 180. The last one closes the follow-up.",
        max_length=60,
    )

    def __init__(self, data: Any = None, *, days: list[int]) -> None:
        super().__init__(data, initial={"days": ", ".join(map(str, days))})

    def clean_days(self) -> list[int]:
        return days_from(self.cleaned_data["days"])


class PauseForm(forms.Form):
    """Spare people check-ins during an emergency."""

    reason = forms.CharField(label="What happened?", max_length=200, help_text="A hurricane, a flood, an outbreak.")
    state = forms.ChoiceField(label="Where?", required=False)
    starts_on = Day(label="From", initial=timezone.localdate)
    ends_on = Day(label="Until, if you know", required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        states = Jurisdiction.objects.exclude(state="").order_by("state").values_list("state", flat=True).distinct()
        choices = [("", "The whole network"), *((state, state) for state in states)]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        _in_order(self, cleaned)
        return cleaned


class OrganizationPauseForm(PauseForm):
    """The same for one organization."""

    state = None  # type: ignore[assignment]  # Django's way to drop an inherited field

    def __init__(self, data: Any = None) -> None:
        forms.Form.__init__(self, data)


def _in_order(form: forms.Form, cleaned: dict[str, Any]) -> None:
    starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        form.add_error("ends_on", "This is before it begins. Give a later day, or leave it empty.")


class CheckInQuestionForm(QuestionForm):
    """A question of the network's own, asked in check-ins."""

    moments = forms.MultipleChoiceField(
        label="When is it asked?", choices=Moment, widget=forms.CheckboxSelectMultiple,
        help_text="A check-in has six questions at most. Up to two of yours take the place of the usual ones.",
    )  # fmt: skip
    topic = None  # type: ignore[assignment]  # Django's way to drop inherited fields
    is_required = None  # type: ignore[assignment]
    field_order = ("label", "help_text", "kind", "choices", "moments")

    def __init__(self, data: Any = None, *, question: Question | None = None) -> None:
        initial = None
        if question is not None:
            names = ("label", "help_text", "kind", "moments")
            initial = {name: getattr(question, name) for name in names} | {"choices": "\n".join(question.choices)}
        forms.Form.__init__(self, data, initial=initial)
        kinds = [(kind.value, kind.label) for kind in QuestionKind if kind != QuestionKind.FILE]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "asked_in": AskedIn.CHECK_IN}


class WishForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("How often may we ask you how it went?"), choices=Rhythm, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, organization: Organization, network: Network) -> None:
        wish = Wish.objects.filter(organization=organization).first()
        super().__init__(data, initial={"rhythm": wish.rhythm if wish else Rhythm.USUAL})
        usual = ", ".join(map(str, network.cadence))
        self.fields["rhythm"].help_text = _("Usual here: {days} days after we delivered.").format(days=usual)


class AskUsForm(forms.Form):
    question = Words(label=_("What would you like to know from us?"), rows=4, max_length=5000)
    tta_request: forms.ModelChoiceField[TTARequest] = forms.ModelChoiceField(
        None, label=_("About which request?"), required=False, empty_label=_("None in particular")
    )

    def __init__(self, data: Any = None, *, requests: Any) -> None:
        super().__init__(data)
        self.fields["tta_request"].queryset = requests  # type: ignore[attr-defined]  # a ModelChoiceField


class AnswerThemForm(forms.Form):
    answer = Words(label=_("Your answer"), rows=6, max_length=10_000)


class TouchForm(forms.Form):
    """A contact in ten seconds: two taps are enough."""

    mode = forms.ChoiceField(label="How?", choices=Mode, widget=forms.RadioSelect, initial=Mode.PHONE)
    when = forms.ChoiceField(label="When?", choices=AGO, widget=forms.RadioSelect, initial="now")
    day = Day(label="Which day?", required=False)
    with_whom = forms.CharField(label="With whom?", max_length=200, required=False)
    words = Words(label="In a word, if you like", rows=2, max_length=1000, required=False)
    is_one_way = forms.BooleanField(label="I reached nobody: a message left, a mail sent", required=False)

    optional_title = "With whom, what about, another day"

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        """What a hurried person leaves out."""
        return [self[name] for name in ("with_whom", "words", "day")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == "day" and not cleaned.get("day"):
            self.add_error("day", "Say which day it was.")
        if cleaned.get("day") and cleaned["day"] > timezone.localdate():
            self.add_error("day", "This day is still to come. Log the contact once it has happened.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What `log_touch` takes."""
        said, now = self.cleaned_data, timezone.localtime()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        noon = timedelta(hours=12)
        moments = {"now": now, "today": midnight + (now - midnight) / 2, "yesterday": midnight - noon}
        at = moments.get(said["when"]) or datetime.combine(said["day"], time(12), tzinfo=now.tzinfo)
        return {
            "mode": said["mode"],
            "happened_at": min(at, now),
            "with_whom": said["with_whom"],
            "words": said["words"],
            "is_two_way": not said["is_one_way"],
        }
