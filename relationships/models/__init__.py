"""What turns one-off requests into ongoing work."""

from relationships.models.check_ins import CheckIn, CheckInAnswer, CheckInLink
from relationships.models.engagements import (
    Engagement,
    EngagementCommitment,
    EngagementEvent,
    EngagementParty,
    EngagementRequest,
)

__all__ = [
    "CheckIn",
    "CheckInAnswer",
    "CheckInLink",
    "Engagement",
    "EngagementCommitment",
    "EngagementEvent",
    "EngagementParty",
    "EngagementRequest",
]
