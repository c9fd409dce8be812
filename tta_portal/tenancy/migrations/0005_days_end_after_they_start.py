from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0004_paper_return")]

    operations = [
        migrations.AddConstraint(
            model_name="network",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_ends_at__gt", models.F("day_starts_at"))),
                name="network_day_ends_after_it_starts",
            ),
        ),
    ]
