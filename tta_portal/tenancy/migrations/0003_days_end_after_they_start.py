from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_isolate_tenants")]

    operations = [
        migrations.AddConstraint(
            model_name="network",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_ends_at__gt", models.F("day_starts_at"))),
                name="network_day_ends_after_it_starts",
            ),
        ),
    ]
