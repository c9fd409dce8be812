from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("library", "0003_files")]

    operations = [IsolateTenant("Resource", "ResourceHistory")]
