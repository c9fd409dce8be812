"""The six statements, and how often they are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.pulse.models import ITEMS, Direction, Pulse, PulseAnswer, PulseSetting

AGREEMENT = [(1, _("1, not at all")), (2, _("2, a little")), (3, _("3, mostly")), (4, _("4, completely"))]
OF_THE_TEAM = {
    "reliability": _("They do what they say they will do"),
    "openness": _("We can speak openly with them, also about what goes wrong"),
    "shared_mission": _("They want the same for our communities as we do"),
    "influence": _("They can get things moving that matter to us"),
    "resources": _("They bring knowledge, people or money that we do not have"),
    "involvement": _("They put time and care into the work with us"),
}
SHARES = _(
    "Both sides may see my answer beside the other's: the health department, and the TTA team that works with it"
)


class PulseForm(forms.Form):
    """Each statement may be left out, but not all of them."""

    def __init__(self, data: Any = None, *, pulse: Pulse) -> None:
        saved = PulseAnswer.objects.filter(pulse=pulse).first()
        super().__init__(data, initial={name: getattr(saved, name) for name in (*ITEMS, "shares")} if saved else {})
        for name in ITEMS:
            self.fields[name] = forms.TypedChoiceField(
                label=OF_THE_TEAM[name], choices=AGREEMENT, coerce=int, empty_value=None, required=False,
                widget=forms.RadioSelect(attrs={"class": "scale"}),
            )  # fmt: skip
        self.fields["shares"] = forms.BooleanField(label=SHARES, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and all(cleaned.get(name) is None for name in ITEMS):
            raise forms.ValidationError(_("Answer at least one statement, whichever matters most to you."))
        return cleaned


def title_of(pulse: Pulse) -> str:
    """Whom the statements are about."""
    if pulse.direction == Direction.RECIPIENT:
        return str(_("How is it to work with the TTA team?"))
    return str(_("How is it to work with {name}?")).format(name=pulse.organization.name)


class SettingForm(forms.Form):
    times_a_year = forms.TypedChoiceField(
        label="How often are both sides asked?", choices=PulseSetting.Times, coerce=int, widget=forms.RadioSelect,
        help_text="A mail with six statements. It takes the place of a check-in for 14 days.",
    )  # fmt: skip
