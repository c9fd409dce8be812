from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_isolate_tenants"), ("roster", "0001_imports_and_decisions")]

    operations = [IsolateTenant("ImportRun", "CareDecision")]
