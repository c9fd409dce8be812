from django.db import migrations

from tta_portal.tenancy.operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_isolate_tenants"), ("accounts", "0001_people")]

    operations = [
        IsolateTenant(
            "Membership",
            "MembershipHistory",
            "Invitation",
            "JoinRequest",
            "ApiToken",
        ),
        migrations.RunSQL(
            "CREATE POLICY own_memberships ON accounts_membership FOR SELECT"
            " USING (user_id = nullif(current_setting('app.person', true), '')::bigint)",
            "DROP POLICY own_memberships ON accounts_membership",
        ),
    ]
