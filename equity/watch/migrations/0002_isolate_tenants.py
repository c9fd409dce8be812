from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_isolate_tenants"), ("watch", "0001_watches")]

    operations = [IsolateTenant("Watch", "Alarm")]
