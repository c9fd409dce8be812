from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_networks")]

    operations = [
        IsolateTenant(
            "Sequence",
        ),
    ]
