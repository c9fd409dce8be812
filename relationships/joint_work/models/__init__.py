"""What partners do together in an engagement: plan, goals, meetings, voices, a look back."""

from relationships.joint_work.models.goals import Goal, Progress
from relationships.joint_work.models.meetings import LEVEL_WORDS, Decision, Meeting, MeetingParty, VoiceRecord
from relationships.joint_work.models.outlines import Outline, OutlineStep, OutlineUse, StepKind, StepSide
from relationships.joint_work.models.plans import EngagementPlan, PlanYes
from relationships.joint_work.models.record import CoLead, Reflection, WorkEvent

__all__ = [
    "LEVEL_WORDS",
    "CoLead",
    "Decision",
    "EngagementPlan",
    "Goal",
    "Meeting",
    "MeetingParty",
    "Outline",
    "OutlineStep",
    "OutlineUse",
    "PlanYes",
    "Progress",
    "Reflection",
    "StepKind",
    "StepSide",
    "VoiceRecord",
    "WorkEvent",
]
