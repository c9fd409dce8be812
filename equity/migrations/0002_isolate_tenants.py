from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_isolate_tenants"), ("equity", "0001_published_panels")]

    operations = [
        IsolateTenant(
            "PublishedPanel",
        )
    ]
