from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0008_new_dates_of_promises")]

    operations = [IsolateTenant("Commitment", "NewDate")]
