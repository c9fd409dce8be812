"""What one offers, asks and agrees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.peers.anonymous import tells_who
from relationships.peers.models import PeerAgreement, PeerOffer
from requests_app.forms.fields import Day, Words
from requests_app.models import Topic
from tta_portal.accounts.models import Membership

NO_NAMES = gettext_lazy("Leave out names, addresses and phone numbers: who you are is told only after both said yes.")
LONGEST = timedelta(days=730)


class _Nameless(forms.Form):
    """Refuses words that say who wrote them, and keeps what was typed."""

    member: Membership

    def nameless(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        if tells_who(words, self.member):
            raise forms.ValidationError(
                _("This says who you are: a name, an address or a number. Please leave it out for now.")
            )
        return words


class OfferForm(_Nameless):
    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, label=gettext_lazy("What could you help with?"), empty_label=gettext_lazy("Choose a topic")
    )
    shares = Words(
        label=gettext_lazy("What could you share, in a few words?"), rows=4, max_length=1000, help_text=NO_NAMES
    )

    def __init__(self, data: Any = None, *, member: Membership, offer: PeerOffer | None = None) -> None:
        initial = {"topic": offer.topic_id, "shares": offer.shares} if offer else {}
        super().__init__(data, initial=initial)
        self.member = member
        field = self.fields["topic"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Topic.objects.offered()

    def clean_shares(self) -> str:
        return self.nameless("shares")


class AskForm(_Nameless):
    words = Words(
        label=gettext_lazy("What would you like to learn from them?"), rows=5, max_length=2000, help_text=NO_NAMES
    )

    def __init__(self, data: Any = None, *, member: Membership) -> None:
        super().__init__(data)
        self.member = member

    def clean_words(self) -> str:
        return self.nameless("words")


class AgreementForm(forms.Form):
    what = Words(label=gettext_lazy("What will you do together?"), rows=3, max_length=1000)
    until = Day(label=gettext_lazy("Until when?"))
    how_often = forms.CharField(
        label=gettext_lazy("How often will you talk?"),
        max_length=120,
        help_text=gettext_lazy("For instance: an hour every second week."),
    )
    between_us = Words(
        label=gettext_lazy("What stays between us?"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Both of you and the TTA team can read this form, and nobody else."),
    )

    def __init__(self, data: Any = None, *, agreement: PeerAgreement | None = None) -> None:
        names = ("what", "until", "how_often", "between_us")
        super().__init__(data, initial={name: getattr(agreement, name) for name in names} if agreement else {})

    def clean_until(self) -> Any:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today < day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day after today, and within two years."))
        return day


class WordForm(forms.Form):
    word = Words(label=gettext_lazy("A word to look back: what did it bring?"), rows=3, max_length=1000)


class SignForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class TopicForm(forms.Form):
    """Which topic to list; anything else lists all."""

    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        None, label=gettext_lazy("Topic"), required=False, empty_label=gettext_lazy("All topics")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["topic"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Topic.objects.offered()

    def chosen(self) -> Topic | None:
        topic: Topic | None = self.cleaned_data.get("topic") if self.is_valid() else None
        return topic
