from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_isolate_tenants"), ("releases", "0001_releases")]

    operations = [IsolateTenant("Release")]
