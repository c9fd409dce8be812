from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant, LetDispatchSee


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_isolate_tenants"), ("outbox", "0001_messages")]

    operations = [
        IsolateTenant(
            "Message",
            "Suppression",
        ),
        LetDispatchSee(
            "Message",
            columns=["id", "network_id", "state", "due_at"],
            where="(state IN ('due', 'retry') AND due_at <= now()) OR state IN ('claimed', 'sending')",
        ),
    ]
