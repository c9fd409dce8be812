from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_isolate_tenants"), ("summaries", "0001_summaries")]

    operations = [IsolateTenant("Standing", "Change", "Sums", "WaitSums", "Pending", "KeptCounts")]
