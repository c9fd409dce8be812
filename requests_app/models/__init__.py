"""What a request is made of."""

from requests_app.models.attachments import Attachment
from requests_app.models.commitments import Commitment, CommitmentState, NewDate, Side
from requests_app.models.lists import LinkKind, QueueShown, RequestLink, RequestTag, SavedView, Tag
from requests_app.models.people import LeadChange, ReplyTemplate, WorkProfile
from requests_app.models.plans import Plan, PlanAgreement, VoiceLevel
from requests_app.models.questions import Answer, Question, QuestionKind
from requests_app.models.requests import (
    EntryChannel,
    RequestPerson,
    TTARequest,
    Urgency,
    Visibility,
    Voice,
    WaitingFor,
)
from requests_app.models.targets import Escalation
from requests_app.models.thread import RequestEvent, ThreadMessage
from requests_app.models.topics import Intensity, Topic
from requests_app.models.work import Activity, Conversation, NeedsStatement, Referral, Task

__all__ = [
    "Activity",
    "Answer",
    "Attachment",
    "Commitment",
    "CommitmentState",
    "Conversation",
    "EntryChannel",
    "Escalation",
    "Intensity",
    "LeadChange",
    "LinkKind",
    "NeedsStatement",
    "NewDate",
    "Plan",
    "PlanAgreement",
    "Question",
    "QuestionKind",
    "QueueShown",
    "Referral",
    "ReplyTemplate",
    "RequestEvent",
    "RequestLink",
    "RequestPerson",
    "RequestTag",
    "SavedView",
    "Side",
    "TTARequest",
    "Tag",
    "Task",
    "ThreadMessage",
    "Topic",
    "Urgency",
    "Visibility",
    "Voice",
    "VoiceLevel",
    "WaitingFor",
    "WorkProfile",
]
