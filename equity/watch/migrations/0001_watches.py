import django.db.models.deletion
import django.utils.timezone
import equity.watch.models
import tta_portal.tenancy.operations
import tta_portal.tenancy.scope
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_isolate_tenants"),
        ("tenancy", "0003_head_start_and_margin"),
    ]

    operations = [
        tta_portal.tenancy.operations.MakeWhole(
            operations=[
                migrations.CreateModel(
                    name="Watch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("gap", models.CharField(max_length=80)),
                        ("began_on", models.DateField()),
                        ("counted_to", models.DateField()),
                        ("log_products", models.JSONField(default=equity.watch.models.no_evidence)),
                        ("count", models.PositiveIntegerField(default=0)),
                        ("n", models.PositiveIntegerField(default=0)),
                        ("other_count", models.PositiveIntegerField(default=0)),
                        ("other_n", models.PositiveIntegerField(default=0)),
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
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("network", "gap"), name="watch_once_per_gap")],
                    },
                ),
                migrations.CreateModel(
                    name="Alarm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("evidence", models.JSONField()),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
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
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                        (
                            "watch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="alarms", to="watch.watch"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_at", "-pk"],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "default_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("noted_at", None)),
                                fields=("watch",),
                                name="watch_one_alarm_at_a_time",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
