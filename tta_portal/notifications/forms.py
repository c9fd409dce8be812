"""How a person wants to hear of things."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from tta_portal.notifications.models import Mail, Preference
from tta_portal.words import gettext_lazy as _


class PreferenceForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[*settings.LANGUAGES, ("", _("As my organization"))],
        widget=forms.RadioSelect,
        help_text=_("Of these pages and of the mail you get. Words that people write stay as they wrote them."),
    )
    mail = forms.ChoiceField(label=_("Mail about requests"), choices=Mail, widget=forms.RadioSelect)

    class Meta:
        model = Preference
        fields = ("mail", "digest_at", "quiet_from", "quiet_until", "single_keys")
        labels = {
            "digest_at": _("When the daily mail comes"),
            "quiet_from": _("No mail from"),
            "quiet_until": _("until"),
            "single_keys": _("Single keys, such as J and K, move through lists"),
        }
        help_texts = {
            "quiet_from": _("Quiet hours, by your own clock. What happens then is mailed afterwards."),
            "single_keys": _("Switch this off if you use speech input, or if keys get in your way."),
        }
        widgets = {name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
                   for name in ("digest_at", "quiet_from", "quiet_until")}  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("quiet_from")) != bool(cleaned.get("quiet_until")) and not (
            {"quiet_from", "quiet_until"} & set(self.errors)
        ):
            self.add_error("quiet_until", _("Quiet hours need a beginning and an end, or neither."))
        return cleaned
