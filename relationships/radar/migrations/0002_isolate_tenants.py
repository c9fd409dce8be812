from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("relationships", "0002_isolate_tenants"), ("radar", "0001_outreach")]

    operations = [
        IsolateTenant(
            "Outreach",
        )
    ]
