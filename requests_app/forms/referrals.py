"""The steps of a warm hand-off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email

from requests_app import actions, briefs
from requests_app.forms.fields import Words
from requests_app.forms.verb import PlainMove, VerbForm
from requests_app.models import Referral
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Hub, Organization, OrganizationKind
from tta_portal.words import gettext_lazy as _


class ReferForm(VerbForm):
    title = _("Refer to another team")
    intro = _("A warm hand-over: it counts when both sides have met, not when a mail was sent.")
    submit_label = _("Go on")
    action = staticmethod(actions.refer)

    kind = forms.ChoiceField(label=_("To whom?"), choices=Referral.Kind, widget=forms.RadioSelect)
    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        None, label=_("Which provider?"), required=False, empty_label=_("Choose, if it is one of this network")
    )
    hub: forms.ModelChoiceField[Hub] = forms.ModelChoiceField(
        None, label=_("Which hub?"), required=False, empty_label=_("Choose, if it is one")
    )
    to_name = forms.CharField(label=_("Name, if it is somebody outside"), max_length=160, required=False)
    to_contact = forms.CharField(
        label=_("How to reach them"),
        max_length=200,
        help_text=_("An e-mail address outside the network gets the offer."),
    )
    reason = Words(label=_("Why they can help better"), rows=3, max_length=5000)
    shares = Words(
        label=_("What they would get to read"),
        rows=4,
        help_text=_("Exactly this is shared, once the requester has agreed."),
        required=False,
    )
    consent = forms.ChoiceField(
        label=_("Has the requester agreed?"),
        choices=[("no", _("Not yet: ask them. Nothing is shared before")), ("yes", _("Yes, they told me"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the requester has agreed. Nothing is shared before they do.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (
            ("organization", Organization.objects.of_kind(OrganizationKind.PROVIDER).order_by("name")),
            ("hub", Hub.objects.order_by("name")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found

        self.fields["shares"].initial = briefs.for_another_team(self.tta_request)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named = {"provider": "organization", "hub": "hub", "outside": "to_name"}.get(cleaned.get("kind", ""))
        if named and not cleaned.get(named):
            self.add_error(named, _("Say who it is."))
        elif named in ("organization", "hub"):
            cleaned["to_name"] = cleaned[named].name[:160]
        contact = cleaned.get("to_contact", "")
        if named == "to_name" and "@" in contact and not _is_address(contact):
            self.add_error("to_contact", _("Give one e-mail address and nothing else, or a phone number."))
        cleaned["consent"] = cleaned.get("consent") == "yes"
        return cleaned


def _is_address(words: str) -> bool:
    try:
        validate_email(words)
    except forms.ValidationError:
        return False
    return True


class AgreeToReferralForm(PlainMove):
    title = _("May we introduce you?")
    submit_label = _("Yes, introduce us")
    action = staticmethod(actions.agree_to_referral)


class RefuseReferralForm(VerbForm):
    title = _("No hand-over, please")
    intro = _("Nothing was shared. Your request goes on with us.")
    submit_label = _("I would rather not")
    action = staticmethod(actions.refuse_referral)

    reason = Words(label=_("A word to the TTA team"), rows=2, max_length=2000, required=False)


class TakeBackProposalForm(VerbForm):
    permission = Permission.TRIAGE_REQUESTS
    title = _("Take the proposal back")
    intro = _("They have not answered. Nothing was shared, and the request goes on with you. They are told.")
    submit_label = _("Take it back")
    action = staticmethod(actions.take_back_proposal)

    reason = Words(label=_("Why, in words they will read"), rows=2, max_length=2000, required=False)


class AcceptReferralForm(PlainMove):
    permission = Permission.TRIAGE_REQUESTS
    title = _("They accepted")
    submit_label = _("They said yes")
    action = staticmethod(actions.accept_referral)


class IntroduceForm(PlainMove):
    permission = Permission.TRIAGE_REQUESTS
    title = _("Introduced")
    intro = _("The requester and the other team have met through you.")
    submit_label = _("Both have met")
    action = staticmethod(actions.introduce)


class TakeBackForm(VerbForm):
    title = _("Take it back")
    intro = _("The other team returned it. The request goes on where it was.")
    submit_label = _("Take it back")
    action = staticmethod(actions.take_back)

    reason = Words(label=_("What happened"), rows=3)


class CompleteReferralForm(VerbForm):
    title = _("Confirm the outcome")
    submit_label = _("Confirm")
    action = staticmethod(actions.complete_referral)

    outcome = Words(label=_("What came of it"), rows=3, max_length=5000)
