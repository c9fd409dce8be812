from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_isolate_tenants"),
        ("files", "0002_isolate_tenants"),
        ("requests_app", "0001_requests"),
    ]

    operations = [
        IsolateTenant(
            "Topic",
            "TTARequest",
            "TTARequestHistory",
            "ThreadMessage",
            "Plan",
            "PlanAgreement",
            "Commitment",
            "CommitmentHistory",
            "Conversation",
            "NeedsStatement",
            "Activity",
            "Referral",
            "Task",
            "RequestPerson",
            "RequestTag",
            "RequestLink",
            "Tag",
            "SavedView",
            "QueueShown",
            "Question",
            "Answer",
            "LeadChange",
            "WorkProfile",
            "ReplyTemplate",
            "Escalation",
            "Attachment",
            "RequestEvent",
            "NewDate",
        ),
    ]
