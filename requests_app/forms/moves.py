"""One form for each move of the lifecycle: what it asks, and the action it calls."""

from __future__ import annotations

from django import forms

from requests_app import actions
from requests_app.forms.fields import Words
from requests_app.forms.verb import PlainMove, VerbForm
from requests_app.models import WaitingFor


class AcknowledgeForm(VerbForm):
    title = "Acknowledge this request"
    intro = "Write a few words of your own. The requester gets them by mail, from you."
    submit_label = "Send and acknowledge"
    action = staticmethod(actions.acknowledge)

    message = Words(label="Your message", help_text="Say that you have read it, and what happens next.")
    become_lead = forms.BooleanField(label="I will be the lead for this request", required=False, initial=True)


class OfferConversationForm(VerbForm):
    title = "Offer a conversation"
    intro = "A talk before any plan: half an hour is usually enough."
    submit_label = "Send the offer"
    action = staticmethod(actions.offer_conversation)

    offer = Words(label="Your offer", help_text="Two or three times that suit you, and how to meet.")


class StartPlanningForm(PlainMove):
    title = "Start planning"
    intro = "The conversation is logged and the needs are confirmed. The requester is told that a plan comes next."
    submit_label = "Start planning"
    action = staticmethod(actions.start_planning)


class StartDeliveryForm(PlainMove):
    title = "Start delivery"
    intro = "Both sides agreed the plan. The requester is told that the work begins."
    submit_label = "Start delivery"
    action = staticmethod(actions.start_delivery)


class AnswerQuicklyForm(VerbForm):
    title = "Answer quickly"
    intro = "The short way for a universal request. The requester gets your answer by mail, and a check-in later."
    submit_label = "Send the answer"
    action = staticmethod(actions.answer_quickly)

    answer = Words(label="Your answer", rows=7)


class DeliverForm(VerbForm):
    title = "Mark as delivered"
    intro = "The agreed work is done. The check-ins begin: in two days, then in 30, 90 and 180."
    submit_label = "Mark as delivered"
    action = staticmethod(actions.deliver)

    note = Words(label="A word to the requester", rows=3, required=False)


class CloseForm(VerbForm):
    title = "Close this request"
    submit_label = "Close it"
    action = staticmethod(actions.close)

    reason = Words(label="Why it can be closed", rows=3, max_length=2000)


class HoldForm(VerbForm):
    title = "Put on hold"
    intro = "The clocks stop until you resume. The requester is told."
    submit_label = "Put on hold"
    action = staticmethod(actions.hold)

    waiting_for = forms.ChoiceField(label="Whom are we waiting for?", choices=WaitingFor, widget=forms.RadioSelect)
    reason = Words(label="What for?", rows=3)


class ResumeForm(VerbForm):
    title = "Resume"
    submit_label = "Resume"
    action = staticmethod(actions.resume)

    note = Words(label="A word to the requester", rows=3, required=False)


class DeclineForm(VerbForm):
    title = "Decline this request"
    intro = "Both go to the requester in your words."
    submit_label = "Decline and tell the requester"
    action = staticmethod(actions.decline)

    reason = Words(label="Why we cannot take it on", rows=3)
    alternative = Words(label="What they could do instead", rows=3)


class WithdrawForm(VerbForm):
    title = "Withdraw this request"
    submit_label = "Withdraw it"
    action = staticmethod(actions.withdraw)

    reason = Words(label="A word to the TTA team", rows=2, required=False)


class ReopenForm(VerbForm):
    title = "Open this request again"
    submit_label = "Open it again"
    action = staticmethod(actions.reopen)

    reason = Words(label="What is still needed", rows=3)
