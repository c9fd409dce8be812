"""One form for each move of the lifecycle: what it asks, and the action it calls."""

from __future__ import annotations

from django import forms

from requests_app import actions
from requests_app.forms.fields import Words
from requests_app.forms.verb import PlainMove, VerbForm
from requests_app.models import WaitingFor
from tta_portal.words import gettext_lazy as _


class AcknowledgeForm(VerbForm):
    title = _("Acknowledge this request")
    intro = _("Write a few words of your own. The requester gets them by mail, from you.")
    submit_label = _("Send and acknowledge")
    action = staticmethod(actions.acknowledge)

    message = Words(label=_("Your message"), help_text=_("Say that you have read it, and what happens next."))
    become_lead = forms.BooleanField(label=_("I will be the lead for this request"), required=False, initial=True)


class OfferConversationForm(VerbForm):
    title = _("Offer a conversation")
    intro = _("A talk before any plan: half an hour is usually enough.")
    submit_label = _("Send the offer")
    action = staticmethod(actions.offer_conversation)

    offer = Words(label=_("Your offer"), help_text=_("Two or three times that suit you, and how to meet."))


class StartPlanningForm(PlainMove):
    title = _("Start planning")
    intro = _("The conversation is logged and the needs are confirmed. The requester is told that a plan comes next.")
    submit_label = _("Start planning")
    action = staticmethod(actions.start_planning)


class StartDeliveryForm(PlainMove):
    title = _("Start delivery")
    intro = _("Both sides agreed the plan. The requester is told that the work begins.")
    submit_label = _("Start delivery")
    action = staticmethod(actions.start_delivery)


class AnswerQuicklyForm(VerbForm):
    title = _("Answer quickly")
    intro = _("The short way for a universal request. The requester gets your answer by mail, and a check-in later.")
    submit_label = _("Send the answer")
    action = staticmethod(actions.answer_quickly)

    answer = Words(label=_("Your answer"), rows=7)


class DeliverForm(VerbForm):
    title = _("Mark as delivered")
    intro = _("The agreed work is done. The check-ins begin: in two days, then in 30, 90 and 180.")
    submit_label = _("Mark as delivered")
    action = staticmethod(actions.deliver)

    note = Words(label=_("A word to the requester"), rows=3, required=False)


class CloseForm(VerbForm):
    title = _("Close this request")
    submit_label = _("Close it")
    action = staticmethod(actions.close)

    reason = Words(label=_("Why it can be closed"), rows=3, max_length=2000)


class HoldForm(VerbForm):
    title = _("Put on hold")
    intro = _("The clocks stop until you resume. The requester is told.")
    submit_label = _("Put on hold")
    action = staticmethod(actions.hold)

    waiting_for = forms.ChoiceField(label=_("Whom are we waiting for?"), choices=WaitingFor, widget=forms.RadioSelect)
    reason = Words(label=_("What for?"), rows=3)


class ResumeForm(VerbForm):
    title = _("Resume")
    submit_label = _("Resume")
    action = staticmethod(actions.resume)

    note = Words(label=_("A word to the requester"), rows=3, required=False)


class DeclineForm(VerbForm):
    title = _("Decline this request")
    intro = _("Both go to the requester in your words.")
    submit_label = _("Decline and tell the requester")
    action = staticmethod(actions.decline)

    reason = Words(label=_("Why we cannot take it on"), rows=3)
    alternative = Words(label=_("What they could do instead"), rows=3)


class WithdrawForm(VerbForm):
    title = _("Withdraw this request")
    submit_label = _("Withdraw it")
    action = staticmethod(actions.withdraw)

    reason = Words(label=_("A word to the TTA team"), rows=2, required=False)


class ReopenForm(VerbForm):
    title = _("Open this request again")
    submit_label = _("Open it again")
    action = staticmethod(actions.reopen)

    reason = Words(label=_("What is still needed"), rows=3)
