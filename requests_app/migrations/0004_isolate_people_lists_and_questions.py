from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0003_topics_people_and_search")]

    operations = [
        IsolateTenant(
            "Topic",
            "TTARequest",
            "TTARequestHistory",
            "ThreadMessage",
            "Referral",
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
        ),
    ]
