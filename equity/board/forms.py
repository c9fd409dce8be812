"""To whom the report goes, and when."""

from __future__ import annotations

from typing import Any

from django import forms

from equity.board.actions import ALLOWED
from equity.board.models import Reader, Rhythm, Schedule
from equity.dimensions import DIMENSIONS
from tta_portal.accounts.models import Membership


class _People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, member: Any) -> str:
        return f"{member.user.name}, {member.get_role_display().lower()} ({member.user.email})"


class ScheduleForm(forms.Form):
    """Only people who may see these numbers can be chosen."""

    rhythm = forms.ChoiceField(label="When does it go out?", choices=Rhythm, widget=forms.RadioSelect)
    split = forms.ChoiceField(
        label="Compared by",
        choices=[(dimension.field, dimension.label) for dimension in DIMENSIONS],
        widget=forms.RadioSelect,
    )
    members = _People(
        None,
        label="Who gets it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Administrators and analysts of this network. Each can stop it on this page at any time.",
    )

    def __init__(self, data: Any = None) -> None:
        now = Schedule.objects.first() or Schedule()
        readers = list(Reader.objects.values_list("member_id", flat=True))
        super().__init__(data, initial={"rhythm": now.rhythm, "split": now.by, "members": readers})
        allowed = Membership.objects.active().filter(role__in=ALLOWED)
        self.fields["members"].queryset = allowed.select_related("user").order_by("user__name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("rhythm") != Rhythm.NEVER and "members" in cleaned and not cleaned["members"]:
            self.add_error("members", "Choose at least one person, or “Not by itself” above.")
        return cleaned
