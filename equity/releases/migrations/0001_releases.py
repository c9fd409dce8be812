import django.db.models.deletion
import django.utils.timezone
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0003_head_start_and_margin"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Release",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("panel", models.CharField(max_length=20)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("threshold", models.PositiveSmallIntegerField()),
                        ("hidden", models.JSONField()),
                        ("content", models.JSONField()),
                        ("not_counted", models.PositiveIntegerField()),
                        (
                            "network",
                            models.ForeignKey(
                                db_index=False,
                                default=tta_portal.tenancy.scope.network_in_force,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.network",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-ends_on", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "panel", "ends_on"), name="release_once_a_month"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
