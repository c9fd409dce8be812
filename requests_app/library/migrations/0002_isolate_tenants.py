from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0002_isolate_tenants"), ("library", "0001_resources")]

    operations = [
        IsolateTenant(
            "Resource",
            "ResourceHistory",
            "ResourceTopic",
            "SentResource",
        ),
    ]
