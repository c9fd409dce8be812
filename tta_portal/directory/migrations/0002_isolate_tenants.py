from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_isolate_tenants"), ("directory", "0001_places_and_organizations")]

    operations = [
        IsolateTenant(
            "Hub",
            "Jurisdiction",
            "JurisdictionHistory",
            "Descriptor",
            "Organization",
            "OrganizationHistory",
            "Contact",
            "ContactHistory",
            "Holiday",
        ),
    ]
