from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("network_map", "0001_the_map")]

    operations = [
        IsolateTenant(
            "Position",
            "Tie",
        )
    ]
