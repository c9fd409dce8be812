from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0002_isolate_tenants"), ("training", "0001_trainings")]

    operations = [
        IsolateTenant(
            "Series",
            "Session",
            "SessionHistory",
            "Registration",
            "RegistrationHistory",
            "Certificate",
        ),
    ]
