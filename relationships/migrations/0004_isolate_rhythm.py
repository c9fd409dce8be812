from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("relationships", "0003_rhythm")]

    operations = [IsolateTenant("Consequence", "Pause", "ReverseCheckIn", "Touch", "Wish")]
