"""What a request is made of."""

from requests_app.models.commitments import Commitment, CommitmentState, Side
from requests_app.models.plans import Plan, PlanAgreement, VoiceLevel
from requests_app.models.requests import (
    Intensity,
    RequestEvent,
    ThreadMessage,
    Topic,
    TTARequest,
    Urgency,
    Visibility,
    WaitingFor,
)
from requests_app.models.work import Activity, Conversation, NeedsStatement, Referral, Task

__all__ = [
    "Activity",
    "Commitment",
    "CommitmentState",
    "Conversation",
    "Intensity",
    "NeedsStatement",
    "Plan",
    "PlanAgreement",
    "Referral",
    "RequestEvent",
    "Side",
    "TTARequest",
    "Task",
    "ThreadMessage",
    "Topic",
    "Urgency",
    "Visibility",
    "VoiceLevel",
    "WaitingFor",
]
