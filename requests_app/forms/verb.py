"""The base of every small form that does one thing to a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from requests_app.models import TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _


class VerbForm(forms.Form):
    """Carries the version the person saw, so that two people acting at once are told."""

    title: ClassVar[str]
    intro: ClassVar[str] = ""
    submit_label: ClassVar[str] = _("Save")
    action: ClassVar[Callable[..., Any]]
    permission: ClassVar[Permission | None] = None

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, tta_request: TTARequest, member: Membership, **kwargs: Any) -> None:
        if self.permission is not None:  # the form itself may show what only the team knows
            must(member, self.permission)
        super().__init__(*args, **kwargs)
        self.tta_request, self.member = tta_request, member
        self.fields["seen"].initial = tta_request.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen = cleaned.pop("seen", None)
        if seen is not None and seen != self.tta_request.version:
            self.data = (
                {**self.data.dict(), "seen": str(self.tta_request.version)} if hasattr(self.data, "dict") else {}
            )
            raise ValidationError(
                format_lazy(
                    _(
                        "Somebody changed this request while you were writing: it is now “{status}”. "
                        "What you wrote is kept. Look at the request, then send again if it still fits."
                    ),
                    status=self.tta_request.get_status_display(),
                )
            )
        return cleaned

    def perform(self) -> None:
        """Call the action with what was filled in."""
        type(self).action(self.tta_request, by=self.member, **self.cleaned_data)


class PlainMove(VerbForm):
    """A move that asks nothing but to be sure."""
