from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_holidays")]

    operations = [IsolateTenant("Holiday")]
