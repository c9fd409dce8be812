"""A meeting, its minutes, and what it decided: a line for each organization that takes part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.joint_work.models import LEVEL_WORDS, Meeting
from relationships.models import Engagement, EngagementParty
from requests_app.forms.fields import Day, Words
from requests_app.training.forms import Clock
from requests_app.training.zones import ZONES
from requests_app.web_address import WebAddress
from tta_portal.directory.models import Organization

LEVELS = [
    ("", _("Not recorded")),
    *LEVEL_WORDS.items(),
]


def parties(engagement: Engagement) -> list[EngagementParty]:
    return list(engagement.parties.select_related("organization").order_by("pk"))


class PerParty(forms.Form):
    """A form with fields for each organization that takes part, named `<name>_<its number>`."""

    def add_each(self, name: str, takes_part: Iterable[EngagementParty], label: str, **kwargs: Any) -> None:
        for party in takes_part:
            choices = kwargs.get("choices")
            text = label % {"name": party.organization.name}
            key = f"{name}_{party.organization_id}"
            if choices is not None:
                self.fields[key] = forms.ChoiceField(label=text, choices=choices, required=False)
            else:
                self.fields[key] = forms.CharField(
                    label=text, max_length=300, required=False, initial=kwargs["initial"].get(party.organization_id)
                )

    def each(self, name: str) -> dict[int, str]:
        """What was said for each organization."""
        prefix = f"{name}_"
        return {
            int(key.removeprefix(prefix)): value for key, value in self.cleaned_data.items() if key.startswith(prefix)
        }


class MeetingForm(PerParty):
    """When, where, what about, and who comes."""

    title = forms.CharField(
        label=_("What is the meeting about?"), max_length=160, error_messages={"required": _("Give it a few words.")}
    )
    day = Day(label=_("Which day?"), error_messages={"required": _("Choose a day.")})
    begins = Clock(label=_("From"), error_messages={"required": _("Say when it begins.")})
    ends = Clock(label=_("To"), error_messages={"required": _("Say when it ends.")})
    time_zone = forms.ChoiceField(label=_("On whose clock?"), choices=list(ZONES.items()))
    place = forms.CharField(
        label=_("Where?"), max_length=300, required=False, help_text=_("Leave empty if it is online.")
    )
    link = WebAddress(label=_("Address to join online"), required=False)
    agenda = Words(label=_("What do we talk about?"), rows=4, max_length=5000, required=False)

    def __init__(self, data: Any = None, *, engagement: Engagement, meeting: Meeting | None = None) -> None:
        super().__init__(data, initial=_facts(meeting) if meeting else {"time_zone": engagement.recipient.time_zone})
        expected = dict(meeting.people.values_list("organization", "expected")) if meeting else {}
        self.add_each("expected", parties(engagement), str(_("Who comes from %(name)s?")), initial=expected)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        zone = ZoneInfo(cleaned["time_zone"])
        starts_at = datetime.combine(cleaned["day"], cleaned["begins"], tzinfo=zone)
        ends_at = datetime.combine(cleaned["day"], cleaned["ends"], tzinfo=zone)
        if ends_at <= starts_at:
            self.add_error("ends", _("It must end after it begins, on the same day."))
        return cleaned | {"starts_at": starts_at, "ends_at": ends_at}

    def facts(self) -> dict[str, Any]:
        """The columns of a meeting."""
        names = ("title", "starts_at", "ends_at", "time_zone", "place", "link", "agenda")
        return {name: self.cleaned_data[name] for name in names}


def _facts(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "day": meeting.local_start.date(),
        "begins": meeting.local_start.time(),
        "ends": meeting.local_end.time(),
        "time_zone": meeting.time_zone,
        "place": meeting.place,
        "link": meeting.link,
        "agenda": meeting.agenda,
    }


class MinutesForm(PerParty):
    """What was said, who came, and whose voice counted how much."""

    minutes = Words(
        label=_("What did you talk about?"), rows=6, max_length=20_000,
        error_messages={"required": _("Write down in a few sentences what you talked about.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        expected = dict(meeting.people.values_list("organization", "expected"))
        for party in parties(meeting.engagement):
            self.add_each("came", [party], str(_("Who came from %(name)s?")), initial=expected)
            self.add_each("level", [party], str(_("How did %(name)s take part?")), choices=LEVELS)
        self.fields["missing"] = forms.CharField(
            label=_("Whose voice was missing?"), max_length=300, required=False,
            help_text=_("People or groups whom it concerns, and who were not there."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        came = {key: value for key, value in cleaned.items() if key.startswith("came_")}
        if not any(came.values()):
            self.add_error(None, _("Say who came, at least from one organization. If nobody did, call it off."))
        return cleaned


class DecisionForm(PerParty):
    """A decision with who sees to it, and by when."""

    words = forms.CharField(
        label=_("What did we decide?"), max_length=500, error_messages={"required": _("Write it in a sentence.")}
    )
    owner: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label=_("Who sees to it?"), empty_label=_("Choose"), error_messages={"required": _("Choose one.")}
    )
    due_on = Day(label=_("By when?"), error_messages={"required": _("Choose a day.")})
    on_ledger = forms.BooleanField(
        label=_("Put it on the promise ledger"), required=False,
        help_text=_("For the health department and the TTA team: the other side then confirms that it was kept."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, meeting: Meeting, may_promise: bool) -> None:
        super().__init__(data)
        takes_part = parties(meeting.engagement)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organization.objects.filter(pk__in=[party.organization_id for party in takes_part])
        self._partners = {party.organization_id for party in takes_part if party.side == EngagementParty.Side.PARTNER}
        if not may_promise:
            del self.fields["on_ledger"]
        self.add_each("level", takes_part, str(_("How did %(name)s take part in it?")), choices=LEVELS)
        self.fields["missing"] = forms.CharField(label=_("Whose voice was missing?"), max_length=300, required=False)

    @property
    def optional_title(self) -> str:
        return str(_("Whose voice counted?"))

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("level_") or name == "missing"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        owner = cleaned.get("owner")
        if cleaned.get("on_ledger") and owner is not None and owner.pk in self._partners:
            self.add_error("on_ledger", _("A partner's task stays here with its date. Leave the ledger out for it."))
        return cleaned


class CallOffForm(forms.Form):
    """Why it is not held."""

    reason = Words(
        label=_("Why, in words all will read"), rows=3, max_length=500,
        error_messages={"required": _("Say in a sentence why, and whether there will be another date.")},
    )  # fmt: skip
