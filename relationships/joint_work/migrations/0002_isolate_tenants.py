from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("joint_work", "0001_joint_work")]

    operations = [
        IsolateTenant(
            "CoLead",
            "Decision",
            "EngagementPlan",
            "Goal",
            "GoalHistory",
            "Meeting",
            "MeetingParty",
            "Outline",
            "OutlineStep",
            "OutlineUse",
            "PlanYes",
            "Progress",
            "Reflection",
            "ReflectionHistory",
            "VoiceRecord",
            "WorkEvent",
        )
    ]
