from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_isolate_tenants"), ("inbound", "0001_mail_that_comes_in")]

    operations = [
        IsolateTenant(
            "InboundMail",
        ),
    ]
