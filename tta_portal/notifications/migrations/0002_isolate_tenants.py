from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_notifications"), ("accounts", "0003_isolate_tenants")]

    operations = [IsolateTenant("Notification", "Preference")]
