from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_isolate_tenants"), ("files", "0001_stored_files")]

    operations = [
        IsolateTenant(
            "StoredFile",
            "FilePolicy",
        ),
    ]
