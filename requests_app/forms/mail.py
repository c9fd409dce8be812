"""Place a mail that found no request by itself."""

from __future__ import annotations

from typing import Any

from django import forms

from requests_app.mail_in import places, senders
from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership


class JoinMailForm(forms.Form):
    """Asks for the request, and whether the sender is who the mail says."""

    number = forms.IntegerField(
        label="Number of the request",
        min_value=1,
        error_messages={"required": "Give the number of the request that this mail belongs to."},
    )
    knows_sender = forms.BooleanField(label="I know this sender", required=False)

    def __init__(self, *args: Any, member: Membership, sender: Membership | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.sender = member, sender
        if sender is None:
            del self.fields["knows_sender"]
        else:
            self.fields[
                "knows_sender"
            ].help_text = (
                f"Then it stands under the name of {sender}. Otherwise under the address, which anybody can write."
            )

    def clean_number(self) -> TTARequest:
        """The request that takes the mail, if this member may read it: what was merged goes on in another."""
        number = self.cleaned_data["number"]
        visible = TTARequest.objects.visible_to(self.member)
        asked = visible.filter(number=number).first()
        found = places.where_it_goes_on(asked) if asked else None
        if found is None or not visible.filter(pk=found.pk).exists():
            raise forms.ValidationError(f"There is no request {number} that you may read.")
        return found

    @property
    def author(self) -> Membership | None:
        """Whose words these are, after the person vouched for them."""
        if self.sender is None or not self.cleaned_data.get("knows_sender"):
            return None
        return self.sender if senders.may_write(self.cleaned_data["number"], self.sender) else None
