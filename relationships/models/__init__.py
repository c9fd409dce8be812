"""What turns one-off requests into ongoing work."""

from relationships.models.brought import BroughtRecord
from relationships.models.check_ins import Channel, CheckIn, CheckInAnswer, CheckInLink, Consequence, Kind
from relationships.models.engagements import (
    Engagement,
    EngagementCommitment,
    EngagementEvent,
    EngagementParty,
    EngagementRequest,
)
from relationships.models.rhythm import Pause, ReverseCheckIn, Rhythm, Touch, Wish

__all__ = [
    "BroughtRecord",
    "Channel",
    "CheckIn",
    "CheckInAnswer",
    "CheckInLink",
    "Consequence",
    "Engagement",
    "EngagementCommitment",
    "EngagementEvent",
    "EngagementParty",
    "EngagementRequest",
    "Kind",
    "Pause",
    "ReverseCheckIn",
    "Rhythm",
    "Touch",
    "Wish",
]
