"""Every verb of a request's address, with its form."""

from __future__ import annotations

from requests_app.forms import moves, work
from requests_app.forms.verb import VerbForm

VERBS: dict[str, type[VerbForm]] = {
    "acknowledge": moves.AcknowledgeForm,
    "offer_conversation": moves.OfferConversationForm,
    "log_conversation": work.LogConversationForm,
    "what_we_heard": work.NeedsForm,
    "confirm_needs": work.ConfirmNeedsForm,
    "correct_needs": work.CorrectNeedsForm,
    "start_planning": moves.StartPlanningForm,
    "plan": work.PlanForm,
    "agree_plan": work.AgreePlanForm,
    "start_delivery": moves.StartDeliveryForm,
    "answer_quickly": moves.AnswerQuicklyForm,
    "log_activity": work.ActivityForm,
    "deliver": moves.DeliverForm,
    "close": moves.CloseForm,
    "hold": moves.HoldForm,
    "resume": moves.ResumeForm,
    "refer": moves.ReferForm,
    "accept_referral": work.AcceptReferralForm,
    "introduce": work.IntroduceForm,
    "take_back": moves.TakeBackForm,
    "complete_referral": moves.CompleteReferralForm,
    "decline": moves.DeclineForm,
    "withdraw": moves.WithdrawForm,
    "reopen": moves.ReopenForm,
    "lead": work.LeadForm,
    "intensity": work.IntensityForm,
    "write": work.MessageForm,
}
