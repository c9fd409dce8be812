"""Narrow a list to the rows behind a number of the equity pages; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from requests_app.counted import Choice, Count
from requests_app.groups import GROUPS
from tta_portal.accounts.models import Membership
from tta_portal.words import gettext_lazy as _

FIRST, LAST = date(1970, 1, 1), date(2199, 12, 31)


def _group(label: str, field: str) -> forms.Field:
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Any")), *GROUPS[field]])


def day(label: str) -> forms.Field:
    within = [MinValueValidator(FIRST), MaxValueValidator(LAST)]
    return forms.DateField(label=label, required=False, validators=within, widget=forms.DateInput(format="%Y-%m-%d"))


class CountedForm(forms.Form):
    """How a number counts, of which group, over which days. Whatever cannot be read is left out.

    `counts`: what the list can show. `otherwise`: the one meant where only a group or days are given.
    """

    counts: ClassVar[Mapping[str, Count]] = {}
    otherwise = ""

    rural_urban = _group("Rural or urban", "rural_urban")
    vulnerability = _group("Social vulnerability", "vulnerability")
    jurisdiction_type = _group("Type of jurisdiction", "jurisdiction_type")
    since = day("From")
    until = day("Until")
    counted = forms.ChoiceField(label="Counted in equity", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, count.label) for name, count in self.counts.items()]
        choices = names if self.otherwise else [("", _("Any")), *names]
        self.fields["counted"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """What narrows the list."""
        if not self.data.keys() & self.base_fields.keys():
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}

    @property
    def is_narrow(self) -> bool:
        return bool(self.chosen)

    @property
    def is_asked_for(self) -> bool:
        """Whether to show the fields: the choices of some cost questions to the database."""
        return self.is_narrow or "filters" in self.data

    @property
    def given(self) -> list[tuple[str, str]]:
        """What narrows, as it stands in the address."""
        return [(name, str(value)) for name, value in self.chosen.items()]

    @property
    def query(self) -> str:
        return urlencode(self.given)

    @property
    def count(self) -> Count | None:
        """The number whose rows are meant."""
        name = self.chosen.get("counted", "") or (self.otherwise if self.is_narrow else "")
        return self.counts.get(name)

    @property
    def choice(self) -> Choice:
        chosen = self.chosen
        groups = {field: chosen[field] for field in GROUPS if field in chosen}
        return Choice(groups, chosen.get("since"), chosen.get("until"))

    def narrow(self, found: Any, *, member: Membership) -> Any:
        """Only the rows behind the number that is meant."""
        return self.count.narrow(found, self.choice, member) if self.count else found

    @property
    def in_words(self) -> str:
        """What the list shows, where it shows the rows behind a number."""
        return self.count.in_words(self.choice) if self.count else ""
