"""What is said about a training and its sessions, and how trainings are looked for."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import model_to_dict

from requests_app.forms.fields import Day, Hours, Words
from requests_app.languages import Language
from requests_app.models import Topic, TTARequest
from requests_app.training.models import Series, Session
from requests_app.training.zones import ZONES
from requests_app.web_address import WebAddress
from tta_portal.directory.models import Organization
from tta_portal.words import gettext_lazy as _


class Clock(forms.TimeField):
    """A time of day, with the browser's own clock."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        super().__init__(**kwargs)


class SeriesForm(forms.Form):
    """A training, before it has a date."""

    title = forms.CharField(max_length=160, error_messages={"required": "Give it a title people would look for."})
    about = Words(
        label="What is it about?", rows=6,
        help_text="What people can do afterwards that they could not before. "
        "Leave a line free between paragraphs; - begins a line of a list.",
        error_messages={"required": "Say in a few sentences what it is about."},
    )  # fmt: skip
    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, empty_label="Choose the closest one", error_messages={"required": "Choose the topic that comes closest."}
    )
    audience = forms.CharField(label="Whom is it for?", max_length=300, required=False)
    language = forms.ChoiceField(choices=Language, initial=Language.ENGLISH)
    hours = Hours(label="Hours", help_text="They stand on the certificate.")
    has_certificate = forms.BooleanField(label="Those who were there get a certificate", required=False, initial=True)

    def __init__(self, data: Any = None, *, series: Series | None = None) -> None:
        super().__init__(data, initial=model_to_dict(series) if series else None)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)
        kept = [series.topic_id] if series else []
        topic.queryset = Topic.objects.filter(Q(retired_on=None) | Q(pk__in=kept))


class SessionForm(forms.Form):
    """One date of a training, on the clock of the place it is for."""

    day = Day(label="Which day?")
    begins = Clock(label="From")
    ends = Clock(label="To")
    time_zone = forms.ChoiceField(label="On whose clock?", choices=list(ZONES.items()))
    place = forms.CharField(label="Where?", max_length=300, required=False, help_text="Leave empty if it is online.")
    link = WebAddress(label="Address to join", required=False, help_text="Only those who have a seat can see it.")
    host: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label="Which health department hosts it?", required=False, empty_label="None: the team holds it",
        help_text="Hosting counts as something it gave to others.", widget=forms.Select(attrs={"class": "combo"}),
    )  # fmt: skip
    capacity = forms.IntegerField(label="How many seats?", min_value=1, max_value=5000)
    closes_on = Day(label="Last day to register", required=False, help_text="Leave empty: until it begins.")

    def __init__(self, data: Any = None, *, session: Session | None = None, time_zone: str = "") -> None:
        initial = _as_initial(session) if session else {"time_zone": time_zone}
        super().__init__(data, initial=initial)
        host = self.fields["host"]
        assert isinstance(host, forms.ModelChoiceField)
        host.queryset = Organization.objects.filter(is_recipient=True).order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        zone, day = ZoneInfo(cleaned["time_zone"]), cleaned.pop("day")
        starts_at = datetime.combine(day, cleaned.pop("begins"), tzinfo=zone)
        ends_at = datetime.combine(day, cleaned.pop("ends"), tzinfo=zone)
        if ends_at <= starts_at:
            self.add_error("ends", "It must end after it begins, on the same day.")
        if not cleaned["place"] and not cleaned["link"]:
            self.add_error("place", "Say where it is, or give the address to join.")
        last_day = cleaned.pop("closes_on")
        if last_day is not None and last_day > day:
            self.add_error("closes_on", "The last day to register cannot come after the session.")
        return cleaned | {"starts_at": starts_at, "ends_at": ends_at, "closes_at": _closes(last_day, starts_at)}


class CallOffForm(forms.Form):
    """Why it is not held, for those who wanted to come."""

    reason = Words(
        label="Why, in words they will read",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say in a sentence why, and whether there will be another date."},
    )


def _closes(last_day: Any, starts_at: datetime) -> datetime:
    """The end of the last day to register, or the beginning of the session if that is earlier."""
    if last_day is None:
        return starts_at
    return min(datetime.combine(last_day + timedelta(days=1), time(), tzinfo=starts_at.tzinfo), starts_at)


def _as_initial(session: Session) -> dict[str, Any]:
    closes = session.closes_at.astimezone(ZoneInfo(session.time_zone)) - timedelta(microseconds=1)
    return {
        "day": session.local_start.date(),
        "begins": session.local_start.time(),
        "ends": session.local_end.time(),
        "time_zone": session.time_zone,
        "place": session.place,
        "link": session.link,
        "host": session.host_id,
        "capacity": session.capacity,
        "closes_on": closes.date() if session.closes_at < session.starts_at else None,
    }


class LookFor(forms.Form):
    """Narrow the trainings; a filter that makes no sense is left out."""

    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, label=_("Topic"), required=False, empty_label=_("All topics")
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        topic, language = self.fields["topic"], self.fields["language"]
        assert isinstance(topic, forms.ModelChoiceField)
        assert isinstance(language, forms.ChoiceField)
        topic.queryset = Topic.objects.filter(pk__in=Series.objects.order_by().values("topic_id"))
        used = set(Series.objects.order_by().values_list("language", flat=True).distinct())
        language.choices = [
            ("", _("All languages")),
            *((code, name) for code, name in Language.choices if code in used),
        ]

    def narrow(self, rows: QuerySet[Any], *, at: str = "") -> QuerySet[Any]:
        """Those that fit what was chosen; `at` is the way from a row to its series."""
        self.is_valid()
        chosen = {f"{at}{name}": value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**chosen)


class SessionChoice(forms.ModelChoiceField):
    """A session with its date and the seats it has left."""

    def label_from_instance(self, obj: Any) -> str:
        left = obj.seats_left
        return f"{obj.series}: {obj.when}, {left} {'seat' if left == 1 else 'seats'} left"


class OfferSeatForm(forms.Form):
    """Which session, and a word of one's own."""

    session = SessionChoice(
        None,
        label="Which session?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose a session.",
            "invalid_choice": "This session is full or closed by now. Choose another.",
        },
    )
    words = Words(label="A word of your own", rows=2, max_length=4000, required=False)

    def __init__(self, data: Any = None, *, tta_request: TTARequest, sessions: QuerySet[Session]) -> None:
        super().__init__(data)
        session = self.fields["session"]
        assert isinstance(session, forms.ModelChoiceField)
        session.queryset = sessions
        first = sessions.first()
        self.initial["session"] = first.pk if first else None


class AttendanceForm(forms.Form):
    """Who was there: one box a person."""

    present = forms.TypedMultipleChoiceField(
        label="Who was there?", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, registrations: list[Any]) -> None:
        there = [one.pk for one in registrations if one.state == "attended"]
        super().__init__(data, initial={"present": there})
        present = self.fields["present"]
        assert isinstance(present, forms.TypedMultipleChoiceField)
        present.choices = [(one.pk, _person(one)) for one in registrations]


def _person(registration: Any) -> str:
    organization = f", {registration.organization}" if registration.organization else ""
    return f"{registration.member}{organization}"
