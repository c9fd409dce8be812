from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_isolate_tenants"), ("requests_app", "0001_requests")]

    operations = [
        IsolateTenant(
            "Topic",
            "TTARequest",
            "TTARequestHistory",
            "NamedPerson",
            "RequestEvent",
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
        ),
    ]
