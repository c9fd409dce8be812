"""Narrowing a caseload: every filter stands in the address, and none that makes no sense does harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from requests_app import groups, search
from requests_app.caseload import PAGE_SIZES, overdue
from requests_app.counted import REQUESTS
from requests_app.forms.counted import CountedForm, day
from requests_app.forms.fields import PersonField, Words
from requests_app.forms.people import staff
from requests_app.lifecycle import OPEN, Status
from requests_app.models import Intensity, Tag, Topic, TTARequest, Urgency, WaitingFor
from requests_app.rows import SORTS
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Hub, Jurisdiction
from tta_portal.numbers import number_in
from tta_portal.words import gettext_lazy as _

NOBODY = "none"
DUE = [("", _("Any time")), ("late", _("Overdue")), ("today", _("Today")), ("week", _("Within a week"))]


def _picked(label: str, find: Callable[[], Any]) -> forms.Field:
    """A select filled only when it is shown; its value is not looked up: nobody's narrows the list to nothing."""

    def choices() -> list[tuple[Any, str]]:
        return [("", _("Any")), *((value, str(name)) for value, name in find())]

    return forms.CharField(label=label, required=False, max_length=40, widget=forms.Select(choices=choices))  # type: ignore[arg-type]


def _leads() -> Any:
    yield NOBODY, _("Nobody")
    yield from ((member.pk, member.user.name) for member in staff())


def _states() -> Any:
    codes = Jurisdiction.objects.exclude(state="").order_by("state").values_list("state", flat=True).distinct()
    return ((code, code) for code in codes)


class FilterForm(CountedForm):
    """Filters by anything on the row, and by what the equity pages count. Whatever cannot be read is left out."""

    counts = REQUESTS
    field_order = ("q", "status", "topic", "lead", "hub", "place", "tag", "intensity", "urgency", "due")

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *((s.value, s.label) for s in Status if s in OPEN)]
    )
    topic = _picked(_("Topic"), lambda: Topic.objects.values_list("pk", "name"))
    lead = _picked(_("Lead"), _leads)
    hub = _picked(_("Hub"), lambda: Hub.objects.order_by("name").values_list("pk", "name"))
    place = _picked(_("Place"), _states)
    tag = _picked(_("Tag"), lambda: Tag.objects.values_list("pk", "name"))
    intensity = forms.ChoiceField(label=_("Intensity"), required=False, choices=[("", _("Any")), *Intensity.choices])
    urgency = forms.ChoiceField(label=_("Urgency"), required=False, choices=[("", _("Any")), *Urgency.choices])
    due = forms.ChoiceField(label=_("Our reply is due"), required=False, choices=DUE)

    since = day("Sent, or counted, from")
    until = day("Sent, or counted, until")

    optional_title = _("More filters")

    def narrow(self, found: QuerySet[TTARequest], *, member: Membership) -> QuerySet[TTARequest]:
        """Only the requests that fit every filter."""
        requests = found
        chosen = dict(self.chosen)
        if words := chosen.pop("q", ""):
            search.SEARCHES.count(member.pk)
            requests = search.narrow(requests, words, member=member)
        if self.count:
            requests = super().narrow(requests, member=member)
            chosen = {name: value for name, value in chosen.items() if name not in CountedForm.base_fields}
        for name, value in chosen.items():
            requests = NARROWERS[name](requests, value)
        return requests


def _by(field: str) -> Callable[[Any, str], Any]:
    def narrow(requests: Any, value: str) -> Any:
        if value == NOBODY:
            return requests.filter(**{f"{field}__isnull": True})
        return requests.filter(**{field: value}) if number_in(value) is not None else requests.none()

    return narrow


def _by_due(requests: Any, value: str) -> Any:
    now = timezone.now()
    if value == "late":
        return requests.filter(overdue(at=now))
    ends = timezone.localtime().replace(hour=23, minute=59, second=59) + timedelta(days=7 if value == "week" else 0)
    waiting = Q(status=Status.SUBMITTED, reply_due_at__range=(now, ends))
    return requests.filter(waiting | Q(status=Status.ACKNOWLEDGED, discovery_due_at__range=(now, ends)))


def _by_topic(requests: Any, value: str) -> Any:
    if number_in(value) is None:
        return requests.none()
    return requests.filter(topic__in=Topic.objects.filter(Q(pk=value) | Q(parent=value)).values("pk"))


NARROWERS: dict[str, Callable[[Any, Any], Any]] = {
    "status": lambda requests, value: requests.filter(status=value),
    "topic": _by_topic,
    "lead": _by("lead"),
    "hub": _by("hub"),
    "place": lambda requests, value: requests.filter(organization__jurisdiction__state=value),
    "tag": _by("tagged__tag"),
    "intensity": lambda requests, value: requests.filter(intensity=value),
    "urgency": lambda requests, value: requests.filter(urgency=value),
    "due": _by_due,
    **{field: groups.in_group(field) for field in groups.GROUPS},
    "since": groups.sent_from,
    "until": groups.sent_until,
}


def sort_of(given: str | None) -> str:
    return given if given in SORTS else "quiet"


def size_of(given: str | None) -> int:
    sizes = {str(size): size for size in PAGE_SIZES}
    return sizes.get(given or "", PAGE_SIZES[0])


class ViewForm(forms.Form):
    """Keep the filters in force under a name."""

    name = forms.CharField(label="Name of this view", max_length=60)
    is_shared = forms.BooleanField(label="My colleagues see it, too", required=False)
    query = forms.CharField(widget=forms.HiddenInput, max_length=1000, required=False)


class BulkForm(forms.Form):
    """What is to be done to all chosen requests; the fields depend on it."""

    title: str
    submit_label = "Do it"


class BulkAssignForm(BulkForm):
    title = "Give them a lead"
    lead = PersonField(None, empty_label="Choose a person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = staff()  # type: ignore[attr-defined]  # a PersonField


class BulkTagForm(BulkForm):
    title = "Add a tag"
    name = forms.CharField(label=_("Tag"), max_length=40)


class BulkHoldForm(BulkForm):
    title = "Put them on hold"
    waiting_for = forms.ChoiceField(label="Whom are we waiting for?", choices=WaitingFor, widget=forms.RadioSelect)
    reason = Words(label="What for? Every requester is told", rows=3)


class BulkCloseForm(BulkForm):
    title = "Close them"
    reason = Words(label="Why they can be closed. Every requester is told", rows=3, max_length=2000)


BULK_FORMS: dict[str, type[BulkForm]] = {
    "assign": BulkAssignForm,
    "tag": BulkTagForm,
    "hold": BulkHoldForm,
    "close": BulkCloseForm,
}
