"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms

from tta_portal.words import gettext_lazy as _

COUNTED = 1000


class Words(forms.CharField):
    """A few sentences. NUL and other control characters are dropped instead of refused."""

    def __init__(self, *, rows: int = 5, max_length: int = 10_000, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Counting what is left helps near a small limit; below a large one it is noise."""
        attrs = super().widget_attrs(widget)
        return attrs if (self.max_length or 0) <= COUNTED else {key: attrs[key] for key in attrs if key != "maxlength"}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(char for char in value if char in "\n\t" or ord(char) >= 32)
        return super().to_python(value)


class Day(forms.DateField):
    """A date, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class Hours(forms.DecimalField):
    """Hours spent, in steps of a quarter."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.NumberInput(attrs={"step": "0.25", "inputmode": "decimal"}))
        super().__init__(min_value=0, max_value=200, max_digits=5, decimal_places=2, **kwargs)


class PersonField(forms.ModelChoiceField):
    """A member, chosen by name."""

    def label_from_instance(self, member: Any) -> str:
        where = member.organization.name if getattr(member, "organization", None) else ""
        return f"{member.user.name}, {where}" if where else str(member.user.name)


def days_from(words: str) -> list[int]:
    """Days written as numbers with commas; raises ValidationError with a sentence."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        raise forms.ValidationError(_("Write whole numbers with commas between them, such as 2, 30, 90, 180."))
    days = sorted({int(part) for part in parts})
    if not days[0] >= 1 or days[-1] > 730 or len(days) > 8:
        raise forms.ValidationError(_("Choose up to eight different days, from 1 to 730."))
    return days
