from django.urls import path

from relationships.joint_work.views import meetings, outlines, work

urlpatterns = [
    path("engagements/<int:pk>/plan/", work.plan, name="engagement_plan"),
    path("engagements/<int:pk>/plan/new/", work.new_plan, name="new_engagement_plan"),
    path("engagements/<int:pk>/plan/agree/", work.agree_plan, name="agree_engagement_plan"),
    path("engagements/<int:pk>/goals/new/", work.new_goal, name="new_goal"),
    path("engagements/<int:pk>/co-leads/", work.co_leads, name="engagement_co_leads"),
    path("engagements/<int:pk>/requests/", work.requests, name="engagement_requests"),
    path("engagements/<int:pk>/look-back/", work.look_back, name="look_back"),
    path("engagements/<int:pk>/close-without/", work.close_without, name="close_without"),
    path("engagements/<int:pk>/template/", work.use_outline, name="use_outline"),
    path("engagements/<int:pk>/meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("goals/<int:pk>/", work.goal, name="goal"),
    path("goals/<int:pk>/edit/", work.edit_goal, name="edit_goal"),
    path("goals/<int:pk>/drop/", work.drop_goal, name="drop_goal"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit_meeting"),
    path("meetings/<int:pk>/call-off/", meetings.call_off, name="call_off_meeting"),
    path("meetings/<int:pk>/minutes/", meetings.minutes, name="meeting_minutes"),
    path("meetings/<int:pk>/decisions/new/", meetings.new_decision, name="new_decision"),
    path("meetings/<int:pk>/calendar.ics", meetings.calendar, name="meeting_calendar"),
    path("decisions/<int:pk>/promise/", meetings.promise, name="promise_decision"),
    path("settings/engagement-templates/", outlines.outlines, name="outlines"),
    path("settings/engagement-templates/new/", outlines.new_outline, name="new_outline"),
    path("settings/engagement-templates/<int:pk>/", outlines.edit_outline, name="edit_outline"),
    path("settings/engagement-templates/<int:pk>/retire/", outlines.retire_outline, name="retire_outline"),
]
