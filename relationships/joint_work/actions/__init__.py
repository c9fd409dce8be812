"""What people do in an engagement between its moves. Call through the module: `actions.draft_plan(…)`."""

from relationships.joint_work.actions.goals import change_goal, drop_goal, note_progress, set_goal
from relationships.joint_work.actions.meetings import (
    arrange_meeting,
    call_off_meeting,
    change_meeting,
    decide,
    hold_meeting,
    promise_decision,
)
from relationships.joint_work.actions.outlines import (
    change_outline,
    make_outline,
    preview,
    retire_outline,
    use_outline,
)
from relationships.joint_work.actions.plans import agree_plan, draft_plan
from relationships.joint_work.actions.requests import add_request, remove_request
from relationships.joint_work.actions.together import close_without, look_back, name_co_lead, remove_co_lead

__all__ = [
    "add_request",
    "agree_plan",
    "arrange_meeting",
    "call_off_meeting",
    "change_goal",
    "change_meeting",
    "change_outline",
    "close_without",
    "decide",
    "draft_plan",
    "drop_goal",
    "hold_meeting",
    "look_back",
    "make_outline",
    "name_co_lead",
    "note_progress",
    "preview",
    "promise_decision",
    "remove_co_lead",
    "remove_request",
    "retire_outline",
    "set_goal",
    "use_outline",
]
