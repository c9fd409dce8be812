from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("equity_board", "0001_reports_by_schedule")]

    operations = [IsolateTenant("Schedule", "Reader", "Edition")]
