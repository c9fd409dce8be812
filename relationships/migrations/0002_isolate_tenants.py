from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant, LetDispatchSee


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_isolate_tenants"),
        ("requests_app", "0002_isolate_tenants"),
        ("training", "0002_isolate_tenants"),
        ("relationships", "0001_engagements_and_check_ins"),
    ]

    operations = [
        IsolateTenant(
            "Engagement",
            "EngagementHistory",
            "EngagementParty",
            "EngagementRequest",
            "EngagementCommitment",
            "EngagementEvent",
            "CheckIn",
            "CheckInLink",
            "CheckInAnswer",
            "CheckInAnswerHistory",
            "Consequence",
            "Pause",
            "ReverseCheckIn",
            "Touch",
            "Wish",
            "BroughtRecord",
        ),
        LetDispatchSee(
            "CheckIn",
            columns=["id", "network_id", "state", "due_at", "asked_at", "reminded_at"],
            where=(
                "(state = 'scheduled' AND due_at <= now())"
                " OR (state = 'asked' AND asked_at <= now() - interval '7 days')"
                " OR (state = 'reminded' AND reminded_at <= now() - interval '7 days')"
            ),
        ),
    ]
